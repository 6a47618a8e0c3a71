// [[example]]: usage and what it must cost.
#include <limits>

#include "base/text.hpp"
#include "porto/error.hpp"
#include "tariff/document/reading.hpp"

namespace porto::internal {
namespace {

// A word is looked for among so many meters; more are no list that people misspell.
constexpr std::size_t most_meters = 100;
// Prices that may be met when all examples are rated: a second's work. Examples are small sums that
// people can check.
constexpr std::int64_t most_steps = 1'000'000;

// The meters of a tariff.
struct Meters {
  const std::map<std::string_view, bool>& each_event;
  const std::vector<std::string_view>& names;
};

void check_meter(const Node& member, const Meters& meters, Mistakes& mistakes) {
  if (meters.each_event.contains(member.key)) return;
  const bool few = meters.names.size() <= most_meters && mistakes.lists(member.key_at);
  const std::string_view meant = few ? nearest(member.key, meters.names) : std::string_view();
  mistakes.error(
      member.key_at, "no charge prices a meter " + in_quotes(member.key),
      meant.empty() ? "name a meter of a charge" : "did you mean " + in_quotes(meant) + "?");
}

// messages = 40000, or card = ["50", "100"]: the value of each event.
TariffExample::Usage read_meter(const Node& member, const Meters& meters, Mistakes& mistakes) {
  check_meter(member, meters, mistakes);
  const Value value(member, "40000", mistakes);
  TariffExample::Usage usage{member.key, {}, {}};
  if (member.kind == Node::Kind::array) {
    for (const Value& element : value.elements("\"50\""))
      if (const auto amount = element.number()) usage.events.push_back(*amount);
    return usage;
  }
  usage.quantity = value.number();
  if (usage.quantity && (*usage.quantity > Decimal(std::numeric_limits<std::int64_t>::max())))
    value.mistakes().warning(value.at(), "no ledger has so much usage: it is less than 2^63",
                             "check the number");
  const auto known = meters.each_event.find(member.key);
  if (known != meters.each_event.end() && known->second)
    value.refuse("a charge prices each event of " + in_quotes(member.key),
                 "write the value of each, such as [\"50\", \"100\"]");
  return usage;
}

struct ExampleDraft {
  TariffExample example;
  const Tariff& tariff;
  Meters meters;
};

void read_usage(const Value& value, ExampleDraft& draft) {
  if (!value.is_table()) return;
  for (const Node& member : value.node().children)
    draft.example.usage.push_back(read_meter(member, draft.meters, value.mistakes()));
}

void read_lines(const Value& value, ExampleDraft& draft) {
  auto& lines = draft.example.lines.emplace();
  for (const Value& element : value.elements("\"500.00\""))
    if (element.number()) lines.push_back(element.node().text);
}

constexpr Key<Share> share_keys[] = {
    {"days", "15", [](const Value& v, Share& s) { s.days = v.whole(0, 366).value_or(1); }, true},
    {"of", "31", [](const Value& v, Share& s) { s.of = v.whole(1, 366).value_or(1); }, true},
};

void read_share(const Value& value, ExampleDraft& draft) {
  if (!value.is_table()) return;
  Table table(value, names_of(share_keys));
  Share& share = draft.example.share;
  table.read(share_keys, share);
  if (!draft.tariff.prorate_days)
    value.refuse("\"share\" changes nothing: the tariff does not prorate",
                 "write prorate = \"days\" at the top, or leave it out");
  else if (share.days > share.of)
    value.refuse("\"share\" is more than the whole: " + std::to_string(share.days) + " of " +
                     std::to_string(share.of) + " days",
                 "write share = { days = 15, of = 31 }");
}

constexpr Key<ExampleDraft> example_keys[] = {
    {"usage", "{ messages = 40000 }", read_usage, true},
    {"share", "{ days = 15, of = 31 }", read_share},
    {"lines", "[\"500.00\", \"360.00\"]", read_lines},
    {"total", "\"860.00\"",
     [](const Value& v, ExampleDraft& d) {
       if (v.number()) d.example.total = v.node().text;
     }},
};

// How many prices rating the example can meet: those of each tier, for each event if events are
// priced one by one; the meters that are looked through for each charge; and a line for each
// amount that is expected.
std::int64_t steps_of(const Tariff& tariff, const TariffExample& example) {
  std::map<std::string_view, std::int64_t> events;
  for (const TariffExample::Usage& used : example.usage)
    events[used.meter] += static_cast<std::int64_t>(used.events.size());
  std::int64_t steps = example.lines ? static_cast<std::int64_t>(example.lines->size()) : 0;
  for (const Charge& charge : tariff.charges) {
    std::int64_t tiers = 1;
    for (const Curve* curve = &charge.curve; curve; curve = curve->then.get())
      tiers += static_cast<std::int64_t>(curve->tiers.size());
    const auto used = events.find(charge.meter);
    const bool each = charge.each_event && used != events.end();
    if (__builtin_mul_overflow(tiers, each ? used->second + 1 : 1, &tiers)) return most_steps + 1;
    steps += tiers + static_cast<std::int64_t>(example.usage.size());
    if (steps > most_steps) return steps;
  }
  return steps;
}

}  // namespace

ExampleReader::ExampleReader(const Tariff& tariff) : tariff_(tariff), steps_left_(most_steps) {
  for (const Charge& charge : tariff.charges) {
    if (charge.meter.empty()) continue;
    const auto [meter, is_new] = meters_.emplace(charge.meter, charge.each_event);
    if (is_new) names_.push_back(charge.meter);
    meter->second = meter->second || charge.each_event;
  }
}

TariffExample ExampleReader::read(const Value& value) {
  ExampleDraft draft{{}, tariff_, {meters_, names_}};
  draft.example.line_number = value.at().line;
  if (!value.is_table()) return draft.example;
  Table table(value, names_of(example_keys));
  table.read(example_keys, draft);
  if (!table.has("lines") && !table.has("total"))
    value.refuse("this example expects nothing", "write total = \"860.00\", or lines, or both");
  if (steps_left_ <= 0) return draft.example;  // reported
  steps_left_ -= steps_of(tariff_, draft.example);
  if (steps_left_ <= 0)
    value.refuse("from here on there are too many examples, or events in them, for so many prices",
                 "keep those that prove something; a million prices can be met in all");
  return draft.example;
}

}  // namespace porto::internal
