// See usage_argument.hpp.
#include "usage_argument.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "arguments.hpp"
#include "base/text.hpp"

namespace porto::c {
namespace {

std::vector<std::string_view> meters_of(const Tariff& tariff) {
  std::vector<std::string_view> meters;
  for (const Charge& charge : tariff.charges)
    if (!charge.meter.empty() &&
        std::find(meters.begin(), meters.end(), charge.meter) == meters.end())
      meters.push_back(charge.meter);
  return meters;
}

std::string listed(const std::vector<std::string_view>& meters) {
  std::string list;
  for (const std::string_view meter : meters) {
    if (!list.empty()) list += ", ";
    list += in_quotes(meter);
  }
  return list;
}

Usage::Meter parse_part(std::string_view part, const std::vector<std::string_view>& meters) {
  const std::size_t equals = part.rfind('=');
  if (equals == std::string_view::npos) {
    if (meters.size() != 1)
      refuse("usage", "the tariff has the meters " + listed(meters) +
                          "; write meter=quantity for each that was used, with commas between");
    return {std::string(meters[0]), Decimal::parse(part), {}};
  }
  const std::string_view meter = part.substr(0, equals);
  if (std::find(meters.begin(), meters.end(), meter) == meters.end())
    refuse("usage", "the tariff does not price the meter " + in_quotes(meter) + "; it prices " +
                        listed(meters));
  return {std::string(meter), Decimal::parse(part.substr(equals + 1)), {}};
}

}  // namespace

Usage parse_usage(std::string_view text, const Tariff& tariff) {
  const std::vector<std::string_view> meters = meters_of(tariff);
  Usage usage;
  for (bool more = true; more;) {
    const std::size_t comma = text.find(',');
    more = comma != std::string_view::npos;
    Usage::Meter part = parse_part(text.substr(0, comma), meters);
    if (std::any_of(usage.meters.begin(), usage.meters.end(),
                    [&](const Usage::Meter& known) { return known.meter == part.meter; }))
      refuse("usage", "the meter " + in_quotes(part.meter) + " is there twice; add it up");
    usage.meters.push_back(std::move(part));
    if (more) text.remove_prefix(comma + 1);
  }
  return usage;
}

}  // namespace porto::c
