// The lines of a tariff, computed slowly and plainly with fractions of unbounded size: an
// independent second reading of docs/reference/tariff.md that rate() is compared with. It shares
// the model (porto/tariff.hpp) with the library and no arithmetic.
#pragma once

#include <optional>
#include <vector>

#include "porto/error.hpp"
#include "porto/tariff.hpp"
#include "support/exact.hpp"

namespace porto::testing {

using namespace internal;

struct OracleLine {
  std::size_t charge = 0;
  std::optional<std::size_t> tier;
  LineKind kind = LineKind::usage;
  Exact quantity = 1;
  std::optional<Exact> unit_price;  ///< for one unit
  std::optional<Exact> base;        ///< the base quantity, where the document names it
  Exact amount;
  Exact net;
  /// What of the amounts is due whatever usage below 0 takes back: all of them, if there is none.
  Exact due;
  Exact net_due;
  bool is_shown = true;  ///< a limit that moves only exact amounts is no line
};

struct OracleRating {
  std::vector<OracleLine> lines;
  Exact total;
  bool refused = false;      ///< usage below 0 where the tariff does not price it
  std::vector<Exact> steps;  ///< every number on the way, for who asks whether they are too large
};

OracleRating oracle_rating(const Tariff& tariff, const Usage& usage);

}  // namespace porto::testing
