// Digests over stored events and voids, chained in the order they were stored, so that any later
// change of one of them shows: both stores write them, `verify` computes them again.
//
// Hashed are, by names and not by numbers of the file: the digest before, then of each event seq,
// source, event id, company, domain, day, meter, time and quantity. Each field is written so that
// no two rows of fields give the same bytes: a number as LEB128 of its zigzag form, a text as its
// length and its bytes, both as in Protocol Buffers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "porto/usage.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// A hash over fields, each written as said above.
class FieldHash {
 public:
  void number(std::int64_t number);
  void text(std::string_view text);
  std::string hex();

 private:
  void varint(std::uint64_t number);
  void flush();

  // Written, not yet hashed: pieces of a few bytes would take several times as long.
  std::vector<char> buffer_ = std::vector<char>(4096);
  std::size_t used_ = 0;
  Blake2b hash_;
};

/// The digest of one batch.
class EventDigest {
 public:
  /// `previous`: the digest of the batch before; empty for the first.
  explicit EventDigest(std::string_view previous) { hash_.text(previous); }
  /// The next event of the batch, in order of seq. `day` is that of an event that names a domain.
  void add(std::int64_t seq, const UsageEvent& event, const std::optional<Day>& day);
  void add(const StoredEvent& event);
  std::string hex() { return hash_.hex(); }

 private:
  FieldHash hash_;
};

/// The digest of a void: its number, the event's seq and what it says. `previous` is that of the
/// void before; empty for the first.
std::string void_digest(std::string_view previous, const StoredVoid& stored);

}  // namespace porto::internal
