// Exim main logs: a message is a delivery to another host, once.
#include "unit/formats/rows.hpp"
#include "unit/metering/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace exim_test {
namespace {

const std::string id = "1vABcd-00000001abc-0000";
const std::string arrival =
    "2026-03-01 00:00:00 " + id + " <= info@Post.Example.SE H=app.lan [10.0.0.4] P=esmtp S=1234\n";

std::string line(const std::string& rest) {
  return "2026-03-01 00:00:01 " + id + " " + rest + "\n";
}

std::string remote(const std::string& flag = "=>", const std::string& to = "a@example.com") {
  return line(flag + " " + to +
              " R=dnslookup T=remote_smtp H=mx.example.com [192.0.2.1] X=TLS1.3 C=\"250 OK\"");
}

ImportOptions in_stockholm() {
  ImportOptions options;
  options.zone = "Europe/Stockholm";
  return options;
}

ReadFile read_log(const std::string& text) { return read_text(text, in_stockholm()); }

void check_not_counted(const std::string& text, const std::string& kind) {
  CAPTURE(text);
  const ReadFile file = read_log(arrival + text);
  REQUIRE(file.rows.size() == 1);
  CHECK(file.rows[0].not_counted == kind);
}

void check_time(const std::string& time, const std::string& utc) {
  CAPTURE(time);
  const ReadFile file =
      read_log(time + " " + id + " <= i@example.se H=app P=esmtp S=1\n" + time + " " + id +
               " => a@example.com R=r T=remote_smtp H=mx.example.com [192.0.2.1]\n");
  REQUIRE(file.counted().size() == 1);
  CHECK(file.rows[0].time == utc);
}

}  // namespace

TEST_CASE("a delivery to another host is one message of the sender's domain") {
  const ReadFile file = read_log(arrival + remote() + remote("->", "b@example.com") +
                                 remote(">>", "c@example.com") + line("Completed"));
  CHECK(file.format == "exim");
  REQUIRE(file.rows.size() == 3);
  CHECK(file.counted().size() == 3);
  CHECK(file.rows[0].line == 2);
  CHECK(file.rows[0].domain == "post.example.se");
  CHECK(file.rows[0].time == "2026-02-28T23:00:01Z");
  CHECK(file.rows[0].quantity == "1");
  CHECK(file.rows[0].id.starts_with(id + "/"));
  CHECK(file.rows[0].id.find("example.com") == std::string::npos);
  CHECK(file.rows[0].id != file.rows[1].id);
  REQUIRE(file.notices.size() == 1);
  CHECK(contains(file.notices[0], "2 lines are about no delivery, and skipped"));
}

TEST_CASE("what does not leave the machine is no usage") {
  check_not_counted(line("=> anna <anna@example.se> R=local_user T=mail_spool"), "local delivery");
  check_not_counted(line("=> anna <anna@example.se> R=r T=lmtp C=\"250 OK H=x saved\""),
                    "local delivery");
  check_not_counted(line("=> :blackhole: <x@example.se> R=drop"), "blackhole");
  check_not_counted(line("=> a@example.com R=r T=remote_smtp H=localhost [127.0.0.1]"),
                    "filter hop");
  check_not_counted(line("=> a@example.com R=r T=remote_smtp H=scan.lan [127.0.0.1]:10024"),
                    "filter hop");
  check_not_counted(line("** a@example.com R=dnslookup T=remote_smtp: 550 no such user"), "failed");
  check_not_counted(line("== a@example.com R=dnslookup T=remote_smtp defer (-44)"), "deferred");
  check_not_counted(line("*> a@example.com R=dnslookup T=remote_smtp H=mx [192.0.2.1]"),
                    "suppressed");
}

TEST_CASE("a message that comes back into this log counts once") {
  const std::string second = "1vABce-00000001abd-0000";
  const ReadFile file = read_log(
      arrival + "2026-03-01 00:00:00 " + second + " <= info@post.example.se H=f P=esmtp\n" +
      line("=> a@example.com R=r T=remote_smtp H=filter.lan [10.0.0.9] C=\"250 OK id=" + second +
           "\"") +
      "2026-03-01 00:00:02 " + second +
      " => a@example.com R=r T=remote_smtp H=mx.example.com [192.0.2.1] C=\"250 OK "
      "id=1vZZZZ-0000000zzzz-0000\"\n");
  REQUIRE(file.rows.size() == 2);
  CHECK(file.rows[0].not_counted == "filter hop");
  CHECK(file.counted().size() == 1);
}

TEST_CASE(
    "a message that another server of this log sends on counts once, in any order of the lines") {
  const std::string second = "1vABce-00000001abd-0000";
  const std::string hop =
      arrival + line("=> a@example.com R=r T=remote_smtp H=filter.lan [10.0.0.9] C=\"250 OK id=" +
                     second + "\"");
  const std::string onward = "2026-03-01 00:00:00 " + second +
                             " <= info@post.example.se H=f P=esmtp\n2026-03-01 00:00:02 " + second +
                             " => a@example.com R=r T=remote_smtp H=mx.example.com [192.0.2.1]\n";
  const ReadFile file = read_log(hop + onward);
  REQUIRE(file.rows.size() == 2);
  CHECK(file.counted().size() == 1);
  CHECK(file.rows[1].not_counted == "counted before");
  CHECK(read_log(onward + hop).counted().size() == 1);
}

