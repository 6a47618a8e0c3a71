// Times by a layout: what is read, what is refused, and what is not a layout.
#include "records/values/time_layout.hpp"

#include "unit/formats/rows.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace time_layout_test {
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
  check_refused("iso", "2026-03-01", "a day alone is read by time_layout=YYYY-MM-DD");
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

TEST_CASE("digits and signs are no text of a layout, and neither is an offset") {
  check_no_layout("YYYY-MM-DD HH:mm:ss+00", "has \"+\" outside quotes");
  check_no_layout("YYYY-MM-DD HH:mm:ss-0500", "has \"0\" outside quotes");
  check_no_layout("YYYY-MM-DD 00:00", "has \"0\" outside quotes");
  check_no_layout("YYYY-MM-DD HH:mm:ss'+00'", "has the offset \"+00\" as fixed text; write Z");
  check_no_layout("YYYY-MM-DD HH:mm:ss-'05'", "has the offset \"-05\"");
  check_no_layout("YYYY-MM-DDTHH:mm:ss'Z'", "has the offset \"Z\"");
  check_no_layout("YYYY-MM-DD HH:mm:ss 'UTC'", "has the offset");
  check_no_layout("YYYY-MM-DD HH:mm:ss '(GMT+1)'", "has the offset");
  check_no_layout("YYYY-MM-DD HH:mm'h UTC'", "has the offset");
  check_no_layout("HH:mm:ss\" UTC\" DD.MM.YYYY", "has the offset");
  check_no_layout("YYYY-MM-DD HH:mm:ss-f", "has f where no fraction of a second stands");
  check_no_layout("YYYY-MM-DD HH:mm:ss f", "has f where no fraction of a second stands");
  check_no_layout("YYYY-MM-DD 'kl HH:mm", "has a quote that is not closed");
  check_no_layout("YYYY-MM ddd", "a part without the larger one");
  check_no_layout("ddd YYYY-MM-DD dddd", "where that is known already");
}

TEST_CASE("fixed text stands in quotes") {
  check_time("YYYY-MM-DD 'kl' HH:mm", "2026-03-01 kl 00:30", "2026-02-28T23:30:00Z");
  check_time("'den' D MMMM YYYY \"kl\" HH.mm", "den 1 mars 2026 kl 00.30", "2026-02-28T23:30:00Z");
  check_time("HH 'o''clock' DD/MM/YYYY", "02 o'clock 01/03/2026", "2026-03-01T01:00:00Z");
  check_time("YYYY-MM-DD 'v. 9' HH:mm", "2026-03-01 v. 9 00:30", "2026-02-28T23:30:00Z");
  check_refused("YYYY-MM-DD 'kl' HH:mm", "2026-03-01 at 00:30", "is not a time of the layout");
  CHECK_FALSE(TimeLayout("'Dag' MM/YYYY").has_day());
}

TEST_CASE("offsets of hours alone, and by name") {
  const std::string layout = "YYYY-MM-DD HH:mm:ssZ";
  check_time(layout, "2024-02-01 00:00:00+01", "2024-01-31T23:00:00Z");
  check_time(layout, "2024-02-01 00:00:00-05", "2024-02-01T05:00:00Z");
  check_time(layout, "2024-02-01 00:00:00+05:30", "2024-01-31T18:30:00Z");
  check_time(layout, "2024-02-01 00:00:00UTC", "2024-02-01T00:00:00Z");
  check_time("iso", "2024-02-01 00:00:00+01", "2024-01-31T23:00:00Z");
  check_time("iso", "2024-07-01 00:00:00.5+02", "2024-06-30T22:00:00.5Z");
  check_time("iso", "2024-02-01 00:00:00 UTC", "2024-02-01T00:00:00Z");
  check_time("iso", "2024-02-01 00:00:00.123456 UTC", "2024-02-01T00:00:00.123456Z");
  check_time("YYYY-MM-DD HH:mm:ss (Z)", "2024-02-01 00:00:00 (GMT+0100)", "2024-01-31T23:00:00Z");
  check_refused(layout, "2024-02-01 00:00:00+1", "is not a time of the layout");
  check_refused(layout, "2024-02-01 00:00:00+01:", "is not a time of the layout");
  check_refused(layout, "2024-02-01 00:00:00+011", "is not a time of the layout");
  check_refused(layout, "2024-02-01 00:00:00CET", "is not a time of the layout");
  check_refused("YYYY-MM-DD HH:mm:ss", "2024-02-01 00:00:00+01", "is not a time of the layout");
}

