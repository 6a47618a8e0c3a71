// porto void, porto correct: taking back what should not have been counted.
#include <charconv>

#include "arguments.hpp"
#include "commands.hpp"

namespace porto_cli {
namespace {

struct VoidOptions {
  std::string event;
  std::string source;
  std::string actor;
  std::string reason;
  std::string as_of;
  std::string quantity;
};

const char* const kEventVoidPages =
    R"(Takes an event out of what is counted. The event stays in the ledger, with who took it back
and why. If its month is closed, the difference is settled on the month that closes next.

Example:
  $ porto void m-4711 --source mailgun --actor anna --reason "test message"
  porto: m-4711: voided: bolag-17, messages 1, of 2024-02-10T08:00:00Z

Exit status: 0 done, also if it was voided already; 1 failed, nothing changed; 2 wrong usage.)";

const char* const kEventCorrectPages =
    R"(Gives an event another quantity: it is voided, and an event that differs in nothing else is
stored in its place, with the event's id and "/correction-1" as its id. Both stay. If the
month is closed, the difference is settled on the month that closes next.

Example:
  $ porto correct m-4711 --source mailgun --quantity 12 --actor anna --reason "a typing error"
  porto: m-4711: corrected from 120 to 12: m-4711/correction-1 stands in its place

Exit status: 0 done, also if it was corrected so already; 1 failed, nothing changed; 2 wrong
usage.)";

porto_void void_of(const VoidOptions& options) {
  porto_void what = PORTO_VOID_INIT;
  what.source = options.source.data();
  what.event_id = options.event.data();
  what.actor = options.actor.data();
  what.reason = options.reason.data();
  what.voided_at_unix_us = parse_time_or_now("--as-of", options.as_of);
  return what;
}

/// The event as it is stored, with its row as the current one.
Rows find_event(porto_ledger* ledger, const VoidOptions& options) {
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

void run_event_void(Session& session, const VoidOptions& options) {
  const porto_void what = void_of(options);
  const Ledger ledger = session.open_ledger();
  const Rows event = find_event(ledger.get(), options);
  const std::int32_t outcome = call(porto_event_void, ledger.get(), &what);
  const auto cell = [&](const char* column) { return std::string(text(event, column)); };
  const std::string owner = cell("company").empty() ? cell("domain") : cell("company");
  session.notice(options.event,
                 outcome == PORTO_EXISTS
                     ? "was voided already, by " + cell("actor") + ": " + cell("reason")
                     : "voided: " + owner + ", " + cell("meter") + " " + cell("quantity") +
                           ", of " + cell("occurred_at"));
}

void run_event_correct(Session& session, const VoidOptions& options) {
  const porto_void what = void_of(options);
  const Ledger ledger = session.open_ledger();
  const Rows event = find_event(ledger.get(), options);
  const std::int64_t quantity =
      scaled(options.quantity, static_cast<std::size_t>(integer(event, "decimals")));
  porto_rows* rows = nullptr;
  const std::int32_t outcome = call(porto_event_correct, ledger.get(), &what, quantity, &rows);
  const Rows corrected(rows);
  next(corrected);
  session.notice(
      options.event,
      (outcome == PORTO_EXISTS ? "was corrected to " + options.quantity + " already: "
                               : "corrected from " + std::string(text(event, "quantity")) + " to " +
                                     options.quantity + ": ") +
          std::string(text(corrected, "corrected_by")) + " stands in its place");
}

void add_void_options(Command command, VoidOptions& options) {
  command.add_argument("EVENT", options.event, "Id of the event");
  command.add_text("--source", options.source, "The source it came from", "ID").required();
  command.add_text("--actor", options.actor, "Who takes it back", "NAME").required();
  command.add_text("--reason", options.reason, "Why", "TEXT").required();
  command.add_text("--as-of", options.as_of,
                   "The time that counts as now, such as 2024-03-01T08:00:00+01:00 [the clock]",
                   "TIME");
}

}  // namespace

void add_void(Command app, Session& session) {
  const auto options = std::make_shared<VoidOptions>();
  Command command = app.add_command("void", "Take an event back", kEventVoidPages);
  add_void_options(command, *options);
  command.runs([&session, options] { run_event_void(session, *options); });
}

void add_correct(Command app, Session& session) {
  const auto options = std::make_shared<VoidOptions>();
  Command command =
      app.add_command("correct", "Give an event another quantity", kEventCorrectPages);
  add_void_options(command, *options);
  command.add_text("--quantity", options->quantity, "What it should have been", "N").required();
  command.runs([&session, options] { run_event_correct(session, *options); });
}

}  // namespace porto_cli
