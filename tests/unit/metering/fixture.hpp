// What the metering tests share: an empty ledger, and importing texts as files into it.
#pragma once

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "metering/import_files.hpp"
#include "metering/ingest.hpp"
#include "porto/error.hpp"
#include "porto/ledger.hpp"
#include "store/memory/memory_store.hpp"
#include "support/temp_dir.hpp"

namespace porto::testing {

using namespace internal;

inline const std::string header = "event_id,company,occurred_at,quantity\n";
inline const std::string june = "2025-06-15T12:00:00Z";

/// Rows of CSV: the events e<from> to e<to - 1>, of one message each.
inline std::string rows(int from, int to, const std::string& company = "c") {
  std::string text;
  for (int i = from; i < to; ++i)
    text += "e" + std::to_string(i) + "," + company + "," + june + ",1\n";
  return text;
}

inline std::vector<ImportInput> as_inputs(const std::vector<std::string>& paths) {
  return {paths.begin(), paths.end()};
}

/// A ledger in memory, with a meter "gb" of 3 decimals beside the messages.
struct Metering {
  static const Zone& stockholm() {
    static const Zone zone("Europe/Stockholm");  // reads the tz database: once is enough
    return zone;
  }

  const Zone& zone = stockholm();
  std::unique_ptr<Store> store;
  TempDir dir;
  ImportOptions options;
  ImportSizes sizes;
  std::vector<RejectedRow> refused;  // of the last import

  explicit Metering(const LedgerOptions& ledger = {}) {
    store = make_memory_store({ledger.zone, ledger.currency, 1, ledger.late, ledger.future_days,
                               ledger.negative, ledger.first_month});
    options.batch_events = 1'000;
    const auto transaction = store->begin(Store::Access::write);
    store->add_meter({"gb", 3});
    transaction->commit();
  }

  ImportReport import(const std::vector<std::string>& paths) {
    return import_inputs(as_inputs(paths));
  }
  ImportReport import_inputs(const std::vector<ImportInput>& inputs) {
    refused.clear();
    options.on_rejected = [this](const RejectedRow& row) { refused.push_back(row); };
    return import_files(*store, zone, inputs, options, sizes);
  }
  ImportReport import_text(const std::string& bytes) {
    return import({dir.write("events", bytes)});
  }
  /// The error that importing ends with.
  Error import_error(const std::vector<std::string>& paths) {
    try {
      import(paths);
    } catch (const Error& error) {
      return error;
    }
    FAIL("the import did not fail");
    return {ErrorCode::internal, ""};
  }

  void close(Month month) {
    const auto transaction = store->begin(Store::Access::write);
    store->add_closed_month({month, zone.end(month)}, {}, {}, {});
    transaction->commit();
  }

  std::vector<RecordResult> record(std::span<const UsageEvent> events,
                                   std::optional<Instant> now = {}) {
    Recording recording{events, now};
    Recording* const only = &recording;
    porto::internal::record(*store, zone, {&only, 1});
    return recording.results;
  }
  RecordResult record(const UsageEvent& event, std::optional<Instant> now = {}) {
    return record({&event, 1}, now).at(0);
  }

  void add_company(const std::string& id) {
    const auto transaction = store->begin(Store::Access::write);
    store->put_company({id, ""});
    transaction->commit();
  }

  std::vector<MonthUsage> usage() { return store->usage({}); }
  /// The sum over all companies and meters.
  std::int64_t total() {
    std::int64_t sum = 0;
    for (const MonthUsage& row : usage()) sum += row.quantity;
    return sum;
  }
};

inline bool contains(const std::string& text, const std::string& part) {
  const bool found = text.find(part) != std::string::npos;
  if (!found) MESSAGE("\"" << text << "\" lacks \"" << part << "\"");
  return found;
}

inline bool accounts_for_all(const ImportReport& report) {
  std::uint64_t rows = report.stored + report.duplicate + report.conflict + report.rejected +
                       report.corrected.value_or(0);
  for (const auto& [type, count] : report.not_counted) rows += count;
  return report.rows == rows;
}

}  // namespace porto::testing