TEST_CASE("a fraction may be missing with its mark") {
  const std::string layout = "YYYY-MM-DD HH:mm:ss.fZ";
  check_time(layout, "2024-02-01 00:00:00+00", "2024-02-01T00:00:00Z");
  check_time(layout, "2024-02-01 00:00:00.25+00", "2024-02-01T00:00:00.25Z");
  check_refused(layout, "2024-02-01 00:00:00.+00", "is not a time of the layout");
  check_refused("YYYY-MM-DD HH:mm:ss:fZ", "2024-02-01 00:00:00Z", "is not a time of the layout");
}

TEST_CASE("days of the week are read, and must be right") {
  const std::string layout = "ddd, DD MMM YYYY HH:mm:ss Z";
  check_time(layout, "Thu, 01 Feb 2024 00:00:00 +0000", "2024-02-01T00:00:00Z");
  check_time(layout, "tors, 01 feb. 2024 00:00:00 GMT", "2024-02-01T00:00:00Z");
  check_time("dddd D MMMM YYYY", "m\u00E5ndag 4 mars 2024", "2024-03-03T23:00:00Z");
  check_time("dddd D MMMM YYYY", "L\u00D6RDAG 3 augusti 2024", "2024-08-02T22:00:00Z");
  check_time("MMMM D, YYYY", "August 3, 2024", "2024-08-02T22:00:00Z");
  check_refused(layout, "Fri, 01 Feb 2024 00:00:00 +0000", "another day of the week");
  check_refused(layout, "Xyz, 01 Feb 2024 00:00:00 +0000", "is not a time of the layout");
}

TEST_CASE("names of months in short and in full") {
  const char* in_short[] = {"jan",  "feb.", "mars",  "apr", "maj", "juni",
                            "juli", "aug.", "sept.", "okt", "nov", "dec"};
  const char* swedish[] = {"januari", "februari", "mars",      "april",   "maj",      "juni",
                           "juli",    "augusti",  "september", "oktober", "november", "december"};
  const char* english[] = {"January", "February", "March",     "April",   "May",      "June",
                           "July",    "August",   "September", "October", "November", "December"};
  for (int month = 1; month <= 12; ++month) {
    const std::string utc =
        "2024-" + std::string(month < 10 ? "0" : "") + std::to_string(month) + "-02T12:00:00Z";
    check_time("D MMM YYYY HH Z", std::string("2 ") + in_short[month - 1] + " 2024 12 Z", utc);
    check_time("D MMMM YYYY HH Z", std::string("2 ") + swedish[month - 1] + " 2024 12 Z", utc);
    check_time("D MMMM YYYY HH Z", std::string("2 ") + english[month - 1] + " 2024 12 Z", utc);
  }
  check_time("D MMM.YYYY", "9 okt.2026", "2026-10-08T22:00:00Z");
  check_refused("D MMMM YYYY", "2 feb 2024", "is not a time of the layout");
}

TEST_CASE("RFC 2822, as mail has it") {
  check_time("rfc2822", "Thu, 01 Feb 2024 00:00:00 +0000", "2024-02-01T00:00:00Z");
  check_time("rfc2822", "Thu, 1 Feb 2024 01:00:00 +0100 (CET)", "2024-02-01T00:00:00Z");
  check_time("rfc2822", "1 Feb 2024 00:00 GMT", "2024-02-01T00:00:00Z");
  check_time("rfc2822", "Thu,  1 Feb 2024 00:00:00 -0000", "2024-02-01T00:00:00Z");
  check_refused("rfc2822", "Thu, 01 Feb 2024 00:00:00", "is not a time of the layout \"rfc2822\"");
  check_refused("rfc2822", "Fri, 01 Feb 2024 00:00:00 +0000", "another day of the week");
  check_refused("rfc2822", "Thu, 01 Feb 2024 00:00:00 +0000 x", "is not a time of the layout");
}

}  // namespace time_layout_test
