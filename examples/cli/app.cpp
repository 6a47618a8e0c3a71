// Builds the command line, runs it, and turns every way it can end into an exit status.
#include "app.hpp"

#include <exception>
#include <new>
#include <string>
#include <vector>

#include "commands/commands.hpp"

namespace porto_cli {
namespace {

const char* const kAbout =
    "porto counts usage and turns it into invoice lines: one ledger file, no server.";

const char* const kFooter = R"(A month from beginning to end:
  porto init
  porto company add bolag-17 --name "Bolaget AB"
  porto tariff add vitec-epost.toml
  porto subscription add bolag-17 --tariff vitec-epost --from 2024-02
  porto import events.csv
  porto status --tasks
  porto invoice 2024-02
  porto close 2024-02
  porto verify
  porto backup 2024-02.db --check

The options above may stand before or after the command. Data goes to standard output, everything
else to standard error.

Exit status: 0 done; 1 failed, nothing changed; 2 wrong usage; 3 done, but rows were rejected or in
conflict, compared totals differ, or something needs attention; 4 done, but what came after failed:
the message says what is done; 130 stopped by Ctrl-C.)";

std::vector<std::string> output_formats() {
  std::vector<std::string> names;
  for (std::int32_t format = 1; porto_format_name(format) != nullptr; ++format)
    names.emplace_back(porto_format_name(format));
  names.emplace_back("xlsx");
  return names;
}

void add_global_options(CommandLine& line, Session& session) {
  Command program = line.program();
  program.add_text("--ledger", session.ledger_path, "The ledger file", "FILE")
      .or_from_environment("PORTO_LEDGER");
  program.add_choice("--output", session.output,
                     "Format of the data [table on a terminal, else csv]", "FORMAT",
                     output_formats());
  program.add_flag("--quiet", session.quiet, "No notices and no progress bar; warnings stay");
  line.add_version(std::string("porto ") + porto_version_text());
}

void add_commands(Command app, Session& session) {
  const Command keeping = app.under("What a ledger keeps");
  add_company(keeping, session);
  add_meter(keeping, session);
  add_tariff(keeping, session);
  add_subscription(keeping, session);
  add_domain(keeping, session);
  add_event(keeping, session);
  add_change(keeping, session);
  add_month(keeping, session);

  const Command working = app.under("The work of a month");
  add_import(working, session);
  add_import_log(working, session);
  add_usage(working, session);
  add_reconcile(working, session);
  add_status(working, session);
  add_invoice(working, session);
  add_item(working, session);
  add_close(working, session);
  add_report(working, session);
  add_statement(working, session);
  add_verify(working, session);

  const Command trying = app.under("Trials, which store nothing");
  add_bill(trying, session);
  add_simulate(trying, session);

  const Command filing = app.under("The ledger file");
  add_init(filing, session);
  add_info(filing, session);
  add_backup(filing, session);
  add_prune(filing, session);
}

}  // namespace

int run(int argc, char** argv) {
  Session session;
  try {
    CommandLine line("porto", kAbout, kFooter);
    add_global_options(line, session);
    line.before([&line, &session] { session.prepare(line.named()); });
    add_commands(line.program(), session);
    session.out.text(line.run(argc, argv));
    session.finish();
    return session.status;
  } catch (const Failure& failure) {
    session.out.flush();
    return end_with(session.deed, failure);
  } catch (const std::bad_alloc&) {
    session.out.flush();
    return end_without_memory(session.deed);
  } catch (const std::exception& error) {
    session.out.flush();
    return end_with_bug(session.deed, error.what());
  }
}

}  // namespace porto_cli
