// porto company: the customers that are billed.
#include <array>
#include <map>
#include <optional>

#include "arguments.hpp"
#include "changes.hpp"
#include "commands.hpp"

namespace porto_cli {
namespace {

struct CompanyOptions {
  std::string id;
  std::optional<std::string> name;
  std::optional<std::string> customer_number;
  std::optional<std::string> reference;
  std::optional<std::string> language;
  std::optional<std::string> cost_centre;
  std::string month;
  bool without = false;
  ChangeArguments change;
};

const char* const kCompanyPages =
    R"(A company is a customer that is billed. Its id is opaque text: 0010 and 10 are two companies.
An import adds the companies that its events name, without names.

Exit status: 0 done; 1 failed, nothing changed; 2 wrong usage.)";

const char* const kCompanyAddPages =
    R"(Adds a company, or changes what is known of it if it is there already, and says what it was.
What is not given stays as it is; an empty value, --reference '', takes it away. None of it
changes what is billed.

Examples:
  $ porto company add bolag-17 --name "Bolaget AB" --customer-number 4711
  porto: bolag-17: saved
  $ porto company add bolag-17 --reference "Inköp 12"
  porto: bolag-17: reference is "Inköp 12", was ""

Exit status: 0 done, also if it was there already; 1 failed, nothing changed; 2 wrong usage.)";

const char* const kCompanyRemovePages =
    R"(Removes a company that was added by mistake: one without usage, invoices, subscriptions and
domains. A company that had usage stays, also if that was voided; without a subscription it is
billed nothing.

Example:
  $ porto company remove bolag-71 --reason "a typing error"
  porto: bolag-71: removed

Exit status: 0 done; 1 failed, nothing changed; 2 wrong usage.)";

const char* const kCompanyListPages =
    R"(Lists the companies, sorted by id: columns company, name, customer_number, reference,
language, cost_centre. With --without-subscription only those that are on no tariff in a month,
so that nobody bills them.

Examples:
  $ porto company list --without-subscription --month 2024-02
  $ porto company list --output csv
  company,name,customer_number,reference,language,cost_centre
  bolag-17,Bolaget AB,4711,Inköp 12,,

Exit status: 0 done; 1 failed; 2 wrong usage.)";

constexpr std::array kFields = {"name", "customer_number", "reference", "language", "cost_centre"};

/// What is known of a company, by field; nothing if the ledger does not have it.
using KnownFields = std::map<std::string, std::string>;

KnownFields known_fields(porto_ledger* ledger, const std::string& company) {
  KnownFields fields;
  for (const Rows rows = fetch(porto_company_list, ledger); next(rows);)
    if (text(rows, "company") == company)
      for (const char* field : kFields) fields[field] = text(rows, field);
  return fields;
}

const char* text_of(const std::optional<std::string>& value) {
  return value ? value->c_str() : nullptr;
}

porto_company company_of(const CompanyOptions& options) {
  porto_company company = PORTO_COMPANY_INIT;
  company.id = options.id.c_str();
  company.name = text_of(options.name);
  company.customer_number = text_of(options.customer_number);
  company.reference = text_of(options.reference);
  company.language = text_of(options.language);
  company.cost_centre = text_of(options.cost_centre);
  return company;
}

void run_company_add(Session& session, const CompanyOptions& options) {
  const Ledger ledger = session.open_ledger();
  session.deed.plan("company " + options.id + " is saved", "porto company list");
  const KnownFields before = known_fields(ledger.get(), options.id);
  const porto_company company = company_of(options);
  const std::int32_t outcome = call(porto_company_add, ledger.get(), &company, std::size_t{1});
  session.deed.done(outcome);
  if (outcome == PORTO_EXISTS) return session.notice(options.id, "there already, nothing changed");
  if (before.empty()) return session.notice(options.id, "saved");
  const KnownFields after = known_fields(ledger.get(), options.id);
  for (const char* field : kFields)
    if (const std::string& was = before.at(field); after.at(field) != was)
      session.notice(options.id,
                     std::string(field) + " is \"" + after.at(field) + "\", was \"" + was + "\"");
}

void run_company_remove(Session& session, const CompanyOptions& options) {
  const Ledger ledger = session.open_ledger();
  ChangeMade change(options.change);
  change.plan(session, "company " + options.id + " is removed", "porto company list");
  session.deed.done(call(porto_company_remove, ledger.get(), options.id.data(), options.id.size(),
                         change.options(), change.effect()));
  session.notice(options.id, "removed");
  change.tell(session, options.id);
}

void run_company_list(Session& session, const CompanyOptions& options) {
  if (options.without != !options.month.empty())
    throw wrong_usage(options.without ? "--without-subscription" : "--month",
                      "companies without a subscription are those of a month: give both");
  const std::int32_t month = parse_optional_month("--month", options.month);
  const Ledger ledger = session.open_to_read();
  session.out.rows(options.without ? fetch(porto_company_unsubscribed, ledger.get(), month)
                                   : fetch(porto_company_list, ledger.get()),
                   session.format());
}

}  // namespace

void add_company(Command app, Session& session) {
  Command company = app.add_command(
      "company", "Customers that are billed: add, remove, list, import, export", kCompanyPages);
  company.require_command();

  const auto options = std::make_shared<CompanyOptions>();
  Command add = company.add_command("add", "Add a company, or change it", kCompanyAddPages);
  add.add_argument("ID", options->id, "Id of the company");
  add.add_optional_text("--name", options->name, "Name of the company", "NAME");
  add.add_optional_text("--customer-number", options->customer_number,
                        "Its number in the bookkeeping", "TEXT");
  add.add_optional_text("--reference", options->reference, "What it wants on its invoices", "TEXT");
  add.add_optional_text("--language", options->language,
                        "Of its documents: sv or en [that of the tariff]", "CODE");
  add.add_optional_text("--cost-centre", options->cost_centre, "Of the bookkeeping", "TEXT");
  add.runs([&session, options] { run_company_add(session, *options); });

  Command remove =
      company.add_command("remove", "Remove a company that has nothing", kCompanyRemovePages);
  remove.add_argument("ID", options->id, "Id of the company");
  add_removal_arguments(remove, options->change);
  remove.runs([&session, options] { run_company_remove(session, *options); });

  Command list = company.add_command("list", "List the companies", kCompanyListPages);
  list.add_flag("--without-subscription", options->without, "Only those on no tariff in the month");
  list.add_text("--month", options->month, "The month, such as 2024-02", "MONTH");
  list.runs([&session, options] { run_company_list(session, *options); });
  add_company_import(company, session);
  add_company_export(company, session);
}

}  // namespace porto_cli
