// Reconciling with monthly counts: which rows of a file are compared with what, and that nothing
// compared is an error.
#include "reconcile/reconcile.hpp"

#include "unit/reconcile/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace reconcile_test {
namespace {

const std::string counts = "company,month,quantity\n";

struct TwoMeters : Reconciling {
  TwoMeters() {
    add("e1", "c", june, 7);
    add("e2", "c", june, 2'500, "gb");
  }
};

// Two domains of one company, one of none, and usage that names no domain.
struct Domains : Reconciling {
  Domains() {
    claim("a.example", "c");
    claim("b.example", "c");
    add("e1", "a.example", june, 3);
    add("e2", "b.example", june, 4);
    add("e3", "nobody.example", june, 5);
    add("e4", "c", june, 6);
    add("e5", "d", june, 1);
    add("e6", "a.example", "2025-07-01T12:00:00Z", 9);
  }
};

}  // namespace

TEST_CASE("rows of a file without a meter are of the meter that is asked for") {
  TwoMeters r;
  CHECK(r.rows(counts + "c,2025-06,2\n", of_meter("gb")) == "2025-06 c: 2.5 - 2 = 0.5 differs\n");
  CHECK(r.rows(counts + "c,2025-06,2\n") == "2025-06 c: 7 - 2 = 5 differs\n");
  CHECK(r.rows("Kund,Period,Antal\nc,2025-06,2\n",
               of_meter("gb", with_map("company=Kund,month=Period,quantity=Antal"))) ==
        "2025-06 c: 2.5 - 2 = 0.5 differs\n");
}

TEST_CASE("rows of a file with meters are of their own") {
  TwoMeters r;
  const std::string both = "company,month,quantity,meter\nc,2025-06,2,gb\nc,2025-06,7,\n";
  CHECK(r.rows(both, of_meter("gb")) == "2025-06 c: 2.5 - 2 = 0.5 differs\n");
  CHECK(r.rows(both) == "2025-06 c: 7 - 7 = 0 same\n");
}

TEST_CASE("a comparison of nothing is an error") {
  TwoMeters r;
  const std::string meters = "company,month,quantity,meter\n";
  r.check_error(meters + "c,2025-06,7,\nc,2025-06,7,sms\n",
                "no count of the meter \"gb\"; it has \"messages\", \"sms\"", of_meter("gb"));
  r.check_error("Kund,Period,Antal\nc,2025-06,2\n", "it has \"sms\"",
                of_meter("gb", with_map("company=Kund,month=Period,quantity=Antal,"
                                        "constant.meter=sms")));
  r.check_error(meters + "c,2025-06,2,gb\nd,2025-06,2,Gb\n", "meter is unknown: \"Gb\"",
                of_meter("gb"));
  r.check_error(counts + ",,\n", "nothing to compare");
  r.check_error(counts + "c,2025-06,7\n", "meter is unknown: \"sms\"", of_meter("sms"),
                ErrorCode::not_found, "meter");
}

TEST_CASE("a row of totals is no company or domain to compare") {
  TwoMeters r;
  r.check_error(counts + "c,2025-06,7\nSumma,2025-06,7\n", "row is a total: \"Summa\"");
  r.check_error("domain,month,quantity\na.example,2025-06,7\nTotalt,2025-06,7\n",
                "row is a total: \"totalt\"");
}

TEST_CASE("a file is compared by what it names") {
  Domains r;
  CHECK(r.rows(counts + "c,2025-06,13\nd,2025-06,2\ne,2025-06,8\n") ==
        "2025-06: 5 - none = 5 only_metered\n"
        "2025-06 c: 13 - 13 = 0 same\n"
        "2025-06 d: 1 - 2 = -1 differs\n"
        "2025-06 e: none - 8 = -8 only_theirs\n");
  CHECK(r.rows("domain,month,quantity\nA.Example.,2025-06,3\nx.example,2025-06,0\n"
               "a.example,2025-07,9\n") ==
        "2025-06: 7 - none = 7 only_metered\n"
        "2025-06 @a.example: 3 - 3 = 0 same\n"
        "2025-06 @b.example: 4 - none = 4 only_metered\n"
        "2025-06 @nobody.example: 5 - none = 5 only_metered\n"
        "2025-06 @x.example: none - 0 = 0 same\n"
        "2025-07 @a.example: 9 - 9 = 0 same\n");
  CHECK(r.rows("month,quantity\n2025-06,19\n") == "2025-06: 19 - 19 = 0 same\n");
  CHECK(r.rows("Domän;Månad;Antal\nb.example;juni 2025;4\n",
               with_map("domain=Domän,month=Månad,quantity=Antal,delimiter=;,"
                        "time_layout=MMMM YYYY"))
            .find("2025-06 @b.example: 4 - 4 = 0 same\n") != std::string::npos);
}

TEST_CASE("what a file tells in more detail is summed up") {
  Domains r;
  const std::string both =
      "company,domain,month,quantity\nc,a.example,2025-06,3\nc,b.example,2025-06,4\n"
      "d,b.example,2025-06,1\n";
  CHECK(r.rows(both) ==
        "2025-06: 5 - none = 5 only_metered\n"
        "2025-06 c: 13 - 7 = 6 differs\n"
        "2025-06 d: 1 - 1 = 0 same\n");
  CHECK(r.rows(both, by(ReconcileBy::domain)).find("@b.example: 4 - 5 = -1 differs") !=
        std::string::npos);
  CHECK(r.rows(both, by(ReconcileBy::total)) == "2025-06: 19 - 8 = 11 differs\n");
  ReconcileOptions of_c;
  of_c.file.company = "c";
  CHECK(r.rows("domain,month,quantity\na.example,2025-06,3\nb.example,2025-06,10\n", of_c)
            .find("2025-06 c: 13 - 13 = 0 same\n") != std::string::npos);
}

TEST_CASE("a file that cannot be compared so is refused") {
  Domains r;
  const auto wrong = ErrorCode::invalid_argument;
  r.check_error("month,quantity\n2025-06,1\n", "by company: the file names no companies",
                by(ReconcileBy::company), wrong, "by");
  r.check_error(counts + "c,2025-06,1\n", "by domain: the file names no domains",
                by(ReconcileBy::domain), wrong, "by");
  ReconcileOptions total = by(ReconcileBy::total);
  total.file.company = "c";
  r.check_error("month,quantity\n2025-06,1\n", "the usage of all companies", total, wrong,
                "company");
  total.by.reset();
  r.check_error(counts + "c,2025-06,1\n", "name their companies", total, wrong, "company");
  ReconcileOptions metric;
  metric.metric = "delivered_count";
  r.check_error(counts + "c,2025-06,1\n", "numbers of Mailgun's JSON", metric, wrong, "metric");
}

TEST_CASE("a company that can be none is refused, and not given back") {
  Reconciling test;
  ReconcileOptions how;
  how.file.company = "bolag\xFF";
  test.check_error("month,quantity\n2025-06,7\n", "cannot be used, ", how,
                   ErrorCode::invalid_argument, "company");
}

TEST_CASE("nothing of a file is passed over") {
  Domains r;
  r.check_error("compnay,month,quantity\nc,2025-06,1\n", "but a column \"compnay\"", {},
                ErrorCode::bad_input, "counts:1");
  r.check_error("month,quantity\n2025-06,1\n2025-06,2\n",
                "count is there twice: line 2 has 2025-06", {}, ErrorCode::bad_input, "counts:3");
  r.check_error("domain,month,quantity\na.example,2025-06,1\nA.EXAMPLE,2025-06,2\n",
                "count is there twice: line 2 has \"a.example\" in 2025-06", {},
                ErrorCode::bad_input, "counts:3");
  r.check_error("domain,month,quantity\nno domain,2025-06,1\n", "domain is malformed", {},
                ErrorCode::bad_input, "counts:2");
  r.check_error("domain,month,quantity\n,2025-06,1\n", "domain is malformed");
  r.check_error(counts + "c,2025-06," + std::string(100, '9') + "\n", "quantity does not fit", {},
                ErrorCode::bad_input, "counts:2");
  const std::vector<std::string> notices =
      r.compare("company,month,quantity,note\nc,2025-06,1,x\n").report.notices;
  REQUIRE(notices.size() == 1);
  CHECK(contains(notices[0], "column \"note\" is not used"));
}

TEST_CASE("the report sums up, also what is not shown") {
  Domains r;
  ReconcileOptions differs;
  differs.only_differs = true;
  const std::string file = counts + "c,2025-06,13\nd,2025-06,3\n";
  CHECK(r.rows(file, differs) ==
        "2025-06: 5 - none = 5 only_metered\n"
        "2025-06 d: 1 - 3 = -2 differs\n");
  const ReconcileReport report = r.compare(file, differs).report;
  CHECK(report.compared == 3);
  CHECK(report.differ == 2);
  CHECK(report.incomplete == 0);
  CHECK(report.metered == 19);
  CHECK(report.theirs == 16);
  CHECK(report.difference() == 3);
  CHECK_FALSE(report.is_same());
}

}  // namespace reconcile_test
