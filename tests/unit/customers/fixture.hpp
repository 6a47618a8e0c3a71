// A ledger in memory with two tariffs, and tables of companies for it.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "porto/audit.hpp"
#include "porto/ledger.hpp"
#include "porto/output.hpp"
#include "porto/rows.hpp"
#include "support/thrown.hpp"

namespace porto::testing {

inline std::string tariff_of(const std::string& id, const std::string& rest = "") {
  return "id = \"" + id + "\"\nversion = 1\neffective = \"2025-01\"\ncurrency = \"SEK\"\n" + rest +
         "[[charge]]\nid = \"p\"\nmeter = \"messages\"\nfee = 20\nprice = \"1\"\n";
}

struct Customers {
  Ledger ledger;

  explicit Customers(const LedgerOptions& options = {}) : ledger(Ledger::in_memory(options)) {
    ledger.add_tariff(tariff_of("post"));
    ledger.add_tariff(tariff_of("days", "prorate = \"days\"\n"));
  }

  CompanyImportReport import(const std::string& table, const CompanyImportOptions& options = {},
                             const ChangeOptions& change = {}, Effect* effect = nullptr) {
    return ledger.import_companies(ImportInput::of_bytes("t.csv", table), options, change, effect);
  }
  CompanyImportReport import_with(const std::string& map, const std::string& table) {
    CompanyImportOptions options;
    options.file.map = map;
    return import(table, options);
  }
  /// The mistakes that a table is refused for; it has changed nothing.
  std::string refused(const std::string& table, const CompanyImportOptions& options = {}) {
    const std::string before = exported();
    const std::size_t changes = ledger.changes().size();
    const Thrown thrown = testing::thrown([&] { import(table, options); });
    CHECK(thrown.code == ErrorCode::bad_input);
    CHECK(exported() == before);
    CHECK(ledger.changes().size() == changes);
    return thrown.message;
  }
  std::string exported() const { return csv(rows_of(ledger.company_rows())); }

  static std::string csv(Rows rows) {
    std::string text;
    write(rows, output_format("csv"), [&](std::string_view part) { text += part; });
    return text;
  }
};

/// The counts of a report: rows, companies, new, changed, same, only in the ledger.
inline std::string counts_of(const CompanyImportReport& report) {
  std::string text;
  for (const std::uint64_t count : {report.rows, report.companies, report.added, report.changed,
                                    report.same, report.only_in_ledger})
    text += (text.empty() ? "" : " ") + std::to_string(count);
  return text;
}

}  // namespace porto::testing
