// The filter of a run of identities: it never lacks one that was added, seldom has another, and its
// bytes are the same on every machine.
#include "store/sqlite/identity/identity_filter.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "porto/error.hpp"

namespace porto::testing::identity_filter_test {

using namespace internal;
namespace {

std::vector<std::uint64_t> hashes_of(int from, int count) {
  std::vector<std::uint64_t> hashes;
  for (int i = from; i < from + count; ++i) hashes.push_back(IdentityFilter::spread(i));
  return hashes;
}

std::vector<std::size_t> possible(const IdentityFilter& filter,
                                  const std::vector<std::uint64_t>& hashes) {
  std::vector<std::size_t> found;
  filter.each_possible(hashes, [&](std::size_t i) { found.push_back(i); });
  return found;
}

}  // namespace

TEST_CASE("what was added is always possible, in order; of the rest about one in a thousand") {
  constexpr int many = 100'000;
  IdentityFilter filter(std::size_t{many});
  filter.add(hashes_of(0, many));
  const auto all = possible(filter, hashes_of(0, many));
  REQUIRE(all.size() == many);
  CHECK(std::ranges::is_sorted(all));
  CHECK(possible(filter, hashes_of(many, many)).size() < many / 300);
  for (const std::uint64_t one : hashes_of(0, 100)) CHECK(filter.may_have(one));
  CHECK(filter.bytes().size() == 2 * many);
}

TEST_CASE("a filter is what its bytes are") {
  IdentityFilter filter(std::size_t{40});
  filter.add(hashes_of(0, 40));
  const IdentityFilter read(filter.bytes());
  CHECK(read.bytes() == filter.bytes());
  CHECK(possible(read, hashes_of(0, 40)).size() == 40);
  CHECK(possible(IdentityFilter(std::size_t{0}), hashes_of(0, 40)).empty());
}

TEST_CASE("bytes that are no filter are refused") {
  for (const std::size_t size : {0U, 1U, 31U, 33U})
    CHECK_THROWS_AS(IdentityFilter(std::string_view(std::string(size, '\0'))), Error);
}

TEST_CASE("hash and bits do not depend on the machine") {
  CHECK(IdentityFilter::spread(1) == 0x5692161D100B05E5U);
  IdentityFilter filter(std::size_t{1});
  const std::uint64_t one = 0x0000000012345678U;
  filter.add({&one, 1});
  std::string hex;
  for (const char c : filter.bytes()) {
    const auto byte = static_cast<unsigned char>(c);
    for (const int nibble : {byte >> 4, byte & 15}) hex += "0123456789abcdef"[nibble];
  }
  CHECK(hex == "0010000000000020000080000400000000800000000400001000000004000000");
}

}  // namespace porto::testing::identity_filter_test
