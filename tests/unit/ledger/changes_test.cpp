// Changes that can be taken back, that say what they do to closed months, and that are kept with
// who made them and why.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "porto/audit.hpp"
#include "porto/import_log.hpp"
#include "porto/ledger.hpp"
#include "support/temp_dir.hpp"
#include "support/thrown.hpp"

using namespace porto;
using namespace porto::testing;

namespace changes_test {
namespace {

// A fee of 20 and 1.00 for each message.
std::string tariff(const std::string& id, int version = 1, const std::string& effective = "2020-01",
                   const std::string& price = "1", const std::string& rest = "") {
  return "id = \"" + id + "\"\nversion = " + std::to_string(version) + "\neffective = \"" +
         effective + "\"\ncurrency = \"SEK\"\n[[charge]]\nid = \"p\"\nmeter = \"messages\"\n" +
         rest + "price = \"" + price + "\"\n";
}
const std::string fee = "fee = 20\n";
// Priced by single events.
const std::string each_event =
    "id = \"e\"\nversion = 1\neffective = \"2024-01\"\ncurrency = \"SEK\"\n[[charge]]\nid = \"p\"\n"
    "meter = \"messages\"\neach = \"event\"\npercent = \"100\"\n";

const ChangeOptions wrong{.actor = "anna", .reason = "wrong"};

struct Changing {
  TempDir dir;
  Ledger ledger = Ledger::in_memory();
  int events = 0;

  Changing() {
    for (const char* company : {"c1", "c2", "c3"}) ledger.add_company({company, ""});
    ledger.add_tariff(tariff("t1", 1, "2020-01", "1", fee));
    ledger.add_tariff(tariff("t2"));
    ledger.subscribe({"c1", "t1", Month(2025, 5), {}});
  }

  void use(const std::string& company, const std::string& month, std::int64_t quantity,
           const std::string& domain = "") {
    const std::string id = "m" + std::to_string(++events);
    const UsageEvent event{.source = "mail",
                           .event_id = id,
                           .company = company,
                           .occurred_at = parse_rfc3339(month + "-15T12:00:00Z"),
                           .quantity = quantity,
                           .domain = domain};
    REQUIRE(ledger.record({&event, 1}).front().outcome == Outcome::stored);
  }

  void close(Month from, Month through) {
    for (Month month = from; month <= through; month = month.next())
      ledger.close(month, ledger.zone().end(month));
  }
  // May to July 2025, of which c1 is invoiced the fees.
  void close_summer() { close({2025, 5}, {2025, 7}); }

  // The adjustments of August as they would be now.
  std::string adjustments(Month month = {2025, 8}) const {
    Money sum(0, Currency("SEK"));
    for (const InvoiceLine& line : ledger.invoice_lines(month))
      if (line.kind == LineKind::adjustment) sum = sum + line.net_amount;
    return sum.to_string();
  }
};

std::string difference(const Effect& effect) {
  return (effect.after.value() - effect.before.value()).to_string();
}

// "3 of 1: 60.00", with what it said before the close, by a dry run and for real.
template <class Call>
std::string effect_of(Changing& c, Call&& call) {
  const std::string before = c.adjustments();
  const std::vector<Change> changes = c.ledger.changes();
  Effect tried;
  ChangeOptions options = wrong;
  options.dry_run = true;
  call(options, &tried);
  CHECK(c.adjustments() == before);
  CHECK(c.ledger.changes() == changes);
  Effect done;
  options.dry_run = false;
  call(options, &done);
  CHECK(tried == done);
  CHECK(done.next == Month(2025, 8));
  const Currency sek("SEK");
  const Money moved =
      Money::of(Decimal::parse(c.adjustments()), sek) - Money::of(Decimal::parse(before), sek);
  CHECK(moved.to_string() == difference(done));
  CHECK(c.ledger.verify().ok());
  return std::to_string(done.months.size()) + " of " + std::to_string(done.companies) + ": " +
         difference(done);
}

}  // namespace

TEST_CASE("many subscriptions are one change, all or none") {
  Changing c;
  c.use("c2", "2025-06", 30);
  c.use("c3", "2025-06", 7);
  c.close_summer();
  const std::vector<Subscription> many = {{"c2", "t2", Month(2025, 6), {}},
                                          {"c3", "t1", Month(2025, 7), {}},
                                          {"c2", "t1", Month(2025, 7), {}},
                                          {"c3", "t2", Month(2025, 7), {}}};
  // 30 for c2 in June, a fee for both in July.
  Effect effect;
  CHECK(effect_of(c, [&](const ChangeOptions& options, Effect* told) {
          CHECK(c.ledger.subscribe_all(many, options, told));
          effect = *told;
        }) == "3 of 2: 70.00");
  REQUIRE(effect.notices.size() == 1);  // of two companies
  CHECK(effect.notices[0].find("and 1 more is priced by tariffs \"t1\" and \"t2\"") !=
        std::string::npos);
  CHECK_FALSE(c.ledger.subscribe_all(many));
  CHECK_FALSE(c.ledger.subscribe_all({}));

  const std::vector<Subscription> wrong_last = {{"c1", "t2", Month(2025, 8), {}},
                                                {"nobody", "t2", Month(2025, 8), {}}};
  const std::size_t changes = c.ledger.changes().size();
  try {
    c.ledger.subscribe_all(wrong_last);
    FAIL("it is added");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::not_found);
    CHECK(error.where() == "subscriptions[1]");
    CHECK(std::string(error.what())
              .starts_with("subscriptions[1]: the ledger has no company \"nobody\""));
  }
  CHECK(c.ledger.changes().size() == changes);
}

