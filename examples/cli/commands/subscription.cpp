// porto subscription: which company is on which tariff, and when.
#include "arguments.hpp"
#include "commands.hpp"

namespace porto_cli {
namespace {

struct SubscriptionOptions {
  std::string company;
  std::string tariff;
  std::string from;
  std::string through;
};

const char* const kSubscriptionPages =
    R"(A subscription puts a company on a tariff from a month through a month, or from a day through
a day, both included. A company without one is not billed; its usage is listed as unbilled.

Exit status: 0 done; 1 failed, nothing changed; 2 wrong usage.)";

const char* const kSubscriptionAddPages =
    R"(Puts a company on a tariff from a month or a day on. Each month is billed with the version of
the tariff that is effective in it. Fixed fees are due in months without usage, too.

A month stands for its first day in --from and for its last day in --through. A day inside a month
needs a tariff with prorate = "days": of that month the company pays a part of the fees, and the
usage of those days.

Examples:
  $ porto subscription add bolag-17 --tariff vitec-epost --from 2024-02
  porto: bolag-17: on vitec-epost from 2024-02
  $ porto subscription add bolag-18 --tariff by-the-day --from 2024-03-17
  porto: bolag-18: on by-the-day from 2024-03-17

Exit status: 0 done, also if it was there already; 1 failed, nothing changed; 2 wrong usage.)";

const char* const kSubscriptionEndPages =
    R"(Sets the last month, or day, of a subscription, which must cover it. Usage after it is listed
as unbilled, never dropped. A day inside a month needs a tariff with prorate = "days".

Example:
  $ porto subscription end bolag-17 --tariff vitec-epost --through 2024-06
  porto: bolag-17: on vitec-epost through 2024-06

Exit status: 0 done; 1 failed, nothing changed; 2 wrong usage.)";

const char* const kSubscriptionListPages =
    R"(Lists the subscriptions, sorted by company, tariff and first day: columns company, tariff,
from, through (absent: no end is set). One that begins or ends with a month has the month there,
another the day.

Example:
  $ porto subscription list --output csv
  company,tariff,from,through
  bolag-17,vitec-epost,2024-02,2024-06

Exit status: 0 done; 1 failed; 2 wrong usage.)";

void run_subscription_add(Session& session, const SubscriptionOptions& options) {
  const std::int32_t from = parse_month_or_day("--from", options.from);
  const std::int32_t through = parse_optional_month_or_day("--through", options.through);
  const Ledger ledger = session.open_ledger();
  require_company(ledger.get(), options.company);
  require_tariff(ledger.get(), options.tariff);
  const std::int32_t outcome =
      call(porto_subscription_add, ledger.get(), options.company.data(), options.company.size(),
           options.tariff.data(), options.tariff.size(), from, through);
  const std::string period =
      "on " + options.tariff + " from " + options.from +
      (options.through.empty() ? std::string() : " through " + options.through);
  session.notice(options.company,
                 outcome == PORTO_EXISTS ? period + " already, nothing changed" : period);
}

void run_subscription_end(Session& session, const SubscriptionOptions& options) {
  const std::int32_t through = parse_month_or_day("--through", options.through);
  const Ledger ledger = session.open_ledger();
  require_company(ledger.get(), options.company);
  require_tariff(ledger.get(), options.tariff);
  call(porto_subscription_end, ledger.get(), options.company.data(), options.company.size(),
       options.tariff.data(), options.tariff.size(), through);
  session.notice(options.company, "on " + options.tariff + " through " + options.through);
}

void run_subscription_list(Session& session) {
  const Ledger ledger = session.open_ledger();
  session.out.rows(fetch(porto_subscription_list, ledger.get()), session.format());
}

void add_company_and_tariff(Command command, SubscriptionOptions& options) {
  command.add_argument("COMPANY", options.company, "Id of the company");
  command.add_text("--tariff", options.tariff, "Id of the tariff", "ID").required();
}

}  // namespace

void add_subscription(Command app, Session& session) {
  Command subscription = app.add_command(
      "subscription", "Which company is on which tariff: add, end, list", kSubscriptionPages);
  subscription.require_command();
  const auto options = std::make_shared<SubscriptionOptions>();

  Command add = subscription.add_command("add", "Put a company on a tariff", kSubscriptionAddPages);
  add_company_and_tariff(add, *options);
  add.add_text("--from", options->from, "First month or day: 2024-02, 2024-02-17", "WHEN")
      .required();
  add.add_text("--through", options->through, "Last month or day [no end]", "WHEN");
  add.runs([&session, options] { run_subscription_add(session, *options); });

  Command end = subscription.add_command("end", "End a subscription after a month or a day",
                                         kSubscriptionEndPages);
  add_company_and_tariff(end, *options);
  end.add_text("--through", options->through, "Last month or day: 2024-06, 2024-06-16", "WHEN")
      .required();
  end.runs([&session, options] { run_subscription_end(session, *options); });

  Command list = subscription.add_command("list", "List the subscriptions", kSubscriptionListPages);
  list.runs([&session] { run_subscription_list(session); });
}

}  // namespace porto_cli
