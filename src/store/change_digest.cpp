// See change_digest.hpp.
#include "store/change_digest.hpp"

#include "store/event_digest.hpp"

namespace porto::internal {

std::string change_digest(std::string_view previous, const Change& change) {
  FieldHash hash;
  hash.text(previous);
  hash.number(change.no);
  hash.text(to_string(change.kind));
  hash.text(change.company);
  hash.text(change.tariff);
  hash.number(change.version);
  for (const auto* text : {&change.domain, &change.from, &change.through, &change.was_through,
                           &change.sha256, &change.actor, &change.reason})
    hash.text(*text);
  hash.number(change.at ? 1 : 0);
  hash.number(change.at ? change.at->unix_us : 0);
  hash.number(change.closed_through ? change.closed_through->number() : 0);
  // Other changes have the bytes that they had before there were items.
  if (change.item != 0 || !change.amount.empty() || !change.text.empty()) {
    hash.number(change.item);
    hash.text(change.amount);
    hash.text(change.text);
  }
  return hash.hex();
}

}  // namespace porto::internal
