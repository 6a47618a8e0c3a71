// The parts of the reader, one file per part of the document.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "tariff/document/value.hpp"

namespace porto::internal {

/// What amounts are written in, as far as it could be read.
struct Scale {
  std::optional<int> decimals;  ///< of lines
  std::optional<Currency> currency;
};

/// One [[charge]].
Charge read_charge(const Value& value, const Scale& scale);

/// Reads the examples of a tariff.
class ExampleReader {
 public:
  /// `tariff` must outlive it.
  explicit ExampleReader(const Tariff& tariff);
  TariffExample read(const Value& value);

 private:
  const Tariff& tariff_;
  std::map<std::string_view, bool> meters_;  // whether a charge prices each event of it
  std::vector<std::string_view> names_;      // of the meters
  std::int64_t steps_left_;
};

/// Reports a limit that is finer than lines, which no rounded line can reach.
void check_limits(const Node& table, const Scale& scale, Mistakes& mistakes);

/// Reports fees and limits, also of tiers and of `then`, that no line can have: they do not fit in
/// 64 bits of minor units.
void check_amounts(const Node& table, const Scale& scale, Mistakes& mistakes);

/// Reports `minimum` above `maximum`.
void check_order(const Table& table, const std::optional<Decimal>& minimum,
                 const std::optional<Decimal>& maximum);

/// Reports placeholders that are unknown or have no value in the charge's texts.
void check_texts(const Table& table, const Charge& charge);

/// Warns about files that are legal but look like a slip.
void warn_of_limits(const Table& table, const std::optional<Decimal>& maximum);
void warn_of_curve(const Table& table, const Curve& curve);
void warn_of_included(const Table& table, const Charge& charge);

}  // namespace porto::internal
