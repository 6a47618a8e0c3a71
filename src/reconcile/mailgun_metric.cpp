// See mailgun_metric.hpp.
#include "reconcile/mailgun_metric.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

struct RuleNumbers {
  std::string_view rule;
  std::string_view metrics;
  std::string_view stats;  // empty: Stats have no such number
};
constexpr std::array<RuleNumbers, 3> numbers_of_rules = {{
    {"processed", "processed_count", ""},
    {"delivered", "delivered_count", "delivered.total"},
    {"accepted", "accepted_outgoing_count", "accepted.outgoing"},
}};

constexpr std::size_t max_digits = 18;  // so that it fits in 64 bits

bool is_whole_number(const JsonValue& value) {
  return (value.kind == JsonKind::number || value.kind == JsonKind::text) && !value.text.empty() &&
         std::ranges::all_of(value.text, is_digit);
}

// The paths of the whole numbers in an object.
void add_numbers(std::string_view object, const std::string& above,
                 std::vector<std::string>& paths) {
  std::vector<std::string> names;
  JsonMembers all;
  all.on_other = [&](std::string_view name) {
    names.emplace_back(name);
    return false;
  };
  all.read(object);
  JsonMembers members;
  std::vector<JsonMembers::Member> wanted;
  for (const std::string& name : names) wanted.push_back(members.want(name));
  members.read(object);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const JsonValue& value = members[wanted[i]];
    if (is_whole_number(value)) paths.push_back(above + names[i]);
    if (value.kind == JsonKind::object) add_numbers(value.text, above + names[i] + ".", paths);
  }
}

std::string numbers_in(std::string_view object) {
  std::vector<std::string> paths;
  add_numbers(object, "", paths);
  std::string list;
  for (const std::string& path : paths) list += (list.empty() ? "" : ", ") + path;
  return list.empty() ? "there is no other one" : "those here are " + list;
}

}  // namespace

std::string MailgunMetric::path(MailgunKind kind) const {
  if (!name_.empty()) return name_;
  const auto* known = std::ranges::find(numbers_of_rules, counting_, &RuleNumbers::rule);
  const std::string_view path = known == numbers_of_rules.end() ? ""
                                : kind == MailgunKind::metrics  ? known->metrics
                                                                : known->stats;
  if (path.empty())
    throw Error(ErrorCode::invalid_argument,
                "the ledger counts events of mailgun by the rule " + in_quotes(counting_) +
                    ", which " + (kind == MailgunKind::metrics ? "Metrics have" : "Stats have") +
                    " no number of; say which number to compare, such as " +
                    (kind == MailgunKind::metrics ? "processed_count" : "delivered.total"),
                "metric");
  return std::string(path);
}

Decimal MailgunMetric::read(const JsonValue& value, MailgunKind kind,
                            std::string_view object) const {
  if (value.kind == JsonKind::absent || value.kind == JsonKind::null)
    throw Refusal{"metric is missing", in_quotes(path(kind)) + "; " + numbers_in(object)};
  if (!is_whole_number(value))
    throw Refusal{
        "metric is not a whole number",
        in_quotes(path(kind)) + " is " + in_quotes(value.text) + "; " + numbers_in(object)};
  if (value.text.size() > max_digits)
    throw Refusal{"metric is too large", in_quotes(path(kind)) + " is " + in_quotes(value.text) +
                                             "; no more than 18 digits can be"};
  return Decimal::parse(value.text);
}

}  // namespace porto::internal
