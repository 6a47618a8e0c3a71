// See row_event.hpp.
#include "metering/row_event.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "porto/decimal.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

bool all_digits(std::string_view text) noexcept {
  return !text.empty() && std::ranges::all_of(text, is_digit);
}

// "12" or "12.5", nothing else.
bool is_plain_number(std::string_view text) noexcept {
  const std::size_t point = text.find('.');
  return all_digits(text.substr(0, point)) &&
         (point == std::string_view::npos || all_digits(text.substr(point + 1)));
}

Refusal too_large(std::string_view text, const Meter& meter) {
  return {"quantity is too large", in_quotes(text) + "; one event of " + in_quotes(meter.id) +
                                       " holds at most " +
                                       Decimal::from_scaled(INT64_MAX, meter.decimals).to_string()};
}

std::optional<Refusal> read_decimal(std::string_view text, const Meter& meter,
                                    std::int64_t& quantity) {
  try {
    const Decimal value = Decimal::parse(text);
    if (value.decimals() > meter.decimals)
      return Refusal{"quantity has too many decimals",
                     in_quotes(text) + ", but meter " + in_quotes(meter.id) + " has " +
                         std::to_string(meter.decimals) + "; porto does not round it for you"};
    quantity = value.to_scaled_int64(meter.decimals);
    return {};
  } catch (const Error& error) {
    if (error.code() != ErrorCode::overflow) throw;
    return too_large(text, meter);
  }
}

}  // namespace

std::optional<Refusal> read_quantity(std::string_view text, const Meter& meter,
                                     std::int64_t& quantity) {
  // Whole units of a meter without decimals, up to 18 digits: nearly every row there is.
  if (meter.decimals == 0 && text.size() <= 18 && all_digits(text)) {
    std::from_chars(text.data(), text.data() + text.size(), quantity);
    return {};
  }
  if (text.empty()) return Refusal{"quantity is empty", "write a number such as 1"};
  if (!is_plain_number(text.substr(text.front() == '-' ? 1 : 0)))
    return Refusal{"quantity is not a plain number",
                   in_quotes(text) +
                       "; write digits, with a point before decimals: no plus, spaces, exponent or "
                       "group marks"};
  return read_decimal(text, meter, quantity);
}

std::optional<Refusal> read_event(const Row& row, const Meters& meters, std::string_view source,
                                  UsageEvent& event) {
  event.event_id = row[Field::event_id];
  event.company = row[Field::company];
  event.meter = row[Field::meter].empty() ? messages_meter : row[Field::meter];
  event.source = row[Field::source].empty() ? source : row[Field::source];
  const Meter* meter = meters.find(event.meter);
  if (meter == nullptr) return meters.why_unknown(event.meter);
  if (auto refusal = read_quantity(row[Field::quantity], *meter, event.quantity)) return refusal;
  event.domain = row.domain;
  if (row.time) {
    event.occurred_at = *row.time;
    return {};
  }
  const std::string_view time = row[Field::occurred_at];
  if (time.empty())
    return Refusal{"occurred_at is empty", "write a time such as 2025-05-31T22:30:00Z"};
  try {
    event.occurred_at = parse_rfc3339(time);
  } catch (const Error& error) {
    return Refusal{"occurred_at is malformed", error.what()};
  }
  return {};
}

bool looks_mangled(std::string_view id) noexcept {
  const std::size_t exponent = id.find("E+");
  return exponent != std::string_view::npos && is_plain_number(id.substr(0, exponent)) &&
         all_digits(id.substr(exponent + 2));
}

}  // namespace porto::internal
