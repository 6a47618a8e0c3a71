// See mailgun_pages.hpp.
#include "reconcile/mailgun_pages.hpp"

#include <algorithm>

#include "porto/error.hpp"

namespace porto::internal {

void MailgunPages::add(Instant start, Instant end, std::uint64_t items, std::uint64_t skipped,
                       std::uint64_t total) {
  Items& answer = answers_[{start, end}];
  answer.found += items;
  answer.most = std::max(answer.most, total);
  if (skipped == 0) answer.of_first += total;
}

void MailgunPages::judge(const std::string& path) const {
  for (const auto& [time, items] : answers_) {
    const std::uint64_t total = std::max(items.of_first, items.most);
    if (items.found == total) continue;
    throw Error(ErrorCode::bad_input,
                "the file has " + std::to_string(items.found) + " of " + std::to_string(total) +
                    " items of the answer from " + to_rfc3339(time.first) + " to " +
                    to_rfc3339(time.second) +
                    "; it needs all pages, one behind another (pagination.skip)",
                path);
  }
}

}  // namespace porto::internal
