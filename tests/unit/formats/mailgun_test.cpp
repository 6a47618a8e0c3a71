// Mailgun: what counts, what makes two events the same, and the oddities of real files.
#include "unit/formats/json_fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace mailgun_test {
namespace {

// An event of a type; `more` adds members or, first in the object, comes before the usual ones.
std::string event(const std::string& type, const std::string& more = "") {
  return json("{'event':'" + type +
              "','id':'q1Zr7cYbTFq0xk2nW5sA3g','timestamp':1772323199.251004,"
              "'recipient':'mottagare@example.com','envelope':{'sender':'post@mg.exempel.se'},"
              "'message':{'headers':{'message-id':'20260228.1@mg.exempel.se'}}" +
              more + "}");
}

std::string permanent(const std::string& more = "") {
  return event("failed", ",'severity':'permanent'" + more);
}

std::string webhook(const std::string& event_data, const std::string& signature = "") {
  return json("{'signature':{") + json(signature) + json("},'event-data':") + event_data + "}";
}

void check_counted(const std::string& rule, const std::string& text,
                   const std::string& not_counted) {
  CAPTURE(rule);
  CAPTURE(text);
  JsonReading test;
  test.options.count = rule;
  const JsonRow row = test.row(text);
  CHECK(row.reason == "");
  CHECK(row.not_counted == not_counted);
  CHECK(test.counting == (rule.empty() ? "processed" : rule));
}

void check_refused(const std::string& text, const std::string& reason) {
  CAPTURE(text);
  JsonReading test;
  test.options.format = "mailgun";
  CHECK(starts(test.row(text).reason, reason));
}

// All that the ledger keeps of an event.
std::string content(const JsonRow& row) {
  REQUIRE(row.reason == "");
  return row.id + " " + row.company + " " + row.domain + " " + row.time + " " + row.quantity;
}

}  // namespace

TEST_CASE("what counts, by each rule") {
  for (const char* rule : {"", "processed"}) {
    check_counted(rule, event("delivered"), "");
    check_counted(rule, permanent(), "");
    check_counted(rule, permanent(",'flags':{'is-delayed-bounce':false,'is-callback':null}"), "");
    check_counted(rule, event("accepted"), "accepted");
  }
  check_counted("delivered", event("delivered"), "");
  check_counted("delivered", permanent(), "failed permanent");
  check_counted("delivered", event("accepted"), "accepted");
  check_counted("accepted", event("accepted"), "");
  check_counted("accepted", event("delivered"), "delivered");
  check_counted("accepted", permanent(), "failed permanent");
  for (const char* rule : {"processed", "delivered", "accepted"}) {
    check_counted(rule, permanent(",'flags':{'is-delayed-bounce':true}"),
                  "failed permanent, delayed bounce");
    check_counted(rule, permanent(",'flags':{'is-callback':true}"),
                  "failed permanent, failed callback");
    check_counted(rule, event("failed", ",'severity':'temporary'"), "failed temporary");
    for (const char* type : {"rejected", "opened", "clicked", "unsubscribed", "complained",
                             "stored", "list_member_uploaded", "list_uploaded", "sent_by_pigeon"})
      check_counted(rule, event(type), type);
  }
  JsonReading test;
  test.options.count = "sent";
  const Error error = test.error(event("delivered"));
  CHECK(error.code() == ErrorCode::invalid_argument);
  CHECK(error.where() == "count");
  CHECK(holds(error.what(), "\"sent\"; use processed or delivered or accepted"));
}

TEST_CASE("an event is its day, its id and its type") {
  JsonReading test;
  const JsonRow row = test.row(event("delivered"));
  CHECK(test.format == "mailgun");
  CHECK(row.id == "2026-02-28/q1Zr7cYbTFq0xk2nW5sA3g/delivered");
  CHECK(row.quantity == "1");
  CHECK(row.domain == "mg.exempel.se");
  CHECK(row.time == "2026-02-28T23:59:59.251Z");
  CHECK(test.row(permanent()).id == "2026-02-28/q1Zr7cYbTFq0xk2nW5sA3g/failed");
  const std::string dash = json(
      "{'event':'delivered','id':'-7b_','timestamp':1772323200,"
      "'domain':{'name':'A.example'}}");
  CHECK(content(test.row(dash)) == "2026-03-01/-7b_/delivered  a.example 2026-03-01T00:00:00Z 1");
}

