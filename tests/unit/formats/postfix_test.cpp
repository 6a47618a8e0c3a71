// Postfix logs: a message is what an SMTP client of Postfix delivered to another machine, once.
#include <map>

#include "unit/formats/rows.hpp"
#include "unit/metering/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace postfix_test {
namespace {

const std::string at = "2026-03-01T00:00:01.500000+01:00 mx ";
const std::string from = at +
                         "postfix/qmgr[7]: 4Qx1Zk2mB9z3tG3: from=<info@Post.Example.SE>, "
                         "size=309, nrcpt=1 (queue active)\n";

std::string delivery(const std::string& program, const std::string& relay,
                     const std::string& status = "sent (250 2.0.0 Ok)",
                     const std::string& to = "to=<a@example.com>") {
  return at + program + "[71]: 4Qx1Zk2mB9z3tG3: " + to + ", relay=" + relay +
         ", delay=0.4, delays=0.02/0/0.3/0.1, dsn=2.0.0, status=" + status + "\n";
}

std::string sent(const std::string& relay = "mx.example.com[192.0.2.1]:25") {
  return delivery("postfix/smtp", relay);
}

void check_not_counted(const std::string& line, const std::string& kind) {
  CAPTURE(line);
  const ReadFile file = read_text(from + line);
  REQUIRE(file.rows.size() == 1);
  CHECK(file.rows[0].not_counted == kind);
}

void check_counted(const std::string& line) {
  CAPTURE(line);
  const ReadFile file = read_text(from + line);
  REQUIRE(file.counted().size() == 1);
  CHECK(file.rows[0].domain == "post.example.se");
}

ImportOptions local_times(int year, const std::string& zone = "Europe/Stockholm") {
  ImportOptions options;
  options.year = year;
  options.zone = zone;
  return options;
}

std::string old_line(const std::string& time, const std::string& id = "A1B2C3D4E5") {
  return time + " mx postfix/qmgr[7]: " + id + ": from=<i@example.se>, size=1, nrcpt=1\n" + time +
         " mx postfix/smtp[9]: " + id +
         ": to=<a@example.com>, relay=m[192.0.2.1]:25, dsn=2.0.0, status=sent (250 ok)\n";
}

std::vector<std::string> times_of(const ReadFile& file) {
  std::vector<std::string> times;
  for (const ReadRow& row : file.counted()) times.push_back(row.time);
  return times;
}

}  // namespace

TEST_CASE("a delivery to another machine is one message of the sender's domain") {
  const ReadFile file = read_text(at + "postfix/smtpd[5]: connect from x[192.0.2.9]\n" + from +
                                  sent() + at + "postfix/qmgr[7]: 4Qx1Zk2mB9z3tG3: removed\n");
  CHECK(file.format == "postfix");
  REQUIRE(file.rows.size() == 1);
  const ReadRow& row = file.rows[0];
  CHECK(row.reason == "");
  CHECK(row.line == 3);
  CHECK(row.domain == "post.example.se");
  CHECK(row.time == "2026-02-28T23:00:01.5Z");
  CHECK(row.quantity == "1");
  CHECK(row.id.starts_with("4Qx1Zk2mB9z3tG3/2026-03-01T00:00:01.500000+01:00/"));
  CHECK(row.id.find("example.com") == std::string::npos);
  REQUIRE(file.notices.size() == 1);
  CHECK(contains(file.notices[0], "input: 3 lines are about no delivery, and skipped"));
}

TEST_CASE("recipients, and what they were written as, tell deliveries apart") {
  const std::string relay = "mx.example.com[192.0.2.1]:25";
  const std::string ok = "sent (250 ok)";
  const ReadFile file = read_text(
      from + delivery("postfix/smtp", relay, ok, "to=<a@example.com>") +
      delivery("postfix/smtp", relay, ok, "to=<b@example.com>") +
      delivery("postfix/smtp", relay, ok, "to=<a@example.com>, orig_to=<list@example.se>") +
      delivery("postfix/smtp", relay, ok, "to=<a@example.com>"));
  REQUIRE(file.counted().size() == 4);
  CHECK(file.rows[0].id != file.rows[1].id);
  CHECK(file.rows[0].id != file.rows[2].id);
  CHECK(file.rows[0].id == file.rows[3].id);
}

