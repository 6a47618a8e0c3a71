// Builds the command line, runs it, and turns every way it can end into an exit status.
#include "app.hpp"

#include <algorithm>
#include <exception>
#include <new>
#include <string>
#include <vector>

#include "changes.hpp"
#include "commands/commands.hpp"
#include "csv_options.hpp"

namespace porto_cli {
namespace {

const char* const kAbout =
    "porto counts usage and turns it into invoice lines: one ledger file, no server.";

const std::vector<std::string> kDialects = {"plain", "excel-sv"};

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

The options of porto itself may stand before or after the command. Data goes to standard output,
everything else to standard error. What the options say each time can stand in a file porto.toml in
the working folder, or that PORTO_CONFIG names: `porto info` shows what is read.

Environment:
  PORTO_LEDGER  the ledger, where --ledger is left out
  PORTO_CONFIG  the file that is read in place of porto.toml
  COLUMNS       how wide tables may be, where the terminal does not say
  NO_COLOR      if it is not empty: nothing is bold or red on a terminal

Exit status: 0 done; 1 failed, nothing changed; 2 wrong usage; 3 done, but rows were rejected or in
conflict, compared totals differ, or something needs attention; 4 done, but what came after failed:
the message says what is done; 130 stopped by Ctrl-C.)";

std::vector<std::string> text_formats() {
  std::vector<std::string> names;
  for (std::int32_t format = 1; porto_format_name(format) != nullptr; ++format)
    names.emplace_back(porto_format_name(format));
  return names;
}

std::vector<std::string> output_formats() {
  std::vector<std::string> names = text_formats();
  names.emplace_back("xlsx");
  return names;
}

std::string joined(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
  return list;
}

/// Whether an option was given, by itself or in the environment.
struct Given {
  Option ledger;
  Option output;
  Option csv;
};

/// Takes from the file porto.toml what was not given.
void configure(Session& session, const Given& given) {
  session.configuration = Configuration::read();
  const auto take = [&](const char* key, std::string& value,
                        const std::vector<std::string>& choices) {
    const Configuration::Setting* setting = session.configuration.find(key);
    if (setting == nullptr) return;
    if (std::find(choices.begin(), choices.end(), setting->value) == choices.end())
      throw wrong_usage(setting->place, "\"" + setting->value + "\" is no " + key + "; there are " +
                                            joined(choices));
    value = setting->value;
  };
  std::string output;
  std::string csv;
  take("output", output, text_formats());
  take("csv", csv, kDialects);
  take("language", session.language, {"en", "sv"});
  const bool asks_for_csv = given.csv.is_given() || !session.csv.delimiter.empty() ||
                            !session.csv.decimal_mark.empty() || session.csv.byte_order_mark;
  session.has_output_option = given.output.is_given() || asks_for_csv;
  if (!given.output.is_given()) session.output = asks_for_csv ? "csv" : output;
  if (!given.csv.is_given()) session.csv.dialect = csv;
  const Configuration::Setting* ledger = session.configuration.find("ledger");
  if (ledger != nullptr && !given.ledger.is_given()) session.ledger_path = ledger_of(*ledger);
  if (const Configuration::Setting* actor = session.configuration.find("actor"))
    set_usual_actor(actor->value);
}

Given add_global_options(CommandLine& line, Session& session) {
  Command program = line.program();
  const Option ledger =
      program
          .add_text("--ledger", session.ledger_path,
                    "The ledger: a file, or the URL postgresql://... of one on a server", "FILE")
          .or_from_environment("PORTO_LEDGER");
  const Option output = program.add_choice("--output", session.output,
                                           "Format of the data [table on a terminal, else csv]",
                                           "FORMAT", output_formats());
  const Option csv =
      program.add_choice("--csv", session.csv.dialect,
                         "How CSV is written [plain]; excel-sv is opened right by a Swedish Excel",
                         "DIALECT", kDialects);
  program.add_text(
      "--delimiter", session.csv.delimiter,
      "Character between CSV columns [comma]; ';' or tab. Of commands that have such an "
      "option themselves, it is about the files that they read",
      "CHAR", fault_of_delimiter);
  program.add_choice("--decimal-mark", session.csv.decimal_mark,
                     "Mark before the decimals of numbers in CSV [.]", "MARK", {".", ","});
  program.add_flag("--bom", session.csv.byte_order_mark,
                   "CSV begins with a byte order mark, by which Excel knows UTF-8");
  program.add_flag("--quiet", session.quiet, "No notices and no progress bar; warnings stay");
  return {ledger, output, csv};
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
  add_export(working, session);
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
  add_copy(filing, session);
  add_migrate(filing, session);
  add_prune(filing, session);
}

/// All that the command line may have.
Given fill(CommandLine& line, Session& session) {
  const Given given = add_global_options(line, session);
  add_commands(line.program(), session);
  const Command about = line.program().under("porto itself");
  line.add_help(about);
  line.add_version(about, std::string("porto ") + porto_version_text());
  return given;
}

}  // namespace

DescribedCommand described() {
  Session session;
  CommandLine line("porto", kAbout, kFooter);
  fill(line, session);
  return line.described();
}

int run(int argc, char** argv) {
  Session session;
  try {
    CommandLine line("porto", kAbout, kFooter);
    const Given given = fill(line, session);
    line.before([&line, &session, &given] {
      configure(session, given);
      session.prepare(line.named());
    });
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
