// Input that is made to fill a machine: it is refused where a limit says so, what is good beside it
// is read, and memory does not grow with it.
#include "support/gzip.hpp"
#include "support/peak_memory.hpp"
#include "support/sanitized.hpp"
#include "unit/formats/json_fixture.hpp"
#include "unit/formats/rows.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace hostile_test {
namespace {

const std::string header = "event_id,company,occurred_at,quantity\n";
const std::string june = "2025-06-15T12:00:00Z";

constexpr std::size_t megabyte = std::size_t{1} << 20;
constexpr std::size_t little = (is_sanitized ? 64 : 16) * megabyte;
// Under sanitizers each page of a long line takes many times as long.
constexpr std::size_t long_line = (is_sanitized ? 4 : 32) * megabyte;

// A file of a format: how it begins, and a row of it that is good wherever it stands.
struct Form {
  std::string format;
  std::string start;
  std::string row;
};

const std::string exim_line = "2026-03-01 00:00:01+00:00 1vABcd-00000001abc-0000 ";
const std::string postfix_line = "2026-03-01T00:00:01Z mx postfix/";

const std::vector<Form> forms = {
    {"csv", header, "a,c," + june + ",1\n"},
    {"message-trace", "Received,SenderAddress,RecipientAddress,Status,MessageTraceId\n",
     "2026-03-01T00:00:01,i@e.se,a@example.com,Delivered,m-1\n"},
    {"postfix", "",
     postfix_line +
         "smtp[9]: A1B2C3D4E5: to=<a@example.com>, relay=m[192.0.2.1]:25, status=sent ok\n"},
    {"exim", "", exim_line + "=> a@example.com R=r T=r H=m [192.0.2.1]\n"},
    {"monthly", "company,month,quantity\n", "c,2026-03,1\n"},
    {"ndjson", "",
     json("{'event_id':'a','company':'c','occurred_at':'") + june + json("','quantity':1}\n")},
    {"sendgrid", "",
     json("{'event':'processed','sg_event_id':'a','sg_message_id':'m','email':'a@example.com',"
          "'timestamp':1772323199}\n")}};

ImportOptions as(const std::string& format) {
  ImportOptions options;
  options.format = format;
  options.company = "c";
  return options;
}

// The reasons of the rows that were refused.
std::vector<std::string> reasons(const ReadFile& file) {
  std::vector<std::string> found;
  for (const ReadRow& row : file.rows)
    if (!row.reason.empty()) found.push_back(row.reason);
  return found;
}

void check_long_line(const Form& form) {
  CAPTURE(form.format);
  const TempDir dir;
  const bool is_json = form.row.starts_with('{');
  const std::string path = dir.write("long", form.start + form.row + (is_json ? "{\"x\":\"" : "") +
                                                 std::string(long_line, 'x') + "\n" + form.row);
  const PeakMemory memory;
  const ReadFile file = read_path(path, as(form.format));
  CHECK(memory.grown_bytes() < little);
  REQUIRE(file.rows.size() == 3);
  CHECK(file.rows[0].reason == "");
  CHECK(holds(file.rows[1].reason, "row is too long: a row may have 1048576 bytes"));
  CHECK(file.rows[1].bytes.size() == max_row_bytes);
  const std::string& last = file.rows[2].reason;
  CHECK((form.format == "monthly" ? starts(last, "count is there twice: ") : last.empty()));
}

// Whatever the format takes the text for, it is no event, and it is too deep.
void check_deep(const std::string& format, const std::string& text) {
  CAPTURE(format);
  CAPTURE(text.substr(0, 40));
  const PeakMemory memory;
  const ReadFile file = read_text(text, as(format));
  CHECK(memory.grown_bytes() < little);
  const std::vector<std::string> refused = reasons(file);
  CHECK(refused.size() == file.rows.size());
  REQUIRE(refused.size() >= 1);
  CHECK(holds(refused[0], "64 levels"));
}

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

TEST_CASE("a line of many MB is refused, whatever the format") {
  for (const Form& form : forms) check_long_line(form);
}

TEST_CASE("values nested 100000 deep are refused, whatever the format") {
  const int depth = 100'000;
  const std::string arrays = repeated("[", depth) + repeated("]", depth);
  const std::string objects = repeated("{\"a\":", depth) + "1" + repeated("}", depth);
  for (const char* format : {"ndjson", "mailgun", "cloudevents", "lago", "ses", "sendgrid",
                             "postmark", "mailjet", "brevo", "azure"}) {
    check_deep(format, "{\"x\":" + arrays + "}\n");
    check_deep(format, objects + "\n");
  }
  check_deep("mailgun", repeated("[", depth));
  CHECK(read_error(arrays, {}, ErrorCode::bad_input, "cannot tell what format this is") ==
        "input:1");
}

TEST_CASE("telling the format takes little, also where brackets follow an event") {
  for (const Form& form : forms) {
    if (!form.row.starts_with('{')) continue;
    CAPTURE(form.format);
    for (const std::string& brackets :
         {repeated("[", 3'000'000), repeated("{\"a\":", 500'000),
          "{\"" + std::string(8'000, 'x') + "\":" + repeated("[", 3'000'000)}) {
      const TempDir dir;
      const std::string path = dir.write("deep", form.row + brackets + "\n");
      const PeakMemory memory;
      CHECK(read_path(path, as("auto")).counted().size() == 1);
      CHECK(memory.grown_bytes() < little);
    }
  }
}

TEST_CASE("a gzip file of 1 MB with a line of 1 GB is refused by the limit of a row") {
  const Form& csv = forms[0];
  const TempDir dir;
  const int parts = is_sanitized ? 8 : 63;  // also 128 MB are more than is little
  const std::string bomb = repeated(gzip(std::string(16 * megabyte, '\0'), 6), parts);
  const std::string path =
      dir.write("bomb.gz", gzip(csv.start + csv.row) + bomb + gzip("\n" + csv.row));
  CHECK(bomb.size() < 2 * megabyte);
  const PeakMemory memory;
  const ReadFile file = read_path(path);
  CHECK(memory.grown_bytes() < little);
  CHECK(file.counted().size() == 2);
  const std::vector<std::string> refused = reasons(file);
  REQUIRE(refused.size() == 1);
  CHECK(holds(refused[0], "row is too long"));
}

TEST_CASE("what is remembered from row to row has the length of names") {
  const std::string name(300, 'x');
  for (const std::string& row : {name + ",2026-03,,1\n", "c,2026-03," + name + ",1\n"}) {
    const ReadFile file = read_text("company,month,meter,quantity\n" + row);
    REQUIRE(file.rows.size() == 1);
    CHECK(holds(file.rows[0].reason, "cannot be used, it is longer than 255 bytes"));
  }
  const std::string delivery = "postfix/smtp[9]: A1B2C3D4E5: to=<a@example.com>, status=";
  for (const std::string& status : {name, std::string(), std::string("\xFF")}) {
    const ReadFile file =
        read_text("2026-03-01T00:00:01Z mx " + delivery + status + " (x)\n", as("postfix"));
    REQUIRE(file.rows.size() == 1);
    CHECK(starts(file.rows[0].reason, "type of event cannot be used: "));
  }
  const ReadFile other =
      read_text(postfix_line + "smtpd[5]: connect from x[192.0.2.9]\n2026-03-01T00:00:01Z " + name +
                    " " + delivery + "sent (x)\n",
                as("postfix"));
  REQUIRE(other.rows.size() == 1);
  CHECK(starts(other.rows[0].reason, "log line is not understood: "));
  REQUIRE(other.notices.size() == 1);
  CHECK(holds(other.notices[0], "1 line is about no delivery, and skipped"));
}

}  // namespace hostile_test
