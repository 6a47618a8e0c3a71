// The pages of Mailgun's answers: whether all of them are there.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "porto/calendar.hpp"

namespace porto::internal {

class MailgunPages {
 public:
  /// A page of an answer about the time from `start` to `end`: how many items it has, how many
  /// stand on pages before it, and how many the answer has in all.
  void add(Instant start, Instant end, std::uint64_t items, std::uint64_t skipped,
           std::uint64_t total);
  /// Error bad_input, where = the path, if items are missing, or there are too many.
  void judge(const std::string& path) const;

 private:
  // Of answers about the same time, which may be several.
  struct Items {
    std::uint64_t found = 0;
    std::uint64_t of_first = 0;  // the totals of pages that are the first of their answer
    std::uint64_t most = 0;      // the highest total
  };
  std::map<std::pair<Instant, Instant>, Items> answers_;
};

}  // namespace porto::internal
