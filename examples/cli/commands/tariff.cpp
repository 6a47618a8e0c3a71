// porto tariff: price documents; adding, listing, showing, checking, explaining them. What has a
// file of its own: tariff_new.cpp, tariff_describe.cpp, tariff_diff.cpp, tariff_plot.cpp.
#include "arguments.hpp"
#include "changes.hpp"
#include "commands.hpp"
#include "tariff_documents.hpp"
#include "usage_text.hpp"

namespace porto_cli {
namespace {

const char* const kTariffPages =
    R"(A tariff is one TOML document that a finance person can read. It is versioned: a new price
is a new version, effective from a month.

Exit status: 0 done; 1 failed, nothing changed; 2 wrong usage.)";

const char* const kTariffAddPages =
    R"(Adds a version of a tariff to the ledger. The same document again changes nothing. A document
is refused if another one has its id and version, or if its own examples do not hold. Closed
months that it reprices are told, with the sum by which the next close changes.

Example:
  $ porto tariff add vitec-epost.toml
  porto: vitec-epost.toml: added

Exit status: 0 done, also if it was there already; 1 failed, nothing changed; 2 wrong usage.)";

const char* const kTariffRemovePages =
    R"(Removes a version that was added by mistake: one that is on no invoice. Each month of a
subscription needs a version that is effective by then. A version that was invoiced stays;
add a higher one with the right prices.

Example:
  $ porto tariff remove vitec-epost --version 2 --reason "wrong price"
  porto: vitec-epost: version 2 removed

Exit status: 0 done; 1 failed, nothing changed; 2 wrong usage.)";

const char* const kTariffListPages =
    R"(Lists the tariffs, sorted by tariff and version: columns tariff, version, effective (the
first month it prices), name, currency, sha256 (of the document, to compare it with another).

Example:
  $ porto tariff list --output csv
  tariff,version,effective,name,currency,sha256
  vitec-epost,1,2024-02,E-post via Mailgun,SEK,0b7c...

Exit status: 0 done; 1 failed; 2 wrong usage.)";

const char* const kTariffShowPages =
    R"(Prints the document, byte for byte as it was added, whatever --output says.

Example:
  $ porto tariff show vitec-epost --version 1 > vitec-epost.toml

Exit status: 0 done; 1 failed; 2 wrong usage.)";

const char* const kTariffCheckPages =
    R"(Reads tariff documents, lists every mistake with line and column, and rates the examples
inside them: columns file, line, usage, subject, expected, actual, ok (yes or no). No ledger is
needed for files.

Example:
  $ porto tariff check vitec-epost.toml --output csv
  file,line,usage,subject,expected,actual,ok
  vitec-epost.toml,21,messages = 40000,total,860.00,860.00,yes
  porto: vitec-epost.toml: no mistakes, 1 of 1 example figures right

Exit status: 0 no mistakes, and all examples hold; 1 a mistake, or an example that does not
hold; 2 wrong usage.)";

const char* const kTariffExplainPages =
    R"(Shows step by step how usage becomes money: columns charge, step, formula, value, line.
No ledger is needed for a file. A formula can be evaluated as it stands; a step with a line is
the net amount of that invoice line. Usage is a quantity, if the tariff has one meter, or
METER=QUANTITY, several with commas between. For a charge that prices each event it is the
values of the events: 100+250. The steps have their names in the tariff's language, or in that
of --language.

Example:
  $ porto tariff explain vitec-epost.toml --usage 40000 --language en
  $ porto tariff explain vitec-epost.toml --usage messages=40000 --output json

Exit status: 0 done; 1 failed; 2 wrong usage.)";

// ---- add, list, show

struct TariffAddOptions {
  std::string file;
  ChangeArguments change;
};

void run_tariff_add(Session& session, const TariffAddOptions& options) {
  const std::string& file = options.file;
  const std::string document = read_document(file);
  const Ledger ledger = session.open_ledger();
  ChangeMade change(options.change);
  change.plan(session, "tariff " + file + " is added", "porto tariff list");
  const std::int32_t outcome =
      call(porto_tariff_add, ledger.get(), document.data(), document.size(), file.data(),
           file.size(), change.options(), change.effect());
  session.deed.done(outcome);
  session.notice(file, outcome == PORTO_EXISTS ? "there already, nothing changed" : "added");
  change.tell(session, file);
}

struct TariffRemoveOptions {
  std::string id;
  std::int32_t version = 0;
  ChangeArguments change;
};

void run_tariff_remove(Session& session, const TariffRemoveOptions& options) {
  const Ledger ledger = session.open_ledger();
  require_tariff(ledger.get(), options.id);
  ChangeMade change(options.change);
  const std::string version = "version " + std::to_string(options.version);
  change.plan(session, version + " of tariff " + options.id + " is removed", "porto tariff list");
  session.deed.done(call(porto_tariff_remove, ledger.get(), options.id.data(), options.id.size(),
                         options.version, change.options(), change.effect()));
  session.notice(options.id, version + " removed");
  change.tell(session, options.id);
}

void run_tariff_list(Session& session) {
  const Ledger ledger = session.open_to_read();
  session.out.rows(fetch(porto_tariff_list, ledger.get()), session.format());
}

