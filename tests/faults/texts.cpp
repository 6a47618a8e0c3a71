// Every text parameter of every function of porto.h, one at a time, as it must not be: not UTF-8,
// with a NUL inside, and longer than memory is. The call changes nothing, what it gives and says is
// UTF-8, and of a length that cannot be it says the parameter.
//
//   texts
#include <algorithm>
#include <iostream>

#include "base/text.hpp"
#include "faults/calls/scene.hpp"
#include "faults/sample.hpp"

namespace porto::testing {

using namespace internal;
namespace {

using Kind = BadText::Kind;
constexpr Kind kinds[] = {Kind::not_utf8, Kind::long_beyond_memory, Kind::has_nul};
constexpr const char* names[] = {"not UTF-8", "too long", "with a NUL"};

class Texts {
 public:
  void run(const Call& call) {
    for (const std::string_view parameter : parameters_of(call))
      for (const Kind kind : kinds) {
        // Those of an array end with a NUL, and have no length.
        if (parameter.ends_with(']') && kind != Kind::not_utf8) continue;
        ++tried_;
        const std::string wrong = try_one(call, {std::string(parameter), kind});
        if (wrong.empty()) continue;
        ++wrong_;
        std::cout << call.function << ", " << parameter << " " << names[static_cast<int>(kind)]
                  << ": " << wrong << std::endl;
      }
  }

  int tried() const { return tried_; }
  int wrong() const { return wrong_; }

 private:
  std::vector<const char*> parameters_of(const Call& call) {
    Scene scene(sample_);
    call.prepare(scene);
    call.run(scene);
    return scene.parameters;
  }

  std::string try_one(const Call& call, const BadText& bad) {
    Scene scene(sample_);
    call.prepare(scene);
    const std::string before = state_of(scene);
    scene.bad = bad;
    const int32_t status = call.run(scene);
    const std::string where = porto_error_where(scene.err);
    if (bad.kind == Kind::long_beyond_memory)
      if (status != PORTO_E_INVALID || where != bad.parameter)
        return std::string("its status is ") + porto_status_name(status) + " at " + where;
    if (status <= PORTO_E_INTERNAL) return porto_error_message(scene.err);
    if (!is_utf8(where + porto_error_message(scene.err))) return "its error is not UTF-8";
    if (!comes_back(call, bad) && !is_utf8(csv_of(scene.out) + csv_of(scene.out2)))
      return "what it gives is not UTF-8";
    if (!comes_back(call, bad) && state_of(scene) != before) return "it has changed something";
    return {};
  }

  // The names of a document and of whom it is rated for are given back as they came.
  static bool comes_back(const Call& call, const BadText& bad) {
    return bad.parameter == "file_name" || std::string_view(call.function) == "porto_tariff_rate";
  }

  static std::string csv_of(porto_rows* rows) {
    std::string text;
    if (rows) porto_rows_write(rows, PORTO_FORMAT_CSV, nullptr, append, &text, nullptr);
    return text;
  }

  static std::string state_of(Scene& scene) {
    std::string text;
    for (const auto list : {porto_company_list, porto_meter_list, porto_month_list}) {
      porto_rows* rows = nullptr;
      list(scene.ledger, &rows, nullptr);
      text += csv_of(rows);
      porto_rows_close(rows);
    }
    porto_rows* changes = nullptr;
    porto_change_list(scene.ledger, nullptr, &changes, nullptr);
    text += csv_of(changes);
    porto_rows_close(changes);
    porto_event_write(scene.ledger, nullptr, PORTO_FORMAT_CSV, nullptr, append, &text, nullptr);
    return text;
  }

  std::string sample_ = sample_file();
  int tried_ = 0;
  int wrong_ = 0;
};

int try_all() {
  Texts texts;
  for (const Call& call : all_calls()) texts.run(call);
  std::cout << texts.tried() << " texts, " << texts.wrong() << " wrong\n";
  return texts.wrong() == 0 ? 0 : 1;
}

}  // namespace
}  // namespace porto::testing

int main() { return porto::testing::try_all(); }
