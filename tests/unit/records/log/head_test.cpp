// Heads of log lines: what stands in front of what a mail server said, whoever put it there. A line
// that says a delivery is read, or refused, and never passed over.
#include "unit/formats/json_fixture.hpp"
#include "unit/formats/rows.hpp"
#include "unit/metering/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace head_test {
namespace {

ImportOptions in_2024(const std::string& format = "auto") {
  ImportOptions options;
  options.format = format;
  options.year = 2024;
  options.zone = "Europe/Stockholm";
  return options;
}

// A message by Postfix: the queue manager's line and the client's, each behind a head of its own.
const std::string manager_text = "4AAAA1: from=<i@post.example.se>, size=9, nrcpt=1 (queue active)";
const std::string client_text =
    "4AAAA1: to=<a@kund.example>, relay=mx.kund.example[203.0.113.5]:25, delay=1, dsn=2.0.0, "
    "status=sent (250 ok)";

const std::string arrival =
    "1rfAAA-0001aa-2C <= i@post.example.se H=app [192.0.2.9] P=esmtps S=900";
const std::string departure =
    "1rfAAA-0001aa-2C => a@kund.example R=dnslookup T=remote_smtp H=mx.kund.example [203.0.113.5] "
    "C=\"250 OK\"";

// "{}" of a head is the daemon's name.
std::string with(const std::string& head, const std::string& daemon) {
  const std::size_t at = head.find("{}");
  return head.substr(0, at) + daemon + head.substr(at + 2);
}

std::string postfix_log(const std::string& head) {
  return with(head, "qmgr") + manager_text + "\n" + with(head, "smtp") + client_text + "\n";
}

std::string exim_log(const std::string& head) {
  return head + arrival + "\n" + head + departure + "\n";
}

void check_counted(const std::string& text, const std::string& format, const std::string& time) {
  CAPTURE(text);
  const ReadFile file = read_text(text, in_2024());
  CHECK(file.format == format);
  REQUIRE(file.rows.size() == 1);
  CHECK(file.rows[0].reason == "");
  CHECK(file.rows[0].not_counted == "");
  CHECK(file.rows[0].domain == "post.example.se");
  CHECK(file.rows[0].time == time);
}

// After a good line comes this one, which is refused.
void check_refused(const std::string& good, const std::string& line, const std::string& kind) {
  CAPTURE(line);
  const std::string format = good.find("postfix") == good.npos ? "exim" : "postfix";
  const ReadFile file = read_text(good + line, in_2024(format));
  REQUIRE(file.rows.size() == 2);
  CHECK(file.rows[0].reason == "");
  CHECK(file.rows[1].line == 3);
  CHECK(file.rows[1].reason.substr(0, kind.size() + 2) == kind + ": ");
}

const std::string march = "2024-03-01T07:00:02Z";
const std::string plain = postfix_log("Mar  1 08:00:02 mx postfix/{}[12]: ");
const std::string plain_exim = exim_log("2024-03-01 08:00:02 ");

std::string journal(const std::string& members) {
  return json(
             "{'_HOSTNAME':'mx','__REALTIME_TIMESTAMP':'1709276409000000','SYSLOG_PID':'12',"
             "'_SOURCE_REALTIME_TIMESTAMP':'1709276402000000',") +
         members + "}\n";
}

}  // namespace

