// Items. Who agreed on one, when and why is in the change that added it, which has its number.
#include <algorithm>
#include <tuple>

#include "store/errors.hpp"
#include "store/memory/implementation.hpp"

namespace porto::internal {

void MemoryStore::add_item(const InvoiceItem& item) {
  MemoryState& state = writable();
  require_company(item.company);
  insert_new(state.items, item.no, item, "item");
}

void MemoryStore::remove_item(std::int64_t no) {
  if (writable().items.erase(no) == 0) throw store_error::unknown_item(no);
}

std::vector<InvoiceItem> MemoryStore::items(const MonthFilter& filter) {
  std::vector<InvoiceItem> found = values(state_.items);
  std::erase_if(found, [&](const InvoiceItem& item) {
    return (filter.month && item.month != *filter.month) ||
           (filter.company && item.company != *filter.company);
  });
  std::ranges::stable_sort(found, [](const InvoiceItem& a, const InvoiceItem& b) {
    return std::tie(a.month, a.company, a.no) < std::tie(b.month, b.company, b.no);
  });
  for (InvoiceItem& item : found) {
    const auto change = std::ranges::find(state_.changes, item.no, &Change::no);
    const bool known = change != state_.changes.end();
    item.actor = known ? change->actor : "";
    item.reason = known ? change->reason : "";
    item.at = known ? change->at : std::nullopt;
  }
  return found;
}

}  // namespace porto::internal
