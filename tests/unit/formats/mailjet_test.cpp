// Mailjet: an event alone or an array of them; "sent" counts.
#include "unit/formats/json_fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace mailjet_test {
namespace {

std::string event(const std::string& type, const std::string& more = "") {
  return json("{'event':'" + type +
              "','time':1772323199,'MessageID':19421777835146490,'email':'a@example.com',"
              "'mj_campaign_id':7257,'CustomID':'bolag-17'" +
              more + "}");
}

}  // namespace

TEST_CASE("sent events count") {
  JsonReading test;
  test.options.company_from = {"CustomID"};
  const std::vector<JsonRow> rows =
      test.rows("[" + event("sent") + "," + event("open") + "]\n" + event("sent"));
  CHECK(test.format == "mailjet");
  CHECK(test.counting == "delivered");
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].reason == "");
  CHECK(starts(rows[0].id, "19421777835146490/sent/"));  // no double holds that id
  CHECK(rows[0].id.find("example.com") == std::string::npos);
  CHECK(rows[0].company == "bolag-17");
  CHECK(rows[0].time == "2026-02-28T23:59:59Z");
  CHECK(rows[0].quantity == "1");
  CHECK(rows[1].not_counted == "open");
  CHECK(rows[2].id == rows[0].id);
  test.options.company_from = {"Payload"};
  CHECK(starts(test.row(event("sent")).reason, "company is not named: "));
}

}  // namespace mailjet_test
