// Reconciling with Mailgun's Metrics and Stats: what is read of an answer, what makes a month, and
// what is refused.
#include "unit/reconcile/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace mailgun_test {
namespace {

const std::string feb_1 = "Thu, 01 Feb 2024 00:00:00 +0000";
const std::string mar_1 = "Fri, 01 Mar 2024 00:00:00 +0000";

// An item of Metrics; `domain` may be empty.
std::string item(const std::string& time, const std::string& numbers,
                 const std::string& domain = "") {
  std::string dimensions =
      R"({"dimension": "time", "value": ")" + time + R"(", "display_value": ""})";
  if (!domain.empty()) dimensions += R"(, {"dimension": "domain", "value": ")" + domain + R"("})";
  return R"({"dimensions": [)" + dimensions + R"(], "metrics": {)" + numbers + "}}";
}

struct Answer {
  std::string items;
  std::string resolution = "month";
  std::string dimensions = R"("time")";
  std::string start = feb_1;
  std::string end = mar_1;
  int skip = 0;
  int total = 1;

  std::string text() const {
    return R"({"start": ")" + start + R"(", "end": ")" + end + R"(", "resolution": ")" +
           resolution + R"(", "duration": "", "dimensions": [)" + dimensions +
           R"(], "pagination": {"sort": "", "skip": )" + std::to_string(skip) +
           R"(, "limit": 1000, "total": )" + std::to_string(total) + "},\n\"items\": [" + items +
           R"(], "aggregates": {"metrics": {}}})" + "\n";
  }
};

std::string stats(const std::string& list, const std::string& resolution = "month",
                  const std::string& start = "Thu, 01 Feb 2024 00:00:00 UTC",
                  const std::string& end = "Fri, 01 Mar 2024 00:00:00 UTC") {
  return R"({"start": ")" + start + R"(", "end": ")" + end + R"(", "resolution": ")" + resolution +
         R"(", "stats": [)" + list + "]}\n";
}

std::string stat(const std::string& time, int delivered) {
  return R"({"time": ")" + time + R"(", "accepted": {"incoming": 1, "outgoing": )" +
         std::to_string(delivered + 1) + R"(, "total": 9}, "delivered": {"smtp": 0, "total": )" +
         std::to_string(delivered) + "}}";
}

ReconcileOptions with_metric(const std::string& metric) {
  ReconcileOptions options;
  options.metric = metric;
  return options;
}

struct Mailgun : Reconciling {
  Mailgun() {
    claim("a.example", "c");
    add("e1", "a.example", "2024-02-10T12:00:00Z", 5);
    add("e2", "a.example", "2024-02-29T23:30:00Z", 2);  // March in Stockholm
    add("e3", "b.example", "2024-03-10T12:00:00Z", 3);
  }
  void set_counting(const std::string& rule) {
    const auto transaction = store->begin(Store::Access::write);
    store->set_counting("mailgun", rule);
    transaction->commit();
  }
};

}  // namespace

TEST_CASE("Metrics are compared in the months of UTC") {
  Mailgun r;
  Answer answer{.items = item(feb_1, R"("processed_count": 7)")};
  CHECK(r.rows(answer.text()) == "2024-02: 7 - 7 = 0 same\n");
  ReconcileOptions of_c;
  of_c.file.company = "c";
  CHECK(r.rows(answer.text(), of_c) == "2024-02 c: 7 - 7 = 0 same\n");
  answer.dimensions = R"("time", "domain")";
  answer.items = item(feb_1, R"("processed_count": 7)", "A.example") + ",\n" +
                 item(feb_1, R"("processed_count": 1)", "x.example");
  answer.total = 2;
  CHECK(r.rows(answer.text()) ==
        "2024-02 @a.example: 7 - 7 = 0 same\n"
        "2024-02 @x.example: none - 1 = -1 only_theirs\n");
  CHECK(r.rows(answer.text(), by(ReconcileBy::total)) == "2024-02: 7 - 8 = -1 differs\n");
}

