// See digest.hpp.
#include "base/digest.hpp"

#include <array>
#include <tuple>

#include "porto/error.hpp"

namespace porto::internal {
namespace {

using Digest = std::array<unsigned char, 32>;

const unsigned char* data_of(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::string to_hex(const Digest& digest) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  for (const unsigned char byte : digest) text += {digits[byte >> 4], digits[byte & 15]};
  return text;
}

// Lets libsodium choose the code that is fastest on this processor, once.
void prepare() {
  static const bool ready = sodium_init() >= 0;
  if (!ready) throw Error(ErrorCode::internal, "libsodium cannot be used on this machine");
}

}  // namespace

Sha256::Sha256() { crypto_hash_sha256_init(&state_); }

void Sha256::add(std::string_view bytes) {
  crypto_hash_sha256_update(&state_, data_of(bytes), bytes.size());
}

std::string Sha256::hex() const {
  crypto_hash_sha256_state state = state_;
  Digest digest;
  crypto_hash_sha256_final(&state, digest.data());
  return to_hex(digest);
}

std::string sha256_hex(std::string_view bytes) {
  Sha256 hash;
  hash.add(bytes);
  return hash.hex();
}

Blake2b::Blake2b() {
  prepare();
  crypto_generichash_init(&state_, nullptr, 0, Digest().size());
}

void Blake2b::add(std::string_view bytes) {
  crypto_generichash_update(&state_, data_of(bytes), bytes.size());
}

std::string Blake2b::hex() const {
  crypto_generichash_state state = state_;
  Digest digest;
  crypto_generichash_final(&state, digest.data(), digest.size());
  return to_hex(digest);
}

std::uint64_t siphash(std::string_view bytes) noexcept { return siphash(bytes, SipKey{}); }

std::uint64_t siphash(std::string_view bytes, const SipKey& key) noexcept {
  static_assert(std::tuple_size_v<SipKey> == crypto_shorthash_KEYBYTES);
  std::array<unsigned char, crypto_shorthash_BYTES> out;
  crypto_shorthash(out.data(), data_of(bytes), bytes.size(), key.data());
  std::uint64_t value = 0;
  for (std::size_t i = out.size(); i-- > 0;) value = value << 8 | out[i];
  return value;
}

std::array<std::uint64_t, 2> siphash_128(std::string_view bytes, const SipKey& key) noexcept {
  static_assert(std::tuple_size_v<SipKey> == crypto_shorthash_siphashx24_KEYBYTES);
  std::array<unsigned char, crypto_shorthash_siphashx24_BYTES> out;
  crypto_shorthash_siphashx24(out.data(), data_of(bytes), bytes.size(), key.data());
  const auto big_endian = [&](std::size_t from) {
    std::uint64_t value = 0;
    for (std::size_t i = from; i < from + 8; ++i) value = value << 8 | out[i];
    return value;
  };
  return {big_endian(0), big_endian(8)};
}

std::string random_bytes(std::size_t count) {
  prepare();
  std::string bytes(count, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

}  // namespace porto::internal
