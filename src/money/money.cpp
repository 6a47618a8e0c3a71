// Amounts of money: checked sums of whole minor units.
#include "porto/money.hpp"

#include "porto/error.hpp"

namespace porto {

using namespace internal;

namespace {

void check_same_currency(const Money& a, const Money& b) {
  if (a.currency() == b.currency()) return;
  throw Error(ErrorCode::invalid_argument, "amounts in " + std::string(a.currency().code()) +
                                               " and " + std::string(b.currency().code()) +
                                               " cannot be joined; convert one of them first");
}

[[noreturn]] void throw_overflow(const Money& a, const Money& b) {
  throw Error(ErrorCode::overflow, a.to_string() + " and " + b.to_string() + " " +
                                       std::string(a.currency().code()) +
                                       " together do not fit in 64 bits of minor units");
}

}  // namespace

Money Money::of(const Decimal& amount, Currency currency) {
  return {amount.to_scaled_int64(currency.decimals()), currency};
}

Money operator+(const Money& a, const Money& b) {
  check_same_currency(a, b);
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a.minor_, b.minor_, &sum)) throw_overflow(a, b);
  return {sum, a.currency_};
}

Money operator-(const Money& a, const Money& b) {
  check_same_currency(a, b);
  std::int64_t difference = 0;
  if (__builtin_sub_overflow(a.minor_, b.minor_, &difference)) throw_overflow(a, b);
  return {difference, a.currency_};
}

}  // namespace porto
