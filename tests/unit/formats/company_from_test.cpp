// The company of an event: the members named, in their order; then the file's company; else the row
// is refused.
#include "formats/company_from.hpp"

#include "unit/formats/json_fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace company_from_test {
namespace {

const std::string event = json(R"({"event":"delivered","id":"a","timestamp":1772323199.5,
  "tags":["plan-b","bolag-17"],"envelope":{"sender":"bounce+1@MG.Example.com"},
  "user-variables":{"company":"bolag-9","number":17,"empty":"","none":null,"list":["bolag-5"],
  "lists":["a","b"],"rate":1.5}})");

JsonRow read(std::vector<std::string> company_from, const std::string& company = "") {
  JsonReading test;
  test.options.company_from = std::move(company_from);
  test.options.company = company;
  return test.row(event);
}

void check_company(const std::vector<std::string>& company_from, const std::string& company,
                   const std::string& expected) {
  const JsonRow row = read(company_from, company);
  CHECK(row.reason == "");
  CHECK(row.company == expected);
  CHECK(row.domain == "");
}

}  // namespace

TEST_CASE("the places are tried in order") {
  check_company({"user-variables.company"}, "", "bolag-9");
  check_company({"user-variables.company", "domain"}, "bolag-1", "bolag-9");
  check_company(
      {"user-variables.absent", "user-variables.none", "user-variables.empty", "tag:bolag-"}, "",
      "17");
  check_company({"user-variables.number"}, "", "17");
  check_company({"user-variables.list"}, "", "bolag-5");
  check_company({"tag:customer-"}, "bolag-1", "bolag-1");
  check_company({}, "bolag-1", "bolag-1");  // said of the whole file

  CHECK(read({}).domain == "mg.example.com");
  CHECK(read({"tag:customer-", "domain"}, "bolag-1").domain == "mg.example.com");
  CHECK(read({"domain"}, "bolag-1").company == "");
}

TEST_CASE("what names no company, or two, is refused") {
  CHECK(starts(read({"tag:customer-"}).reason,
               "company is not named: the event has nothing at tag:customer-; use"
               " --company-from, or --company for the whole file"));
  CHECK(starts(read({"tag"}).reason,
               "company is ambiguous: the tags name \"plan-b\" and \"bolag-17\""));
  for (const char* place : {"user-variables.rate", "user-variables.lists", "user-variables"})
    CHECK(starts(read({place}, "bolag-1").reason, "company cannot be read from a member: \""));
}

TEST_CASE("a place that can name nothing is a mistake in the call") {
  for (const char* place : {"", "tag:", ".", "a.", ".a", "a..b"}) {
    JsonReading test;
    test.options.company_from = {place};
    const Error error = test.error(event);
    CHECK(error.code() == ErrorCode::invalid_argument);
    CHECK(error.where() == "company_from");
  }
}

TEST_CASE("the domain of an address") {
  CHECK(mail_domain("a@Example.COM") == "example.com");
  CHECK(mail_domain("\"A, B\" <a@b@mg.example.com.>") == "mg.example.com");
  CHECK(mail_domain("Name <a@xn--bcher-kva.example>") == "xn--bcher-kva.example");
  CHECK(mail_domain("a@b\xC3\xA5t.example") == "b\xC3\xA5t.example");
  for (const char* none :
       {"", "Test Sender ", "a@", "a@b c", "<a@b", "@", "a@b, c", "a@b\n", "a@.", "<>"})
    CHECK(mail_domain(none) == (std::string(none) == "<a@b" ? "b" : ""));
  CHECK(mail_domain("a@" + std::string(254, 'x')) == "");
}

}  // namespace company_from_test
