// The list of what verifying found: findings first, then notes, what was checked, what to keep.
#include <doctest/doctest.h>

#include <string>

#include "porto/output.hpp"
#include "porto/rows.hpp"

using namespace porto;
using namespace porto::internal;

namespace audit_lists_test {
namespace {

std::string csv(Rows rows) { return to_text(std::move(rows), output_format("csv")); }

}  // namespace

TEST_CASE("a report lists findings, what was left out, notes, what was checked, what to keep") {
  VerifyReport report;
  report.findings = {{Check::voids, "void 1: digest", "a", "b"}, {Check::lines, "line 2", "", "c"}};
  report.left_out = 3;
  report.notes = {"the events through 2026-01 have been pruned"};
  report.checked = {{Check::voids, 2, "2 voids"}};
  report.keep = {{{}, "batch", 12, "beef"}, {Month(2026, 2), {}, 0, "f00d"}};
  CHECK(csv(rows_of(report)) ==
        "result,check,place,stored,expected\n"
        "differs,voids,void 1: digest,a,b\n"
        "differs,lines,line 2,,c\n"
        "differs,,3 more,,\n"
        "note,,the events through 2026-01 have been pruned,,\n"
        "checked,voids,2 voids,,\n"
        "keep,,batch:12,beef,\n"
        "keep,,2026-02,f00d,\n");
}

TEST_CASE("an event is shown with the decimals of its meter, and its void if it has one") {
  StoredEvent event{.seq = 7,
                    .source = "mailgun",
                    .event_id = "m-1",
                    .company = "",
                    .domain = "a.example",
                    .day = Day({2026, 1}, 2),
                    .meter = "storage",
                    .occurred_at = {0},
                    .quantity = 250,
                    .owner = "bolag-1"};
  const std::string header =
      "seq,source,event_id,company,domain,meter,decimals,occurred_at,quantity,voided_at,actor,"
      "reason,import,corrects,corrected_by\n";
  const std::string shown = "7,mailgun,m-1,bolag-1,a.example,storage,2,1970-01-01T00:00:00Z,2.5,";
  const std::vector<Meter> meters = {{"messages", 0}, {"storage", 2}};
  CHECK(csv(rows_of(event, meters)) == header + shown + ",,,,,\n");
  event.import = 12;
  event.voided = Void{"mailgun", "m-1", "anna", "a test", {1'000'000}};
  CHECK(csv(rows_of(event, meters)) == header + shown + "1970-01-01T00:00:01Z,anna,a test,12,,\n");
  event.corrects = "m-0";
  event.corrected_by = "m-2";
  CHECK(csv(rows_of(event, meters)) ==
        header + shown + "1970-01-01T00:00:01Z,anna,a test,12,m-0,m-2\n");
}

TEST_CASE("of a pruned event there is what the void says") {
  StoredEvent event;
  event.seq = 7;
  event.source = "mailgun";
  event.event_id = "m-1";
  event.voided = Void{"mailgun", "m-1", "anna", "a test", {1'000'000}};
  CHECK(csv(rows_of(event, {{"messages", 0}}))
            .ends_with("\n7,mailgun,m-1,,,,,,,1970-01-01T00:00:01Z,anna,a test,,,\n"));
}

TEST_CASE("a stream of events is written as rows of them are, in every format") {
  StoredEvent one;
  one.seq = 1;
  one.source = "s";
  one.event_id = "a";
  one.meter = "messages";
  one.occurred_at = parse_rfc3339("2026-06-30T22:00:00Z");
  StoredEvent two = one;
  two.seq = 2;
  two.meter = "storage";
  const std::vector<Meter> meters = {{"messages", 0}, {"storage", 2}};
  const Zone zone("Europe/Stockholm");
  const auto each = [&](const std::function<void(const StoredEvent&)>& visit) {
    visit(one);
    visit(two);
  };
  for (const OutputFormat& format : output_formats()) {
    std::string streamed;
    write(stream_of(each, meters, zone), format, [&](std::string_view text) { streamed += text; });
    CHECK(streamed == to_text(rows_of(std::vector{one, two}, meters).in_zone(zone), format));
    const bool local = streamed.find("2026-07-01T00:00:00+02:00") != std::string::npos;
    CHECK(local == (std::string(format.name) == "table" || std::string(format.name) == "html"));
    streamed.clear();
    write(stream_of([](const auto&) {}, meters, zone), format,
          [&](std::string_view text) { streamed += text; });
    CHECK(streamed == to_text(rows_of(std::vector<StoredEvent>{}, meters), format));
  }
}

TEST_CASE("a cell is shown as in a table") {
  StoredEvent event;
  event.source = "a\x01";
  event.meter = "messages";
  event.occurred_at = parse_rfc3339("2026-01-01T00:00:00.5Z");
  Rows rows = rows_of(event, {}).in_zone(Zone("Europe/Stockholm"));
  CHECK(shown(rows, 1).empty());
  CHECK(rows.next());
  CHECK(shown(rows, 1) == "a\\x01");
  CHECK(shown(rows, 7) == "2026-01-01T01:00:00.5+01:00");
  CHECK(shown(rows, 9).empty());
  CHECK(shown(rows, 99).empty());
}

}  // namespace audit_lists_test
