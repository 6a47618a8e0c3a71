// See report_facts.hpp.
#include "billing/report/report_facts.hpp"

#include <algorithm>
#include <utility>

#include "billing/report/usage_of_domains.hpp"
#include "porto/error.hpp"

namespace porto::internal {

ReportFacts::ReportFacts(Store& store, const Zone& zone, const ReportOptions& options,
                         const OnUnrated& failed)
    : store_(store),
      options_(options),
      failed_(failed),
      biller_(store, zone),
      usage_of_charges_(store, zone, biller_) {}

bool ReportFacts::is_by(ReportKey key) const {
  return std::ranges::find(options_.by, key) != options_.by.end();
}

std::optional<Month> ReportFacts::first_month() {
  if (biller_.closed_months().empty()) return biller_.next_to_close();
  return biller_.closed_months().front().month;
}

ReportGroups ReportFacts::of(Month from, Month through) {
  ReportGroups groups;
  const int count = through.months_since(from) + 1;
  for (int i = 0; i < count; ++i) {
    const Month month = from.plus(i);
    if (is_by(ReportKey::domain)) {
      add_usage_of_domains(groups, month);
      continue;
    }
    if (options_.by_usage_month)
      add_lines_of_usage(groups, month);
    else
      add_lines(groups, month);
    add_usage(groups, month);
  }
  if (options_.by_usage_month) add_unsettled(groups, from, through);
  return groups;
}

// Whether the month is closed. Months before the first that was closed count as closed too, and
// have no lines.
bool ReportFacts::is_frozen(Month month) {
  if (!biller_.is_closed(month)) return false;
  if (month < biller_.closed_months().front().month) months_before_first_.insert(month);
  return true;
}

Rated ReportFacts::preview(Month month) {
  Rated rated = biller_.preview(month, options_.company);
  for (Unrated& one : rated.unrated)
    if (told_.insert({one.month, one.company}).second && failed_) failed_(std::move(one));
  return rated;
}

void ReportFacts::add_lines(ReportGroups& groups, Month month) {
  const bool closed = is_frozen(month);
  const std::vector<InvoiceLine> lines =
      closed ? store_.lines({.month = month, .company = options_.company}) : preview(month).lines;
  if (!closed && !lines.empty()) open_months_.insert(month);
  for (const InvoiceLine& line : lines) add_line(groups, line, month, closed);
}

void ReportFacts::add_lines_of_usage(ReportGroups& groups, Month month) {
  if (is_frozen(month)) {
    for (const InvoiceLine& line :
         store_.lines({.company = options_.company, .usage_month = month}))
      add_line(groups, line, month, true);
    return;
  }
  for (const InvoiceLine& line : preview(month).lines) {
    if (line.usage_month != month) continue;  // see add_unsettled()
    add_line(groups, line, month, false);
    open_months_.insert(month);
  }
}

// The adjustments that the next close will bill.
void ReportFacts::add_unsettled(ReportGroups& groups, Month from, Month through) {
  const auto is_of_report = [&](const CompanyMonth& changed) {
    return from <= changed.month && changed.month <= through;
  };
  if (biller_.closed_months().empty() ||
      std::ranges::none_of(store_.changed(options_.company), is_of_report))
    return;
  const Month next = biller_.closed_months().back().month.next();
  for (const InvoiceLine& line : preview(next).lines) {
    if (line.usage_month == next || line.usage_month < from || line.usage_month > through) continue;
    add_line(groups, line, line.usage_month, false);
    has_unsettled_ = true;
  }
}

void ReportFacts::add_line(ReportGroups& groups, const InvoiceLine& line, Month month,
                           bool closed) {
  if (options_.tariff && line.tariff != *options_.tariff) return;
  ReportPlace place = place_of(month, line.company);
  if (is_by(ReportKey::tariff)) key_of(place, ReportKey::tariff) = line.tariff;
  if (is_by(ReportKey::charge)) key_of(place, ReportKey::charge) = line.charge;
  if (is_by(ReportKey::meter)) key_of(place, ReportKey::meter) = meter_of_line(line);
  groups[place].add_amount(line.net_amount, number_of(line.company), closed);
}

// Of limits, and of charges that are only a fee, there is none.
std::string ReportFacts::meter_of_line(const InvoiceLine& line) {
  if (line.tariff.empty() || line.charge.empty()) return {};
  const std::vector<Charge>& charges =
      biller_.catalogue().version(line.tariff, line.tariff_version).charges;
  const auto charge = std::ranges::find(charges, line.charge, &Charge::id);
  return charge == charges.end() ? std::string() : charge->meter;
}

void ReportFacts::add_usage(ReportGroups& groups, Month month) {
  if (is_by(ReportKey::tariff) || is_by(ReportKey::charge) || options_.tariff)
    return add_usage_of_charges(groups, month);
  const bool closed = biller_.is_closed(month);
  for (const MonthUsage& total : biller_.totals(month, options_.company)) {
    ReportPlace place = place_of(month, total.company);
    if (is_by(ReportKey::meter)) key_of(place, ReportKey::meter) = total.meter;
    groups[place].add_usage(total, number_of(total.company), closed, false, true);
  }
}

void ReportFacts::add_usage_of_charges(ReportGroups& groups, Month month) {
  const bool closed = biller_.is_closed(month);
  const ChargeKeys keys{is_by(ReportKey::tariff), is_by(ReportKey::charge), options_.tariff};
  usage_of_charges_.each(month, options_.company, keys, [&](const ChargedUsage& part) {
    ReportPlace place = place_of(month, part.usage.company);
    key_of(place, ReportKey::tariff) = part.tariff;
    key_of(place, ReportKey::charge) = part.charge;
    if (is_by(ReportKey::meter)) key_of(place, ReportKey::meter) = part.usage.meter;
    if (!part.known) unknown_months_.insert(month);
    groups[place].add_usage(part.usage, number_of(part.usage.company), closed, part.shared,
                            part.known);
  });
}

void ReportFacts::add_usage_of_domains(ReportGroups& groups, Month month) {
  const bool closed = biller_.is_closed(month);
  for (const DomainUsage& one : usage_of_domains(store_, biller_, month, options_.company)) {
    ReportPlace place = place_of(month, one.usage.company);
    key_of(place, ReportKey::domain) = one.domain;
    if (is_by(ReportKey::meter)) key_of(place, ReportKey::meter) = one.usage.meter;
    const std::optional<std::uint32_t> company =
        one.usage.company.empty() ? std::nullopt : std::optional(number_of(one.usage.company));
    groups[place].add_usage(one.usage, company, closed, false, true);
  }
}

ReportPlace ReportFacts::place_of(Month month, const std::string& company) const {
  ReportPlace place;
  if (is_by(ReportKey::month)) key_of(place, ReportKey::month) = month.to_string();
  if (is_by(ReportKey::company)) key_of(place, ReportKey::company) = company;
  return place;
}

std::uint32_t ReportFacts::number_of(const std::string& company) {
  const auto next = static_cast<std::uint32_t>(companies_.size());
  return companies_.try_emplace(company, next).first->second;
}

}  // namespace porto::internal
