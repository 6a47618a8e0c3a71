// See identity_key.hpp.
#include "store/identity_key.hpp"

#include <algorithm>
#include <array>
#include <boost/endian/conversion.hpp>

#include "porto/error.hpp"

namespace porto::internal {
namespace {

constexpr std::size_t key_bytes = 2 * std::tuple_size_v<SipKey>;

// Numbers as eight bytes, little-endian; a text as its length and its bytes.
void add_number(std::string& bytes, std::uint64_t number) {
  boost::endian::native_to_little_inplace(number);
  bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
}
void add_text(std::string& bytes, std::string_view text) {
  add_number(bytes, text.size());
  bytes += text;
}

}  // namespace

IdentityKey::IdentityKey(std::string_view bytes) : bytes_(bytes) {
  if (bytes.size() != key_bytes)
    throw Error(ErrorCode::corrupt,
                "the key of the identities of events is damaged: restore a backup");
  std::ranges::copy(bytes.substr(0, identities_.size()), identities_.begin());
  std::ranges::copy(bytes.substr(identities_.size()), contents_.begin());
}

IdentityKey IdentityKey::draw() { return IdentityKey(random_bytes(key_bytes)); }

IdentityHash IdentityKey::hash(std::int64_t source_no, std::string_view event_id) const {
  std::array<char, 8 + 256> most;  // of what a ledger takes
  std::string more;
  if (8 + event_id.size() > most.size()) more.resize(8 + event_id.size());
  char* const bytes = more.empty() ? most.data() : more.data();
  boost::endian::store_little_s64(reinterpret_cast<unsigned char*>(bytes), source_no);
  event_id.copy(bytes + 8, event_id.size());
  const auto [head, tail] = siphash_128({bytes, 8 + event_id.size()}, identities_);
  return {head, tail};
}

std::int64_t IdentityKey::hash(const IdentityHash& identity, const EventContent& content) const {
  std::string bytes;
  add_number(bytes, identity.head);
  add_number(bytes, identity.tail);
  add_number(bytes, static_cast<std::uint64_t>(content.occurred_at));
  add_number(bytes, static_cast<std::uint64_t>(content.quantity));
  for (const std::string_view text : {content.company, content.domain, content.meter})
    add_text(bytes, text);
  return static_cast<std::int64_t>(siphash(bytes, contents_));
}

void PrunedDigest::add(const IdentityEntry& entry) {
  std::string bytes;
  add_number(bytes, entry.hash.head);
  add_number(bytes, entry.hash.tail);
  add_number(bytes, static_cast<std::uint64_t>(entry.value));
  digest_.add(bytes);
}

}  // namespace porto::internal