TEST_CASE("deliveries that leave the machine, by whatever client") {
  check_counted(delivery("postfix-out/smtp", "mx.example.com[192.0.2.1]:25"));
  check_counted(delivery("postfix/relay/smtp", "smarthost.lan[10.0.0.7]:25"));
  check_counted(sent("smarthost.lan[192.168.0.10]:587"));
  check_counted(sent("mx.example.com[2001:db8::1]:25"));
  check_counted(delivery("postfix/smtp", "smarthost.lan[192.168.0.10]:25",
                         "sent (250 2.0.0 Ok: queued as 71111424269E)"));
}

TEST_CASE("deliveries that do not leave the machine are no usage") {
  check_not_counted(delivery("postfix/local", "local"), "local delivery");
  check_not_counted(delivery("postfix/pipe", "dovecot"), "local delivery");
  check_not_counted(delivery("postfix/virtual", "virtual"), "local delivery");
  check_not_counted(delivery("postfix/lmtp", "mx.lan[private/dovecot-lmtp]"), "local delivery");
  const std::string filtered =
      "sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: "
      "queued as 5F2E81A0C)";
  check_not_counted(delivery("postfix/smtp", "127.0.0.1[127.0.0.1]:10024", filtered), "filter hop");
  check_not_counted(delivery("postfix/amavis/smtp", "127.0.0.1[127.0.0.1]:10024", filtered),
                    "filter hop");
  check_not_counted(sent("localhost[::1]:10024"), "filter hop");
  check_not_counted(sent("filter[/run/filter.sock]"), "filter hop");
  check_not_counted(delivery("postfix/smtp", "mx.example.com[192.0.2.1]:25", "bounced (550 no)"),
                    "bounced");
  check_not_counted(delivery("postfix/smtp", "none", "deferred (timeout)"), "deferred");
  check_not_counted(delivery("postfix/smtp", "mx[192.0.2.1]:25", "deliverable (ok)"),
                    "deliverable");
}

TEST_CASE("a message that comes back into this log counts once, wherever the filter runs") {
  const std::string hop = "sent (250 2.0.0 Ok: queued as 5F2E81A0C1)";
  const ReadFile file = read_text(
      from + at + "postfix/smtpd[5]: 5F2E81A0C1: client=filter.lan[10.0.0.9]\n" + at +
      "postfix/qmgr[7]: 5F2E81A0C1: from=<info@post.example.se>, size=400, nrcpt=1\n" +
      delivery("postfix/smtp", "filter.lan[10.0.0.9]:10024", hop) + at +
      "postfix/smtp[8]: 5F2E81A0C1: to=<a@example.com>, relay=mx.example.com[192.0.2.1]:25, "
      "dsn=2.0.0, status=sent (250 ok)\n");
  REQUIRE(file.rows.size() == 2);
  CHECK(file.rows[0].not_counted == "filter hop");
  CHECK(file.counted().size() == 1);
}

TEST_CASE(
    "a message that other servers of this log send on counts once, in any order of the lines") {
  const auto host = [](const std::string& name, const std::string& id, const std::string& relay,
                       const std::string& answer, const std::vector<std::string>& recipients) {
    const std::string time = "2026-03-01T00:00:01+01:00 " + name + " postfix/";
    std::string lines = time + "smtpd[1]: " + id + ": client=x[10.0.0.9]\n" + time +
                        "qmgr[2]: " + id + ": from=<i@post.example.se>, size=1, nrcpt=2\n";
    for (const std::string& to : recipients)
      lines += time + "smtp[3]: " + id + ": to=<" + to + ">, relay=" + relay +
               ", dsn=2.0.0, status=sent (250 ok" + answer + ")\n";
    return lines;
  };
  const std::vector<std::string> both = {"a@example.com", "b@example.com"};
  const std::string first =
      host("mx", "4Qx1Zk2mB9z3tG3", "filter.lan[10.0.0.5]:25", ": queued as 5F2E81A0C1", both);
  const std::string second =
      host("filter", "5F2E81A0C1", "out.lan[10.0.0.6]:25", ": queued as 6A2E81A0C1", both);
  const std::string third = host("out", "6A2E81A0C1", "mx.example.com[192.0.2.1]:25", "", both);
  CHECK(read_text(first + second + third).counted().size() == 2);
  CHECK(read_text(third + second + first).counted().size() == 2);
  CHECK(read_text(first + second + third).rows[2].not_counted == "counted before");
  CHECK(read_text(first + second + third).rows[4].not_counted == "counted before");
  // The part that is imported again has the same message under the same identity.
  CHECK(read_text(first).rows[0].id == read_text(first + second + third).rows[0].id);

  const std::string another = host("filter", "5F2E81A0C1", "mx.example.com[192.0.2.1]:25", "",
                                   {"a@example.com", "c@example.com"});
  const ReadFile more = read_text(first + another);
  CHECK(more.counted().size() == 3);
  CHECK(more.rows[2].not_counted == "counted before");
}

