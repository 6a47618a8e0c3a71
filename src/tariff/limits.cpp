// What holds of sums of lines: minimums, maximums and the rounding of the total; see rater.hpp.
#include "tariff/rater.hpp"

namespace porto {

using namespace internal;

namespace {

// A sum of amounts, and how much of it usage below 0 took back.
template <class Number>
struct Held {
  Number amount;
  Number back;
  LineKind limit = LineKind::maximum;  // which one acted last
};

template <class Number>
const Number& at_most(const Number& amount, const std::optional<Number>& maximum) {
  return maximum && amount > *maximum ? *maximum : amount;
}

template <class Number>
const Number& at_least(const Number& amount, const std::optional<Number>& minimum) {
  return minimum && amount < *minimum ? *minimum : amount;
}

// Raised to the minimum, then lowered to the maximum. Usage below 0 takes back what the same usage
// above 0 would have added below the maximum, and never the minimum.
template <class Number>
Held<Number> held(const Held<Number>& sum, const std::optional<Number>& minimum,
                  const std::optional<Number>& maximum) {
  const Number due = sum.amount + sum.back;
  const Number due_held = at_most(at_least(due, minimum), maximum);
  if (sum.back.is_zero())
    return {due_held, {}, minimum && due < *minimum ? LineKind::minimum : LineKind::maximum};
  const Number most = at_most(due, maximum);
  const Number mirrored = most + most - at_most<Number>(due + sum.back, maximum);
  const Number amount = at_least(mirrored, minimum);
  return {amount, due_held - amount,
          minimum && mirrored < *minimum ? LineKind::minimum : LineKind::maximum};
}

}  // namespace

// Adds the line that brings a scope within its limits: rounded lines to the rounded limit, exact
// amounts to the exact one. Where rounded lines are within them there is none, and what the exact
// amounts gain or lose is kept for the scopes around.
void Rater::add_limit_line(const Scope& scope, const std::optional<Decimal>& minimum,
                           const std::optional<Decimal>& maximum) {
  Held<Decimal> net{{}, unseen_.net_back - scope.before.net_back};
  Decimal written = unseen_.exact - scope.before.exact;
  for (std::size_t i = scope.first_line; i < rating_.lines.size(); ++i) {
    net.amount += rating_.lines[i].net_amount;
    written += rating_.lines[i].exact_amount;
  }
  const Held<Ratio> exact{by_total() ? unseen_.sum - scope.before.sum : Ratio(written),
                          unseen_.exact_back - scope.before.exact_back};
  std::optional<Ratio> least;
  if (minimum) least = kept(prorated(*minimum, share_));
  const Held<Ratio> exact_held =
      held(exact, least, maximum ? std::optional<Ratio>(*maximum) : std::nullopt);
  std::optional<Decimal> net_least;
  if (least) net_least = rounded(least->to_decimal());
  const Held<Decimal> net_held = held(net, net_least, maximum);
  const Decimal exact_change = (exact_held.amount - exact.amount).to_decimal();
  unseen_.net_back = scope.before.net_back + net_held.back;
  unseen_.exact_back = scope.before.exact_back + exact_held.back;
  if (by_total()) unseen_.sum = scope.before.sum + exact_held.amount;
  if (net_held.amount == net.amount) {
    unseen_.exact += exact_change;
    return;
  }
  RatedLine& line = add_line(net_held.limit, scope.tier);
  line.charge = scope.charge;
  line.quantity = 1;
  line.net_amount = net_held.amount - net.amount;
  line.exact_amount = exact_change;
  if (trace_ && line.kind == LineKind::minimum && share_.days != share_.of)
    trace_->add(Step::rounding, rounding_text(prorated_text(*minimum, share_)),
                money_text(*net_least));
  if (trace_) note_limit(line, net.amount);
  rating_.total += line.net_amount;
}

// Makes the total the rounded sum of the exact amounts. The limits of the tariff come after it and
// meet that total.
void Rater::add_rounding_line() {
  const Decimal total = rounded(unseen_.sum.to_decimal());
  if (!unseen_.exact_back.is_zero())
    unseen_.net_back = rounded((unseen_.sum + unseen_.exact_back).to_decimal()) - total;
  const Decimal before = rating_.total;
  if (total == before) return;
  RatedLine& line = add_line(LineKind::rounding, {});
  line.quantity = 1;
  line.exact_amount = unseen_.exact;
  line.net_amount = total - before;
  unseen_.exact = {};
  rating_.total = total;
  if (trace_)
    trace_->add(Step::rounding,
                rounding_text(unseen_.sum.to_string()) + " - " + in_term(money_text(before)),
                money_text(line.net_amount), rating_.lines.size());
}

void Rater::note_limit(const RatedLine& line, const Decimal& before) {
  trace_->add(line.kind == LineKind::minimum ? Step::minimum : Step::maximum,
              in_term(money_text(before + line.net_amount)) + " - " + in_term(money_text(before)),
              money_text(line.net_amount), rating_.lines.size());
}

// A line that usage below 0 brought from what is due without it to this amount.
void Rater::take_back(const Ratio& due, const Ratio& amount) {
  unseen_.exact_back = unseen_.exact_back + (kept(due) - kept(amount));
  unseen_.net_back += rounded(due.to_decimal()) - rounded(amount.to_decimal());
}

// Sums of lines are exact where the total is rounded once, and else sums of what the lines say.
Ratio Rater::kept(const Ratio& amount) const { return by_total() ? amount : amount.to_decimal(); }

}  // namespace porto
