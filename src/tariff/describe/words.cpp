// See words.hpp.
#include "tariff/describe/words.hpp"

#include "tariff/language.hpp"
#include "tariff/text_template.hpp"

namespace porto::internal {
namespace {

constexpr ContractWords english{
    .code = "en",
    .title = "{name} ({id}, version {version}), from {month}. Amounts in {currency}, excluding VAT",
    .krona = "SEK",
    .kronor = "SEK",
    .a_month = "{amount} a month",
    .per_unit = "{amount} per {noun}",
    .per_many = "{amount} per {count}",
    .per_started = "{amount} for each started package of {count}",
    .per_full = "{amount} for each full package of {count}",
    .per_nearest = "{amount} per package of {count}, counted to the nearest (a half counts as one)",
    .percent = "{percent}% of {of}",
    .plus = " plus ",
    .no_price = "usage costs nothing",
    .included = "{count} included",
    .beyond = ", then ",
    .graduated = "{what} is paid part by part, each at the price of its tier: {tiers}",
    .volume = "{what} is paid as a whole, at the price of the tier that it reaches: {tiers}",
    .stairs = "{what} decides a fixed amount: {tiers}",
    .beyond_included = " beyond what is included",
    .through = "up to and including {up_to}",
    .above_through = "above {above}, up to and including {up_to}",
    .above = "above {above}",
    .under = "below {up_to}",
    .from_under = "from {above}, below {up_to}",
    .from = "from {above}",
    .fee_once = "{amount} once the tier is reached",
    .fee_fixed = "{amount}",
    .due_at_zero = "At 0, {amount} is due",
    .nothing_at_zero = "At 0, no tier is due",
    .besides = "In addition {amount} is due",
    .at_least = "at least {amount}",
    .at_most = "at most {amount}",
    .both_limits = "{least} and {most}",
    .each_month = " a month",
    .each_event = " per event",
    .altogether = "Altogether {limits}",
    .units = {"The quantity", "the quantity"},
    .money = {"The value", "the value"},
    .units_of_event = {"The quantity of each event", "the quantity"},
    .money_of_event = {"The value of each event", "the value"},
    .sum = {"This amount", "the amount"},
    .of_sum = "For this amount, {clause} is due",
    .share_of_sum = "Of this amount {percent}% is paid{rest}",
    .discount = " (a discount of {percent}%)",
    .surcharge = " (a surcharge of {percent}%)",
    .for_each_event = "For each event {clause}",
    .first_events = "The first events of a month are free: at most {events}",
    .first_events_within =
        "The first events of a month are free: at most {events}, as long as their sum is at most "
        "{sum}; the one that goes beyond the sum pays for the part beyond",
    .first_sum =
        "The first events of a month are free as long as their sum is at most {sum}; the one that "
        "goes beyond pays for the part beyond",
    .converted = "{metered} count as {units}",
    .converted_up = ", and a part of one counts as a whole one",
    .converted_down = ", and only whole ones count",
    .converted_nearest = ", and half or more counts as a whole one",
    .counted = "What is counted is {meter}",
    .unit_code = "The unit has the code {code} (UN/ECE Rec 20)",
    .mirror = "Usage below 0 is paid back at the same prices",
    .clamp = "Usage below 0 counts as 0",
    .by_days =
        "A part of a month costs its share of the days of monthly fees and minimums; what "
        "is included, prices, tiers and maximums stay whole",
    .whole_months = "Prices are for whole months",
    .round_lines = "Each line is rounded to {decimals}: {mode}",
    .round_total = "The sum of exact amounts is rounded, once, to {decimals}: {mode}",
    .whole_units = "whole {noun}",
    .whole_ore = "whole öre",
    .one_decimal = "1 decimal",
    .many_decimals = "{count} decimals",
    .modes = {"to the nearest, a half away from zero", "to the nearest, a half to the even digit",
              "to the nearest, a half towards zero", "away from zero", "towards zero", "upwards",
              "downwards"},
};

constexpr ContractWords swedish{
    .code = "sv",
    .title =
        "{name} ({id}, version {version}), gäller från {month}. "
        "Belopp i {currency}, exklusive moms",
    .krona = "krona",
    .kronor = "kronor",
    .a_month = "{amount} per månad",
    .per_unit = "{amount} per {noun}",
    .per_many = "{amount} per {count}",
    .per_started = "{amount} för varje påbörjat paket om {count}",
    .per_full = "{amount} för varje fullt paket om {count}",
    .per_nearest =
        "{amount} per paket om {count}, räknat till närmaste antal (ett halvt räknas "
        "som ett)",
    .percent = "{percent}\u00A0% av {of}",
    .plus = " plus ",
    .no_price = "användningen kostar inget",
    .included = "{count} ingår",
    .beyond = ", därefter ",
    .graduated = "{what} betalas del för del, varje del till sin nivås pris: {tiers}",
    .volume = "{what} betalas i sin helhet till priset för den nivå som nås: {tiers}",
    .stairs = "{what} avgör ett fast belopp: {tiers}",
    .beyond_included = " utöver det som ingår",
    .through = "till och med {up_to}",
    .above_through = "över {above} till och med {up_to}",
    .above = "över {above}",
    .under = "under {up_to}",
    .from_under = "från och med {above} men under {up_to}",
    .from = "från och med {above}",
    .fee_once = "{amount} när nivån nås",
    .fee_fixed = "{amount}",
    .due_at_zero = "Vid 0 betalas {amount}",
    .nothing_at_zero = "Vid 0 betalas inget för någon nivå",
    .besides = "Därtill betalas {amount}",
    .at_least = "minst {amount}",
    .at_most = "högst {amount}",
    .both_limits = "{least} och {most}",
    .each_month = " per månad",
    .each_event = " per händelse",
    .altogether = "Sammanlagt {limits}",
    .units = {"Antalet", "antalet"},
    .money = {"Värdet", "värdet"},
    .units_of_event = {"Antalet i varje händelse", "antalet"},
    .money_of_event = {"Värdet av varje händelse", "värdet"},
    .sum = {"Detta belopp", "beloppet"},
    .of_sum = "För detta belopp betalas {clause}",
    .share_of_sum = "Av detta belopp betalas {percent}\u00A0%{rest}",
    .discount = " (rabatt {percent}\u00A0%)",
    .surcharge = " (påslag {percent}\u00A0%)",
    .for_each_event = "För varje händelse betalas {clause}",
    .first_events = "De första händelserna i månaden är fria: högst {events}",
    .first_events_within =
        "De första händelserna i månaden är fria: högst {events}, så länge deras summa är högst "
        "{sum}; den som går över summan betalar för den del som är över",
    .first_sum =
        "De första händelserna i månaden är fria så länge deras summa är högst {sum}; den "
        "som går över betalar för den del som är över",
    .converted = "{metered} räknas som {units}",
    .converted_up = ", och det som är påbörjat räknas som helt",
    .converted_down = ", och bara det som är helt räknas",
    .converted_nearest = ", och en halv eller mer räknas som en hel",
    .counted = "Det som räknas är {meter}",
    .unit_code = "Enheten har koden {code} (UN/ECE Rec 20)",
    .mirror = "Användning under 0 betalas tillbaka till samma priser",
    .clamp = "Användning under 0 räknas som 0",
    .by_days =
        "En del av en månad kostar sin andel, efter antalet dagar, av månadsavgifter och "
        "minsta belopp; det som ingår, priser, nivåer och högsta belopp gäller hela",
    .whole_months = "Priserna gäller hela månader",
    .round_lines = "Varje rad avrundas till {decimals}: {mode}",
    .round_total = "Summan av exakta belopp avrundas, en gång, till {decimals}: {mode}",
    .whole_units = "hela {noun}",
    .whole_ore = "hela ören",
    .one_decimal = "1 decimal",
    .many_decimals = "{count} decimaler",
    .modes = {"till det närmaste, en halv bort från noll",
              "till det närmaste, en halv till jämn siffra", "till det närmaste, en halv mot noll",
              "bort från noll", "mot noll", "uppåt", "nedåt"},
};

}  // namespace

const ContractWords& contract_words(std::string_view code) {
  return language_of(code).code == swedish.code ? swedish : english;
}

std::string say(std::string_view text, Values values) {
  return fill_in(text, [&values](std::string_view name) {
    for (const auto& [placeholder, value] : values)
      if (placeholder == name) return value;
    return std::string_view();
  });
}

}  // namespace porto::internal
