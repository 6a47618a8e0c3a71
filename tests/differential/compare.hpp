// The differences between rate() and the oracle, in words.
#pragma once

#include <string>

#include "porto/tariff.hpp"

namespace porto::testing {

using namespace internal;

struct Comparison {
  /// Empty if rate() and the oracle agree on every line, exactly, or on why there are none.
  std::string difference;
  bool is_rated = false;  ///< there are lines to compare, not an error
};
Comparison compare(const Tariff& tariff, const Usage& usage);

/// Both answers, line by line, for people.
std::string both_answers(const Tariff& tariff, const Usage& usage);

}  // namespace porto::testing