TEST_CASE("a wrong subscription is taken back while no closed month has used it") {
  Changing c;
  c.close_summer();
  const auto add = [&](const ChangeOptions& options, Effect* effect) {
    c.ledger.subscribe({"c3", "t1", Month(2025, 5), {}}, options, effect);
  };
  const auto remove = [&](const ChangeOptions& options, Effect* effect) {
    c.ledger.remove_subscription("c3", "t1", {}, options, effect);
  };
  CHECK(effect_of(c, add) == "3 of 1: 60.00");
  CHECK(effect_of(c, remove) == "3 of 1: -60.00");
  CHECK(c.ledger.subscriptions().size() == 1);
  add(wrong, nullptr);
  c.close({2025, 8}, {2025, 8});
  const Thrown refused = thrown([&] { remove(wrong, nullptr); });
  CHECK(refused.code == ErrorCode::month_closed);
  CHECK(
      refused.says("\"c3\" is on \"t1\" from 2025-05 until further notice, which the invoice of "
                   "2025-08 has: end it instead"));
  ChangeOptions settle = wrong;
  settle.settle = true;
  Effect effect;
  c.ledger.remove_subscription("c3", "t1", Month(2025, 5).first_day(), settle, &effect);
  CHECK(difference(effect) == "-80.00");
  CHECK(c.adjustments({2025, 9}) == "-80.00");
  CHECK(c.ledger.verify().ok());
}

TEST_CASE("which of several subscriptions is removed must be said") {
  Changing c;
  c.ledger.subscribe({"c2", "t1", Month(2025, 5), Month(2025, 6)});
  c.ledger.subscribe({"c2", "t1", Month(2025, 8), {}});
  CHECK(thrown([&] { c.ledger.remove_subscription("c2", "t1", {}, wrong); }).code ==
        ErrorCode::conflict);
  CHECK(thrown([&] {
          c.ledger.remove_subscription("c2", "t1", Month(2025, 7).first_day(), wrong);
        }).code == ErrorCode::not_found);
  c.ledger.remove_subscription("c2", "t1", Month(2025, 8).first_day(), wrong);
  c.ledger.remove_subscription("c2", "t1", {}, wrong);
  CHECK(c.ledger.subscriptions().size() == 1);
}

