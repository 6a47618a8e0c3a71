// Monthly counts: as usage, one event per company, month and meter; and as numbers to compare with.
#include "formats/monthly_counts.hpp"

#include "unit/formats/rows.hpp"
#include "unit/metering/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace monthly_counts_test {
namespace {

const std::string counts = "company,month,quantity\n";

std::vector<MonthlyCount> read_counts(const std::string& text, const ImportOptions& options = {}) {
  TempDir dir;
  Lines lines = open_text(dir.write("input", text), {options});
  return read_monthly_counts(std::move(lines), options, messages_meter, CountsOf::companies).counts;
}

void check_refused(const std::string& row, const std::string& part) {
  CAPTURE(row);
  const ReadFile file = read_text(counts + "a,2026-03,1\n" + row + "\n");
  REQUIRE(file.rows.size() == 2);
  CHECK(contains(file.rows[1].reason, part));
  try {
    read_counts(counts + "a,2026-03,1\n" + row + "\n");
    FAIL("the counts were read");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::bad_input);
    CHECK(contains(error.what(), part));
    CHECK(error.where().ends_with("input:3"));
  }
}

}  // namespace

TEST_CASE("a count is an event at the start of its month, named for what it counts") {
  const ReadFile file =
      read_text("month,meter,company,quantity\n2026-03,,bolag-1,1355\n2026-02,sms,bolag-2,7\n");
  CHECK(file.format == "monthly");
  REQUIRE(file.counted().size() == 2);
  CHECK(file.rows[0].id == "monthly/2026-03/bolag-1/messages");
  CHECK(file.rows[0].company == "bolag-1");
  CHECK(file.rows[0].time == "2026-02-28T23:00:00Z");
  CHECK(file.rows[0].quantity == "1355");
  CHECK(file.rows[1].id == "monthly/2026-02/bolag-2/sms");
  CHECK(file.rows[1].meter == "sms");
}

TEST_CASE("the same count again is a duplicate, another count a conflict") {
  Metering m;
  CHECK(m.import_text(counts + "a,2025-06,10\nb,2025-06,20\n").stored == 2);
  CHECK(m.import_text(counts + "a,2025-06,10\n").duplicate == 1);
  CHECK(m.import_text(counts + "a,2025-06,11\n").conflict == 1);
  CHECK(m.total() == 30);
}

TEST_CASE("counts that are refused") {
  check_refused("a,2026-3,1", "month is malformed: \"2026-3\"");
  check_refused("a,2026-13,1", "month is malformed");
  check_refused(",2026-03,1", "company is empty");
  check_refused("b,2026-03,", "quantity is empty");
  check_refused("b,2026-03,1 000", "quantity is not a number");
  check_refused("a,2026-03,1", "count is there twice: line 2 has \"a\" in 2026-03 too");
  const ReadFile far = read_text(counts + "a,2300-01,1\n");
  CHECK(contains(far.rows[0].reason, "month is out of range"));
}

TEST_CASE("counts to compare with, also of other shapes") {
  const std::vector<MonthlyCount> native = read_counts(counts + "a,2026-03,1355\nb,2026-03,0\n");
  REQUIRE(native.size() == 2);
  CHECK(native[0] == MonthlyCount{Month(2026, 3), "a", "", "messages", 1355, 2});
  CHECK(native[1] == MonthlyCount{Month(2026, 3), "b", "", "messages", 0, 3});
  ImportOptions options;
  options.map =
      "company = \"Kund\"\nmonth = \"M\u00E5nad\"\nquantity = \"Antal\"\ndelimiter = \";\"\n"
      "thousands_mark = \" \"\ndecimal_mark = \",\"\ntime_layout = \"MMM YYYY\"\n"
      "encoding = \"windows-1252\"\nconstant.meter = \"sms\"\n";
  const std::vector<MonthlyCount> other =
      read_counts("Kund;M\xE5nad;Antal\nb;okt 2025;1\xA0\x33\x35\x35,50\n", options);
  REQUIRE(other.size() == 1);
  CHECK(other[0] == MonthlyCount{Month(2025, 10), "b", "", "sms", Decimal::parse("1355.5"), 2});
}

TEST_CASE("maps for counts") {
  const auto check = [](const std::string& map, const std::string& part) {
    ImportOptions options;
    options.map = map;
    options.format = "monthly";
    read_error("a,b,c\n1,2,3\n", options, ErrorCode::invalid_argument, part);
  };
  check("company=a,month=b", "names no column for quantity");
  check("company=a,quantity=c", "names no column for month");
  check("month=b,quantity=c", "names no column for company");
  check("id=a,company=a,month=b,quantity=c", "names a column for id");
  ImportOptions options;
  options.map = "month=b,quantity=c";
  options.company = "all";
  const ReadFile file = read_text("a,b,c\n1,2026-03,3\n", options);
  CHECK(file.format == "monthly");
  CHECK(file.rows[0].company == "all");
}

}  // namespace monthly_counts_test
