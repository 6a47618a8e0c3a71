// CloudEvents 1.0: which are right, what identifies them, and where their quantity comes from.
#include "unit/formats/json_fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace cloudevents_test {
namespace {

std::string event(const std::string& more = "") {
  return json(
      "{'specversion':'1.0','id':'a-1','source':'/post/bolag-17',"
      "'type':'se.exempel.epost.skickat','subject':'bolag-17',"
      "'time':'2026-02-28T23:59:59+01:00'" +
      more + "}");
}

// The event without an attribute, or with another value for it.
std::string with(const std::string& name, const std::string& value) {
  std::string text = event();
  const std::size_t at = text.find("\"" + name + "\":");
  REQUIRE(at != std::string::npos);
  const std::size_t end = text.find_first_of(",}", at);
  const std::string member = value.empty() ? "\"x\":1" : "\"" + name + "\":" + json(value);
  return text.replace(at, end - at, member);
}

void check_quantity(const std::string& path, const std::string& more, const std::string& quantity) {
  CAPTURE(more);
  JsonReading test;
  test.options.quantity_from = path;
  const JsonRow row = test.row(event(more));
  CHECK(row.reason == "");
  CHECK(row.quantity == quantity);
}

void check_refused(const std::string& text, const std::string& reason,
                   const std::string& quantity_from = "") {
  CAPTURE(text);
  JsonReading test;
  test.options.format = "cloudevents";
  test.options.quantity_from = quantity_from;
  CHECK(starts(test.row(text).reason, reason));
}

}  // namespace

TEST_CASE("an event is its source and its id") {
  JsonReading test;
  const JsonRow row = test.row(event());
  CHECK(test.format == "cloudevents");
  CHECK(test.counting == "");
  CHECK(row.source == "/post/bolag-17");
  CHECK(row.id == "a-1");
  CHECK(row.company == "bolag-17");
  CHECK(row.quantity == "1");
  CHECK(row.time == "2026-02-28T22:59:59Z");
  CHECK(row.domain == "");
}

TEST_CASE("single, batch and stream") {
  JsonReading test;
  CHECK(test.rows("[" + event() + ",\n" + event() + "]").size() == 2);
  CHECK(test.rows(event() + "\n" + event() + event() + "[" + event() + "]").size() == 4);
  CHECK(test.rows("[\n  " + event() + ",\n  " + with("id", "") + "\n]")[1].line == 3);
  test.options.format = "cloudevents";
  CHECK(test.rows("[]").empty());
}

TEST_CASE("what CloudEvents allows is taken") {
  JsonReading test;
  for (const std::string& text :
       {with("time", "'2026-03-01T00:00:00.123456789Z'"), with("source", "'#fragment'"),
        event(",'datacontenttype':'text/plain; charset=utf-8','data':'text'"),
        event(",'dataschema':null,'datacontenttype':null,'data':null"),
        event(",'extint':10,'extbool':true,'exttext':'x','unset':null"),
        event(",'data_base64':'... not even base64 ...'"), event(",'data':1.5")}) {
    CAPTURE(text);
    CHECK(test.row(text).reason == "");
  }
  test.options.company = "bolag-1";
  test.options.company_from = {"subject"};
  CHECK(test.row(with("subject", "null")).company == "bolag-1");
  test.options.company_from = {"data.bolag"};
  CHECK(test.row(event(",'data':{'bolag':'bolag-2'}")).company == "bolag-2");
}

TEST_CASE("what CloudEvents forbids is refused") {
  for (const char* name : {"specversion", "id", "source", "type", "time"}) {
    check_refused(with(name, ""), std::string(name) + " is missing: ");
    check_refused(with(name, "null"), std::string(name) + " is missing: ");
    check_refused(with(name, "''"), std::string(name) + " is empty: ");
    check_refused(with(name, "25"), std::string(name) + " has the wrong type: it is a number");
    check_refused(with(name, "[1]"), std::string(name) + " has the wrong type: it is an array");
  }
  check_refused(with("specversion", "'0.9'"), "specversion is unknown: \"0.9\"");
  for (const char* time : {"lunchtime", "2018-04-05T18:31Z", "2018-04-05T18:31:00X",
                           "2018-04-05T18:31:00+25:00", "2018-04-05T18:31:00+05"})
    check_refused(with("time", "'" + std::string(time) + "'"), "time is malformed: ");
  check_refused(with("subject", "''"), "subject is no text: ");
  check_refused(with("subject", "17"), "subject is no text: ");
  check_refused(with("subject", "null"), "company is not named: the event has nothing at subject");
  check_refused(event(",'datacontenttype':''"), "datacontenttype is no text: ");
  check_refused(event(",'dataschema':''"), "dataschema is no text: ");
  for (const char* type : {"xyz", "/json", "text/", "text/;x"})
    check_refused(event(",'datacontenttype':'" + std::string(type) + "'"),
                  "datacontenttype is no media type: ");
  for (const char* name : {"MyExtension", "my.extension", "a_b", ""})
    check_refused(event(",'" + std::string(name) + "':'bad'"), "attribute has a bad name: ");
  check_refused(event(",'data':'x','data_base64':'eA=='"), "data is given twice: ");
  check_refused(json("['not an object']"), "row is not a JSON object: ");
}

TEST_CASE("the quantity is a number or its text, from where the caller says") {
  check_quantity("", ",'data':{'antal':250}", "1");
  check_quantity("data.antal", ",'data':{'antal':250}", "250");
  check_quantity("data.antal", ",'data':{'antal':'12'}", "12");
  check_quantity("data.n.m", ",'data':{'n':{'m':9007199254740993}}", "9007199254740993");
  check_quantity("data", ",'data':1.5", "1.5");
  // {"antal":"7"}
  check_quantity("data.antal", ",'data_base64':'eyJhbnRhbCI6IjcifQ=='", "7");

  check_refused(event(",'data':{}"), "data.antal is missing: ", "data.antal");
  check_refused(event(",'data':'antal=1'"), "data.antal is missing: ", "data.antal");
  check_refused(
      event(",'data':{'antal':true}"),
      "data.antal has the wrong type: it is true or false; it should be a number, or text of one",
      "data.antal");
  check_refused(event(",'data':{'antal':''}"), "data.antal is empty: ", "data.antal");
  check_refused(event(",'data_base64':'e30='"), "antal is missing: ", "data.antal");
  check_refused(event(",'data_base64':'!!'"), "data_base64 is not base64: ", "data.antal");
  check_refused(event(",'data_base64':'eA=='"), "row is not JSON: ", "data.antal");
}

}  // namespace cloudevents_test
