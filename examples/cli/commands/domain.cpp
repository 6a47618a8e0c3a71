// porto domain: which company a sending domain belongs to.
#include "arguments.hpp"
#include "changes.hpp"
#include "commands.hpp"

namespace porto_cli {
namespace {

struct DomainOptions {
  std::string domain;
  std::string company;
  std::string from;
  std::string through;
  ChangeArguments change;
};

const char* const kDomainPages =
    R"(A supplier's events that name no company are those of the company that their sending domain
belongs to. A domain belongs to one company at a time, from a day through a day of the
ledger's time zone; days that belong to another company are refused. Events that are stored
already are assigned, too, without another import. What that changes in closed months is told,
and settled by adjustment lines of the next month that closes, or refused (porto init --late
refuse).

Exit status: 0 done; 1 failed, nothing changed; 2 wrong usage.)";

const char* const kDomainAddPages =
    R"(Gives a domain to a company, for all days or from a day through a day. The company must be in
the ledger.

Example:
  $ porto domain add mail.bolag.se bolag-17 --from 2024-02-15
  porto: mail.bolag.se: belongs to bolag-17

Exit status: 0 done, also if it was there already; 1 failed, nothing changed; 2 wrong usage.)";

const char* const kDomainEndPages =
    R"(Sets the last day on which a domain belongs to a company. Another company can have it next.

Example:
  $ porto domain end mail.bolag.se bolag-17 --through 2024-05-31
  $ porto domain add mail.bolag.se bolag-18 --from 2024-06-01

Exit status: 0 done; 1 failed, nothing changed; 2 wrong usage.)";

const char* const kDomainRemovePages =
    R"(Takes a domain from a company, as if it had never belonged to it: its usage is unassigned
again. If closed months used it, end it instead (`porto domain end`), or say with --settle
that the next close is to credit what was invoiced.

Example:
  $ porto domain remove mail.bolag.se bolag-17 --reason "it is of bolag-18"
  porto: mail.bolag.se: no longer belongs to bolag-17

Exit status: 0 done; 1 failed, nothing changed; 2 wrong usage.)";

const char* const kDomainListPages =
    R"(Lists the domains, sorted by domain and first day: columns domain, company, from, through.

Example:
  $ porto domain list --output table
  domain         company   from        through
  -------------  --------  ----------  ----------
  mail.bolag.se  bolag-17              2024-05-31
  mail.bolag.se  bolag-18  2024-06-01

Exit status: 0 done; 1 failed; 2 wrong usage.)";

const char* const kSeeDomains = "porto domain list";

void run_domain_add(Session& session, const DomainOptions& options) {
  const std::int32_t from = parse_optional_day("--from", options.from);
  const std::int32_t through = parse_optional_day("--through", options.through);
  const Ledger ledger = session.open_ledger();
  require_company(ledger.get(), options.company);
  ChangeMade change(options.change);
  change.plan(session, options.domain + " belongs to " + options.company, kSeeDomains);
  const std::int32_t outcome =
      call(porto_domain_add, ledger.get(), options.domain.data(), options.domain.size(),
           options.company.data(), options.company.size(), from, through, change.options(),
           change.effect());
  session.deed.done(outcome);
  session.notice(options.domain, outcome == PORTO_EXISTS ? "there already, nothing changed"
                                                         : "belongs to " + options.company);
  change.tell(session, options.domain);
}

void run_domain_end(Session& session, const DomainOptions& options) {
  const std::int32_t through = parse_optional_day("--through", options.through);
  const Ledger ledger = session.open_ledger();
  ChangeMade change(options.change);
  change.plan(session,
              options.domain + " belongs to " + options.company + " through " + options.through,
              kSeeDomains);
  session.deed.done(call(porto_domain_end, ledger.get(), options.domain.data(),
                         options.domain.size(), options.company.data(), options.company.size(),
                         through, change.options(), change.effect()));
  session.notice(options.domain, "belongs to " + options.company + " through " + options.through);
  change.tell(session, options.domain);
}

void run_domain_remove(Session& session, const DomainOptions& options) {
  const Ledger ledger = session.open_ledger();
  ChangeMade change(options.change);
  change.plan(session, options.domain + " no longer belongs to " + options.company, kSeeDomains);
  session.deed.done(call(porto_domain_remove, ledger.get(), options.domain.data(),
                         options.domain.size(), options.company.data(), options.company.size(),
                         change.options(), change.effect()));
  session.notice(options.domain, "no longer belongs to " + options.company);
  change.tell(session, options.domain);
}

void run_domain_list(Session& session) {
  const Ledger ledger = session.open_to_read();
  session.out.rows(fetch(porto_domain_list, ledger.get()), session.format());
}

void add_domain_and_company(Command command, DomainOptions& options) {
  command.add_argument("DOMAIN", options.domain, "The domain, such as mail.bolag.se");
  command.add_argument("COMPANY", options.company, "Id of the company");
}

}  // namespace

void add_domain(Command app, Session& session) {
  Command domain = app.add_command(
      "domain", "Which company a sending domain belongs to: add, end, remove, list", kDomainPages);
  domain.require_command();
  const auto options = std::make_shared<DomainOptions>();

  Command add = domain.add_command("add", "Give a domain to a company", kDomainAddPages);
  add_domain_and_company(add, *options);
  add.add_text("--from", options->from, "First day, such as 2024-02-15 [no beginning]", "DAY");
  add.add_text("--through", options->through, "Last day [no end]", "DAY");
  add_change_arguments(add, options->change);
  add.runs([&session, options] { run_domain_add(session, *options); });

  Command end = domain.add_command("end", "Set the last day on which a domain belongs to a company",
                                   kDomainEndPages);
  add_domain_and_company(end, *options);
  end.add_text("--through", options->through, "Last day, such as 2024-05-31", "DAY").required();
  add_change_arguments(end, options->change);
  end.runs([&session, options] { run_domain_end(session, *options); });

  Command remove = domain.add_command("remove", "Take a domain from a company, for all days",
                                      kDomainRemovePages);
  add_domain_and_company(remove, *options);
  add_removal_arguments(remove, options->change);
  add_settle(remove, options->change);
  remove.runs([&session, options] { run_domain_remove(session, *options); });

  Command list = domain.add_command("list", "List the domains", kDomainListPages);
  list.runs([&session] { run_domain_list(session); });
}

}  // namespace porto_cli