void run_tariff_show(Session& session, const std::string& id, std::int32_t version) {
  session.out.refuse_workbook("a tariff's document");
  const Ledger ledger = session.open_to_read();
  require_tariff(ledger.get(), id);
  const Rows tariff = find_tariff(ledger.get(), id, version);
  next(tariff);
  session.out.text(text(tariff, "document"));
}

// ---- check

/// Counts the figures of a document's examples; false if one is wrong.
bool examples_hold(Session& session, const std::string& file, const Rows& examples) {
  std::size_t figures = 0;
  std::size_t right = 0;
  while (next(examples)) {
    ++figures;
    if (text(examples, "ok") == "yes") ++right;
  }
  const std::string of_figures = " of " + std::to_string(figures) + " example figures ";
  if (right != figures)
    session.warning(file, std::to_string(figures - right) + of_figures +
                              (figures - right == 1 ? "is" : "are") +
                              " wrong; correct the price or the example");
  else if (figures == 0)
    session.notice(file, "no mistakes, but no examples either; an [[example]] would prove it");
  else
    session.notice(file, "no mistakes, " + std::to_string(right) + of_figures + "right");
  return right == figures;
}

void run_tariff_check(Session& session, const std::vector<std::string>& files) {
  std::vector<Rows> results;
  bool good = true;
  for (const std::string& file : files) {
    const std::string document = find_document(session, file);
    if (!has_no_mistakes(session, file, document)) {
      good = false;
      continue;
    }
    Rows examples = fetch(porto_tariff_examples, open_tariff(file, document).get());
    if (!examples_hold(session, file, examples)) good = false;
    porto_rows_rewind(examples.get());
    results.push_back(std::move(examples));
  }
  session.out.joined(results, session.format());
  if (!good) session.status = Failure::failed;
}

// ---- explain

struct TariffExplainOptions {
  std::string tariff;
  std::string usage;
  std::string language;
};

void run_tariff_explain(Session& session, const TariffExplainOptions& options) {
  const std::string document = find_document(session, options.tariff);
  if (!has_no_mistakes(session, options.tariff, document)) {
    session.status = Failure::failed;
    return;
  }
  const Tariff tariff = open_tariff(options.tariff, document);
  const UsageTexts usage("--usage", {options.usage});
  const std::string language = options.language.empty() ? session.language : options.language;
  session.out.rows(
      fetch(porto_tariff_explain, tariff.get(), usage.data(), given(language), language.size()),
      session.format());
}

struct TariffShowOptions {
  std::string id;
  std::int32_t version = 0;
};

void add_tariff_show(Command tariff, Session& session) {
  const auto options = std::make_shared<TariffShowOptions>();
  Command show = tariff.add_command("show", "Print a tariff's document", kTariffShowPages);
  show.add_argument("ID", options->id, "Id of the tariff");
  show.add_number("--version", options->version, "Version [the highest]", "N", 1, INT32_MAX);
  show.runs([&session, options] { run_tariff_show(session, options->id, options->version); });
}

void add_tariff_changes(Command tariff, Session& session) {
  const auto added = std::make_shared<TariffAddOptions>();
  Command add = tariff.add_command("add", "Add a version of a tariff", kTariffAddPages);
  add.add_argument("FILE", added->file, "The document");
  add_change_arguments(add, added->change);
  add.runs([&session, added] { run_tariff_add(session, *added); });

  const auto removed = std::make_shared<TariffRemoveOptions>();
  Command remove =
      tariff.add_command("remove", "Remove a version that is on no invoice", kTariffRemovePages);
  remove.add_argument("ID", removed->id, "Id of the tariff");
  remove.add_number("--version", removed->version, "Version", "N", 1, INT32_MAX).required();
  add_removal_arguments(remove, removed->change);
  remove.runs([&session, removed] { run_tariff_remove(session, *removed); });
}

void add_tariff_explain(Command tariff, Session& session) {
  const auto options = std::make_shared<TariffExplainOptions>();
  Command explain = tariff.add_command("explain", "Show how usage becomes money, step by step",
                                       kTariffExplainPages);
  explain.add_argument("TARIFF", options->tariff, kTariffNames);
  explain
      .add_text("--usage", options->usage, "What was used: 40000, or messages=40000,sms=12",
                "USAGE")
      .required();
  explain.add_choice("--language", options->language, "Language of the steps [the tariff's]",
                     "CODE", {"en", "sv"});
  explain.runs([&session, options] { run_tariff_explain(session, *options); });
}

}  // namespace

void add_tariff(Command app, Session& session) {
  Command tariff = app.add_command(
      "tariff",
      "Price documents: new, add, remove, list, show, check, explain, describe, diff, plot",
      kTariffPages);
  tariff.require_command();

  add_tariff_new(tariff, session);
  add_tariff_changes(tariff, session);

  Command list = tariff.add_command("list", "List the tariffs", kTariffListPages);
  list.runs([&session] { run_tariff_list(session); });

  add_tariff_show(tariff, session);

  const auto files = std::make_shared<std::vector<std::string>>();
  Command check =
      tariff.add_command("check", "List mistakes and run the examples inside", kTariffCheckPages);
  check.add_arguments("TARIFF", *files, kTariffNames);
  check.runs([&session, files] { run_tariff_check(session, *files); });

  add_tariff_explain(tariff, session);
  add_tariff_describe(tariff, session);
  add_tariff_diff(tariff, session);
  add_tariff_plot(tariff, session);
}

}  // namespace porto_cli
