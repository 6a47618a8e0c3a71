// [[example]]: usage and what it must cost.
#include <limits>

#include "base/text.hpp"
#include "porto/error.hpp"
#include "tariff/document/reading.hpp"

namespace porto::internal {
namespace {

std::vector<std::string_view> meters_of(const Tariff& tariff) {
  std::vector<std::string_view> meters;
  for (const Charge& charge : tariff.charges)
    if (!charge.meter.empty()) meters.push_back(charge.meter);
  return meters;
}

bool prices_each_event(const Tariff& tariff, std::string_view meter) {
  return std::any_of(tariff.charges.begin(), tariff.charges.end(), [meter](const Charge& charge) {
    return charge.meter == meter && charge.each_event;
  });
}

void check_meter(const Node& member, const Tariff& tariff, Mistakes& mistakes) {
  const auto meters = meters_of(tariff);
  if (std::find(meters.begin(), meters.end(), member.key) != meters.end()) return;
  const std::string_view meant = nearest(member.key, meters);
  mistakes.error(
      member.key_at, "no charge prices a meter " + in_quotes(member.key),
      meant.empty() ? "name a meter of a charge" : "did you mean " + in_quotes(meant) + "?");
}

// messages = 40000, or card = ["50", "100"]: the value of each event.
TariffExample::Usage read_meter(const Node& member, const Tariff& tariff, Mistakes& mistakes) {
  check_meter(member, tariff, mistakes);
  const Value value(member, "40000", mistakes);
  TariffExample::Usage usage{member.key, {}, {}};
  if (member.kind == Node::Kind::array) {
    for (const Value& element : value.elements("\"50\""))
      if (const auto amount = element.number()) usage.events.push_back(*amount);
    return usage;
  }
  usage.quantity = value.number();
  if (prices_each_event(tariff, member.key))
    value.refuse("a charge prices each event of " + in_quotes(member.key),
                 "write the value of each: " + member.key + " = [\"50\", \"100\"]");
  return usage;
}

struct ExampleDraft {
  TariffExample example;
  const Tariff& tariff;
};

void read_usage(const Value& value, ExampleDraft& draft) {
  if (!value.is_table()) return;
  for (const Node& member : value.node().children)
    draft.example.usage.push_back(read_meter(member, draft.tariff, value.mistakes()));
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
  Table table(value);
  Share& share = draft.example.share;
  table.read(share_keys, share);
  table.refuse_unknown_keys();
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

}  // namespace

TariffExample read_example(const Value& value, const Tariff& tariff) {
  ExampleDraft draft{{}, tariff};
  draft.example.line_number = value.at().line;
  if (!value.is_table()) return draft.example;
  Table table(value);
  table.read(example_keys, draft);
  table.refuse_unknown_keys();
  if (!table.has("lines") && !table.has("total"))
    value.refuse("this example expects nothing", "write total = \"860.00\", or lines, or both");
  return draft.example;
}

}  // namespace porto::internal
