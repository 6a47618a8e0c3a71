// porto bill: the price of event files, without a ledger file.
#include <deque>
#include <set>

#include "arguments.hpp"
#include "commands.hpp"
#include "event_files.hpp"
#include "show_bills.hpp"
#include "tariff_documents.hpp"

namespace porto_cli {
namespace {

struct BillOptions {
  EventFiles events;
  std::string tariff;
  std::string month;
  std::string month_zone;
  std::string first_month;
  std::string currency;
};

const char* const kBillPages =
    R"(Reads usage events and shows what they cost under a tariff: the invoice lines of every month
that has usage, or of one month. Every company in the files is billed. Nothing is stored; the
lines are those that `porto invoice` would show with a ledger. A tariff with other meters than
messages needs a ledger that knows them: see `porto meter --help`.

--month-zone decides in which month a message counts, as --zone of `porto init` does. --zone is
about the files: the zone of times without an offset, as in `porto import`.

Example:
  $ porto bill events.csv --tariff vitec-epost.toml --month 2024-02 --output table

Exit status: 0 done; 1 failed; 2 wrong usage; 3 done, but rows were rejected or in conflict, or a
company cannot be rated.)";

Ledger ledger_in_memory(const BillOptions& options) {
  porto_ledger_options settings = PORTO_LEDGER_OPTIONS_INIT;
  settings.zone = given(options.month_zone);
  settings.currency = given(options.currency);
  settings.first_month_yyyymm = parse_optional_month("--first-month", options.first_month);
  porto_ledger* ledger = nullptr;
  call(porto_ledger_create, ":memory:", PORTO_NTS, &settings, &ledger);
  return Ledger(ledger);
}

bool has_mistakes(const std::string& document) {
  const Rows mistakes =
      fetch(porto_tariff_mistakes, document.data(), document.size(), nullptr, std::size_t{0});
  while (next(mistakes))
    if (text(mistakes, "severity") == "error") return true;
  return false;
}

void load_tariff(Session& session, porto_ledger* ledger, const std::string& name) {
  const std::string document = find_document(session, name);
  try {
    call(porto_tariff_add, ledger, document.data(), document.size(), name.data(), name.size(),
         nullptr, nullptr);
  } catch (const Failure& failure) {
    if (failure.code() != PORTO_E_BAD_TARIFF || has_mistakes(document)) throw;
    // The document is good in itself; it is the ledger in memory that it does not fit.
    throw Failure(Failure::failed,
                  std::string(failure.what()) +
                      " (`porto bill` knows the meter messages, and the currency of --currency)");
  }
}

/// Every company that the events named is on the only tariff from its first month.
void subscribe_all(porto_ledger* ledger) {
  const Rows tariffs = fetch(porto_tariff_list, ledger);
  next(tariffs);
  const std::string tariff(text(tariffs, "tariff"));
  porto_subscription subscription = PORTO_SUBSCRIPTION_INIT;
  subscription.tariff = tariff.c_str();
  subscription.from = static_cast<std::int32_t>(integer(tariffs, "effective"));
  std::deque<std::string> companies;
  std::vector<porto_subscription> subscriptions;
  for (const Rows listed = fetch(porto_company_list, ledger); next(listed);) {
    subscription.company = companies.emplace_back(text(listed, "company")).c_str();
    subscriptions.push_back(subscription);
  }
  call(porto_subscription_add, ledger, static_cast<const porto_subscription*>(subscriptions.data()),
       subscriptions.size(), nullptr, nullptr);
}

std::vector<std::int32_t> months_with_usage(porto_ledger* ledger) {
  std::set<std::int32_t> months;
  const Rows usage = fetch(porto_usage_list, ledger, nullptr);
  while (next(usage)) months.insert(static_cast<std::int32_t>(integer(usage, "month")));
  return {months.begin(), months.end()};
}

// Without a ledger no domain belongs to a company.
void tell_unassigned(Session& session, porto_ledger* ledger) {
  const Rows unassigned = fetch(porto_usage_unassigned, ledger);
  std::set<std::string> domains;
  while (next(unassigned)) domains.emplace(text(unassigned, "domain"));
  if (domains.empty()) return;
  session.warning({}, "UNASSIGNED: events of " + std::to_string(domains.size()) +
                          (domains.size() == 1 ? " sending domain, " : " sending domains, ") +
                          *domains.begin() + (domains.size() == 1 ? "" : " first") +
                          ", name no company and are in no line; say where they name one "
                          "(--company-from), or which one it is (--company)");
}

void run_bill(Session& session, const BillOptions& options) {
  const std::int32_t month = parse_optional_month("--month", options.month);
  const Ledger ledger = ledger_in_memory(options);
  load_tariff(session, ledger.get(), options.tariff);
  import_events(session, ledger.get(), options.events);
  tell_unassigned(session, ledger.get());
  subscribe_all(ledger.get());
  const std::vector<std::int32_t> months =
      month != 0 ? std::vector{month} : months_with_usage(ledger.get());
  std::vector<Invoice> invoices;
  for (const std::int32_t each : months) invoices.push_back(read_invoice(ledger.get(), each, {}));
  show_bills(session, ledger.get(), std::move(invoices), kTrialBill);
}

}  // namespace

void add_bill(Command app, Session& session) {
  const auto options = std::make_shared<BillOptions>();
  Command bill =
      app.add_command("bill", "Show what event files cost, without a ledger", kBillPages);
  add_event_files(bill, options->events);
  bill.add_text("--tariff", options->tariff, kTariffNames, "TARIFF").required();
  bill.add_text("--month", options->month, "Only this month, such as 2024-02", "MONTH");
  bill.add_text("--month-zone", options->month_zone,
                "IANA time zone of the months [Europe/Stockholm]", "ZONE");
  bill.add_text("--first-month", options->first_month, "Events before it are refused [2000-01]",
                "MONTH");
  bill.add_text("--currency", options->currency, "Currency of the tariff [SEK]", "CODE");
  bill.runs([&session, options] { run_bill(session, *options); });
}

}  // namespace porto_cli
