// Importing companies, with their subscriptions and sending domains, from a table; and the table
// that says all that a ledger has of them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "porto/companies.hpp"
#include "porto/import.hpp"
#include "porto/invoice.hpp"

namespace porto {

/// What a table of companies says, part by part.
enum class CompanyPart : std::uint8_t { company, field, subscription, domain };
const char* to_string(CompanyPart part) noexcept;

/// What the table says against what the ledger has.
enum class CompanyDifferenceKind : std::uint8_t {
  added,           ///< the ledger did not have it
  changed,         ///< it had something else
  same,            ///< it has it
  only_in_ledger,  ///< the table does not say it; it stays
};
const char* to_string(CompanyDifferenceKind kind) noexcept;

/// A part of a company, in the table and in the ledger.
struct CompanyDifference {
  CompanyPart what = CompanyPart::company;
  std::string company;
  std::string name;  ///< of the field, the tariff or the domain; empty of a company
  CompanyDifferenceKind change = CompanyDifferenceKind::same;
  /// The text of a field, or the period of a subscription or domain: "2026-02..2026-06",
  /// "2026-02..",
  /// "..". Empty where there is none, and of a company.
  std::string before;
  std::string after;
  std::string place;  ///< "companies.csv:7"; empty if the table does not say it
  friend bool operator==(const CompanyDifference&, const CompanyDifference&) = default;
};

struct CompanyImportOptions {
  /// How the file is read: map, delimiter and encoding are used. Keys of the map are id, name,
  /// tariff, from, through, domains, customer_number, reference, language, cost_centre; a map that
  /// names no column, or none at all, means that these are the names of the columns.
  ImportOptions file{};
  bool all = false;  ///< the differences have what is the same or only in the ledger, too
};

struct CompanyImportReport {
  std::uint64_t rows = 0;  ///< that were read
  std::uint64_t companies = 0;
  /// Rows that say nothing of companies: "blank row", and those that the map leaves out.
  std::map<std::string, std::uint64_t> not_counted{};
  std::uint64_t added = 0;  ///< parts, by kind of difference
  std::uint64_t changed = 0;
  std::uint64_t same = 0;
  std::uint64_t only_in_ledger = 0;
  std::vector<CompanyDifference> differences{};  ///< by line, then those of no line
  std::vector<std::string> notices{};            ///< worth knowing: an ignored column, ...
  bool is_same() const noexcept { return added == 0 && changed == 0; }
};

/// A row of the table of a ledger's companies: of each company one row, or one for each
/// subscription.
struct CompanyRow {
  Company company;
  std::optional<Subscription> subscription{};
  /// In the first row of a company, with a blank between: "a.example", or with the days on which
  /// the company has it, "a.example(2026-01-10..2026-02-20)", where it has not always.
  std::string domains{};
  friend bool operator==(const CompanyRow&, const CompanyRow&) = default;
};

}  // namespace porto
