// Simulation of past months and status of the running one: nothing is written.
#include "billing/outlook/simulate.hpp"
#include "billing/outlook/status.hpp"
#include "ledger/implementation.hpp"

namespace porto {

using namespace internal;

std::vector<SimulatedCost> Ledger::simulate(std::string_view toml, const SimulationOptions& options,
                                            std::string_view file_name) const {
  return impl_->read(
      [&] { return internal::simulate(*impl_->store, impl_->zone, toml, file_name, options); });
}

LedgerStatus Ledger::status(Instant now, const std::optional<std::string>& company) const {
  return impl_->read([&] { return internal::status(*impl_->store, impl_->zone, now, company); });
}

}  // namespace porto