TEST_CASE("days are summed to months, and hours also to those of another zone") {
  Mailgun r;
  Answer days{.items = item("Sat, 10 Feb 2024 00:00:00 +0000", R"("processed_count": 5)") + "," +
                       item("Thu, 29 Feb 2024 00:00:00 +0000", R"("processed_count": 2)"),
              .resolution = "day",
              .total = 2};
  CHECK(r.rows(days.text()) == "2024-02: 7 - 7 = 0 same\n");
  r.check_error(days.text(),
                "lies in two months of \"Europe/Stockholm\"; ask Mailgun for the"
                " resolution hour",
                in_zone("Europe/Stockholm"), ErrorCode::bad_input, "counts:2");
  Answer hours{.items = item("Sat, 10 Feb 2024 12:00:00 +0000", R"("processed_count": 5)") + "," +
                        item("Thu, 29 Feb 2024 23:00:00 +0000", R"("processed_count": 2)"),
               .resolution = "hour",
               .start = "Wed, 31 Jan 2024 23:00:00 +0000",
               .end = "Sun, 31 Mar 2024 22:00:00 +0000",
               .total = 2};
  CHECK(r.rows(hours.text(), in_zone("Europe/Stockholm")) ==
        "2024-02: 5 - 5 = 0 same\n"
        "2024-03: 5 - 2 = 3 differs\n");
}

TEST_CASE("a month that the answers do not cover is incomplete, one without counts is compared") {
  Mailgun r;
  Answer part{.items = item("Sat, 10 Feb 2024 00:00:00 +0000", R"("processed_count": 7)"),
              .resolution = "day",
              .start = "Fri, 02 Feb 2024 00:00:00 +0000"};
  CHECK(r.rows(part.text()) == "2024-02: 7 - 7 = 0 incomplete\n");
  const ReconcileReport report = r.compare(part.text()).report;
  CHECK(report.compared == 0);
  CHECK(report.incomplete == 1);
  CHECK_FALSE(report.is_same());
  ReconcileOptions differs;
  differs.only_differs = true;
  CHECK(r.compare(part.text(), differs).rows.size() == 1);

  Answer first{
      .items = "", .resolution = "day", .end = "Fri, 02 Feb 2024 00:00:00 +0000", .total = 0};
  CHECK(r.rows(first.text() + part.text()) == "2024-02: 7 - 7 = 0 same\n");
  part.start = feb_1;
  part.end = "Thu, 29 Feb 2024 23:59:59 +0000";
  CHECK(r.rows(part.text()) == "2024-02: 7 - 7 = 0 same\n");
  part.end = "Thu, 29 Feb 2024 00:00:00 +0000";
  CHECK(r.rows(part.text()) == "2024-02: 7 - 7 = 0 incomplete\n");
  part.end = "Mon, 01 Apr 2024 00:00:00 +0000";
  CHECK(r.rows(part.text()) ==
        "2024-02: 7 - 7 = 0 same\n"
        "2024-03: 3 - none = 3 only_metered\n");
}

TEST_CASE("a count that begins where its answer ends is left out, and told") {
  Mailgun r;
  const Answer answer{.items = item(feb_1, R"("processed_count": 7)") + "," +
                               item(mar_1, R"("processed_count": 1)"),
                      .total = 2};
  CHECK(r.rows(answer.text()) == "2024-02: 7 - 7 = 0 same\n");
  const std::vector<std::string> notices = r.compare(answer.text()).report.notices;
  REQUIRE(notices.size() == 1);
  CHECK(contains(notices[0], "counts that begin where their answer ends: 1, left out"));
}

TEST_CASE("all pages of an answer are needed, once each") {
  Mailgun r;
  Answer first{.items = item("Sat, 10 Feb 2024 00:00:00 +0000", R"("processed_count": 5)"),
               .resolution = "day",
               .total = 2};
  Answer second{.items = item("Thu, 29 Feb 2024 00:00:00 +0000", R"("processed_count": 2)"),
                .resolution = "day",
                .skip = 1,
                .total = 2};
  const std::string same = "2024-02: 7 - 7 = 0 same\n";
  CHECK(r.rows(first.text() + second.text()) == same);
  CHECK(r.rows(second.text() + ",\n" + first.text()) == same);
  CHECK(r.rows("[" + first.text() + "," + second.text() + "]") == same);
  r.check_error(first.text(), "the file has 1 of 2 items of the answer from 2024-02-01T00:00:00Z");
  r.check_error(second.text(), "the file has 1 of 2 items");
  r.check_error(first.text() + second.text() + second.text(), "count is there twice", {},
                ErrorCode::bad_input, "counts:6");
}