TEST_CASE("heads of Postfix's lines, whoever wrote them") {
  const std::vector<std::string> heads = {
      "Mar  1 08:00:02 mx postfix/{}[12]: ",
      "Mar 1 08:00:02 mx postfix/{}[12]: ",
      "Mar  1 08:00:02 postfix/{}[12]: ",
      "Mar  1 08:00:02  mx\tpostfix/{}[12]:\t ",
      "Mar  1 08:00:02 mx postfix/{}: ",
      "Mar  1 08:00:02 mx mail_batch/{}[12]: ",
      "Mar  1 08:00:02 mx postfix/{}[12]: [ID 197553 mail.info] ",
      "Mar  1 08:00:02 mx mail.info postfix/{}[12]: ",
      "Mar  1 08:00:02 <mail.info> mx postfix/{}[12]: ",
      " Mar  1 08:00:02 mx postfix/{}[12]: ",
      "\tMar  1 08:00:02 mx postfix/{}[12]: ",
      "\xEF\xBB\xBFMar  1 08:00:02 mx postfix/{}[12]: ",
      "<22>Mar  1 08:00:02 mx postfix/{}[12]: ",
      "Fri Mar  1 08:00:02 2024 mx postfix/{}[12]: ",
      "2024 Mar  1 08:00:02 mx postfix/{}[12]: ",
      "2024-03-01T08:00:02+01:00 mx postfix/{}[12]: ",
      "2024-03-01 08:00:02 mx postfix/{}[12]: ",
      "2024-03-01T07:00:02+00:00 INFO    mx postfix/{}[12]: ",
      "<22>1 2024-03-01T08:00:02+01:00 mx postfix/{} 12 - - ",
      "<22>1 2024-03-01T08:00:02+01:00 mx postfix/{} - - - \xEF\xBB\xBF",
      "<22>1 2024-03-01T08:00:02+01:00 mx postfix/{} 12 ID47 [a@1 b=\"x]\\\"\"][c d=\"\"] ",
      "123 <22>1 2024-03-01T08:00:02+01:00 mx postfix/{} 12 - - ",
      "2024-03-01T08:00:02+01:00 mx postfix/{} 12 - - ",
      "mail_1  | Mar  1 08:00:02 mx postfix/{}[12]: ",
      "\x1B[36mmail-1  |\x1B[0m Mar  1 08:00:02 mx postfix/{}[12]: ",
      "[pod/mail-0/postfix] Mar  1 08:00:02 mx postfix/{}[12]: ",
      "2024-05-02T22:56:18.123456789Z Mar  1 08:00:02 mx postfix/{}[12]: ",
      "2024-05-02T22:56:18.123456789Z stdout F Mar  1 08:00:02 mx postfix/{}[12]: ",
      "2024-03-01T07:00:02Z stdout F postfix/{}[12]: ",
      "2024-03-01T07:00:02Z postfix/{}[12]: ",
      "May 02 22:56:18 host docker[32360]: Mar  1 08:00:02 mx postfix/{}[12]: ",
      "Mar 01 08:00:02 mx postfix/{}[12]: ",
      "Fri 2024-03-01 08:00:02 CET mx postfix/{}[12]: ",
      "2024-03-01T08:00:02+0100 mx postfix/{}[12]: ",
      "1709276402.000000 mx postfix/{}[12]: "};
  for (const std::string& head : heads) check_counted(postfix_log(head), "postfix", march);
  check_counted(postfix_log("Mar 01 08:00:02.123456 mx postfix/{}[12]: "), "postfix",
                "2024-03-01T07:00:02.123456Z");
}

TEST_CASE("heads of Exim's lines, whoever wrote them") {
  for (const std::string head :
       {"2024-03-01 08:00:02 ", "exim-1  | 2024-03-01 08:00:02 ", " 2024-03-01 08:00:02 ",
        "\xEF\xBB\xBF\xEF\xBB\xBF"
        "2024-03-01 08:00:02 [12] ",
        "<22>Mar  1 08:00:02 mx exim[12]: ", "<22>1 2024-03-01T08:00:02+01:00 mx exim 12 - - ",
        "Mar  1 08:00:02 mx exim[12]: 2024-03-01 08:00:02 ",
        "Mar  1 08:00:02 exim[12]: ", "May 02 22:56:18 host docker[3]: 2024-03-01 08:00:02 ",
        "2024-05-02T22:56:18Z stdout F 2024-03-01 08:00:02 "})
    check_counted(exim_log(head), "exim", march);
}