TEST_CASE("severity is asked for only where it decides") {
  for (const char* rule : {"delivered", "accepted"}) {
    check_counted(rule, event("failed"), "failed");
    check_counted(rule, event("failed", ",'severity':null"), "failed");
    check_counted(rule, event("failed", ",'severity':'odd'"), "failed");
    check_counted(rule, permanent(), "failed permanent");
  }
  for (const char* rule : {"processed", "delivered"}) {
    check_counted(rule, event("failed", ",'flags':{'is-delayed-bounce':true}"),
                  "failed, delayed bounce");
    check_counted(rule, event("failed", ",'flags':{'is-callback':true}"),
                  "failed, failed callback");
  }
}

TEST_CASE("the same event is the same from every source") {
  JsonReading test;
  const std::string expected = content(test.row(event("delivered")));
  const std::string of_logs = json(
      "{'event':'delivered','id':'q1Zr7cYbTFq0xk2nW5sA3g','@timestamp':'2026-02-28T23:59:59.251Z',"
      "'domain':{'name':'mg.exempel.se'},'recipient':'mottagare@example.com'}");
  const std::string page = json("{'items':[") + event("delivered") +
                           json("],'paging':{'next':'https://x','previous':'https://y'}}");
  const std::string logs = json("{'start':'x','items':[") + of_logs +
                           json("],'pagination':{'next':'t'},'aggregates':{}}");
  for (const std::string& text : {page, logs, webhook(event("delivered")), of_logs}) {
    CAPTURE(text);
    CHECK(content(test.row(text)) == expected);
    CHECK(test.format == "mailgun");
  }
  const std::string mix = page + "\n" + webhook(event("delivered")) + event("delivered") + "\n" +
                          logs + "[" + of_logs + "]";
  const std::vector<JsonRow> rows = test.rows(mix);
  CHECK(rows.size() == 5);
  for (const JsonRow& row : rows) CHECK(content(row) == expected);
}

TEST_CASE("time is floored from its text") {
  const auto time = [](const std::string& timestamp) {
    JsonReading test;
    return test
        .row(json("{'event':'delivered','id':'a','domain':{'name':'a.example'},") + timestamp + "}")
        .time;
  };
  CHECK(time(json("'timestamp':1666214138.4046676")) == "2022-10-19T21:15:38.404Z");
  CHECK(time(json("'timestamp':1533922516.999999")) == "2018-08-10T17:35:16.999Z");
  CHECK(time(json("'timestamp':'1533922516.5'")) == "2018-08-10T17:35:16.5Z");
  CHECK(time(json("'@timestamp':'2026-02-28T23:59:59.2519999Z'")) == "2026-02-28T23:59:59.251Z");
  CHECK(time(json("'timestamp':-0.0001")) == "1969-12-31T23:59:59.999Z");
  check_refused(json("{'event':'delivered','id':'a'}"), "@timestamp is missing");
  check_refused(json("{'event':'delivered','id':'a','timestamp':1e9}"), "timestamp is malformed: ");
  check_refused(json("{'event':'delivered','id':'a','timestamp':1772323199251}"),
                "timestamp is malformed: \"1772323199251\" is not a time: it is out of range");
  check_refused(json("{'event':'delivered','id':'a','@timestamp':'2026-02-28'}"),
                "@timestamp is malformed: ");
}

TEST_CASE("an event without id is known by message and recipient") {
  const auto without_id = [](const std::string& type, const std::string& recipient) {
    return json(
        "{'event-data':{'event':'" + type +
        "','severity':'permanent','timestamp':1772323200.5,'recipient':'" + recipient +
        "','message':{'headers':{'message-id':'m1@mg.exempel.se','from':'A <a@exempel.se>'}}}}");
  };
  JsonReading test;
  const JsonRow row = test.row(without_id("failed", "x@example.com"));
  CHECK(row.reason == "");
  CHECK(starts(row.id, "message/"));
  CHECK(row.id.ends_with("/failed"));
  CHECK(row.id.find("example.com") == std::string::npos);
  CHECK(row.domain == "exempel.se");
  CHECK(test.row(without_id("failed", "x@example.com")).id == row.id);
  CHECK(test.row(without_id("failed", "y@example.com")).id != row.id);
  CHECK(test.row(without_id("delivered", "x@example.com")).id != row.id);
  check_refused(without_id("failed", ""), "id is missing: ");
  check_refused(json("{'event':'delivered','timestamp':1,'recipient':'x@example.com'}"),
                "id is missing: ");
  check_refused(json("{'event':'delivered','timestamp':1,'id':''}"), "id is empty: ");
  test.options.count = "accepted";
  CHECK(starts(test.row(without_id("accepted", "x@example.com")).reason, "id is missing: "));
}

