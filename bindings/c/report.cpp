// porto_report and porto_report_plot of section "Outlook" of porto.h.
#include "porto/report.hpp"

#include <limits>
#include <memory>
#include <utility>
#include <vector>

#include "handles.hpp"
#include "porto/output.hpp"
#include "porto/rows.hpp"
#include "writer.hpp"

using namespace porto::c;

namespace {

constexpr Place places_of_report[] = {
    {"from", "options.from_yyyymm"},
    {"through", "options.through_yyyymm"},
    {"by", "options.by"},
    {"company", "options.company"},
    {"tariff", "options.tariff"},
    {"pivot", "options.pivot"},
    {"measure", "options.measure"},
    {"compare", "options.compare"},
    {"sort", "options.sort"},
    {"by_usage_month", "options.by_usage_month"},
};

std::size_t read_limit(std::int64_t limit) {
  if (limit < 0) refuse("options.limit", "it is below 0; give a number of rows, or 0 for all");
  return static_cast<std::size_t>(limit);
}

porto::ReportOptions read_report_options(const porto_report_options* options) {
  const auto read = read_needed_options(options);
  porto::ReportOptions how{.from = month(read.from_yyyymm, "options.from_yyyymm"),
                           .through = month(read.through_yyyymm, "options.through_yyyymm")};
  if (const auto by = optional_text(read.by, read.by_len, "options.by"))
    how.by = porto::parse_report_keys(*by);
  how.company = optional_id(read.company, read.company_len, "options.company");
  how.tariff = optional_id(read.tariff, read.tariff_len, "options.tariff");
  if (const auto pivot = optional_text(read.pivot, read.pivot_len, "options.pivot"))
    how.pivot = porto::parse_report_key(*pivot, "pivot");
  if (const auto measure = optional_text(read.measure, read.measure_len, "options.measure"))
    how.measure = porto::parse_report_measure(*measure);
  if (const auto compare = optional_text(read.compare, read.compare_len, "options.compare"))
    how.compare = porto::parse_report_compare(*compare);
  if (const auto sort = optional_text(read.sort, read.sort_len, "options.sort"))
    how.sort = porto::parse_report_sort(*sort);
  how.limit = read_limit(read.limit);
  how.descending = read.descending != 0;
  how.by_usage_month = read.by_usage_month != 0;
  return how;
}

// The measure is what the picture shows, and not what a pivot does.
porto::Report report_to_draw(const porto::Ledger& ledger, porto::ReportOptions how) {
  if (!how.pivot) how.measure = porto::ReportMeasure::amount;
  return ledger.report(how);
}

}  // namespace

int32_t porto_report_plot(porto_ledger* ledger, const porto_report_options* options,
                          const char* language, size_t language_len, porto_write_fn write,
                          void* user, porto_rows** notices, porto_error** err) {
  return guard(err, [&] {
    RowsOut told(notices);
    const porto::Ledger& open = ledger_of(ledger);
    const porto::ReportOptions how = read_report_options(options);
    const auto chosen = optional_text(language, language_len, "language");
    Writer out(write, user);
    const porto::Report report = report_to_draw(open, how);
    if (told.wanted()) told.put(porto::notices_of(report));
    const std::string svg = porto::to_svg(
        porto::plot(report, how, chosen ? std::string(*chosen) : open.main_language()));
    {
      const InCallback busy(*ledger);
      out.sink()(svg);
      out.finish();
    }
    told.give();
    return PORTO_OK;
  });
}

int32_t porto_report(porto_ledger* ledger, const porto_report_options* options, porto_rows** out,
                     porto_rows** notices, porto_rows** tasks, porto_error** err) {
  return guard(err, [&] {
    RowsOut rows(out);
    RowsOut told(notices);
    RowsOut waiting(tasks);
    given(out, "out");
    const porto::Ledger& open = ledger_of(ledger);
    std::vector<porto::Task> found;
    const porto::Report report = placed(places_of_report, [&] {
      return open.report(read_report_options(options), tasks ? &found : nullptr);
    });
    if (told.wanted()) told.put(porto::notices_of(report));
    if (waiting.wanted())
      waiting.put(porto::rows_of(std::move(found), open.meters()).in_zone(open.zone()));
    rows.put(porto::rows_of(report));
    rows.give();
    told.give();
    waiting.give();
    return PORTO_OK;
  });
}
