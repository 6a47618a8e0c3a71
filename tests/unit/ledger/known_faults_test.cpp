// Faults that other billing systems have had, by what went wrong there: time zones, repeated and
// interrupted work, numbers and files that are not what they seem. The tracker entries stand beside
// them.
#include <doctest/doctest.h>
#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <thread>

#include "porto/ledger.hpp"
#include "support/tariffs.hpp"
#include "support/temp_dir.hpp"
#include "support/thrown.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace {

const std::string header = "event_id,company,occurred_at,quantity\n";
const std::string noon = "2025-05-15T12:00:00Z";

UsageEvent event(std::string_view id, std::string_view time, std::int64_t quantity = 1,
                 std::string_view company = "bolag-1") {
  return {.source = "test",
          .event_id = id,
          .company = company,
          .occurred_at = parse_rfc3339(time),
          .quantity = quantity};
}

RecordResult record(Ledger& ledger, const UsageEvent& e) { return ledger.record({&e, 1}).at(0); }

std::string month_of(const std::string& time, const std::string& zone = "Europe/Stockholm") {
  Ledger ledger = Ledger::in_memory({.zone = zone});
  record(ledger, event("e", time));
  return ledger.usage().at(0).month.to_string();
}

std::int64_t total(const Ledger& ledger) {
  std::int64_t sum = 0;
  for (const MonthUsage& row : ledger.usage()) sum += row.quantity;
  return sum;
}

// While it lives, no file of the process can grow.
class NoRoom {
 public:
  NoRoom() : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const struct rlimit none = {1, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &none);
  }
  ~NoRoom() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  NoRoom(const NoRoom&) = delete;
  NoRoom& operator=(const NoRoom&) = delete;

 private:
  void (*handler_)(int);
  struct rlimit before_ = {};
};

// The Vitec tariff from May 2025 for one company.
void subscribe(Ledger& ledger, const std::string& company = "bolag-1") {
  if (ledger.tariffs().empty()) ledger.add_tariff(vitec);
  ledger.add_company({company, ""});
  ledger.subscribe({company, "vitec-epost", Month(2025, 5), {}});
}

std::string due(const Ledger& ledger, Month month) {
  Money sum(0, Currency("SEK"));
  for (const InvoiceLine& line : ledger.invoice(month).lines) sum = sum + line.net_amount;
  return sum.to_string();
}

ImportReport import_text(Ledger& ledger, const std::string& text,
                         const ImportOptions& options = {}) {
  const TempDir dir;
  const std::vector files = {dir.write("events", text)};
  return ledger.import_files(files, options);
}

}  // namespace

// ---- Time zones, summer time, edges ----

TEST_CASE("the offset is that of the event, whenever the customer was made (killbill #1934)") {
  Ledger ledger = Ledger::in_memory();
  for (const char* company : {"made-in-january", "made-in-june"}) {
    record(ledger, event(std::string(company) + "-1", "2025-03-31T22:30:00Z", 1, company));
    record(ledger, event(std::string(company) + "-2", "2025-09-30T22:30:00Z", 1, company));
  }
  std::vector<std::string> months;
  for (const MonthUsage& row : ledger.usage()) months.push_back(row.month.to_string());
  CHECK(months == std::vector<std::string>{"2025-04", "2025-04", "2025-10", "2025-10"});
}

TEST_CASE("the last hour of a month near summer time is of that month (killbill #743, #1923)") {
  CHECK(month_of("2025-03-31T21:30:00Z") == "2025-03");
  CHECK(month_of("2025-03-31T22:00:00Z") == "2025-04");
}

