// porto simulate: what another tariff would have meant.
#include "arguments.hpp"
#include "commands.hpp"
#include "picture.hpp"
#include "tariff_documents.hpp"
#include "task_notes.hpp"

namespace porto_cli {
namespace {

struct SimulateOptions {
  std::string tariff;
  std::string instead_of;
  std::string from;
  std::string through;
  std::string by;
  std::string svg;
};

const char* const kSimulatePages =
    R"(Rates the usage of the months with a tariff document and compares: what the months cost
(current), what their usage as it is known now would cost (simulated), and the difference.
Nothing is stored. The document replaces the ledger's tariff with the same id, or the one that
--instead-of names.

The basis says what current is: invoiced, of a closed month, is what all invoices have of its
usage, also as adjustments in later months; preview, of an open month, is what `porto invoice`
would bill for its usage so far; mixed is a sum of both. What must be known to read the costs is
told on standard error: closed months that have changed and are not settled, months of which a
company had some days only if the document does not prorate, and items of the months with their
sum, which are in neither cost: no tariff changes what was agreed.

Columns month, company, current, simulated, difference, basis, currency; --by leaves out what it
sums over. --svg draws the months as a picture instead, in the document's language: 120 months
at most.

Example:
  $ porto simulate --tariff vitec-epost-2.toml --from 2024-01 --through 2024-12 --by nothing
  month,company,current,simulated,difference,basis,currency
  ,,18460.00,19120.00,660.00,invoiced,SEK
  $ porto simulate --tariff vitec-epost-2.toml --from 2024-01 --through 2024-12 --svg year.svg
  porto: year.svg: drawn

Exit status: 0 done; 1 failed; 2 wrong usage; 3 done, but a company cannot be rated,
whose months are in no sum (with --svg: 1, nothing drawn).)";

void tell_notices(Session& session, const Rows& notices) {
  while (next(notices)) session.warning({}, std::string(text(notices, "notice")));
}

void run_simulate(Session& session, const SimulateOptions& options) {
  const std::int32_t from = parse_month("--from", options.from);
  const std::int32_t through = parse_month("--through", options.through);
  const std::string document = find_document(session, options.tariff);
  const Ledger ledger = session.open_to_read();
  const Tariff tariff = open_tariff(options.tariff, document);
  porto_simulate_options how = PORTO_SIMULATE_OPTIONS_INIT;
  how.from_yyyymm = from;
  how.through_yyyymm = through;
  how.instead_of = given(options.instead_of);
  porto_rows* told = nullptr;
  if (!options.svg.empty()) {
    Picture picture;
    call(porto_outlook_plot, ledger.get(), static_cast<const porto_tariff*>(tariff.get()),
         static_cast<const porto_simulate_options*>(&how), Picture::append,
         static_cast<void*>(&picture), &told);
    const Rows notices(told);
    picture.save(session, options.svg);
    return tell_notices(session, notices);
  }
  porto_rows* costs = nullptr;
  porto_rows* tasks = nullptr;
  how.by = given(options.by);
  call(porto_outlook_simulate, ledger.get(), static_cast<const porto_tariff*>(tariff.get()),
       static_cast<const porto_simulate_options*>(&how), &costs, &told, &tasks);
  const Rows notices(told);
  const Rows unrated(tasks);
  session.out.rows(Rows(costs), session.format());
  tell_notices(session, notices);
  tell_unrated(session, unrated);
}

}  // namespace

void add_simulate(Command app, Session& session) {
  const auto options = std::make_shared<SimulateOptions>();
  Command simulate =
      app.add_command("simulate", "Show what another tariff would have meant", kSimulatePages);
  simulate.add_text("--tariff", options->tariff, kTariffNames, "TARIFF").required();
  simulate.add_text("--instead-of", options->instead_of,
                    "Tariff that it replaces [the one with its id]", "ID");
  simulate.add_text("--from", options->from, "The first month", "MONTH").required();
  simulate.add_text("--through", options->through, "The last month", "MONTH").required();
  Option by = simulate.add_choice("--by", options->by, "One row for each [month-and-company]",
                                  "WHAT", {"month-and-company", "month", "company", "nothing"});
  simulate
      .add_text("--svg", options->svg,
                "Draw the months to this file instead; - is standard output; .png by rsvg-convert",
                "FILE")
      .excludes(by);
  simulate.runs([&session, options] { run_simulate(session, *options); });
}

}  // namespace porto_cli
