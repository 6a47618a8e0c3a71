// porto usage: what was metered.
#include "arguments.hpp"
#include "commands.hpp"

namespace porto_cli {
namespace {

struct UsageOptions {
  std::string month;
  std::string company;
  bool unassigned = false;
};

const char* const kUsagePages =
    R"(Lists what was used, billed or not, sorted by month, company and meter: columns month,
company, meter, quantity, events.

--unassigned lists usage that nobody is billed for, of sending domains on days when they belong
to no company: columns domain, month, meter, quantity, events. `porto domain add` gives them to
a company; nothing needs to be imported again.

Example:
  $ porto usage --month 2024-02 --output table
  month    company   meter     quantity  events
  -------  --------  --------  --------  ------
  2024-02  bolag-17  messages     40000     112

Exit status: 0 done; 1 failed; 2 wrong usage.)";

void run_usage(Session& session, const UsageOptions& options) {
  const std::int32_t month = parse_optional_month("--month", options.month);
  const Ledger ledger = session.open_to_read();
  if (options.unassigned)
    return session.out.rows(fetch(porto_usage_unassigned, ledger.get()), session.format());
  if (!options.company.empty()) require_company(ledger.get(), options.company);
  porto_usage_filter filter = PORTO_USAGE_FILTER_INIT;
  filter.month_yyyymm = month;
  filter.company = given(options.company);
  session.out.rows(fetch(porto_usage_list, ledger.get(), &filter), session.format());
}

}  // namespace

void add_usage(Command app, Session& session) {
  const auto options = std::make_shared<UsageOptions>();
  Command usage = app.add_command("usage", "List what was used", kUsagePages);
  const Option month =
      usage.add_text("--month", options->month, "Only this month, such as 2024-02", "MONTH");
  const Option company = usage.add_text("--company", options->company, "Only this company", "ID");
  usage
      .add_flag("--unassigned", options->unassigned,
                "Usage of sending domains that belong to no company")
      .excludes(month)
      .excludes(company);
  usage.runs([&session, options] { run_usage(session, *options); });
}

}  // namespace porto_cli
