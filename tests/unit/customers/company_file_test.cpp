// How tables of companies are written: columns, maps, encodings, dates.
#include "unit/customers/fixture.hpp"

using namespace porto;
using namespace porto::testing;

namespace company_file_test {
namespace {

std::string terms(const Customers& c) { return c.csv(rows_of(c.ledger.subscriptions())); }

}  // namespace

TEST_CASE("columns of other names, constants and rows that do not count") {
  Customers c;
  const CompanyImportReport report = c.import_with(
      "delimiter=;,id=Kundnr,name=Namn,customer_number=Kundnr,from=Start,constant.tariff=post,"
      "where.Status=Aktiv,trim=true",
      "Kundnr;Namn;Start;Status;Telefon\n0001; Eken AB ;2026-01;Aktiv;08-1\n2;B;2026-02;Slutat;\n");
  CHECK(counts_of(report) == "2 1 4 0 0 0");
  // A map that names columns reads no others, whatever they are called.
  CHECK(c.import_with("id=id", "id,name,reference\nx,X,R\n").added == 1);
  CHECK(c.ledger.companies()[1] == Company{"x", ""});
  CHECK(report.not_counted == std::map<std::string, std::uint64_t>{{"Status = Slutat", 1}});
  CHECK(report.notices == std::vector<std::string>{"t.csv: column \"Telefon\" is not used"});
  CHECK(c.ledger.companies()[0] == Company{"0001", "Eken AB", "0001"});
  CHECK(terms(c) == "company,tariff,from,through\n0001,post,2026-01,\n");
}

TEST_CASE("what a Swedish Excel saved needs one word") {
  Customers c;
  CHECK(c.import_with("excel-sv-companies",
                      "sep=;\r\nid;name;tariff;from\r\n0001; \xC5kers ;post;2026-01\r\n;;;\r\n")
            .added == 3);
  CHECK(c.ledger.companies() == std::vector<Company>{{"0001", "\xC3\x85kers"}});
  CHECK(c.import_with("excel-sv-companies,id=Nr,reference=Ref", "Nr;Ref\n0001;x\n").added == 1);
  const Thrown thrown = testing::thrown([&] { c.import_with("excel-sv", "id;name\n0001;x\n"); });
  CHECK(thrown.message.find("that is excel-sv-companies") != std::string::npos);
}

TEST_CASE("encodings that are declared or marked") {
  Customers c;
  CompanyImportOptions options;
  options.file.encoding = "windows-1252";
  options.file.delimiter = ';';
  CHECK(c.import("id;name\na;\xC5kanten 12\n", options).added == 2);
  std::string wide = "\xFF\xFE";
  for (const char byte : std::string("id,name\na,12\n")) wide += {byte, '\0'};
  CHECK(c.import(wide).changed == 1);
  CHECK(c.import("\xEF\xBB\xBFid,name\na,12\n").is_same());
}

TEST_CASE("days in another way of writing") {
  Customers c;
  c.import_with("id=id,tariff=tariff,from=from,through=through,time_layout=DD/MM/YYYY",
                "id,tariff,from,through\na,days,17/02/2026,31/03/2026\n");
  c.import_with("id=id,tariff=tariff,from=from,through=through,time_layout=MM.YYYY",
                "id,tariff,from,through\nb,post,02.2026,03.2026\n");
  CHECK(terms(c) ==
        "company,tariff,from,through\na,days,2026-02-17,2026-03\n"
        "b,post,2026-02,2026-03\n");
}

TEST_CASE("several domains in a cell, or in several columns") {
  Customers c;
  c.import("id,domains\na,\"A.example. b.example;c.example,d.example\n e.example\"\n");
  c.import_with("id=id,domains=d1,domains=d2", "id,d1,d2\na,f.example,g.example\n");
  CHECK(c.ledger.domains().size() == 7);
}

TEST_CASE("files that are no tables of companies") {
  Customers c;
  const auto fails = [&](const std::string& map, const std::string& table, ErrorCode code,
                         const std::string& part) {
    CAPTURE(map + "|" + table);
    const Thrown thrown = testing::thrown([&] { c.import_with(map, table); });
    CHECK(thrown.code == code);
    CHECK(thrown.message.find(part) != std::string::npos);
  };
  fails("", "", ErrorCode::bad_input, "the file is empty");
  fails("", "name,tariff\nA,post\n", ErrorCode::bad_input, "the header has no column \"id\"");
  fails("", "id,nmae\na,A\n", ErrorCode::bad_input, "did you mean \"name\"? Rename or remove it");
  fails("", "id,id\na,A\n", ErrorCode::bad_input, "");
  fails("name=Namn", "id,Namn\na,A\n", ErrorCode::invalid_argument, "names no column for id");
  fails("id=Nr", "id\na\n", ErrorCode::bad_input, "Nr");
  fails("header=false", "a,A\n", ErrorCode::invalid_argument, "has no header to name them");
  fails("id=id,company=x", "id\na\n", ErrorCode::invalid_argument, "unknown key \"company\"");
  fails("id=id,decimal_mark=.", "id\na\n", ErrorCode::invalid_argument,
        "unknown key \"decimal_mark\"");
  CHECK(c.ledger.companies().empty());
}

}  // namespace company_file_test
