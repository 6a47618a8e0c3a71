// Simulation of past months, status of the running one, and reports: nothing is written.
#include "billing/outlook/simulate.hpp"
#include "billing/outlook/status.hpp"
#include "billing/overview/month_overview.hpp"
#include "billing/report/report.hpp"
#include "billing/tasks/tasks.hpp"
#include "ledger/implementation.hpp"

namespace porto {

using namespace internal;

Simulation Ledger::simulate(std::string_view toml, std::string_view file_name,
                            const SimulationOptions& options, std::vector<Task>* tasks) const {
  return impl_->read([&] {
    std::vector<Unrated> unrated;
    Simulation simulation =
        internal::simulate(*impl_->store, impl_->zone, toml, file_name, options,
                           [&](Unrated one) { unrated.push_back(std::move(one)); });
    if (tasks) {
      find_events(*impl_->store, impl_->zone, unrated);
      *tasks = tasks_of(*impl_->store, unrated);
    } else if (!unrated.empty()) {
      refuse_unrated(unrated);
    }
    return simulation;
  });
}

Report Ledger::report(const ReportOptions& options, std::vector<Task>* tasks) const {
  return impl_->read([&] {
    std::vector<Unrated> unrated;
    Report report = make_report(*impl_->store, impl_->zone, options,
                                [&](Unrated one) { unrated.push_back(std::move(one)); });
    if (!tasks && !unrated.empty()) refuse_unrated(unrated);
    if (tasks) *tasks = tasks_of(*impl_->store, unrated);
    return report;
  });
}

MonthOverview Ledger::month_overview(Month month, std::string_view language) const {
  return impl_->read([&] {
    return internal::month_overview(*impl_->store, impl_->zone, month, std::string(language));
  });
}

std::string Ledger::main_language() const {
  return impl_->read([&] { return internal::main_language(*impl_->store); });
}

LedgerStatus Ledger::status(Instant now, std::optional<std::string_view> company) const {
  return impl_->read(
      [&] { return internal::status(*impl_->store, impl_->zone, now, owned(company)); });
}

}  // namespace porto
