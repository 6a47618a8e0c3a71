// See words.hpp.
#include "pages/words.hpp"

#include <iterator>
#include <string>

namespace porto::internal {
namespace {

constexpr PageWords page_languages[] = {
    {.code = "en",
     .statement = "Statement",
     .customer = "Customer",
     .closed = "The month was closed on {day}.",
     .open = "Not closed: preliminary. The amounts may change until the month is closed.",
     .before_first = "The month has no invoice of its own: later invoices have what is due of it.",
     .lines = "Invoice lines",
     .no_lines = "No lines: nothing is invoiced for the month.",
     .line_number = "No.",
     .text = "Text",
     .quantity = "Quantity",
     .price = "Price",
     .price_per = "{price} per {number}",
     .amount = "Amount",
     .total = "Total excluding VAT",
     .usage_changed = "{month}: {before} \u2192 {after} {meter}",
     .reason = "Reason: {reason}",
     .later = "Adjusted by later invoices",
     .invoice = "Invoice of",
     .days = "Usage by day",
     .no_usage = "No usage in the month.",
     .used = "{month}: {number} {meter}.",
     .invoiced = "The invoice was computed from {number}; the days are as they are known now.",
     .used_up = "The {number} that are included were used up on {day}.",
     .left = "The {number} that are included were enough.",
     .up_mark = "{number} used up",
     .inside = "included",
     .beyond = "beyond the included {number}",
     .days_gone = "{meter}: the usage of single days is not kept any more.",
     .highest = "Most on one day: {number}, on {day}.",
     .steps = "How the lines came about",
     .step = "Step",
     .calculation = "Calculation",
     .result = "Result",
     .line = "Line",
     .tariff_version = "{tariff}, version {version}",
     .usage_of = ", usage of {month}",
     .on_invoice = ", invoice of {month}",
     .due_now = ", as it is due now; the next invoice settles the difference",
     .more_steps = "{number} more steps are in the full statement",
     .voided = "Cancelled and corrected events",
     .day = "Day",
     .what = "What",
     .events = "Events",
     .why = "Reason",
     .cancelled = "cancelled",
     .corrected = "corrected",
     .more_voids = "{number} more events are in the full statement",
     .notes = "Notes",
     .pruned = "The single events of the month are not kept any more.",
     .changed = "The usage or the terms of the month have changed since it was closed; the next "
                "invoice settles the difference.",
     .left_out = "The month was closed without this customer; the next invoice has what is due.",
     .hash = "Hash of the closed month {month}:",
     .at_least = "{value}, at least {bound}",
     .at_most = "{value}, at most {bound}",
     .rounded = "{value} rounded{mode} to {number} decimals",
     .rounded_1 = "{value} rounded{mode} to 1 decimal",
     .rounded_0 = "{value} rounded{mode} to a whole number",
     .modes = {"", " (ties to even)", " (ties towards 0)", " up", " down", " towards plus",
               " towards minus"}},
    {.code = "sv",
     .statement = "Fakturaunderlag",
     .customer = "Kund",
     .closed = "Månaden stängdes den {day}.",
     .open = "Inte stängd: preliminärt. Beloppen kan ändras tills månaden stängs.",
     .before_first = "Månaden har ingen egen faktura: senare fakturor har det som ska betalas.",
     .lines = "Fakturarader",
     .no_lines = "Inga rader: inget faktureras för månaden.",
     .line_number = "Nr",
     .text = "Text",
     .quantity = "Antal",
     .price = "Pris",
     .price_per = "{price} per {number}",
     .amount = "Belopp",
     .total = "Summa exklusive moms",
     .usage_changed = "{month}: {before} \u2192 {after} {meter}",
     .reason = "Orsak: {reason}",
     .later = "Rättat på senare fakturor",
     .invoice = "Faktura för",
     .days = "Användning per dag",
     .no_usage = "Ingen användning under månaden.",
     .used = "{month}: {number} {meter}.",
     .invoiced = "Fakturan räknades på {number}; dagarna är som de är kända nu.",
     .used_up = "De {number} som ingår var förbrukade den {day}.",
     .left = "De {number} som ingår räckte.",
     .up_mark = "{number} förbrukade",
     .inside = "ingår",
     .beyond = "utöver {number} som ingår",
     .days_gone = "{meter}: användningen för enskilda dagar finns inte kvar.",
     .highest = "Mest på en dag: {number}, den {day}.",
     .steps = "Så räknades raderna fram",
     .step = "Steg",
     .calculation = "Beräkning",
     .result = "Resultat",
     .line = "Rad",
     .tariff_version = "{tariff}, version {version}",
     .usage_of = ", användning {month}",
     .on_invoice = ", faktura för {month}",
     .due_now = ", som det nu ska vara; nästa faktura reglerar skillnaden",
     .more_steps = "ytterligare {number} steg finns i det fullständiga underlaget",
     .voided = "Strukna och rättade händelser",
     .day = "Dag",
     .what = "Vad",
     .events = "Händelser",
     .why = "Orsak",
     .cancelled = "struken",
     .corrected = "rättad",
     .more_voids = "ytterligare {number} händelser finns i det fullständiga underlaget",
     .notes = "Anmärkningar",
     .pruned = "Månadens enskilda händelser finns inte kvar.",
     .changed = "Månadens användning eller villkor har ändrats sedan den stängdes; nästa faktura "
                "reglerar skillnaden.",
     .left_out = "Månaden stängdes utan denna kund; nästa faktura har det som ska betalas.",
     .hash = "Kontrollsumma för den stängda månaden {month}:",
     .at_least = "{value}, lägst {bound}",
     .at_most = "{value}, högst {bound}",
     .rounded = "{value} avrundat{mode} till {number} decimaler",
     .rounded_1 = "{value} avrundat{mode} till 1 decimal",
     .rounded_0 = "{value} avrundat{mode} till heltal",
     .modes = {"", " (halvor till jämnt)", " (halvor mot 0)", " uppåt", " nedåt", " mot plus",
               " mot minus"}},
};

// Of one unit and of several, in the order of the languages above.
struct UnitWords {
  std::string_view unit;
  std::string_view one[2];
  std::string_view many[2];
};
constexpr UnitWords unit_words[] = {
    {"H87", {"pc", "st"}, {"pcs", "st"}},        {"C62", {"pc", "st"}, {"pcs", "st"}},
    {"EA", {"pc", "st"}, {"pcs", "st"}},         {"MON", {"month", "månad"}, {"months", "månader"}},
    {"DAY", {"day", "dag"}, {"days", "dagar"}},  {"HUR", {"hour", "timme"}, {"hours", "timmar"}},
    {"MIN", {"min", "min"}, {"min", "min"}},     {"SEC", {"s", "s"}, {"s", "s"}},
    {"AD", {"byte", "byte"}, {"bytes", "byte"}}, {"2P", {"kB", "kB"}, {"kB", "kB"}},
    {"4L", {"MB", "MB"}, {"MB", "MB"}},          {"E34", {"GB", "GB"}, {"GB", "GB"}},
    {"E35", {"TB", "TB"}, {"TB", "TB"}},         {"KWH", {"kWh", "kWh"}, {"kWh", "kWh"}},
};

std::size_t index_of(const Language& language) {
  for (std::size_t i = 0; i < std::size(page_languages); ++i)
    if (page_languages[i].code == language.code) return i;
  return 0;
}

std::string unit_text(const Language& language, const Decimal& quantity, std::string_view unit) {
  for (const UnitWords& words : unit_words)
    if (words.unit == unit) {
      const bool one = quantity == Decimal(1) || quantity == Decimal(-1);
      return std::string((one ? words.one : words.many)[index_of(language)]);
    }
  return std::string(unit);
}

}  // namespace

const PageWords& page_words(const Language& language) { return page_languages[index_of(language)]; }

std::string day_text(const Language& language, Day day) {
  const auto month = static_cast<std::size_t>(day.month().month());
  return std::to_string(day.day()) + "\u00A0" + std::string(language.months[month - 1]);
}

std::string date_text(const Language& language, Day day) {
  return std::to_string(day.day()) + "\u00A0" + language.month(day.month());
}

std::string quantity_text(const Language& language, const Decimal& quantity,
                          std::string_view unit) {
  const std::string number = language.number(quantity);
  return unit.empty() ? number : number + "\u00A0" + unit_text(language, quantity, unit);
}

}  // namespace porto::internal