TEST_CASE("senders: none, unknown, without a domain, of a queue id that is used again") {
  const std::string mx = "mx.example.com[192.0.2.1]:25";
  const auto line = [](const std::string& address) {
    return at + "postfix/qmgr[7]: 4Qx1Zk2mB9z3tG3: from=<" + address + ">, size=1, nrcpt=1\n";
  };
  const std::string removed = at + "postfix/qmgr[7]: 4Qx1Zk2mB9z3tG3: removed\n";
  CHECK(read_text(line("") + sent()).rows[0].not_counted == "null sender");
  CHECK(contains(read_text(line("root") + sent()).rows[0].reason, "sender has no domain"));
  CHECK(contains(read_text(sent()).rows[0].reason,
                 "sender is not known: no line before this one says who \"4Qx1Zk2mB9z3tG3\""));
  CHECK(contains(read_text(from + removed + sent()).rows[0].reason, "sender is not known"));
  const ReadFile reused = read_text(from + sent() + removed + line("b@other.se") + sent());
  REQUIRE(reused.counted().size() == 2);
  CHECK(reused.rows[1].domain == "other.se");
  const std::string other_host =
      "2026-03-01T00:00:01+01:00 mx2 postfix/qmgr[7]: 4Qx1Zk2mB9z3tG3: "
      "from=<c@third.se>, size=1, nrcpt=1\n";
  CHECK(read_text(from + other_host + sent()).rows[0].domain == "post.example.se");
  ImportOptions options;
  options.company = "bolag-1";
  CHECK(read_text(sent(), options).rows[0].company == "bolag-1");
}

TEST_CASE("old times need a year and a zone, and go on past New Year") {
  const std::string lines =
      old_line("Dec 31 23:59:59") + old_line("Jan  1 00:00:00", "B1B2C3D4E5") +
      old_line("Dec 31 23:59:58", "C1B2C3D4E5") + old_line("Jan 12 08:00:00", "D1B2C3D4E5");
  const std::vector<std::string> expected = {"2025-12-31T22:59:59Z", "2025-12-31T23:00:00Z",
                                             "2025-12-31T22:59:58Z", "2026-01-12T07:00:00Z"};
  CHECK(times_of(read_text(lines, local_times(2025))) == expected);
  CHECK(read_error(lines, {}, ErrorCode::bad_input, "no year; say that of the first line") ==
        "input:2");
  ImportOptions options;
  options.year = 2025;
  CHECK(read_error(lines, options, ErrorCode::bad_input, "have no zone; say which") == "input:2");
  const std::vector<std::string> leap = {"2024-02-29T11:00:00Z"};
  CHECK(times_of(read_text(old_line("Feb 29 12:00:00"), local_times(2024))) == leap);
  CHECK(contains(read_text(old_line("Feb 29 12:00:00"), local_times(2025)).rows[0].reason,
                 "time is malformed"));
}

