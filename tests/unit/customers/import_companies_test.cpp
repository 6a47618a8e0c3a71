// Tables of companies against a ledger: what they add and change, and what they leave.
#include "unit/customers/fixture.hpp"

using namespace porto;
using namespace porto::testing;

namespace import_companies_test {
namespace {

const std::string three =
    "id,name,tariff,from,through,domains,customer_number,reference,language,cost_centre\n"
    "0001,\"Eken, \"\"norr\"\" AB\",post,2026-01,,a.example b.example,4711,Ink\xC3\xB6p 12,sv,K1\n"
    "=SUB(A1),+46,post,2026-01,2026-06,,,,,\n"
    "=SUB(A1),+46,days,2026-07-15,,c.example,,,,\n"
    ",,,,,,,,,\n"
    "-17,@eken,,,,,,,,\n";

}  // namespace

TEST_CASE("a table adds companies, what is known of them, subscriptions and domains") {
  Customers c;
  const CompanyImportReport report = c.import(three);
  CHECK(counts_of(report) == "5 3 16 0 0 0");
  CHECK(report.not_counted == std::map<std::string, std::uint64_t>{{"blank row", 1}});
  CHECK(report.notices.empty());
  CHECK(c.ledger.companies() ==
        std::vector<Company>{{"-17", "@eken"},
                             {"0001", "Eken, \"norr\" AB", "4711", "Ink\xC3\xB6p 12", "sv", "K1"},
                             {"=SUB(A1)", "+46"}});
  CHECK(c.ledger.subscriptions() ==
        std::vector<Subscription>{{"0001", "post", Month(2026, 1)},
                                  {"=SUB(A1)", "days", Day::from_number(20260715)},
                                  {"=SUB(A1)", "post", Month(2026, 1), Month(2026, 6)}});
  CHECK(c.ledger.domains() == std::vector<SendingDomain>{{"a.example", "0001"},
                                                         {"b.example", "0001"},
                                                         {"c.example", "=SUB(A1)"}});
  CHECK(c.csv(rows_of(report.differences)) ==
        "what,company,name,change,before,after,place\n"
        "company,0001,,new,,,t.csv:2\n"
        "field,0001,name,new,,\"Eken, \"\"norr\"\" AB\",t.csv:2\n"
        "field,0001,customer_number,new,,4711,t.csv:2\n"
        "field,0001,reference,new,,Ink\xC3\xB6p 12,t.csv:2\n"
        "field,0001,language,new,,sv,t.csv:2\n"
        "field,0001,cost_centre,new,,K1,t.csv:2\n"
        "subscription,0001,post,new,,2026-01..,t.csv:2\n"
        "domain,0001,a.example,new,,..,t.csv:2\n"
        "domain,0001,b.example,new,,..,t.csv:2\n"
        "company,=SUB(A1),,new,,,t.csv:3\n"
        "field,=SUB(A1),name,new,,+46,t.csv:3\n"
        "subscription,=SUB(A1),post,new,,2026-01..2026-06,t.csv:3\n"
        "subscription,=SUB(A1),days,new,,2026-07-15..,t.csv:4\n"
        "domain,=SUB(A1),c.example,new,,..,t.csv:4\n"
        "company,-17,,new,,,t.csv:6\n"
        "field,-17,name,new,,@eken,t.csv:6\n");
}

TEST_CASE("the same table again changes nothing, and says so") {
  Customers c;
  c.import(three);
  const std::string before = c.exported();
  const std::size_t changes = c.ledger.changes().size();
  const CompanyImportReport again = c.import(three);
  CHECK(again.is_same());
  CHECK(counts_of(again) == "5 3 0 0 16 0");
  CHECK(again.differences.empty());
  CHECK(c.exported() == before);
  CHECK(c.ledger.changes().size() == changes);
  CHECK(c.import(three, {.all = true}).differences.size() == 16);
}

TEST_CASE("what a table does not say stays, and is told if that is asked for") {
  Customers c;
  c.import(three);
  const CompanyImportReport report =
      c.import("id,name,tariff,from,through\n0001,Eken AB,post,2026-01,2026-05\n", {.all = true});
  CHECK(counts_of(report) == "1 1 0 2 1 8");
  CHECK(c.csv(rows_of(report.differences)) ==
        "what,company,name,change,before,after,place\n"
        "company,0001,,same,,,t.csv:2\n"
        "field,0001,name,changed,\"Eken, \"\"norr\"\" AB\",Eken AB,t.csv:2\n"
        "subscription,0001,post,changed,2026-01..,2026-01..2026-05,t.csv:2\n"
        "field,0001,customer_number,only_in_ledger,4711,,\n"
        "field,0001,reference,only_in_ledger,Ink\xC3\xB6p 12,,\n"
        "field,0001,language,only_in_ledger,sv,,\n"
        "field,0001,cost_centre,only_in_ledger,K1,,\n"
        "domain,0001,a.example,only_in_ledger,..,,\n"
        "domain,0001,b.example,only_in_ledger,..,,\n"
        "company,-17,,only_in_ledger,,,\n"
        "company,=SUB(A1),,only_in_ledger,,,\n");
  CHECK(c.ledger.companies()[1].reference == "Ink\xC3\xB6p 12");
  // An end that the table does not have is no difference that is done.
  const CompanyImportReport open = c.import("id,tariff,from\n0001,post,2026-01\n", {.all = true});
  CHECK(open.is_same());
  CHECK(c.ledger.subscriptions().front().through_text() == "2026-05");
  CHECK(open.differences[1].before == "2026-01..2026-05");
  CHECK(open.differences[1].after == "2026-01..");
}

TEST_CASE("a domain moves from one company to another, whatever the order of the rows") {
  Customers c;
  c.import("id,domains\nb,\na,x.example y.example(2026-01-01..)\n");
  const CompanyImportReport report = c.import(
      "id,domains\nb,x.example(2026-04-01..)\n"
      "a,\"y.example(2026-01-01..2026-03-31);x.example(..2026-03-31)\"\n");
  CHECK(report.added == 1);
  CHECK(report.changed == 2);
  CHECK(c.csv(rows_of(c.ledger.domains())) ==
        "domain,company,from,through\n"
        "x.example,a,,2026-03-31\n"
        "x.example,b,2026-04-01,\n"
        "y.example,a,2026-01-01,2026-03-31\n");
  CHECK(
      c.refused("id,domains\na,X.example\n") ==
      "t.csv:2: column \"domains\": company \"a\" has x.example(..2026-03-31); say from which day "
      "it has it again: x.example(DAY..)\nnothing was changed");
}

TEST_CASE("what was exported comes back without a difference") {
  Customers c;
  c.import(three);
  c.import(
      "id,name,tariff,from,through,domains\n"
      "\"a,b;c\",\" blank \",days,2026-02-03,2026-02-20,\"d.example(2026-01-10..2026-02-20)\"\n"
      "\"a,b;c\",\" blank \",days,2026-03,,d.example(2026-03-01..)\n"
      "\"say \"\"hi\"\"\",\"O'Brien\",post,2025-01,,\n1e5,TRUE,,,,\n1/2,2025-03,,,,\n");
  const std::string table = c.exported();
  CHECK(table.find("\"a,b;c\", blank ,days,2026-02-03,2026-02-20,\"") == std::string::npos);
  const CompanyImportReport again = c.import(table);
  CHECK(again.is_same());
  CHECK(again.only_in_ledger == 0);
  Customers other;
  CHECK(other.import(table).changed == 0);
  CHECK(other.exported() == table);
}

TEST_CASE("a dry run says the same and changes nothing") {
  Customers c;
  const CompanyImportReport dry = c.import(three, {}, {.dry_run = true});
  CHECK(counts_of(dry) == "5 3 16 0 0 0");
  CHECK(c.ledger.companies().empty());
  CHECK(c.ledger.changes().empty() == false);  // those of the tariffs
  CHECK(c.import(three).differences == dry.differences);
}

TEST_CASE("closed months that change are told with the sum, and who did it and why is kept") {
  Customers c;
  c.import("id,tariff,from\nold,post,2026-01\nnew,,\n");
  for (const int month : {1, 2})
    c.ledger.close({2026, month}, parse_rfc3339("2026-03-02T00:00:00Z"));
  Effect effect;
  const ChangeOptions anna{.actor = "anna", .reason = "signed in January"};
  c.import("id,tariff,from\nnew,post,2026-01\nnewer,post,2026-02\n", {}, anna, &effect);
  CHECK(effect.months.size() == 3);
  CHECK(effect.companies == 2);
  CHECK(effect.next == Month(2026, 3));
  CHECK(*effect.after - *effect.before == Money(6000, Currency("SEK")));
  CHECK(c.ledger.changes().back().actor == "anna");
  CHECK(c.ledger.changes().back().reason == "signed in January");
  c.import("id,tariff,from\nnew,post,2026-01\n", {}, anna, &effect);
  CHECK(effect.months.empty());
  CHECK(c.ledger.verify().ok());
}

TEST_CASE(
    "every mistake of a table is told at once, with its line and column, and nothing is done") {
  Customers c;
  c.import("id,tariff,from,domains\nknown,post,2026-01,k.example\n");
  CHECK(
      c.refused("id,name,tariff,from,through,domains,language\n"
                "good,Good AB,post,2026-01,,,sv\n"
                ",No Id AB,,,,,\n"
                "a,A,pots,2026-01,,,\n"
                "b,B,post,,,,\n"
                "c,C,post,jan-26,,,\n"
                "d,D,post,2026-05,2026-02,,\n"
                "e,E,post,2026-01-15,,,\n"
                "f,F,post,2024-01,,,\n"
                "g,G,,,,k.example no_dots..example,\n"
                "h,H,,,,,Swedish\n"
                "good,Other AB,,,,,\n"
                "i,I,,2026-01,,,\n"
                "known,,post,2026-03,,,\n"
                "Summa,,,,,,\n"
                "j,\"two\nlines\",,,,,\n"
                "short\n") ==
      "t.csv:3: column \"id\": \"\" cannot be the id of a company: it is empty\n"
      "t.csv:4: column \"tariff\": no tariff \"pots\"; did you mean \"post\"?\n"
      "t.csv:5: column \"from\": a row with a tariff says from when: a month, 2026-02, or a day\n"
      "t.csv:6: column \"from\": \"jan-26\" is not a month; write it as year and month, like "
      "2024-02\n"
      "t.csv:7: column \"tariff\": the subscription would end (2026-02) before it begins "
      "(2026-05)\n"
      "t.csv:8: column \"tariff\": \"post\" version 1, which prices 2026-01, does not prorate, "
      "and \"e\" would be on it on some days of the month (from 2026-01-15 until further "
      "notice); write prorate = \"days\" in a version for that month, or take whole months\n"
      "t.csv:9: column \"tariff\": tariff \"post\" is effective from 2025-01, not yet in "
      "2024-01; begin then, or add a version\n"
      "t.csv:10: column \"domains\": \"no_dots..example\" is no domain; write it as "
      "mail.bolag.se\n"
      "t.csv:10: column \"domains\": domain \"k.example\" belongs to company \"known\" until "
      "further notice; end that first, or begin after it\n"
      "t.csv:11: column \"language\": company language \"Swedish\" is none of \"en\", \"sv\"; "
      "leave it empty for that of the tariff\n"
      "t.csv:12: column \"name\": \"Other AB\", but line 2 has \"Good AB\" for company \"good\"; "
      "write the same in all of its rows, or leave it empty\n"
      "t.csv:13: column \"from\": a row without a tariff has no period; name the tariff, or "
      "leave it empty\n"
      "t.csv:14: column \"tariff\": \"known\" is on \"post\" from 2026-01 until further notice "
      "already; end that first, or begin after it\n"
      "t.csv:15: column \"id\": \"Summa\" says that the row is a total; leave it out. If a "
      "company is called that, add it first (porto company add)\n"
      "t.csv:16: column \"name\": company name \"two\\x0Alines\" cannot be used: it has a "
      "control character\n"
      "t.csv:18: row has the wrong number of fields: 1 instead of the header's 7; put a field with "
      "a delimiter in it in quotes\n"
      "nothing was changed");
}

TEST_CASE("of very many mistakes the first hundred are told, and how many there are more") {
  Customers c;
  std::string table = "id,tariff,from\n";
  for (int i = 0; i < 250; ++i) table += "c" + std::to_string(i) + ",nothing,2026-01\n";
  const std::string told = c.refused(table);
  CHECK(told.starts_with("t.csv:2: "));
  CHECK(
      told.ends_with("\nt.csv:101: column \"tariff\": no tariff \"nothing\"; add it first\n"
                     "... and 150 more\nnothing was changed"));
}

TEST_CASE("an end is not moved on; months that are years away are questioned") {
  Customers c;
  c.import("id,tariff,from,through\na,post,2026-01,2026-06\n");
  CHECK(c.refused("id,tariff,from,through\na,post,2026-01,2026-09\n")
            .find("the ledger has 2026-01..2026-06, and an end is not moved on; add another from "
                  "2026-07-01") != std::string::npos);
  CHECK(c.import("id,tariff,from,through\na,post,2026-01,2026-06\na,post,2026-07,\n").added == 1);
  const ChangeOptions now{.at = parse_rfc3339("2026-03-02T00:00:00Z")};
  const std::string far = "id,tariff,from\na,days,2036-01\n";
  const Thrown thrown = testing::thrown([&] { c.import(far, {}, now); });
  CHECK(thrown.message.find("if it is meant, set allow_far") != std::string::npos);
  ChangeOptions meant = now;
  meant.allow_far = true;
  CHECK(c.import(far, {}, meant).added == 1);
}

TEST_CASE("a ledger that refuses changes of closed months refuses them here, each with its line") {
  Customers c({.late = LatePolicy::refuse});
  c.import("id,tariff,from\na,post,2026-01\nb,,\n");
  c.ledger.close({2026, 1}, parse_rfc3339("2026-03-02T00:00:00Z"));
  const std::string told = c.refused("id,tariff,from\nb,post,2026-01\na,days,2026-01\n");
  CHECK(told.find("t.csv:2: column \"tariff\": this would change 2026-01 of company \"b\"") !=
        std::string::npos);
  CHECK(told.find("t.csv:3: column \"tariff\": this would change 2026-01 of company \"a\"") !=
        std::string::npos);
}

TEST_CASE("companies that are nearly alike are told, tariffs that price one meter are") {
  Customers c;
  c.import("id\nbolag-17\n");
  const CompanyImportReport report = c.import("id\nBolag-17\n");
  REQUIRE(report.notices.size() == 1);
  CHECK(report.notices[0].find("bolag-17") != std::string::npos);
  Effect effect;
  c.import("id,tariff,from\nt,post,2026-01\nt,days,2026-01\n", {}, {}, &effect);
  REQUIRE(effect.notices.size() == 1);
  CHECK(effect.notices[0].find("priced by tariffs") != std::string::npos);
}

}  // namespace import_companies_test
