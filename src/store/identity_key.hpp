// The key of a ledger's hashes of identities, which is drawn as the ledger is created: who has the
// index but not the key learns no id from it, and who chooses ids cannot make their hashes meet.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/digest.hpp"
#include "store/identity_hash.hpp"

namespace porto::internal {

/// What a known identity is compared by.
struct EventContent {
  std::string_view company;
  std::string_view domain;
  std::string_view meter;
  std::int64_t occurred_at;
  std::int64_t quantity;
};

class IdentityKey {
 public:
  /// A new one.
  static IdentityKey draw();
  /// Error corrupt if the bytes are no key.
  explicit IdentityKey(std::string_view bytes);

  IdentityHash hash(std::int64_t source_no, std::string_view event_id) const;
  /// A hash of the content of the event with this identity: equal contents of different events give
  /// different hashes.
  std::int64_t hash(const IdentityHash& identity, const EventContent& content) const;
  const std::string& bytes() const noexcept { return bytes_; }

 private:
  std::string bytes_;
  SipKey identities_;
  SipKey contents_;
};

/// The digest of what is kept of pruned events: of the key, and of their entries in order.
class PrunedDigest {
 public:
  explicit PrunedDigest(const IdentityKey& key) { digest_.add(key.bytes()); }
  void add(const IdentityEntry& entry);
  std::string hex() const { return digest_.hex(); }

 private:
  Blake2b digest_;
};

}  // namespace porto::internal