TEST_CASE("a wrong version of a tariff is taken back while it is on no invoice") {
  Changing c;
  c.use("c1", "2025-06", 100);
  c.close_summer();
  const auto add = [&](const ChangeOptions& options, Effect* effect) {
    c.ledger.add_tariff(tariff("t1", 2, "2025-06", "3", fee), "t1.toml", options, effect);
  };
  const auto remove = [&](const ChangeOptions& options, Effect* effect) {
    c.ledger.remove_tariff("t1", 2, options, effect);
  };
  CHECK(effect_of(c, add) == "2 of 1: 200.00");
  CHECK(effect_of(c, remove) == "1 of 1: -200.00");           // July costs what it did
  c.ledger.add_tariff(tariff("t1", 2, "2025-06", "2", fee));  // the number is free again
  c.close({2025, 8}, {2025, 8});
  const Thrown used = thrown([&] { remove(wrong, nullptr); });
  CHECK(used.code == ErrorCode::conflict);
  CHECK(used.says("version 2 of tariff \"t1\" is on an invoice, and stays; add a higher version"));
  // Not to remove the subscription that needs it, which would cost a credit.
  const Thrown first = thrown([&] { c.ledger.remove_tariff("t1", 1, wrong); });
  CHECK(first.says("version 1 of tariff \"t1\" is on an invoice, and stays"));
  CHECK(c.ledger.verify().ok());
}

TEST_CASE("a version that a subscription needs stays") {
  Changing c;
  c.ledger.subscribe({"c2", "t2", Month(2025, 5), {}});
  const Thrown needed = thrown([&] { c.ledger.remove_tariff("t2", 1, wrong); });
  CHECK(needed.code == ErrorCode::conflict);
  CHECK(
      needed.says("company \"c2\" is on \"t2\" from 2025-05, when only t2 version 1 is effective"));
  c.ledger.add_tariff(tariff("t2", 2, "2025-06"));
  CHECK(thrown([&] { c.ledger.remove_tariff("t2", 1, wrong); }).code == ErrorCode::conflict);
  c.ledger.remove_subscription("c2", "t2", {}, wrong);
  c.ledger.remove_tariff("t2", 1, wrong);
  CHECK(thrown([&] { c.ledger.remove_tariff("t2", 1, wrong); }).code == ErrorCode::not_found);
}

TEST_CASE("a company that has nothing is removed; else it is said what it has") {
  Changing c;
  c.use("c2", "2025-06", 1);
  c.ledger.add_domain({"a.se", "c3", {}, {}});
  const auto says = [&](const char* company, const char* what) {
    const Thrown refused = thrown([&] { c.ledger.remove_company(company, wrong); });
    CHECK(refused.code == ErrorCode::conflict);
    CHECK(refused.says(what));
  };
  says("c1", "has a subscription; remove that first");
  c.use("c1", "2025-06", 1);
  says("c1", "has usage, or had some before it was voided, and stays");  // whatever else it has
  says("c2", "has usage, or had some before it was voided, and stays");
  says("c3", "has a sending domain; remove that first");
  c.ledger.remove_domain("a.se", "c3", wrong);
  c.ledger.remove_company("c3", wrong);
  CHECK(c.ledger.companies().size() == 2);
  CHECK(thrown([&] { c.ledger.remove_company("c3", wrong); }).code == ErrorCode::not_found);
}

TEST_CASE("a wrong domain is taken back while no closed month has used it") {
  Changing c;
  c.use("", "2025-06", 5, "a.se");
  c.close_summer();
  const auto add = [&](const ChangeOptions& options, Effect* effect) {
    c.ledger.add_domain({"a.se", "c1", {}, {}}, options, effect);
  };
  const auto remove = [&](const ChangeOptions& options, Effect* effect) {
    c.ledger.remove_domain("a.se", "c1", options, effect);
  };
  CHECK(effect_of(c, add) == "1 of 1: 5.00");
  CHECK(effect_of(c, remove) == "1 of 1: -5.00");
  add(wrong, nullptr);
  const auto end = [&](const ChangeOptions& options, Effect* effect) {
    c.ledger.end_domain("a.se", "c1", Day::parse("2025-06-14"), options, effect);
  };
  CHECK(effect_of(c, end) == "1 of 1: -5.00");
  remove(wrong, nullptr);
  add(wrong, nullptr);
  c.close({2025, 8}, {2025, 8});
  const Thrown refused = thrown([&] { remove(wrong, nullptr); });
  CHECK(refused.code == ErrorCode::month_closed);
  CHECK(refused.says("company \"c1\" was invoiced its usage of 2025-06: end it instead"));
  ChangeOptions settle = wrong;
  settle.settle = true;
  remove(settle, nullptr);
  CHECK(c.adjustments({2025, 9}) == "-5.00");
}

