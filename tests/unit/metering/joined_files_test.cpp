// What an import tells of files that were joined: once for each, with the first place.
#include "unit/metering/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace joined_files_test {
namespace {

const std::string mark = "\xEF\xBB\xBF";

std::string row(const std::string& id, const std::string& company = "c") {
  return id + "," + company + "," + june + ",1\n";
}

}  // namespace

TEST_CASE("marks inside a file are told once, and an event behind one is the same event") {
  Metering m;
  const ImportReport joined =
      m.import_text(header + row("e1") + mark + row("e2") + mark + row("e3"));
  CHECK(joined.stored == 3);
  REQUIRE(joined.notices.size() == 1);
  CHECK(contains(joined.notices[0], "events:3: 2 byte order marks behind the start of the file"));
  const ImportReport again = m.import_text(mark + header + row("e2") + row("e3"));
  CHECK(again.duplicate == 2);
  CHECK(again.notices.empty());
}

TEST_CASE("a mark behind the last row has no place") {
  Metering m;
  const ImportReport report = m.import_text(header + row("e1") + mark);
  CHECK(report.stored == 1);
  REQUIRE(report.notices.size() == 1);
  CHECK(contains(report.notices[0], "events: 1 byte order mark behind the start"));
}

TEST_CASE("a refused row behind a mark is kept without it") {
  Metering m;
  const ImportReport report = m.import_text(header + row("e1") + mark + "e2,c,x,1\n");
  CHECK(report.rejected == 1);
  REQUIRE(m.refused.size() == 1);
  CHECK(m.refused[0].row == "e2,c,x,1");
  CHECK(m.refused[0].line == 3);
}

}  // namespace joined_files_test