TEST_CASE("every line with a time counts the years, and one that is late is of the year before") {
  const std::string connect = " mx postfix/smtpd[5]: connect from x[192.0.2.9]\n";
  const std::string other = " mx systemd[1]: a line of another program\n";
  const auto check_years = [](const std::string& text, const std::vector<std::string>& expected) {
    CAPTURE(text);
    CHECK(times_of(read_text(text, local_times(2025))) == expected);
  };
  const std::string january = old_line("Jan  2 12:00:00");
  for (const std::string& line : {connect, other})
    check_years("Dec 31 23:59:58" + line + january, {"2026-01-02T11:00:00Z"});
  check_years(
      "Dec 31 23:59:58 mx postfix/qmgr[1]: A1B2C3D4E5: from=<i@example.se>, size=1\n"
      "Jan  1 00:00:01 mx postfix/smtp[2]: A1B2C3D4E5: to=<r@example.com>, "
      "relay=mx[192.0.2.1]:25, dsn=2.0.0, status=sent (250 ok)\n",
      {"2025-12-31T23:00:01Z"});
  check_years("Jan  1 00:00:06" + connect + old_line("Dec 31 23:59:59") + january,
              {"2024-12-31T22:59:59Z", "2025-01-02T11:00:00Z"});
  check_years("Mar  1 00:00:00" + connect + old_line("Aug  1 12:00:00") +
                  old_line("Feb 15 12:00:00", "B1B2C3D4E5"),
              {"2025-08-01T10:00:00Z", "2025-02-15T11:00:00Z"});
  check_years(old_line("Aug  1 12:00:00") + old_line("Jan 15 12:00:00", "B1B2C3D4E5"),
              {"2025-08-01T10:00:00Z", "2026-01-15T11:00:00Z"});
  check_years("Dec 31 23:59:58" + connect + "Jan ?? 00:00:00" + connect + "Dec 31 23:59:59" +
                  connect + january,
              {"2026-01-02T11:00:00Z"});
  const ReadFile late = read_text(
      "Jan  1 00:00:06" + connect + "Dec 31 23:59:59" + connect + january, local_times(2025));
  REQUIRE(late.notices.size() == 2);
  CHECK(contains(late.notices[1],
                 "input: the first line is of 2025 (--year); the file has lines of 2024 to 2025"));
}

TEST_CASE(
    "an hour that comes twice is told by the lines before it; its ids do not depend on them") {
  const std::string before = "Oct 25 01:50:00 mx postfix/smtpd[5]: connect from x[192.0.2.9]\n";
  const std::string first = old_line("Oct 25 02:10:00") + old_line("Oct 25 02:50:00");
  const std::string second =
      old_line("Oct 25 02:05:00") + old_line("Oct 25 02:55:00") + old_line("Oct 25 03:00:00");
  const ReadFile both = read_text(before + first + second, local_times(2026));
  const std::vector<std::string> expected = {"2026-10-25T00:10:00Z", "2026-10-25T00:50:00Z",
                                             "2026-10-25T01:05:00Z", "2026-10-25T01:55:00Z",
                                             "2026-10-25T02:00:00Z"};
  CHECK(times_of(both) == expected);
  CHECK(both.rows[2].id == read_text(before + second, local_times(2026)).rows[0].id);
  // Nothing tells which it is at the front of a log, or behind an hour without lines.
  const std::string early = "Oct 25 01:09:00 mx postfix/smtpd[5]: connect from x[192.0.2.9]\n";
  for (const std::string& start : {std::string(), early, old_line("Oct 25 04:00:00")}) {
    CAPTURE(start);
    const ReadFile unclear = read_text(start + first + second, local_times(2026));
    const std::size_t at_first = unclear.rows.size() - 5;
    CHECK(contains(unclear.rows[at_first].reason,
                   "time is not certain: \"Oct 25 02:10:00\": clocks in Europe/Stockholm showed it"
                   " twice, and no line less than an hour before tells"));
    CHECK(unclear.rows.back().time == "2026-10-25T02:00:00Z");
  }
  const ReadFile went_back = read_text(first + second, local_times(2026));
  CHECK(went_back.rows[1].reason != "");
  CHECK(went_back.rows[2].time == "2026-10-25T01:05:00Z");
  CHECK(contains(read_text(old_line("Mar 29 02:30:00"), local_times(2026)).rows[0].reason,
                 "clocks in Europe/Stockholm never showed it"));
}

TEST_CASE("a log without deliveries has no rows and needs no year") {
  const ReadFile file = read_text(
      "May 11 04:02:37 host1 postfix/smtpd[97]: NOQUEUE: reject: RCPT from unknown[192.0.2.4]: 554 "
      "5.7.1 Service unavailable; from=<a@example.se> to=<b@example.com> proto=ESMTP\n");
  CHECK(file.format == "postfix");
  CHECK(file.rows.empty());
}

TEST_CASE("a line that is too long does not cost the next") {
  const ReadFile file = read_text(from + std::string(2 * max_row_bytes, 'x') + "\n" + sent());
  REQUIRE(file.rows.size() == 2);
  CHECK(contains(file.rows[0].reason, "row is too long"));
  CHECK(file.rows[1].line == 3);
  CHECK(file.counted().size() == 1);
}

}  // namespace postfix_test
