// See language.hpp.
#include "tariff/language.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto {
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
        .tier = "tier",
        .steps = {"usage", "absolute usage", "converted", "billable", "event", "of it charged",
                  "fee", "part", "counted", "amount", "limited", "then", "sum", "rounding",
                  "minimum", "maximum", "total"},
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
        .tier = "nivå",
        .steps = {"användning", "absolutbelopp", "omräknat", "debiterbart", "händelse",
                  "varav debiteras", "avgift", "del", "antal", "belopp", "begränsat", "därefter",
                  "summa", "avrundning", "lägsta belopp", "högsta belopp", "totalt"},
    },
};

}  // namespace

std::string Language::month(Month month) const {
  return std::string(months[static_cast<std::size_t>(month.month()) - 1]) + " " +
         std::to_string(month.year());
}

std::string Language::number(const Decimal& value) const {
  const std::string plain = value.to_string();
  const std::size_t point = std::min(plain.find('.'), plain.size());
  const std::size_t first = plain[0] == '-' ? 1 : 0;
  std::string text = plain.substr(0, first);
  for (std::size_t i = first; i < point; ++i) {
    if (i > first && (point - i) % 3 == 0) text += group_mark;
    text += plain[i];
  }
  if (point < plain.size()) {
    text += decimal_mark;
    text += plain.substr(point + 1);
  }
  return text;
}

const Language& language_of(std::string_view code) {
  for (const Language& language : languages)
    if (language.code == code) return language;
  throw Error(ErrorCode::invalid_argument,
              "there is no language " + in_quotes(code) + "; write \"en\" or \"sv\"");
}

std::vector<std::string_view> language_codes() {
  std::vector<std::string_view> codes;
  for (const Language& language : languages) codes.push_back(language.code);
  return codes;
}

}  // namespace porto
