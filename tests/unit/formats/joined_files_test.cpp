// Files that were joined (cat a b): a byte order mark at the start of a later line or record is
// dropped, whatever the format is and wherever chunks end.
#include "unit/formats/rows.hpp"
#include "unit/metering/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace joined_files_test {
namespace {

const std::string mark = "\xEF\xBB\xBF";

void check_ids(const std::string& text, const std::vector<std::string>& ids,
               const ImportOptions& options = {}) {
  CAPTURE(text);
  for (const std::size_t chunk : {std::size_t{1}, std::size_t{7}, default_chunk_bytes}) {
    CAPTURE(chunk);
    const ReadFile file = read_text(text, options, chunk);
    REQUIRE(file.rows.size() == ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
      CHECK(file.rows[i].reason == "");
      CHECK(file.rows[i].id == ids[i]);
    }
  }
}

ImportOptions with_map(const std::string& map) {
  ImportOptions options;
  options.map = map;
  return options;
}

std::string row(const std::string& id) { return id + ",c," + june + ",1\n"; }

std::string utf16(const std::string& ascii) {
  std::string bytes = "\xFF\xFE";
  for (const char c : ascii) bytes += {c, '\0'};
  return bytes;
}

}  // namespace

TEST_CASE("a mark at the start of a later row of CSV is dropped") {
  check_ids(mark + header + row("e1") + mark + row("e2"), {"e1", "e2"});
  check_ids(header + row("e1") + mark + mark + row("e2") + mark, {"e1", "e2"});
  check_ids(mark + mark + header + mark + row("e1"), {"e1"});
  check_ids(header + row("e1") + mark + "\r\n" + row("e2"), {"e1", "e2"});
  check_ids(header + row("e1") + mark + "\"e2\",c," + june + ",1\n", {"e1", "e2"});
  check_ids(header + "\"a\n" + mark + "b\",c," + june + ",1\n", {"a\n" + mark + "b"});
}

TEST_CASE("so it is with a map, without a header, behind comments and skipped lines") {
  const std::string map = "id=Nr,company=Kund,time=Tid,quantity=Antal,comment=#,skip_lines=1";
  check_ids(
      "title\n" + mark + "Nr,Kund,Tid,Antal\n" + row("e1") + mark + "#no\n" + mark + row("e2"),
      {"e1", "e2"}, with_map(map));
  check_ids(mark + row("e1") + mark + row("e2"), {"e1", "e2"},
            with_map("header=false,id=1,company=2,time=3,quantity=4"));
}

TEST_CASE("monthly counts, traces and JSON have no marks inside either") {
  check_ids("company,month,quantity\nc,2026-03,1\n" + mark + "d,2026-03,1\n",
            {"monthly/2026-03/c/messages", "monthly/2026-03/d/messages"});
  const std::string event =
      R"({"event_id":"e1","company":"c","occurred_at":")" + june + R"(","quantity":1})" + "\n";
  check_ids(mark + event + mark + event, {"e1", "e1"});
  const std::string mail =
      R"({"event":"delivered","id":"a","timestamp":1772323199.5,"envelope":{"sender":"a@b.se"}})";
  const std::string id = "2026-02-28/a/delivered";
  check_ids(mark + mail + "\n" + mark + mail + "\n", {id, id});
  check_ids(mark + "[" + mail + "]" + mark + "[\n" + mail + "]\n" + mark, {id, id});
  ImportOptions trace;
  trace.company = "c";
  const ReadFile file = read_text(
      "Received,SenderAddress,RecipientAddress,Status,MessageTraceId\n"
      "2026-02-28T23:59:59,a@b.se,x@y.se,Delivered,m1\n" +
          mark + "2026-02-28T23:59:59,a@b.se,x@y.se,Delivered,m2\n",
      trace);
  REQUIRE(file.counted().size() == 2);
  CHECK(file.rows[1].time == file.rows[0].time);
}

TEST_CASE("in UTF-16 too") {
  check_ids(utf16(header + row("e1")) + utf16(row("e2")), {"e1", "e2"});
}

TEST_CASE("a file of UTF-8 that is joined to one of another encoding ends the import there") {
  ImportOptions options;
  options.encoding = "windows-1252";
  const std::string text = header + row("e1") + mark + row("e2");
  CHECK(read_error(text, options, ErrorCode::bad_input, "a file in UTF-8 begins here") ==
        "input:3");
  CHECK(read_error(header + row("e1") + "\u00EF\u00BB\u00BF" + row("e2"), {}, ErrorCode::bad_input,
                   "a file in UTF-8 begins here") == "input:3");
}

}  // namespace joined_files_test
