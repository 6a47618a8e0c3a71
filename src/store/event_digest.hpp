// Digests over stored events and voids, chained in the order they were stored, so that any later
// change of one of them shows: both stores write them, `verify` computes them again.
//
// The events of a batch are hashed month by month, so that what is left of a batch can be proved
// when the events of a month are pruned and their digest is kept. Hashed are, by names and not by
// numbers of the file, of each event seq, source, event id, company, domain, day, meter, time and
// quantity. Each field is written so that no two rows of fields give the same bytes: a number as
// LEB128 of its zigzag form, a text as its length and its bytes, both as in Protocol Buffers.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
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

/// The digests of the events of one batch, month by month.
class BatchDigest {
 public:
  BatchDigest() = default;
  BatchDigest(BatchDigest&&) = default;
  BatchDigest& operator=(BatchDigest&&) = default;

  /// The next event of the batch, in order of seq. `day` is that of an event that names a domain.
  void add(std::int64_t seq, const UsageEvent& event, Month month, const std::optional<Day>& day);
  void add(const StoredEvent& event, Month month);
  /// What was added, by month. Nothing can be added any more.
  std::vector<BatchPart> parts();

 private:
  struct Part {
    std::int64_t events = 0;
    FieldHash hash;
  };
  std::map<Month, Part> parts_;
  std::pair<const Month, Part>* last_ = nullptr;  // that was added to: mostly there is one month
};

/// The digest of a batch, whose own members `digest` and `pruned` are not part of it. `previous`:
/// that of the batch before; empty for the first. `parts`: its events, by month.
std::string batch_digest(std::string_view previous, const EventBatch& batch,
                         std::span<const BatchPart> parts);

/// The digest of a void: its number, the event's seq and what it says. `previous` is that of the
/// void before; empty for the first.
std::string void_digest(std::string_view previous, const StoredVoid& stored);

}  // namespace porto::internal
