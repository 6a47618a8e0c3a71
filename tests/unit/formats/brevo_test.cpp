// Brevo: deliveries or requests count.
#include "unit/formats/json_fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace brevo_test {
namespace {

std::string event(const std::string& type, const std::string& more = "") {
  return json("{'event':'" + type +
              "','email':'a@example.com','id':26224,'message-id':'<1@relay.exempel.se>',"
              "'ts_event':1772323199,'tags':['bolag-17']" +
              more + "}");
}

}  // namespace

TEST_CASE("delivered or request events count") {
  JsonReading test;
  test.options.company_from = {"tag"};
  const JsonRow row = test.row(event("delivered"));
  CHECK(test.format == "brevo");
  CHECK(test.counting == "delivered");
  CHECK(row.reason == "");
  CHECK(starts(row.id, "<1@relay.exempel.se>/delivered/"));
  CHECK(row.id.find("a@example.com") == std::string::npos);
  CHECK(row.company == "bolag-17");
  CHECK(row.time == "2026-02-28T23:59:59Z");
  CHECK(row.quantity == "1");
  CHECK(test.row(event("request")).not_counted == "request");
  CHECK(test.row(event("hard_bounce")).not_counted == "hard_bounce");
  test.options.count = "accepted";
  CHECK(test.row(event("delivered")).not_counted == "delivered");
  CHECK(starts(test.row(event("request")).id, "<1@relay.exempel.se>/request/"));
}

TEST_CASE("the sender's domain is taken where there is one") {
  JsonReading test;
  CHECK(test.row(event("delivered", ",'sender_email':'post@Exempel.se'")).domain == "exempel.se");
  CHECK(starts(test.row(event("delivered")).reason, "company is not named: "));
}

}  // namespace brevo_test
