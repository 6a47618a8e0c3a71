// See report_options.hpp.
#include "billing/report/report_options.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "porto/error.hpp"
#include "store/errors.hpp"

namespace porto::internal {
namespace {

[[noreturn]] void refuse_report(const std::string& what, const std::string& where) {
  throw Error(ErrorCode::invalid_argument, what, where);
}

bool is_by(const ReportOptions& options, ReportKey key) {
  return std::ranges::find(options.by, key) != options.by.end();
}

void check_months(const ReportOptions& options) {
  const int months = options.through.months_since(options.from) + 1;
  if (months < 1)
    refuse_report("the report would end (" + options.through.to_string() + ") before it begins (" +
                      options.from.to_string() + ")",
                  "through");
  if (months > ReportOptions::most_months)
    refuse_report("a report has room for " + std::to_string(ReportOptions::most_months) +
                      " months, not for " + std::to_string(months) + "; take fewer",
                  "through");
}

void check_keys(const ReportOptions& options) {
  if (options.by.empty()) refuse_report("it names nothing to sum by", "by");
  if (!is_by(options, ReportKey::domain)) return;
  if (is_by(options, ReportKey::tariff) || is_by(options, ReportKey::charge))
    refuse_report("a domain is on no tariff; leave out tariff and charge", "by");
  if (options.tariff) refuse_report("a domain is on no tariff; leave it out", "tariff");
  if (options.by_usage_month)
    refuse_report("usage by domain has no adjustments; leave it out", "by_usage_month");
}

void check_pivot(const ReportOptions& options) {
  if (!options.pivot) {
    if (options.measure != ReportMeasure::amount)
      refuse_report("it is what a pivot shows; name the key of one, or leave it out", "measure");
    return;
  }
  if (!is_by(options, *options.pivot))
    refuse_report("the report is not by " + std::string(to_string(*options.pivot)) +
                      "; add it to what it is by",
                  "pivot");
  if (options.compare != ReportCompare::nothing)
    refuse_report("a comparison has no room for a pivot; leave one of them out", "pivot");
}

void check_sort(const ReportOptions& options) {
  if (options.sort == ReportSort::difference && options.compare == ReportCompare::nothing)
    refuse_report("a difference is that of a comparison; say with what to compare", "sort");
  if (options.sort < ReportSort::month) return;
  const auto key =
      static_cast<ReportKey>(static_cast<int>(options.sort) - static_cast<int>(ReportSort::month));
  if (!is_by(options, key) || options.pivot == key)
    refuse_report("the rows are not by " + std::string(to_string(key)), "sort");
}

}  // namespace

int months_back(const ReportOptions& options) {
  return options.compare == ReportCompare::year ? 12
                                                : options.through.months_since(options.from) + 1;
}

void check_report(Store& store, const ReportOptions& options) {
  check_months(options);
  check_keys(options);
  check_pivot(options);
  check_sort(options);
  if (options.company && !store.has_company(*options.company))
    throw store_error::unknown_company(*options.company, "company");
  if (!options.tariff) return;
  const std::vector<TariffDocument> known = store.tariffs();
  if (std::ranges::find(known, *options.tariff, &TariffDocument::id) == known.end())
    throw Error(ErrorCode::not_found, "the ledger has no tariff " + in_quotes(*options.tariff),
                "tariff");
}

}  // namespace porto::internal
