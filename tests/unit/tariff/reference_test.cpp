// docs/reference/tariff.md tells the truth: each of its tariffs reads, and its examples hold.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "unit/tariff/support.hpp"

namespace porto {

using namespace internal;
namespace reference_test {
namespace {

std::string content_of(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// A block that shows only what it is about gets the document's required keys.
std::string whole(const std::string& block) {
  const bool is_document = block.find("effective") != block.npos;
  return is_document ? block : testing::document(block);
}

TEST_CASE("the tariffs of the reference hold what they say") {
  const std::string text = content_of(PORTO_SOURCE_DIR "/docs/reference/tariff.md");
  const std::string fence = "```toml\n";
  int blocks = 0;
  for (std::size_t at = text.find(fence); at != text.npos; at = text.find(fence, at)) {
    at += fence.size();
    const std::string block = text.substr(at, text.find("```", at) - at);
    CAPTURE(block);
    const TariffReading reading = read_tariff(whole(block));
    for (const Mistake& mistake : reading.mistakes) FAIL_CHECK(mistake.to_string("tariff.md"));
    REQUIRE(reading.tariff);
    const auto results = check_examples(*reading.tariff);
    CHECK(!results.empty());
    for (const ExampleResult& result : results) {
      CAPTURE(result.subject);
      CHECK(result.actual == result.expected);
      CHECK(result.ok);
    }
    ++blocks;
  }
  CHECK(blocks == 11);
}

}  // namespace
}  // namespace reference_test

}  // namespace porto
