// The differences of two documents, and the cost under each.
#include <doctest/doctest.h>

#include <vector>

#include "porto/error.hpp"
#include "porto/tariff_tools.hpp"
#include "support/tariffs.hpp"
#include "unit/tariff/support.hpp"

namespace porto {

using namespace internal;
namespace diff_test {
namespace {

using testing::charge;
using testing::document;
using testing::replaced;

// "epost price: 0.012 -> 0.015", a line each; "-" where a document says nothing.
std::string changes_of(const std::string& before, const std::string& after) {
  std::string text;
  for (const TariffChange& change : compare_documents(before, after)) {
    text += text.empty() ? "" : "\n";
    text += change.charge + (change.charge.empty() ? "" : " ") + change.field + " " +
            to_string(change.kind) + ": " + change.before.value_or("-") + " -> " +
            change.after.value_or("-");
  }
  return text;
}

TEST_CASE("every field that two documents spell differently is a change") {
  struct {
    const char* from;
    const char* to;
    const char* change;
  } rows[] = {
      {"version   = 1", "version   = 2", "version changed: 1 -> 2"},
      {"2024-02", "2026-01", "effective changed: 2024-02 -> 2026-01"},
      {"E-post via Mailgun\"\nc", "E-post\"\nc", "name changed: E-post via Mailgun -> E-post"},
      {"mode = \"half_up\"", "mode = \"up\"", "round mode changed: half_up -> up"},
      {"language  = \"sv\"\n", "", "language removed: sv -> -"},
      {"\n[[charge]]", "minimum = \"20.50\"\n[[charge]]", "minimum added: - -> 20.50"},
      {"\"0.012\"", "\"0.0120\"", "epost price changed: 0.012 -> 0.0120"},
      {"= 500", "= 550", "epost fee changed: 500 -> 550"},
      {"included = 10000", "included = 0", "epost included changed: 10000 -> 0"},
      {"unit     = \"H87\"\n", "", "epost unit removed: H87 -> -"},
      {"unit     = \"H87\"", "unit = \"H87\"\nper = 10", "epost per added: - -> 10"},
      {"unit     = \"H87\"", "unit = \"H87\"\nthen = { percent = 90 }",
       "epost then percent added: - -> 90"},
      {"id        =", "id =", ""},
  };
  for (const auto& row : rows) {
    const std::string after = replaced(testing::vitec, row.from, row.to);
    CHECK(after != testing::vitec);
    CHECK(changes_of(testing::vitec, after) == row.change);
  }
  CHECK(changes_of(testing::vitec, testing::vitec + "[[example]]\nusage = {}\ntotal = 500\n") ==
        "");
}

TEST_CASE("tiers are matched by number, also those of a further price") {
  const auto tiers = [](const std::string& list) {
    return document(charge("mode = \"volume\"\ntiers = [" + list +
                           "]\nthen = { mode = "
                           "\"graduated\", tiers = [{ up_to = 5, price = 1 }, { price = 2 }] }"));
  };
  const std::string two = tiers("{ up_to = 10, price = 3 }, { price = \"2.50\" }");
  CHECK(changes_of(two, tiers("{ up_to = 20, price = 3 }, { price = \"2.40\", fee = 1 }")) ==
        "c tier 1 up_to changed: 10 -> 20\n"
        "c tier 2 price changed: 2.50 -> 2.40\n"
        "c tier 2 fee added: - -> 1");
  CHECK(changes_of(two, tiers("{ price = 3 }")) ==
        "c tier 1 up_to removed: 10 -> -\n"
        "c tier 2 price removed: 2.50 -> -");
  CHECK(changes_of(two, replaced(two, "{ price = 2 }", "{ price = 4 }")) ==
        "c then tier 2 price changed: 2 -> 4");
}

TEST_CASE("a charge that comes or goes is told with all it says, and what it does to the meters") {
  const std::string base = charge("price = 1", "a");
  const std::string more = base + "[[charge]]\nid = \"b\"\nmeter = \"n\"\nprice = 2\n";
  CHECK(changes_of(document(base), document(more)) ==
        "meters changed: m -> m, n\n"
        "b charge added: - -> -\n"
        "b meter added: - -> n\n"
        "b price added: - -> 2");
  CHECK(changes_of(document(more), document(base)) ==
        "meters changed: m, n -> m\n"
        "b charge removed: - -> -\n"
        "b meter removed: n -> -\n"
        "b price removed: 2 -> -");
}

TEST_CASE("charges that change places change the order of the lines") {
  const std::string a = charge("price = 1", "a");
  const std::string b = charge("price = 2", "b");
  CHECK(changes_of(document(a + b), document(b + a)) == "charge order changed: a, b -> b, a");
  const std::string c = charge("fee = 3", "c");
  CHECK(changes_of(document(a + c), document(b + c + a))
            .starts_with("charge order changed: a, c -> c, a\nb charge added"));
}

TEST_CASE("a document with mistakes is named") {
  const auto where = [](const std::string& before, const std::string& after) -> std::string {
    try {
      compare_documents(before, after);
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::bad_tariff);
      return error.where();
    }
    return "no error";
  };
  CHECK(where("id = 5", testing::vitec) == "before");
  CHECK(where(testing::vitec, "id = 5") == "after");
}

// "messages=0: 500 550; ...": what usages cost under two tariffs.
std::string prices_of(const Tariff& before, const Tariff& after, const std::vector<Usage>& usages) {
  std::string text;
  for (const PriceComparison& prices : compare_prices(before, after, usages))
    text += (text.empty() ? "" : "; ") + to_string(prices.usage) + ": " +
            prices.before.to_string() + " " + prices.after.to_string();
  return text;
}

std::string usages_of(const std::string& before, const std::string& after) {
  std::string text;
  for (const Usage& usage : telling_usages(parse_tariff(before), parse_tariff(after)))
    text += (text.empty() ? "" : " ") + to_string(usage);
  return text;
}

TEST_CASE("prices side by side are what each tariff rates") {
  const Tariff before = parse_tariff(testing::vitec);
  const Tariff after = parse_tariff(replaced(testing::vitec, "0.012", "0.015"));
  CHECK(prices_of(before, after,
                  {Usage::of("messages", 40000), Usage{}, Usage::of("messages", 10001),
                   Usage::of("sms", 7)}) ==
        "messages=40000: 860 950; 0: 500 500; messages=10001: 500.01 500.02; sms=7: 500 500");
}

TEST_CASE("telling usages are the places where prices change") {
  const auto tiers = [](const std::string& more) {
    return document(
        charge("mode = \"volume\"\ntiers = [{ up_to = 300, price = 3 }, { up_to = 800, "
               "price = 2 }, { price = 1 }]\n" +
               more));
  };
  struct {
    std::string before;
    std::string after;
    const char* usages;
  } rows[] = {
      {testing::vitec, testing::vitec,
       "messages=0 messages=1 messages=10000 messages=10001 messages=20000 messages=50000 "
       "messages=100000"},
      {tiers(""), document(charge("included = 250\nprice = 2")),
       "m=0 m=1 m=250 m=251 m=300 m=301 m=800 m=801 m=1000 m=2000 m=5000"},
      {tiers("included = 50"), tiers("included = 50"),
       "m=0 m=1 m=50 m=51 m=350 m=351 m=850 m=851 m=1000 m=2000 m=5000"},
      {document(charge("price = 1")), document(charge("price = 2")),
       "m=0 m=1 m=100 m=1000 m=10000"},
      {document(charge("included = \"2.5\"\nprice = 1")), document(charge("price = 2")),
       "m=0 m=0.1 m=2.5 m=2.6 m=5 m=10 m=20"},
      // Boundaries are those of what is metered.
      {document(charge("convert = { per = 1000, partial = \"up\" }\nincluded = 3\nprice = 1")),
       document(charge("convert = { per = 1000, partial = \"down\" }\nincluded = 3\nprice = 1")),
       "m=0 m=1 m=3000 m=3001 m=4000 m=4001 m=5000 m=10000 m=20000"},
      {document(charge("convert = { per = 10, partial = \"half_up\" }\nincluded = 3\nprice = 1")),
       document(charge("convert = { per = 10, times = 4 }\nincluded = 8\nprice = 1")),
       "m=0 m=1 m=20 m=21 m=35 m=36 m=50 m=100 m=200"},
      {document(charge("price = 1")), document("[[charge]]\nid = \"n\"\nmeter = \"n\"\nprice = 1"),
       "m=0 m=1 m=100 m=1000 m=10000 n=1 n=100 n=1000 n=10000"},
      {document(charge("each = \"event\"\nincluded_events = 2\nfee = 1\npercent = 1")),
       document(charge("each = \"event\"\nincluded_events = 1\nfee = 1\npercent = 1")),
       "m=0 m=1+1+1 m=100+100+100 m=1000+1000+1000 m=10000+10000+10000"},
      // Only one of the tariffs prices each event.
      {document(charge("percent = 1")),
       document(charge("each = \"event\"\nincluded_events = 1\npercent = 1")),
       "m=0 m=1+1 m=100+100 m=1000+1000 m=10000+10000"},
      // The free events of one meter are not those of another.
      {document(charge("each = \"event\"\nincluded_events = 1\npercent = 1")),
       document("[[charge]]\nid = \"n\"\nmeter = \"n\"\neach = \"event\"\npercent = 1"),
       "m=0 m=1+1 m=100+100 m=1000+1000 m=10000+10000 n=1 n=100 n=1000 n=10000"},
      {document("[[charge]]\nid = \"f\"\nfee = 1"), document("[[charge]]\nid = \"f\"\nfee = 2"),
       "0"},
  };
  for (const auto& row : rows) CHECK(usages_of(row.before, row.after) == row.usages);
}

TEST_CASE("many free events are not written out") {
  const std::string many =
      document(charge("each = \"event\"\nincluded_events = 10\nfee = 1\npercent = 1"));
  CHECK(usages_of(many, many) == "m=0 m=1 m=100 m=1000 m=10000");
}

}  // namespace
}  // namespace diff_test

}  // namespace porto
