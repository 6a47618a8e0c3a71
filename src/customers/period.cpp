// See period.hpp.
#include "customers/period.hpp"

#include "base/text.hpp"
#include "billing/domains.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

constexpr std::string_view dots = "..";

bool is_day(std::string_view text) { return text.size() == 10; }

std::string days_text(std::optional<Day> from, std::optional<Day> through) {
  return (from ? from->to_string() : "") + std::string(dots) +
         (through ? through->to_string() : "");
}

[[noreturn]] void refuse_domain(std::string_view text) {
  throw Error(ErrorCode::invalid_argument,
              in_quotes(text) +
                  " is no domain with its days; write a.example, or "
                  "a.example(2026-01-10..2026-02-20), where either day may be "
                  "missing",
              "domain");
}

std::optional<Day> optional_day(std::string_view text) {
  if (text.empty()) return {};
  return Day::parse(text);
}

}  // namespace

std::string period_text(const Subscription& subscription) {
  return subscription.from_text() + std::string(dots) + subscription.through_text();
}

std::string period_text(const SendingDomain& claim) { return days_text(claim.from, claim.through); }

std::string domain_text(const SendingDomain& claim) {
  if (!claim.from && !claim.through) return claim.domain;
  return claim.domain + "(" + period_text(claim) + ")";
}

Day read_begin(std::string_view text) {
  return is_day(text) ? Day::parse(text) : Month::parse(text).first_day();
}

Day read_end(std::string_view text) {
  return is_day(text) ? Day::parse(text) : Month::parse(text).last_day();
}

WrittenDomain read_domain_text(std::string_view text) {
  const std::size_t open = text.find('(');
  WrittenDomain read{.claim = {domain_name(text.substr(0, open)), {}}};
  if (open == std::string_view::npos) return read;
  read.has_days = true;
  std::string_view days = text.substr(open + 1);
  const std::size_t between = days.find(dots);
  if (!days.ends_with(')') || between == std::string_view::npos) refuse_domain(text);
  days.remove_suffix(1);
  read.claim.from = optional_day(days.substr(0, between));
  read.claim.through = optional_day(days.substr(between + dots.size()));
  return read;
}

}  // namespace porto::internal