TEST_CASE("the number compared is named, or meant by the ledger's counting rule") {
  const std::string numbers =
      R"("accepted_outgoing_count": 9, "delivered_count": 6, "processed_count": 7, "rate": "0.5")";
  const Answer answer{.items = item(feb_1, numbers)};
  const auto theirs = [&](const std::string& rule, const std::string& text,
                          const ReconcileOptions& options = {}) {
    Mailgun r;
    if (!rule.empty()) r.set_counting(rule);
    return r.compare(text, options).rows.at(0).theirs->to_string();
  };
  CHECK(theirs("", answer.text()) == "7");
  CHECK(theirs("processed", answer.text()) == "7");
  CHECK(theirs("delivered", answer.text()) == "6");
  CHECK(theirs("accepted", answer.text()) == "9");
  CHECK(theirs("processed", answer.text(), with_metric("delivered_count")) == "6");
  const std::string of_feb = stats(stat("Thu, 01 Feb 2024 00:00:00 UTC", 4));
  CHECK(theirs("delivered", of_feb) == "4");
  CHECK(theirs("accepted", of_feb) == "5");
  CHECK(theirs("", of_feb, with_metric("accepted.total")) == "9");

  Mailgun r;
  r.check_error(answer.text(),
                "metric is missing: \"sent\"; those here are accepted_outgoing_count,"
                " delivered_count, processed_count",
                with_metric("sent"), ErrorCode::bad_input, "counts:2");
  r.check_error(answer.text(), "metric is not a whole number: \"rate\" is \"0.5\"",
                with_metric("rate"));
  r.check_error(of_feb, "\"sent.total\"; those here are accepted.incoming, accepted.outgoing,",
                with_metric("sent.total"));
  r.check_error(of_feb, "\"processed\", which Stats have no number of", {},
                ErrorCode::invalid_argument, "metric");
}

TEST_CASE("Stats are of the time that they say") {
  Mailgun r;
  const ReconcileOptions delivered = with_metric("delivered.total");
  CHECK(r.rows(stats(stat("Sat, 10 Feb 2024 00:00:00 UTC", 5) + "," +
                         stat("Thu, 29 Feb 2024 00:00:00 UTC", 2),
                     "day"),
               delivered) == "2024-02: 7 - 7 = 0 same\n");
  const std::string since_14th = stats(
      stat("Wed, 14 Feb 2024 00:00:00 UTC", 2) + "," + stat("Fri, 01 Mar 2024 00:00:00 UTC", 3),
      "month", "Wed, 14 Feb 2024 00:00:00 UTC", "Mon, 01 Apr 2024 00:00:00 UTC");
  CHECK(r.rows(since_14th, delivered) ==
        "2024-02: 7 - 2 = 5 incomplete\n"
        "2024-03: 3 - 3 = 0 same\n");
}

TEST_CASE("answers that cannot be compared are refused with their place") {
  Mailgun r;
  const std::string number = R"("processed_count": 7)";
  const auto refused = [&](const std::string& text, const std::string& part) {
    r.check_error(text, part, {}, ErrorCode::bad_input, "counts");
  };
  Answer by_tag{.items = item(feb_1, number), .dimensions = R"("time", "tag")"};
  refused(by_tag.text(), "dimension cannot be compared: \"tag\"");
  refused(Answer{.items = "", .dimensions = R"("domain")", .total = 0}.text(), "without time");
  refused(Answer{.items = item(feb_1, number), .dimensions = R"("time", "domain")"}.text(),
          "dimension is missing");
  refused(Answer{.items = item(feb_1, number, "a.example")}.text(),
          "dimension is unexpected: \"domain\"");
  refused(Answer{.items = item(feb_1, number), .resolution = "week"}.text(),
          "resolution is unknown: \"week\"");
  refused(Answer{.items = item("2024-02-01", number)}.text(), "time is malformed");
  refused(Answer{.items = item(feb_1, number) + "," + item(feb_1, number), .total = 2}.text(),
          "count is there twice");
  refused(Answer{.items = item(feb_1, R"("processed_count": 7.0)")}.text(), "not a whole number");
  refused(Answer{.items = item(feb_1, R"("processed_count": 1000000000000000000)")}.text(),
          "metric is too large");
  refused(Answer{.items = "", .total = 0}.text(), "nothing to compare");
  refused(Answer{.items = item(feb_1, number)}.text() + stats(stat(feb_1, 1)),
          "answers are unlike");
  refused(Answer{.items = item(feb_1, number)}.text() +
              Answer{.items = "", .resolution = "day", .total = 0}.text(),
          "must be those of the answer in line 1");
  refused(R"({"event": "delivered", "id": "1"})", "no answer of Mailgun's Metrics or Stats");
  refused("{}\n", "no answer of Mailgun's");
  const std::string whole = Answer{.items = item(feb_1, number)}.text();
  refused(whole + whole.substr(0, 60), "it may be cut off");
  r.check_error(whole, "a column map is for CSV", with_map("month=a,quantity=b"),
                ErrorCode::invalid_argument, "map");
}

}  // namespace mailgun_test
