// porto subscription: which company is on which tariff, and when.
#include "arguments.hpp"
#include "changes.hpp"
#include "commands.hpp"

namespace porto_cli {
namespace {

struct SubscriptionOptions {
  std::string company;
  std::string tariff;
  std::string from;
  std::string through;
  std::string month;
  bool joined = false;
  bool left = false;
  ChangeArguments change;
};

const char* const kSubscriptionPages =
    R"(A subscription puts a company on a tariff from a month through a month, or from a day through
a day, both included. A company without one is not billed; its usage is listed as unbilled.

Exit status: 0 done; 1 failed, nothing changed; 2 wrong usage.)";

const char* const kSubscriptionAddPages =
    R"(Puts a company on a tariff from a month or a day on. Each month is billed with the version of
the tariff that is effective in it. Fixed fees are due in months without usage, too. Closed
months that the subscription covers are settled by the next close, and told with the sum; a
meter that two tariffs of the company price is told.

A month stands for its first day in --from and for its last day in --through. A day inside a month
needs a tariff with prorate = "days": of that month the company pays a part of the fees, and the
usage of those days.

Examples:
  $ porto subscription add bolag-17 --tariff vitec-epost --from 2024-02
  porto: bolag-17: on vitec-epost from 2024-02
  porto: bolag-17: 2 closed months of 1 company change, 2024-02 to 2024-03: the close of
  2024-04 bills 1000.00 SEK more
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

const char* const kSubscriptionRemovePages =
    R"(Removes a subscription as if it had never been: one that was added by mistake and that no
closed month has used. Closed months that wait to be settled because of it are as before. One
that is on an invoice is ended instead (`porto subscription end`), or removed with --settle,
which has the next close credit all that was invoiced.

Example:
  $ porto subscription remove bolag-17 --tariff vitec-epost --reason "wrong company"
  porto: bolag-17: no longer on vitec-epost

Exit status: 0 done; 1 failed, nothing changed; 2 wrong usage.)";

const char* const kSubscriptionListPages =
    R"(Lists the subscriptions, sorted by company, tariff and first day: columns company, tariff,
from, through (absent: no end is set). One that begins or ends with a month has the month there,
another the day. --month shows those of a month; --joined and --left of them those of companies that
joined or left in it: the company is on no tariff in the month before, or after. One that changes
from a tariff to another does neither.

Examples:
  $ porto subscription list --month 2024-06 --left
  $ porto subscription list --output csv
  company,tariff,from,through
  bolag-17,vitec-epost,2024-02,2024-06

Exit status: 0 done; 1 failed; 2 wrong usage.)";

const char* const kSeeSubscriptions = "porto subscription list";

void run_subscription_add(Session& session, const SubscriptionOptions& options) {
  const std::int32_t from = parse_month_or_day("--from", options.from);
  const std::int32_t through = parse_optional_month_or_day("--through", options.through);
  const Ledger ledger = session.open_ledger();
  require_company(ledger.get(), options.company);
  require_tariff(ledger.get(), options.tariff);
  ChangeMade change(options.change);
  change.plan(session, options.company + " is on " + options.tariff + " from " + options.from,
              kSeeSubscriptions);
  porto_subscription subscription = PORTO_SUBSCRIPTION_INIT;
  subscription.company = options.company.c_str();
  subscription.tariff = options.tariff.c_str();
  subscription.from = from;
  subscription.through = through;
  const std::int32_t outcome = call(porto_subscription_add, ledger.get(),
                                    static_cast<const porto_subscription*>(&subscription),
                                    std::size_t{1}, change.options(), change.effect());
  session.deed.done(outcome);
  const std::string period =
      "on " + options.tariff + " from " + options.from +
      (options.through.empty() ? std::string() : " through " + options.through);
  session.notice(options.company,
                 outcome == PORTO_EXISTS ? period + " already, nothing changed" : period);
  change.tell(session, options.company);
}

