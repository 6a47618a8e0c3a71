// Digests against published test vectors.
#include "base/digest.hpp"

#include <doctest/doctest.h>

namespace porto {

using namespace internal;
namespace digest_test {
namespace {

template <typename Hash>
std::string digest(std::string_view bytes) {
  Hash hash;
  hash.add(bytes);
  return hash.hex();
}

TEST_CASE("SHA-256 of the examples of FIPS 180-4") {
  const struct {
    std::string bytes;
    const char* expected;
  } rows[] = {
      {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
      {std::string(1'000'000, 'a'),
       "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
  };
  for (const auto& row : rows) {
    CHECK(sha256_hex(row.bytes) == row.expected);
    CHECK(digest<Sha256>(row.bytes) == row.expected);
  }
}

TEST_CASE("BLAKE2b with 256 bits, as b2sum gives it") {
  CHECK(digest<Blake2b>("") == "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
  CHECK(digest<Blake2b>("abc") ==
        "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

TEST_CASE_TEMPLATE("pieces add up, and asking does not end the sum", Hash, Sha256, Blake2b) {
  std::string text;
  for (int i = 0; i < 700; ++i) text += std::to_string(i);
  for (const std::size_t size : {1U, 7U, 64U, 127U, 128U, 129U, 3000U}) {
    CAPTURE(size);
    Hash hash;
    for (std::size_t at = 0; at < text.size(); at += size) {
      hash.add(std::string_view(text).substr(at, size));
      REQUIRE(hash.hex() == digest<Hash>(std::string_view(text).substr(0, at + size)));
    }
    CHECK(hash.hex() == digest<Hash>(text));
  }
  CHECK(digest<Hash>(std::string(1, '\0')) != digest<Hash>(""));
}

}  // namespace
}  // namespace digest_test

}  // namespace porto
