// See identity.hpp. A text is hashed as its length, eight bytes, little-endian, and its bytes, so
// that no two rows of texts give the same bytes.
#include "store/postgres/identity.hpp"

#include <boost/endian/conversion.hpp>

#include "base/digest.hpp"
#include "porto/error.hpp"

namespace porto::internal::postgres {
namespace {

constexpr std::size_t half = 8;
constexpr int bits_below_first_byte = 56;

void add_text(std::string& bytes, std::string_view text) {
  std::uint64_t size = text.size();
  boost::endian::native_to_little_inplace(size);
  bytes.append(reinterpret_cast<const char*>(&size), sizeof size);
  bytes += text;
}

std::uint64_t number_at(std::string_view bytes, std::size_t place) {
  return boost::endian::load_big_u64(reinterpret_cast<const unsigned char*>(bytes.data()) + place);
}

// Of no ledger in particular: where an event is, its identity alone decides.
constexpr SipKey no_key{};

}  // namespace

std::int16_t bucket_of(std::string_view source, std::string_view event_id) {
  std::string bytes;
  add_text(bytes, source);
  add_text(bytes, event_id);
  return static_cast<std::int16_t>(siphash(bytes, no_key) & 0xFF);
}

std::int16_t bucket_of(const IdentityHash& identity) {
  return static_cast<std::int16_t>(identity.head >> bits_below_first_byte);
}

std::string bytes_of(const IdentityHash& identity) {
  std::string bytes(2 * half, '\0');
  auto* to = reinterpret_cast<unsigned char*>(bytes.data());
  boost::endian::store_big_u64(to, identity.head);
  boost::endian::store_big_u64(to + half, identity.tail);
  return bytes;
}

IdentityHash identity_hash(std::string_view bytes) {
  if (bytes.size() != 2 * half)
    throw Error(ErrorCode::corrupt,
                "the ledger holds the hash of a pruned identity that is none: restore a backup");
  return {number_at(bytes, 0), number_at(bytes, half)};
}

std::int64_t content_hash(const IdentityKey& key, const IdentityHash& identity,
                          const UsageEvent& event) {
  return key.hash(identity, {event.company, event.domain, event.meter, event.occurred_at.unix_us,
                             event.quantity});
}

}  // namespace porto::internal::postgres
