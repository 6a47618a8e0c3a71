// porto init: a new ledger.
#include "arguments.hpp"
#include "commands.hpp"

namespace porto_cli {
namespace {

struct InitOptions {
  std::string zone;
  std::string currency;
  std::string late;
  std::int32_t future_days = 0;
  bool allow_negative = false;
  std::string first_month;
};

const char* const kInitPages =
    R"(Makes an empty ledger. Its time zone, which decides in which month a message counts, its
currency and the rules below are fixed from then on; `porto info` shows them. A file that
exists is never touched.

Late usage, of a month that is closed, is stored and settled by adjustment lines of the next
month that closes (--late adjust), or it is refused (--late refuse). --future-days guards
against wrong clocks: events further ahead are refused; --first-month against times in a wrong
unit: events before it are refused. Negative quantities, which some senders use for
corrections, are refused without --allow-negative.

With --ledger postgresql://USER@HOST/DATABASE?ledger=NAME the ledger is made in a database of a
PostgreSQL server, in a schema of that name (without one: porto), for which the module
libporto-postgresql must be installed. A password belongs in ~/.pgpass: others see command lines.

Example:
  $ porto init --zone Europe/Stockholm --currency SEK
  porto: porto.db: new ledger, months in Europe/Stockholm, amounts in SEK

Exit status: 0 done; 1 failed, nothing changed; 2 wrong usage.)";

void run_init(Session& session, const InitOptions& options) {
  porto_ledger_options settings = PORTO_LEDGER_OPTIONS_INIT;
  settings.zone = given(options.zone);
  settings.currency = given(options.currency);
  settings.late = given(options.late);
  settings.future_days = options.future_days;
  settings.allow_negative = options.allow_negative ? 1 : 0;
  settings.first_month_yyyymm = parse_optional_month("--first-month", options.first_month);
  session.deed.plan("ledger " + session.shown_path() + " is made", "porto info");
  porto_ledger* created = nullptr;
  session.deed.done(call(porto_ledger_create, session.ledger_path.data(),
                         session.ledger_path.size(), &settings, &created));
  const Ledger ledger(created);
  const Rows info = fetch(porto_ledger_info, ledger.get());
  next(info);
  session.notice(session.shown_path(), "new ledger, months in " + std::string(text(info, "zone")) +
                                           ", amounts in " + std::string(text(info, "currency")));
}

}  // namespace

void add_init(Command app, Session& session) {
  const auto options = std::make_shared<InitOptions>();
  Command init = app.add_command("init", "Make a new ledger", kInitPages);
  init.add_text("--zone", options->zone, "IANA time zone of its months [Europe/Stockholm]", "ZONE");
  init.add_text("--currency", options->currency, "ISO 4217 currency of its amounts [SEK]", "CODE");
  init.add_text("--late", options->late, "Late usage: adjust [the default] or refuse", "POLICY");
  init.add_number("--future-days", options->future_days,
                  "Most days that an event may be ahead of now [any]", "DAYS", 1, 36500);
  init.add_text("--first-month", options->first_month, "Events before it are refused [2000-01]",
                "MONTH");
  init.add_flag("--allow-negative", options->allow_negative, "Accept negative quantities");
  init.runs([&session, options] { run_init(session, *options); });
}

}  // namespace porto_cli
