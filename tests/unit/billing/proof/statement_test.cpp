// A statement: everything a company's month was computed from, open, closed, adjusted and pruned.
#include "billing/proof/statement.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>

#include "billing/prune.hpp"
#include "unit/billing/audited.hpp"
#include "unit/billing/by_days.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace statement_test {
namespace {

const std::string events_were_pruned =
    "the events of the month were pruned: of its days only the usage of domains is known any more";

Statement statement_of(Books& books, Month month, const std::string& company) {
  auto transaction = books.store->begin(Store::Access::read);
  return statement(*books.store, books.zone, month, company);
}

std::string days_of(const Statement& statement) {
  std::string text;
  for (const Statement::DayUsage& day : statement.days)
    text += day.day.to_string() + " " + (day.domain.empty() ? "" : day.domain + " ") + day.meter +
            " " + day.amount().to_string() + "/" + std::to_string(day.events) + "; ";
  return text;
}

std::string derived_by(const Statement& statement, const Statement::Derivation& derivation) {
  return (derivation.invoice ? derivation.invoice->to_string() : "now") +
         (derivation.invoice.value_or(statement.month) == derivation.usage_month
              ? ""
              : " of " + derivation.usage_month.to_string()) +
         " " + derivation.tariff + ": ";
}

// What the steps lead to: lines, or what is due and on no invoice.
std::string derived(const Statement& statement) {
  std::string text;
  for (const Statement::Derivation& derivation : statement.derivations) {
    const std::string by = derived_by(statement, derivation);
    bool has_line = false;
    for (const ExplainStep& step : derivation.steps) {
      if (step.line == 0) continue;
      has_line = true;
      text += by + step.value + " as line " + std::to_string(step.line) + "; ";
    }
    if (!has_line) text += by + derivation.steps.back().value + "; ";
  }
  return text;
}

std::string invoiced(const Statement& statement) {
  std::string text;
  for (const Statement::InvoicedUsage& usage : statement.invoiced_usage)
    text +=
        usage.invoice.to_string() + " " +
        (usage.total.month == usage.invoice ? "" : "of " + usage.total.month.to_string() + " ") +
        usage.total.meter + " " + usage.total.amount().to_string() + "; ";
  return text;
}

std::string adjusted(const Statement& statement) {
  std::string text;
  for (const Statement::AdjustedUsage& one : statement.adjusted_usage) {
    text += one.invoice.to_string() + " of " + one.usage_month.to_string() + ":";
    for (const Statement::AdjustedUsage::Meter& meter : one.meters)
      text += " " + meter.meter + " " + std::to_string(meter.before) + " -> " +
              std::to_string(meter.after);
    for (const std::string& reason : one.reasons) text += " (" + reason + ")";
    text += "; ";
  }
  return text;
}

}  // namespace

