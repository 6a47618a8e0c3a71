// See import_companies.hpp. Ends come before beginnings, of all companies, so that a domain can
// move from one to another whatever the order of the rows.
#include "customers/import_companies.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/text.hpp"
#include "billing/catalogue.hpp"
#include "billing/change.hpp"
#include "billing/companies.hpp"
#include "billing/domains.hpp"
#include "billing/subscriptions.hpp"
#include "metering/near_companies.hpp"
#include "metering/total_rows.hpp"

namespace porto::internal {
namespace {

using Kind = CompanyDifferenceKind;

// What a ledger has of a company, and whether the table says it too.
struct KnownCompany {
  Company company;
  std::vector<Subscription> subscriptions{};
  std::vector<SendingDomain> claims{};
  bool is_written = false;
};

using KnownCompanies = std::unordered_map<std::string, KnownCompany>;

KnownCompanies known_companies(Store& store) {
  KnownCompanies known;
  for (Company& company : store.companies()) {
    const std::string id = company.id;
    known[id].company = std::move(company);
  }
  for (Subscription& one : store.subscriptions())
    known[one.company].subscriptions.push_back(std::move(one));
  for (SendingDomain& claim : store.domains()) known[claim.company].claims.push_back(claim);
  return known;
}

// Whether an end comes before another; none comes last.
bool ends_before(std::optional<Day> one, std::optional<Day> other) {
  return one && (!other || *one < *other);
}

class CompanyImport {
 public:
  CompanyImport(Store& store, const CompanyFile& file, bool all, const ChangeOptions& options,
                CompanyMistakes& mistakes, std::vector<Subscription>& added)
      : store_(store),
        catalogue_(store),
        file_(file),
        all_(all),
        options_(options),
        mistakes_(mistakes),
        added_(added),
        known_(known_companies(store)) {}

  CompanyImportReport run() {
    report_.rows = file_.rows;
    report_.companies = file_.companies.size();
    report_.not_counted = file_.not_counted;
    report_.notices = file_.notices;
    for (const WrittenCompany& company : file_.companies) take_company(company);
    for (const WrittenCompany& company : file_.companies) compare(company);
    for (const auto& make : beginnings_) make();
    tell_unwritten();
    mistakes_.refuse();
    tell_near();
    std::ranges::stable_sort(lines_, {}, &std::pair<std::uint64_t, CompanyDifference>::first);
    for (auto& [line, difference] : lines_) report_.differences.push_back(std::move(difference));
    return std::move(report_);
  }

 private:
  static constexpr std::uint64_t behind_all = UINT64_MAX;  // the line of what the table lacks

  void tell(CompanyPart what, const std::string& company, std::string name, Kind change,
            std::string before, std::string after, std::uint64_t line) {
    std::uint64_t& count = change == Kind::added     ? report_.added
                           : change == Kind::changed ? report_.changed
                           : change == Kind::same    ? report_.same
                                                     : report_.only_in_ledger;
    ++count;
    if (!all_ && (change == Kind::same || change == Kind::only_in_ledger)) return;
    const std::string place =
        line == behind_all ? std::string() : file_.path + ":" + std::to_string(line);
    lines_.emplace_back(line, CompanyDifference{what, company, std::move(name), change,
                                                std::move(before), std::move(after), place});
  }

  void take_company(const WrittenCompany& written) {
    const auto found = known_.find(written.id);
    const bool is_new = found == known_.end();
    if (is_new && says_total(written.id))
      return mistakes_.add(written.line, file_.id_column,
                           in_quotes(written.id) +
                               " says that the row is a total; leave it out. If a company is "
                               "called that, add it first (porto company add)");
    KnownCompany& known = known_[written.id];
    if (is_new) known.company = {written.id, {}};
    known.is_written = true;
    tell(CompanyPart::company, written.id, {}, is_new ? Kind::added : Kind::same, {}, {},
         written.line);
    CompanyUpdate update{written.id};
    for (std::size_t i = 0; i < company_fields.size(); ++i) take_field(written, known, i, update);
    mistakes_.attempt(written.line, file_.id_column, [&] { update_company(store_, update); });
  }