void run_subscription_end(Session& session, const SubscriptionOptions& options) {
  const std::int32_t through = parse_month_or_day("--through", options.through);
  const Ledger ledger = session.open_ledger();
  require_company(ledger.get(), options.company);
  require_tariff(ledger.get(), options.tariff);
  ChangeMade change(options.change);
  change.plan(session, options.company + " is on " + options.tariff + " through " + options.through,
              kSeeSubscriptions);
  session.deed.done(call(porto_subscription_end, ledger.get(), options.company.data(),
                         options.company.size(), options.tariff.data(), options.tariff.size(),
                         through, change.options(), change.effect()));
  session.notice(options.company, "on " + options.tariff + " through " + options.through);
  change.tell(session, options.company);
}

void run_subscription_remove(Session& session, const SubscriptionOptions& options) {
  const std::int32_t from = parse_optional_month_or_day("--from", options.from);
  const Ledger ledger = session.open_ledger();
  require_company(ledger.get(), options.company);
  require_tariff(ledger.get(), options.tariff);
  ChangeMade change(options.change);
  change.plan(session, options.company + " is no longer on " + options.tariff, kSeeSubscriptions);
  session.deed.done(call(porto_subscription_remove, ledger.get(), options.company.data(),
                         options.company.size(), options.tariff.data(), options.tariff.size(), from,
                         change.options(), change.effect()));
  session.notice(options.company, "no longer on " + options.tariff +
                                      (options.from.empty() ? "" : " from " + options.from));
  change.tell(session, options.company);
}

void run_subscription_list(Session& session, const SubscriptionOptions& options) {
  const std::string which = options.joined ? "joined" : options.left ? "left" : "";
  if (!which.empty() && options.month.empty())
    throw wrong_usage("--" + which, "in which month? Name it with --month");
  const std::int32_t month = parse_optional_month("--month", options.month);
  const Ledger ledger = session.open_to_read();
  session.out.rows(month == 0 ? fetch(porto_subscription_list, ledger.get())
                              : fetch(porto_subscription_of_month, ledger.get(), month,
                                      given(which), which.size()),
                   session.format());
}

void add_company_and_tariff(Command command, SubscriptionOptions& options) {
  command.add_argument("COMPANY", options.company, "Id of the company");
  command.add_text("--tariff", options.tariff, "Id of the tariff", "ID").required();
}

}  // namespace

void add_subscription(Command app, Session& session) {
  Command subscription =
      app.add_command("subscription", "Which company is on which tariff: add, end, remove, list",
                      kSubscriptionPages);
  subscription.require_command();
  const auto options = std::make_shared<SubscriptionOptions>();

  Command add = subscription.add_command("add", "Put a company on a tariff", kSubscriptionAddPages);
  add_company_and_tariff(add, *options);
  add.add_text("--from", options->from, "First month or day: 2024-02, 2024-02-17", "WHEN")
      .required();
  add.add_text("--through", options->through, "Last month or day [no end]", "WHEN");
  add_change_arguments(add, options->change);
  add.runs([&session, options] { run_subscription_add(session, *options); });

  Command end = subscription.add_command("end", "End a subscription after a month or a day",
                                         kSubscriptionEndPages);
  add_company_and_tariff(end, *options);
  end.add_text("--through", options->through, "Last month or day: 2024-06, 2024-06-16", "WHEN")
      .required();
  add_change_arguments(end, options->change);
  end.runs([&session, options] { run_subscription_end(session, *options); });

  Command remove = subscription.add_command(
      "remove", "Remove a subscription that no closed month used", kSubscriptionRemovePages);
  add_company_and_tariff(remove, *options);
  remove.add_text("--from", options->from, "Its first month or day, if there are several", "WHEN");
  add_removal_arguments(remove, options->change);
  add_settle(remove, options->change);
  remove.runs([&session, options] { run_subscription_remove(session, *options); });

  Command list = subscription.add_command("list", "List the subscriptions", kSubscriptionListPages);
  list.add_text("--month", options->month, "Only those of this month, such as 2024-02", "MONTH");
  const Option joined =
      list.add_flag("--joined", options->joined, "Only of companies that joined in the month");
  list.add_flag("--left", options->left, "Only of companies that left in the month")
      .excludes(joined);
  list.runs([&session, options] { run_subscription_list(session, *options); });
}

}  // namespace porto_cli
