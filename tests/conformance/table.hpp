// What the steps of table.json say, as porto.h takes it. README.md describes the table.
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <deque>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "porto/porto.h"

namespace porto::conformance {

using Json = simdjson::dom::element;

/// A step did not give what the table says.
struct Mismatch : std::runtime_error {
  using runtime_error::runtime_error;
};

inline bool has(Json of, std::string_view member) { return of[member].error() == 0U; }

/// A member that may be missing.
std::optional<std::string_view> text_of(Json of, std::string_view member);
/// Numbers, months, days and times as porto.h takes them; 0 if there is none.
int64_t number_of(Json of, std::string_view member);
int32_t month_of(Json of, std::string_view member);
int32_t day_of(Json of, std::string_view member);
int64_t time_of(Json of, std::string_view member);
int32_t flag_of(Json of, std::string_view member);
/// The elements of an array; none if it is not there.
std::vector<Json> list_of(Json of, std::string_view member);

/// Sets a text of a struct and its length, if the member is there.
void set(const char*& text, size_t& size, Json of, std::string_view member);

/// The members of structs that several functions take. The table outlives them.
porto_change_options change_of(Json args);
std::vector<porto_event> events_of(Json args);
porto_void void_of(Json args);

/// Texts that end with a NUL.
struct TextList {
  std::deque<std::string> texts;
  std::vector<const char*> pointers;
};
void fill(TextList& list, Json of, std::string_view member);

/// The name of a status, which is stable.
std::string_view name_of(int32_t status);
std::string_view name_of_state(int32_t state);
std::string_view name_of_outcome(int32_t outcome);

}  // namespace porto::conformance
