// See month_words.hpp.
#include "pages/month_words.hpp"

namespace porto::internal {
namespace {

constexpr MonthWords month_languages[] = {
    {.code = "en",
     .kind = "Month report",
     .figures = "In short",
     .against_before = "{difference} against {month}",
     .companies = "Companies invoiced",
     .usage = "Usage",
     .adjustments = "Adjustments of earlier months",
     .items = "One-time lines",
     .of_lines = "lines: {number}, companies: {companies}",
     .to_settle = "Left to settle",
     .of_changes =
         "companies that have changed since the close: {companies}; the next close settles it",
     .of_some_changes = "companies that have changed since the close: {companies}; not in the sum, "
                        "as they cannot be rated: {number}",
     .now = "{meter}, as they are known now",
     .pictures = "Pictures",
     .curve = "Companies on the price curve",
     .dots =
         "Each dot is a company with its usage and what it was invoiced of the month: {number}.",
     .left_out = "Not shown, as they were on the tariff on some days, or on others too: {number}.",
     .changes = "What changed",
     .no_month_before = "There is no invoice of the month before to compare with.",
     .no_changes = "No company is invoiced another amount than in the month before.",
     .joined = "Invoiced now, not in the month before: {number}",
     .gone = "Invoiced in the month before, not now: {number}",
     .largest = "The largest differences",
     .more = "and {number} more",
     .tasks = "To do, or to look at",
     .no_tasks = "Nothing waits.",
     .task =
         {"", "{company} cannot be rated, and has no lines.",
          "{company} was left out when the month was closed.",
          "No company has any usage. Is a file still to be imported?",
          "{company} has no usage, but had {usage} in the month before. Is a file still to be "
          "imported?",
          "{company}: {month} has changed since it was closed; the next close settles {amount}.",
          "{company}: {usage} not billed, as no subscription prices that.",
          "{company}: {usage} of {month} not billed, as no subscription prices that.",
          "{domain}: belongs to no company, with {usage} of {month}.",
          "{company}: {meter} is priced by more than one tariff: {tariff}."},
     .not_settled = "{company}: {month} has changed since it was closed, and is not settled as "
                    "long as the company cannot be rated.",
     .by_tariff = "By tariff",
     .by_company = "By company",
     .company = "Company",
     .tariff = "Tariff",
     .count = "Companies",
     .difference = "Difference",
     .quantity = "Usage",
     .no_tariff = "without a tariff",
     .rest = "{number} more companies",
     .rest_1 = "1 more company",
     .none = "Nothing was invoiced or used."},
    {.code = "sv",
     .kind = "Månadsrapport",
     .figures = "I korthet",
     .against_before = "{difference} mot {month}",
     .companies = "Fakturerade kunder",
     .usage = "Användning",
     .adjustments = "Rättelser av tidigare månader",
     .items = "Engångsrader",
     .of_lines = "rader: {number}, kunder: {companies}",
     .to_settle = "Kvar att reglera",
     .of_changes =
         "kunder som har ändrats sedan stängningen: {companies}; nästa stängning reglerar det",
     .of_some_changes = "kunder som har ändrats sedan stängningen: {companies}; inte i summan, "
                        "eftersom de inte kan räknas: {number}",
     .now = "{meter}, som de är kända nu",
     .pictures = "Bilder",
     .curve = "Kunderna på priskurvan",
     .dots = "Varje punkt är en kund med sin användning och vad den fakturerades för månaden: "
             "{number}.",
     .left_out = "Visas inte, eftersom de hade tariffen vissa dagar eller även andra: {number}.",
     .changes = "Vad som ändrades",
     .no_month_before = "Det finns ingen faktura för månaden före att jämföra med.",
     .no_changes = "Ingen kund faktureras ett annat belopp än månaden före.",
     .joined = "Faktureras nu, inte månaden före: {number}",
     .gone = "Fakturerades månaden före, inte nu: {number}",
     .largest = "De största skillnaderna",
     .more = "och {number} till",
     .tasks = "Att göra eller se över",
     .no_tasks = "Ingenting väntar.",
     .task =
         {"", "{company} kan inte räknas, och har inga rader.",
          "{company} lämnades utanför när månaden stängdes.",
          "Ingen kund har någon användning. Är en fil kvar att läsa in?",
          "{company} har ingen användning, men hade {usage} månaden före. Är en fil kvar att läsa "
          "in?",
          "{company}: {month} har ändrats sedan den stängdes; nästa stängning reglerar {amount}.",
          "{company}: {usage} som inte debiteras, eftersom kunden saknar tariff.",
          "{company}: {usage} för {month} som inte debiteras, eftersom kunden saknade tariff.",
          "{domain}: hör inte till någon kund, med {usage} för {month}.",
          "{company}: {meter} prissätts av mer än en tariff: {tariff}."},
     .not_settled = "{company}: {month} har ändrats sedan den stängdes, och regleras inte så länge "
                    "kunden inte kan räknas.",
     .by_tariff = "Per tariff",
     .by_company = "Per kund",
     .company = "Kund",
     .tariff = "Tariff",
     .count = "Kunder",
     .difference = "Skillnad",
     .quantity = "Användning",
     .no_tariff = "utan tariff",
     .rest = "ytterligare {number} kunder",
     .rest_1 = "ytterligare 1 kund",
     .none = "Ingenting fakturerades eller användes."},
};

}  // namespace

const MonthWords& month_words(const Language& language) {
  for (const MonthWords& words : month_languages)
    if (words.code == language.code) return words;
  return month_languages[0];
}

}  // namespace porto::internal
