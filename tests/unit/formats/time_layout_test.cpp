// Times by a layout: what is read, what is refused, and what is not a layout.
#include "formats/time_layout.hpp"

#include "unit/formats/rows.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace {

void check_time(const std::string& layout, const std::string& text, const std::string& utc,
                Ambiguous ambiguous = Ambiguous::refused) {
  CAPTURE(layout);
  CAPTURE(text);
  ClockTime time;
  CHECK(TimeLayout(layout).read(text, time) == "");
  Instant instant;
  CHECK(to_instant(time, &stockholm(), ambiguous, instant) == "");
  CHECK(to_rfc3339(instant) == utc);
}

void check_refused(const std::string& layout, const std::string& text, const std::string& part) {
  CAPTURE(layout);
  CAPTURE(text);
  ClockTime time;
  std::string why = TimeLayout(layout).read(text, time);
  Instant instant;
  if (why.empty()) why = to_instant(time, &stockholm(), Ambiguous::refused, instant);
  CHECK(why.find(part) != std::string::npos);
}

void check_no_layout(const std::string& layout, const std::string& part) {
  CAPTURE(layout);
  try {
    const TimeLayout read(layout);
    FAIL("the layout was taken");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::invalid_argument);
    CHECK(std::string(error.what()).find(part) != std::string::npos);
  }
}

}  // namespace

TEST_CASE("times by their layouts") {
  check_time("YYYY-MM-DD HH:mm:ss", "2026-03-01 00:00:01", "2026-02-28T23:00:01Z");
  check_time("DD.MM.YYYY HH:mm", "01.07.2026 00:30", "2026-06-30T22:30:00Z");
  check_time("D/M YYYY H:mm", "1/7 2026 9:05", "2026-07-01T07:05:00Z");
  check_time("D/M YYYY H:mm", "21/12 2026 19:05", "2026-12-21T18:05:00Z");
  check_time("YY-MM-DD", "26-07-01", "2026-06-30T22:00:00Z");
  check_time("M/D/YYYY h:mm:ss A", "3/1/2026 12:00:01 AM", "2026-02-28T23:00:01Z");
  check_time("M/D/YYYY h:mm:ss A", "3/1/2026 12:00:01 PM", "2026-03-01T11:00:01Z");
  check_time("M/D/YYYY h:mm:ss A", "3/1/2026 1:00:01 pm", "2026-03-01T12:00:01Z");
  check_time("DD MMM YYYY HH:mm:ss Z", "01 Mar 2026 00:00:01 +0100", "2026-02-28T23:00:01Z");
  check_time("DD MMM YYYY", "09 okt 2026", "2026-10-08T22:00:00Z");
  check_time("DD MMM YYYY", "09 MAJ 2026", "2026-05-08T22:00:00Z");
  check_time("YYYYMMDDTHHmmss,f", "20260301T000001,1234567", "2026-02-28T23:00:01.123456Z");
  check_time("YYYY-MM", "2026-03", "2026-02-28T23:00:00Z");
  check_time("iso", "2026-03-01T00:00:01", "2026-02-28T23:00:01Z");
  check_time("iso", "2026-03-01 00:00:01.5", "2026-02-28T23:00:01.5Z");
  check_time("iso", "2026-03-01T00:00:01.1234567Z", "2026-03-01T00:00:01.123456Z");
  check_time("iso", "2026-03-01T00:00:01-05:30", "2026-03-01T05:30:01Z");
  check_time("iso", "2026-03-01 00:00:01 +0100", "2026-02-28T23:00:01Z");
  check_time("epoch", "1772323199.251004", "2026-02-28T23:59:59.251004Z");
  check_time("epoch_ms", "1772323199251", "2026-02-28T23:59:59.251Z");
  check_time("iso", "2026-10-25 02:30:00", "2026-10-25T00:30:00Z", Ambiguous::first);
  check_time("iso", "2026-10-25 02:30:00", "2026-10-25T01:30:00Z", Ambiguous::second);
}

TEST_CASE("what is no time, or not one time, is refused") {
  check_refused("YYYY-MM-DD HH:mm:ss", "2026-03-01T00:00:01", "is not a time of the layout");
  check_refused("YYYY-MM-DD HH:mm:ss", "2026-03-01 00:00", "is not a time of the layout");
  check_refused("YYYY-MM-DD", "2026-03-01 00:00", "is not a time of the layout");
  check_refused("YYYY-MM-DD", "2026-02-29", "the month has no such day");
  check_refused("YYYY-MM-DD", "2026-13-01", "there is no such month");
  check_refused("YYYY-MM-DD", "0000-01-01", "there is no such month");
  check_refused("YYYY-MM-DD HH:mm", "2026-03-01 24:00", "no clock shows that");
  check_refused("M/D/YYYY h:mm A", "3/1/2026 13:00 PM", "hours 1 to 12");
  check_refused("M/D/YYYY h:mm A", "3/1/2026 0:00 AM", "hours 1 to 12");
  check_refused("iso", "2026-03-01", "is not a time of the layout");
  check_refused("iso", "2026-03-01T00:00:01+1", "is not a time of the layout");
  check_refused("iso", "2026-03-01T00:00:60Z", "no clock shows that");
  check_refused("epoch", "1772323199251", "milliseconds instead of seconds?");
  check_refused("epoch_ms", "1772323199.2", "whole milliseconds");
  check_refused("epoch_ms", "1772323199251000", "whole milliseconds");
  check_refused("epoch_ms", "", "whole milliseconds");
  check_refused("iso", "2026-03-29 02:30:00", "never showed it");
  check_refused("iso", "2026-10-25 02:30:00", "showed it twice");
  ClockTime time;
  Instant instant;
  CHECK(TimeLayout("iso").read("2026-03-01 00:00:01", time) == "");
  CHECK(to_instant(time, nullptr, Ambiguous::first, instant).find("has no offset") !=
        std::string::npos);
}

TEST_CASE("what is no layout") {
  check_no_layout("", "has no year and month");
  check_no_layout("HH:mm", "has no year and month");
  check_no_layout("yyyy-MM-dd", "has the letter \"y\"");
  check_no_layout("YYYY-MM-DD MM", "has \"MM\" where that is known already");
  check_no_layout("YYYY-MM-DD h:mm", "without A (AM or PM)");
  check_no_layout("YYYY-MM-DD HH:mm A", "has A without h");
  check_no_layout("YYYY-MM HH", "a part without the larger one");
  check_no_layout("YYYY-MM-DD ss", "a part without the larger one");
  CHECK(TimeLayout("iso").has_day());
  CHECK(TimeLayout("DD.MM.YYYY").has_day());
  CHECK_FALSE(TimeLayout("MM/YYYY").has_day());
}
