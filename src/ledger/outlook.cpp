// Simulation of past months and status of the running one: nothing is written.
#include "billing/outlook/simulate.hpp"
#include "billing/outlook/status.hpp"
#include "ledger/implementation.hpp"

namespace porto {

using namespace internal;

Simulation Ledger::simulate(std::string_view toml, std::string_view file_name,
                            const SimulationOptions& options) const {
  return impl_->read(
      [&] { return internal::simulate(*impl_->store, impl_->zone, toml, file_name, options); });
}

LedgerStatus Ledger::status(Instant now, std::optional<std::string_view> company) const {
  return impl_->read(
      [&] { return internal::status(*impl_->store, impl_->zone, now, owned(company)); });
}

}  // namespace porto
