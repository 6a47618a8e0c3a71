// New companies whose ids nearly are those of others are told, and only those.
#include "unit/metering/fixture.hpp"

using namespace porto;
using namespace porto::testing;

namespace near_companies_test {
namespace {

std::string events_of(const std::vector<std::string>& companies) {
  static int number = 0;  // no id comes twice
  std::string text = header;
  for (const std::string& company : companies)
    text += "e" + std::to_string(++number) + ",\"" + company + "\"," + june + ",1\n";
  return text;
}

}  // namespace

TEST_CASE("a new company that differs by a blank, case or form is told with the other one") {
  Metering m;
  CHECK(m.import_text(events_of({"bolag-17", "\xC3\x85kers"})).notices.empty());
  const ImportReport report =
      m.import_text(events_of({"bolag-17 ", "Bolag-18", "A\xCC\x8Akers", "bolag-19"}));
  CHECK(report.stored == 4);
  REQUIRE(report.notices.size() == 1);
  CHECK(
      report.notices[0] ==
      "2 new companies differ from another only by blanks, case or Unicode form (\"A\xCC\x8Akers\""
      " from \"\xC3\x85kers\", which looks the same; \"bolag-17 \" from \"bolag-17\"): are they "
      "the same?");
  // They are known now: the next import is quiet.
  CHECK(m.import_text(header + "e9,bolag-17 ," + june + ",1\n").notices.empty());
}

TEST_CASE("two new companies in one file are compared, in a trial too") {
  Metering m;
  m.options.dry_run = true;
  const ImportReport report = m.import_text(events_of({"Bolag-1", "bolag-1", "x"}));
  REQUIRE(report.notices.size() == 1);
  CHECK(report.notices[0].starts_with("2 new companies differ from another"));
}

}  // namespace near_companies_test
