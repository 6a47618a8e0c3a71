// Which number of a statistic of Mailgun is compared.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "porto/decimal.hpp"
#include "records/json/value.hpp"

namespace porto::internal {

/// The two kinds of answers.
enum class MailgunKind : std::uint8_t { metrics, stats };

/// A number that is named or chosen, in the objects that have it.
class MailgunMetric {
 public:
  /// `name`: see ReconcileOptions::metric; `counting`: a rule of source mailgun.
  MailgunMetric(std::string_view name, std::string_view counting)
      : name_(name), counting_(counting) {}

  /// Its path in an object of metrics, or of stats. Error invalid_argument if none was named, and
  /// the rule has none in answers of this kind.
  std::string path(MailgunKind kind) const;
  /// The number that was found at the path in the object. Throws Refusal.
  Decimal read(const JsonValue& value, MailgunKind kind, std::string_view object) const;

 private:
  std::string name_;
  std::string counting_;
};

}  // namespace porto::internal
