// porto month: the months that are closed, and one of them as a page.
#include "arguments.hpp"
#include "commands.hpp"

namespace porto_cli {
namespace {

const char* const kMonthPages =
    R"(A month is billed as a whole, in the ledger's time zone. `porto close` freezes its lines.

Exit status: 0 done; 1 failed; 2 wrong usage.)";

const char* const kMonthListPages =
    R"(Lists the closed months, sorted by month: columns month, closed_at, lines (how many),
net_amount (their sum), currency, hash, pruned_at (when the events were removed, absent if they are
there). A copy of the hash elsewhere proves the month and all before it: see `porto verify`.

Example:
  $ porto month list --output csv
  month,closed_at,lines,net_amount,currency,hash,pruned_at
  2024-02,2024-03-01T07:00:00Z,412,206360.00,SEK,9f0c1d...,

Exit status: 0 done; 1 failed; 2 wrong usage.)";

const char* const kMonthPagePages =
    R"(Writes a month of all companies as a page for the vendor to standard output: the total, what
changed against the month before, what waits to be done, pictures (the year by tariff, the largest
companies, companies on the price curves), sums by tariff and company. A month that is not closed
is a preview, and says so. The page is one HTML file without scripts, made for paper too; it is in
the language that most tariffs have, or in that of --language.

The pages that customers get are those of `porto statement`.

Example:
  $ porto month page 2024-03 > 2024-03.html
  $ porto month page 2024-03 --language en > 2024-03-en.html

Exit status: 0 done; 1 failed; 2 wrong usage.)";

struct MonthPageChoice {
  std::string month;
  std::string language;
};

void run_month_page(Session& session, const MonthPageChoice& choice) {
  session.out.refuse_workbook("a page");
  if (session.has_output_option && session.format() != PORTO_FORMAT_HTML)
    throw wrong_usage("--output", "the page of a month is html; leave it out");
  const std::int32_t month = parse_month("MONTH", choice.month);
  const std::string language = choice.language.empty() ? session.language : choice.language;
  const Ledger ledger = session.open_to_read();
  const porto_write_fn write = [](void* user, const char* bytes, std::size_t size) {
    static_cast<Output*>(user)->text({bytes, size});
    return std::int32_t{0};
  };
  porto_page_options options = PORTO_PAGE_OPTIONS_INIT;
  options.language = given(language);
  options.language_len = language.size();
  call(porto_month_page, ledger.get(), month, &options, write, static_cast<void*>(&session.out));
}

void run_month_list(Session& session) {
  const Ledger ledger = session.open_to_read();
  session.out.rows(fetch(porto_month_list, ledger.get()), session.format());
}

}  // namespace

void add_month(Command app, Session& session) {
  Command month =
      app.add_command("month", "Months that are closed: list; page: one as a page", kMonthPages);
  month.require_command();

  Command list = month.add_command("list", "List the closed months", kMonthListPages);
  list.runs([&session] { run_month_list(session); });

  const auto choice = std::make_shared<MonthPageChoice>();
  Command page =
      month.add_command("page", "Write a month of all companies as an HTML page", kMonthPagePages);
  page.add_argument("MONTH", choice->month, "The month, such as 2024-03");
  page.add_choice("--language", choice->language, "Language of the page [that of most tariffs]",
                  "LANGUAGE", {"en", "sv"});
  page.runs([&session, choice] { run_month_page(session, *choice); });
}

}  // namespace porto_cli
