// Every mistake a document can have: where it is, what it is and what to write instead.
#include <doctest/doctest.h>

#include <fstream>

#include "porto/error.hpp"
#include "porto/tariff.hpp"
#include "support/tariffs.hpp"

namespace porto {

using namespace internal;
namespace mistakes_test {
namespace {

using testing::replaced;
using testing::vitec;

// All mistakes as "line:column: what; what to do", one a line.
std::string mistakes_of(std::string_view toml) {
  std::string all;
  for (const Mistake& mistake : read_tariff(toml).mistakes)
    all += mistake.to_string("").substr(1) + "\n";
  return all;
}

// A block of mistakes.txt; its comment describes the lines.
struct Change {
  std::string taken_out;
  std::string put_in;
  std::string mistakes;
};

void check(const Change& change) {
  CAPTURE(change.put_in);
  const std::string toml = change.taken_out.empty()
                               ? vitec + change.put_in
                               : replaced(vitec, change.taken_out, change.put_in);
  CHECK(mistakes_of(toml) == change.mistakes);
}

TEST_CASE("every mistake is reported with its place and what to write") {
  std::ifstream file(PORTO_TESTS_DIR "/unit/tariff/document/mistakes.txt");
  int checked = 0;
  Change change;
  const auto finish = [&] {
    if (change.mistakes.empty()) return;
    check(change);
    change = {};
    ++checked;
  };
  for (std::string line; std::getline(file, line);) {
    const std::string text = line.substr(std::min<std::size_t>(2, line.size())) + "\n";
    if (line.empty()) finish();
    if (line.starts_with('-')) change.taken_out += text;
    if (line.starts_with('+')) change.put_in += text;
    if (line.starts_with('!')) change.mistakes += text;
  }
  finish();
  CHECK(checked == 247);
}

TEST_CASE("all mistakes of a document are reported at once, in order") {
  const auto mistakes = read_tariff(R"(id = "t"
version = 0
effective = "2024"
curency = "SEK"
[[charge]]
id = "c"
price = 0.5
)")
                            .mistakes;
  std::string places;
  for (const Mistake& mistake : mistakes)
    places += std::to_string(mistake.line) + ":" + std::to_string(mistake.column) + " ";
  CHECK(places == "2:11 3:13 4:1 5:1 7:9 ");
}

TEST_CASE("a document of many mistakes says how many more there are") {
  std::string toml = vitec;
  for (int i = 0; i < 150; ++i) toml += "x" + std::to_string(i) + " = 1\n";
  const auto mistakes = read_tariff(toml).mistakes;
  REQUIRE(mistakes.size() == 101);
  CHECK(mistakes.back().what == "50 more mistakes follow");
  CHECK(!read_tariff(toml).tariff);
}

TEST_CASE("a document of many warnings is a tariff, and the last one is a warning too") {
  std::string tiers;
  for (int i = 1; i <= 150; ++i) tiers += "{ up_to = " + std::to_string(i) + ", price = 1 }, ";
  const TariffReading reading = read_tariff(replaced(
      vitec, "price    = \"0.012\"", "mode = \"graduated\"\ntiers = [" + tiers + "{ price = 1 }]"));
  CHECK(reading.tariff);
  REQUIRE(reading.mistakes.size() == 101);
  CHECK(reading.mistakes.back().what == "50 more mistakes follow");
  CHECK(reading.mistakes.back().severity == Mistake::Severity::warning);
}

TEST_CASE("columns count characters, not bytes") {
  const auto mistakes = read_tariff(vitec +
                                    "[[example]]\nusage = { \"åäö\" = 1, messages = 0.5 }\n"
                                    "total = 1\n")
                            .mistakes;
  REQUIRE(mistakes.size() == 2);
  CHECK(mistakes[0].column == 11);
  CHECK(mistakes[1].column == 33);
  CHECK(mistakes[1].hint == "write messages = \"0.5\"");
}

TEST_CASE("a text that is not TOML is refused where it stops to be") {
  const struct {
    std::string toml;
    const char* mistakes;
  } rows[] = {
      {"id = \"x\nversion = 1\n", "1:6: the quote is not closed on this line; write \" after"},
      {"id = \"x\"\nid = \"y\"\n",
       "2:6: \"id\" stands here a second time; the first is in line 1; keep one of the two"},
      // The first is not looked for in a text.
      {"text = \"\"\"\nround]\n\"\"\"\n[ round ]\ndecimals = 2\n[round]\n",
       "6:1: \"round\" stands here a second time; keep one of the two, or write"},
      {"[round]\ndecimals = 2\n[round]\n",
       "3:1: \"round\" stands here a second time; the first is in line 1; keep one of the two"},
      {"[[charge]]\nid = \"a\"\n[charge]\n",
       "3:1: \"charge\" stands here in one pair of brackets, and elsewhere in two; write two"},
      {"id = n\n", "1:6: a text stands in quotes; write id = \"n\""},
      {"id = \"\xFF\"\n", "1:7: the document is not UTF-8: here stands the byte \"\\xFF\", as in"},
      {"id = \"a\"\n\n# \xC3\xA5 is \xE5\n", "3:8: the document is not UTF-8: "},
      {std::string("\xFF\xFEi\0d\0", 6),
       "1:1: the document is UTF-16, not UTF-8; save it as UTF-8"},
      {std::string("\xFE\xFF\0i\0d", 6),
       "1:1: the document is UTF-16, not UTF-8; save it as UTF-8"},
      {std::string("id = \"\0\"", 8), "1:7: a text cannot have a control character; "},
      {"id = \"a\\q\"\n", "1:9: a backslash has a meaning of its own in a text; "},
      {"text = \"\"\"abc\n", "1:8: the text is not closed; close it with \"\"\""},
      {"id = \"x", "1:6: the quote is not closed on this line; write \" after the text"},
      {"id = \"\u00F6\n", "1:6: the quote is not closed on this line; write \" after the text"},
      // Lines that end as on Windows.
      {"id = \"x\r\nversion = 1\r\n", "1:6: the quote is not closed on this line; write \""},
      {"# \u00F6\r\nfee =\r\n", "2:6: there is no value for \"fee\"; write one, or leave"},
      {"# \u00F6\r\nfee = 0,5\r\n", "2:7: 0,5 has a comma: numbers are written without, and"},
      {"id = 'x", "1:6: the quote is not closed on this line; write ' after the text"},
      {"id =", "1:5: there is no value for \"id\"; write one, or leave the line out"},
      {"fee = [\n99999999999999999999\n]", "2:21: a number without quotes must fit in 64 bits;"},
      {"x = \"\\uD800\"\n", "1:6: \\u and \\U with its digits stand for one character"},
      {"x = \"\\uD83D\\uDE00\"\n", "1:6: \\u and \\U with its digits stand for one character"},
      {"\"\\U00110000\" = 1\n", "1:2: \\u and \\U with its digits stand for one character"},
      {"x = \"\\u12\"\n", "1:6: \\u and \\U with its digits stand for one character"},
      {"[[charge", "1:9: the brackets are not closed; write [[charge]], with as many ] as ["},
      {"[charge", "1:8: the brackets are not closed"},
      {"[]\n", "1:2: there is no name in the brackets; write [[charge]]"},
      {"x = [1,\n2", "2:2: a list is not closed; write ] after its last value"},
      {"x = [{ a = 1 }", "1:15: a list is not closed; write ] after its last value"},
      {"x = { a = 1", "1:12: a { } table is not closed; write } on the same line"},
      {"x", "1:2: this is no key and value; write key = value"},
      {"x = " + std::string(200, '1'), "1:5: a number has fewer digits than this; check"},
      {"x = 0." + std::string(200, '1'), "1:5: a number has fewer digits than this; check"},
      {std::string(1024 * 1024 + 1, '#'), "1:1: the document is larger than 1 MiB; "},
  };
  for (const auto& row : rows) {
    const TariffReading reading = read_tariff(row.toml);
    CHECK(!reading.tariff);
    REQUIRE(reading.mistakes.size() == 1);
    CHECK(mistakes_of(row.toml).starts_with(row.mistakes));
  }
}

// Documents that could make a parser recurse until the stack ends.
std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

TEST_CASE("deep nesting is refused before it is parsed") {
  const std::string start = "a = 1\n";
  for (const std::string& deep :
       {"x = " + repeated("[", 100'000), "x = " + repeated("{a=", 100'000),
        repeated("a.", 100'000) + "a = 1", "[" + repeated("a.", 100'000) + "a]",
        "[[" + repeated("\"a\".", 100'000) + "a]]",
        "x = { " + repeated("b . ", 100'000) + "c = 1 }",
        "t = \"\"\"a\"\"\"\"\n" + repeated("a.", 100'000) + "a = 1",
        "t = '''a''''\n" + repeated("a.", 100'000) + "a = 1",
        "t = \"\\\\\"\n" + repeated("a.", 100'000) + "a = 1",
        "t = '\\'\n" + repeated("a.", 100'000) + "a = 1"}) {
    const auto mistakes = read_tariff(start + deep).mistakes;
    REQUIRE(mistakes.size() == 1);
    CHECK(mistakes[0].what == "tables, arrays or dotted keys are nested too deeply here");
    CHECK(mistakes[0].line >= 2);
  }
}

TEST_CASE("dots and brackets in texts and comments are not nesting") {
  const std::string dots = repeated(".[{", 100);
  const std::string toml = replaced(vitec, "\"E-post via Mailgun\"", "\"" + dots + "\" # " + dots);
  CHECK(mistakes_of(toml).empty());
  CHECK(mistakes_of(replaced(vitec, "\"E-post via Mailgun\"", "'''\n" + dots + "''''")).empty());
  CHECK(mistakes_of(replaced(vitec, "\"E-post via Mailgun\"", "\"\\\"" + dots + "\"")).empty());
}

TEST_CASE("a tariff without charges, or with its own keys below them, has one mistake for that") {
  const std::string keys = "version = 1\neffective = \"2024-01\"\ncurrency = \"SEK\"\n";
  CHECK(
      mistakes_of("id = \"t\"\n" + keys) ==
      "1:1: \"charge\" is missing here; write [[charge]], and below it its id, meter and price\n");
  const auto mistakes =
      read_tariff("id = \"t\"\n[[charge]]\nid = \"c\"\nfee = 5\n" + keys).mistakes;
  REQUIRE(mistakes.size() == 3);
  for (const Mistake& mistake : mistakes)
    CHECK(mistake.hint == "move it above the first [[charge]]");
}

TEST_CASE("dearer tiers are ordinary, and so is a surcharge") {
  for (const char* tiers : {"[{ up_to = 5, price = 1 }, { price = 2 }]",
                            "[{ up_to = 5, percent = 1 }, { percent = 1, fee = 1 }]",
                            "[{ up_to = 5, price = 1, maximum = 3 }, { price = 1 }]"})
    CHECK(mistakes_of(replaced(vitec, "price    = \"0.012\"",
                               "mode = \"volume\"\ntiers = " + std::string(tiers)))
              .empty());
  CHECK(mistakes_of(replaced(vitec, "price    = \"0.012\"", "price = 1\nthen = { percent = 250 }"))
            .empty());
}

TEST_CASE("a warning says that it is one") {
  const auto mistakes = read_tariff(replaced(vitec, "10000", R"("9223372036854775808")")).mistakes;
  REQUIRE(mistakes.size() == 1);
  CHECK(mistakes[0].severity == Mistake::Severity::warning);
  CHECK(mistakes[0].to_string("t").starts_with("t:13:1: warning: "));
}

TEST_CASE("parse_tariff throws every error, but no warning") {
  const std::string warned = replaced(vitec, "10000", R"("9223372036854775808")");
  const std::string bad = replaced(replaced(warned, "\"SEK\"", "\"SKE\""), "version   = 1", "");
  CHECK(read_tariff(bad).mistakes.size() == 3);
  try {
    parse_tariff(bad, "vitec.toml");
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::bad_tariff);
    CHECK(error.where() == "vitec.toml");
    CHECK(std::string(error.what()) ==
          "vitec.toml:1:1: \"version\" is missing here; write version = 1\n"
          "vitec.toml:5:13: \"SKE\" is not a currency of ISO 4217; did you mean \"SEK\"?");
  }
  CHECK_NOTHROW(parse_tariff(warned));
}

TEST_CASE("a tariff has a charge") {
  std::vector<std::string> what;
  for (const Mistake& mistake : read_tariff("id = \"t\"\ncharge = []\n").mistakes)
    if (mistake.line == 2) what.push_back(mistake.what);
  CHECK(what == std::vector<std::string>{"a tariff has a charge or more"});
  for (const char* key : {"charge", "example"}) {
    std::vector<std::string> found;
    for (const Mistake& mistake :
         read_tariff("id = \"t\"\n" + std::string(key) + " = [1]\n").mistakes)
      if (mistake.line == 2) found.push_back(mistake.what);
    CHECK(found == std::vector<std::string>{"this must be a table, not a whole number"});
  }
}

TEST_CASE("what is read is what was written") {
  const Tariff tariff = parse_tariff(vitec);
  CHECK(tariff.id == "vitec-epost");
  CHECK(tariff.version == 1);
  CHECK(tariff.effective == Month(2024, 2));
  CHECK(tariff.name == "E-post via Mailgun");
  CHECK(tariff.currency == Currency("SEK"));
  CHECK(tariff.language == "sv");
  REQUIRE(tariff.charges.size() == 1);
  CHECK(tariff.charges[0].id == "epost");
  CHECK(tariff.charges[0].meter == "messages");
  CHECK(tariff.charges[0].unit == "H87");
  CHECK(tariff.charges[0].included == Decimal(10000));
  CHECK(tariff.charges[0].article == "");
  CHECK(tariff.charges[0].account == "");
  CHECK(tariff.charges[0].curve.fee == Decimal(500));
  CHECK(tariff.charges[0].curve.tiers.at(0).price.price == Decimal::parse("0.012"));
  // What the vendor's books need, and no line has.
  const Tariff booked =
      parse_tariff(replaced(vitec, "10000", "10000\narticle = \"EPOST\"\naccount = 3041"));
  CHECK(booked.charges[0].article == "EPOST");
  CHECK(booked.charges[0].account == "3041");
  // Integers may be written as TOML allows.
  const Tariff hex = parse_tariff(replaced(vitec, "10000", "0x27_10"));
  CHECK(hex.charges[0].included == Decimal(10000));
}

}  // namespace
}  // namespace mistakes_test

}  // namespace porto
