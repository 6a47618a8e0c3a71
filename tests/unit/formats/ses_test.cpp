// Amazon SES: sends and deliveries, raw and wrapped by SNS, counted by recipient.
#include "unit/formats/json_fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace ses_test {
namespace {

const std::string mail =
    "'mail':{'timestamp':'2026-02-28T23:59:58.237Z','messageId':'0100-a','source':"
    "'Namn <post@Mg.exempel.se>','destination':['a@example.com','b@example.com','c@example.com'],"
    "'tags':{'bolag':['bolag-17'],'ses:from-domain':['exempel.se']}}";

const std::string send = json("{'eventType':'Send'," + mail + ",'send':{}}");

std::string delivery(const std::string& recipients, const std::string& kind = "eventType") {
  return json("{'" + kind + "':'Delivery'," + mail +
              ",'delivery':{'timestamp':'2026-03-01T00:00:01.133Z','recipients':[" + recipients +
              "]}}");
}

// As SNS posts it: the event is a text in the message.
std::string wrapped(const std::string& message, const std::string& type = "Notification") {
  std::string escaped;
  for (const char c : message) escaped += c == '"' ? std::string("\\\"") : std::string(1, c);
  return json("{'Type':'" + type + "','MessageId':'sns-1','TopicArn':'arn:aws:sns:x','Message':'") +
         escaped + json("'}");
}

JsonRow read(const std::string& text, const std::string& count = "") {
  CAPTURE(text);
  JsonReading test;
  test.options.count = count;
  const JsonRow row = test.row(text);
  CHECK(test.format == "ses");
  CHECK(test.counting == (count.empty() ? "processed" : count));
  return row;
}

std::string domain_of(const std::string& members) {
  return read(json("{'eventType':'Send','mail':{'timestamp':'2026-03-01T00:00:00Z','messageId':'m',"
                   "'destination':['a@example.com']," +
                   members + "}}"))
      .domain;
}

}  // namespace

TEST_CASE("a send counts each destination") {
  for (const std::string& text : {send, wrapped(send)}) {
    const JsonRow row = read(text);
    CHECK(row.reason == "");
    CHECK(row.id == "0100-a/Send");
    CHECK(row.quantity == "3");
    CHECK(row.domain == "mg.exempel.se");
    CHECK(row.time == "2026-02-28T23:59:58.237Z");
  }
  CHECK(read(send, "delivered").not_counted == "Send");
}

TEST_CASE("a delivery counts its recipients") {
  const std::string two = delivery("'a@example.com','b@example.com'");
  const JsonRow row = read(two, "delivered");
  CHECK(row.reason == "");
  CHECK(starts(row.id, "0100-a/Delivery/"));
  CHECK(row.id.find("example.com") == std::string::npos);
  CHECK(row.quantity == "2");
  CHECK(row.time == "2026-03-01T00:00:01.133Z");
  CHECK(read(wrapped(two), "delivered").id == row.id);
  CHECK(read(delivery("'a@example.com','b@example.com'", "notificationType"), "delivered").id ==
        row.id);
  CHECK(read(delivery("'c@example.com'"), "delivered").id != row.id);
  CHECK(read(two).not_counted == "Delivery");
}

TEST_CASE("what is no usage is listed by its type") {
  for (const char* type : {"Bounce", "Complaint", "Reject", "Open", "Click", "Rendering Failure"}) {
    const std::string text =
        json("{'eventType':'" + std::string(type) + "','mail':{'messageId':'m'}}");
    CHECK(read(text).not_counted == type);
    CHECK(read(wrapped(text), "delivered").not_counted == type);
  }
  CHECK(read(wrapped("You have chosen to subscribe", "SubscriptionConfirmation")).not_counted ==
        "SubscriptionConfirmation");
  CHECK(read(wrapped("Successfully validated SNS topic for Amazon SES event publishing."))
            .not_counted == "topic validation");
}

TEST_CASE("the sending domain, best first") {
  const std::string arn = "'sourceArn':'arn:aws:ses:eu-north-1:1:identity/";
  CHECK(domain_of(arn + "Arn.example'") == "arn.example");
  CHECK(domain_of(arn + "a@arn.example'") == "arn.example");
  CHECK(domain_of(arn + "a@arn.example','tags':{'ses:from-domain':['tag.example']}") ==
        "tag.example");
  CHECK(
      domain_of(arn + "x','source':'a@source.example','tags':{'ses:from-domain':['t.example']}") ==
      "source.example");
  JsonReading test;
  test.options.company_from = {"mail.tags.bolag"};
  CHECK(test.row(wrapped(send)).company == "bolag-17");
}

TEST_CASE("what is not right is refused") {
  CHECK(starts(read(wrapped("hello")).reason, "row is not "));
  CHECK(starts(read(wrapped("{}")).reason, "row is not an SES event: "));
  CHECK(starts(read(delivery(""), "delivered").reason, "delivery.recipients is missing: "));
  CHECK(starts(read(json("{'eventType':'Send','mail':{'messageId':'m'}}")).reason,
               "mail.destination is missing: "));
}

}  // namespace ses_test
