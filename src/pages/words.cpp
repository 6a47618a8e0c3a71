// See words.hpp.
#include "pages/words.hpp"

#include <optional>

#include "tariff/nouns.hpp"

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
     .usage_changed = "{month}, {meter}: {before} \u2192 {after}",
     .reason = "Reason: {reason}",
     .later = "Adjusted by later invoices",
     .invoice = "Invoice of",
     .days = "Usage by day",
     .no_usage = "No usage in the month.",
     .used = "{month}: {usage}.",
     .invoiced = "The invoice was computed from {number}; the days are as they are known now.",
     .used_up = "What is included, {number}, was used up on {day}.",
     .left = "What is included, {number}, was enough.",
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
     .more_steps = "more steps in the full statement: {number}",
     .voided = "Cancelled and corrected events",
     .day = "Day",
     .what = "What",
     .events = "Events",
     .why = "Reason",
     .cancelled = "cancelled",
     .corrected = "corrected",
     .more_voids = "more events in the full statement: {number}",
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
     .usage_changed = "{month}, {meter}: {before} \u2192 {after}",
     .reason = "Orsak: {reason}",
     .later = "Rättat på senare fakturor",
     .invoice = "Faktura för",
     .days = "Användning per dag",
     .no_usage = "Ingen användning under månaden.",
     .used = "{month}: {usage}.",
     .invoiced = "Fakturan räknades på {number}; dagarna är som de är kända nu.",
     .used_up = "Det som ingår, {number}, var förbrukat den {day}.",
     .left = "Det som ingår, {number}, räckte.",
     .up_mark = "{number} förbrukat",
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
     .more_steps = "fler steg i det fullständiga underlaget: {number}",
     .voided = "Strukna och rättade händelser",
     .day = "Dag",
     .what = "Vad",
     .events = "Händelser",
     .why = "Orsak",
     .cancelled = "struken",
     .corrected = "rättad",
     .more_voids = "fler händelser i det fullständiga underlaget: {number}",
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

}  // namespace

const PageWords& page_words(const Language& language) {
  for (const PageWords& words : page_languages)
    if (words.code == language.code) return words;
  return page_languages[0];
}

std::string day_text(const Language& language, Day day) {
  const auto month = static_cast<std::size_t>(day.month().month());
  return std::to_string(day.day()) + "\u00A0" + std::string(language.months[month - 1]);
}

std::string date_text(const Language& language, Day day) {
  return std::to_string(day.day()) + "\u00A0" + language.month(day.month());
}

std::string quantity_text(const Language& language, const Decimal& quantity,
                          std::string_view unit) {
  std::string text = language.number(quantity);
  if (unit.empty()) return text;
  const std::optional<Noun> noun =
      is_piece(unit) ? noun_of_pieces(language.code) : noun_of_unit(unit, language.code);
  return text.append("\u00A0").append(noun ? noun->of(quantity) : unit);
}

}  // namespace porto::internal
