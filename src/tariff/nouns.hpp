// What usage is called in contracts, on pages and in pictures: "meddelande", "meddelanden". A meter
// and a unit code that are known have a noun in each language.
#pragma once

#include <optional>
#include <string_view>

#include "porto/decimal.hpp"

namespace porto::internal {

struct Noun {
  std::string_view singular;
  std::string_view plural;

  std::string_view of(const Decimal& count) const {
    return count == 1 || count == -1 ? singular : plural;
  }
};

/// The noun of any unit: "enhet", "enheter".
Noun noun_of_units(std::string_view language);
/// The noun of a code that is_piece(), in a table: "st", "pcs".
Noun noun_of_pieces(std::string_view language);
/// Nothing where no noun is known.
std::optional<Noun> noun_of_meter(std::string_view meter, std::string_view language);
std::optional<Noun> noun_of_unit(std::string_view code, std::string_view language);
/// Whether a unit code says no more than that something is counted: pieces, ones, each.
bool is_piece(std::string_view code);

}  // namespace porto::internal
