// See usage_structs.hpp. Rating takes a quarter of a microsecond: nothing here allocates, but for
// what is refused.
#include "usage_structs.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"

namespace porto::c {
namespace {

bool prices(Pricing pricing, std::string_view meter) {
  for (const Tariff* tariff : pricing)
    for (const Charge& charge : tariff->charges)
      if (charge.meter == meter) return true;
  return false;
}

std::vector<std::string_view> meters_of(Pricing pricing) {
  std::vector<std::string_view> meters;
  for (const Tariff* tariff : pricing)
    for (const Charge& charge : tariff->charges)
      if (!charge.meter.empty() && std::ranges::find(meters, charge.meter) == meters.end())
        meters.push_back(charge.meter);
  return meters;
}

std::string listed(const std::vector<std::string_view>& meters) {
  std::string list;
  for (const std::string_view meter : meters)
    list.append(list.empty() ? "" : ", ").append(internal::in_quotes(meter));
  return list;
}

[[noreturn]] void refuse_unpriced(Pricing pricing, std::string_view meter) {
  const auto meters = meters_of(pricing);
  refuse(".meter", "the tariff does not price the meter " + internal::in_quotes(meter) +
                       (meters.empty() ? "; it only has fees" : "; it prices " + listed(meters)));
}

// The meter that usage without a name is of; empty where there are only fees.
std::string_view only_meter(Pricing pricing) {
  const auto meters = meters_of(pricing);
  if (meters.size() > 1)
    refuse(".meter", "the tariff has the meters " + listed(meters) +
                         "; say which one each quantity is of, as meter=quantity");
  return meters.empty() ? std::string_view() : meters.front();
}

std::string_view meter_of(const porto_meter_usage& used, Pricing pricing) {
  if (!used.meter) return only_meter(pricing);
  const std::string_view meter = text(used.meter, used.meter_len, ".meter");
  if (!prices(pricing, meter)) refuse_unpriced(pricing, meter);
  return meter;
}

void read_values(const porto_meter_usage& used, Usage::Meter& into) {
  if (used.quantity != 0 || used.quantity_text)
    refuse(".quantity", "it is the sum of the values; give the one or the other");
  given(used.values, ".values");
  into.quantity = 0;
  for (std::size_t i = 0; i < used.value_count; ++i) {
    into.events.push_back(Decimal::from_scaled(used.values[i], used.decimals));
    into.quantity += into.events.back();
  }
}

void read_quantity(const porto_meter_usage& used, Usage::Meter& into) {
  into.events.clear();
  if (used.decimals < 0 || used.decimals > most_meter_decimals)
    refuse(".decimals", std::to_string(used.decimals) + " is not from 0 to " +
                            std::to_string(most_meter_decimals));
  if (used.value_count != 0) return read_values(used, into);
  into.quantity = Decimal::from_scaled(used.quantity, used.decimals);
  if (!used.quantity_text) return;
  if (used.quantity != 0) refuse(".quantity", "it is there twice; give a number or a text");
  const std::string_view number =
      text(used.quantity_text, used.quantity_text_len, ".quantity_text");
  into.quantity = read_at(".quantity_text", [&] { return Decimal::parse(number); });
}

Share read_share(const porto_usage& usage) {
  if (usage.share_days == 0 && usage.share_of == 0) return {};
  return {usage.share_days, usage.share_of};
}

std::string place_of(std::size_t meter, const char* member) {
  return ".meters[" + std::to_string(meter) + "]" + member;
}

// Usage without a meter, of a tariff that only has fees, says that nothing was used.
void drop_unmetered(Usage& usage) {
  for (std::size_t i = 0; i < usage.meters.size(); ++i)
    if (usage.meters[i].meter.empty() && !usage.meters[i].quantity.is_zero())
      refuse(place_of(i, ".quantity"), "the tariff only has fees and prices no meter; write 0");
  std::erase_if(usage.meters, [](const Usage::Meter& used) { return used.meter.empty(); });
}

void check_once(const Usage& usage) {
  for (std::size_t i = 1; i < usage.meters.size(); ++i)
    for (std::size_t before = 0; before < i; ++before)
      if (usage.meters[before].meter == usage.meters[i].meter)
        refuse(place_of(i, ".meter"), "the meter " + internal::in_quotes(usage.meters[i].meter) +
                                          " is there twice; add it up");
}

void read(const porto_usage& usage, Pricing pricing, Usage& into) {
  check_reserved(usage.reserved, "");
  into.share = read_share(usage);
  into.meters.resize(usage.meter_count);
  std::size_t i = 0;
  each_struct<porto_meter_usage>(usage.meters, usage.meter_count, ".meters",
                                 [&](const porto_meter_usage& used) {
                                   Usage::Meter& meter = into.meters[i++];
                                   meter.meter = meter_of(used, pricing);
                                   read_quantity(used, meter);
                                 });
  drop_unmetered(into);
  check_once(into);
}

}  // namespace

void read_usage(const porto_usage* usage, Pricing pricing, Usage& into) {
  try {
    read(read_struct<porto_usage>(&given(usage, ""), ""), pricing, into);
  } catch (const Error& error) {
    throw_at(error, "usage");
  }
}

std::vector<Usage> read_usages(const porto_usage* usages, std::size_t count, Pricing pricing) {
  std::vector<Usage> read_ones;
  each_struct<porto_usage>(usages, count, "usages", [&](const porto_usage& usage) {
    read(usage, pricing, read_ones.emplace_back());
  });
  return read_ones;
}

}  // namespace porto::c
