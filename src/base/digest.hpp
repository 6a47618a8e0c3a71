// Cryptographic digests, by libsodium: what makes a later change of stored data show.
#pragma once

#include <sodium.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace porto::internal {

/// SHA-256 (FIPS 180-4) of bytes that come piece by piece.
class Sha256 {
 public:
  Sha256();
  void add(std::string_view bytes);
  /// The digest of all bytes so far: 64 hexadecimal digits.
  std::string hex() const;

 private:
  crypto_hash_sha256_state state_;
};
std::string sha256_hex(std::string_view bytes);

/// BLAKE2b (RFC 7693) with 256 bits: as strong, and several times as fast.
class Blake2b {
 public:
  Blake2b();
  void add(std::string_view bytes);
  std::string hex() const;

 private:
  crypto_generichash_state state_;
};

/// SipHash-2-4 with a key of zeros: spreads texts evenly, the same on every machine. Nobody is kept
/// from finding two texts with one hash.
std::uint64_t siphash(std::string_view bytes) noexcept;

/// SipHash-2-4 with a key: who does not know the key can neither tell a text's hash nor find two
/// texts with one.
using SipKey = std::array<unsigned char, 16>;
std::uint64_t siphash(std::string_view bytes, const SipKey& key) noexcept;
/// The same with 128 bits: its bytes in order, as two numbers.
std::array<std::uint64_t, 2> siphash_128(std::string_view bytes, const SipKey& key) noexcept;

/// Bytes that nobody can guess, drawn by the system: for keys, and nothing else.
std::string random_bytes(std::size_t count);

}  // namespace porto::internal
