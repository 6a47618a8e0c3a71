// A tariff in the words of a contract, charge by charge.
#include "porto/tariff_tools.hpp"
#include "tariff/describe/curve_words.hpp"

namespace porto {

using namespace internal;

namespace {

// Units where no noun is known, and money where only percentages price it.
Priced priced_of(const Charge& charge, const ContractWords& words) {
  bool has_percent = false;
  bool has_price = false;
  for (const Tier& tier : charge.curve.tiers) {
    has_percent = has_percent || tier.price.percent;
    has_price = has_price || tier.price.price;
  }
  std::optional<Noun> noun = noun_of_unit(charge.unit, words.code);
  if (!noun && !charge.convert && is_piece(charge.unit))
    noun = noun_of_meter(charge.meter, words.code);
  Priced priced{noun.value_or(noun_of_units(words.code)), has_percent && !has_price, {}};
  if (charge.each_event)
    priced.subject = priced.is_money ? words.money_of_event : words.units_of_event;
  else
    priced.subject = priced.is_money ? words.money : words.units;
  return priced;
}

class ChargeWords {
 public:
  ChargeWords(const ContractNumbers& numbers, const Charge& charge)
      : numbers_(numbers), words_(numbers.words), charge_(charge) {}

  std::string text() {
    const Priced priced = priced_of(charge_, words_);
    const CurveWords first(numbers_, priced, charge_.each_event);
    is_plain(charge_.curve) ? add_plain(first) : add_tiered(first);
    for (const Curve* then = charge_.curve.then.get(); then; then = then->then.get()) add(*then);
    add_free_events(first);
    add_units(priced);
    if (charge_.negative == Negative::mirror) text_.add(words_.mirror);
    if (charge_.negative == Negative::clamp) text_.add(words_.clamp);
    return text_.text();
  }

 private:
  std::string included(const CurveWords& curve) const {
    if (!charge_.included || charge_.each_event) return {};
    return say(words_.included, {{"count", curve.quantity(*charge_.included)}});
  }

  // "500 kr per månad, 10 000 meddelanden ingår, därefter 1,2 öre per meddelande"
  void add_plain(const CurveWords& curve) {
    if (charge_.each_event) {
      text_.add(say(words_.for_each_event, {{"clause", curve.plain(charge_.curve)}}));
      return text_.go_on(curve.limits(charge_.curve));
    }
    const auto& tiers = charge_.curve.tiers;
    const std::string price = tiers.empty() ? std::string() : curve.rate(tiers[0].price);
    std::string text = curve.fee(charge_.curve);
    const std::string free = included(curve);
    if (!free.empty()) text += (text.empty() ? "" : ", ") + free;
    if (!text.empty() && !price.empty()) text += free.empty() ? words_.plus : words_.beyond;
    text_.add(text + price);
    if (price.empty() && !charge_.meter.empty()) text_.go_on(words_.no_price);
    text_.go_on(curve.limits(charge_.curve));
  }

  void add_tiered(const CurveWords& curve) {
    std::string fee = curve.fee(charge_.curve);
    if (charge_.each_event && !fee.empty()) fee = say(words_.for_each_event, {{"clause", fee}});
    text_.add(fee);
    const std::string free = included(curve);
    text_.go_on(free);
    curve.add_tiers(text_, charge_.curve, !free.empty());
    text_.add(curve.limits(charge_.curve));
  }

  // What is paid for the amount so far.
  void add(const Curve& then) {
    const Priced priced{{}, true, words_.sum};
    const CurveWords curve(numbers_, priced, charge_.each_event);
    if (!is_plain(then)) {
      const std::string fee = curve.fee(then);
      if (!fee.empty()) text_.add(say(words_.besides, {{"amount", fee}}));
      curve.add_tiers(text_, then, false);
      return text_.add(curve.limits(then));
    }
    const bool is_share = !then.fee && !then.tiers.empty() && !then.tiers[0].price.price;
    text_.add(is_share ? share(*then.tiers[0].price.percent)
                       : say(words_.of_sum, {{"clause", curve.plain(then)}}));
    text_.go_on(curve.limits(then));
  }

  // "Av detta belopp betalas 90 % (rabatt 10 %)"
  std::string share(const Decimal& percent) const {
    std::string rest;
    if (percent < Decimal(100))
      rest = say(words_.discount, {{"percent", numbers_.number(Decimal(100) - percent)}});
    if (percent > Decimal(100))
      rest = say(words_.surcharge, {{"percent", numbers_.number(percent - Decimal(100))}});
    return say(words_.share_of_sum, {{"percent", numbers_.number(percent)}, {"rest", rest}});
  }

