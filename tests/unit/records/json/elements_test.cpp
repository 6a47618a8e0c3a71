// Values of JSON that follow one another, in an array or as documents.
#include "records/json/elements.hpp"

#include <doctest/doctest.h>

#include <string>

#include "base/refusal.hpp"

using porto::internal::JsonElements;
using porto::internal::Refusal;

namespace elements_test {
namespace {

// Each value in brackets; behind them why the rest is refused, if it is.
std::string values(JsonElements elements) {
  std::string out;
  try {
    while (elements.next()) out += "<" + std::string(elements.text()) + ">";
  } catch (const Refusal& refusal) {
    out += refusal.text();
  }
  return out;
}
std::string in_array(const std::string& text) { return values(JsonElements::of_array(text)); }
std::string documents(const std::string& text) { return values(JsonElements::of_documents(text)); }

}  // namespace

TEST_CASE("the elements of an array") {
  CHECK(in_array("[]") == "");
  CHECK(in_array("[ \n ]") == "");
  CHECK(in_array(R"([{"a": [1, {}]}, "x]", 12 ,[3]])") == R"(<{"a": [1, {}]}><"x]"><12><[3]>)");
  CHECK(in_array("[1,]") == "<1>value is missing: nothing follows the last comma");
  CHECK(in_array("[1 2]") == "<1>value is not JSON: a comma is missing before it");
  CHECK(in_array("[,1]") == "value is missing: nothing stands before a comma");
  CHECK(in_array("[1,,2]") == "<1>value is missing: nothing stands before a comma");
}

TEST_CASE("documents behind one another") {
  CHECK(documents(" \n") == "");
  CHECK(documents("{}\n\xEF\xBB\xBF{\"a\": 1}[2] , {}") == R"(<{}><{"a": 1}><[2]><{}>)");
  CHECK(documents("{}{\"a\": ") ==
        "<{}>value is not JSON: the file ends inside it; it may be cut off");
  CHECK(documents("{}]").find("<{}>value is not JSON") == 0);
  CHECK(documents("{},") == "<{}>value is missing: nothing follows the last comma");
}

}  // namespace elements_test
