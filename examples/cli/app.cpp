// Builds the command line, runs it, and turns every way it can end into an exit status.
#include "app.hpp"

#include <exception>
#include <new>
#include <string>

#include "commands/commands.hpp"

namespace porto_cli {
namespace {

const char* const kAbout =
    "porto counts usage and turns it into invoice lines: one ledger file, no server.";

const char* const kFooter = R"(A month from beginning to end:
  porto init
  porto company add bolag-17 --name "Bolaget AB"
  porto tariff add vitec-epost.toml
  porto subscribe bolag-17 --tariff vitec-epost --from 2024-02
  porto import events.csv
  porto invoice 2024-02
  porto close 2024-02

Options of this page are accepted before and after the command. Data goes to standard output,
everything else to standard error.

Exit status: 0 done; 1 failed, nothing changed; 2 wrong usage; 3 done, but some rows were rejected
or conflict with what is stored, or two sides that were compared differ; 130 stopped by
Ctrl-C.)";

void add_global_options(CommandLine& line, Session& session) {
  Command program = line.program();
  program.add_text("--ledger", session.ledger_path, "The ledger file", "FILE")
      .or_from_environment("PORTO_LEDGER");
  program.add_choice("--output", session.output,
                     "Form of the data: table on a terminal, otherwise csv", "FORM",
                     {"table", "csv", "json"});
  program.add_flag("--quiet", session.quiet, "No notices and no progress bar; warnings stay");
  line.add_version(std::string("porto ") + porto_version_text());
}

void add_commands(Command app, Session& session) {
  add_init(app, session);
  add_info(app, session);
  add_bill(app, session);
  add_company(app, session);
  add_meter(app, session);
  add_tariff(app, session);
  add_subscribe(app, session);
  add_unsubscribe(app, session);
  add_subscriptions(app, session);
  add_domain(app, session);
  add_import(app, session);
  add_usage(app, session);
  add_reconcile(app, session);
  add_invoice(app, session);
  add_close(app, session);
  add_simulate(app, session);
  add_status(app, session);
  add_void(app, session);
  add_correct(app, session);
  add_statement(app, session);
  add_verify(app, session);
  add_backup(app, session);
  add_prune(app, session);
}

}  // namespace

int run(int argc, char** argv) {
  Session session;
  try {
    CommandLine line("porto", kAbout, kFooter);
    add_global_options(line, session);
    add_commands(line.program(), session);
    session.out.text(line.run(argc, argv));
    session.out.finish();
    return session.status;
  } catch (const Failure& failure) {
    session.complain(failure.what());
    return failure.exit_status();
  } catch (const std::bad_alloc&) {
    session.complain("porto: out of memory; close other programs and try again");
  } catch (const std::exception& error) {
    session.complain(std::string("porto: ") + error.what() + "; please report this as a bug");
  }
  return Failure::failed;
}

}  // namespace porto_cli
