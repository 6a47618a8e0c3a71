// Where the functions of porto.h are called: an open ledger, a recorder on it, rows and an error
// object; and a table of one call of each function, which the tests of this room go through. It is
// the one place of the room that knows signatures.
#pragma once

#include <cstdio>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "porto/decimal.hpp"
#include "porto/porto.h"
#include "support/temp_dir.hpp"

namespace porto::testing {

/// A text argument that is not what it should be.
struct BadText {
  std::string parameter{};  ///< empty: all texts are good
  enum class Kind { not_utf8, long_beyond_memory, has_nul } kind = Kind::not_utf8;
};

struct Scene {
  /// Opens the ledger of sample_file() anew.
  explicit Scene(const std::string& sample);
  ~Scene();
  Scene(const Scene&) = delete;
  Scene& operator=(const Scene&) = delete;

  // While a call is made these allocate nothing.

  /// A text argument and its length, unless `bad` wants it otherwise; for TEXT.
  const char* bytes(const char* parameter, const char* good);
  std::size_t length(std::string_view parameter);
  /// The path of a file of the scene: of those in the table of scene.cpp.
  const char* file(std::string_view name);
  void remove(std::string_view name) { std::remove(file(name)); }
  /// Closes what the last call gave.
  void drop_results();

  TempDir dir;
  porto_ledger* ledger = nullptr;
  porto_recorder* recorder = nullptr;
  porto_rows* lines = nullptr;  ///< of an invoice
  porto_tariff* tariff = nullptr;
  porto_rating* rating = nullptr;  ///< of 140 messages
  porto_error* error = nullptr;

  // What a call gives.
  porto_ledger* opened = nullptr;
  porto_recorder* opened_recorder = nullptr;
  porto_tariff* opened_tariff = nullptr;
  porto_rating* opened_rating = nullptr;
  porto_rows* out = nullptr;
  porto_rows* out2 = nullptr;
  porto_rows* out3 = nullptr;
  porto_error* err = nullptr;

  BadText bad{};
  std::vector<const char*> parameters{};  ///< names of text parameters that were asked for

 private:
  bool rated();

  std::map<std::string, std::string, std::less<>> paths_{};  // by name
};

/// The pointer and the length of a text parameter.
#define TEXT(scene, parameter, good) (scene).bytes(parameter, good), (scene).length(parameter)

/// A day of sample_file()'s March, after its January was closed: 2025-03-20.
constexpr int64_t march_2025 = 1742500000000000;

/// Who makes a change, and why, of options.actor and options.reason.
porto_change_options by_anna(Scene& scene);

/// Usage of the only meter; `meter` is what it is put into.
porto_usage usage_of(int64_t quantity, porto_meter_usage& meter);

/// A porto_write_fn: takes output, and looks at none of it.
int32_t take(void* user, const char* bytes, std::size_t size);
/// The same: appends it to the std::string that `user` points to.
int32_t append(void* user, const char* bytes, std::size_t size);

struct Call {
  const char* function;
  /// Calls it once. Again on the same scene it gives the same status, or PORTO_EXISTS.
  std::function<int32_t(Scene&)> run;
  int32_t status = PORTO_OK;  ///< that it gives
  bool can_fail = true;       ///< false: it needs nothing, not even memory
  /// What must be there before each call.
  void (*prepare)(Scene&) = [](Scene&) {};
};
using Calls = std::vector<Call>;

/// All of them. The test of the list of functions is in list.cpp.
Calls all_calls();

Calls calls_of_values();     ///< sections Version, Status, Text and time, Rows
Calls calls_of_ledgers();    ///< sections Ledger and Recorders
Calls calls_of_catalogue();  ///< sections Changes, Companies ..., Sending domains, Items
Calls calls_of_documents();  ///< tariff documents without a ledger
Calls calls_of_usage();      ///< sections Usage and Import log
Calls calls_of_invoices();   ///< sections Invoices, Books, Audit and Outlook

}  // namespace porto::testing