TEST_CASE("a head has no part in a message's identity") {
  const std::string id = read_text(plain, in_2024()).rows[0].id;
  for (const std::string head :
       {"<22>Mar  1 08:00:02 mx postfix/{}[12]: ", "mail_1  | Mar  1 08:00:02 mx postfix/{}[12]: ",
        "Mar 1 08:00:02 mx postfix/{}[12]: "})
    CHECK(read_text(postfix_log(head), in_2024()).rows[0].id == id);
}

TEST_CASE("what a container's log puts in front, whatever it is, is left out") {
  for (const std::string prefix :
       {"mail-0 postfix ", "app: ", "2024-05-02T22:56:18Z mail ", "??? "})
    CHECK(read_text(postfix_log(prefix + "Mar  1 08:00:02 mx postfix/{}[12]: "), in_2024("postfix"))
              .counted()
              .size() == 1);
  const ReadFile file = read_text(exim_log("mail-0 exim 2024-03-01 08:00:02 "), in_2024("exim"));
  CHECK(file.counted().size() == 1);
  CHECK(file.rows[0].bytes.starts_with("mail-0 exim 2024"));
}

TEST_CASE("lines of the journal as JSON, and of a container's file") {
  const auto message = [](const std::string& daemon, const std::string& text) {
    return journal(json("'SYSLOG_IDENTIFIER':'postfix/" + daemon + "','MESSAGE':'" + text + "'"));
  };
  const std::string log = message("qmgr", manager_text) + message("smtp", client_text);
  check_counted(log, "postfix", march);
  CHECK(read_text(log, in_2024()).rows[0].bytes.starts_with("{"));
  check_counted(journal(json("'SYSLOG_IDENTIFIER':'exim','MESSAGE':'" + arrival + "'")) +
                    journal("\"SYSLOG_IDENTIFIER\":\"exim\",\"MESSAGE\":\"" +
                            departure.substr(0, departure.find(" C=")) + " C=\\\"250 OK\\\"\""),
                "exim", march);
  const auto of_docker = [](const std::string& text) {
    return "{\"log\":\"" + text +
           "\\n\",\"stream\":\"stdout\",\"time\":\"2024-03-01T07:00:02Z\"}\n";
  };
  for (const std::string& head : {std::string(), std::string("Mar  1 08:00:02 mx ")})
    check_counted(of_docker(head + "postfix/qmgr[1]: " + manager_text) +
                      of_docker(head + "postfix/smtp[1]: " + client_text),
                  "postfix", march);
  check_counted(json("{'__REALTIME_TIMESTAMP':1709276402000000,'SYSLOG_IDENTIFIER':'postfix/qmgr',"
                     "'MESSAGE':'" +
                     manager_text + "'}\n") +
                    of_docker("x") +
                    json("{'__REALTIME_TIMESTAMP':1709276402000000,'MESSAGE':'" + client_text +
                         "','SYSLOG_IDENTIFIER':'postfix/smtp'}\n"),
                "postfix", march);
  // Bytes that are no text are numbers; a message that is long is left out.
  std::string numbers;
  for (const char c : client_text)
    numbers += (numbers.empty() ? "" : ",") + std::to_string(static_cast<unsigned char>(c));
  const std::string client = "\"SYSLOG_IDENTIFIER\":\"postfix/smtp\",";
  check_counted(message("qmgr", manager_text) + journal(client + "\"MESSAGE\":[" + numbers + "]"),
                "postfix", march);
  check_refused(log, journal(client + "\"MESSAGE\":null"), "log line has no message");
  check_refused(log, journal(client + "\"MESSAGE\":[1,999]"), "log line is not JSON");
  check_refused(log, "{\"MESSAGE\":\"4AA", "log line is not JSON");
  check_refused(log, "{\"x\":1,\"y\":\"4AAAA1: to=<a@b>, relay=m, status=sent (250 ok)\"}\n",
                "log line is not understood");
}

