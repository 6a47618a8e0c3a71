// porto event list: the events that are stored, and those that were voided.
#include <algorithm>
#include <charconv>

#include "arguments.hpp"
#include "commands.hpp"

namespace porto_cli {
namespace {

struct EventListChoice {
  std::string company;
  std::string month;
  std::string from;
  std::string through;
  std::string day;
  std::string source;
  std::string domain;
  std::string meter;
  std::uint32_t import = 0;
  std::uint32_t limit = 0;
  std::string after;
  bool voided = false;
};

const char* const kEventListPages =
    R"(Lists stored events in the order in which they were stored, with the columns of `porto event
show`. All filters that are given hold. Months and days are those of the ledger's time zone;
--company is the company that an event counts for now, --domain the sending domain it named.
A table shows times in the ledger's zone, other formats in UTC.

--voided lists only what was voided, one by one or with its import: when, by whom and why. Alone,
or with --source, it also lists voided events that were pruned since, of which only that is known.

Rows are written as they are read, however many there are. --limit N lists the first N; the next
ones follow with --after SEQ, the seq of the last.

Example:
  $ porto event list --company bolag-17 --month 2024-02 --limit 2 --output csv
  seq,source,event_id,company,domain,meter,decimals,occurred_at,quantity,voided_at,actor,...
  1,mailgun,m-4711,bolag-17,bolag17.se,messages,0,2024-02-10T08:00:00Z,1,...

Exit status: 0 done; 1 failed; 2 wrong usage.)";

std::int64_t seq_of(const std::string& text) {
  if (text.empty()) return 0;
  std::int64_t seq = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), seq);
  if (error != std::errc() || stop != text.data() + text.size() || seq < 0)
    throw wrong_usage("--after", '"' + text + "\" is no seq; write that of the last event, 4711");
  return seq;
}

std::int32_t on_event_rows(void* user, const char* bytes, std::size_t size) {
  Output& out = *static_cast<Output*>(user);
  out.text({bytes, size});
  return out.has_failed() ? 1 : 0;
}

// Some at a time, so that memory does not grow with their number.
void events_to_sheet(Session& session, porto_ledger* ledger, porto_event_filter filter) {
  constexpr std::int64_t at_once = 10'000;
  const std::int64_t limit = filter.limit == 0 ? INT64_MAX : filter.limit;
  std::int64_t count = 0;
  for (std::int64_t listed = 0; listed < limit; listed += count) {
    filter.limit = std::min(at_once, limit - listed);
    const Rows events = fetch(porto_event_list, ledger, &filter);
    count = static_cast<std::int64_t>(porto_rows_count(events.get()));
    if (count == 0 && listed > 0) return;
    while (next(events)) filter.after = integer(events, "seq");
    porto_rows_rewind(events.get());
    session.out.continue_sheet(events);
    if (count < filter.limit) return;
  }
}

void run_event_list(Session& session, const EventListChoice& choice) {
  porto_event_filter filter = PORTO_EVENT_FILTER_INIT;
  filter.company = given(choice.company);
  filter.source = given(choice.source);
  filter.domain = given(choice.domain);
  filter.meter = given(choice.meter);
  filter.from_yyyymm = parse_optional_month("--from", choice.from);
  filter.through_yyyymm = parse_optional_month("--through", choice.through);
  if (!choice.month.empty())
    filter.from_yyyymm = filter.through_yyyymm = parse_month("--month", choice.month);
  filter.day_yyyymmdd = parse_optional_day("--day", choice.day);
  filter.import = choice.import;
  filter.limit = choice.limit;
  filter.after = seq_of(choice.after);
  filter.voided = choice.voided ? 1 : 0;
  const Ledger ledger = session.open_to_read();
  if (session.out.is_workbook()) return events_to_sheet(session, ledger.get(), filter);
  try {
    call(porto_event_write, ledger.get(), &filter, std::int32_t{session.format()},
         &session.out.options(), on_event_rows, static_cast<void*>(&session.out));
  } catch (const Failure&) {
    if (!session.out.has_failed()) throw;  // else finish() says why
  }
}

}  // namespace

void add_event_list(Command event, Session& session) {
  const auto choice = std::make_shared<EventListChoice>();
  Command list = event.add_command("list", "List stored events", kEventListPages);
  list.add_text("--company", choice->company, "Only of this company", "ID");
  const Option month =
      list.add_text("--month", choice->month, "Only of this month, such as 2024-02", "MONTH");
  const Option from =
      list.add_text("--from", choice->from, "Only of this month and later ones", "MONTH");
  const Option through =
      list.add_text("--through", choice->through, "Only of this month and earlier ones", "MONTH");
  const Option day =
      list.add_text("--day", choice->day, "Only of this day, such as 2024-02-29", "DAY");
  Option(month).excludes(from).excludes(through).excludes(day);
  Option(day).excludes(from).excludes(through);
  list.add_text("--source", choice->source, "Only of this source", "NAME");
  list.add_text("--domain", choice->domain, "Only of this sending domain", "DOMAIN");
  list.add_text("--meter", choice->meter, "Only of this meter", "ID");
  list.add_number("--import", choice->import, "Only what this import stored", "N", 1, UINT32_MAX);
  list.add_flag("--voided", choice->voided, "Only what was voided");
  list.add_text("--after", choice->after, "Only what was stored after the event with this seq",
                "SEQ");
  list.add_number("--limit", choice->limit, "List at most N events [all]", "N", 1, UINT32_MAX);
  list.runs([&session, choice] { run_event_list(session, *choice); });
}

}  // namespace porto_cli
