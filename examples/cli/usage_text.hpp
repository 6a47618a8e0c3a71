// Usage as people write it: "40000", "messages=40000,storage=2.5", and for charges that price each
// event the values of the events, "card=100+250.50".
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "capi.hpp"

namespace porto_cli {

/// Usages as the C ABI wants them: an array, and all that it points to.
class UsageTexts {
 public:
  /// `option` names the argument in the complaint.
  UsageTexts(const std::string& option, const std::vector<std::string>& texts);
  UsageTexts(const UsageTexts&) = delete;
  UsageTexts& operator=(const UsageTexts&) = delete;

  const porto_usage* data() const noexcept { return usages_.data(); }
  std::size_t size() const noexcept { return usages_.size(); }

 private:
  porto_usage parse(const std::string& option, std::string_view text);
  porto_meter_usage parse_meter(const std::string& option, std::string_view part);

  std::vector<porto_usage> usages_;
  // These stay where they are while more are added.
  std::deque<std::string> meters_;
  std::deque<std::vector<std::int64_t>> values_;
  std::deque<std::vector<porto_meter_usage>> lists_;
};

}  // namespace porto_cli
