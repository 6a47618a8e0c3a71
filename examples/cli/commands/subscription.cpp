// porto subscribe, unsubscribe, subscriptions: which company is on which tariff, and when.
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

const char* const kSubscriptionAddPages =
    R"(Puts a company on a tariff, from a month on. Each month is then billed with the version of
the tariff that is effective in it, also if nothing was used: fixed fees are due.

Example:
  $ porto subscribe bolag-17 --tariff vitec-epost --from 2024-02
  porto: bolag-17: on vitec-epost from 2024-02

Exit status: 0 done, also if it was so already; 1 failed, nothing changed; 2 wrong usage.)";

const char* const kSubscriptionEndPages =
    R"(Ends the subscription that covers a month, after that month. Usage after it is listed as
unbilled, never dropped.

Example:
  $ porto unsubscribe bolag-17 --tariff vitec-epost --through 2024-06
  porto: bolag-17: on vitec-epost through 2024-06

Exit status: 0 done; 1 failed, nothing changed; 2 wrong usage.)";

const char* const kSubscriptionListPages =
    R"(Lists the subscriptions: columns company, tariff, from, through (both months included; an
absent through means until further notice), sorted by company, tariff, from.

Example:
  $ porto subscriptions --output csv
  company,tariff,from,through
  bolag-17,vitec-epost,2024-02,2024-06

Exit status: 0 done; 1 failed; 2 wrong usage.)";

void run_subscription_add(Session& session, const SubscriptionOptions& options) {
  const std::int32_t from = parse_month("--from", options.from);
  const std::int32_t through = parse_optional_month("--through", options.through);
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
  const std::int32_t through = parse_month("--through", options.through);
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

}  // namespace

void add_subscribe(Command app, Session& session) {
  const auto options = std::make_shared<SubscriptionOptions>();
  Command subscribe =
      app.add_command("subscribe", "Put a company on a tariff", kSubscriptionAddPages);
  subscribe.add_argument("COMPANY", options->company, "Id of the company");
  subscribe.add_text("--tariff", options->tariff, "Id of the tariff", "ID").required();
  subscribe.add_text("--from", options->from, "First month, such as 2024-02", "MONTH").required();
  subscribe.add_text("--through", options->through, "Last month [until further notice]", "MONTH");
  subscribe.runs([&session, options] { run_subscription_add(session, *options); });
}

void add_unsubscribe(Command app, Session& session) {
  const auto options = std::make_shared<SubscriptionOptions>();
  Command unsubscribe =
      app.add_command("unsubscribe", "End a subscription after a month", kSubscriptionEndPages);
  unsubscribe.add_argument("COMPANY", options->company, "Id of the company");
  unsubscribe.add_text("--tariff", options->tariff, "Id of the tariff", "ID").required();
  unsubscribe.add_text("--through", options->through, "Last month, such as 2024-06", "MONTH")
      .required();
  unsubscribe.runs([&session, options] { run_subscription_end(session, *options); });
}

void add_subscriptions(Command app, Session& session) {
  Command subscriptions =
      app.add_command("subscriptions", "List who is on which tariff", kSubscriptionListPages);
  subscriptions.runs([&session] { run_subscription_list(session); });
}

}  // namespace porto_cli