TEST_CASE("senders: none, unknown, on the line of delivery") {
  const std::string null =
      "2026-03-01 00:00:00 " + id + " <= <> R=1vAAAA-00000001abc-0000 P=local\n";
  CHECK(read_log(null + remote()).rows[0].not_counted == "null sender");
  CHECK(contains(read_log(remote()).rows[0].reason, "sender is not known"));
  CHECK(contains(read_log(arrival + line("Completed") + remote()).rows[0].reason,
                 "sender is not known"));
  const std::string with_sender =
      line("=> a@example.com F=<b@Other.se> R=r T=remote_smtp H=mx.example.com [192.0.2.1]");
  CHECK(read_log(with_sender).rows[0].domain == "other.se");
}

TEST_CASE("ids of both lengths, and fields that a log may have") {
  const std::string short_id = "1vABcd-000abc-0X";
  const ReadFile file = read_log(
      "2026-03-01 00:00:00.345 [123] " + short_id + " <= i@example.se H=app P=esmtp S=1\n" +
      "2026-03-01 00:00:01.345 [124] " + short_id +
      " => a@example.com <list@example.se> R=r T=remote_smtp H=mx.example.com [192.0.2.1]\n");
  REQUIRE(file.counted().size() == 1);
  CHECK(file.rows[0].id.starts_with(short_id + "/"));
}

TEST_CASE("times with and without an offset") {
  check_time("2026-03-01 00:00:01", "2026-02-28T23:00:01Z");
  check_time("2026-03-01 00:00:01.345", "2026-02-28T23:00:01.345Z");
  check_time("2026-03-01 00:00:01 -0500", "2026-03-01T05:00:01Z");
  check_time("2026-03-01 00:00:01.345 +0000", "2026-03-01T00:00:01.345Z");
  CHECK(read_error(arrival + remote(), {}, ErrorCode::bad_input, "have no zone") == "input:2");
}

TEST_CASE("an hour that comes twice is told by the lines before it, or refused") {
  const auto log_of = [](const std::string& time) {
    return time + " " + id + " <= i@example.se H=app P=esmtp S=1\n" + time + " " + id +
           " => a@example.com R=r T=remote_smtp H=mx.example.com [192.0.2.1]\n";
  };
  const std::string twice = log_of("2026-10-25 02:30:00");
  CHECK(contains(read_log(twice).rows[0].reason, "time is not certain: \"2026-10-25 02:30:00\""));
  const std::string before = "2026-10-25 01:45:00 Start queue run: pid=1\n";
  CHECK(read_log(before + twice).rows[0].time == "2026-10-25T00:30:00Z");
  CHECK(read_log(before + log_of("2026-10-25 02:50:00") + twice).rows[1].time ==
        "2026-10-25T01:30:00Z");
}

TEST_CASE("a log without deliveries has no rows and needs no zone") {
  const ReadFile file = read_text(
      "2026-06-29 16:04:19 dovecot_login authenticator failed for ([192.0.2.5]) [192.0.2.4]:55379: "
      "535 Incorrect authentication data\n2026-06-29 15:33:46 H=x [192.0.2.4]:53343 "
      "F=<a@b.example> "
      "rejected RCPT <c@d.example>: \"Junk, rejected\"\n");
  CHECK(file.format == "exim");
  CHECK(file.rows.empty());
}

TEST_CASE("the main log through syslog, with times of its own or without") {
  for (const std::string time : {"2026-03-01 00:00:01 ", "2026-03-01 00:00:01 [12] ", ""}) {
    CAPTURE(time);
    ImportOptions options = in_stockholm();
    options.year = 2026;
    const std::string start = "Mar  1 00:00:01 mx exim[12]: " + time + id;
    const ReadFile file = read_text(
        "Mar  1 00:00:01 mx cron[1]: x\n" + start + " <= info@post.example.se H=app P=esmtp\n" +
            start + " => a@example.com R=r T=remote_smtp H=mx.example.com [192.0.2.1]\n" + start +
            " Completed\n",
        options);
    CHECK(file.format == "exim");
    REQUIRE(file.counted().size() == 1);
    CHECK(file.rows[0].time == "2026-02-28T23:00:01Z");
    CHECK(file.rows[0].id == read_log(arrival + remote()).rows[0].id);
  }
}

TEST_CASE("a file that is no log at all is refused, whatever the format it is said to be") {
  ImportOptions options = in_stockholm();
  for (const std::string format : {"exim", "postfix"})
    for (const std::string& text :
         {header + "e1,c,2026-03-01T00:00:00Z,1\n", std::string("2026-03-01 00:00:00,a,b,1\n"),
          std::string("Mar  1 00:00:01 mx cron[1]: x\n"), std::string("\n\n")}) {
      CAPTURE(format);
      CAPTURE(text);
      options.format = format;
      CHECK(read_error(text, options, ErrorCode::bad_input,
                       "no line of the file is of a log of the format " + format) == "input:1");
    }
}

TEST_CASE("a CSV whose first column is a time is no log") {
  read_error("2026-06-29 16:04:19,a,b,1\n", {}, ErrorCode::bad_input, "no column \"event_id\"");
}

TEST_CASE("a file that may be two formats is asked about") {
  read_error(
      "2026-03-01 00:00:01 mx exim\n"
      "2026-03-01T00:00:01+01:00 mx postfix/smtp[7]: warning: x\n",
      {}, ErrorCode::bad_input, "the file can be postfix or exim; say which");
}

}  // namespace exim_test
