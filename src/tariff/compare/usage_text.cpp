// Usage as one text, "40000" or "messages=40000,storage=2.5"; the values of events, where a charge
// prices each, as "card=100+250.50".
#include <algorithm>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "porto/error.hpp"
#include "porto/tariff_tools.hpp"
#include "tariff/compare/boundaries.hpp"

namespace porto {

using namespace internal;

namespace {

[[noreturn]] void refuse(const std::string& what_and_what_to_do) {
  throw Error(ErrorCode::invalid_argument, "usage: " + what_and_what_to_do, "usage");
}

std::string listed_meters(const std::vector<std::string_view>& meters) {
  std::string list;
  for (const std::string_view meter : meters) {
    if (!list.empty()) list += ", ";
    list += in_quotes(meter);
  }
  return list;
}

std::string text_of(const Usage::Meter& used) {
  if (used.events.empty()) return used.quantity.to_string();
  std::string values;
  for (const Decimal& value : used.events)
    values.append(values.empty() ? "" : "+").append(value.to_string());
  return values;
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
      refuse("the tariff has the meters " + listed_meters(meters) +
             "; write meter=quantity for each that was used, with commas between");
    return parse_quantity(meters[0], part, tariff);
  }
  const std::string_view meter = part.substr(0, equals);
  if (std::find(meters.begin(), meters.end(), meter) == meters.end())
    refuse("the tariff does not price the meter " + in_quotes(meter) + "; it prices " +
           listed_meters(meters));
  return parse_quantity(meter, part.substr(equals + 1), tariff);
}

}  // namespace

std::string to_string(const Usage& usage) {
  std::string text;
  for (const Usage::Meter& used : usage.meters)
    text.append(text.empty() ? "" : ",").append(used.meter).append("=").append(text_of(used));
  return text.empty() ? "0" : text;
}

Usage parse_usage(std::string_view text, const Tariff& tariff) {
  const std::vector<std::string_view> meters = meters_of(tariff);
  if (meters.empty()) {
    if (text != "0") refuse("the tariff only has fees and prices no meter; write 0");
    return {};
  }
  Usage usage;
  for (bool more = true; more;) {
    const std::size_t comma = text.find(',');
    more = comma != std::string_view::npos;
    Usage::Meter part = parse_part(text.substr(0, comma), meters, tariff);
    if (std::any_of(usage.meters.begin(), usage.meters.end(),
                    [&](const Usage::Meter& known) { return known.meter == part.meter; }))
      refuse("the meter " + in_quotes(part.meter) + " is there twice; add it up");
    usage.meters.push_back(std::move(part));
    if (more) text.remove_prefix(comma + 1);
  }
  return usage;
}

}  // namespace porto
