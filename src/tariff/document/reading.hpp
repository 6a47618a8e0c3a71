// The parts of the reader, one file per part of the document.
#pragma once

#include <optional>

#include "tariff/document/value.hpp"

namespace porto::internal {

/// One [[charge]]. `decimals`: of the tariff's rounding, if it could be read.
Charge read_charge(const Value& value, std::optional<int> decimals);

/// One [[example]] for these charges.
TariffExample read_example(const Value& value, const Tariff& tariff);

/// Reports a limit that is finer than `decimals`, which no rounded line can reach.
void check_limits(const Table& table, std::optional<int> decimals);

/// Reports `minimum` above `maximum`.
void check_order(const Table& table, const std::optional<Decimal>& minimum,
                 const std::optional<Decimal>& maximum);

/// Reports placeholders that are unknown or have no value in the charge's texts.
void check_texts(const Table& table, const Charge& charge);

/// Warns about files that are legal but look like a slip.
void warn_of_curve(const Table& table, const Curve& curve);
void warn_of_included(const Table& table, const Charge& charge);

}  // namespace porto::internal
