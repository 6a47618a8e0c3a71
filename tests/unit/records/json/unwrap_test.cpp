// Events in wrappers are the events that they are without: of every supplier, in every wrapper.
#include "records/json/unwrap.hpp"

#include <sodium.h>

#include <functional>

#include "support/gzip.hpp"
#include "unit/formats/json_fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace unwrap_test {
namespace {

struct Event {
  std::string format;
  std::string text;
};

const std::vector<Event> events = {
    {"ndjson", "{'event_id':'a','company':'c','occurred_at':'2026-03-01T00:00:00Z','quantity':7}"},
    {"mailgun",
     "{'event':'delivered','id':'q1','timestamp':1772323199.5,'recipient':'a@example.com',"
     "'message':{'headers':{'message-id':'1@x','subject':'\\u00e5 \\\\ \\'q\\''}}}"},
    {"mailgun",
     "{'signature':{'token':'t'},'event-data':{'event':'delivered','id':'q2','timestamp':1772323199"
     "}}"},
    {"cloudevents",
     "{'specversion':'1.0','id':'a','source':'s','type':'t','time':'2026-03-01T00:00:00Z',"
     "'data':{'n':2}}"},
    {"lago",
     "{'event':{'transaction_id':'t','external_subscription_id':'s','timestamp':1772323199}}"},
    {"ses",
     "{'eventType':'Send','mail':{'timestamp':'2026-03-01T00:00:00Z','messageId':'m',"
     "'source':'a@example.com','destination':['b@example.com','c@example.com']}}"},
    {"sendgrid",
     "{'event':'processed','sg_event_id':'e','sg_message_id':'m','email':'a@example.com',"
     "'timestamp':1772323199}"},
    {"postmark",
     "{'RecordType':'Delivery','MessageID':'m','Recipient':'a@example.com',"
     "'DeliveredAt':'2026-03-01T00:00:00Z'}"},
    {"mailjet", "{'event':'sent','time':1772323199,'MessageID':1,'email':'a@example.com'}"},
    {"brevo",
     "{'event':'delivered','email':'a@example.com','message-id':'<1>','ts_event':1772323199}"},
    {"azure",
     "{'id':'i','topic':'/t','eventType':'Microsoft.Communication.EmailDeliveryReportReceived',"
     "'data':{'status':'Delivered','deliveryAttemptTimeStamp':'2026-03-01T00:00:00Z'},"
     "'dataVersion':'1'}"}};

// A text of JSON as it stands in JSON.
std::string quoted(const std::string& text) {
  std::string all = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') all += '\\';
    all += c == '\n' ? "\\n" : std::string(1, c);
  }
  return all + "\"";
}

std::string base64(const std::string& bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  return "\"" + std::string(text.c_str()) + "\"";
}

// Puts a value where a form has %.
std::string in(const std::string& form, const std::string& value) {
  std::string text = json(form);
  const std::size_t at = text.find('%');
  REQUIRE(at != std::string::npos);
  return text.replace(at, 1, value);
}

struct Wrapped {
  std::string name;
  std::function<std::string(const std::string&)> wrap;
};

const std::string sns = "{'Type':'Notification','MessageId':'sns','TopicArn':'arn','Message':%}";
const std::string eventbridge =
    "{'version':'0','id':'i','detail-type':'Email Sent','source':'aws.ses','account':'1',"
    "'time':'2024-03-01T00:00:03Z','region':'eu-north-1','resources':[],'detail':%}";
const std::string sqs =
    "{'messageId':'m','receiptHandle':'h','body':%,'attributes':{},'eventSource':'aws:sqs'}";

std::string of_text(const std::string& form, const std::string& json_text) {
  return in(form, quoted(json_text));
}