TEST_CASE("the oddities of real files do no harm") {
  for (const char* more :
       {",'flags':{'is-routed':null,'is-test-mode':true}", ",'mail-from':null",
        ",'user-variables':{}", ",'user-variables':'{}'", ",'user-variables':'A plain sentence.'",
        ",'user-variables':null", ",'storage':{'url':['https://a','https://b'],'key':'k'}",
        ",'storage':{'url':'https://a'}", ",'tags':null", ",'tags':'one'",
        ",'campaigns':[{'id':1}]", ",'new-member':{'a':[1,{'b':null}]}",
        ",'delivery-status':{'session-seconds':3.5700838565826416}"}) {
    CAPTURE(more);
    JsonReading test;
    test.options.company_from = {"user-variables.company", "tag:x-", "domain"};
    CHECK(test.row(event("delivered", more)).reason == "");
    CHECK(test.row(event("delivered", more)).domain == "mg.exempel.se");
  }
}

TEST_CASE("the sending domain, best first") {
  const auto domain = [](const std::string& members) {
    JsonReading test;
    test.options.company_from = {"domain"};
    test.options.company = "none";
    return test.row(json("{'event':'delivered','id':'a','timestamp':1" + members + "}")).domain;
  };
  const std::string from = ",'message':{'headers':{'from':'Namn <a@from.example>'}}";
  CHECK(domain(from) == "from.example");
  CHECK(domain(from + ",'envelope':{'sender':'b@SENDER.example'}") == "sender.example");
  CHECK(domain(from + ",'envelope':{'sender':''}") == "from.example");
  CHECK(
      domain(from + ",'envelope':{'sender':'b@sender.example'},'domain':{'name':'Name.example'}") ==
      "name.example");
  CHECK(domain(",'envelope':{'sender':null}") == "");
}

TEST_CASE("a webhook's signature is verified with the key") {
  // HMAC-SHA256 with the key "key-1" of "1772323200" and the token.
  const std::string token = "0123456789abcdef0123456789abcdef0123456789abcdef01";
  const std::string good =
      "'timestamp':'1772323200','token':'" + token +
      "','signature':'b66a0d8107dd8c9344c75f8d0285ae299ee692c7fe6b565747c4acc94c7a9db6'";
  const auto reason = [&](const std::string& key, const std::string& text) {
    JsonReading test;
    test.options.signing_key = key;
    return test.row(text).reason;
  };
  CHECK(reason("key-1", webhook(event("delivered"), good)) == "");
  CHECK(reason("", webhook(event("delivered"), "'signature':'...'")) == "");
  CHECK(starts(reason("key-2", webhook(event("delivered"), good)), "signature is wrong: "));
  std::string forged = good;
  forged.replace(forged.find("1772323200"), 10, "1772323201");
  CHECK(starts(reason("key-1", webhook(event("delivered"), forged)), "signature is wrong: "));
  CHECK(starts(reason("key-1", webhook(event("opened"), forged)), "signature is wrong: "));
  CHECK(starts(
      reason("key-1", webhook(event("delivered"), "'token':'t','timestamp':'1','signature':'ab'")),
      "signature is wrong: "));
  CHECK(starts(reason("key-1", webhook(event("delivered"))), "signature is missing: "));
  CHECK(starts(reason("key-1", event("delivered")), "signature is missing: "));
}

TEST_CASE("what is no event is refused where it stands") {
  check_refused("{}", "row is not a Mailgun event: ");
  check_refused(json("{'event':17}"), "row is not a Mailgun event: ");
  check_refused(event("failed"), "severity is missing: ");
  check_refused(event("failed", ",'severity':'odd'"), "severity is unknown: \"odd\"");
  check_refused(event("delivered", ",'id':'again'"), "row repeats a member: \"id\"");
  check_refused(event(std::string(101, 'x')), "type of event cannot be used: ");
  check_refused(event("a\\u0001"), "type of event cannot be used: ");
  // As a published sample has it: a comma before the end.
  JsonReading test;
  const std::string sample = json(
      "{\n  'event': 'delivered',\n  'id': 'a',\n  'timestamp': 1,\n"
      "  'message': {\n    'headers': {}\n  },\n}\n");
  const std::vector<JsonRow> rows = test.rows("\n" + sample + event("delivered"));
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].line == 2);
  CHECK(starts(rows[0].reason, "row is not JSON: in its line 8, "));
  CHECK(rows[0].bytes + "\n" == sample);
  CHECK(rows[1].line == 10);
  CHECK(rows[1].reason == "");
}

TEST_CASE("a page without items has no rows, a blank file is an error") {
  JsonReading test;
  CHECK(test.rows(json("{'items':[],'paging':{'next':'x','previous':'y'}}")).empty());
  CHECK(test.format == "mailgun");
  test.options.format = "mailgun";
  const Error error = test.error(" \n\n");
  CHECK(error.code() == ErrorCode::bad_input);
  CHECK(holds(error.what(), "only blank lines"));
}

}  // namespace mailgun_test
