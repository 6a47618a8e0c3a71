// Hashes of pruned identities as the server has them: their bytes are in the order of the hashes,
// and their first is their bucket.
#include "store/postgres/identity.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "support/thrown.hpp"

namespace porto::testing::identity_test {

using namespace internal;
using namespace internal::postgres;

TEST_CASE("the bytes of hashes are in their order, and give them back") {
  constexpr std::uint64_t largest = std::numeric_limits<std::uint64_t>::max();
  const IdentityHash hashes[] = {{0, 0},   {0, 1},          {0, largest},   {1, 0},        {255, 7},
                                 {256, 7}, {1ULL << 56, 0}, {largest, 255}, {largest, 256}};
  std::string before;
  for (const IdentityHash& hash : hashes) {
    const std::string bytes = bytes_of(hash);
    CHECK(bytes.size() == 16);
    CHECK(before < bytes);
    CHECK(identity_hash(bytes) == hash);
    CHECK(bucket_of(hash) == static_cast<unsigned char>(bytes[0]));
    before = bytes;
  }
  CHECK(thrown([] { identity_hash("short"); }).code == ErrorCode::corrupt);
}

TEST_CASE("a content is hashed as a file hashes it") {
  const IdentityKey key(std::string(32, 'k'));
  const UsageEvent event{.source = "s",
                         .event_id = "e",
                         .company = "c",
                         .meter = "messages",
                         .occurred_at = {7},
                         .quantity = 3};
  const IdentityHash identity = key.hash(2, "e");
  CHECK(content_hash(key, identity, event) == key.hash(identity, {"c", "", "messages", 7, 3}));
}

TEST_CASE("the bucket of a stored event is frozen") { CHECK(bucket_of("import", "e-1") == 124); }

}  // namespace porto::testing::identity_test
