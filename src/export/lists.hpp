// The public lists and their columns. Names and order are a contract (docs/api-stability.md): CSV
// headers, JSON members and the columns of the C ABI all come from here. A column may be added at
// the end; none is ever renamed, moved or taken away.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "export/rows.hpp"
#include "porto/import.hpp"
#include "porto/invoice.hpp"
#include "porto/ledger_options.hpp"
#include "porto/tariff.hpp"
#include "porto/tariff_tools.hpp"
#include "porto/usage.hpp"

namespace porto {

Rows rows_of(std::vector<InvoiceLine> lines);
Rows rows_of(std::vector<MonthUsage> usage);
Rows rows_of(std::vector<UnassignedUsage> usage);
Rows rows_of(std::vector<SendingDomain> domains);
Rows rows_of(std::vector<Reconciled> reconciled);
Rows rows_of(std::vector<Company> companies);
Rows rows_of(std::vector<Meter> meters);
Rows rows_of(std::vector<Subscription> subscriptions);
Rows rows_of(std::vector<Tariff> tariffs);
Rows rows_of(std::vector<ExplainStep> steps);
Rows rows_of(std::vector<ClosedMonth> closed);

/// A tariff with the bytes of its document.
struct ShownTariff {
  Tariff tariff;
  std::string document;
};
Rows rows_of(std::vector<ShownTariff> tariffs);

/// What a tariff document named `file` has to say about itself.
Rows rows_of(const std::string& file, const std::vector<Mistake>& mistakes);
Rows rows_of(const std::string& file, const std::vector<ExampleResult>& results);

/// What differs between two documents, and what both tariffs cost, each in its currency.
Rows rows_of(std::vector<TariffChange> changes);
Rows rows_of(std::vector<PriceComparison> comparisons, Currency before, Currency after);

/// An event of a batch that was not stored, counted from 0.
struct RefusedEvent {
  std::size_t index = 0;
  RecordResult result;
};
Rows rows_of(std::vector<RefusedEvent> events);

/// The counts, then what there is to say about them: entry, name, value, month.
Rows rows_of(const ImportReport& report);

/// One row: the ledger and the versions that worked on it.
struct Versions {
  std::string tzdb;
  std::string library;
};
Rows rows_of(const LedgerInfo& info, const Versions& versions);

}  // namespace porto
