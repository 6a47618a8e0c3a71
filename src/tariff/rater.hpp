// The pipeline of a rating, one function per step: convert, included, curve, limits, round.
#pragma once

#include "porto/tariff.hpp"
#include "tariff/curve.hpp"

namespace porto::internal {

class Rater {
 public:
  /// `trace` may be null.
  Rater(const Tariff& tariff, const Usage& usage, Trace* trace, Rating& into);
  void rate();

 private:
  // Billing units and the sign of what they cost.
  struct BillingUnits {
    Ratio quantity;
    bool mirrored = false;
  };
  // What the lines so far do not say of themselves.
  struct Unseen {
    // What usage below 0 took back: what is due without it, less the amounts.
    Decimal net_back;
    Ratio exact_back;
    Decimal exact;  // what limits without a line added to the exact amounts
    Ratio sum;      // of the exact amounts, where the total is rounded once
  };
  // The lines of a charge, a tier or the tariff, that a limit is about.
  struct Scope {
    std::size_t charge;
    std::optional<std::size_t> tier;
    std::size_t first_line;
    Unseen before;  // of the lines before the first
  };

  void rate_month(const Charge& charge);
  void rate_events(const Charge& charge);

  Decimal used(const Charge& charge) const;
  std::vector<Decimal> event_values(const Charge& charge) const;
  BillingUnits meter(const Charge& charge, const Decimal& value, Step step);
  Ratio converted(const Ratio& quantity, const Convert& convert);
  Ratio billable(const Ratio& quantity, const Decimal& included);

  void add_curve_lines(const Curve& curve, const BillingUnits& metered);
  const Curve* add_chain_line(const Curve& first, const BillingUnits& metered);
  void add_sum_line(const Ratio& amount, const Ratio& quantity);
  void add_fee_line(const Decimal& fee, Share share, std::optional<std::size_t> tier,
                    bool mirrored);
  void add_usage_line(const Price& price, const Ratio& part, std::optional<std::size_t> tier,
                      bool mirrored);
  void add_limit_line(const Scope& scope, const std::optional<Decimal>& minimum,
                      const std::optional<Decimal>& maximum);
  void add_rounding_line();
  // The line stays where it is until the next one is added.
  RatedLine& add_line(LineKind kind, std::optional<std::size_t> tier);
  void settle(RatedLine& line, const Ratio& amount, bool mirrored);
  void take_back(const Ratio& due, const Ratio& amount);

  bool by_total() const { return tariff_.round.per == RoundPer::total; }
  Ratio kept(const Ratio& amount) const;
  Decimal rounded(const Decimal& amount) const;
  std::string money_text(const Decimal& amount) const;
  std::string rounding_text(const std::string& amount) const;
  void note_limit(const RatedLine& line, const Decimal& before);
  void note_total();

  const Tariff& tariff_;
  const Usage& usage_;
  const Share share_;
  Trace* trace_;
  std::size_t charge_ = 0;
  Unseen unseen_;
  Rating& rating_;
};

}  // namespace porto::internal
