// Reads the members of steps.
#include "table.hpp"

#include <charconv>

namespace porto::conformance {
namespace {

constexpr size_t month_length = 7;

int64_t digits(std::string_view text) {
  int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  if (read.ec != std::errc() || read.ptr != end) throw Mismatch("no number: " + std::string(text));
  return value;
}

int32_t month_in(std::string_view text) {
  int32_t month = 0;
  if (porto_month_parse(text.data(), text.size(), &month, nullptr) < 0)
    throw Mismatch("no month: " + std::string(text));
  return month;
}

// 2026-03-17, or a month.
int32_t date_in(std::string_view text) {
  const int32_t month = month_in(text.substr(0, month_length));
  if (text.size() == month_length) return month;
  return month * 100 + static_cast<int32_t>(digits(text.substr(month_length + 1)));
}

}  // namespace

std::optional<std::string_view> text_of(Json of, std::string_view member) {
  std::string_view text;
  if (of[member].get(text) != 0U) return std::nullopt;
  return text;
}

int64_t number_of(Json of, std::string_view member) {
  const auto text = text_of(of, member);
  return text ? digits(*text) : 0;
}

int32_t flag_of(Json of, std::string_view member) {
  return static_cast<int32_t>(number_of(of, member));
}

int32_t month_of(Json of, std::string_view member) {
  const auto text = text_of(of, member);
  return text ? month_in(*text) : 0;
}

int32_t day_of(Json of, std::string_view member) {
  const auto text = text_of(of, member);
  return text ? date_in(*text) : 0;
}

int64_t time_of(Json of, std::string_view member) {
  const auto text = text_of(of, member);
  int64_t time = 0;
  if (text && porto_time_parse(text->data(), text->size(), &time, nullptr) < 0)
    throw Mismatch("no time: " + std::string(*text));
  return time;
}

std::vector<Json> list_of(Json of, std::string_view member) {
  simdjson::dom::array array;
  std::vector<Json> list;
  if (of[member].get(array) == 0U)
    for (const Json element : array) list.push_back(element);
  return list;
}

void set(const char*& text, size_t& size, Json of, std::string_view member) {
  const auto value = text_of(of, member);
  if (!value) return;
  text = value->data();
  size = value->size();
}

porto_change_options change_of(Json args) {
  porto_change_options options = PORTO_CHANGE_OPTIONS_INIT;
  if (!has(args, "options")) return options;
  const Json of = args["options"];
  set(options.actor, options.actor_len, of, "actor");
  set(options.reason, options.reason_len, of, "reason");
  options.at_unix_us = time_of(of, "at_unix_us");
  options.dry_run = flag_of(of, "dry_run");
  options.allow_far = flag_of(of, "allow_far");
  options.settle = flag_of(of, "settle");
  return options;
}

std::vector<porto_event> events_of(Json args) {
  std::vector<porto_event> events;
  for (const Json of : list_of(args, "events")) {
    porto_event& event = events.emplace_back(porto_event PORTO_EVENT_INIT);
    set(event.source, event.source_len, of, "source");
    set(event.event_id, event.event_id_len, of, "event_id");
    set(event.company, event.company_len, of, "company");
    set(event.meter, event.meter_len, of, "meter");
    set(event.domain, event.domain_len, of, "domain");
    event.occurred_at_unix_us = time_of(of, "occurred_at_unix_us");
    event.quantity = number_of(of, "quantity");
  }
  return events;
}

porto_void void_of(Json args) {
  porto_void what = PORTO_VOID_INIT;
  const Json of = args["what"];
  set(what.source, what.source_len, of, "source");
  set(what.event_id, what.event_id_len, of, "event_id");
  set(what.actor, what.actor_len, of, "actor");
  set(what.reason, what.reason_len, of, "reason");
  what.voided_at_unix_us = time_of(of, "voided_at_unix_us");
  return what;
}

void fill(TextList& list, Json of, std::string_view member) {
  for (const Json text : list_of(of, member))
    list.pointers.push_back(list.texts.emplace_back(std::string_view(text)).c_str());
}

std::string_view name_of(int32_t status) { return porto_status_name(status); }

std::string_view name_of_state(int32_t state) {
  return state == PORTO_MONTH_OPEN ? "open" : state == PORTO_MONTH_CLOSED ? "closed" : "pruned";
}

std::string_view name_of_outcome(int32_t outcome) {
  switch (outcome) {
    case PORTO_STORED:
      return "stored";
    case PORTO_DUPLICATE:
      return "duplicate";
    case PORTO_CONFLICT:
      return "conflict";
    default:
      return "rejected";
  }
}

}  // namespace porto::conformance
