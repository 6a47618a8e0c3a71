// Names of what a report is summed by, sorted by and compared with, and of its rows.
#include "porto/report.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "names/table.hpp"
#include "porto/error.hpp"

namespace porto {

using namespace internal;

namespace {

constexpr Name<ReportKey> report_keys[] = {
    {ReportKey::month, "month"},   {ReportKey::company, "company"}, {ReportKey::tariff, "tariff"},
    {ReportKey::charge, "charge"}, {ReportKey::meter, "meter"},     {ReportKey::domain, "domain"},
};

constexpr Name<ReportMeasure> report_measures[] = {
    {ReportMeasure::amount, "amount"},
    {ReportMeasure::quantity, "quantity"},
};

constexpr Name<ReportCompare> report_comparisons[] = {
    {ReportCompare::previous, "previous"},
    {ReportCompare::year, "year"},
};

constexpr Name<ReportSort> report_orders[] = {
    {ReportSort::amount, "amount"},         {ReportSort::quantity, "quantity"},
    {ReportSort::difference, "difference"}, {ReportSort::month, "month"},
    {ReportSort::company, "company"},       {ReportSort::tariff, "tariff"},
    {ReportSort::charge, "charge"},         {ReportSort::meter, "meter"},
    {ReportSort::domain, "domain"},
};

constexpr Name<ReportEntry> report_entries[] = {
    {ReportEntry::row, "row"},
    {ReportEntry::other, "other"},
    {ReportEntry::total, "total"},
};

constexpr Name<ReportState> report_states[] = {
    {ReportState::closed, "closed"},
    {ReportState::open, "open"},
    {ReportState::mixed, "mixed"},
};

template <class Enum, std::size_t N>
Enum chosen_of(const Name<Enum> (&names)[N], std::string_view name, const std::string& what,
               const std::string& where) {
  if (const auto value = value_of(name, names)) return *value;
  throw Error(ErrorCode::invalid_argument,
              what + " " + choices_of(names) + ", not " + in_quotes(name), where);
}

}  // namespace

const char* to_string(ReportKey key) noexcept { return name_of(key, report_keys); }
const char* to_string(ReportEntry entry) noexcept { return name_of(entry, report_entries); }
const char* to_string(ReportState state) noexcept { return name_of(state, report_states); }

ReportKey parse_report_key(std::string_view name, const std::string& where) {
  return chosen_of(report_keys, name, "a report is by", where);
}

std::vector<ReportKey> parse_report_keys(std::string_view list) {
  std::vector<ReportKey> keys;
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    const ReportKey key = parse_report_key(list.substr(begin, end - begin), "by");
    if (std::ranges::find(keys, key) != keys.end())
      throw Error(ErrorCode::invalid_argument,
                  in_quotes(to_string(key)) + " is there twice; name each once", "by");
    keys.push_back(key);
    begin = end + 1;
  }
  return keys;
}

ReportMeasure parse_report_measure(std::string_view name) {
  return chosen_of(report_measures, name, "a pivot shows", "measure");
}

ReportCompare parse_report_compare(std::string_view name) {
  return chosen_of(report_comparisons, name, "a report is compared with", "compare");
}

ReportSort parse_report_sort(std::string_view name) {
  return chosen_of(report_orders, name, "a report is sorted by", "sort");
}

}  // namespace porto
