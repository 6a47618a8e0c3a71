// Hashes of identities: what they are of, the same on every machine, and no two alike.
#include "store/identity_key.hpp"

#include <set>

#include "unit/store/fixture.hpp"

namespace porto::testing::identity_key_test {

using namespace internal;
namespace {

std::string counting_key(char first) {
  std::string bytes;
  for (char i = 0; i < 32; ++i) bytes += static_cast<char>(first + i);
  return bytes;
}

}  // namespace

TEST_CASE("a hash is SipHash-2-4 with 128 bits of the source's number and the id") {
  // The test vector of SipHash's authors for the key 00 01 .. 0f and the text 00 01 .. 07.
  const IdentityKey key(counting_key(0));
  const IdentityHash hash = key.hash(0x0706050403020100, "");
  CHECK(hash.head == 0x3b62a9ba6258f561U);
  CHECK(hash.tail == 0x0f83e264f31497b4U);
}

TEST_CASE("no two identities and no two contents have one hash") {
  const IdentityKey key(counting_key(0));
  const IdentityKey other(counting_key(1));
  const std::string longest(255, 'x');
  const std::string too_long(300, 'x');
  std::set<IdentityHash> hashes;
  for (const IdentityKey& one : {key, other})
    for (const std::int64_t source : {1, 2})
      for (const std::string& id : {std::string("a"), std::string("ab"), longest, too_long})
        hashes.insert(one.hash(source, id));
  CHECK(hashes.size() == 16);
  CHECK(key.hash(1, "a") == key.hash(1, "a"));

  const EventContent content{"c", "", "messages", 1, 2};
  std::set<std::int64_t> contents;
  for (const IdentityHash& identity : {key.hash(1, "a"), key.hash(1, "b")})
    for (const EventContent& each :
         {content, EventContent{"", "c", "messages", 1, 2}, EventContent{"cm", "", "essages", 1, 2},
          EventContent{"d", "", "messages", 1, 2}, EventContent{"c", "", "gb", 1, 2},
          EventContent{"c", "", "messages", 2, 2}, EventContent{"c", "", "messages", 1, 1}})
      contents.insert(key.hash(identity, each));
  CHECK(contents.size() == 14);
}

}  // namespace porto::testing::identity_key_test
