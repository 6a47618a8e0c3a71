// See mailgun_months.hpp.
#include "reconcile/mailgun_months.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "base/text.hpp"
#include "porto/error.hpp"
#include "reconcile/mailgun_answers.hpp"

namespace porto::internal {
namespace {

constexpr std::string_view zone_of_mailgun = "UTC";
constexpr std::int64_t second_us = 1'000'000;

[[noreturn]] void refuse_count(const MailgunAnswers& file, const MailgunCount& count,
                               const std::string& why) {
  throw Error(
      ErrorCode::bad_input,
      "the count from " + to_rfc3339(count.start) + " to " + to_rfc3339(count.end) + " " + why,
      file.path + ":" + std::to_string(count.line));
}

Month month_of(const MailgunAnswers& file, const MailgunCount& count, const Zone& zone) {
  if (!zone.covers(count.start)) refuse_count(file, count, "is of no year from 1970 to 2199");
  const Month month = zone.month_of(count.start);
  if (count.end > zone.end(month))
    refuse_count(file, count,
                 "lies in two months of " + in_quotes(zone.name()) +
                     "; ask Mailgun for the resolution hour, or compare the months of \"UTC\"");
  return month;
}

// What the answers are about together, by time. An answer that ends with the last second of a
// minute includes that second.
std::vector<MailgunSpan> joined(std::vector<MailgunSpan> spans) {
  for (MailgunSpan& span : spans)
    if ((span.end.unix_us / second_us) % 60 == 59)
      span.end.unix_us = (span.end.unix_us / second_us + 1) * second_us;
  std::ranges::sort(spans, {}, &MailgunSpan::start);
  std::vector<MailgunSpan> whole;
  for (const MailgunSpan& span : spans) {
    if (whole.empty() || span.start > whole.back().end)
      whole.push_back(span);
    else
      whole.back().end = std::max(whole.back().end, span.end);
  }
  return whole;
}

// The months that lie in the spans from beginning to end. A span that reaches beyond the table of
// the zone covers none.
std::set<Month> covered_months(const std::vector<MailgunSpan>& spans, const Zone& zone) {
  std::set<Month> months;
  for (const MailgunSpan& span : joined(spans)) {
    if (!zone.covers(span.start) || !zone.covers(span.end)) continue;
    const Month last = zone.month_of(span.end);
    for (Month month = zone.month_of(span.start); month <= last; month = month.next())
      if (zone.start(month) >= span.start && zone.end(month) <= span.end) months.insert(month);
  }
  return months;
}

}  // namespace

TheirCounts read_mailgun_months(Lines lines, const ReconcileOptions& options,
                                std::string_view counting) {
  const MailgunAnswers file = read_mailgun_answers(std::move(lines), options.metric, counting);
  TheirCounts read;
  read.zone = options.file.zone.empty() ? std::string(zone_of_mailgun) : options.file.zone;
  read.of_companies = !options.file.company.empty();
  read.of_domains = file.of_domains;
  const Zone zone(read.zone);
  std::uint64_t left_out = 0;
  for (const MailgunCount& count : file.counts) {
    if (count.start >= count.answer_end) {
      ++left_out;
      continue;
    }
    const Month month = month_of(file, count, zone);
    read.months.insert(month);
    read.counts.push_back({month, options.file.company, count.domain, count.quantity});
  }
  if (read.counts.empty())
    throw Error(ErrorCode::bad_input, "the file has no counts; there is nothing to compare",
                file.path);
  if (left_out > 0)
    read.notices.push_back(file.path + ": counts that begin where their answer ends: " +
                           std::to_string(left_out) + ", left out");
  const std::set<Month> covered = covered_months(file.spans, zone);
  std::ranges::set_difference(read.months, covered,
                              std::inserter(read.incomplete, read.incomplete.end()));
  read.months.insert(covered.begin(), covered.end());
  return read;
}

}  // namespace porto::internal
