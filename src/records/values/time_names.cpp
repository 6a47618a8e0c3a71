// See time_names.hpp.
#include "records/values/time_names.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace porto::internal {
namespace {

struct Name {
  std::string_view text;  // in lower case
  int number;
};

// A name stands before those it begins with.
constexpr std::array<Name, 20> short_months = {
    {{"jan", 1},  {"feb", 2},  {"mars", 3}, {"mar", 3},  {"apr", 4},  {"may", 5}, {"maj", 5},
     {"juni", 6}, {"june", 6}, {"jun", 6},  {"juli", 7}, {"july", 7}, {"jul", 7}, {"aug", 8},
     {"sept", 9}, {"sep", 9},  {"oct", 10}, {"okt", 10}, {"nov", 11}, {"dec", 12}}};
constexpr std::array<Name, 20> full_months = {
    {{"january", 1},   {"januari", 1},  {"february", 2}, {"februari", 2},  {"march", 3},
     {"mars", 3},      {"april", 4},    {"may", 5},      {"maj", 5},       {"june", 6},
     {"juni", 6},      {"july", 7},     {"juli", 7},     {"augusti", 8},   {"august", 8},
     {"september", 9}, {"october", 10}, {"oktober", 10}, {"november", 11}, {"december", 12}}};
// The letters beyond ASCII stand in both cases.
constexpr std::array<Name, 18> short_weekdays = {{{"sun", 0},
                                                  {"s\xC3\xB6n", 0},
                                                  {"s\xC3\x96n", 0},
                                                  {"mon", 1},
                                                  {"m\xC3\xA5n", 1},
                                                  {"m\xC3\x85n", 1},
                                                  {"tue", 2},
                                                  {"tis", 2},
                                                  {"wed", 3},
                                                  {"ons", 3},
                                                  {"thu", 4},
                                                  {"tors", 4},
                                                  {"tor", 4},
                                                  {"fri", 5},
                                                  {"fre", 5},
                                                  {"sat", 6},
                                                  {"l\xC3\xB6r", 6},
                                                  {"l\xC3\x96r", 6}}};
constexpr std::array<Name, 17> full_weekdays = {{{"sunday", 0},
                                                 {"s\xC3\xB6ndag", 0},
                                                 {"s\xC3\x96ndag", 0},
                                                 {"monday", 1},
                                                 {"m\xC3\xA5ndag", 1},
                                                 {"m\xC3\x85ndag", 1},
                                                 {"tuesday", 2},
                                                 {"tisdag", 2},
                                                 {"wednesday", 3},
                                                 {"onsdag", 3},
                                                 {"thursday", 4},
                                                 {"torsdag", 4},
                                                 {"friday", 5},
                                                 {"fredag", 5},
                                                 {"saturday", 6},
                                                 {"l\xC3\xB6rdag", 6},
                                                 {"l\xC3\x96rdag", 6}}};

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::optional<int> take(std::string_view& text, std::span<const Name> names) {
  for (const Name& name : names) {
    if (text.size() < name.text.size() ||
        !std::ranges::equal(text.substr(0, name.text.size()), name.text,
                            [](char a, char b) { return lower(a) == b; }))
      continue;
    text.remove_prefix(name.text.size());
    return name.number;
  }
  return std::nullopt;
}

}  // namespace

std::optional<int> take_month(std::string_view& text, NameLength length) {
  return take(text, length == NameLength::in_short ? std::span<const Name>(short_months)
                                                   : std::span<const Name>(full_months));
}

std::optional<int> take_weekday(std::string_view& text, NameLength length) {
  return take(text, length == NameLength::in_short ? std::span<const Name>(short_weekdays)
                                                   : std::span<const Name>(full_weekdays));
}

}  // namespace porto::internal
