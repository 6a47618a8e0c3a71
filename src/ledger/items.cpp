// Items: see porto/items.hpp.
#include "porto/items.hpp"

#include "billing/items.hpp"
#include "ledger/implementation.hpp"

namespace porto {

using namespace internal;

bool Ledger::add_items(std::span<const NewItem> items, const ChangeOptions& options,
                       std::vector<InvoiceItem>* added) {
  std::vector<InvoiceItem> result;
  const bool is_new = impl_->change(options, nullptr, any_company, [&] {
    return do_each(items, "items", [&](const NewItem& item) {
      AddedItem one = add_item(*impl_->store, item, options);
      result.push_back(std::move(one.item));
      return one.is_new;
    });
  });
  if (added) *added = std::move(result);
  return is_new;
}

void Ledger::remove_item(std::int64_t no, const ChangeOptions& options) {
  impl_->change(options, nullptr, any_company,
                [&] { internal::remove_item(*impl_->store, no, options); });
}

std::vector<InvoiceItem> Ledger::items(const MonthFilter& filter) const {
  return impl_->read([&] { return impl_->store->items(filter); });
}

}  // namespace porto
