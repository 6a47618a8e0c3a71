// Postmark: a delivery is its message and its recipient.
#include "unit/formats/json_fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace postmark_test {
namespace {

std::string delivery(const std::string& recipient, const std::string& more = "") {
  return json("{\n 'RecordType':'Delivery','ServerID':23,'MessageID':'883953f4','Recipient':'" +
              recipient + "','DeliveredAt':'2026-02-28T19:59:59.2735393-04:00'" + more + "}");
}

}  // namespace

TEST_CASE("deliveries count, other records do not") {
  JsonReading test;
  test.options.company_from = {"ServerID"};
  const JsonRow row = test.row(delivery("a@example.com"));
  CHECK(test.format == "postmark");
  CHECK(test.counting == "delivered");
  CHECK(row.reason == "");
  CHECK(starts(row.id, "883953f4/Delivery/"));
  CHECK(row.id.find("example.com") == std::string::npos);
  CHECK(row.time == "2026-02-28T23:59:59.273539Z");
  CHECK(row.company == "23");
  CHECK(row.quantity == "1");
  CHECK(test.row(delivery("b@example.com")).id != row.id);
  for (const char* type :
       {"Bounce", "Open", "Click", "SpamComplaint", "SubscriptionChange", "Inbound"})
    CHECK(test.row(json("{'RecordType':'" + std::string(type) + "'}")).not_counted == type);
  test.options.count = "processed";
  CHECK(test.error(delivery("a@example.com")).code() == ErrorCode::invalid_argument);
}

TEST_CASE("mail that came in is no usage") {
  JsonReading test;
  test.options.company = "c";
  const std::string inbound = json(
      "{'FromName':'X','From':'x@example.com','FromFull':{'Email':'x@example.com'},'To':'a@b.se',"
      "'MessageID':'m2','Date':'Thu, 5 Apr 2012 16:59:01 +0200','Attachments':[]}");
  CHECK(test.row(inbound).not_counted == "Inbound");
  CHECK(test.format == "postmark");
  const std::vector<JsonRow> rows = test.rows(inbound + delivery("a@example.com") + inbound);
  REQUIRE(rows.size() == 3);
  CHECK(rows[1].reason == "");
  CHECK(rows[2].not_counted == "Inbound");
  CHECK(starts(test.rows(delivery("a@example.com") + json("{'MessageID':'m'}"))[1].reason,
               "RecordType is missing: "));
}

TEST_CASE("the company is the tag or metadata") {
  JsonReading test;
  test.options.company_from = {"Metadata.bolag", "tag"};
  const std::string tag = ",'Tag':'bolag-2'";
  CHECK(test.row(delivery("a@example.com", tag + ",'Metadata':{'bolag':'b1'}")).company == "b1");
  CHECK(test.row(delivery("a@example.com", tag + ",'Metadata':{}")).company == "bolag-2");
  CHECK(starts(test.row(delivery("a@example.com", ",'Tag':''")).reason, "company is not named: "));
}

}  // namespace postmark_test
