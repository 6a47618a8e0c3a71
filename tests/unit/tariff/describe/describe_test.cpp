// Tariffs in the words of a contract: every key of a document, in both languages.
#include <doctest/doctest.h>

#include <string>

#include "porto/tariff_tools.hpp"
#include "support/tariffs.hpp"
#include "support/thrown.hpp"
#include "unit/tariff/support.hpp"

namespace porto {
namespace describe_test {
namespace {

using testing::charge;
using testing::document;

// No-break spaces as plain ones, so that expectations can be read.
std::string with_plain_spaces(std::string text) {
  for (std::size_t at; (at = text.find("\u00A0")) != text.npos;) text.replace(at, 2, " ");
  return text;
}

std::string words_of(const std::string& toml, const std::string& language) {
  std::string text;
  for (const TariffTerm& term : describe(parse_tariff(toml), language))
    text += term.charge + "|" + term.text + "\n";
  return with_plain_spaces(text);
}

// The words of the only charge.
std::string charge_in(const std::string& language, const std::string& lines,
                      const std::string& currency = "EUR") {
  const std::vector<TariffTerm> terms =
      describe(parse_tariff(document(charge(lines), "", currency)), language);
  return with_plain_spaces(terms.at(1).text);
}

struct Case {
  const char* lines;
  const char* english;
  const char* swedish;
};

void check(const Case& one) {
  CAPTURE(one.lines);
  const std::string english = " What is counted is m.";
  const std::string swedish = " Det som räknas är m.";
  const auto without = [](std::string text, const std::string& end) {
    if (const auto at = text.find(end); at != text.npos) text.erase(at, end.size());
    return text;
  };
  CHECK(without(charge_in("en", one.lines), english) == one.english);
  CHECK(without(charge_in("sv", one.lines), swedish) == one.swedish);
}

TEST_CASE("the Vitec tariff, in Swedish and English") {
  CHECK(words_of(testing::vitec, "sv") ==
        "|E-post via Mailgun (vitec-epost, version 1), gäller från februari 2024. Belopp i SEK, "
        "exklusive moms.\n"
        "epost|500 kr per månad, 10 000 meddelanden ingår, därefter 1,2 öre per meddelande.\n"
        "|Priserna gäller hela månader.\n"
        "|Varje rad avrundas till hela ören: till det närmaste, en halv bort från noll.\n");
  CHECK(words_of(testing::vitec, "en") ==
        "|E-post via Mailgun (vitec-epost, version 1), from February 2024. Amounts in SEK, "
        "excluding VAT.\n"
        "epost|500 SEK a month, 10,000 messages included, then 1.2 öre per message.\n"
        "|Prices are for whole months.\n"
        "|Each line is rounded to whole öre: to the nearest, a half away from zero.\n");
  CHECK(testing::thrown([] { describe(parse_tariff(testing::vitec), "xx"); }).code ==
        ErrorCode::invalid_argument);
}

TEST_CASE("prices of units") {
  for (const Case& one : {
           Case{"price = 2", "2 EUR per unit.", "2 EUR per enhet."},
           Case{"price = 0", "0 EUR per unit.", "0 EUR per enhet."},
           Case{"fee = 500\nprice = \"1.5\"", "500 EUR a month plus 1.50 EUR per unit.",
                "500 EUR per månad plus 1,50 EUR per enhet."},
           Case{"price = 5\nper = 1000", "5 EUR per 1,000 units.", "5 EUR per 1 000 enheter."},
           Case{"included = 1\nprice = 5\nper = 100\npartial = \"up\"",
                "1 unit included, then 5 EUR for each started package of 100 units.",
                "1 enhet ingår, därefter 5 EUR för varje påbörjat paket om 100 enheter."},
           Case{"price = 5\nper = 100\npartial = \"down\"",
                "5 EUR for each full package of 100 units.",
                "5 EUR för varje fullt paket om 100 enheter."},
           Case{"price = 5\nper = 100\npartial = \"half_up\"",
                "5 EUR per package of 100 units, counted to the nearest (a half counts as one).",
                "5 EUR per paket om 100 enheter, räknat till närmaste antal (ett halvt räknas "
                "som ett)."},
           Case{"price = 2\nminimum = 20\nmaximum = 900",
                "2 EUR per unit, at least 20 EUR and at most 900 EUR a month.",
                "2 EUR per enhet, minst 20 EUR och högst 900 EUR per månad."},
           Case{"price = 5\nper = 1\npartial = \"up\"", "5 EUR for each started package of 1 unit.",
                "5 EUR för varje påbörjat paket om 1 enhet."},
           Case{"fee = 5", "5 EUR a month, usage costs nothing.",
                "5 EUR per månad, användningen kostar inget."},
           Case{"price = 2\nnegative = \"clamp\"", "2 EUR per unit. Usage below 0 counts as 0.",
                "2 EUR per enhet. Användning under 0 räknas som 0."},
           Case{"price = 2\nnegative = \"mirror\"",
                "2 EUR per unit. Usage below 0 is paid back at the same prices.",
                "2 EUR per enhet. Användning under 0 betalas tillbaka till samma priser."},
       })
    check(one);
}

TEST_CASE("what a percentage is of is told, where the meter has a noun too") {
  const std::string toml = document(
      "[[charge]]\nid = \"share\"\nmeter = \"invoices\"\nincluded = 30\npercent = \"1.4\"\n");
  const auto text_in = [&](const char* language) {
    return with_plain_spaces(describe(parse_tariff(toml), language).at(1).text);
  };
  CHECK(text_in("en") == "30 SEK included, then 1.4% of the value. What is counted is invoices.");
  CHECK(text_in("sv") == "30 kr ingår, därefter 1,4 % av värdet. Det som räknas är fakturor.");
}

TEST_CASE("prices of amounts, and of single events") {
  for (const Case& one : {
           Case{"included = 30\npercent = \"1.4\"", "30 EUR included, then 1.4% of the value.",
                "30 EUR ingår, därefter 1,4 % av värdet."},
           Case{"each = \"event\"\nincluded_events = 3\npercent = \"1.4\"\nfee = \"0.25\"\n"
                "minimum = \"0.40\"\nmaximum = 20",
                "For each event 0.25 EUR plus 1.4% of the value, at least 0.40 EUR and at most 20 "
                "EUR per event. The first events of a month are free: at most 3.",
                "För varje händelse betalas 0,25 EUR plus 1,4 % av värdet, minst 0,40 EUR och "
                "högst 20 EUR per händelse. De första händelserna i månaden är fria: högst 3."},
           Case{"each = \"event\"\nfee = 2", "For each event 2 EUR.",
                "För varje händelse betalas 2 EUR."},
           Case{"each = \"event\"\nincluded = 30\nmode = \"volume\"\n"
                "tiers = [{ up_to = 10, price = 2 }, { price = 1 }]",
                "The quantity of each event is paid as a whole, at the price of the tier that it "
                "reaches: up to and including 10 units: 2 EUR per unit; above 10 units: 1 EUR per "
                "unit. The first events of a month are free as long as their sum is at most 30 "
                "units; the one that goes beyond pays for the part beyond.",
                "Antalet i varje händelse betalas i sin helhet till priset för den nivå som nås: "
                "till och med 10 enheter: 2 EUR per enhet; över 10 enheter: 1 EUR per enhet. De "
                "första händelserna i månaden är fria så länge deras summa är högst 30 enheter; "
                "den som går över betalar för den del som är över."},
           Case{"each = \"event\"\nincluded = 30\nprice = 2",
                "For each event 2 EUR per unit. The first events of a month are free as long as "
                "their sum is at most 30 units; the one that goes beyond pays for the part beyond.",
                "För varje händelse betalas 2 EUR per enhet. De första händelserna i månaden är "
                "fria så länge deras summa är högst 30 enheter; den som går över betalar för den "
                "del som är över."},
           Case{"each = \"event\"\nincluded = 30\nincluded_events = 3\npercent = 2",
                "For each event 2% of the value. The first events of a month are free: at most 3, "
                "as long as their sum is at most 30 EUR; the one that goes beyond the sum pays for "
                "the part beyond.",
                "För varje händelse betalas 2 % av värdet. De första händelserna i månaden är "
                "fria: högst 3, så länge deras summa är högst 30 EUR; den som går över summan "
                "betalar för den del som är över."},
           Case{"each = \"event\"\nfee = 1\nmode = \"volume\"\n"
                "tiers = [{ up_to = 10, price = 2 }, { price = 1 }]",
                "For each event 1 EUR. The quantity of each event is paid as a whole, at the price "
                "of the tier that it reaches: up to and including 10 units: 2 EUR per unit; above "
                "10 units: 1 EUR per unit.",
                "För varje händelse betalas 1 EUR. Antalet i varje händelse betalas i sin helhet "
                "till priset för den nivå som nås: till och med 10 enheter: 2 EUR per enhet; över "
                "10 enheter: 1 EUR per enhet."},
           Case{"percent = 3\nprice = 2", "2 EUR per unit plus 3% of the quantity.",
                "2 EUR per enhet plus 3 % av antalet."},
       })
    check(one);
}

TEST_CASE("tiers") {
  for (const Case& one : {
           Case{"fee = 10\nincluded = 5\nmode = \"graduated\"\n"
                "tiers = [{ up_to = 1000, price = 2, maximum = 90 }, { up_to = 5000, price = 1 }, "
                "{ price = 5, per = 100, fee = 2 }]",
                "10 EUR a month, 5 units included. The quantity beyond what is included is paid "
                "part by part, each at the price of its tier: up to and including 1,000 units: 2 "
                "EUR per unit, at most 90 EUR; above 1,000, up to and including 5,000 units: 1 EUR "
                "per unit; above 5,000 units: 2 EUR once the tier is reached plus 5 EUR per 100 "
                "units.",
                "10 EUR per månad, 5 enheter ingår. Antalet utöver det som ingår betalas del för "
                "del, varje del till sin nivås pris: till och med 1 000 enheter: 2 EUR per enhet, "
                "högst 90 EUR; över 1 000 till och med 5 000 enheter: 1 EUR per enhet; över 5 000 "
                "enheter: 2 EUR när nivån nås plus 5 EUR per 100 enheter."},
           Case{"mode = \"volume\"\nbound = \"exclusive\"\nminimum = 3\n"
                "tiers = [{ up_to = 10, fee = 4, price = 2 }, { up_to = 20, price = 1 }, "
                "{ price = 0 }]",
                "The quantity is paid as a whole, at the price of the tier that it reaches: below "
                "10 units: 4 EUR plus 2 EUR per unit; from 10, below 20 units: 1 EUR per unit; "
                "from 20 units: 0 EUR per unit. At 0, 4 EUR is due. At least 3 EUR a month.",
                "Antalet betalas i sin helhet till priset för den nivå som nås: under 10 enheter: "
                "4 EUR plus 2 EUR per enhet; från och med 10 men under 20 enheter: 1 EUR per "
                "enhet; från och med 20 enheter: 0 EUR per enhet. Vid 0 betalas 4 EUR. Minst 3 EUR "
                "per månad."},
           Case{
               "mode = \"volume\"\nidle = \"free\"\n"
               "tiers = [{ up_to = 10, fee = 4 }, { fee = 9 }]",
               "The quantity decides a fixed amount: up to and including 10 units: 4 EUR; above 10 "
               "units: 9 EUR. At 0, no tier is due.",
               "Antalet avgör ett fast belopp: till och med 10 enheter: 4 EUR; över 10 enheter: 9 "
               "EUR. Vid 0 betalas inget för någon nivå."},
           Case{"mode = \"volume\"\nbound = \"exclusive\"\n"
                "tiers = [{ up_to = 0, price = 1 }, { fee = 9 }]",
                "The quantity is paid as a whole, at the price of the tier that it reaches: below "
                "0 units: 1 EUR per unit; from 0 units: 9 EUR. At 0, 9 EUR is due.",
                "Antalet betalas i sin helhet till priset för den nivå som nås: under 0 enheter: 1 "
                "EUR per enhet; från och med 0 enheter: 9 EUR. Vid 0 betalas 9 EUR."},
       })
    check(one);
}

TEST_CASE("tiers of amounts, and a single tier") {
  for (const Case& one : {
           Case{"included = 5\nmode = \"volume\"\ntiers = [{ up_to = 10, percent = 3 }, "
                "{ up_to = 20, percent = 2, price = 1 }, { percent = 1 }]",
                "5 units included. The quantity beyond what is included is paid as a whole, at the "
                "price of the tier that it reaches: up to and including 10 units: 3% of the "
                "quantity; above 10, up to and including 20 units: 1 EUR per unit plus 2% of the "
                "quantity; above 20 units: 1% of the quantity.",
                "5 enheter ingår. Antalet utöver det som ingår betalas i sin helhet till priset "
                "för den nivå som nås: till och med 10 enheter: 3 % av antalet; över 10 till och "
                "med 20 enheter: 1 EUR per enhet plus 2 % av antalet; över 20 enheter: 1 % av "
                "antalet."},
           Case{"mode = \"graduated\"\ntiers = [{ up_to = 10, percent = 3 }, "
                "{ up_to = 20, percent = 2 }, { percent = 1 }]",
                "The value is paid part by part, each at the price of its tier: up to and "
                "including 10 EUR: 3% of the value; above 10 EUR, up to and including 20 EUR: 2% "
                "of the value; above 20 EUR: 1% of the value.",
                "Värdet betalas del för del, varje del till sin nivås pris: till och med 10 EUR: "
                "3 % av värdet; över 10 EUR till och med 20 EUR: 2 % av värdet; över 20 EUR: 1 % "
                "av värdet."},
           Case{"mode = \"volume\"\ntiers = [{ fee = 10, price = 2 }]",
                "The quantity is paid as a whole, at the price of the tier that it reaches: 10 EUR "
                "plus 2 EUR per unit. At 0, 10 EUR is due.",
                "Antalet betalas i sin helhet till priset för den nivå som nås: 10 EUR plus 2 EUR "
                "per enhet. Vid 0 betalas 10 EUR."},
           Case{"mode = \"volume\"\ntiers = [{ price = 2, maximum = 30 }]",
                "The quantity is paid as a whole, at the price of the tier that it reaches: 2 EUR "
                "per unit, at most 30 EUR.",
                "Antalet betalas i sin helhet till priset för den nivå som nås: 2 EUR per enhet, "
                "högst 30 EUR."},
           Case{"mode = \"volume\"\ntiers = [{ fee = 10, price = 2, maximum = 4 }]",
                "The quantity is paid as a whole, at the price of the tier that it reaches: 10 EUR "
                "plus 2 EUR per unit, at most 4 EUR. At 0, 4 EUR is due.",
                "Antalet betalas i sin helhet till priset för den nivå som nås: 10 EUR plus 2 EUR "
                "per enhet, högst 4 EUR. Vid 0 betalas 4 EUR."},
       })
    check(one);
}

TEST_CASE("prices of the amount") {
  for (const Case& one : {
           Case{"price = 2\nthen = { percent = 90 }",
                "2 EUR per unit. Of this amount 90% is paid (a discount of 10%).",
                "2 EUR per enhet. Av detta belopp betalas 90 % (rabatt 10 %)."},
           Case{"price = 2\nminimum = 3\nthen = { percent = \"112.5\", maximum = 7 }",
                "2 EUR per unit, at least 3 EUR a month. Of this amount 112.5% is paid (a "
                "surcharge of 12.5%), at most 7 EUR a month.",
                "2 EUR per enhet, minst 3 EUR per månad. Av detta belopp betalas 112,5 % (påslag "
                "12,5 %), högst 7 EUR per månad."},
           Case{"price = 2\nthen = { fee = 5 }",
                "2 EUR per unit. For this amount, 5 EUR a month is due.",
                "2 EUR per enhet. För detta belopp betalas 5 EUR per månad."},
           Case{"price = 2\nthen = { fee = 5, price = \"1.5\", then = { percent = 100 } }",
                "2 EUR per unit. For this amount, 5 EUR a month plus 1.50 EUR per EUR is due. Of "
                "this amount 100% is paid.",
                "2 EUR per enhet. För detta belopp betalas 5 EUR per månad plus 1,50 EUR per EUR. "
                "Av detta belopp betalas 100 %."},
           Case{"price = 2\nthen = { fee = 3, mode = \"graduated\", tiers = [{ up_to = 500, price "
                "= 1 }, { price = \"1.5\" }], minimum = 500 }",
                "2 EUR per unit. In addition 3 EUR a month is due. This amount is paid part by "
                "part, each at the price of its tier: up to and including 500 EUR: 1 EUR per EUR; "
                "above 500 EUR: 1.50 EUR per EUR. At least 500 EUR a month.",
                "2 EUR per enhet. Därtill betalas 3 EUR per månad. Detta belopp betalas del för "
                "del, varje del till sin nivås pris: till och med 500 EUR: 1 EUR per EUR; över 500 "
                "EUR: 1,50 EUR per EUR. Minst 500 EUR per månad."},
       })
    check(one);
}

TEST_CASE("units have the nouns that are known, and their codes or meters where none is") {
  CHECK(charge_in("en", "unit = \"E34\"\nconvert = { per = 1000, partial = \"up\" }\nprice = 2") ==
        "2 EUR per GB. 1,000 m count as 1 GB, and a part of one counts as a whole one.");
  CHECK(
      charge_in("sv", "unit = \"HUR\"\nconvert = { per = 3600, partial = \"down\" }\nprice = 2") ==
      "2 EUR per timme. 3 600 m räknas som 1 timme, och bara det som är helt räknas.");
  CHECK(charge_in("sv", "convert = { times = 8, partial = \"half_up\" }\nprice = 2") ==
        "2 EUR per enhet. 1 m räknas som 8 enheter, och en halv eller mer räknas som en hel.");
  CHECK(charge_in("sv", "unit = \"XBX\"\nprice = 2") ==
        "2 EUR per enhet. Det som räknas är m. Enheten har koden XBX (UN/ECE Rec 20).");
  CHECK(charge_in("en", "price = 2") == "2 EUR per unit. What is counted is m.");
  for (const char* code : {"C62", "EA"})
    CHECK(charge_in("en", "unit = \"" + std::string(code) + "\"\nprice = 2") ==
          "2 EUR per unit. What is counted is m.");
  const std::string gigabytes =
      document("[[charge]]\nid = \"c\"\nmeter = \"messages\"\nunit = \"E34\"\nprice = 2\n");
  CHECK(describe(parse_tariff(gigabytes), "sv").at(1).text ==
        "2\u00A0kr per GB. Det som räknas är meddelanden.");
}

TEST_CASE("amounts in SEK are kronor, and öre below one") {
  CHECK(charge_in("sv", "fee = \"1.5\"\nprice = \"0.5\"\nincluded = 2", "SEK") ==
        "1,50 kr per månad, 2 enheter ingår, därefter 50 öre per enhet. Det som räknas är m.");
  CHECK(charge_in("sv", "price = \"0.00012\"\nthen = { price = \"0.9\" }", "SEK") ==
        "0,012 öre per enhet. För detta belopp betalas 90 öre per krona. Det som räknas är m.");
}

TEST_CASE("the whole tariff") {
  const auto last = [](const std::string& text) { return text.substr(text.find("\nc|") + 1); };
  CHECK(last(words_of(document("[[charge]]\nid = \"c\"\nfee = 5\n",
                               "prorate = \"days\"\nminimum = 3\nmaximum = 4\n"
                               "round = { decimals = 1, mode = \"half_even\", per = \"total\" }"),
                      "sv")) ==
        "c|5 kr per månad.\n"
        "|Sammanlagt minst 3 kr och högst 4 kr per månad.\n"
        "|En del av en månad kostar sin andel, efter antalet dagar, av månadsavgifter och minsta "
        "belopp; det som ingår, priser, nivåer och högsta belopp gäller hela.\n"
        "|Summan av exakta belopp avrundas, en gång, till 1 decimal: till det närmaste, en halv "
        "till jämn siffra.\n");
  CHECK(last(words_of(document("[[charge]]\nid = \"c\"\nfee = 5\n",
                               "maximum = 4\nround = { decimals = 0, mode = \"ceiling\" }"),
                      "sv")) ==
        "c|5 kr per månad.\n"
        "|Sammanlagt högst 4 kr per månad.\n"
        "|Priserna gäller hela månader.\n"
        "|Varje rad avrundas till hela kronor: uppåt.\n");
}

TEST_CASE("what is rounded to is told in the currency's own words") {
  const auto rounding = [](const std::string& currency, int decimals) {
    const std::vector<TariffTerm> terms = describe(
        parse_tariff(document("[[charge]]\nid = \"c\"\nfee = 5\n",
                              "round = { decimals = " + std::to_string(decimals) + " }", currency)),
        "en");
    const std::string& last = terms.back().text;
    return last.substr(0, last.find(':'));
  };
  CHECK(rounding("SEK", 2) == "Each line is rounded to whole öre");
  CHECK(rounding("SEK", 0) == "Each line is rounded to whole SEK");
  CHECK(rounding("EUR", 2) == "Each line is rounded to 2 decimals");
  CHECK(rounding("EUR", 1) == "Each line is rounded to 1 decimal");
  CHECK(rounding("EUR", 0) == "Each line is rounded to whole EUR");
  CHECK(rounding("KWD", 3) == "Each line is rounded to 3 decimals");
}

TEST_CASE("a charge without prices, which no document has, has no words") {
  Tariff tariff = parse_tariff(document("[[charge]]\nid = \"c\"\nfee = 5\n"));
  tariff.charges[0].curve.fee.reset();
  CHECK(describe(tariff, "en").at(1).text == "");
}

}  // namespace
}  // namespace describe_test

}  // namespace porto
