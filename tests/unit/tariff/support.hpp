// Small tariffs to rate, and what comes out as text.
#pragma once

#include <string>

#include "porto/tariff.hpp"

namespace porto::testing {

using namespace internal;

/// A document with these lines beside the required ones; charges follow.
inline std::string document(const std::string& charges, const std::string& settings = "",
                            const std::string& currency = "SEK") {
  return "id = \"t\"\nversion = 1\neffective = \"2024-01\"\ncurrency = \"" + currency + "\"\n" +
         settings + "\n" + charges;
}

/// A charge of the meter "m" with these lines.
inline std::string charge(const std::string& lines, const std::string& id = "c") {
  return "[[charge]]\nid = \"" + id + "\"\nmeter = \"m\"\n" + lines + "\n";
}

inline Usage usage(const std::string& quantity) { return Usage::of("m", Decimal::parse(quantity)); }

inline Usage events(std::initializer_list<const char*> values) {
  std::vector<Decimal> decimals;
  for (const char* value : values) decimals.push_back(Decimal::parse(value));
  return Usage::of_events("m", decimals);
}

/// "500 + 0.01 = 500.01": the net amounts of the lines, and the total.
inline std::string amounts_of(const Rating& rating) {
  std::string text;
  for (const RatedLine& line : rating.lines)
    text += (text.empty() ? "" : " + ") + line.net_amount.to_string();
  return text + " = " + rating.total.to_string();
}

/// "usage 2 x 5 / 100 = 0.1 -> 0.1": one line.
inline std::string text_of(const RatedLine& line) {
  const std::string price = line.unit_price ? " x " + line.unit_price->to_string() + " / " +
                                                  line.base_quantity.to_string()
                                            : "";
  return std::string(to_string(line.kind)) + " " + line.quantity.to_string() + price + " = " +
         line.exact_amount.to_string() + " -> " + line.net_amount.to_string();
}

}  // namespace porto::testing
