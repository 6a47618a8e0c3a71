// SendGrid: an event that is sent again, with another sg_event_id, is the same event.
#include "unit/formats/json_fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace sendgrid_test {
namespace {

std::string event(const std::string& type, const std::string& more = "") {
  return json("{'email':'mottagare@example.com','timestamp':1772323199,'event':'" + type +
              "','sg_message_id':'m1.filter01.1'" + more + "}");
}

}  // namespace

TEST_CASE("processed or delivered events of an array") {
  JsonReading test;
  test.options.company = "bolag-17";
  const std::string text = "[" + event("processed", ",'sg_event_id':'e1'") + ",\n" +
                           event("processed", ",'sg_event_id':'e2','attempt':'2'") + ",\n" +
                           event("delivered") + "," + event("dropped") + "]";
  std::vector<JsonRow> rows = test.rows(text);
  CHECK(test.format == "sendgrid");
  CHECK(test.counting == "processed");
  REQUIRE(rows.size() == 4);
  CHECK(starts(rows[0].id, "m1.filter01.1/processed/1772323199/"));
  CHECK(rows[0].id.find("example.com") == std::string::npos);
  CHECK(rows[0].time == "2026-02-28T23:59:59Z");
  CHECK(rows[0].quantity == "1");
  CHECK(rows[0].company == "bolag-17");
  CHECK(rows[1].id == rows[0].id);
  CHECK(rows[1].line == 2);
  CHECK(rows[2].not_counted == "delivered");
  CHECK(rows[3].not_counted == "dropped");

  test.options.count = "delivered";
  rows = test.rows(text);
  CHECK(rows[0].not_counted == "processed");
  CHECK(starts(rows[2].id, "m1.filter01.1/delivered/1772323199/"));
}

TEST_CASE("the company is a custom argument or a category") {
  JsonReading test;
  test.options.company_from = {"bolag", "tag:bolag-"};
  CHECK(test.row(event("processed", ",'bolag':'b1','category':'bolag-2'")).company == "b1");
  CHECK(test.row(event("processed", ",'category':'bolag-2'")).company == "2");
  CHECK(test.row(event("processed", ",'category':['x','bolag-3']")).company == "3");
  CHECK(starts(test.row(event("processed")).reason,
               "company is not named: the event has nothing at bolag, tag:bolag-;"));
  test.options.company_from.clear();
  CHECK(starts(test.row(event("processed")).reason,
               "company is not named: the event is of a format without a field for it; use"));
}

TEST_CASE("without a message id there is no identity") {
  JsonReading test;
  test.options.company = "bolag-17";
  CHECK(starts(test.row(json("[{'email':'a@example.com','timestamp':1,'event':'processed',"
                             "'sg_event_id':'e1'}]"))
                   .reason,
               "sg_message_id is missing: "));
}

}  // namespace sendgrid_test