  void add_free_events(const CurveWords& curve) {
    if (!charge_.each_event) return;
    const std::string sum = charge_.included ? curve.quantity(*charge_.included) : "";
    if (!charge_.included_events) {
      if (charge_.included) text_.add(say(words_.first_sum, {{"sum", sum}}));
      return;
    }
    text_.add(say(charge_.included ? words_.first_events_within : words_.first_events,
                  {{"events", numbers_.number(*charge_.included_events)}, {"sum", sum}}));
  }

  // What a unit is, where its noun does not say it.
  void add_units(const Priced& priced) {
    if (charge_.meter.empty()) return;
    const std::optional<Noun> metered = noun_of_meter(charge_.meter, words_.code);
    const bool is_named = noun_of_unit(charge_.unit, words_.code).has_value();
    if (charge_.convert)
      text_.add(conversion(*charge_.convert, metered, priced.noun));
    else if (!metered || !is_piece(charge_.unit) || priced.is_money)
      text_.add(say(words_.counted, {{"meter", metered ? metered->plural : charge_.meter}}));
    if (!is_named && !is_piece(charge_.unit))
      text_.add(say(words_.unit_code, {{"code", charge_.unit}}));
  }

  std::string conversion(const Convert& convert, const std::optional<Noun>& metered,
                         const Noun& units) const {
    const Noun any{charge_.meter, charge_.meter};
    const std::string_view parts[] = {"", words_.converted_up, words_.converted_down,
                                      words_.converted_nearest};
    return say(words_.converted, {{"metered", numbers_.count(convert.per, metered.value_or(any))},
                                  {"units", numbers_.count(convert.times, units)}})
        .append(parts[static_cast<std::size_t>(convert.partial)]);
  }

  const ContractNumbers& numbers_;
  const ContractWords& words_;
  const Charge& charge_;
  Sentences text_;
};

std::string title(const Tariff& tariff, const ContractNumbers& numbers) {
  return say(numbers.words.title, {{"name", tariff.name.empty() ? tariff.id : tariff.name},
                                   {"id", tariff.id},
                                   {"version", std::to_string(tariff.version)},
                                   {"month", numbers.month(tariff.effective)},
                                   {"currency", tariff.currency.code()}});
}

std::string decimals(const Tariff& tariff, const ContractNumbers& numbers) {
  const ContractWords& words = numbers.words;
  const int shown = tariff.round.decimals;
  if (shown == 2 && numbers.is_in_kronor()) return std::string(words.whole_ore);
  if (shown == 0)
    return say(words.whole_units,
               {{"noun", numbers.is_in_kronor() ? words.kronor : tariff.currency.code()}});
  if (shown == 1) return std::string(words.one_decimal);
  return say(words.many_decimals, {{"count", std::to_string(shown)}});
}

std::string limits(const Tariff& tariff, const ContractNumbers& numbers) {
  const std::string text = limits_text(numbers, tariff.minimum, tariff.maximum);
  if (text.empty()) return {};
  return say(numbers.words.altogether, {{"limits", text}}).append(numbers.words.each_month);
}

std::string rounding(const Tariff& tariff, const ContractNumbers& numbers) {
  const ContractWords& words = numbers.words;
  return say(tariff.round.per == RoundPer::total ? words.round_total : words.round_lines,
             {{"decimals", decimals(tariff, numbers)},
              {"mode", words.modes[static_cast<std::size_t>(tariff.round.mode)]}});
}

}  // namespace

std::vector<TariffTerm> describe(const Tariff& tariff, std::string_view language) {
  const ContractNumbers numbers(tariff, language);
  std::vector<TariffTerm> terms;
  const auto add = [&terms](const std::string& sentence) {
    if (!sentence.empty()) terms.push_back({{}, sentence + "."});
  };
  add(title(tariff, numbers));
  for (const Charge& charge : tariff.charges)
    terms.push_back({charge.id, ChargeWords(numbers, charge).text()});
  add(limits(tariff, numbers));
  add(std::string(tariff.prorate_days ? numbers.words.by_days : numbers.words.whole_months));
  add(rounding(tariff, numbers));
  return terms;
}

}  // namespace porto
