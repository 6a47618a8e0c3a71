// porto event: a single usage event; showing it, and taking back what should not have been counted.
// Its list is in event_list.cpp.
#include <charconv>

#include "arguments.hpp"
#include "changes.hpp"
#include "commands.hpp"

namespace porto_cli {
namespace {

struct EventOptions {
  std::string event;
  std::string source;
  std::string actor;
  std::string reason;
  std::string as_of;
  std::string quantity;
  bool dry_run = false;
};

const char* const kEventPages =
    R"(A usage event is named by its source and its id. A stored event never changes: it can be
voided, and another one can be stored in its place. `porto event list` has the ids.

Exit status: 0 done; 1 failed, nothing changed; 2 wrong usage.)";

const char* const kEventShowPages =
    R"(Shows an event as it is stored: columns seq, source, event_id, company (whose it is now;
absent: unassigned), domain, meter, decimals, occurred_at, quantity, and voided_at, actor,
reason, absent unless it is voided, import, the number of the import that stored it, corrects,
the id of the event in whose place it is, and corrected_by, the id of the event in its place.

Example:
  $ porto event show m-4711 --source mailgun --output json

Exit status: 0 done; 1 failed; 2 wrong usage.)";

const char* const kEventVoidPages =
    R"(Takes an event out of what is counted. The event stays in the ledger, with who voided it and
why. If its month is closed, the next month that closes settles the difference. Of an event that
was corrected, the last correction is voided: it is what counts.

Example:
  $ porto event void m-4711 --source mailgun --actor anna --reason "test message"
  porto: event "m-4711" of source "mailgun": voided: bolag-17, messages 1, of ...

Exit status: 0 done, also if it was voided already; 1 failed, nothing changed; 2 wrong usage.)";

const char* const kEventCorrectPages =
    R"(Gives an event another quantity: the event is voided, and one that differs in nothing else is
stored in its place. Its id is that of the event and "/correction-1", or the next number that is
free. Both events stay in the ledger. If the month is closed, the next month that closes settles
the difference.

Example:
  $ porto event correct m-4711 --source s --quantity 12 --actor anna --reason "a typing error"
  porto: event "m-4711" of source "s": corrected from 120 to 12: "m-4711/correction-1" counts in
  its place

Exit status: 0 done, also if it has that quantity already; 1 failed, nothing changed; 2 wrong
usage.)";

porto_void void_of(EventOptions& options) {
  if (options.actor.empty()) options.actor = user_name();
  porto_void what = PORTO_VOID_INIT;
  what.source = options.source.data();
  what.event_id = options.event.data();
  what.actor = options.actor.data();
  what.reason = options.reason.data();
  what.voided_at_unix_us = parse_time_or_now("--as-of", options.as_of);
  return what;
}

/// The event as it is stored, with its row as the current one.
Rows find_event(porto_ledger* ledger, const EventOptions& options) {
  Rows event = fetch(porto_event_show, ledger, options.source.data(), options.source.size(),
                     options.event.data(), options.event.size());
  next(event);
  return event;
}

/// "2.5" of a meter with two decimals is 250.
std::int64_t scaled(const std::string& quantity, std::size_t decimals) {
  const std::size_t point = quantity.find('.');
  std::string digits = quantity;
  std::size_t given = 0;
  if (point != std::string::npos) {
    digits.erase(point, 1);
    given = digits.size() - point;
  }
  std::int64_t value = 0;
  if (given <= decimals && (point == std::string::npos || given > 0)) {
    digits.append(decimals - given, '0');
    const char* end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, value);
    if (error == std::errc() && stop == end) return value;
  }
  throw wrong_usage("--quantity",
                    "\"" + quantity + "\" is no quantity of this event's meter; " +
                        (decimals == 0 ? "write a whole number"
                                       : "write a number with at most " + std::to_string(decimals) +
                                             " decimals after a point"));
}

std::string in_quotes(std::string_view text) { return '"' + std::string(text) + '"'; }

std::string name_of(const EventOptions& options) {
  return "event " + in_quotes(options.event) + " of source " + in_quotes(options.source);
}

std::string see_of(const EventOptions& options) {
  return "porto event show " + options.event + " --source " + options.source;
}