TEST_CASE("a month closes once, at any hour of the night (lago-api #879, killbill #1856)") {
  Ledger ledger = Ledger::in_memory();
  subscribe(ledger);
  record(ledger, event("e", noon, 40'000));
  const Closing first = ledger.close(Month(2025, 5), parse_rfc3339("2025-05-31T22:05:00Z"));
  const Closing second = ledger.close(Month(2025, 5), parse_rfc3339("2025-06-01T08:00:00Z"));
  CHECK(first.closed_now);
  CHECK_FALSE(second.closed_now);
  CHECK(first.invoice.lines == second.invoice.lines);
  CHECK(ledger.closed_months().size() == 1);
  CHECK(ledger.closed_months()[0].closed_at == parse_rfc3339("2025-05-31T22:05:00Z"));
}

TEST_CASE("a month is a civil month, not one of UTC (openmeter #3313)") {
  const Zone stockholm("Europe/Stockholm");
  CHECK(to_rfc3339(stockholm.start(Month(2025, 1))) == "2024-12-31T23:00:00Z");
  CHECK(to_rfc3339(stockholm.end(Month(2025, 1))) == "2025-01-31T23:00:00Z");
}

TEST_CASE("days are civil days, also those of 23 hours (lago-api #1438, #1442; tickmate #113)") {
  const Zone stockholm("Europe/Stockholm");
  Day day = Day::parse("2025-03-29");
  int days = 0;
  for (; day != Day::parse("2025-04-01"); day = day.next()) ++days;
  CHECK(days == 3);
  const std::int64_t hours =
      (stockholm.start(day).unix_us - stockholm.start(Day::parse("2025-03-29")).unix_us) /
      3'600'000'000;
  CHECK(hours == 71);
}

TEST_CASE(
    "a zone that is a link is a zone, and an unknown one is an error, never UTC"
    " (timezone-data #6, #8; ROCKNIX #1293)") {
  for (const char* time : {"1980-04-05T23:30:00Z", "2025-03-31T22:30:00Z", "2025-12-31T23:30:00Z"})
    CHECK(month_of(time, "Europe/Stockholm") == month_of(time, "Europe/Berlin"));
  CHECK(thrown([] { Ledger::in_memory({.zone = "Europe/Nowhere"}); }).code ==
        ErrorCode::unknown_zone);
}

TEST_CASE("an event of the minute before the billing run is of the new month (lago-api #4082)") {
  CHECK(month_of("2025-08-01T00:01:00+02:00") == "2025-08");
}

// ---- Repeated, interrupted and concurrent work ----

TEST_CASE("a call that fails leaves no row behind (lago-api #4772)") {
  Ledger ledger = Ledger::in_memory();
  const std::vector events = {event("a", noon), event("b", noon, INT64_MAX), event("c", noon, 9)};
  CHECK(thrown([&] { ledger.record(events); }).code == ErrorCode::overflow);
  CHECK(ledger.usage().empty());
  CHECK(ledger.companies().empty());
  CHECK(record(ledger, event("a", noon)).outcome == Outcome::stored);
}

TEST_CASE("a commit that failed and was sent again counts once (openmeter #5118)") {
  const TempDir dir;
  const std::string path = dir.path("porto.db");
  Ledger ledger = Ledger::create(path);
  {
    const NoRoom no_room;
    CHECK(thrown([&] { record(ledger, event("e1", noon)); }).code == ErrorCode::io);
  }
  CHECK(record(ledger, event("e1", noon)).outcome == Outcome::stored);
  CHECK(record(ledger, event("e1", noon)).outcome == Outcome::duplicate);
  CHECK(total(ledger) == 1);
}

TEST_CASE("six that close the same month make one invoice (frappe/central #170)") {
  const TempDir dir;
  const std::string path = dir.path("porto.db");
  {
    Ledger ledger = Ledger::create(path);
    subscribe(ledger);
    record(ledger, event("e", noon, 10'001));
  }
  std::vector<Closing> closings(6, Closing{{Month(2025, 5), false, {}, {}}});
  {
    std::vector<std::jthread> workers;
    for (Closing& closing : closings)
      workers.emplace_back([&] {
        closing = Ledger::open(path).close(Month(2025, 5), parse_rfc3339("2025-06-01T08:00:00Z"));
      });
  }
  for (const Closing& closing : closings) {
    CHECK(closing.invoice.closed);
    CHECK(closing.invoice.lines == closings[0].invoice.lines);
  }
  CHECK(std::ranges::count(closings, true, &Closing::closed_now) == 1);
  CHECK(Ledger::open(path).closed_months().size() == 1);
}

TEST_CASE("an identity is one for ever, not for a day (docs.stripe.com: at least 24 hours)") {
  Ledger ledger = Ledger::in_memory();
  CHECK(record(ledger, event("e1", "2025-05-01T12:00:00Z")).outcome == Outcome::stored);
  CHECK(record(ledger, event("e1", "2025-05-02T13:00:00Z")).outcome == Outcome::conflict);
  CHECK(record(ledger, event("e1", "2025-06-10T12:00:00Z")).outcome == Outcome::conflict);
  CHECK(record(ledger, event("e1", "2025-05-01T14:00:00+02:00")).outcome == Outcome::duplicate);
  CHECK(total(ledger) == 1);
}

// ---- Usage of nobody, numbers that are none ----

TEST_CASE("usage from before a company has its domain is not billed, and is listed (polar #5345)") {
  Ledger ledger = Ledger::in_memory();
  subscribe(ledger);
  ledger.add_domain({"bolag.se", "bolag-1", Day::parse("2025-05-10"), {}});
  std::vector<std::string> ids;
  for (int i = 0; i < 10; ++i) ids.push_back("e" + std::to_string(i));
  for (const std::string& id : ids) {
    UsageEvent e = event(id, "2025-05-09T12:00:00Z", 1, "");
    e.domain = "bolag.se";
    CHECK(record(ledger, e).outcome == Outcome::stored);
  }
  CHECK(ledger.usage().empty());
  REQUIRE(ledger.unassigned().size() == 1);
  CHECK(ledger.unassigned()[0].events == 10);
  CHECK(due(ledger, Month(2025, 5)) == "500.00");
}

TEST_CASE(
    "a bad or missing quantity is refused, and none counts as 0"
    " (lago-api #104, #974, #1393; flowglad #1310)") {
  Ledger ledger = Ledger::in_memory();
  const ImportReport report =
      import_text(ledger, header + "a,c," + noon + ",abc\nb,c," + noon + ",\nc,c," + noon +
                              "\nd,c," + noon + ",NaN\ne,c," + noon + ",1e400\n");
  CHECK(report.rejected == 5);
  CHECK(ledger.usage().empty());
}

TEST_CASE("a correction below zero counts where the ledger allows it (lago-api #1555)") {
  Ledger strict = Ledger::in_memory();
  CHECK(record(strict, event("a", noon, -10)).outcome == Outcome::rejected);
  Ledger ledger = Ledger::in_memory({.negative = true});
  subscribe(ledger);
  record(ledger, event("a", noon, 10'005));
  CHECK(due(ledger, Month(2025, 5)) == "500.06");
  record(ledger, event("b", noon, -10));
  CHECK(due(ledger, Month(2025, 5)) == "500.00");
  CHECK(total(ledger) == 9'995);
}

// ---- Files that are not what they seem ----

TEST_CASE(
    "a byte order mark hides no header, and a file without rows is an error"
    " (dotCMS #36508; media-streamer #167; RechnungsFee #398)") {
  Ledger ledger = Ledger::in_memory();
  ImportOptions options;
  options.delimiter = ';';
  CHECK(import_text(ledger,
                    "\xEF\xBB\xBF"
                    "event_id;company;occurred_at;quantity\na;c;" +
                        noon + ";1\n",
                    options)
            .stored == 1);
  for (const std::string& text : {std::string("\xEF\xBB\xBF"), header, std::string("\n\n")})
    CHECK(thrown([&] { import_text(ledger, text); }).code == ErrorCode::bad_input);
}

TEST_CASE(
    "a number with marks is refused, never guessed at"
    " (beancount-dkb #206; BudgetMaster #731; ledger2beancount #259; hledger #1158, #1985)") {
  Ledger ledger = Ledger::in_memory({.negative = true});
  std::string text = header;
  for (const char* number : {"-1.080", "\"1.355,90\"", "\"1,00\"", "-0.0.66962", "1 000", "1.00.0"})
    text += std::string(number) + "," + "c," + noon + "," + number + "\n";
  // The first column is the same text, so that the ids differ and need no escaping of their own.
  const ImportReport report = import_text(ledger, text);
  CHECK(report.rejected == 6);
  CHECK(ledger.usage().empty());
}

TEST_CASE(
    "ids are opaque: no zero is lost, and one that a spreadsheet rewrote is told"
    " (bilig #28; code42cli #284)") {
  Ledger ledger = Ledger::in_memory();
  const ImportReport report = import_text(
      ledger, header + "0010,c," + noon + ",1\n10,c," + noon + ",1\n1.23E+15,c," + noon + ",1\n");
  CHECK(report.stored == 3);
  REQUIRE(report.notices.size() == 1);
  CHECK(report.notices[0].find("\"1.23E+15\" looks like a number") != std::string::npos);
}