  void take_field(const WrittenCompany& written, const KnownCompany& known, std::size_t index,
                  CompanyUpdate& update) {
    const CompanyField& field = company_fields[index];
    const std::string& before = known.company.*field.member;
    const auto& said = written.fields[index];
    if (!said) {
      if (!before.empty())
        tell(CompanyPart::field, written.id, field.name, Kind::only_in_ledger, before, {},
             behind_all);
      return;
    }
    mistakes_.attempt(said->line, file_.field_columns[index], [&] {
      CompanyUpdate alone{written.id};
      alone.*field.update = said->value;
      check_company(updated({}, alone));
      update.*field.update = said->value;
    });
    tell(CompanyPart::field, written.id, field.name,
         before.empty()          ? Kind::added
         : before == said->value ? Kind::same
                                 : Kind::changed,
         before, said->value, said->line);
  }

  // Ends what ends, and notes what begins.
  void compare(const WrittenCompany& written) {
    const auto found = known_.find(written.id);
    if (found == known_.end()) return;  // a total
    const KnownCompany& known = found->second;
    for (const auto& [subscription, line] : written.subscriptions)
      compare_subscription(known, subscription, line);
    for (const auto& [domain, line] : written.domains) compare_domain(known, domain, line);
    for (const Subscription& one : known.subscriptions)
      if (std::ranges::none_of(written.subscriptions, [&](const auto& said) {
            return said.value.tariff == one.tariff && said.value.from == one.from;
          }))
        tell(CompanyPart::subscription, written.id, one.tariff, Kind::only_in_ledger,
             period_text(one), {}, behind_all);
    for (const SendingDomain& claim : known.claims)
      if (std::ranges::none_of(written.domains, [&](const auto& said) {
            return said.value.claim.domain == claim.domain &&
                   (!said.value.has_days || said.value.claim.from == claim.from);
          }))
        tell(CompanyPart::domain, written.id, claim.domain, Kind::only_in_ledger,
             period_text(claim), {}, behind_all);
  }

  void compare_subscription(const KnownCompany& known, const Subscription& written,
                            std::uint64_t line) {
    const auto same = std::ranges::find_if(known.subscriptions, [&](const Subscription& one) {
      return one.tariff == written.tariff && one.from == written.from;
    });
    if (same == known.subscriptions.end()) {
      tell(CompanyPart::subscription, written.company, written.tariff, Kind::added, {},
           period_text(written), line);
      beginnings_.push_back([this, &written, line] { begin(written, line); });
      return;
    }
    const Kind change = change_of_end(written.through, same->through);
    tell(CompanyPart::subscription, written.company, written.tariff, change, period_text(*same),
         period_text(written), line);
    if (change != Kind::changed) return;
    if (ends_before(same->through, written.through))
      return refuse_longer(line, file_.tariff_column, period_text(*same), *same->through);
    attempt_subscription(line, [&] {
      unsubscribe(store_, written.company, written.tariff, *written.through, options_);
    });
  }

  template <class Body>
  void attempt_subscription(std::uint64_t line, const Body& body) {
    const auto column_of = [this](std::string_view field) -> std::string_view {
      return field == "from"      ? file_.from_column
             : field == "through" ? file_.through_column
                                  : file_.tariff_column;
    };
    mistakes_.attempt_at(line, column_of, body);
  }

  void begin(const Subscription& written, std::uint64_t line) {
    attempt_subscription(line, [&] {
      if (subscribe(store_, catalogue_, written, options_)) added_.push_back(written);
    });
  }

