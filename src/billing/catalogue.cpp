// See catalogue.hpp.
#include "billing/catalogue.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto {
namespace {

std::string name_of(const TariffDocument& document) {
  return document.id + " version " + std::to_string(document.version);
}

void check_currency(const Tariff& tariff, const LedgerInfo& ledger, std::string_view file_name) {
  if (tariff.currency.code() == ledger.currency) return;
  throw Error(ErrorCode::bad_tariff,
              "the tariff is in " + std::string(tariff.currency.code()) + " and the ledger in " +
                  ledger.currency + "; a ledger bills in one currency: use another ledger",
              std::string(file_name));
}

void check_meters(const Tariff& tariff, const std::vector<Meter>& meters,
                  std::string_view file_name) {
  for (const Charge& charge : tariff.charges) {
    if (charge.meter.empty()) continue;  // only a fee
    const bool known = std::any_of(meters.begin(), meters.end(),
                                   [&](const Meter& meter) { return meter.id == charge.meter; });
    if (known) continue;
    std::vector<std::string_view> names;
    for (const Meter& meter : meters) names.push_back(meter.id);
    const std::string_view near = nearest(charge.meter, names);
    throw Error(
        ErrorCode::bad_tariff,
        "charge " + in_quotes(charge.id) + ": the ledger has no meter " + in_quotes(charge.meter) +
            (near.empty() ? "; add the meter first" : "; did you mean " + in_quotes(near) + "?"),
        std::string(file_name));
  }
}

// Versions are effective in the order of their numbers, so that "the highest number effective by
// then" and "the latest effective" are one rule.
void check_order(const TariffDocument& added, const TariffDocument& known) {
  const bool in_order = added.version > known.version ? added.effective >= known.effective
                                                      : added.effective <= known.effective;
  if (in_order) return;
  throw Error(ErrorCode::conflict, name_of(added) + " is effective " + added.effective.to_string() +
                                       " and " + name_of(known) + " " +
                                       known.effective.to_string() +
                                       "; a higher version must not be effective earlier");
}

// A closed month that was billed with this tariff must keep its price.
void check_closed_months(Store& store, const TariffDocument& added) {
  for (const Period& period : store.periods()) {
    if (period.month < added.effective) continue;
    for (const InvoiceLine& line : store.lines({.month = period.month, .company = {}})) {
      if (line.tariff != added.id || line.tariff_version > added.version) continue;
      throw Error(ErrorCode::month_closed,
                  name_of(added) + " is effective " + added.effective.to_string() + ", but " +
                      period.month.to_string() + " is closed and was billed with version " +
                      std::to_string(line.tariff_version) +
                      "; make it effective from a month that is still open");
    }
  }
}

}  // namespace

bool add_tariff(Store& store, std::string_view toml, std::string_view file_name) {
  const Tariff tariff = parse_tariff(toml, file_name);
  check_currency(tariff, store.info(), file_name);
  check_meters(tariff, store.meters(), file_name);

  const TariffDocument added{tariff.id, tariff.version, tariff.effective, std::string(toml)};
  for (const TariffDocument& known : store.tariffs()) {
    if (known.id != added.id) continue;
    if (known.version == added.version) {
      if (known.text == added.text) return false;
      throw Error(ErrorCode::conflict,
                  name_of(added) +
                      " is in the ledger with other content; tariffs never change: "
                      "raise the version and say from when it is effective",
                  std::string(file_name));
    }
    check_order(added, known);
  }
  check_closed_months(store, added);
  store.add_tariff(added);
  return true;
}

const TariffDocument& Catalogue::document_for(std::string_view id, Month month) const {
  const TariffDocument* best = nullptr;
  const TariffDocument* first = nullptr;
  for (const TariffDocument& document : documents_) {
    if (document.id != id) continue;
    if (!first) first = &document;
    if (document.effective <= month) best = &document;  // versions come in ascending order
  }
  if (best) return *best;
  if (first)
    throw Error(ErrorCode::not_found, "tariff " + in_quotes(id) + " is effective from " +
                                          first->effective.to_string() + ", not yet in " +
                                          month.to_string() + "; begin then, or add a version");
  std::vector<std::string_view> names;
  for (const TariffDocument& document : documents_) names.push_back(document.id);
  const std::string_view near = nearest(id, names);
  throw Error(ErrorCode::not_found,
              "no tariff " + in_quotes(id) +
                  (near.empty() ? "; add it first" : "; did you mean " + in_quotes(near) + "?"));
}

const Tariff& Catalogue::tariff_for(std::string_view id, Month month) {
  const TariffDocument& document = document_for(id, month);
  auto found = tariffs_.find(&document);
  if (found == tariffs_.end())
    found = tariffs_.emplace(&document, parse_tariff(document.text, document.id)).first;
  return found->second;
}

}  // namespace porto
