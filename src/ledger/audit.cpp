// Corrections, proof and upkeep of a ledger: see porto/audit.hpp.
#include "porto/audit.hpp"

#include "billing/event_list.hpp"
#include "billing/proof/adjustment_causes.hpp"
#include "billing/proof/statement.hpp"
#include "billing/proof/verify.hpp"
#include "billing/prune.hpp"
#include "billing/void_event.hpp"
#include "ledger/implementation.hpp"

namespace porto {

using namespace internal;

std::optional<StoredEvent> Ledger::event(std::string_view source, std::string_view id) const {
  return impl_->read([&] { return impl_->store->event(source, id); });
}

void Ledger::each_event(const EventListOptions& options,
                        const std::function<void(const StoredEvent&)>& visit) const {
  impl_->read([&] { internal::list_events(*impl_->store, impl_->zone, options, visit); });
}

VoidResult Ledger::void_event(const Void& what, const ChangeOptions& options, Effect* effect) {
  return impl_->change(options, effect, impl_->owner_of(what),
                       [&] { return internal::void_event(*impl_->store, impl_->zone, what); });
}

CorrectResult Ledger::correct_event(const Void& what, std::int64_t quantity,
                                    const ChangeOptions& options, Effect* effect) {
  return impl_->change(options, effect, impl_->owner_of(what), [&] {
    return internal::correct_event(*impl_->store, impl_->zone, what, quantity);
  });
}

std::vector<AdjustedMonth> Ledger::adjusted_months(Month month,
                                                   std::optional<std::string_view> company) const {
  return impl_->read(
      [&] { return internal::adjusted_months(*impl_->store, impl_->zone, month, owned(company)); });
}

VerifyReport Ledger::verify(const VerifyOptions& options) const {
  return impl_->read([&] { return internal::verify(*impl_->store, impl_->zone, options); });
}

VerifyReport Ledger::verify() const { return verify(VerifyOptions{}); }

Statement Ledger::statement(Month month, std::string_view company) const {
  return impl_->read(
      [&] { return internal::statement(*impl_->store, impl_->zone, month, std::string(company)); });
}

void Ledger::each_statement(Month month, const std::function<void(const Statement&)>& visit) const {
  impl_->read([&] { internal::each_statement(*impl_->store, impl_->zone, month, visit); });
}

PruneResult Ledger::prune(Month before, Instant now, const PruneOptions& options) {
  return impl_->write(
      [&] { return internal::prune(*impl_->store, impl_->zone, before, now, options); });
}

PruneResult Ledger::prune(Month before, Instant now) { return prune(before, now, PruneOptions{}); }

void Ledger::backup(const std::string& path, const BackupOptions& options) const {
  const Impl::Call call(*impl_);
  impl_->store->backup(path, options.on_progress);
}

void Ledger::backup(const std::string& path) const { backup(path, BackupOptions{}); }

}  // namespace porto
