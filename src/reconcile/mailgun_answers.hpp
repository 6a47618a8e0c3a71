// The answers of Mailgun's statistics: Metrics (POST /v1/analytics/metrics) and Stats
// (GET /v3/DOMAIN/stats/total).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "input/lines.hpp"
#include "porto/calendar.hpp"
#include "porto/decimal.hpp"

namespace porto::internal {

/// A number of an answer: what was counted from an instant to another, which is not included.
struct MailgunCount {
  Instant start;
  Instant end;
  std::string domain;  ///< in lower case; empty if the answer is not by domain
  Decimal quantity;
  std::uint64_t line = 0;
  Instant answer_end;  ///< where its answer ends
};

/// What an answer says that it is about.
struct MailgunSpan {
  Instant start;
  Instant end;  ///< not included
};

struct MailgunAnswers {
  std::string path;
  std::vector<MailgunCount> counts;
  std::vector<MailgunSpan> spans;  ///< of each answer, in the order of the file
  bool of_domains = false;
};

/// Reads a file of one answer or several, pages or further months, all of one kind. `metric`: which
/// number to take; if it is empty, the one that `counting` means, a rule of source mailgun. Errors
/// bad_input, where = "file:line"; invalid_argument (metric).
MailgunAnswers read_mailgun_answers(Lines lines, std::string_view metric,
                                    std::string_view counting);

}  // namespace porto::internal
