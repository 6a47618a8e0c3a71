// Arguments as people write them: months, times, documents in files.
#pragma once

#include <cstdint>
#include <string>

#include "capi.hpp"

namespace porto_cli {

/// "2024-02" to 202402. `option` names the argument in the complaint.
std::int32_t parse_month(const std::string& option, const std::string& month);
/// The same for an option that may be left out: 0.
std::int32_t parse_optional_month(const std::string& option, const std::string& month);
/// "2024-02-15" to 20240215, empty to 0. Whether there is such a day is the library's business.
std::int32_t parse_optional_day(const std::string& option, const std::string& day);
/// A month, or a day, "2024-02-15", to 20240215. Whether there is such a day is the library's
/// business.
std::int32_t parse_month_or_day(const std::string& option, const std::string& text);
/// The same for an option that may be left out: 0.
std::int32_t parse_optional_month_or_day(const std::string& option, const std::string& text);
/// 202402 to "2024-02".
std::string month_text(std::int32_t month_yyyymm);

/// An RFC 3339 time to microseconds; empty: the computer's clock.
std::int64_t parse_time_or_now(const std::string& option, const std::string& time);

/// A whole file, or standard input for "-".
std::string read_document(const std::string& path);

/// What a file is to be imported or compared with: "-" is standard input. The name stays the
/// caller's.
porto_input input_of(const std::string& file);

/// NULL for an option that was left out, as the C ABI wants it.
inline const char* given(const std::string& text) { return text.empty() ? nullptr : text.data(); }

/// Throws Failure if the ledger does not know the company.
void require_company(porto_ledger* ledger, const std::string& company);
/// The same for a tariff, in any version.
void require_tariff(porto_ledger* ledger, const std::string& tariff);

}  // namespace porto_cli