TEST_CASE("the statement of a closed month has all that its lines came from") {
  Audited books;
  const Statement made = statement_of(books, {2026, 1}, "bolag-1");
  CHECK(made.ledger.zone == "Europe/Stockholm");
  CHECK(made.company.id == "bolag-1");
  CHECK(made.closed == books.store->closed_months().at(0));
  CHECK(made.previous_hash.empty());
  CHECK(made.events_digest.size() == 64);
  CHECK(days_of(made) ==
        "2026-01-05 messages 12000/1; 2026-01-06 storage 2.5/1; 2026-01-08 messages 1000/1; "
        "2026-01-15 b.example messages 6/1; ");
  CHECK(made.total == Decimal::parse("526.57"));
  REQUIRE(made.usage.size() == 2);
  CHECK(made.usage[0].quantity == 13'006);
  CHECK(made.voided.size() == 1);
  CHECK(made.voided[0].voided->actor == "Anna");
  CHECK(made.notes.empty());
}

TEST_CASE("each invoice of a month is derived from the totals it was made with") {
  Audited books;
  const Statement january = statement_of(books, {2026, 1}, "bolag-1");
  CHECK(summary(january.lines) ==
        "bolag-1:1:usage:2.50 bolag-1:2:fee:500.00 bolag-1:3:usage:24.07 "
        "bolag-1:3:adjustment:12.00");
  CHECK(derived(january) ==
        "2026-01 storage: 2.50 as line 1; 2026-01 vitec-epost: 500.00 as line 2; "
        "2026-01 vitec-epost: 24.07 as line 3; 2026-02 of 2026-01 vitec-epost: 12.00 as line 3; ");
  CHECK(january.derivations.back().steps.back().formula == "536.07 - 524.07");
  CHECK(invoiced(january) ==
        "2026-01 messages 12006; 2026-01 storage 2.5; 2026-02 of 2026-01 messages 13006; "
        "2026-02 of 2026-01 storage 2.5; ");
  REQUIRE(january.tariffs.size() == 2);
  CHECK(january.tariffs[1].text == vitec);

  const Statement february = statement_of(books, {2026, 2}, "bolag-1");
  CHECK(february.previous_hash == january.closed->hash);
  CHECK(summary(february.lines) ==
        "bolag-1:1:fee:500.00 bolag-1:2:usage:6.00 bolag-1:3:adjustment:12.00");
  CHECK(derived(february) ==
        "2026-02 vitec-epost: 500.00 as line 1; 2026-02 vitec-epost: 6.00 as line 2; "
        "2026-02 of 2026-01 vitec-epost: 12.00 as line 3; ");
  CHECK(february.derivations.back().steps.back().formula == "536.07 - 524.07");
  CHECK(february.total == Decimal::parse("518"));
  REQUIRE(february.voided.size() == 1);  // of January, which the invoice adjusts
  CHECK(february.voided[0].voided->reason == "sent by mistake");
}

TEST_CASE("a closed month that has changed is also derived as it is due now") {
  Audited books;
  books.own("bolag-1", "2026-02-07T10:00:00Z", 1'000);
  const Statement made = statement_of(books, {2026, 2}, "bolag-1");
  CHECK(derived(made) ==
        "2026-02 vitec-epost: 500.00 as line 1; 2026-02 vitec-epost: 6.00 as line 2; "
        "2026-02 of 2026-01 vitec-epost: 12.00 as line 3; "
        "now vitec-epost: 518.00; ");
  CHECK(invoiced(made) ==
        "2026-02 messages 10500; 2026-02 storage 0.75; 2026-02 of 2026-01 messages 13006; "
        "2026-02 of 2026-01 storage 2.5; ");
  CHECK(made.notes.at(0).find("changed since it was closed") != std::string::npos);
}

TEST_CASE("the version that priced an invoice derives it, and a later one what it adjusts") {
  Audited books;
  std::string second = replaced(vitec, "version   = 1", "version   = 2");
  second = replaced(second, "= \"0.012\"", "= \"0.02\"");
  second = replaced(second, "= \"2024-02\"", "= \"2026-02\"");
  books.change([&] { add_tariff(*books.store, second, "second.toml"); });
  books.close("2026-03", "2026-04-02T00:00:00Z");
  const Statement made = statement_of(books, {2026, 2}, "bolag-1");
  REQUIRE(made.derivations.size() == 3);
  CHECK(made.derivations[0].tariff_version == 1);
  CHECK(made.derivations[2].invoice == Month(2026, 3));
  CHECK(made.derivations[2].tariff_version == 2);
  CHECK(made.derivations[2].steps.back().formula == "510.00 - 506.00");
  CHECK(made.derivations[2].steps.back().value == "4.00");
  CHECK(made.tariffs.size() == 2);
}

TEST_CASE("what an invoice took back since a subscription had ended is derived, and who ended it") {
  Audited books;
  books.change([&] { unsubscribe(*books.store, "bolag-2", "vitec-epost", {{2026, 1}, 31}); });
  books.close("2026-03", "2026-04-02T00:00:00Z");
  const Statement made = statement_of(books, {2026, 2}, "bolag-2");
  CHECK(summary(made.lines) == "bolag-2:1:fee:500.00 bolag-2:1:adjustment:-500.00");
  CHECK(
      derived(made) ==
      "2026-02 vitec-epost: 500.00 as line 1; 2026-03 of 2026-02 vitec-epost: -500.00 as line 1; ");
  CHECK(made.derivations.back().steps.back().formula == "0.00 - 500.00");
  CHECK(made.notes.empty());
  CHECK(made.subscriptions ==
        std::vector<Subscription>{{"bolag-2", "vitec-epost", {2026, 1}, Month(2026, 1)}});
  CHECK(made.changes.back().kind == ChangeKind::subscription_end);
  CHECK(made.changes.back().through == "2026-01");
}

TEST_CASE("adjustments tell the usage before and after, and the reasons since") {
  Audited books;
  CHECK(adjusted(statement_of(books, {2026, 1}, "bolag-1")) ==
        "2026-02 of 2026-01: messages 12006 -> 13006 (sent by mistake); ");
  CHECK(adjusted(statement_of(books, {2026, 2}, "bolag-1")) ==
        "2026-02 of 2026-01: messages 12006 -> 13006 (sent by mistake); ");
  // The close before March knew February, and no later void is its reason.
  const std::string id = books.own("bolag-1", "2026-02-08T10:00:00Z", 1);
  books.take_back("e1");
  const std::string open = adjusted(statement_of(books, {2026, 3}, "bolag-1"));
  CHECK(open.find("2026-03 of 2026-01: messages 13006 -> 1006 (") == 0);
  CHECK(open.find("2026-03 of 2026-02: messages 10500 -> 10501; ") != open.npos);
  books.close("2026-03", "2026-04-02T00:00:00Z");
  CHECK(adjusted(statement_of(books, {2026, 3}, "bolag-1")) == open);
  books.take_back(id);
  CHECK(adjusted(statement_of(books, {2026, 3}, "bolag-1")) == open);
}

TEST_CASE("events that are priced one by one are those of when each invoice was made") {
  ByDays books;
  books.on("bolag-1", "2025-03-01", nullptr, "each");
  books.send("bolag-1", "2025-03-05T10:00:00Z", 1'000);  // e1
  books.send("bolag-1", "2025-03-06T10:00:00Z", 2'000);
  books.close("2025-03");
  books.send("bolag-1", "2025-03-04T10:00:00Z", 5'000);
  CHECK(books.take_back("e1"));
  books.close("2025-04");
  books.send("bolag-1", "2025-03-07T10:00:00Z", 500);
  const Statement made = statement_of(books, {2025, 3}, "bolag-1");
  CHECK(derived(made) ==
        "2025-03 each: 60.00 as line 1; 2025-04 of 2025-03 each: 80.00 as line 1; "
        "now each: 150.00; ");
  CHECK(made.derivations.at(1).steps.back().formula == "140.00 - 60.00");
  CHECK(made.notes ==
        std::vector<std::string>{
            "the month has changed since it was closed; the next close settles that"});
}

TEST_CASE("the statement of a month that cannot be rated says why, and what was invoiced") {
  Books books;
  books.subscribe("bolag-1", "2026-03");
  books.use("bolag-1", "2026-03", 40'000);
  books.close("2026-03");
  books.use("bolag-1", "2026-03", std::numeric_limits<std::int64_t>::max() - 40'000);
  const Statement closed = statement_of(books, {2026, 3}, "bolag-1");
  CHECK(derived(closed) ==
        "2026-03 vitec-epost: 500.00 as line 1; 2026-03 vitec-epost: 360.00 as line 2; ");
  REQUIRE(closed.notes.size() == 2);
  CHECK(closed.notes[1].find("usage of 2026-03: tariff \"vitec-epost\" cannot be applied (") == 0);
  const Statement open = statement_of(books, {2026, 4}, "bolag-1");
  CHECK(open.lines.empty());
  CHECK(open.notes.at(1).find("event \"e2\" of source \"test\"") != std::string::npos);
}

TEST_CASE("a month that was closed without the company says so, and what the next close bills") {
  Books books;
  books.subscribe("bolag-1", "2026-03");
  books.use("bolag-1", "2026-03", 40'000);
  books.change([&] {
    close_month(*books.store, books.zone, {2026, 3}, parse_rfc3339("2026-04-02T00:00:00Z"),
                {.except = {"bolag-1"}, .actor = "Anna", .reason = "in dispute"});
  });
  const Statement left_out = statement_of(books, {2026, 3}, "bolag-1");
  CHECK(left_out.lines.empty());
  CHECK(derived(left_out) == "now vitec-epost: 860.00; ");
  CHECK(left_out.notes ==
        std::vector<std::string>{
            "the month was closed without the company (change 3, by Anna: in dispute)",
            "the next close bills what is due of the month"});
  books.close("2026-04");
  const Statement settled = statement_of(books, {2026, 3}, "bolag-1");
  CHECK(derived(settled) == "2026-04 of 2026-03 vitec-epost: 860.00 as line 2; ");
  CHECK(settled.derivations.back().steps.back().formula == "860.00 - 0.00");
  CHECK(settled.notes.size() == 1);
}

TEST_CASE("who left a company out, and why, need not be said") {
  Books books;
  books.subscribe("bolag-1", "2026-03");
  books.change([&] {
    close_month(*books.store, books.zone, {2026, 3}, parse_rfc3339("2026-04-02T00:00:00Z"),
                {.except = {"bolag-1"}});
  });
  CHECK(statement_of(books, {2026, 3}, "bolag-1").notes.at(0) ==
        "the month was closed without the company (change 3)");
}

TEST_CASE("what was paid back is subtracted in parentheses") {
  Books books;
  books.change([&] {
    add_tariff(*books.store, R"(id = "back"
version = 1
effective = "2026-01"
currency = "SEK"
[[charge]]
id = "c"
meter = "messages"
price = "0.5"
negative = "mirror"
)",
               "back.toml");
    subscribe(*books.store, {"bolag-1", "back", Month(2026, 1)});
  });
  books.use("bolag-1", "2026-01", -3);
  books.close("2026-01");
  books.use("bolag-1", "2026-01", 3);
  const Statement made = statement_of(books, {2026, 2}, "bolag-1");
  CHECK(made.derivations.back().steps.back().formula == "0.00 - (-1.50)");
  CHECK(made.derivations.back().steps.back().value == "1.50");
}

TEST_CASE("usage of a day that does not fit has no statement") {
  constexpr std::int64_t most = 5'000'000'000'000'000'000;
  ByDays books;
  books.send("bolag-1", "2025-03-01T10:00:00Z", -most);
  books.send("bolag-1", "2025-03-02T10:00:00Z", most);
  CHECK(days_of(statement_of(books, {2025, 3}, "bolag-1")).starts_with("2025-03-01 messages -5"));
  books.send("bolag-1", "2025-03-02T11:00:00Z", most);
  CHECK(error_of(
            [&] {
              statement_of(books, {2025, 3}, "bolag-1");
            },
            "the usage of a day does not fit in 64 bits") == "overflow");
}

TEST_CASE("days of a month, and domains that moved, are those of when each invoice was made") {
  ByDays books;
  books.change([&] { add_domain(*books.store, {"a.se", "bolag-1", {}, {}}); });
  books.on("bolag-1", "2025-03-17");
  books.send("", "2025-03-10T10:00:00Z", 700, "a.se");  // before it
  books.send("", "2025-03-20T10:00:00Z", 10'000, "a.se");
  books.send("bolag-1", "2025-03-21T10:00:00Z", 2'000);
  books.close("2025-03");
  const std::string first = derived(statement_of(books, {2025, 3}, "bolag-1"));
  CHECK(first == "2025-03 vitec-epost: 241.94 as line 1; 2025-03 vitec-epost: 24.00 as line 2; ");

  books.change([&] { end_domain(*books.store, "a.se", "bolag-1", Day::parse("2025-03-15"), {}); });
  books.end("bolag-1", "2025-03-31");
  books.close("2025-04");
  const Statement made = statement_of(books, {2025, 3}, "bolag-1");
  CHECK(derived(made) == first + "2025-04 of 2025-03 vitec-epost: -24.00 as line 1; ");
  CHECK(made.notes.empty());
  CHECK(made.domains ==
        std::vector<SendingDomain>{{"a.se", "bolag-1", {}, Day::parse("2025-03-15")}});
  CHECK(days_of(made) == "2025-03-10 a.se messages 700/1; 2025-03-21 messages 2000/1; ");

  // What domains brought is known by day for ever.
  books.prune_before({2025, 5});
  const Statement pruned = statement_of(books, {2025, 3}, "bolag-1");
  CHECK(days_of(pruned) == "2025-03-10 a.se messages 700/1; ");
  CHECK(derived(pruned).empty());
  CHECK(pruned.notes.back().find("its events were pruned: its lines cannot be derived") !=
        std::string::npos);
}

TEST_CASE("a month before the first closed one is derived on the invoice that settled it") {
  Audited books;
  books.own("bolag-3", "2025-12-10T10:00:00Z", 20'000);
  books.change([&] { subscribe(*books.store, {"bolag-3", "vitec-epost", {2025, 12}, {}}); });
  const Statement before = statement_of(books, {2025, 12}, "bolag-3");
  CHECK(derived(before) == "now vitec-epost: 620.00; ");
  books.close("2026-03", "2026-04-02T00:00:00Z");
  const Statement made = statement_of(books, {2025, 12}, "bolag-3");
  REQUIRE(made.lines.size() == 1);
  CHECK(derived(made) == "2026-03 of 2025-12 vitec-epost: 620.00 as line " +
                             std::to_string(made.lines[0].line) + "; ");
  CHECK(made.derivations.at(0).steps.back().formula == "620.00 - 0.00");
  CHECK(invoiced(made) == "2026-03 of 2025-12 messages 20000; 2026-03 of 2025-12 storage 0; ");
  CHECK(made.notes ==
        std::vector<std::string>{
            "the month is before the first that was closed: later invoices have what is due"});
}

TEST_CASE("the statement of an open month is a preview, and says so") {
  Audited books;
  const Statement made = statement_of(books, {2026, 3}, "bolag-1");
  CHECK_FALSE(made.closed);
  CHECK(made.lines == books.invoice("2026-03", "bolag-1").lines);
  CHECK(made.notes.at(0) == "the month is open: nothing here is final");
}

TEST_CASE("the statement of a pruned month says what it cannot tell any more") {
  Audited books;
  const Statement before = statement_of(books, {2026, 1}, "bolag-1");
  books.change([&] { prune(*books.store, books.zone, {2026, 2}, {1'775'000'000'000'000}); });
  const Statement after = statement_of(books, {2026, 1}, "bolag-1");
  CHECK(days_of(after) == "2026-01-15 b.example messages 6/1; ");
  CHECK(after.lines == before.lines);
  CHECK(after.usage == before.usage);
  CHECK(after.derivations.size() == before.derivations.size());
  CHECK(after.notes.at(0) == events_were_pruned);
}

TEST_CASE("the days of a pruned month are each company's, also in the statements of all") {
  Audited books;
  books.change([&] { prune(*books.store, books.zone, {2026, 2}, {1'775'000'000'000'000}); });
  const Month month(2026, 1);
  std::vector<Statement> all;
  {
    auto transaction = books.store->begin(Store::Access::read);
    each_statement(*books.store, books.zone, month,
                   [&](const Statement& statement) { all.push_back(statement); });
  }
  CHECK(all.size() > 1);
  std::size_t with_days = 0;
  for (const Statement& one : all) {
    CAPTURE(one.company.id);
    CHECK(one.days == statement_of(books, month, one.company.id).days);
    if (!one.days.empty()) ++with_days;
  }
  CHECK(with_days > 0);
}

TEST_CASE("a month before the first closed one is pruned with it, and its statement says so") {
  Audited books;
  books.own("bolag-1", "2025-12-10T10:00:00Z", 20'000);
  books.of_domain("b.example", "2025-12-11T10:00:00Z", 3);
  books.close("2026-03", "2026-04-02T00:00:00Z");
  books.change([&] { prune(*books.store, books.zone, {2026, 2}, {1'775'000'000'000'000}); });
  const Statement made = statement_of(books, {2025, 12}, "bolag-1");
  CHECK(days_of(made) == "2025-12-11 b.example messages 3/1; ");
  CHECK(made.notes ==
        std::vector<std::string>{
            "the month is before the first that was closed: later invoices have what is due",
            events_were_pruned});
  CHECK(statement_of(books, {2026, 2}, "bolag-1").notes.empty());
}

TEST_CASE("a company that is not known has no statement") {
  Audited books;
  CHECK(error_of([&] { statement_of(books, {2026, 1}, "nobody"); }, "\"nobody\"") == "not_found");
}

TEST_CASE("the statements of all companies are those of each") {
  Books books;
  for (const char* company : {"bolag-1", "bolag-2", "bolag-3"}) books.subscribe(company, "2026-01");
  books.unsubscribe("bolag-3", "2026-01");
  books.use("bolag-1", "2026-01", 12'000);
  books.use("bolag-2", "2026-01", 30'000);
  books.use("bolag-3", "2026-01", 50);
  books.close("2026-01");
  books.use("bolag-2", "2026-01", 7'000);  // late
  books.use("bolag-1", "2026-02", 20'000);
  books.use("bolag-4", "2026-02", 7);  // on no tariff
  books.close("2026-02");
  books.use("bolag-1", "2026-03", 1);
  for (const Month month : {Month(2026, 1), Month(2026, 2), Month(2026, 3)}) {
    CAPTURE(month.to_string());
    std::vector<Statement> all;
    {
      auto transaction = books.store->begin(Store::Access::read);
      each_statement(*books.store, books.zone, month,
                     [&](const Statement& statement) { all.push_back(statement); });
    }
    REQUIRE(all.size() == (month == Month(2026, 1) ? 3 : month == Month(2026, 2) ? 3 : 2));
    for (const Statement& one : all) {
      CAPTURE(one.company.id);
      const Statement alone = statement_of(books, month, one.company.id);
      CHECK(one.closed == alone.closed);
      CHECK(one.events_digest == alone.events_digest);
      CHECK(one.days == alone.days);
      CHECK(one.usage == alone.usage);
      CHECK(one.invoiced_usage == alone.invoiced_usage);
      CHECK(one.adjusted_usage == alone.adjusted_usage);
      CHECK(one.lines == alone.lines);
      CHECK(one.total == alone.total);
      CHECK(derived(one) == derived(alone));
      CHECK(one.changes == alone.changes);
      CHECK(one.subscriptions == alone.subscriptions);
      CHECK(one.notes == alone.notes);
    }
  }
}

}  // namespace statement_test
