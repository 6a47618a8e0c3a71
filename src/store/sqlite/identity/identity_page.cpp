// See identity_page.hpp.
#include "store/sqlite/identity/identity_page.hpp"

#include <algorithm>
#include <bit>
#include <boost/endian/conversion.hpp>

#include "porto/error.hpp"

namespace porto::internal {
namespace {

namespace endian = boost::endian;

constexpr std::size_t head_bytes = 2 + 1 + 8;
// With its key a row of this size fills a page of the database, of 16 KiB.
constexpr std::size_t max_page_bytes = 16'000;

// Values wrap where the least and the most are far apart; what is stored is the difference.
std::uint64_t above(std::int64_t value, std::int64_t least) noexcept {
  return static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(least);
}

std::size_t bytes_for(std::uint64_t most) noexcept {
  return (static_cast<std::size_t>(std::bit_width(most)) + 7) / 8;
}

}  // namespace

IdentityPage::IdentityPage(std::string_view bytes, HashBytes hash_bytes)
    : hash_bytes_(static_cast<std::size_t>(hash_bytes)) {
  const Error damaged(ErrorCode::corrupt,
                      "a page of the identities of events is damaged: restore a backup");
  if (bytes.size() < head_bytes) throw damaged;
  const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
  size_ = endian::load_little_u16(at);
  value_bytes_ = at[2];
  least_ = endian::load_little_u64(at + 3);
  if (size_ == 0 || value_bytes_ > 8 ||
      bytes.size() != head_bytes + size_ * (hash_bytes_ + value_bytes_))
    throw damaged;
  hashes_ = at + head_bytes;
  values_ = hashes_ + size_ * hash_bytes_;
}

IdentityHash IdentityPage::hash(std::size_t entry) const noexcept {
  const unsigned char* const at = hashes_ + entry * hash_bytes_;
  if (hash_bytes_ == static_cast<std::size_t>(HashBytes::cut))
    return {endian::load_big_u48(at) << 16, 0};
  return {endian::load_big_u64(at), endian::load_big_u64(at + 8)};
}

std::int64_t IdentityPage::value(std::size_t entry) const noexcept {
  std::uint64_t value = 0;
  const unsigned char* const at = values_ + entry * value_bytes_;
  for (std::size_t i = value_bytes_; i-- > 0;) value = value << 8 | at[i];
  return static_cast<std::int64_t>(least_ + value);
}

std::size_t IdentityPage::lower_bound(const IdentityHash& wanted, std::size_t from) const noexcept {
  // Ever longer steps until the hash is passed, then by halves between the last two.
  std::size_t low = from;
  std::size_t high = from;
  for (std::size_t step = 1; high < size_ && hash(high) < wanted; step *= 2) {
    low = high + 1;
    high += step;
  }
  high = std::min(high, size_);
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    hash(middle) < wanted ? low = middle + 1 : high = middle;
  }
  return low;
}

bool IdentityPageWriter::fits(std::int64_t value) const noexcept {
  if (empty()) return true;
  const std::size_t value_bytes = bytes_for(above(std::max(most_, value), std::min(least_, value)));
  return head_bytes +
             (entries_.size() + 1) * (static_cast<std::size_t>(hash_bytes_) + value_bytes) <=
         max_page_bytes;
}

void IdentityPageWriter::add(const IdentityEntry& entry) {
  least_ = empty() ? entry.value : std::min(least_, entry.value);
  most_ = empty() ? entry.value : std::max(most_, entry.value);
  entries_.push_back(entry);
}

std::string IdentityPageWriter::take() {
  const std::size_t value_bytes = bytes_for(above(most_, least_));
  const auto hash_bytes = static_cast<std::size_t>(hash_bytes_);
  std::string bytes(head_bytes + entries_.size() * (hash_bytes + value_bytes), '\0');
  auto* at = reinterpret_cast<unsigned char*>(bytes.data());
  endian::store_little_u16(at, static_cast<std::uint16_t>(entries_.size()));
  at[2] = static_cast<unsigned char>(value_bytes);
  endian::store_little_s64(at + 3, least_);
  at += head_bytes;
  for (const IdentityEntry& entry : entries_) {
    if (hash_bytes_ == HashBytes::cut) {
      endian::store_big_u48(at, entry.hash.head >> 16);
    } else {
      endian::store_big_u64(at, entry.hash.head);
      endian::store_big_u64(at + 8, entry.hash.tail);
    }
    at += hash_bytes;
  }
  for (const IdentityEntry& entry : entries_) {
    std::uint64_t value = above(entry.value, least_);
    for (std::size_t i = 0; i < value_bytes; ++i, value >>= 8)
      *at++ = static_cast<unsigned char>(value);
  }
  entries_.clear();
  return bytes;
}

}  // namespace porto::internal