TEST_CASE("a line that says a delivery and is not understood is refused") {
  const std::string text = client_text + "\n";
  for (const std::string& head :
       {std::string(), std::string("x "), std::string("?? mx postfix/smtp[12] "),
        std::string("Mar  1 08:00:02 "), std::string("Mar  1 08:00:02 mx "),
        std::string("MESSAGE="), std::string("Mar  1 08:00:02 mx filebeat[1]: "),
        std::string("Mar  1 08:00:02 mx postfix/smtp[12]: message repeated 2 times: [ ")})
    check_refused(plain, head + text, "log line is not understood");
  for (std::size_t cut = 1; cut + 12 < client_text.size(); ++cut)
    check_refused(plain, text.substr(cut), "log line is not understood");
  for (const std::string head :
       {"postfix/smtp[12]: ", "mail_1  | postfix/smtp[12]: ",
        "[   12.345678] mx postfix/smtp[12]: ", "<22>1 - mx postfix/smtp 12 - - "})
    check_refused(plain, head + text, "log line has no time");
  check_refused(plain, "Fri 2024-03-01 08:00:02 CET mx postfix@-.service[12]: " + text,
                "delivery agent is not known");
  check_refused(plain, "Fri 2024-03-01 08:00:02 EST mx postfix/smtp[12]: " + text,
                "time is malformed");
  check_refused(plain, "Mar  1 08:00:05 mx last message repeated 2 times\n",
                "log line stands for others");
  check_refused(plain_exim, departure + "\n", "log line has no time");
  for (const std::string head : {"x ", "exim[12]: x ", "B-", "2024-03-01 08:00:0"})
    check_refused(plain_exim, head + departure + "\n", "log line is not understood");
  check_refused(plain_exim, "exim-1 | " + departure + "\n", "log line has no time");
}

TEST_CASE("lines that say no delivery are passed over, and told if they have no time") {
  const ReadFile file = read_text(
      plain +
          "-- Boot 1f2e --\nStarting Postfix ...\n\n  \nMar  1 08:00:02 mx app[3]: mail "
          "status=sent\nMar  1 08:00:05 mx --MARK--\nMar  1 08:00:05 mx last message repeated 2 "
          "times\n{\"level\":\"info\"}\n",
      in_2024());
  CHECK(file.rows.size() == 1);
  REQUIRE(file.notices.size() == 2);
  CHECK(holds(file.notices[1],
              "2 lines have no time in front, and say no delivery (the first is line 4)"));
}

TEST_CASE("what others wrote into an address or a subject says no delivery") {
  const std::string head = "Mar  1 08:00:02 mx postfix/";
  const ReadFile file = read_text(
      plain + head +
          "smtpd[1]: NOQUEUE: reject: RCPT from x[192.0.2.4]: 554 5.7.1 no; "
          "from=<status=sent@x.se> to=<b@x.se> proto=ESMTP\n" +
          head +
          "cleanup[1]: 4CCCC3: info: header Subject: a, status=sent (b) from x[192.0.2.4]; "
          "from=<a@x.se> to=<b@x.se>\nMar  1 08:00:02 mx policyd[1]: from=<status=sent@x.se> "
          "to=<b@x.se>\n",
      in_2024());
  CHECK(file.rows.size() == 1);
  CHECK(read_text(plain_exim + "2024-03-01 08:00:02 1rfBBB-0001aa-2C <= i@x.se H=app [192.0.2.9] "
                               "T=\"=> a T=b H=c\" from <i@x.se> for b@x.se\n",
                  in_2024())
            .rows.size() == 1);
}

