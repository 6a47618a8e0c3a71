// `where` in column maps: which rows count, which do not, and what is told of both.
#include <set>

#include "unit/formats/rows.hpp"
#include "unit/metering/fixture.hpp"

using namespace porto;
using namespace porto::testing;

namespace row_filter_test {
namespace {

// As suppliers export their events: a row for each thing that became of a message.
const std::string exported =
    "id,email,event,sent\n"
    "m1,a@x.se,processed,2026-03-01 08:00:00\n"
    "m1,a@x.se,delivered,2026-03-01 08:00:02\n"
    "m1,a@x.se,open,2026-03-01 09:00:00\n"
    "m1,a@x.se,open,2026-03-01 10:00:00\n"
    "m2,b@x.se,processed,2026-03-01 08:00:00\n"
    "m2,b@x.se,\"hard bounce\",2026-03-01 08:00:05\n";

const std::string columns =
    "id=id,id=email,time=sent,zone=Europe/Stockholm,constant.quantity=1,constant.company=c1,";

ImportOptions with(const std::string& where, const std::string& rest = columns) {
  ImportOptions options;
  options.map = rest + where;
  return options;
}

std::vector<std::string> not_counted(const ReadFile& file) {
  std::vector<std::string> kinds;
  for (const ReadRow& row : file.rows)
    if (!row.not_counted.empty()) kinds.push_back(row.not_counted);
  return kinds;
}

}  // namespace

TEST_CASE("rows count that have the value; the others are told by theirs") {
  const ReadFile file = read_text(exported, with("where.event=processed"));
  REQUIRE(file.counted().size() == 2);
  CHECK(file.counted()[0].id == "m1|a@x.se");
  CHECK(file.counted()[1].id == "m2|b@x.se");
  CHECK(not_counted(file) == std::vector<std::string>{"event = delivered", "event = open",
                                                      "event = open", "event = \"hard bounce\""});
  CHECK(file.notices.empty());
}

TEST_CASE("the condition in TOML: several values, several columns, names in quotes") {
  const std::string toml =
      "id = [\"id\", \"email\"]\ntime = \"sent\"\nzone = \"UTC\"\n"
      "constant.quantity = 1\nconstant.company = \"c1\"\n";
  const auto counted = [&](const std::string& where) {
    return read_text(exported, with(where, toml)).counted().size();
  };
  CHECK(counted("where.event = [\"delivered\", \"hard bounce\"]\n") == 2);
  CHECK(counted("[where]\n\"event\" = \"processed\"\nemail = [\"b@x.se\"]\n") == 1);
  CHECK(counted("where.\"event\" = \"open\"\nwhere.id = \"m2\"\n") == 0);
}

TEST_CASE("a file without a header is filtered by the column's number") {
  const std::string text = "m1,sent,2026-03-01 08:00\nm1,read,2026-03-01 08:01\n";
  const std::string map =
      "id=1,time=3,header=false,time_layout=YYYY-MM-DD HH:mm,zone=UTC,constant.quantity=1,"
      "constant.company=c1,";
  CHECK(read_text(text, with("where.2=sent", map)).counted().size() == 1);
  CHECK(read_error(text, with("where.event=sent", map), ErrorCode::invalid_argument,
                   "names the column \"event\" of a file without a header") == "map:1:104");
}

TEST_CASE("a value that differs by blanks or case is refused, never passed over") {
  const ReadFile file = read_text(exported + "m3,c@x.se,Processed ,2026-03-01 08:00:00\n",
                                  with("where.event=processed"));
  CHECK(file.rows.back().reason ==
        "row may count: event \"Processed \" differs from \"processed\" only by blanks, case or "
        "Unicode form; if"
        " such rows count, add the value to where.event");
}

TEST_CASE("a value that no row has is told: it may be misspelt") {
  const ReadFile file = read_text(exported, with("where.event=procesed,where.event=open"));
  REQUIRE(file.notices.size() == 1);
  CHECK(
      file.notices[0].ends_with("input: no row has event = procesed, which the column map counts"));
  CHECK(file.counted().size() == 2);
}

TEST_CASE("rows that do not count are not judged, and their kinds are bounded") {
  std::string text = exported + "m3,,click,not a time\n";
  CHECK(not_counted(read_text(text, with("where.event=open"))).back() == "event = click");
  text += "m3,,,2026-03-01 08:00:00\n";
  CHECK(not_counted(read_text(text, with("where.event=open"))).back() == "event = \"\"");
  for (int i = 0; i < 200; ++i) text += "m4,,e" + std::to_string(i) + ",\n";
  text += "m4,," + std::string(1000, 'x') + ",\n";
  const auto kinds = not_counted(read_text(text, with("where.event=open")));
  CHECK(std::set<std::string>(kinds.begin(), kinds.end()).size() == 101);
  CHECK(kinds.back() == "event = others");
}

TEST_CASE("mistakes in a condition are told") {
  const auto error = [](const std::string& where, const std::string& part) {
    return read_error(exported, with(where), ErrorCode::invalid_argument, part);
  };
  CHECK(error("where.=x", "needs a column and a value for where") == "map:1:88");
  CHECK(error("source=event,where.event=open", "a source keeps to one rule") == "map");
  CHECK(read_error(exported, with("where.evnt=open"), ErrorCode::bad_input,
                   "has no column \"evnt\"; did you mean \"event\"?") == "input:1");
}

TEST_CASE("the rule is kept for the source: another rule is refused") {
  Metering m;
  m.options.map = columns + "where.event=processed";
  CHECK(m.import_text(exported).stored == 2);
  CHECK(m.store->counting("import") == "event = processed");
  CHECK(m.import_text(exported).duplicate == 2);
  m.options.map = columns + "where.event=delivered";
  CHECK_THROWS_WITH_AS(m.import_text(exported),
                       "source \"import\" counts event = processed; a source keeps to one rule:"
                       " count the same, or import under another source",
                       Error);
  m.options.map = columns + "constant.source=other,where.event=delivered";
  CHECK(m.import_text(exported).stored == 1);
  CHECK(m.store->counting("other") == "event = delivered");
}

TEST_CASE("monthly counts are filtered too") {
  const std::string text =
      "Kund,Manad,Antal,Slag\nc1,2026-03,10,sent\nc1,2026-03,4,opened\nc2,2026-03,3,sent\n";
  const ReadFile file =
      read_text(text, with("where.Slag=sent", "company=Kund,month=Manad,quantity=Antal,"));
  CHECK(file.format == "monthly");
  CHECK(file.counted().size() == 2);
  CHECK(not_counted(file) == std::vector<std::string>{"Slag = opened"});
}

}  // namespace row_filter_test
