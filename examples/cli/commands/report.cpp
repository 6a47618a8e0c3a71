// porto report: sums of what was invoiced and used.
#include "arguments.hpp"
#include "commands.hpp"
#include "picture.hpp"
#include "task_notes.hpp"

namespace porto_cli {
namespace {

struct ReportChoice {
  std::string month;
  std::string from;
  std::string through;
  std::string by;
  std::string company;
  std::string tariff;
  std::string pivot;
  std::string measure;
  std::string compare;
  std::string sort;
  std::uint32_t limit = 0;
  bool descending = false;
  bool usage_month = false;
  std::string svg;
  std::string language;
};

const char* const kReportPages =
    R"(Sums up what the months were invoiced, excluding VAT, and what was used, by any of month,
company, tariff, charge, meter and domain. Closed months give their frozen lines, open ones a
preview, which the column state tells. The last row is the total of all.

Columns entry (row, other, total), those of --by (with company its name), amount, currency,
quantity, meter, companies (how many different ones), events, state. What is not there, or not
known, is absent and never 0: quantities of several meters are not added up, and a sending domain
has usage and no amount. docs/reference/report.md has the rules.

--pivot KEY makes columns of the values of KEY, with a total in each row and column; --measure says
of what. --compare adds the months before, or the same months a year ago, and the differences.
--limit N shows N rows and the sum of the others. Adjustments are in the month of the invoice that
they are on; --usage-month puts them in the month whose usage they settle.

--svg draws a picture instead: bars of months, stacked by a second key if there is one, or lying
bars of one other key, the largest first; --measure says of what. 120 months at most.

Examples:
  $ porto report --from 2024-01 --through 2024-12
  $ porto report --month 2024-03 --by company --sort amount --descending --limit 10
  $ porto report --from 2024-01 --through 2024-12 --by company,month --pivot month
  $ porto report --month 2024-03 --by company --compare previous --sort difference
  entry,company,name,amount,amount_before,amount_difference,currency,quantity,...
  row,bolag-17,Bolaget AB,860.00,500.00,360.00,SEK,40000,...
  total,,,860.00,500.00,360.00,SEK,40000,...
  $ porto report --from 2024-01 --through 2024-12 --by month,tariff --svg year.svg
  porto: year.svg: drawn

Exit status: 0 done; 1 failed; 2 wrong usage; 3 done, but a company cannot be rated, whose lines of
that month are in no sum (with --svg: 1, nothing drawn).)";

void set_months(porto_report_options& how, const ReportChoice& choice) {
  if (!choice.month.empty()) {
    how.from_yyyymm = how.through_yyyymm = parse_month("--month", choice.month);
    return;
  }
  for (const auto& [option, value] :
       {std::pair("--from", &choice.from), std::pair("--through", &choice.through)})
    if (value->empty())
      throw wrong_usage(option, "which months? Give --from and --through, or --month");
  how.from_yyyymm = parse_month("--from", choice.from);
  how.through_yyyymm = parse_month("--through", choice.through);
}

void draw_report(Session& session, porto_ledger* ledger, const porto_report_options& how,
                 const ReportChoice& choice) {
  const std::string language = choice.language.empty() ? session.language : choice.language;
  Picture picture;
  porto_rows* told = nullptr;
  call(porto_report_plot, ledger, &how, given(language), language.size(), Picture::append,
       static_cast<void*>(&picture), &told);
  const Rows notices(told);
  picture.save(session, choice.svg);
  while (next(notices)) session.notice({}, std::string(text(notices, "notice")));
}

void run_report(Session& session, const ReportChoice& choice) {
  if (!choice.language.empty() && choice.svg.empty())
    throw wrong_usage("--language", "needs --svg: it is of the words of a picture");
  porto_report_options how = PORTO_REPORT_OPTIONS_INIT;
  set_months(how, choice);
  how.by = given(choice.by);
  how.company = given(choice.company);
  how.tariff = given(choice.tariff);
  how.pivot = given(choice.pivot);
  how.measure = given(choice.measure);
  how.compare = given(choice.compare);
  how.sort = given(choice.sort);
  how.limit = choice.limit;
  how.descending = choice.descending ? 1 : 0;
  how.by_usage_month = choice.usage_month ? 1 : 0;
  const Ledger ledger = session.open_to_read();
  if (!choice.company.empty()) require_company(ledger.get(), choice.company);
  if (!choice.tariff.empty()) require_tariff(ledger.get(), choice.tariff);
  if (!choice.svg.empty()) return draw_report(session, ledger.get(), how, choice);
  porto_rows* told = nullptr;
  porto_rows* tasks = nullptr;
  porto_rows* rows = nullptr;
  call(porto_report, ledger.get(), static_cast<const porto_report_options*>(&how), &rows, &told,
       &tasks);
  const Rows notices(told);
  const Rows unrated(tasks);
  session.out.rows_with_totals(Rows(rows), session.format());
  while (next(notices)) session.notice({}, std::string(text(notices, "notice")));
  tell_unrated(session, unrated);
}

}  // namespace

void add_report(Command app, Session& session) {
  const auto choice = std::make_shared<ReportChoice>();
  Command report = app.add_command("report", "Sum up what was invoiced and used", kReportPages);
  Option month = report.add_text("--month", choice->month, "The only month", "MONTH");
  report.add_text("--from", choice->from, "The first month", "MONTH").excludes(month);
  report.add_text("--through", choice->through, "The last month", "MONTH").excludes(month);
  report.add_text("--by", choice->by,
                  "What to sum by: a list of month, company, tariff, charge, meter, domain [month]",
                  "LIST");
  report.add_text("--company", choice->company, "Only this company", "ID");
  report.add_text("--tariff", choice->tariff, "Only this tariff, and the usage that it prices",
                  "ID");
  report.add_flag("--usage-month", choice->usage_month,
                  "Put adjustments in the month whose usage they settle");
  report.add_text("--pivot", choice->pivot, "Make columns of the values of this key", "KEY");
  report.add_choice("--measure", choice->measure, "What a pivot or picture shows [amount]", "WHAT",
                    {"amount", "quantity"});
  report.add_choice("--compare", choice->compare, "With the months before, or a year ago", "WHAT",
                    {"previous", "year"});
  report.add_text("--sort", choice->sort,
                  "Sort by amount, quantity, difference or a key [all keys]", "WHAT");
  report.add_flag("--descending", choice->descending, "The largest first");
  report.add_number("--limit", choice->limit, "Show N rows, and the sum of the others [all]", "N",
                    1, UINT32_MAX);
  report.add_text("--svg", choice->svg,
                  "Draw a picture to this file instead; - is standard output; .png by rsvg-convert",
                  "FILE");
  report.add_choice("--language", choice->language,
                    "Language of the picture [that of most tariffs]", "LANGUAGE", {"en", "sv"});
  report.runs([&session, choice] { run_report(session, *choice); });
}

}  // namespace porto_cli
