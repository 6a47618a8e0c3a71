// See compare.hpp. Exact amounts whose decimals never end are compared as the reference describes
// them: with 18 decimals, and rounding like the true value in every mode.
#include "differential/compare.hpp"

#include <algorithm>
#include <sstream>

#include "differential/oracle.hpp"

namespace porto::testing {

using namespace internal;
namespace {

constexpr int endless_decimals = 18;

// True if a Decimal can hold a value. If its decimals are too many, they may be written like
// decimals that never end.
enum class Fits { yes, no, maybe };

Fits fits(const Exact& value) {
  const int decimals = decimals_of(value).value_or(endless_decimals);
  if (decimals <= Decimal::max_digits &&
      abs(value) * power_of_ten(decimals) < power_of_ten(Decimal::max_digits))
    return Fits::yes;
  return abs(value) < power_of_ten(Decimal::max_digits + 2) ? Fits::maybe : Fits::no;
}

// A fraction on the way is kept as a numerator and a denominator.
bool is_wide(const Exact& value) {
  const Whole most = power_of_ten(Decimal::max_digits / 2);
  return abs(numerator(value)) >= most || denominator(value) >= most;
}

Fits fits(const OracleRating& rating) {
  Fits all = fits(rating.total);
  for (const OracleLine& line : rating.lines)
    for (const Exact& value : {line.quantity, line.amount, line.net})
      if (const Fits one = fits(value); one != Fits::yes && all != Fits::no) all = one;
  const bool wide = std::any_of(rating.steps.begin(), rating.steps.end(), is_wide);
  return wide && all == Fits::yes ? Fits::maybe : all;
}

// `written` stands for `value` in every mode of rounding.
bool stands_for(const Decimal& written, const Exact& value, int line_decimals) {
  if (decimals_of(value) && fits(value) == Fits::yes) return exact(written) == value;
  if (abs(exact(written) - value) * power_of_ten(endless_decimals) >= 1) return false;
  for (const char* mode : {"half_up", "half_even", "half_down", "up", "down", "ceiling", "floor"})
    for (const int decimals : {0, line_decimals, endless_decimals - 1})
      if (rounded(exact(written), decimals, mode) != rounded(value, decimals, mode)) return false;
  return true;
}

// A limit line is the difference of a few amounts as they are written.
bool stands_for_difference(const Decimal& written, const Exact& value) {
  return abs(exact(written) - value) * power_of_ten(endless_decimals - 2) < 1;
}

std::string difference(const RatedLine& line, const OracleLine& expected, int decimals) {
  if (line.kind != expected.kind) return "kind";
  if (line.charge != expected.charge) return "charge";
  if (line.tier != expected.tier) return "tier";
  if (exact(line.net_amount) != expected.net) return "net amount";
  const bool limit = line.kind == LineKind::minimum || line.kind == LineKind::maximum ||
                     line.kind == LineKind::rounding;
  if (limit ? !stands_for_difference(line.exact_amount, expected.amount)
            : !stands_for(line.exact_amount, expected.amount, decimals))
    return "exact amount";
  if (line.unit_price.has_value() != expected.unit_price.has_value()) return "unit price";
  const bool ends = decimals_of(expected.quantity).has_value();
  if (!line.unit_price)
    return stands_for(line.quantity, expected.quantity, decimals) ? "" : "quantity";
  const Exact unit_price = exact(*line.unit_price) / exact(line.base_quantity);
  if (exact(line.quantity) * unit_price != expected.amount) return "quantity x price";
  if (!ends) return "";
  if (exact(line.quantity) != expected.quantity) return "quantity";
  if (unit_price != *expected.unit_price) return "unit price";
  if (expected.base && exact(line.base_quantity) != *expected.base) return "base quantity";
  return "";
}

std::string difference(const Rating& rating, const OracleRating& expected, int decimals) {
  if (expected.refused) return "usage below 0 was priced";
  if (fits(expected) == Fits::no) return "there is no room for the result, but there is one";
  if (rating.lines.size() != expected.lines.size()) return "number of lines";
  for (std::size_t i = 0; i < rating.lines.size(); ++i) {
    const std::string what = difference(rating.lines[i], expected.lines[i], decimals);
    if (!what.empty()) return what + " of line " + std::to_string(i + 1);
  }
  return exact(rating.total) == expected.total ? "" : "total";
}

std::string difference(const Error& error, const OracleRating& expected) {
  const Fits fit = fits(expected);
  if (expected.refused && error.code() == ErrorCode::negative_usage) return "";
  if (fit != Fits::yes && error.code() == ErrorCode::overflow) return "";
  return std::string("error: ") + error.what();
}

void write(std::ostream& out, const Rating& rating) {
  for (const RatedLine& line : rating.lines) {
    out << "  " << to_string(line.kind) << ' ' << line.quantity.to_string();
    if (line.unit_price)
      out << " x " << line.unit_price->to_string() << " / " << line.base_quantity.to_string();
    out << " = " << line.exact_amount.to_string() << " -> " << line.net_amount.to_string() << '\n';
  }
  out << "  total " << rating.total.to_string() << '\n';
}

void write(std::ostream& out, const OracleRating& rating) {
  if (rating.refused) out << "  refused: usage below 0\n";
  for (const OracleLine& line : rating.lines) {
    out << "  " << to_string(line.kind) << ' ' << line.quantity;
    if (line.unit_price) out << " x " << *line.unit_price;
    out << " = " << line.amount << " -> " << line.net << '\n';
  }
  out << "  total " << rating.total << '\n';
}

}  // namespace

Comparison compare(const Tariff& tariff, const Usage& usage) {
  const OracleRating expected = oracle_rating(tariff, usage);
  try {
    return {difference(rate(tariff, usage), expected, tariff.round.decimals), true};
  } catch (const Error& error) {
    return {difference(error, expected), false};
  }
}

std::string both_answers(const Tariff& tariff, const Usage& usage) {
  std::ostringstream out;
  out << "rate():\n";
  try {
    write(out, rate(tariff, usage));
  } catch (const Error& error) {
    out << "  error: " << error.what() << '\n';
  }
  out << "oracle:\n";
  write(out, oracle_rating(tariff, usage));
  return out.str();
}

}  // namespace porto::testing
