// A table of companies as it says them: each company once, with its fields, subscriptions and
// domains and the lines where they stand. It knows no ledger.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/interrupt.hpp"
#include "customers/mistakes.hpp"
#include "customers/period.hpp"
#include "porto/company_import.hpp"
#include "store/company_fields.hpp"

namespace porto::internal {

/// A value and the line that says it.
template <class Value>
struct Written {
  Value value;
  std::uint64_t line = 0;
};

struct WrittenCompany {
  std::string id;
  std::uint64_t line = 0;  ///< the first
  /// By company_fields; not set where no row has any text.
  std::array<std::optional<Written<std::string>>, company_fields.size()> fields{};
  std::vector<Written<Subscription>> subscriptions{};
  std::vector<Written<WrittenDomain>> domains{};
};

struct CompanyFile {
  std::string path;
  /// What the file calls the columns, for messages.
  std::string id_column, tariff_column, from_column, through_column, domains_column;
  std::array<std::string, company_fields.size()> field_columns{};
  std::vector<WrittenCompany> companies{};  ///< in the order of the file
  std::uint64_t rows = 0;
  std::map<std::string, std::uint64_t> not_counted{};
  std::vector<std::string> notices{};
};

/// Reads a whole file. What is wrong with its rows becomes mistakes. Errors io, bad_input,
/// invalid_argument: the file as a whole, or its map.
CompanyFile read_company_file(const ImportInput& input, const ImportOptions& options,
                              const Stop& stop, CompanyMistakes& mistakes);

}  // namespace porto::internal
