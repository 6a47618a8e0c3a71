// Column maps that are ready, alone and changed: what a Swedish Excel saves is read at once.
#include "unit/formats/rows.hpp"
#include "unit/metering/fixture.hpp"

using namespace porto;
using namespace porto::testing;

namespace ready_maps_test {
namespace {

const std::string excel_events =
    "sep=;\r\n"
    "event_id;company;occurred_at;quantity\r\n"
    "e1; \xC5kers ;2026-03-01 00:00;1\xA0"
    "234,00\r\n"
    "e2;bolag-2;2026-03-01 00:00:30;7\r\n"
    ";;;\r\n";

ImportOptions with_map(const std::string& map) {
  ImportOptions options;
  options.map = map;
  return options;
}

void check_first(const ReadFile& file, const std::string& company) {
  REQUIRE(!file.rows.empty());
  CHECK(file.rows[0].reason == "");
  CHECK(file.rows[0].company == company);
  CHECK(file.rows[0].time == "2026-02-28T23:00:00Z");
  CHECK(file.rows[0].quantity == "1234.00");
}

}  // namespace

TEST_CASE("events that a Swedish Excel saved need one word") {
  const ReadFile file = read_text(excel_events, with_map("excel-sv"));
  check_first(file, "\xC3\x85kers");
  REQUIRE(file.rows.size() == 3);
  CHECK(file.rows[1].time == "2026-02-28T23:00:30Z");
  CHECK(file.rows[2].not_counted == "blank row");
}

TEST_CASE("other names of columns, and what else differs, come behind the name") {
  const std::string text = "Nr;Kund;Tidpunkt;Antal\nn1;bolag-1;2026-03-01 00:00;1 234,00\n";
  check_first(read_text(text, with_map("excel-sv,id=Nr,company=Kund,time=Tidpunkt,quantity=Antal")),
              "bolag-1");
  check_first(read_text(text, with_map("base = \"excel-sv\"\nid = \"Nr\"\ncompany = \"Kund\"\n"
                                       "time = \"Tidpunkt\"\nquantity = \"Antal\"\n")),
              "bolag-1");
  const std::string rest = "excel-sv,id=Nr,time=Tidpunkt,";
  const ReadFile constants =
      read_text(text, with_map(rest + "constant.company=c9,constant.quantity=1,zone=UTC"));
  CHECK(constants.rows[0].company == "c9");
  CHECK(constants.rows[0].quantity == "1");
  CHECK(constants.rows[0].time == "2026-03-01T00:00:00Z");
  CHECK(read_text("Nr;Tidpunkt;Fran\nn1;2026-03-01 00:00;a@x.se\n",
                  with_map(rest + "constant.quantity=1,domain=Fran"))
            .rows[0]
            .domain == "x.se");
}

TEST_CASE("an option comes before what a ready map says, and the company of the file too") {
  ImportOptions options = with_map("excel-sv");
  options.zone = "UTC";
  options.delimiter = ',';
  options.encoding = "utf-8";
  options.company = "c1";
  const ReadFile file =
      read_text("event_id,occurred_at,quantity\ne1,2026-03-01 00:00,\"1 234,00\"\n", options);
  REQUIRE(file.rows.size() == 1);
  CHECK(file.rows[0].reason == "");
  CHECK(file.rows[0].time == "2026-03-01T00:00:00Z");
}

TEST_CASE("monthly counts that a Swedish Excel saved") {
  const std::string text = "company;month;quantity\n\xC5kers;2026-03;1 234\n";
  const ReadFile file = read_text(text, with_map("excel-sv-monthly"));
  CHECK(file.format == "monthly");
  REQUIRE(file.counted().size() == 1);
  CHECK(file.rows[0].quantity == "1234");
  const ReadFile changed = read_text("Kund;Period;Antal\nc1;2026-03;5\n",
                                     with_map("excel-sv,company=Kund,month=Period,quantity=Antal"));
  CHECK(changed.format == "monthly");
  CHECK(changed.counted().size() == 1);
}

TEST_CASE("a name that is no ready map is refused with those that are") {
  for (const char* map : {"excel", "excel-se,id=Nr", "base = \"excell\"\nid = \"Nr\"\n"})
    read_error(excel_events, with_map(map), ErrorCode::invalid_argument,
               "those are excel-sv and excel-sv-monthly");
  CHECK(ready_maps().size() == 3);
  CHECK(ready_maps()[0].name == "excel-sv");
}

TEST_CASE("the map's own settings still contradict an option") {
  ImportOptions options = with_map("excel-sv,zone=UTC");
  options.zone = "Europe/Stockholm";
  read_error(excel_events, options, ErrorCode::invalid_argument, "say it once");
}

TEST_CASE("a formula that is more than a text stays what it is, and so do all without the map") {
  for (const char* field : {"=\"\"a\"\"&B1", "\"=\"\"a\"\"&\"\"b\"\"\"", "=\"\"a"}) {
    const std::string text = "event_id;company;occurred_at;quantity\n\"e1\";" + std::string(field) +
                             ";2026-03-01 00:00;1\n";
    CAPTURE(text);
    const ReadFile file = read_text(text, with_map("excel-sv"));
    REQUIRE(file.rows.size() == 1);
    CHECK((file.rows[0].reason != "" || file.rows[0].company != "a"));
  }
  CHECK(read_text("event_id,company,occurred_at,quantity\n"
                  "e1,\"=\"\"a\"\"\",2026-03-01T00:00:00Z,1\n")
            .rows[0]
            .company == "=\"a\"");
}

}  // namespace ready_maps_test