const std::vector<Wrapped> wrappers = {
    {"SNS", [](const std::string& e) { return of_text(sns, e); }},
    {"SNS, the message an object", [](const std::string& e) { return in(sns, e); }},
    {"SNS to Lambda",
     [](const std::string& e) {
       return in("{'Records':[{'EventSource':'aws:sns','EventVersion':'1.0','Sns':%}]}",
                 of_text(sns, e));
     }},
    {"EventBridge", [](const std::string& e) { return in(eventbridge, e); }},
    {"EventBridge, the detail a text",
     [](const std::string& e) { return of_text(eventbridge, e); }},
    {"SQS to Lambda", [](const std::string& e) { return in("{'Records':[%]}", of_text(sqs, e)); }},
    {"SQS to Lambda, records alone", [](const std::string& e) { return of_text(sqs, e); }},
    {"SQS as it is read",
     [](const std::string& e) {
       return of_text(
           "{'Messages':[{'MessageId':'m','ReceiptHandle':'h','MD5OfBody':'x','Body':%}]}", e);
     }},
    {"CloudWatch Logs, subscription",
     [](const std::string& e) {
       return of_text(
           "{'messageType':'DATA_MESSAGE','owner':'1','logGroup':'g','logStream':'s',"
           "'subscriptionFilters':['f'],'logEvents':[{'id':'1','timestamp':1,'message':%}]}",
           e);
     }},
    {"CloudWatch Logs, to Lambda",
     [](const std::string& e) {
       return in("{'awslogs':{'data':%}}",
                 base64(gzip(of_text("{'logEvents':[{'id':'1','timestamp':1,'message':%}]}", e))));
     }},
    {"CloudWatch Logs, filter-log-events",
     [](const std::string& e) {
       return of_text(
           "{'events':[{'logStreamName':'s','timestamp':1,'message':%,'ingestionTime':2,"
           "'eventId':'3'}],'searchedLogStreams':[]}",
           e);
     }},
    {"CloudWatch Logs, get-log-events",
     [](const std::string& e) {
       return of_text(
           "{'events':[{'timestamp':1,'message':%,'ingestionTime':2}],"
           "'nextForwardToken':'f','nextBackwardToken':'b'}",
           e);
     }},
    {"Kinesis to Lambda",
     [](const std::string& e) {
       return in("{'Records':[{'kinesis':{'partitionKey':'p','data':%},'eventID':'x'}]}",
                 base64(e + "\n"));
     }},
    {"Kinesis as it is read",
     [](const std::string& e) {
       return in("{'Records':[{'SequenceNumber':'1','Data':%,'PartitionKey':'p'}]}", base64(e));
     }},
    {"Firehose",
     [](const std::string& e) {
       return in("{'requestId':'r','records':[{'data':%}]}", base64(e));
     }},
    {"API Gateway",
     [](const std::string& e) {
       return of_text("{'httpMethod':'POST','headers':{},'body':%,'isBase64Encoded':false}", e);
     }},
    {"API Gateway, base64",
     [](const std::string& e) {
       return in("{'requestContext':{},'body':%,'isBase64Encoded':true}", base64(e));
     }},
    {"Pub/Sub",
     [](const std::string& e) {
       return in("{'message':{'data':%,'messageId':'1'},'subscription':'s'}", base64(e));
     }},
    {"SNS in SQS in Lambda",
     [](const std::string& e) { return in("{'Records':[%]}", of_text(sqs, of_text(sns, e))); }},
    {"EventBridge in SNS in SQS in CloudWatch Logs",
     [](const std::string& e) {
       return of_text("{'events':[{'timestamp':1,'message':%,'ingestionTime':2}]}",
                      of_text(sqs, of_text(sns, in(eventbridge, e))));
     }},
};

JsonReading reading() {
  JsonReading test;
  test.options.company = "c";
  return test;
}

// All of a row but where it stands.
std::string content(const JsonRow& row) {
  return row.id + "|" + row.company + "|" + row.domain + "|" + row.time + "|" + row.quantity + "|" +
         row.source + "|" + row.not_counted + "|" + row.reason;
}

std::string lines_of(const std::vector<JsonRow>& rows) {
  std::string lines;
  for (const JsonRow& row : rows) lines += std::to_string(row.line) + " ";
  return lines;
}

}  // namespace

TEST_CASE("an event is the same in every wrapper") {
  for (const Event& event : events) {
    JsonReading test = reading();
    const std::string bare = content(test.row(json(event.text)));
    CAPTURE(event.format);
    CHECK(bare.ends_with("|"));  // it is not refused
    CHECK(test.format == event.format);
    for (const Wrapped& wrapper : wrappers) {
      CAPTURE(wrapper.name);
      const std::string text = wrapper.wrap(json(event.text));
      CHECK(content(test.row(text)) == bare);
      CHECK(test.format == event.format);
      // The first of a wrapper with a list, and on a line beside events that have none.
      const std::vector<JsonRow> mixed =
          test.rows(json(event.format == "ndjson" ? "[" : "") + json(event.text) + "," + text +
                    (event.format == "ndjson" ? "]" : ""));
      REQUIRE(mixed.size() == 2);
      for (const JsonRow& row : mixed) CHECK(content(row) == bare);
    }
  }
}