TEST_CASE("NUL bytes part lines, byte order marks are left out, and both are told") {
  const std::string zeros(40, '\0');
  const std::string first = plain.substr(0, plain.find('\n') + 1);
  const std::string second = plain.substr(first.size());
  for (const std::string& text : {zeros + first + zeros + second, first + second + zeros,
                                  first + second.substr(0, second.size() - 1) + zeros + "\n",
                                  first.substr(0, first.size() - 1) + zeros + second}) {
    const ReadFile file = read_text(text, in_2024("postfix"));
    CHECK(file.counted().size() == 1);
    CHECK(file.rows.size() == 1);
    REQUIRE(file.notices.size() == 2);
    CHECK(holds(file.notices[1], "NUL bytes: what the server wrote there is lost ("));
  }
  const ReadFile file =
      read_text(plain + plain.substr(0, 90) + zeros + "\xEF\xBB\xBF" + plain, in_2024());
  CHECK(file.counted().size() == 2);
  REQUIRE(file.notices.size() == 3);
  CHECK(
      holds(file.notices[1], "1 line has NUL bytes: what the server wrote there is lost (line 3)"));
  CHECK(holds(file.notices[2], "1 line begins with a byte order mark, which is left out (line 3)"));
}

TEST_CASE("lines that are glued together are read each, or refused") {
  const auto delivery = [](const std::string& to) {
    return "4AAAA1: to=<" + to + ">, relay=mx[203.0.113.5]:25, dsn=2.0.0, status=sent (250 ok)";
  };
  const std::string head = "Mar  1 08:00:02 mx postfix/smtp[12]: ";
  for (const std::string between :
       {"", "<22>", "<22>1 ", "mail_1  | ", "\xEF\xBB\xBF", "\r", " "}) {
    CAPTURE(between);
    const ReadFile file = read_text(
        plain + head + delivery("b@x.se") + between + head + delivery("c@x.se") + "\n", in_2024());
    REQUIRE(file.counted().size() == 3);
    CHECK(file.rows[2].line == 3);
    CHECK(holds(file.notices.back(), "1 line holds several, and each is read (line 3)"));
  }
  const ReadFile cut =
      read_text(plain + head + "4AAAA1: to=<b@x" + head + delivery("c@x.se") + "\n", in_2024());
  REQUIRE(cut.rows.size() == 3);
  CHECK(starts(cut.rows[1].reason, "log line is cut: "));
  CHECK(cut.rows[1].bytes == head + "4AAAA1: to=<b@x");
  CHECK(cut.rows[2].reason == "");
  const std::string sender = plain.substr(0, plain.find('\n'));
  CHECK(read_text(sender + head + delivery("b@x.se"), in_2024()).counted().size() == 1);
  check_refused(plain, head + delivery("b@x.se") + delivery("c@x.se") + "\n", "log line is two");
  check_refused(plain, head + "4AAAA1: to=<b@x4BBBB2: to=<c@x.se>, relay=m, status=sent (ok)\n",
                "log line is two");
  check_refused(plain, sender + delivery("b@x.se") + "\n", "log line is not understood");
  const std::string exim = plain_exim.substr(0, plain_exim.size() - 1);
  const ReadFile twice = read_text(
      exim + "2024-03-01 08:00:02 " + arrival + "exim-1  | 2024-03-01 08:00:02 " + departure,
      in_2024());
  CHECK(twice.counted().size() == 2);
  check_refused(plain_exim, "2024-03-01 08:00:03 " + departure + departure + "\n",
                "log line is two");
}

TEST_CASE("a line of Postfix that is cut, wherever, is refused or says no delivery") {
  const std::string line = "Mar  1 08:00:02 mx postfix/smtp[12]: " + client_text;
  const std::size_t says = line.find("4AAAA1") + 6;
  for (std::size_t length = 16; length < line.size(); ++length) {
    CAPTURE(line.substr(0, length));
    const ReadFile file = read_text(plain + line.substr(0, length), in_2024("postfix"));
    REQUIRE(file.rows.size() >= 1);
    const bool whole = line.substr(0, length).ends_with("status=sent") ||
                       line.substr(0, length).ends_with("status=sent ");
    CHECK(file.counted().size() == (whole ? 2 : 1));
    if (!whole) {
      REQUIRE(file.rows.size() == 2);
      CHECK(starts(file.rows[1].reason, "log line is cut: "));
    }
    if (length < says + 6 || whole) continue;
    check_refused(plain, line.substr(0, length) + "\n", "log line is cut");
  }
}

