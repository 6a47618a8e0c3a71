// Lago's events, bare and as its API takes them.
#include "unit/formats/json_fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace lago_test {
namespace {

std::string event(const std::string& timestamp, const std::string& more = "") {
  return json("{'transaction_id':'t-1','external_subscription_id':'sub-9','code':'mail'," +
              timestamp + more + "}");
}

}  // namespace

TEST_CASE("an event is its subscription and its transaction") {
  JsonReading test;
  for (const std::string& text :
       {event("'timestamp':1772323199.251004"), event("'timestamp':'1772323199.251004'"),
        json("{'event':") + event("'timestamp':1772323199.251004") + "}",
        json("{'events':[") + event("'timestamp':1772323199.251004") + "]}"}) {
    CAPTURE(text);
    const JsonRow row = test.row(text);
    CHECK(test.format == "lago");
    CHECK(row.reason == "");
    CHECK(row.id == "sub-9/t-1");
    CHECK(row.company == "sub-9");
    CHECK(row.quantity == "1");
    CHECK(row.time == "2026-02-28T23:59:59.251004Z");
  }
}

TEST_CASE("the quantity and the company are where the caller says") {
  JsonReading test;
  test.options.quantity_from = "properties.antal";
  test.options.company_from = {"properties.bolag"};
  const JsonRow row =
      test.row(event("'timestamp':1", ",'properties':{'antal':'250','bolag':'bolag-17'}"));
  CHECK(row.quantity == "250");
  CHECK(row.company == "bolag-17");
  CHECK(starts(test.row(event("'timestamp':1")).reason, "properties.antal is missing: "));
}

TEST_CASE("what is missing is named") {
  JsonReading test;
  CHECK(starts(test.row(json("{'transaction_id':'t','timestamp':1}")).reason,
               "external_subscription_id is missing: "));
  CHECK(starts(test.row(event("'x':1")).reason, "timestamp is missing: "));
  CHECK(starts(test.row(event("'timestamp':'2026-03-01T00:00:00Z'")).reason,
               "timestamp is malformed: "));
}

}  // namespace lago_test
