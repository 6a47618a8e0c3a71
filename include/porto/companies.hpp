// Companies: the customers that are invoiced, and what is known of them.
#pragma once

#include <optional>
#include <string>

namespace porto {

/// A customer that is invoiced. All but the id may be empty.
struct Company {
  std::string id;
  std::string name;
  std::string customer_number{};  ///< of the vendor's bookkeeping or CRM
  std::string reference{};        ///< what the company wants on its invoices
  std::string language{};         ///< "sv" or "en", of its documents; empty: that of the tariff
  std::string cost_centre{};      ///< of the vendor's bookkeeping
  friend bool operator==(const Company&, const Company&) = default;
};

/// What is said of a company: what is not set stays as it is, or is empty in a new company; what is
/// set and empty is taken away.
struct CompanyUpdate {
  std::string id;
  std::optional<std::string> name{};
  std::optional<std::string> customer_number{};
  std::optional<std::string> reference{};
  std::optional<std::string> language{};
  std::optional<std::string> cost_centre{};
};

}  // namespace porto
