// See usage_argument.hpp.
#include "usage_argument.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "arguments.hpp"
#include "base/text.hpp"
#include "tariff/compare/boundaries.hpp"

namespace porto::c {

using namespace internal;

namespace {

std::string listed(const std::vector<std::string_view>& meters) {
  std::string list;
  for (const std::string_view meter : meters) {
    if (!list.empty()) list += ", ";
    list += in_quotes(meter);
  }
  return list;
}

// "100+250.50": the values of events.
Usage::Meter parse_events(std::string_view meter, std::string_view text) {
  std::vector<Decimal> values;
  for (bool more = true; more;) {
    const std::size_t plus = text.find('+');
    more = plus != std::string_view::npos;
    values.push_back(Decimal::parse(text.substr(0, plus)));
    if (more) text.remove_prefix(plus + 1);
  }
  return Usage::of_events(std::string(meter), std::move(values)).meters.front();
}

Usage::Meter parse_quantity(std::string_view meter, std::string_view text, const Tariff& tariff) {
  if (prices_each_event(tariff, meter)) return parse_events(meter, text);
  return {std::string(meter), Decimal::parse(text), {}};
}

Usage::Meter parse_part(std::string_view part, const std::vector<std::string_view>& meters,
                        const Tariff& tariff) {
  const std::size_t equals = part.rfind('=');
  if (equals == std::string_view::npos) {
    if (meters.size() != 1)
      refuse("usage", "the tariff has the meters " + listed(meters) +
                          "; write meter=quantity for each that was used, with commas between");
    return parse_quantity(meters[0], part, tariff);
  }
  const std::string_view meter = part.substr(0, equals);
  if (std::find(meters.begin(), meters.end(), meter) == meters.end())
    refuse("usage", "the tariff does not price the meter " + in_quotes(meter) + "; it prices " +
                        listed(meters));
  return parse_quantity(meter, part.substr(equals + 1), tariff);
}

}  // namespace

Usage parse_usage(std::string_view text, const Tariff& tariff) {
  const std::vector<std::string_view> meters = meters_of(tariff);
  if (meters.empty()) {
    if (text != "0") refuse("usage", "the tariff only has fees and prices no meter; write 0");
    return {};
  }
  Usage usage;
  for (bool more = true; more;) {
    const std::size_t comma = text.find(',');
    more = comma != std::string_view::npos;
    Usage::Meter part = parse_part(text.substr(0, comma), meters, tariff);
    if (std::any_of(usage.meters.begin(), usage.meters.end(),
                    [&](const Usage::Meter& known) { return known.meter == part.meter; }))
      refuse("usage", "the meter " + in_quotes(part.meter) + " is there twice; add it up");
    usage.meters.push_back(std::move(part));
    if (more) text.remove_prefix(comma + 1);
  }
  return usage;
}

}  // namespace porto::c
