// See event_digest.hpp.
#include "store/event_digest.hpp"

#include <cstring>

namespace porto::internal {

void FieldHash::number(std::int64_t number) {
  // Zigzag: small numbers of either sign become small.
  const auto sign = static_cast<std::uint64_t>(number < 0 ? -1 : 0);
  varint(static_cast<std::uint64_t>(number) << 1 ^ sign);
}

void FieldHash::text(std::string_view text) {
  varint(text.size());
  if (buffer_.size() - used_ < text.size()) flush();
  if (buffer_.size() < text.size()) return hash_.add(text);
  text.copy(buffer_.data() + used_, text.size());  // unlike memcpy, also of no text
  used_ += text.size();
}

void FieldHash::varint(std::uint64_t number) {
  constexpr std::size_t longest = 10;
  if (buffer_.size() - used_ < longest) flush();
  char* const start = buffer_.data() + used_;
  char* end = start;
  for (; number >= 0x80; number >>= 7) *end++ = static_cast<char>(number | 0x80);
  *end++ = static_cast<char>(number);
  used_ += static_cast<std::size_t>(end - start);
}

void FieldHash::flush() {
  hash_.add({buffer_.data(), used_});
  used_ = 0;
}

std::string FieldHash::hex() {
  flush();
  return hash_.hex();
}

void BatchDigest::add(std::int64_t seq, const UsageEvent& event, Month month,
                      const std::optional<Day>& day) {
  if (!last_ || last_->first != month) last_ = &*parts_.try_emplace(month).first;
  ++last_->second.events;
  FieldHash& hash = last_->second.hash;
  hash.number(seq);
  hash.text(event.source);
  hash.text(event.event_id);
  hash.text(event.company);
  hash.text(event.domain);
  hash.number(day ? day->number() : 0);
  hash.text(event.meter);
  hash.number(event.occurred_at.unix_us);
  hash.number(event.quantity);
}

void BatchDigest::add(const StoredEvent& event, Month month) {
  add(event.seq,
      {.source = event.source,
       .event_id = event.event_id,
       .company = event.company,
       .meter = event.meter,
       .occurred_at = event.occurred_at,
       .quantity = event.quantity,
       .domain = event.domain},
      month, event.day);
}

std::vector<BatchPart> BatchDigest::parts() {
  std::vector<BatchPart> parts;
  for (auto& [month, part] : parts_) parts.push_back({month, part.events, part.hash.hex()});
  return parts;
}

std::string batch_digest(std::string_view previous, const EventBatch& batch,
                         std::span<const BatchPart> parts) {
  FieldHash hash;
  hash.text(previous);
  for (const std::int64_t number : {batch.no, batch.first_seq, batch.last_seq, batch.events})
    hash.number(number);
  hash.number(batch.first_at.unix_us);
  hash.number(batch.last_at.unix_us);
  hash.number(static_cast<std::int64_t>(parts.size()));
  for (const BatchPart& part : parts) {
    hash.number(part.month.number());
    hash.number(part.events);
    hash.text(part.digest);
  }
  return hash.hex();
}

std::string void_digest(std::string_view previous, const StoredVoid& stored) {
  const Void& what = stored.what;
  FieldHash hash;
  hash.text(previous);
  hash.number(stored.no);
  hash.number(stored.seq);
  for (const auto* text : {&what.source, &what.event_id, &what.actor, &what.reason})
    hash.text(*text);
  hash.number(what.voided_at.unix_us);
  if (!stored.replaced_by.empty()) hash.text(stored.replaced_by);
  return hash.hex();
}

}  // namespace porto::internal
