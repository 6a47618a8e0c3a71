// porto status: how the running month stands, and what is waiting to be done.
#include <charconv>

#include "arguments.hpp"
#include "commands.hpp"
#include "task_notes.hpp"

namespace porto_cli {
namespace {

struct StatusOptions {
  std::string company;
  std::string as_of;
  bool tasks = false;
  bool totals = false;
  std::int32_t warn_at = 0;  ///< percent; 0: never
};

const char* const kStatusPages =
    R"(Shows for each company and charge of the month that runs at --as-of how much was used until
then, of which allowance, what it costs so far, and a forecast: the usage so far, continued in a
straight line to the end of the month. A row without a charge is what the tariff's own minimum
or rounding adds, or its maximum takes off, so that the costs of a company sum up to what `porto
invoice` bills for the month's usage; adjustments of earlier months are not part of it. Shares of
an allowance are rounded down. Of a month whose events are pruned, only what was used in all of
it is known.

--tasks shows what is waiting to be done instead: months that are over and not closed
(ready_to_close), companies that cannot be rated, with the event most likely at fault (unrated),
months without usage (no_usage), companies without usage that had some in the month before
(usage_missing), closed months that have changed (to_settle), usage that no subscription prices
(unbilled; of a closed month that has changed: late_unbilled), usage of sending domains that
belong to no company (unassigned), and usage that two tariffs price (priced_twice).

--totals shows the sums of each company and of all instead: columns month, company (absent: all),
cost, forecast_cost, currency.

For scripts, the exit status is 3 if something needs attention: a company cannot be rated;
with --warn-at N, one has used N percent of an allowance or more; with --tasks, there is
a task, but for priced_twice, which may be meant.

Example:
  $ porto status --warn-at 80 --as-of 2024-02-20T08:00:00+01:00 --output csv
  month,company,tariff,charge,meter,used,included,used_percent,cost,forecast_used,...
  2024-02,bolag-17,vitec-epost,epost,messages,8500,10000,85,500.00,12750,533.00,SEK

Exit status: 0 nothing needs attention; 1 failed; 2 wrong usage; 3 something does.)";

// "85" or "85.3" percent, in tenths. They are rounded down, so that a whole number of percent is
// reached by what is shown if and only if it is by what was used.
std::int64_t tenths(std::string_view percent) {
  std::string digits;
  std::size_t decimals = 0;
  const std::size_t point = percent.find('.');
  for (const char c : percent)
    if (c != '.') digits += c;
  if (point != std::string_view::npos) decimals = percent.size() - point - 1;
  if (decimals == 0) digits += '0';
  std::int64_t value = INT64_MAX;  // more than fits is more than any threshold
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

Rows charges_of(const StatusOptions& options, porto_ledger* ledger, std::int64_t now) {
  porto_outlook_options of = PORTO_OUTLOOK_OPTIONS_INIT;
  of.company = given(options.company);
  return fetch(porto_outlook_charges, ledger, now, &of);
}

bool reaches(const StatusOptions& options, porto_ledger* ledger, std::int64_t now) {
  if (options.warn_at == 0) return false;
  const Rows rows = charges_of(options, ledger, now);
  while (next(rows)) {
    const std::string_view percent = text(rows, "used_percent");
    if (!percent.empty() && tenths(percent) >= std::int64_t{options.warn_at} * 10) return true;
  }
  return false;
}

void show_tasks(Session& session, const Rows& tasks) {
  session.out.rows(tasks, session.format());
  porto_rows_rewind(tasks.get());
  while (next(tasks))
    if (text(tasks, "what") != "priced_twice") session.status = Session::attention;
}

void run_status(Session& session, const StatusOptions& options) {
  const std::int64_t now = parse_time_or_now("--as-of", options.as_of);
  const Ledger ledger = session.open_to_read();
  if (options.tasks) {
    show_tasks(session, fetch(porto_outlook_tasks, ledger.get(), now, nullptr));
    return;
  }
  if (!options.company.empty()) require_company(ledger.get(), options.company);
  const Rows charges = charges_of(options, ledger.get(), now);
  if (options.totals)
    session.out.rows_with_totals(fetch(porto_outlook_totals, charges.get()), session.format());
  else
    session.out.rows(charges, session.format());
  if (reaches(options, ledger.get(), now)) session.status = Session::attention;
  tell_unrated(session, fetch(porto_outlook_tasks, ledger.get(), now, nullptr), options.company);
}

}  // namespace

void add_status(Command app, Session& session) {
  const auto options = std::make_shared<StatusOptions>();
  Command status = app.add_command("status", "Show how the running month stands", kStatusPages);
  Option company = status.add_text("--company", options->company, "Only this company", "ID");
  Option tasks =
      status.add_flag("--tasks", options->tasks, "Show what is waiting to be done instead")
          .excludes(company);
  status.add_flag("--totals", options->totals, "Show the sums of companies and of all instead")
      .excludes(tasks);
  status
      .add_number("--warn-at", options->warn_at,
                  "Exit with 3 if N percent of an allowance is used, or more", "N", 1, 1'000'000)
      .excludes(tasks);
  status.add_text("--as-of", options->as_of,
                  "The time that counts as now, such as 2024-02-20T08:00:00+01:00 [the clock]",
                  "TIME");
  status.runs([&session, options] { run_status(session, *options); });
}

}  // namespace porto_cli
