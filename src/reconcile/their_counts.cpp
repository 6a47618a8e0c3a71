// See their_counts.hpp. Monthly counts are read here, statistics of Mailgun in mailgun_*.cpp.
#include "reconcile/their_counts.hpp"

#include <array>
#include <utility>

#include "base/text.hpp"
#include "formats/monthly_counts.hpp"
#include "formats/reader.hpp"
#include "metering/total_rows.hpp"
#include "porto/error.hpp"
#include "reconcile/mailgun_months.hpp"
#include "records/json/head.hpp"

namespace porto::internal {
namespace {

// A meter that the ledger lacks is perhaps the one that is meant, misspelt.
void refuse_misspelt(const std::string& path, const MonthlyCount& count, const Meters& meters,
                     std::string_view meter) {
  const std::array wanted = {meter};
  if (meters.find(count.meter) == nullptr && !nearest(count.meter, wanted).empty())
    throw Error(ErrorCode::bad_input, meters.why_unknown(count.meter).text(),
                path + ":" + std::to_string(count.line));
}

[[noreturn]] void refuse_nothing(const std::string& path, std::string_view meter,
                                 const std::set<std::string>& others) {
  std::string what = "the file has no count of the meter " + in_quotes(meter);
  for (const std::string& other : others)
    what += (other == *others.begin() ? "; it has " : ", ") + in_quotes(other);
  throw Error(ErrorCode::bad_input, what + "; there is nothing to compare", path);
}

void refuse_total(const std::string& path, const MonthlyCount& count,
                  const ImportOptions& options) {
  for (const std::string& name : {count.company, count.domain})
    if (says_total(name) && name != options.company)
      throw Error(ErrorCode::bad_input, row_is_total(name).text(),
                  path + ":" + std::to_string(count.line));
}

// The counts of a meter.
TheirCounts read_csv(Lines lines, const ReconcileOptions& options, const Meters& meters) {
  if (!options.metric.empty())
    throw Error(ErrorCode::invalid_argument,
                "a metric is one of the numbers of Mailgun's JSON; this file is CSV, whose map says"
                " which column is the quantity",
                "metric");
  const std::string path = lines.path();
  MonthlyCounts file =
      read_monthly_counts(std::move(lines), options.file, options.meter, CountsOf::anything);
  TheirCounts read{.counts = {},
                   .of_companies = file.of_companies,
                   .of_domains = file.of_domains,
                   .zone = std::move(file.zone),
                   .months = {},
                   .incomplete = {},
                   .notices = std::move(file.notices)};
  std::set<std::string> others;
  for (MonthlyCount& count : file.counts) {
    refuse_total(path, count, options.file);
    if (count.meter != options.meter) {
      refuse_misspelt(path, count, meters, options.meter);
      others.insert(count.meter);
      continue;
    }
    read.months.insert(count.month);
    read.counts.push_back(
        {count.month, std::move(count.company), std::move(count.domain), count.quantity});
  }
  if (read.counts.empty()) refuse_nothing(path, options.meter, others);
  return read;
}

}  // namespace

TheirCounts read_their_counts(const ImportInput& input, const ReconcileOptions& options,
                              const Meters& meters, std::string_view counting, const Stop& stop) {
  Lines lines = open_text(input, {.import = options.file, .stop = stop});
  if (!JsonHead(lines.unread(), true).is_json()) return read_csv(std::move(lines), options, meters);
  if (!options.file.map.empty())
    throw Error(ErrorCode::invalid_argument,
                "the file is JSON, which has names of its own; a column map is for CSV", "map");
  return read_mailgun_months(std::move(lines), options, counting);
}

}  // namespace porto::internal
