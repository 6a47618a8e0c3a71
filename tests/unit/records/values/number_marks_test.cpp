// Numbers with declared marks; what was not declared is never guessed at.
#include "records/values/number_marks.hpp"

#include "unit/metering/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace number_marks_test {
namespace {

const NumberMarks none = {};
const NumberMarks swedish = {',', " "};
const NumberMarks german = {',', "."};
const NumberMarks english = {'.', ","};
const NumberMarks swiss = {'.', "'"};

void check_number(const NumberMarks& marks, const std::string& text, const std::string& plain) {
  CAPTURE(text);
  std::string read;
  CHECK_FALSE(read_number(text, marks, read));
  CHECK(read == plain);
}

void check_refused(const NumberMarks& marks, const std::string& text, const std::string& hint) {
  CAPTURE(text);
  std::string read;
  const std::optional<Refusal> refusal = read_number(text, marks, read);
  REQUIRE(refusal);
  CHECK(contains(refusal->text(), hint));
}

}  // namespace

TEST_CASE("numbers with declared marks") {
  check_number(none, "0", "0");
  check_number(none, "1355", "1355");
  check_number(none, "-7", "-7");
  check_number(swedish, "1 355,90", "1355.90");
  check_number(swedish, "1\xC2\xA0\x33\x35\x35", "1355");
  check_number(swedish, "12\xE2\x80\xAF\x33\x35\x35\xE2\x80\xAF\x30\x30\x30,5", "12355000.5");
  check_number(swedish, "1355,90", "1355.90");
  check_number(german, "-1.080", "-1080");
  check_number(german, "1.355,90", "1355.90");
  check_number(german, "1,00", "1.00");
  check_number(english, "1,355.90", "1355.90");
  check_number(swiss, "1'355.90", "1355.90");
}

TEST_CASE("numbers with other marks are refused") {
  const char* undeclared = "if it has decimals or marks between thousands, say which they are";
  check_refused(none, "1,00", undeclared);
  check_refused(none, "1.355", undeclared);
  check_refused(none, "1.355,90", undeclared);
  check_refused(none, "1 355", undeclared);
  check_refused(none, "", "quantity is empty");
  check_refused(german, "-0.0.66962", "\".\" between thousands, \",\" before decimals");
  check_refused(german, "1.35", "\".\" between thousands");
  check_refused(german, "1355.900", "\".\" between thousands");
  check_refused(german, "1.355.90", "\".\" between thousands");
  check_refused(german, "1,355,90", "\",\" before decimals");
  check_refused(english, "1.355,90", "\".\" before decimals");
  check_refused(swedish, "1 35", "\" \" between thousands");
  check_refused(swedish, " 355", "\" \" between thousands");
  check_refused(swedish, "355 ", "\" \" between thousands");
  check_refused(swedish, "1  355", "\" \" between thousands");
  check_refused(swedish, "5,", "\",\" before decimals");
  check_refused(swedish, ",5", "\",\" before decimals");
  check_refused(swedish, "-", "not a number");
  check_refused(swedish, "--1", "not a number");
  check_refused(swedish, "+1", "not a number");
  check_refused(swedish, "1e3", "not a number");
  check_refused(swedish, "NaN", "not a number");
}

}  // namespace number_marks_test
