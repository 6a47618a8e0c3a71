// Pages of identities: what is written is read, and bytes that are no page are refused.
#include "store/sqlite/identity/identity_page.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "porto/error.hpp"
#include "support/thrown.hpp"

namespace porto::testing {

using namespace internal;
namespace {

std::string page_of(const std::vector<std::string>& ids) {
  IdentityPageWriter writer;
  std::int64_t seq = 100;
  for (const std::string& id : ids) writer.add(id, seq++);
  return writer.take();
}

bool is_page(const std::string& bytes) {
  return thrown([&] { IdentityPage{bytes}; }).code != ErrorCode::corrupt;
}

}  // namespace

TEST_CASE("the bytes of a page are those that are documented") {
  IdentityPageWriter writer;
  writer.add("ab", 1);
  writer.add("abc", -2);
  using namespace std::string_literals;
  CHECK(writer.take() ==
        "\x02\0\x02\0\x05\0\x01\0\0\0\0\0\0\0\xFE\xFF\xFF\xFF\xFF\xFF\xFF\xFF"s
        "ababc"s);
}

TEST_CASE("a page has what was added, and the writer begins anew") {
  IdentityPageWriter writer;
  CHECK(writer.empty());
  writer.add("a", INT64_MAX);
  writer.add("b\xC3\xA5", 1);
  CHECK(writer.last_id() == "b\xC3\xA5");
  const std::string bytes = writer.take();
  CHECK(writer.empty());
  const IdentityPage page(bytes);
  REQUIRE(page.size() == 2);
  CHECK(page.id(0) == "a");
  CHECK(page.seq(0) == INT64_MAX);
  CHECK(page.id(1) == "b\xC3\xA5");
  CHECK(page.seq(1) == 1);
  writer.add("c", 3);
  CHECK(writer.last_id() == "c");
  CHECK(IdentityPage(writer.take()).size() == 1);
}

TEST_CASE("a page is full before it is larger than a page of the database") {
  for (const std::size_t length : {std::size_t{1}, std::size_t{22}, std::size_t{255}}) {
    CAPTURE(length);
    const std::string id(length, 'x');
    IdentityPageWriter writer;
    std::size_t added = 0;
    for (; writer.fits(id); ++added) writer.add(id, 1);
    const std::string bytes = writer.take();
    CHECK(bytes.size() <= 16'000);
    CHECK(bytes.size() + length + 10 > 16'000);
    CHECK(IdentityPage(bytes).size() == added);
  }
}

TEST_CASE("the first entry that is not before an id is found from wherever the search begins") {
  std::vector<std::string> ids;
  for (char c = 'b'; c <= 'y'; c = static_cast<char>(c + 2)) ids.emplace_back(1, c);
  const std::string bytes = page_of(ids);
  const IdentityPage page(bytes);
  for (char c = 'a'; c <= 'z'; ++c) {
    const std::string id(1, c);
    for (std::size_t from = 0; from <= ids.size(); ++from) {
      CAPTURE(id);
      CAPTURE(from);
      std::size_t expected = from;
      while (expected < ids.size() && ids[expected] < id) ++expected;
      CHECK(page.lower_bound(id, from) == expected);
    }
  }
}

TEST_CASE("bytes that are no page are refused, whichever they are") {
  const std::string good = page_of({"a", "bcd", "e"});
  CHECK(is_page(good));
  for (std::size_t size = 0; size < good.size(); ++size) {
    CAPTURE(size);
    CHECK_FALSE(is_page(good.substr(0, size)));
  }
  CHECK_FALSE(is_page(good + "x"));
  CHECK_FALSE(is_page(std::string(2, '\0')));
  std::string backwards = good;
  std::swap(backwards[2], backwards[4]);  // the first id would end behind the second
  CHECK_FALSE(is_page(backwards));
}

TEST_CASE("a page with any bytes changed is refused, or all it has lies within it") {
  std::mt19937 random(1);
  const std::string good = page_of({"a", "bcd", "e", "fgh"});
  int pages = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes = good;
    for (int changes = 0; changes < 3; ++changes)
      bytes[random() % bytes.size()] = static_cast<char>(random());
    if (!is_page(bytes)) continue;
    ++pages;
    const IdentityPage page(bytes);
    std::size_t total = 0;
    for (std::size_t entry = 0; entry < page.size(); ++entry) total += page.id(entry).size();
    CHECK(total < bytes.size());
    CHECK(page.lower_bound("c", 0) <= page.size());
  }
  CHECK(pages > 100);
}

}  // namespace porto::testing
