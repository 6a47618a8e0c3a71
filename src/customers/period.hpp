// Periods and domains as tables of companies write them, and messages too.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "porto/invoice.hpp"
#include "porto/usage.hpp"

namespace porto::internal {

/// "2026-02..2026-06"; without an end "2026-02..".
std::string period_text(const Subscription& subscription);
/// "2026-01-10..2026-02-20"; ".." for always.
std::string period_text(const SendingDomain& claim);
/// "a.example", or "a.example(2026-01-10..2026-02-20)" where it is not for always.
std::string domain_text(const SendingDomain& claim);

/// A month or a day, "2026-02" or "2026-02-17"; a month is its first day, or its last. Error
/// bad_time or invalid_argument for what is neither.
Day read_begin(std::string_view text);
Day read_end(std::string_view text);

/// A domain of a table, of no company yet, and whether it says its days. Error invalid_argument.
struct WrittenDomain {
  SendingDomain claim;
  bool has_days = false;
};
WrittenDomain read_domain_text(std::string_view text);

}  // namespace porto::internal
