// The findings of verify's checks, up to a limit.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "base/of_the_machine.hpp"
#include "base/text.hpp"
#include "porto/audit.hpp"
#include "porto/error.hpp"

namespace porto::internal {

/// The message of an Error that the ledger's content causes in a step; not set if there is none.
template <class Step>
std::optional<std::string> failure_of(Step&& step) {
  try {
    step();
    return {};
  } catch (const Error& error) {
    if (of_the_machine(error.code())) throw;
    return error.what();
  }
}

/// Collects the findings of a report.
class Findings {
 public:
  Findings(VerifyReport& report, std::size_t limit) : report_(report), limit_(limit) {}

  void differs(Check check, std::string place, std::string stored, std::string expected) {
    if (report_.findings.size() < limit_)
      report_.findings.push_back({check, std::move(place), std::move(stored), std::move(expected)});
    else
      ++report_.left_out;
  }
  /// A finding if the two are not equal.
  void same(Check check, const std::string& place, const std::string& stored,
            const std::string& expected) {
    if (stored != expected) differs(check, place, stored, expected);
  }
  void note(std::string text) { report_.notes.push_back(std::move(text)); }
  void checked(Check check, std::uint64_t count, const std::string& what) {
    report_.checked.push_back({check, count, what});
  }

  /// Runs a step of a check. An Error that the ledger's content causes is a finding; false then.
  template <class Step>
  bool attempt(Check check, const std::string& place, Step&& step) {
    const std::optional<std::string> failure = failure_of(step);
    if (failure) differs(check, place, *failure, "something that can be read");
    return !failure;
  }

  VerifyReport& report_;
  std::size_t limit_;
};

/// "1 event", "2 events".
inline std::string counted(std::uint64_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

/// `2026-03, company "bolag-1"`.
inline std::string place_of(Month month, const std::string& company) {
  return month.to_string() + ", company " + in_quotes(company);
}

}  // namespace porto::internal