TEST_CASE("several events in one wrapper, and several wrappers") {
  const std::string& event = json(events[6].text);
  for (const std::string& body :
       {"[" + event + "," + event + "]", event + "\n" + event, event + event}) {
    JsonReading test = reading();
    const std::vector<JsonRow> rows = test.rows(of_text(sqs, body) + "\n" + of_text(sqs, body));
    CHECK(test.format == "sendgrid");
    CHECK(lines_of(rows) == "1 1 2 2 ");
    for (const JsonRow& row : rows) CHECK(row.reason == "");
    for (const JsonRow& row : rows) CHECK(row.bytes == event);
  }
}

TEST_CASE("a row stands where it begins in the file, or where the text begins that holds it") {
  const std::string ses = json(events[5].text);
  JsonReading test = reading();
  CHECK(test.row(json("\n{\n 'detail-type':'Email Sent',\n 'detail':\n") + ses + "}").line == 5);
  const std::vector<JsonRow> rows =
      test.rows(in("{'Records':[\n {'EventSource':'aws:sns',\n 'Sns':%},\n", of_text(sns, ses)) +
                in("{'Sns':\n %}\n]}\n", of_text(sns, ses)) + ses);
  CHECK(lines_of(rows) == "3 5 7 ");
  for (const JsonRow& row : rows) CHECK(row.reason == "");
}

TEST_CASE("what services say for themselves is no usage") {
  JsonReading test = reading();
  test.options.format = "ses";
  const auto type = [&test](const std::string& text) { return test.row(json(text)).not_counted; };
  CHECK(type("{'Type':'UnsubscribeConfirmation','TopicArn':'a','Message':'You have'}") ==
        "UnsubscribeConfirmation");
  CHECK(type("{'Records':[{'Sns':{'Type':'Notification','TopicArn':'a','Message':"
             "'Successfully validated SNS topic for Amazon SES event publishing.'}}]}") ==
        "topic validation");
  CHECK(type("{'messageType':'CONTROL_MESSAGE','logEvents':[{'id':'','timestamp':1,'message':"
             "'CWL CONTROL MESSAGE: Checking health of destination Firehose.'}]}") ==
        "log control message");
  for (const char* line : {"INIT_START Runtime Version: nodejs", "START RequestId: 1 Version: 1",
                           "END RequestId: 1", "REPORT RequestId: 1 Duration: 2 ms"})
    CHECK(type("{'events':[{'timestamp':1,'message':'" + std::string(line) +
               "','ingestionTime':2}]}") == "log of a function's run");
  CHECK(type("{'detail-type':'Sending Status Enabled','source':'aws.ses','detail':{'data':'x'}}") ==
        "Sending Status Enabled");
}

TEST_CASE("what cannot be read in a wrapper is refused") {
  JsonReading test = reading();
  test.options.format = "ses";
  const auto reason = [&test](const std::string& text) { return test.row(text).reason; };
  for (const char* text : {"hello", "", "17", "eventType=Send", "\"{}\""}) {
    CHECK(starts(reason(of_text(sns, text)), "row is not JSON: its member Message holds \""));
    CHECK(starts(reason(of_text(sqs, text)), "row is not JSON: its member body holds \""));
  }
  CHECK(starts(reason(of_text(sns, "{\"eventType\":")), "row is not JSON: "));
  CHECK(starts(reason(of_text(sns, "{\"a\":1}")), "row is not an SES event: "));
  CHECK(holds(reason(of_text(sns, "{\"a\":1}")), "the row starts with \"{\"a\":1}\""));
  CHECK(starts(reason(json("{'detail-type':'Email Sent'}")), "row is not an SES event: "));
  CHECK(starts(reason(json("{'Records':[{'s3':{}}]}")), "row is not an SES event: "));
  CHECK(starts(reason(json("{'awslogs':{'data':'H4sI'}}")), "row is not gzip: "));
  const std::vector<JsonRow> cut = test.rows(of_text(sns, "[{}"));
  REQUIRE(cut.size() == 2);
  CHECK(starts(cut[0].reason, "row is not an SES event: "));
  CHECK(starts(cut[1].reason, "row is missing: "));
}