  void compare_domain(const KnownCompany& known, const WrittenDomain& written, std::uint64_t line) {
    const SendingDomain& claim = written.claim;
    std::vector<SendingDomain> claims = known.claims;
    std::erase_if(claims, [&](const SendingDomain& one) { return one.domain != claim.domain; });
    const auto same = std::ranges::find_if(claims, [&](const SendingDomain& one) {
      return written.has_days ? one.from == claim.from : !one.through;
    });
    if (same == claims.end()) {
      if (!written.has_days && !claims.empty())
        return mistakes_.add(
            line, file_.domains_column,
            "company " + in_quotes(claim.company) + " has " + domain_text(claims.back()) +
                "; say from which day it has it again: " + claim.domain + "(DAY..)");
      tell(CompanyPart::domain, claim.company, claim.domain, Kind::added, {}, period_text(claim),
           line);
      beginnings_.push_back([this, &claim, line] { begin(claim, line); });
      return;
    }
    const Kind change = written.has_days ? change_of_end(claim.through, same->through) : Kind::same;
    tell(CompanyPart::domain, claim.company, claim.domain, change, period_text(*same),
         period_text(written.has_days ? claim : *same), line);
    if (change != Kind::changed) return;
    if (ends_before(same->through, claim.through))
      return refuse_longer(line, file_.domains_column, domain_text(*same), *same->through);
    mistakes_.attempt(line, file_.domains_column, [&] {
      end_domain(store_, claim.domain, claim.company, *claim.through, options_);
    });
  }

  void begin(const SendingDomain& claim, std::uint64_t line) {
    mistakes_.attempt(line, file_.domains_column, [&] { add_domain(store_, claim, options_); });
  }

  // What the table does not end keeps its end.
  static Kind change_of_end(std::optional<Day> written, std::optional<Day> known) {
    if (written == known) return Kind::same;
    return written ? Kind::changed : Kind::only_in_ledger;
  }

  void refuse_longer(std::uint64_t line, const std::string& column, const std::string& known,
                     Day end) {
    mistakes_.add(line, column,
                  "the ledger has " + known + ", and an end is not moved on; add another from " +
                      end.next().to_string());
  }

  void tell_unwritten() {
    std::set<std::string> ids;  // in their order
    for (const auto& [id, known] : known_)
      if (!known.is_written) ids.insert(id);
    for (const std::string& id : ids)
      tell(CompanyPart::company, id, {}, Kind::only_in_ledger, {}, {}, behind_all);
  }

  void tell_near() {
    std::vector<std::string> ids;
    for (const auto& [line, difference] : lines_)
      if (difference.what == CompanyPart::company && difference.change == Kind::added)
        ids.push_back(difference.company);
    for (std::string& notice : near_companies(store_, ids))
      report_.notices.push_back(std::move(notice));
  }

  Store& store_;
  Catalogue catalogue_;
  const CompanyFile& file_;
  bool all_;
  const ChangeOptions& options_;
  CompanyMistakes& mistakes_;
  std::vector<Subscription>& added_;
  KnownCompanies known_;
  std::vector<std::function<void()>> beginnings_;
  std::vector<std::pair<std::uint64_t, CompanyDifference>> lines_;
  CompanyImportReport report_;
};

}  // namespace

CompanyImportReport import_companies(Store& store, const CompanyFile& file, bool all,
                                     const ChangeOptions& options, CompanyMistakes& mistakes,
                                     std::vector<Subscription>& added) {
  check_told(options, Told::may_be);
  return CompanyImport(store, file, all, options, mistakes, added).run();
}

std::vector<CompanyRow> company_rows(Store& store) {
  std::vector<CompanyRow> rows;
  KnownCompanies known = known_companies(store);
  for (Company& company : store.companies()) {
    KnownCompany& of = known[company.id];
    std::string domains;
    for (const SendingDomain& claim : of.claims)
      domains += (domains.empty() ? "" : " ") + domain_text(claim);
    if (of.subscriptions.empty()) rows.push_back({company, {}, domains});
    for (Subscription& one : of.subscriptions)
      rows.push_back({company, std::move(one), std::exchange(domains, {})});
  }
  return rows;
}

}  // namespace porto::internal
