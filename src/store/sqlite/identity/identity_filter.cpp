// See identity_filter.hpp.
#include "store/sqlite/identity/identity_filter.hpp"

#include <algorithm>
#include <array>

#include "porto/error.hpp"

namespace porto::internal {
namespace {

constexpr std::size_t block_bytes = 32;
constexpr std::size_t identities_of_block = 16;

// Parquet's: an odd number for each of the eight words of a block, in which one bit is set.
constexpr std::array<std::uint32_t, 8> salts = {0x47B6137BU, 0x44974D91U, 0x8824AD5BU, 0xA2B7289DU,
                                                0x705495C7U, 0x2DF1424BU, 0x9EFC4947U, 0x5C6BFB31U};

// The bit of a word, as its byte in the block and the bit in that: the same on every machine.
struct Bit {
  std::size_t byte;
  unsigned char mask;
};
Bit bit_of(std::uint64_t hash, std::size_t word) noexcept {
  const std::uint32_t bit = static_cast<std::uint32_t>(hash) * salts[word] >> 27;
  return {4 * word + bit / 8, static_cast<unsigned char>(1U << bit % 8)};
}

}  // namespace

IdentityFilter::IdentityFilter(std::size_t identities)
    : bits_(block_bytes * std::max<std::size_t>(1, identities / identities_of_block), '\0') {}

IdentityFilter::IdentityFilter(std::string_view bytes) : bits_(bytes) {
  if (bytes.empty() || bytes.size() % block_bytes != 0)
    throw Error(ErrorCode::corrupt, "a filter of identities is damaged: restore a backup");
}

// The rounds of SplitMix64.
std::uint64_t IdentityFilter::spread(std::int64_t short_hash) noexcept {
  auto bits = static_cast<std::uint64_t>(short_hash);
  bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9U;
  bits = (bits ^ bits >> 27) * 0x94D049BB133111EBU;
  return bits ^ bits >> 31;
}

std::size_t IdentityFilter::block_of(std::uint64_t hash) const noexcept {
  const std::uint64_t blocks = bits_.size() / block_bytes;  // less than 2^32: 2^36 identities
  return block_bytes * static_cast<std::size_t>((hash >> 32) * blocks >> 32);
}

// Blocks lie anywhere in memory: the one of a hash some short_hashes ahead is asked for in time.
void IdentityFilter::fetch(std::span<const std::uint64_t> hashes, std::size_t at) const noexcept {
  constexpr std::size_t ahead = 16;
  if (at + ahead < hashes.size()) __builtin_prefetch(bits_.data() + block_of(hashes[at + ahead]));
}

void IdentityFilter::add(std::span<const std::uint64_t> hashes) noexcept {
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    fetch(hashes, i);
    char* const block = bits_.data() + block_of(hashes[i]);
    for (std::size_t word = 0; word < salts.size(); ++word) {
      const Bit bit = bit_of(hashes[i], word);
      block[bit.byte] = static_cast<char>(static_cast<unsigned char>(block[bit.byte]) | bit.mask);
    }
  }
}

bool IdentityFilter::may_have(std::uint64_t wanted) const noexcept {
  const char* const block = bits_.data() + block_of(wanted);
  const auto has = [&](std::size_t word) {
    const Bit bit = bit_of(wanted, word);
    return (static_cast<unsigned char>(block[bit.byte]) & bit.mask) != 0;
  };
  std::size_t word = 0;
  while (word < salts.size() && has(word)) ++word;
  return word == salts.size();
}

}  // namespace porto::internal
