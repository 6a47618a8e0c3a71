// Microsoft 365 message traces: one message per recipient that it left for.
#include <set>

#include "unit/formats/rows.hpp"
#include "unit/metering/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace message_trace_test {
namespace {

const std::string report_header =
    "origin_timestamp_utc,sender_address,recipient_status,message_subject,total_bytes,message_id,"
    "network_message_id,original_client_ip,directionality,connector_id,delivery_priority\r\n";

std::string report_row(const std::string& recipients, const std::string& direction = "2",
                       const std::string& sender = "info@Post.Example.SE",
                       const std::string& id = "b0f1a2-77",
                       const std::string& time = "2026-02-28T23:59:59.5250000Z") {
  return time + "," + sender + ",\"" + recipients + "\",\"Hej, du\",5120,<m1@example.se>," + id +
         ",192.0.2.7," + direction + ",,Normal\r\n";
}

void check_not_counted(const std::string& row, const std::string& kind) {
  CAPTURE(row);
  const ReadFile file = read_text(report_header + row);
  REQUIRE(file.rows.size() == 1);
  CHECK(file.rows[0].not_counted == kind);
}

void check_refused(const std::string& row, const std::string& part) {
  CAPTURE(row);
  const ReadFile file = read_text(report_header + row);
  REQUIRE(file.rows.size() == 1);
  CHECK(contains(file.rows[0].reason, part));
}

std::string as_utf16(const std::string& ascii) {
  std::string bytes = "\xFF\xFE";
  for (const char c : ascii) bytes += {c, '\0'};
  return bytes;
}

const std::string trace_header =
    "\"Received\",\"SenderAddress\",\"RecipientAddress\",\"Subject\",\"Status\",\"ToIP\","
    "\"FromIP\",\"Size\",\"MessageId\",\"MessageTraceId\"\r\n";

std::string trace_row(const std::string& recipient, const std::string& status,
                      const std::string& time = "2026-02-28T23:59:59.5250000") {
  return "\"" + time + "\",\"info@post.example.se\",\"" + recipient + "\",\"Hej\",\"" + status +
         "\",\"\",\"\",\"5120\",\"<m1@example.se>\",\"b0f1a2-77\"\r\n";
}

}  // namespace

TEST_CASE("a report counts each recipient that the message was sent or delivered to") {
  const std::string text =
      report_header + report_row(
                          "a@example.com##Receive, Send;b@example.com##Receive, Fail; "
                          "c@example.com##Receive, Defer, Send;d@example.com##Receive, Deliver");
  for (const std::string& bytes : {text, as_utf16(text)}) {
    const ReadFile file = read_text(bytes);
    CHECK(file.format == "message-trace");
    CHECK(file.rows.size() == 4);
    const std::vector<ReadRow> counted = file.counted();
    REQUIRE(counted.size() == 3);
    std::set<std::string> ids;
    for (const ReadRow& row : counted) {
      CHECK(row.line == 2);
      CHECK(row.domain == "post.example.se");
      CHECK(row.company == "");
      CHECK(row.time == "2026-02-28T23:59:59.525Z");
      CHECK(row.quantity == "1");
      CHECK(row.id.starts_with("b0f1a2-77/"));
      CHECK(row.id.find("example.com") == std::string::npos);
      ids.insert(row.id);
    }
    CHECK(ids.size() == 3);
    CHECK(file.rows[1].not_counted == "fail");
    CHECK(file.notices.empty());
  }
}

TEST_CASE("what came in, and what nobody sent, is no usage") {
  check_not_counted(report_row("a@example.com##Receive, Deliver", "1"), "inbound");
  check_not_counted(report_row("a@example.com##Receive, Send", "2", ""), "null sender");
  check_not_counted(report_row("a@example.com##Receive, Send", "2", "<>"), "null sender");
  check_not_counted(report_row("a@example.com##Receive"), "receive");
  check_not_counted(report_row("list@example.com##Receive, Expand"), "expand");
}

TEST_CASE("rows of a report that are refused") {
  check_refused(report_row("a@example.com##Receive, Send", "3"),
                "directionality is unknown: \"3\"");
  check_refused(report_row("a@example.com##Receive, Send", ""), "directionality is unknown");
  check_refused(report_row(""), "recipient is empty");
  check_refused(report_row("a@example.com"), "recipient cannot be read");
  check_refused(report_row("##Send"), "recipient cannot be read");
  check_refused(report_row("a@example.com##Receive,,"), "type of event cannot be used: \"\"");
  check_refused(report_row("a@example.com##Send", "2", "root"), "sender has no domain");
  check_refused(report_row("a@example.com##Send", "2", "i@e.se", ""), "message id is empty");
  check_refused(report_row("a@example.com##Send", "2", "i@e.se", "x", "2/28/2026 11:59:59 PM"),
                "time is malformed");
  CHECK(read_error("recipient_status,network_message_id\r\n1,2\r\n", {}, ErrorCode::bad_input,
                   "no column \"origin_timestamp\"") == "input:1");
}

TEST_CASE("one bad recipient does not cost the others") {
  const ReadFile file =
      read_text(report_header + report_row("a@example.com##Send;broken;c@example.com##Send"));
  CHECK(file.rows.size() == 3);
  CHECK(file.counted().size() == 2);
}

TEST_CASE("an export of Get-MessageTraceV2 counts what was delivered") {
  const ReadFile file =
      read_text("#TYPE Selected.System.Management.Automation.PSCustomObject\r\n" + trace_header +
                trace_row("a@example.com", "Delivered") + trace_row("b@example.com", "Failed") +
                trace_row("A@Example.com", "Delivered", "2026-02-28 23:59:59.5250000Z"));
  CHECK(file.format == "message-trace");
  REQUIRE(file.rows.size() == 3);
  REQUIRE(file.counted().size() == 2);
  CHECK(file.rows[0].time == "2026-02-28T23:59:59.525Z");
  CHECK(file.rows[0].domain == "post.example.se");
  CHECK(file.rows[1].not_counted == "failed");
  CHECK(file.rows[2].id == file.rows[0].id);
  REQUIRE(file.notices.size() == 1);
  CHECK(contains(file.notices[0], "does not say which messages went out"));
}

TEST_CASE("the report and the export have the same ids") {
  const ReadFile report = read_text(report_header + report_row("a@example.com##Receive, Send"));
  const ReadFile trace = read_text(trace_header + trace_row("a@example.com", "Delivered"));
  CHECK(report.rows[0].id == trace.rows[0].id);
}

TEST_CASE("a report of exactly 5000 rows may be cut") {
  std::string text = report_header;
  for (int i = 0; i < 4'999; ++i) text += report_row("a@example.com##Receive, Send");
  CHECK(read_text(text).notices.empty());
  text += report_row("a@example.com##Receive, Send");
  const ReadFile file = read_text(text);
  REQUIRE(file.notices.size() == 1);
  CHECK(contains(file.notices[0], "exactly 5000 rows, as many as a report may have"));
}

TEST_CASE("options that a message trace cannot follow") {
  const std::string text = report_header + report_row("a@example.com##Receive, Send");
  ImportOptions options;
  options.count = "accepted";
  read_error(text, options, ErrorCode::invalid_argument, "\"accepted\"");
  options.count = "delivered";
  options.company_from = {"tag"};
  read_error(text, options, ErrorCode::invalid_argument, "has no \"tag\" to take a company from");
  options.company_from = {};
  options.company = "bolag-1";
  CHECK(read_text(text, options).rows[0].company == "bolag-1");
}

}  // namespace message_trace_test
