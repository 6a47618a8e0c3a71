// porto export: a closed month for the vendor's accounting system.
#include <utility>
#include <vector>

#include "arguments.hpp"
#include "changes.hpp"
#include "commands.hpp"
#include "counted.hpp"
#include "folder.hpp"
#include "total.hpp"

namespace porto_cli {
namespace {

struct ExportChoice {
  std::string month;
  std::string format;
  std::string books;
  std::string into;
  std::string issued;
  std::string as_of;
  bool overwrite = false;
  bool dry_run = false;
  bool far = false;
};

const char* const kExportPages =
    R"(Gives a closed month to the vendor's accounting system. A month that is open is refused: its
lines may still change.

--format rows: order rows of which the system makes invoices, one for each invoice line. Columns
company, line, customer_number, reference, article, account, cost_centre, text, quantity, unit,
unit_price, net_amount, currency, usage_month. Quantity times unit price, rounded to the
currency's decimals, is the amount of the line: where the system holds too few decimals for that
(2 unless the books file says more), the row is one of the amount.

--format sie: a SIE 4I file, on standard output or in the folder of --into: a voucher for each
invoice (receivables, revenue by account and cost centre, VAT), or, if the books file says so, one
accrual of the month.

--format ubl: for each company a Peppol BIS Billing 3 invoice, or a credit note if its total is
below 0, a file in the folder of --into. Standard output has their list: number, company, kind,
issued, due, net_amount, vat, total, currency, file, is_new.

Invoices get their numbers by the first export that needs them, in the order of the companies' ids,
without gaps; they stay, and every later export has the same: a books file by which their VAT would
be another now is refused. --issued is their date.

--books FILE says what the ledger does not know: seller, buyers, VAT, numbers, accounts.
docs/reference/books.md has its keys. Article and account of a line are those of the tariff's
charge, else those of FILE; customer number, reference and cost centre those of the company.

Standard error has the sums, and what one must know to use the result.

Examples:
  $ porto export 2024-02 --format rows --books books.toml
  $ porto export 2024-02 --format sie --books books.toml > 2024-02.si
  $ porto export 2024-02 --format ubl --books books.toml --into invoices

Exit status: 0 done; 1 failed, and no number was given; 2 wrong usage; 3 done, but files in the
folder have other content; 4 numbers were given, but not everything was written: the same command
goes on from there.)";

const std::vector<std::string> kBooksFormats = {"rows", "sie", "ubl"};

struct ExportedFile {
  std::string name;
  std::string content;
};
using ExportedFiles = std::vector<ExportedFile>;

std::int32_t keep_file(void* user, const char* name, std::size_t name_len, const char* bytes,
                       std::size_t bytes_len) {
  static_cast<ExportedFiles*>(user)->push_back({{name, name_len}, {bytes, bytes_len}});
  return 0;
}

void check_export(const ExportChoice& choice) {
  if (choice.format.empty())
    throw wrong_usage("--format", "as what? Give --format rows, sie or ubl");
  if (choice.format == "rows" && !choice.into.empty())
    throw wrong_usage("--into", "order rows go to standard output");
  if (choice.format == "rows" && !choice.issued.empty())
    throw wrong_usage("--issued", "order rows have no date; the accounting system gives it");
  if (choice.format == "ubl" && choice.into.empty() && !choice.dry_run)
    throw wrong_usage("--format ubl", "needs --into FOLDER, where the files go");
  if (choice.overwrite && choice.into.empty()) throw wrong_usage("--overwrite", "needs --into");
}

struct Exported {
  Rows rows;
  Rows notices;
  ExportedFiles files{};
  bool has_new_numbers = false;
};

// Plans the deed before the call: numbers are given for good. What may be missing after a failure
// is files, which the same command writes.
Exported export_month(Session& session, porto_ledger* ledger, const ExportChoice& choice) {
  Exported made;
  porto_books_options how = PORTO_BOOKS_OPTIONS_INIT;
  how.format = choice.format.data();
  const std::string books = choice.books.empty() ? std::string() : read_document(choice.books);
  how.books = books.data();
  how.books_len = books.size();
  how.file_name = given(choice.books);
  how.now_unix_us = parse_time_or_now("--as-of", choice.as_of);
  how.issued_yyyymmdd = parse_optional_day("--issued", choice.issued);
  how.dry_run = choice.dry_run ? 1 : 0;
  how.allow_far = choice.far ? 1 : 0;
  how.on_file = keep_file;
  how.user = &made.files;
  const std::int32_t month = parse_month("MONTH", choice.month);
  if (choice.format != "rows" && !choice.dry_run)
    session.deed.plan("the invoices of " + choice.month +
                          " have their numbers, which the same command finds again",
                      "");
  porto_rows* rows = nullptr;
  porto_rows* told = nullptr;
  call(porto_books_export, ledger, month, static_cast<const porto_books_options*>(&how), &rows,
       &told);
  made.rows.reset(rows);
  made.notices.reset(told);
  if (choice.format != "rows")
    while (next(made.rows)) made.has_new_numbers |= text(made.rows, "is_new") == "yes";
  porto_rows_rewind(rows);
  session.deed.done(made.has_new_numbers ? PORTO_OK : PORTO_EXISTS);
  return made;
}

// The first and the last number of those that are new.
std::string new_numbers(const Rows& invoices) {
  std::string first;
  std::string last;
  while (next(invoices)) {
    if (text(invoices, "is_new") != "yes") continue;
    last = text(invoices, "number");
    if (first.empty()) first = last;
  }
  porto_rows_rewind(invoices.get());
  if (first.empty()) return {};
  return first == last ? "; new number " + first : "; new numbers " + first + " to " + last;
}

// "2 invoices", "1 invoice and 1 credit note", "1 credit note".
std::string documents(const Rows& list) {
  std::size_t invoices = 0;
  std::size_t credit_notes = 0;
  while (next(list)) ++(text(list, "kind") == "credit_note" ? credit_notes : invoices);
  porto_rows_rewind(list.get());
  const std::string credited = counted(credit_notes, "credit note", "credit notes");
  if (invoices == 0) return credited;
  return counted(invoices, "invoice", "invoices") + (credit_notes == 0 ? "" : " and " + credited);
}

// Numbers are of documents alone: an accrual has none, and no list.
void tell_sums(Session& session, const ExportChoice& choice, const Exported& made) {
  const bool is_rows = choice.format == "rows";
  const auto count = static_cast<std::size_t>(porto_rows_count(made.rows.get()));
  const Total total = read_totals(made.rows).all;
  porto_rows_rewind(made.rows.get());
  const std::string numbers = is_rows ? "" : new_numbers(made.rows);
  const std::string what = is_rows ? counted(count, "row", "rows") : documents(made.rows);
  if (count > 0)
    session.notice(choice.month,
                   what + "; total excluding VAT " + total.amount + " " + total.currency + numbers);
  else if (porto_rows_count(made.notices.get()) == 0)
    session.notice(choice.month, "no company has lines: nothing to export");
  while (next(made.notices))
    session.notice(choice.month, std::string(text(made.notices, "notice")));
  if (choice.dry_run) session.notice({}, "dry run: no number was given, and no file written");
}

void save_files(Session& session, Folder& folder, const ExportedFiles& files) {
  if (files.empty()) return;
  for (const ExportedFile& file : files) folder.save(file.name, file.content);
  folder.tell_differing(session);
  session.notice(folder.path(), counted(files.size(), "file", "files") + ": " +
                                    std::to_string(folder.written()) + " written, " +
                                    std::to_string(folder.kept()) + " kept");
}

void run_export(Session& session, const ExportChoice& choice) {
  check_export(choice);
  const bool is_to_stdout = choice.format == "sie" && choice.into.empty() && !choice.dry_run;
  if (is_to_stdout) session.out.refuse_workbook("a SIE file");
  const Ledger ledger = session.open_to_read();
  // Before numbers are given, which cannot be taken back: it may not be possible.
  Folder folder(choice.into, choice.overwrite);
  if (!choice.into.empty() && !choice.dry_run) folder.make();
  const Exported made = export_month(session, ledger.get(), choice);
  if (is_to_stdout)
    for (const ExportedFile& file : made.files) session.out.text(file.content);
  else
    session.out.rows(made.rows, session.format());
  porto_rows_rewind(made.rows.get());
  tell_sums(session, choice, made);
  if (!choice.into.empty()) save_files(session, folder, made.files);
}

}  // namespace

void add_export(Command app, Session& session) {
  const auto choice = std::make_shared<ExportChoice>();
  Command command =
      app.add_command("export", "Give a closed month to the accounting system", kExportPages);
  command.add_argument("MONTH", choice->month, "The month, such as 2024-02");
  command.add_choice("--format", choice->format, "As what it is given", "FORMAT", kBooksFormats);
  command.add_text("--books", choice->books, "The books file; - reads standard input", "FILE");
  command.add_text("--into", choice->into, "The folder of the files; made if it is not there",
                   "FOLDER");
  command.add_flag("--overwrite", choice->overwrite,
                   "Write files anew that are there with other content");
  command.add_text("--issued", choice->issued,
                   "The date of invoices that get their number now [that of --as-of]", "DAY");
  command.add_text("--as-of", choice->as_of,
                   "The time that counts as now, such as 2024-03-01T08:00:00+01:00 [the clock]",
                   "TIME");
  command.add_flag("--far", choice->far, "A date is meant that is more than two years away");
  add_dry_run(command, choice->dry_run);
  command.runs([&session, choice] { run_export(session, *choice); });
}

}  // namespace porto_cli