void run_event_void(Session& session, EventOptions& options) {
  const porto_void what = void_of(options);
  const Ledger ledger = session.open_ledger();
  porto_rows* rows = nullptr;
  ChangeMade change(options.dry_run);
  change.plan(session, name_of(options) + " is voided", see_of(options));
  const std::int32_t outcome =
      call(porto_event_void, ledger.get(), &what, change.options(), &rows, change.effect());
  session.deed.done(outcome);
  const Rows event(rows);
  next(event);
  const auto cell = [&](const char* column) { return std::string(text(event, column)); };
  const bool corrected = cell("event_id") != options.event;
  const std::string which =
      corrected ? "was corrected, and " + in_quotes(cell("event_id")) + ", which counted, " : "";
  const std::string owner = cell("company").empty() ? cell("domain") : cell("company");
  session.notice(name_of(options), outcome == PORTO_EXISTS
                                       ? which + "was voided already, at " +
                                             shown(event, "voided_at") + " by " + cell("actor") +
                                             ": " + cell("reason")
                                       : which + (corrected ? "is voided: " : "voided: ") + owner +
                                             ", " + cell("meter") + " " + cell("quantity") +
                                             ", of " + shown(event, "occurred_at"));
  change.tell(session, name_of(options));
}

std::string said_of_correction(const EventOptions& options, const Rows& event,
                               const std::string& counts, bool done) {
  if (done)
    return "corrected from " + std::string(text(event, "quantity")) + " to " + options.quantity +
           ": " + in_quotes(counts) + " counts in its place";
  if (counts == options.event) return "has the quantity " + options.quantity + ": nothing changed";
  return "was corrected to " + options.quantity + " already: " + in_quotes(counts) +
         " counts in its place";
}

void run_event_correct(Session& session, EventOptions& options) {
  const porto_void what = void_of(options);
  const Ledger ledger = session.open_ledger();
  const Rows event = find_event(ledger.get(), options);
  const std::int64_t quantity =
      scaled(options.quantity, static_cast<std::size_t>(integer(event, "decimals")));
  porto_rows* rows = nullptr;
  ChangeMade change(options.dry_run);
  change.plan(session, name_of(options) + " is corrected to " + options.quantity, see_of(options));
  const std::int32_t outcome = call(porto_event_correct, ledger.get(), &what, quantity,
                                    change.options(), &rows, change.effect());
  session.deed.done(outcome);
  const Rows corrected(rows);
  next(corrected);
  session.notice(name_of(options),
                 said_of_correction(options, event, std::string(text(corrected, "corrected_by")),
                                    outcome != PORTO_EXISTS));
  change.tell(session, name_of(options));
}

void run_event_show(Session& session, const EventOptions& options) {
  const Ledger ledger = session.open_to_read();
  session.out.rows(fetch(porto_event_show, ledger.get(), options.source.data(),
                         options.source.size(), options.event.data(), options.event.size()),
                   session.format());
}

void add_event_identity(Command command, EventOptions& options) {
  command.add_argument("EVENT", options.event, "Id of the event");
  command.add_text("--source", options.source, "Source of the event", "NAME").required();
}

void add_void_options(Command command, EventOptions& options) {
  command.add_text("--actor", options.actor, "Who does it [the user of this process]", "NAME");
  command.add_text("--reason", options.reason, "Why", "TEXT").required();
  command.add_text("--as-of", options.as_of,
                   "The time that counts as now, such as 2024-03-01T08:00:00+01:00 [the clock]",
                   "TIME");
  add_dry_run(command, options.dry_run);
}

}  // namespace

void add_event(Command app, Session& session) {
  Command event =
      app.add_command("event", "Single usage events: list, show, void, correct", kEventPages);
  event.require_command();
  add_event_list(event, session);
  const auto options = std::make_shared<EventOptions>();

  Command show = event.add_command("show", "Show an event as it is stored", kEventShowPages);
  add_event_identity(show, *options);
  show.runs([&session, options] { run_event_show(session, *options); });

  Command cancel =
      event.add_command("void", "Take an event out of what is counted", kEventVoidPages);
  add_event_identity(cancel, *options);
  add_void_options(cancel, *options);
  cancel.runs([&session, options] { run_event_void(session, *options); });

  Command correct =
      event.add_command("correct", "Give an event another quantity", kEventCorrectPages);
  add_event_identity(correct, *options);
  add_void_options(correct, *options);
  correct.add_text("--quantity", options->quantity, "The right quantity", "N").required();
  correct.runs([&session, options] { run_event_correct(session, *options); });
}

}  // namespace porto_cli
