// porto company: the customers that are billed.
#include "arguments.hpp"
#include "changes.hpp"
#include "commands.hpp"

namespace porto_cli {
namespace {

struct CompanyOptions {
  std::string id;
  std::string name;
  std::string month;
  bool without = false;
  ChangeArguments change;
};

const char* const kCompanyPages =
    R"(A company is a customer that is billed. Its id is opaque text: 0010 and 10 are two companies.
An import adds the companies that its events name, without names.

Exit status: 0 done; 1 failed, nothing changed; 2 wrong usage.)";

const char* const kCompanyAddPages =
    R"(Adds a company, or renames it if it is there already.

Example:
  $ porto company add bolag-17 --name "Bolaget AB"
  porto: bolag-17: saved

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
    R"(Lists the companies, sorted by id: columns company, name. With --without-subscription only
those that are on no tariff in a month, so that nobody bills them.

Examples:
  $ porto company list --without-subscription --month 2024-02
  $ porto company list --output table
  company   name
  --------  ----------
  bolag-17  Bolaget AB

Exit status: 0 done; 1 failed; 2 wrong usage.)";

void run_company_add(Session& session, const CompanyOptions& options) {
  const Ledger ledger = session.open_ledger();
  session.deed.plan("company " + options.id + " is saved", "porto company list");
  porto_company company = PORTO_COMPANY_INIT;
  company.id = options.id.c_str();
  company.name = given(options.name);
  const std::int32_t outcome = call(porto_company_add, ledger.get(),
                                    static_cast<const porto_company*>(&company), std::size_t{1});
  session.deed.done(outcome);
  session.notice(options.id, outcome == PORTO_EXISTS ? "there already, nothing changed" : "saved");
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
  Command company =
      app.add_command("company", "Customers that are billed: add, remove, list", kCompanyPages);
  company.require_command();

  const auto options = std::make_shared<CompanyOptions>();
  Command add = company.add_command("add", "Add a company, or rename it", kCompanyAddPages);
  add.add_argument("ID", options->id, "Id of the company");
  add.add_text("--name", options->name, "Name of the company", "NAME");
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
}

}  // namespace porto_cli
