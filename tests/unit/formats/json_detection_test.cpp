// The format of JSON is told by its members, never guessed between two.
#include "unit/formats/json_fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace json_detection_test {
namespace {

void check_format(const std::string& text, const std::string& format) {
  CAPTURE(text);
  JsonReading test;
  test.options.company = "c";
  test.rows(json(text));
  CHECK(test.format == format);
}

}  // namespace

TEST_CASE("each format is known by its members") {
  check_format("{'event_id':'a','event':'delivered'}", "ndjson");
  check_format("{'eventid':'a','company':'c'}\n", "ndjson");
  check_format("{'event-data':{}}", "mailgun");
  check_format("[\n{'event':'opened','id':'a','timestamp':1}]", "mailgun");
  check_format("{\n'event':'opened',\n'log-level':'info',\n'timestamp':1}", "mailgun");
  check_format("{'pagination':{},'items':[{'event':'opened'}]}", "mailgun");
  check_format("[{'specversion':'1.0','data':{'event_id':1,'mail':{},'RecordType':1}}]",
               "cloudevents");
  check_format("{'events':[{'code':'x','transaction_id':'t'}]}", "lago");
  check_format("{'mail':{'tags':{}},'notificationType':'Bounce'}", "ses");
  check_format("{'Type':'SubscriptionConfirmation','MessageId':'m','TopicArn':'a'}", "ses");
  check_format("[{'event':'open','email':'a@example.com','timestamp':1,'sg_event_id':'x'}]",
               "sendgrid");
  check_format("{'RecordType':'Open'}", "postmark");
  check_format("{'event':'open','time':1,'MessageID':1,'email':'a@example.com'}", "mailjet");
  check_format("{'event':'click','email':'a@example.com','message-id':'<1>','ts_event':1}",
               "brevo");
  check_format("[{'eventType':'x','topic':'t','data':{}}]", "azure");
}

TEST_CASE("what two formats claim is an error that names both") {
  JsonReading test;
  const Error error = test.error(json("{'specversion':'1.0','transaction_id':'t'}"));
  CHECK(error.code() == ErrorCode::bad_input);
  CHECK(holds(error.what(), "can be cloudevents or lago; say which: --format cloudevents or"));
}

TEST_CASE("JSON of no known format is an error") {
  JsonReading test;
  for (const char* text :
       {"{\n  'testType': 'x',\n  'tests': []\n}", "[{'a':1}]", "[[]]", "{'a':1}\n", "{'tests':[]}",
        "{}", "{'message':'Invalid private key'}", "{'Records':[{'a':1}]}",
        "{'start':'x','resolution':'day','metrics':['accepted'],'items':[]}\n"}) {
    const std::string what = test.error(json(text)).what();
    CHECK(holds(what, "cannot tell what format this is"));
    CHECK(holds(what, "; say which it is (--format NAME: ndjson, mailgun, "));
  }
}

TEST_CASE("blank lines at the front do not matter") {
  const std::string events[] = {"{'event':'opened','id':'a','timestamp':1,'log-level':'info'}\n",
                                "{'specversion':'1.0','id':'a','source':'s','type':'t',"
                                "'time':'2026-03-01T00:00:00Z'}\n"};
  for (const std::string blanks : {"\n", "\r\n", "  \n", "\n \t\n\r\n  "}) {
    check_format(blanks + events[0], "mailgun");
    check_format(blanks + events[1], "cloudevents");
    check_format(blanks + "{'event_id':'a'}", "ndjson");
    JsonReading test;
    test.options.company = "c";
    for (const std::string& event : events) CHECK(test.row(json(blanks + event)).reason == "");
  }
}

}  // namespace json_detection_test
