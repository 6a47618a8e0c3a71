// The public lists: header, order and cells are a contract, so each is written out in full here.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "porto/output.hpp"
#include "porto/rows.hpp"

using namespace porto;
using namespace porto::internal;

namespace lists_test {
namespace {

const Month february(2024, 2);
const Currency sek("SEK");

void check(Rows rows, const std::string& csv) {
  CHECK(to_text(std::move(rows), output_format("csv")) == csv);
}

InvoiceLine usage_line() {
  return {.month = february,
          .company = "bolag-17",
          .line = 2,
          .charge = "epost",
          .kind = LineKind::usage,
          .text = "E-post, 30\u00A0000 meddelanden",
          .quantity = 30000,
          .unit = "H87",
          .unit_price = Decimal::parse("0.012"),
          .base_quantity = 1,
          .exact_amount = 360,
          .net_amount = Money(36000, sek),
          .tariff = "vitec-epost",
          .tariff_version = 1,
          .usage_month = february};
}

Tariff tariff() {
  return {"vitec-epost", 3, february, "E-post, via Mailgun", sek, "sv", {}, {}, {}, {}, false, {}};
}

}  // namespace

TEST_CASE("invoice lines") {
  const std::string header =
      "month,company,line,charge,kind,text,quantity,unit,unit_price,base_quantity,exact_amount,"
      "net_amount,currency,tariff,tariff_version,usage_month\n";
  InvoiceLine minimum = usage_line();
  minimum.kind = LineKind::minimum;
  minimum.charge = "";
  minimum.unit = "";
  minimum.unit_price.reset();
  minimum.quantity = 1;
  minimum.exact_amount = Decimal::parse("0.5");
  minimum.net_amount = Money(50, sek);
  minimum.usage_month = Month(2024, 1);

  check(rows_of(std::vector<InvoiceLine>{}), header);
  check(rows_of(std::vector{usage_line(), minimum}),
        header +
            "2024-02,bolag-17,2,epost,usage,\"E-post, 30\u00A0000 meddelanden\",30000,H87,0.012,1,"
            "360,360.00,SEK,vitec-epost,1,2024-02\n"
            "2024-02,bolag-17,2,,minimum,\"E-post, 30\u00A0000 meddelanden\",1,,,1,0.5,0.50,SEK,"
            "vitec-epost,1,2024-01\n");
}

TEST_CASE("net_amount has the decimals of its currency") {
  struct Case {
    const char* currency;
    std::int64_t minor;
    const char* amount;
  };
  const Case cases[] = {{"SEK", 0, "0.00"},           {"SEK", 5, "0.05"},
                        {"SEK", -86000, "-860.00"},   {"JPY", 1935, "1935"},
                        {"KWD", 3600038, "3600.038"}, {"CLF", 1, "0.0001"}};
  for (const Case& c : cases) {
    CAPTURE(c.currency);
    InvoiceLine line = usage_line();
    line.net_amount = Money(c.minor, Currency(c.currency));
    Rows rows = rows_of(std::vector{line});
    REQUIRE(rows.columns()[11].type == ColumnType::money);
    REQUIRE(rows.next());
    CHECK(rows.cells()[11] == c.amount);
    CHECK(rows.cells()[12] == c.currency);
  }
}

TEST_CASE("usage") {
  check(rows_of(std::vector<MonthUsage>{{february, "bolag-17", "messages", 0, 40000, 12},
                                        {february, "bolag-17", "storage", 3, 2500, 1}}),
        "month,company,meter,quantity,events\n"
        "2024-02,bolag-17,messages,40000,12\n"
        "2024-02,bolag-17,storage,2.5,1\n");
}

TEST_CASE("companies, meters, subscriptions, closed months") {
  check(rows_of(std::vector<Company>{{"0010", ""}, {"10", "Bolag, AB", "4711", "R", "sv", "K1"}}),
        "company,name,customer_number,reference,language,cost_centre\n"
        "0010,,,,,\n"
        "10,\"Bolag, AB\",4711,R,sv,K1\n");
  check(
      rows_of(std::vector<CompanyRow>{
          {{"0010", ""}, {}, "a.example b.example"},
          {{"10", "Bolag"}, Subscription("10", "days", Day(february, 2), Day(february, 29)), ""}}),
      "id,name,tariff,from,through,domains,customer_number,reference,language,cost_centre\n"
      "0010,,,,,a.example b.example,,,,\n"
      "10,Bolag,days,2024-02-02,2024-02,,,,,\n");
  check(rows_of(std::vector<CompanyDifference>{
            {CompanyPart::field, "10", "name", CompanyDifferenceKind::changed, "A", "B", "t.csv:2"},
            {CompanyPart::company, "11", "", CompanyDifferenceKind::only_in_ledger, "", "", ""}}),
        "what,company,name,change,before,after,place\n"
        "field,10,name,changed,A,B,t.csv:2\n"
        "company,11,,only_in_ledger,,,\n");
  check(rows_of(std::vector<Meter>{{"messages", 0}, {"storage", 3}}),
        "meter,decimals\nmessages,0\nstorage,3\n");
  check(rows_of(std::vector<Subscription>{{"10", "vitec-epost", february, {}},
                                          {"11", "vitec-epost", february, Month(2024, 12)},
                                          {"12", "days", Day(february, 2), Day(february, 28)},
                                          {"13", "days", Day(february, 1), Day(february, 29)}}),
        "company,tariff,from,through\n"
        "10,vitec-epost,2024-02,\n"
        "11,vitec-epost,2024-02,2024-12\n"
        "12,days,2024-02-02,2024-02-28\n"
        "13,days,2024-02,2024-02\n");
  const ClosedMonth closed{february, parse_rfc3339("2024-03-01T08:00:00Z"), "f00d"};
  ClosedMonth pruned = closed;
  pruned.pruned_at = parse_rfc3339("2024-04-01T08:00:00Z");
  check(rows_of(std::vector<ClosedMonthTotal>{{closed, 0, 0, Currency("SEK")},
                                              {pruned, 2, Decimal(86000), Currency("SEK")}}),
        "month,closed_at,lines,net_amount,currency,hash,pruned_at\n"
        "2024-02,2024-03-01T08:00:00Z,0,0.00,SEK,f00d,\n"
        "2024-02,2024-03-01T08:00:00Z,2,86000.00,SEK,f00d,2024-04-01T08:00:00Z\n");
}

TEST_CASE("tariffs") {
  check(rows_of(std::vector<ListedTariff>{{tariff(), "ab12"}}),
        "tariff,version,effective,name,currency,sha256\n"
        "vitec-epost,3,2024-02,\"E-post, via Mailgun\",SEK,ab12\n");
  check(rows_of(std::vector<ShownTariff>{{tariff(), "id = \"vitec-epost\"\n", "ab12"}}),
        "tariff,version,effective,name,currency,document,sha256\n"
        "vitec-epost,3,2024-02,\"E-post, via Mailgun\",SEK,\"id = \"\"vitec-epost\"\"\n\",ab12\n");
}

TEST_CASE("what a tariff says about itself") {
  check(rows_of("a.toml",
                std::vector<Mistake>{{Mistake::Severity::error, 3, 7, "a float", "write \"0.012\""},
                                     {Mistake::Severity::warning, 9, 1, "never reached", ""}}),
        "file,line,column,severity,what,hint\n"
        "a.toml,3,7,error,a float,\"write \"\"0.012\"\"\"\n"
        "a.toml,9,1,warning,never reached,\n");
  check(rows_of("a.toml",
                std::vector<ExampleResult>{
                    {20, "messages = 40000", "line 1", "500.00", "500.00", true},
                    {20, "messages = 40000", "total", "860.00", "860.01", false}}),
        "file,line,usage,subject,expected,actual,ok\n"
        "a.toml,20,messages = 40000,line 1,500.00,500.00,yes\n"
        "a.toml,20,messages = 40000,total,860.00,860.01,no\n");
  check(rows_of(std::vector<ExplainStep>{{"epost", "billable", "40000 - 10000", "30000"},
                                         {"epost", "rounding", "half_up(360, 2)", "360.00", 2}}),
        "charge,step,formula,value,line\n"
        "epost,billable,40000 - 10000,30000,\n"
        "epost,rounding,\"half_up(360, 2)\",360.00,2\n");
}

TEST_CASE("two tariffs compared") {
  check(rows_of(std::vector<TariffChange>{
            {TariffChange::Kind::changed, "", "effective", "2024-02", "2026-01"},
            {TariffChange::Kind::removed, "epost", "unit", "H87", {}},
            {TariffChange::Kind::added, "sms", "charge", {}, {}}}),
        "charge,field,change,old,new\n"
        ",effective,changed,2024-02,2026-01\n"
        "epost,unit,removed,H87,\n"
        "sms,charge,added,,\n");
  const std::vector<PriceComparison> prices{{Usage::of("messages", 40000), 860, 900},
                                            {Usage{}, 500, Decimal::parse("499.5")}};
  check(rows_of(prices, sek, sek),
        "usage,old,new,difference,old_currency,new_currency\n"
        "messages=40000,860.00,900.00,40.00,SEK,SEK\n"
        "0,500.00,499.50,-0.50,SEK,SEK\n");
  check(rows_of(prices, Currency("KWD"), sek),
        "usage,old,new,difference,old_currency,new_currency\n"
        "messages=40000,860.000,900.00,,KWD,SEK\n"
        "0,500.000,499.50,,KWD,SEK\n");
}

TEST_CASE("events that were not stored") {
  check(rows_of(
            std::vector<RefusedEvent>{{4, {Outcome::conflict, "quantity", "quantity: 2, not 1"}},
                                      {7, {Outcome::rejected, "company", "company: it is empty"}}}),
        "index,outcome,reason,kind\n"
        "4,conflict,\"quantity: 2, not 1\",quantity\n"
        "7,rejected,company: it is empty,company\n");
}

TEST_CASE("an import report is counts, then details") {
  ImportReport report;
  report.rows = 10;
  report.stored = 5;
  report.duplicate = 2;
  report.conflict = 1;
  report.rejected = 2;
  report.reasons = {{"quantity", 2}, {"conflict", 1}};
  report.stored_by_month = {{february, 4}, {Month(2024, 3), 1}};
  report.late = 1;
  report.unassigned = 3;
  report.not_counted = {{"opened", 4}};
  report.new_companies = {"bolag-1"};
  report.notices = {"the column \"x\" is ignored"};
  report.import = 12;
  check(rows_of(report, {}),
        "entry,name,value,month\n"
        "rows,,10,\nstored,,5,\nduplicate,,2,\nconflict,,1,\nrejected,,2,\nlate,,1,\n"
        "unassigned,,3,\n"
        "reason,conflict,1,\nreason,quantity,2,\nnot_counted,opened,4,\n"
        "month,2024-02,4,\nmonth,2024-03,1,\n"
        "company,bolag-1,,\n"
        "notice,\"the column \"\"x\"\" is ignored\",,\n"
        "import,,12,\n");
}

TEST_CASE("the import log, and an import") {
  ImportRecord record;
  record.no = 3;
  record.files = {{"march.csv", "csv", 120, "ab12"}, {"-", "ndjson", 0, ""}};
  record.options = {{"zone", "Europe/Stockholm"}};
  record.rows = 21;
  record.stored = 5;
  record.duplicate = 4;
  record.conflict = 3;
  record.rejected = 2;
  record.not_counted = 1;
  record.corrected = 6;
  record.stored_by_month = {{february, 5}};
  ImportRecord undone = record;
  undone.begun_at = Instant{0};
  undone.finished = true;
  undone.undone = ImportUndo{1, 3, "anna", "the wrong file", {1'000'000}, 4, 1, "cd34"};
  ImportRecord finished = record;
  finished.finished = true;
  check(rows_of(std::vector{record, finished, undone}),
        "import,begun_at,state,files,file,format,rows,stored,duplicate,conflict,rejected,"
        "not_counted,corrected,undone_at,actor,reason\n"
        "3,,unfinished,2,march.csv,csv,21,5,4,3,2,1,6,,,\n"
        "3,,finished,2,march.csv,csv,21,5,4,3,2,1,6,,,\n"
        "3,1970-01-01T00:00:00Z,undone,2,march.csv,csv,21,5,4,3,2,1,6,1970-01-01T00:00:01Z,anna,"
        "the wrong file\n");
  const std::string counts =
      "rows,,21,,\nstored,,5,,\nduplicate,,4,,\nconflict,,3,,\nrejected,,2,,\n"
      "not_counted,,1,,\ncorrected,,6,,\nfile,march.csv,csv,120,ab12\nfile,-,ndjson,,\n"
      "option,zone,Europe/Stockholm,,\nmonth,2024-02,5,,\n";
  check(rows_of(record),
        "entry,name,value,size,digest\nimport,,3,,\nbegun_at,,,,\n"
        "state,,unfinished,,\n" +
            counts);
  check(rows_of(undone),
        "entry,name,value,size,digest\nimport,,3,,\nbegun_at,,1970-01-01T00:00:00Z,,\n"
        "state,,undone,,\n" +
            counts +
            "undone_at,,1970-01-01T00:00:01Z,,\nactor,,anna,,\nreason,,the wrong file,,\n"
            "voided,,4,,\nkept,,1,,\n");
  check(rows_of(*undone.undone), "import,voided,kept\n3,4,1\n");
}

TEST_CASE("a ledger") {
  check(rows_of(LedgerInfo{"Europe/Stockholm", "SEK", 1}, Versions{"2025b", "0.1.0"}),
        "zone,currency,schema_version,tzdb_version,library_version,late,future_days,negative,"
        "first_month\n"
        "Europe/Stockholm,SEK,1,2025b,0.1.0,adjust,,no,2000-01\n");
}

}  // namespace lists_test
