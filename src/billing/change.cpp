// See change.hpp.
#include "billing/change.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "billing/bill.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

constexpr int far_months = 24;
constexpr int far_end_months = 120;  // contracts of some years are ordinary

void check_words(const std::string& text, Told told, const char* field, const char* meaning) {
  if (text.empty() && told == Told::may_be) return;
  if (const char* why = why_not_id(text))
    throw Error(ErrorCode::invalid_argument,
                std::string("a change says ") + meaning + ", but the " + field + " " +
                    in_quotes(text) + " cannot be used: " + why,
                field);
}

// The month of a time in UTC: a day more or less does not matter over years.
Month month_about(Instant time) { return Month::parse(to_rfc3339(time).substr(0, 7)); }

std::string duration(int months) {
  return std::to_string(months / 12) + " years" +
         (months % 12 == 0   ? ""
          : months % 12 == 1 ? " and 1 month"
                             : " and " + std::to_string(months % 12) + " months");
}

[[noreturn]] void question(Month month, int away, const std::string& where_from,
                           const char* field) {
  throw Error(
      ErrorCode::invalid_argument,
      month.to_string() + " is " + duration(away) + where_from + "; if it is meant, set allow_far",
      field);
}

void check_ahead(Store& store, Month month, int far, const ChangeOptions& options,
                 const char* field) {
  if (options.allow_far) return;
  std::optional<Month> latest = last_closed(store);
  if (latest) latest = latest->next();
  if (options.at) latest = std::max(latest.value_or(Month(1, 1)), month_about(*options.at));
  if (!latest) return;
  const int away = month.months_since(*latest);
  if (away > far) question(month, away, " after " + latest->to_string(), field);
}

}  // namespace

void check_told(const ChangeOptions& options, Told told) {
  check_words(options.actor, told, "actor", "who made it");
  check_words(options.reason, told, "reason", "why");
}

void check_begin(Store& store, Month begins, const ChangeOptions& options, const char* field) {
  check_ahead(store, begins, far_months, options, field);
}

void check_end(Store& store, std::optional<Day> through, const ChangeOptions& options) {
  if (through) check_ahead(store, through->month(), far_end_months, options, "through");
}

void check_reach(Store& store, std::span<const CompanyMonth> changed, const ChangeOptions& options,
                 const char* field) {
  if (options.allow_far || changed.empty()) return;
  const Month first = std::ranges::min_element(changed)->month;
  const Month next = last_closed(store).value().next();
  const int away = next.months_since(first);
  if (away > far_months)
    question(first, away,
             " before " + next.to_string() + ", the month that closes next and would settle it",
             field);
}

void keep_change(Store& store, Change change, const ChangeOptions& options) {
  change.actor = options.actor;
  change.reason = options.reason;
  change.at = options.at;
  change.closed_through = last_closed(store);
  store.add_change(change);
}

bool since_last_close(Store& store, const Change& added) {
  const std::optional<Month> closed = last_closed(store);
  const std::vector<Change> changes = store.changes();
  const auto last = std::find_if(changes.rbegin(), changes.rend(), [&](const Change& one) {
    return one.kind == added.kind && one.company == added.company && one.tariff == added.tariff &&
           one.domain == added.domain && one.from == added.from;
  });
  return last != changes.rend() && last->closed_through == closed;
}

std::vector<Change> left_out_of(std::vector<Change> changes, Month month,
                                const std::optional<std::string>& company) {
  std::erase_if(changes, [&](const Change& change) {
    return change.kind != ChangeKind::company_except || change.from != month.to_string() ||
           (company && change.company != *company);
  });
  return changes;
}

std::vector<Change> left_out_of(Store& store, Month month,
                                const std::optional<std::string>& company) {
  return left_out_of(store.changes(company), month, company);
}

}  // namespace porto::internal