TEST_CASE("wrappers have a limit") {
  JsonReading test = reading();
  std::string text = json(events[5].text);
  for (std::size_t wrapped = 0; wrapped < max_wrappers; ++wrapped) text = in(eventbridge, text);
  CHECK(test.row(text).reason == "");
  text = in(eventbridge, text);
  test.options.format = "ses";
  CHECK(starts(test.row(text).reason, "row is wrapped too deeply: more than 8 wrappers"));
  const std::string giant = "{\"x\":\"" + std::string(2 * max_row_bytes, ' ') + "\"}";
  CHECK(starts(test.row(in("{'awslogs':{'data':%}}", base64(gzip(giant)))).reason,
               "row is too long: decompressed"));
}

TEST_CASE("a wrapper's own event may have what wrappers have") {
  JsonReading test = reading();
  const std::string lists = json(
      "{\n'data':[{'event':'x','message':'y'}],\n'id':'a','source':'s','specversion':'1.0',"
      "'type':'t','time':'2026-03-01T00:00:00Z'\n}");
  CHECK(test.row(lists).reason == "");
  const std::string page = json(
      "{'event':'delivered','id':'q1','timestamp':1772323199,'message':{'headers':{}},"
      "'Message':'x','body':'y','data':'z','events':[],'Records':[]}");
  CHECK(test.row(page).id == "2026-02-28/q1/delivered");
  // Behind a wrapper too.
  const std::vector<JsonRow> rows = test.rows(of_text(sns, json(events[1].text)) + page);
  REQUIRE(rows.size() == 2);
  CHECK(rows[1].id == "2026-02-28/q1/delivered");
}

TEST_CASE("OpenMeter's list answers") {
  const std::string element = json("{'event':") + json(events[3].text) +
                              json(",'customer':{'id':'c1'},'ingested_at':'2024-03-01T00:00:01Z'}");
  JsonReading test = reading();
  for (const std::string& text :
       {"{\"data\":[" + element + "," + element + "],\"meta\":{}}",
        "{\"items\":[\n" + element + ",\n" + element + "],\"nextCursor\":null}",
        "[" + element + "," + element + "]", element + "\n" + element}) {
    CAPTURE(text);
    const std::vector<JsonRow> rows = test.rows(text);
    CHECK(test.format == "cloudevents");
    REQUIRE(rows.size() == 2);
    for (const JsonRow& row : rows) CHECK(content(row) == "a|c||2026-03-01T00:00:00Z|1|s||");
  }
}

TEST_CASE("an event that OpenMeter has not metered is told of") {
  const TempDir dir;
  const std::string event = json(events[3].text);
  const std::string path = dir.write("e", "{\"event\":" + event + "}\n{\"event\":" + event +
                                              json(",'validationError':'no meter'}\n"));
  ImportOptions options;
  options.company = "c";
  const auto reader = open_reader(path, {options});
  for (Row row; reader->next(row);) CHECK(!row.refusal);
  REQUIRE(reader->notices().size() == 1);
  CHECK(starts(reader->notices()[0], path + ":2: 1 event has a validation error of OpenMeter"));
}

TEST_CASE("lists of nothing have no events, whatever their format") {
  for (const std::string text :
       {"[]", "[ \n]\n", "\n[]\n[]", "\xEF\xBB\xBF[]", "{'data':[]}",
        "{'items':[],'nextCursor':null}", "{'Records':[]}", "{'Messages': [ ]}\n{'Messages':[]}",
        "{'events':[],'searchedLogStreams':[],'nextToken':'t'}", "{'items':[],'paging':{}}"}) {
    CAPTURE(text);
    JsonReading test = reading();
    CHECK(test.rows(json(text)).empty());
    for (const char* format : {"ndjson", "mailgun", "ses", "cloudevents"}) {
      test.options.format = format;
      if (text.find("paging") == std::string::npos || format == std::string("mailgun"))
        CHECK(test.rows(json(text)).empty());
    }
  }
}

}  // namespace unwrap_test