TEST_CASE("a line of Exim that is cut, wherever, is refused or says no delivery") {
  const std::string line = "2024-03-01 08:00:03 " + departure;
  const std::size_t says = line.find("=>") + 3;
  for (std::size_t length = line.find("-0001"); length < line.size(); ++length) {
    CAPTURE(line.substr(0, length));
    const ReadFile file = read_text(plain_exim + line.substr(0, length), in_2024());
    CHECK(file.counted().size() == 1);
    if (length > line.find("-0001")) {
      REQUIRE(file.rows.size() == 2);
      CHECK(starts(file.rows[1].reason, "log line is cut: "));
    }
    const std::string start = line.substr(0, length);
    if (length < says || start.ends_with("203.0.113.5]") || start.ends_with("203.0.113.5] "))
      continue;
    check_refused(plain_exim, start + "\n", "log line is cut");
  }
}

TEST_CASE("a sender's address that is cut makes no sender") {
  const std::string head = "Mar  1 08:00:02 mx postfix/";
  for (const std::string from :
       {"from=<", "from=<i", "from=<i@post.exa", "from=<i@post.example.se>"})
    CHECK(starts(read_text(head + "qmgr[1]: 4AAAA1: " + from + "\n" + head +
                               "smtp[2]: " + client_text + "\n",
                           in_2024())
                     .rows[0]
                     .reason,
                 "sender is not known: "));
  CHECK(
      starts(read_text("2024-03-01 08:00:02 1rfAAA-0001aa-2C <= i@post.exa\n2024-03-01 08:00:02 " +
                           departure + "\n",
                       in_2024())
                 .rows[0]
                 .reason,
             "sender is not known: "));
}

TEST_CASE("what a filter on another host threw away is no usage") {
  const auto answered = [](const std::string& answer) {
    return read_text("Mar  1 08:00:02 mx postfix/qmgr[1]: " + manager_text +
                         "\nMar  1 08:00:02 mx postfix/smtp[2]: 4AAAA1: to=<a@kund.example>, "
                         "relay=amavis.lan[10.0.0.5]:10024, dsn=2.7.0, status=sent (" +
                         answer + ")\n",
                     in_2024())
        .rows[0]
        .not_counted;
  };
  for (const std::string answer :
       {"250 Ok, discarded", "250 2.7.0 Ok, discarded, id=01234-56 - spam",
        "250 2.7.1 Ok, discarded, UBE, id=01234-56", "250 2.7.0 Ok, DISCARDED",
        "250 2.5.0 Ok, id=01234-56, DISCARD", "250 2.0.0 Message discarded."})
    CHECK(answered(answer) == "discarded by filter");
  for (const std::string answer :
       {"250 2.0.0 Ok: queued as 4BBBB2", "250 2.0.0 undiscarded", "250 ok discard.example.com"})
    CHECK(answered(answer) == "");
  const std::string exim = departure.substr(0, departure.find("250 OK"));
  const auto exim_kind = [](const std::string& line) {
    return read_text("2024-03-01 08:00:02 " + arrival + "\n2024-03-01 08:00:02 " + line + "\n",
                     in_2024())
        .rows[0]
        .not_counted;
  };
  CHECK(exim_kind(exim + "250 2.7.0 Ok, discarded, id=01234-56\"") == "discarded by filter");
  CHECK(exim_kind("1rfAAA-0001aa-2C => discarded (system filter)") == "discarded by filter");
  CHECK(exim_kind("1rfAAA-0001aa-2C => blackhole (DATA ACL discarded recipients)") == "blackhole");
}

TEST_CASE("a table with times and bars is no log") {
  CHECK(read_error("name | time | n\nbolag-1 | 2024-03-01 08:00:02 | 1\n", {}, ErrorCode::bad_input,
                   "") == "input:1");
}

}  // namespace head_test
