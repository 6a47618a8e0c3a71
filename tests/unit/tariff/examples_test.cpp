// The tariffs of examples/tariffs and examples/price-lists: each reads without a word, and its own
// examples hold.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "porto/tariff.hpp"
#include "support/tariffs.hpp"

namespace porto {

using namespace internal;
namespace examples_test {
namespace {

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void check_file(const std::filesystem::path& path) {
  CAPTURE(path.string());
  const TariffReading reading = read_tariff(content_of(path));
  for (const Mistake& mistake : reading.mistakes) FAIL_CHECK(mistake.to_string(path.string()));
  REQUIRE(reading.tariff);
  CHECK(reading.tariff->id == path.stem().string());
  const auto results = check_examples(*reading.tariff);
  CHECK(!results.empty());
  for (const ExampleResult& result : results) {
    CAPTURE(result.usage);
    CAPTURE(result.subject);
    CHECK(result.actual == result.expected);
    CHECK(result.ok);
  }
}

TEST_CASE("the example tariffs hold what they say") {
  int files = 0;
  for (const char* folder : {"/examples/tariffs", "/examples/price-lists"})
    for (const auto& entry :
         std::filesystem::directory_iterator(std::string(PORTO_SOURCE_DIR) + folder)) {
      if (entry.path().extension() != ".toml") continue;
      check_file(entry.path());
      ++files;
    }
  CHECK(files == 12 + 7);
}

std::vector<ExampleResult> results_of(const std::string& example) {
  return check_examples(parse_tariff(testing::vitec + example));
}

TEST_CASE("an example that does not hold is reported, amount by amount") {
  const auto results = results_of(R"(
[[example]]
usage = { messages = 40000 }
lines = ["500", "361.00", "7.00"]
total = "861.00"
)");
  REQUIRE(results.size() == 4);
  CHECK(results[0].ok);  // 500 is 500.00
  CHECK(results[0].line_number == 19);
  CHECK(results[0].usage == "messages = 40000");
  CHECK(results[0].subject == "line 1");
  CHECK(!results[1].ok);
  CHECK(results[1].expected == "361.00");
  CHECK(results[1].actual == "360.00");
  CHECK(!results[2].ok);
  CHECK(results[2].subject == "line 3");
  CHECK(results[2].actual == "no line");
  CHECK(!results[3].ok);
  CHECK(results[3].subject == "total");
  CHECK(results[3].actual == "860.00");
}

TEST_CASE("a line that the example does not expect is reported") {
  const auto results = results_of("\n[[example]]\nusage = { messages = 40000 }\nlines = [500]\n");
  REQUIRE(results.size() == 2);
  CHECK(results[0].ok);
  CHECK(!results[1].ok);
  CHECK(results[1].expected == "no line");
  CHECK(results[1].actual == "360.00");
}

TEST_CASE("an example that cannot be rated fails with the reason") {
  const auto results = results_of("\n[[example]]\nusage = { messages = -1 }\ntotal = \"500.00\"\n");
  REQUIRE(results.size() == 1);
  CHECK(!results[0].ok);
  CHECK(results[0].actual.find("below 0") != std::string::npos);
}

TEST_CASE("an example whose amount no invoice can have fails") {
  const auto results = results_of(
      "\n[[example]]\nusage = { messages = \"9000000000000000000\" }\ntotal = "
      "\"108000000000000380.00\"\n");
  REQUIRE(results.size() == 1);
  CHECK(!results[0].ok);
  CHECK(results[0].subject == "rating");
}

TEST_CASE("the usage of an example with many events is told in short") {
  std::string values;
  for (int i = 0; i < 1000; ++i) values += "1, ";
  const auto results = check_examples(parse_tariff(
      "id = \"t\"\nversion = 1\neffective = \"2024-01\"\ncurrency = \"SEK\"\n[[charge]]\nid = "
      "\"c\"\nmeter = \"m\"\neach = \"event\"\nprice = 1\n[[example]]\nusage = { m = [" +
      values + "] }\ntotal = 1000\n"));
  REQUIRE(results.size() == 1);
  CHECK(results[0].ok);
  CHECK(results[0].usage.size() < 300);
  CHECK(results[0].usage.ends_with("1, ... 1000 in all]"));
}

TEST_CASE("the usage of an example with many meters is told in short") {
  std::string charges;
  std::string usage;
  for (int i = 100; i < 150; ++i) {
    const std::string meter = "m" + std::to_string(i);
    charges += "[[charge]]\nid = \"" + meter + "\"\nmeter = \"" + meter + "\"\nprice = 1\n";
    usage += meter + " = 1, ";
  }
  const auto results =
      results_of(charges + "[[example]]\nusage = { " + usage + "messages = 0 }\ntotal = 550\n");
  REQUIRE(results.size() == 1);
  CHECK(results[0].ok);
  CHECK(results[0].usage.size() < 300);
  CHECK(results[0].usage.ends_with("= 1, ..."));
}

}  // namespace
}  // namespace examples_test

}  // namespace porto
