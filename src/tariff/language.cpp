// See language.hpp.
#include "tariff/language.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "porto/error.hpp"
#include "tariff/nouns.hpp"

namespace porto::internal {
namespace {

constexpr Language languages[] = {
    {
        .code = "en",
        .months = {"January", "February", "March", "April", "May", "June", "July", "August",
                   "September", "October", "November", "December"},
        .decimal_mark = ".",
        .group_mark = ",",
        .fee_text = "{label}, fixed fee {month}",
        .usage_text = "{label} {month}, {quantity}",
        .tier_text = "{label} {month}, tier {tier}, {quantity}",
        .minimum_text = "{label} {month}, up to the minimum",
        .maximum_text = "{label} {month}, down to the maximum",
        .rounding_text = "{label} {month}, rounding of the total",
        .adjustment_text = "{label}, adjustment of {month}",
        .tier = "tier",
        .steps = {"usage", "absolute usage", "converted", "billable", "event", "of it charged",
                  "fee", "part", "counted", "amount", "limited", "taken back", "then", "sum",
                  "rounding", "minimum", "maximum", "total"},
        .plot = {.krona = "SEK",
                 .effective = "{id}, version {version}, effective from {month}",
                 .usage = "Used in a month: {meter}",
                 .event = "Value of one event past the free ones: {meter}",
                 .no_meter = "Used in a month (no usage is priced)",
                 .cost = "Cost of a month",
                 .event_cost = "Cost of an event",
                 .unit_price = "Average price per unit",
                 .included = "{number} included",
                 .above = "{tier} above {number}",
                 .from = "{tier} from {number}",
                 .maximum = "maximum above {number}",
                 .minimum = "minimum below {number}",
                 .nothing = "Nothing is charged for a month, from {from} to {to}.",
                 .summary = "The cost is {first} at {from} and {last} at {to}.",
                 .boundaries = " Dashed lines: {marks}."},
        .simulation = {.period = "{from} to {through}",
                       .invoiced = "as invoiced",
                       .preview = "preview",
                       .mixed = "as invoiced through {closed}, then preview",
                       .current = "Current: {id}",
                       .simulated = "Simulated: {id}, version {version}",
                       .open = "Paler: months that are not closed, a preview",
                       .difference = "Difference",
                       .more = "The period would cost {simulated} instead of {current}: "
                               "{difference} more.",
                       .less = "The period would cost {simulated} instead of {current}: "
                               "{difference} less.",
                       .same = "The period would cost {simulated}, as it does now."},
        .report = {.keys = {"month", "company", "tariff", "charge", "meter", "domain"},
                   .and_then = " and ",
                   .invoiced = "Invoiced by {keys}, excluding VAT",
                   .used = "Used by {keys}: {meter}",
                   .total = "{from} to {through}: {total} in all.",
                   .month = "{from}: {total} in all.",
                   .nothing = "{period}: nothing.",
                   .shared = "{period}: no total, as some usage is in several bars.",
                   .others = "{number} others",
                   .other = "1 other",
                   .none = "none",
                   .some_open = "Paler: not closed, a preview"},
    },
    {
        .code = "sv",
        .months = {"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti",
                   "september", "oktober", "november", "december"},
        .decimal_mark = ",",
        .group_mark = "\u00A0",  // no-break space
        .fee_text = "{label}, fast avgift {month}",
        .usage_text = "{label} {month}, {quantity}",
        .tier_text = "{label} {month}, nivå {tier}, {quantity}",
        .minimum_text = "{label} {month}, upp till lägsta belopp",
        .maximum_text = "{label} {month}, ned till högsta belopp",
        .rounding_text = "{label} {month}, avrundning av summan",
        .adjustment_text = "{label}, rättelse av {month}",
        .tier = "nivå",
        .steps = {"användning", "absolutbelopp", "omräknat", "debiterbart", "händelse",
                  "varav debiteras", "avgift", "del", "antal", "belopp", "begränsat", "återfört",
                  "därefter", "summa", "avrundning", "lägsta belopp", "högsta belopp", "totalt"},
        .plot = {.krona = "kr",
                 .effective = "{id}, version {version}, gäller från {month}",
                 .usage = "Användning under en månad: {meter}",
                 .event = "Värde av en händelse utöver de fria: {meter}",
                 .no_meter = "Användning under en månad (ingen användning debiteras)",
                 .cost = "Kostnad för en månad",
                 .event_cost = "Kostnad för en händelse",
                 .unit_price = "Snittpris per enhet",
                 .included = "{number} ingår",
                 .above = "{tier} över {number}",
                 .from = "{tier} från {number}",
                 .maximum = "högsta belopp över {number}",
                 .minimum = "lägsta belopp under {number}",
                 .nothing = "Ingenting debiteras för en månad, från {from} till {to}.",
                 .summary = "Kostnaden är {first} vid {from} och {last} vid {to}.",
                 .boundaries = " Streckade linjer: {marks}."},
        .simulation = {.period = "{from} till {through}",
                       .invoiced = "som fakturerat",
                       .preview = "förhandsvisning",
                       .mixed = "som fakturerat till och med {closed}, därefter förhandsvisning",
                       .current = "Nuvarande: {id}",
                       .simulated = "Simulerat: {id}, version {version}",
                       .open = "Ljusare: månader som inte är stängda, förhandsvisning",
                       .difference = "Skillnad",
                       .more = "Perioden skulle kosta {simulated} i stället för {current}: "
                               "{difference} mer.",
                       .less = "Perioden skulle kosta {simulated} i stället för {current}: "
                               "{difference} mindre.",
                       .same = "Perioden skulle kosta {simulated}, precis som nu."},
        .report = {.keys = {"månad", "kund", "tariff", "avgift", "mätare", "domän"},
                   .and_then = " och ",
                   .invoiced = "Fakturerat per {keys}, exklusive moms",
                   .used = "Användning per {keys}: {meter}",
                   .total = "{from} till {through}: totalt {total}.",
                   .month = "{from}: totalt {total}.",
                   .nothing = "{period}: ingenting.",
                   .shared = "{period}: ingen summa, eftersom viss användning finns i flera "
                             "staplar.",
                   .others = "{number} andra",
                   .other = "1 annan",
                   .none = "ingen",
                   .some_open = "Ljusare: inte stängt, förhandsvisning"},
    },
};

}  // namespace

std::string Language::month(Month month) const {
  return std::string(months[static_cast<std::size_t>(month.month()) - 1]) + " " +
         std::to_string(month.year());
}

std::string_view Language::meter(std::string_view id) const {
  const std::optional<Noun> noun = noun_of_meter(id, code);
  return noun ? noun->plural : id;
}

std::string_view Language::meter(std::string_view id, const Decimal& quantity) const {
  const std::optional<Noun> noun = noun_of_meter(id, code);
  return noun ? noun->of(quantity) : id;
}

std::string Language::usage(const Decimal& quantity, std::string_view id) const {
  return number(quantity).append("\u00A0").append(meter(id, quantity));
}

std::string Language::number(const Decimal& value) const { return styled(value.to_string()); }

std::string Language::styled(std::string_view plain) const {
  const std::size_t point = std::min(plain.find('.'), plain.size());
  const std::size_t first = plain.starts_with('-') ? 1 : 0;
  std::string text(plain.substr(0, first));
  for (std::size_t i = first; i < point; ++i) {
    if (i > first && (point - i) % 3 == 0) text += group_mark;
    text += plain[i];
  }
  if (point < plain.size()) text.append(decimal_mark).append(plain.substr(point + 1));
  return text;
}

std::string Language::money(const Decimal& value, int decimals, Currency currency) const {
  std::string text = styled(value.to_string_fixed(decimals)) + "\u00A0";
  return text.append(currency.code() == "SEK" ? plot.krona : currency.code());
}

const Language& language_of(std::string_view code) {
  for (const Language& language : languages)
    if (language.code == code) return language;
  throw Error(ErrorCode::invalid_argument,
              "there is no language " + in_quotes(code) + "; write \"en\" or \"sv\"", "language");
}

std::vector<std::string_view> language_codes() {
  std::vector<std::string_view> codes;
  for (const Language& language : languages) codes.push_back(language.code);
  return codes;
}

}  // namespace porto::internal
