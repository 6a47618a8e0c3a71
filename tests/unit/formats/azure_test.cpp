// Azure: delivery reports with the status Delivered count.
#include "unit/formats/json_fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace azure_test {
namespace {

std::string data(const std::string& status, const std::string& time_name) {
  return "'data':{'sender':'post@Mg.exempel.se','recipient':'a@example.com','messageId':'m-1',"
         "'status':'" +
         status + "','" + time_name + "':'2026-02-28T23:59:59.8972047+00:00'}";
}

std::string report(const std::string& status, const std::string& time_name) {
  return json("{'id':'e-1','topic':'/subscriptions/x','subject':'sender/post@mg.exempel.se'," +
              data(status, time_name) +
              ",'eventType':'Microsoft.Communication.EmailDeliveryReportReceived',"
              "'dataVersion':'1.0','eventTime':'2026-03-01T00:00:09Z'}");
}

}  // namespace

TEST_CASE("delivered reports count, in both schemas and both spellings") {
  JsonReading test;
  const std::string cloud_event = json(
      "{'specversion':'1.0','id':'e-1','source':'/subscriptions/x',"
      "'type':'Microsoft.Communication.EmailDeliveryReportReceived','time':'2026-03-01T00:00:09Z'"
      "," +
      data("Delivered", "deliveryAttemptTimeStamp") + "}");
  for (const std::string& text : {"[" + report("Delivered", "deliveryAttemptTimeStamp") + "]",
                                  report("Delivered", "deliveryAttemptTimestamp"), cloud_event}) {
    CAPTURE(text);
    const JsonRow row = test.row(text);
    CHECK(test.format == "azure");
    CHECK(test.counting == "delivered");
    CHECK(row.reason == "");
    CHECK(row.id == "e-1");
    CHECK(row.domain == "mg.exempel.se");
    CHECK(row.time == "2026-02-28T23:59:59.897204Z");
    CHECK(row.quantity == "1");
  }
}

TEST_CASE("what is no delivery is listed") {
  JsonReading test;
  CHECK(test.row(report("Bounced", "deliveryAttemptTimeStamp")).not_counted == "Bounced");
  const std::string cloud_event = json(
      "{'specversion':'1.0','id':'e-1','source':'/subscriptions/x','subject':'sender/x',"
      "'type':'Microsoft.Communication.EmailDeliveryReportReceived','time':'2026-03-01T00:00:09Z'"
      "," +
      data("Suppressed", "deliveryAttemptTimeStamp") + "}");
  CHECK(test.row(cloud_event).not_counted == "Suppressed");
  CHECK(test.format == "azure");
  const std::string validation = json(
      "[{'id':'v','topic':'/subscriptions/x','subject':'','data':{'validationCode':'c'},"
      "'eventType':'Microsoft.EventGrid.SubscriptionValidationEvent','dataVersion':'2'}]");
  CHECK(test.row(validation).not_counted == "Microsoft.EventGrid.SubscriptionValidationEvent");
  CHECK(starts(test.row(report("Delivered", "x")).reason,
               "data.deliveryAttemptTimestamp is missing"));
}

}  // namespace azure_test