TEST_CASE("what a removal says is needed, what others say is kept") {
  Changing c;
  const auto refused = [&](const ChangeOptions& options) {
    return thrown([&] { c.ledger.remove_subscription("c1", "t1", {}, options); });
  };
  CHECK(refused({}).says("a change says who made it, but the actor \"\" cannot be used"));
  CHECK(refused({.actor = "anna"}).says("a change says why, but the reason \"\""));
  CHECK(refused({.actor = "a\nb", .reason = "x"}).code == ErrorCode::invalid_argument);
  CHECK(thrown([&] {
          c.ledger.subscribe({"c2", "t1", Month(2025, 5), {}}, {.reason = "\x01"});
        }).code == ErrorCode::invalid_argument);
  CHECK(c.ledger.subscriptions().size() == 1);

  c.ledger.subscribe({"c2", "t1", Month(2025, 5), {}},
                     {.actor = "bo", .reason = "new", .at = Instant{1'746'100'000'000'000}});
  c.ledger.unsubscribe("c2", "t1", Month(2025, 9), {.actor = "bo"});
  c.ledger.unsubscribe("c2", "t1", Month(2025, 6), {.actor = "bo"});
  c.ledger.remove_subscription("c2", "t1", {}, wrong);
  const std::vector<Change> changes = c.ledger.changes();
  REQUIRE(changes.size() == 7);
  CHECK(changes[0].kind == ChangeKind::tariff_add);
  CHECK(changes[0].tariff == "t1");
  CHECK(changes[0].version == 1);
  CHECK(changes[0].from == "2020-01");
  CHECK(changes[0].sha256 == c.ledger.tariffs().front().sha256);
  CHECK(changes[3].actor == "bo");
  CHECK(changes[3].reason == "new");
  CHECK(changes[3].at == Instant{1'746'100'000'000'000});
  const auto period = [](const Change& change) {
    return change.from + " " + change.through + " " + change.was_through;
  };
  CHECK(period(changes[3]) == "2025-05  ");
  CHECK(period(changes[4]) == "2025-05 2025-09 ");
  CHECK(period(changes[5]) == "2025-05 2025-06 2025-09");
  CHECK(period(changes[6]) == "2025-05 2025-06 ");
  CHECK(changes[6].kind == ChangeKind::subscription_remove);
}

TEST_CASE("months that are years away are questioned") {
  Changing c;
  const auto subscribe = [&](Month from, const ChangeOptions& options) {
    return thrown([&] { c.ledger.subscribe({"c3", "t1", from, {}}, options); });
  };
  const ChangeOptions now{.at = parse_rfc3339("2025-08-10T00:00:00Z")};
  CHECK(subscribe({2205, 1}, now).says("2205-01 is 179 years and 5 months after 2025-08"));
  CHECK_FALSE(subscribe({2027, 8}, now).code);
  c.ledger.remove_subscription("c3", "t1", {}, wrong);
  c.close_summer();
  CHECK(subscribe({2027, 9}, {}).says("2027-09 is 2 years and 1 month after 2025-08"));
  CHECK(subscribe({2027, 9}, now).code == ErrorCode::invalid_argument);
  const Thrown back = subscribe({2020, 5}, {});
  CHECK(back.code == ErrorCode::invalid_argument);
  CHECK(back.says("2020-05 is 5 years and 3 months before 2025-08, the month that closes next"));
  CHECK(c.ledger.subscriptions().size() == 1);
  const auto meant = [&](ChangeOptions options, Effect* effect) {
    options.allow_far = true;
    c.ledger.subscribe({"c3", "t1", Month(2020, 5), {}}, options, effect);
  };
  CHECK(effect_of(c, meant) == "63 of 1: 1260.00");
  const Thrown later = thrown([&] { c.ledger.add_tariff(tariff("t1", 2, "2028-01", "3", fee)); });
  CHECK(later.says("2028-01 is 2 years and 5 months after 2025-08"));
  const Thrown earlier = thrown([&] { c.ledger.add_tariff(tariff("t1", 2, "2021-01", "3", fee)); });
  CHECK(earlier.says("2021-01 is 4 years and 7 months before 2025-08"));

  // Contracts of some years are ordinary, ends in another century are slips.
  const auto until = [&](const char* tariff, Day through) {
    return thrown([&] { c.ledger.subscribe({"c3", tariff, Day(Month(2025, 9), 1), through}); });
  };
  const Day ten_years(Month(2035, 8), 31);
  CHECK(
      until("t2", Month(2035, 9).last_day()).says("2035-09 is 10 years and 1 month after 2025-08"));
  CHECK_FALSE(until("t2", ten_years).code);
  const Thrown ended = thrown([&] { c.ledger.unsubscribe("c1", "t1", Month(2205, 1)); });
  CHECK(ended.says("2205-01 is 179 years and 5 months after 2025-08"));
  const auto own = [&](Day through) {
    return thrown([&] { c.ledger.add_domain({"x.example", "c3", {}, through}); });
  };
  CHECK(own(ten_years.next()).says("2035-09 is 10 years and 1 month after 2025-08"));
  CHECK_FALSE(own(ten_years).code);
}

TEST_CASE("two tariffs that price one meter are told, and done") {
  Changing c;
  Effect effect;
  CHECK(c.ledger.subscribe({"c1", "t2", Month(2025, 6), {}}, {}, &effect));
  REQUIRE(effect.notices.size() == 1);
  CHECK(effect.notices.front().find("meter \"messages\" of company \"c1\" is priced by tariffs "
                                    "\"t1\" and \"t2\" from 2025-06 on, and so billed twice") == 0);
  CHECK_FALSE(c.ledger.subscribe({"c1", "t2", Month(2025, 6), {}}, {}, &effect));
  CHECK(effect.notices.empty());  // nothing was done
  c.ledger.subscribe({"c2", "t2", Month(2025, 6), {}}, {}, &effect);
  CHECK(effect.notices.empty());

  // A version that begins to price a meter.
  c.ledger.add_meter({"sms", 0});
  const std::string sms =
      "id = \"s\"\nversion = 1\neffective = \"2020-01\"\ncurrency = \"SEK\"\n[[charge]]\n"
      "id = \"p\"\nmeter = \"sms\"\nprice = \"1\"\n";
  c.ledger.add_tariff(sms);
  for (const char* company : {"c2", "c3"}) c.ledger.subscribe({company, "s", Month(2025, 6), {}});
  c.ledger.subscribe({"c3", "t2", Month(2025, 9), {}});
  std::string both = sms + "[[charge]]\nid = \"q\"\nmeter = \"messages\"\nprice = \"2\"\n";
  both.replace(both.find("version = 1"), 11, "version = 2");
  both.replace(both.find("2020-01"), 7, "2025-08");
  c.ledger.add_tariff(both, "s.toml", {}, &effect);
  REQUIRE(effect.notices.size() == 1);
  CHECK(effect.notices.front().find("meter \"messages\" of company \"c2\" and 1 more is priced by "
                                    "tariffs \"s\" and \"t2\" from 2025-08 on") == 0);
}

TEST_CASE("voids, corrections and undone imports say what the next close settles") {
  Changing c;
  c.use("c1", "2025-06", 100);
  c.use("c1", "2025-07", 10);
  c.close_summer();
  const Void what{"mail", "m1", "anna", "wrong", parse_rfc3339("2025-08-02T00:00:00Z")};
  const auto trial = [](const ChangeOptions& options) {
    return ChangeOptions{.dry_run = options.dry_run};
  };
  CHECK(effect_of(c, [&](const ChangeOptions& options, Effect* effect) {
          c.ledger.correct_event(what, 40, trial(options), effect);
        }) == "1 of 1: -60.00");
  Void other = what;
  other.event_id = "m2";
  CHECK(effect_of(c, [&](const ChangeOptions& options, Effect* effect) {
          c.ledger.void_event(other, trial(options), effect);
        }) == "1 of 1: -10.00");

  const std::string path = c.dir.write(
      "late.csv",
      "event_id,company,occurred_at,quantity\nf1,c1,2025-06-01T12:00:00Z,7\n"
      "f2,c1,2025-06-02T12:00:00Z,7\nf3,c1,2025-05-02T12:00:00Z,1\nf4,c2,2025-05-02T12:00:00Z,1\n"
      "f5,c1,2025-08-02T12:00:00Z,1\n");
  CHECK(effect_of(c, [&](const ChangeOptions& options, Effect* effect) {
          ImportOptions reading;
          reading.dry_run = options.dry_run;
          *effect = c.ledger.import_files({{path}}, reading).effect;
        }) == "3 of 2: 15.00");
  CHECK(effect_of(c, [&](const ChangeOptions& options, Effect* effect) {
          ImportUndo undo;
          undo.import = 1;
          undo.actor = undo.reason = "anna";
          undo.undone_at = what.voided_at;
          c.ledger.undo_import(undo, trial(options), effect);
        }) == "2 of 1: -15.00");  // c2 was billed nothing
  const std::string now = c.dir.write(
      "now.csv", "event_id,company,occurred_at,quantity\nn1,c1,2025-08-01T12:00:00Z,7\n");
  const Effect none = c.ledger.import_files({{now}}).effect;
  CHECK(none.months.empty());
  CHECK(none.next == Month(2025, 8));
  CHECK(difference(none) == "0.00");
}

TEST_CASE("a month that cannot be rated is named, and is not in the sum") {
  Changing c;
  c.use("c1", "2025-06", 1);
  c.close_summer();
  c.ledger.subscribe({"c2", "t1", Month(2025, 6), {}});
  UsageEvent huge{.source = "mail",
                  .event_id = "huge",
                  .company = "c2",
                  .occurred_at = parse_rfc3339("2025-06-01T12:00:00Z"),
                  .quantity = 9'000'000'000'000'000'000};
  c.ledger.record({&huge, 1});
  Effect effect;
  c.ledger.unsubscribe("c2", "t1", Month(2025, 6), {}, &effect);
  CHECK(effect.months.size() == 1);        // July; June was not touched
  CHECK_FALSE(effect.months.at(0).after);  // nothing of c2 is billed while June cannot be rated
  CHECK(difference(effect) == "0.00");
  c.ledger.add_tariff(tariff("t1", 2, "2025-06", "3", fee), "t1.toml", {}, &effect);
  CHECK(effect.companies == 1);
  REQUIRE(effect.notices.size() == 1);
  CHECK(effect.notices.front().find("not in the sum: 2025-06 of company \"c2\"") == 0);
}

TEST_CASE("what would need pruned events is refused, and the ledger can still close") {
  Changing c;
  c.ledger.add_tariff(each_event);
  c.ledger.subscribe({"c2", "e", Month(2025, 5), {}});
  c.use("c2", "2025-05", 10);
  c.use("", "2025-05", 5, "a.se");
  c.close({2025, 5}, {2025, 6});
  c.ledger.prune({2025, 6}, parse_rfc3339("2025-08-01T00:00:00Z"));
  const auto refused = [&](const std::function<void()>& change) {
    const Thrown error = thrown(change);
    CHECK(error.code == ErrorCode::month_closed);
    CHECK(
        error.says("this would change 2025-05 of company \"c2\", which is computed from its single "
                   "events, and they are pruned (through 2025-05)"));
    CHECK(c.adjustments({2025, 7}) == "0.00");
  };
  refused([&] { c.ledger.add_domain({"a.se", "c2", {}, {}}); });
  refused([&] { c.ledger.subscribe({"c2", "t2", Month(2025, 5), {}}); });
  refused([&] {
    std::string second = each_event;
    second.replace(second.find("version = 1"), 11, "version = 2");
    second.replace(second.find("2024-01"), 7, "2025-05");
    c.ledger.add_tariff(second);
  });
  // What needs none is done: for a company that is priced by its totals, and from the next month.
  c.ledger.add_domain({"a.se", "c1", {}, {}});
  CHECK(c.adjustments({2025, 7}) == "5.00");
  c.ledger.subscribe({"c2", "t2", Month(2025, 6), {}});
  // As if it had never been on it: nothing is due, which needs no events.
  ChangeOptions settle = wrong;
  settle.settle = true;
  c.ledger.remove_subscription("c2", "e", {}, settle);
  CHECK(c.adjustments({2025, 7}) == "-5.00");
  c.close({2025, 7}, {2025, 7});
  CHECK(c.ledger.verify().ok());
}

}  // namespace changes_test
