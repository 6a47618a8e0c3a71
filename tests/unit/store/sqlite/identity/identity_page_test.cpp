// Pages of identities: what is written is read, and bytes that are no page are refused.
#include "store/sqlite/identity/identity_page.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "porto/error.hpp"
#include "support/thrown.hpp"

namespace porto::testing::identity_page_test {

using namespace internal;
namespace {

IdentityEntry entry_at(std::int64_t hash, std::int64_t value) {
  return {IdentityHash::at(hash), value};
}

std::string page_of(const std::vector<std::int64_t>& hashes, std::int64_t value = 100) {
  IdentityPageWriter writer(HashBytes::cut);
  for (const std::int64_t hash : hashes) writer.add(entry_at(hash, value++));
  return writer.take();
}

bool is_page(const std::string& bytes, HashBytes hash_bytes = HashBytes::cut) {
  return thrown([&] { IdentityPage(bytes, hash_bytes); }).code != ErrorCode::corrupt;
}

}  // namespace

TEST_CASE("the bytes of a page are those that are documented") {
  using namespace std::string_literals;
  IdentityPageWriter cut(HashBytes::cut);
  cut.add(entry_at(0x010203040506, 7));
  cut.add(entry_at(0x010203040507, 0x107));
  CHECK(cut.take() ==
        "\x02\0\x02\x07\0\0\0\0\0\0\0\x01\x02\x03\x04\x05\x06\x01\x02\x03\x04\x05\x07\0\0\0\x01"s);
  IdentityPageWriter whole(HashBytes::whole);
  whole.add({{0x0102030405060708, 0x090A0B0C0D0E0F10}, -1});
  CHECK(whole.take() ==
        "\x01\0\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"
        "\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0A\x0B\x0C\x0D\x0E\x0F\x10"s);
}

TEST_CASE("a page has what was added, and the writer begins anew") {
  for (const HashBytes hash_bytes : {HashBytes::cut, HashBytes::whole}) {
    IdentityPageWriter writer(hash_bytes);
    CHECK(writer.empty());
    writer.add(entry_at(1, INT64_MAX));
    writer.add(entry_at(1, INT64_MIN));
    writer.add(entry_at(short_hashes - 1, 0));
    CHECK(writer.last().short_hash() == short_hashes - 1);
    const std::string bytes = writer.take();
    CHECK(writer.empty());
    const IdentityPage page(bytes, hash_bytes);
    REQUIRE(page.size() == 3);
    CHECK(page.hash(0) == IdentityHash::at(1));
    CHECK(page.value(0) == INT64_MAX);
    CHECK(page.value(1) == INT64_MIN);
    CHECK(page.hash(2).short_hash() == short_hashes - 1);
    CHECK(page.value(2) == 0);
    writer.add(entry_at(2, 3));
    CHECK(IdentityPage(writer.take(), hash_bytes).value(0) == 3);
  }
}

TEST_CASE("a page is full before it is larger than a page of the database") {
  for (const std::int64_t apart : {1, 10'000, 100'000'000}) {
    CAPTURE(apart);
    IdentityPageWriter writer(HashBytes::cut);
    std::int64_t added = 0;
    for (; writer.fits(added * apart); ++added) writer.add(entry_at(added, added * apart));
    const std::string bytes = writer.take();
    CHECK(bytes.size() <= 16'000);
    CHECK(bytes.size() > 13'000);  // the next value may need a byte more of each
    CHECK(IdentityPage(bytes, HashBytes::cut).size() == static_cast<std::size_t>(added));
  }
}

TEST_CASE("the first entry that is not before a hash is found from wherever the search begins") {
  const std::vector<std::int64_t> hashes = {2, 4, 4, 4, 6, 8, 10, 12, 14, 16, 18};
  const std::string bytes = page_of(hashes);
  const IdentityPage page(bytes, HashBytes::cut);
  for (std::int64_t hash = 0; hash < 20; ++hash)
    for (std::size_t from = 0; from <= hashes.size(); ++from) {
      CAPTURE(hash);
      CAPTURE(from);
      std::size_t expected = from;
      while (expected < hashes.size() && hashes[expected] < hash) ++expected;
      CHECK(page.lower_bound(IdentityHash::at(hash), from) == expected);
    }
}

TEST_CASE("bytes that are no page are refused, whichever they are") {
  const std::string good = page_of({1, 2, 3});
  CHECK(is_page(good));
  CHECK_FALSE(is_page(good, HashBytes::whole));
  for (std::size_t size = 0; size < good.size(); ++size) {
    CAPTURE(size);
    CHECK_FALSE(is_page(good.substr(0, size)));
  }
  CHECK_FALSE(is_page(good + "x"));
  CHECK_FALSE(is_page(std::string(11, '\0')));
  std::string wide = good;
  wide[2] = 9;
  CHECK_FALSE(is_page(wide + std::string(24, 'x')));
}

TEST_CASE("a page with any bytes changed is refused, or can be read") {
  std::mt19937 random(1);
  const std::string good = page_of({1, 2, 3, 4}, 1'000'000);
  int pages = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes = good;
    for (int changes = 0; changes < 3; ++changes)
      bytes[random() % bytes.size()] = static_cast<char>(random());
    if (!is_page(bytes)) continue;
    ++pages;
    const IdentityPage page(bytes, HashBytes::cut);
    for (std::size_t entry = 0; entry < page.size(); ++entry)
      CHECK(page.hash(entry).short_hash() < short_hashes);
    CHECK(page.lower_bound(IdentityHash::at(3), 0) <= page.size());
  }
  CHECK(pages > 100);
}

}  // namespace porto::testing::identity_page_test
