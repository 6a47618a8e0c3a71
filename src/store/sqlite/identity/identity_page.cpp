// See identity_page.hpp.
#include "store/sqlite/identity/identity_page.hpp"

#include <algorithm>
#include <boost/endian/conversion.hpp>

#include "porto/error.hpp"

namespace porto::internal {
namespace {

namespace endian = boost::endian;

constexpr std::size_t count_bytes = 2;
constexpr std::size_t end_bytes = 2;
constexpr std::size_t seq_bytes = 8;
constexpr std::size_t entry_bytes = end_bytes + seq_bytes;
// With its key a row of this size fills a page of the database, of 16 KiB.
constexpr std::size_t max_page_bytes = 16'000;

const unsigned char* octets(const char* bytes) noexcept {
  return reinterpret_cast<const unsigned char*>(bytes);
}

}  // namespace

IdentityPage::IdentityPage(std::string_view bytes) {
  const Error damaged(ErrorCode::corrupt,
                      "a page of the identities of events is damaged: restore a backup");
  if (bytes.size() < count_bytes) throw damaged;
  size_ = endian::load_little_u16(octets(bytes.data()));
  const std::size_t texts = count_bytes + size_ * entry_bytes;
  if (size_ == 0 || bytes.size() < texts) throw damaged;
  ends_ = bytes.data() + count_bytes;
  seqs_ = ends_ + size_ * end_bytes;
  ids_ = bytes.substr(texts);
  std::size_t end = 0;
  for (std::size_t entry = 0; entry < size_; ++entry) {
    if (end_of(entry) < end) throw damaged;
    end = end_of(entry);
  }
  if (end != ids_.size()) throw damaged;
}

std::size_t IdentityPage::end_of(std::size_t entry) const noexcept {
  return endian::load_little_u16(octets(ends_ + entry * end_bytes));
}

std::string_view IdentityPage::id(std::size_t entry) const noexcept {
  const std::size_t begin = entry == 0 ? 0 : end_of(entry - 1);
  return {ids_.data() + begin, end_of(entry) - begin};
}

std::int64_t IdentityPage::seq(std::size_t entry) const noexcept {
  return endian::load_little_s64(octets(seqs_ + entry * seq_bytes));
}

std::size_t IdentityPage::lower_bound(std::string_view wanted, std::size_t from) const noexcept {
  // Ever longer steps until the id is passed, then by halves between the last two.
  std::size_t low = from;
  std::size_t high = from;
  for (std::size_t step = 1; high < size_ && id(high) < wanted; step *= 2) {
    low = high + 1;
    high += step;
  }
  high = std::min(high, size_);
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    id(middle) < wanted ? low = middle + 1 : high = middle;
  }
  return low;
}

bool IdentityPageWriter::fits(std::string_view id) const noexcept {
  return count_bytes + (entries_.size() + 1) * entry_bytes + ids_.size() + id.size() <=
         max_page_bytes;
}

void IdentityPageWriter::add(std::string_view id, std::int64_t seq) {
  ids_ += id;
  entries_.push_back({ids_.size(), seq});
}

std::string_view IdentityPageWriter::last_id() const noexcept {
  const std::size_t begin = entries_.size() < 2 ? 0 : entries_[entries_.size() - 2].end;
  return std::string_view(ids_).substr(begin);
}

std::string IdentityPageWriter::take() {
  std::string bytes(count_bytes + entries_.size() * entry_bytes, '\0');
  auto* at = reinterpret_cast<unsigned char*>(bytes.data());
  endian::store_little_u16(at, static_cast<std::uint16_t>(entries_.size()));
  at += count_bytes;
  for (const Entry& entry : entries_) {
    endian::store_little_u16(at, static_cast<std::uint16_t>(entry.end));
    at += end_bytes;
  }
  for (const Entry& entry : entries_) {
    endian::store_little_s64(at, entry.seq);
    at += seq_bytes;
  }
  bytes += ids_;
  ids_.clear();
  entries_.clear();
  return bytes;
}

}  // namespace porto::internal
