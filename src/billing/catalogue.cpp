// See catalogue.hpp.
#include "billing/catalogue.hpp"

#include <algorithm>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "billing/bill.hpp"
#include "billing/change.hpp"
#include "billing/late.hpp"
#include "billing/subscriptions.hpp"
#include "porto/error.hpp"

namespace porto::internal {
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

// The closed months of companies that a document prices, and another version priced before.
std::vector<CompanyMonth> repriced(Store& store, const TariffDocument& added) {
  std::vector<CompanyMonth> months;
  const std::optional<Month> closed = last_closed(store);
  if (!closed || added.effective > *closed) return months;
  const Catalogue catalogue(store);
  for (const Subscription& subscription : store.subscriptions()) {
    if (subscription.tariff != added.id) continue;
    std::optional<Month> through;
    if (subscription.through) through = subscription.through->month();
    for (CompanyMonth& month :
         closed_months_of(store, subscription.company,
                          std::max(added.effective, subscription.from.month()), through))
      if (catalogue.document_for(added.id, month.month).version == added.version)
        months.push_back(std::move(month));
  }
  return months;
}

// Subscriptions of some days of a month need a version that prorates.
void check_prorates(Store& store, const TariffDocument& added) {
  Catalogue catalogue(store);
  for (const Subscription& subscription : store.subscriptions())
    if (subscription.tariff == added.id) check_prorates(catalogue, subscription);
}

Change version_change(ChangeKind kind, const TariffDocument& document) {
  return {.kind = kind,
          .tariff = document.id,
          .version = document.version,
          .from = document.effective.to_string(),
          .sha256 = sha256_hex(document.text)};
}

// Each month of a subscription needs one of the versions that are left, effective by then.
void check_without(Store& store, const TariffDocument& removed) {
  std::optional<Month> first;
  for (const TariffDocument& document : store.tariffs())
    if (document.id == removed.id)
      first = std::min(first.value_or(document.effective), document.effective);
  for (const Subscription& subscription : store.subscriptions())
    if (subscription.tariff == removed.id && (!first || subscription.from.month() < *first))
      throw Error(ErrorCode::conflict,
                  "company " + in_quotes(subscription.company) + " is on " + in_quotes(removed.id) +
                      " from " + subscription.from_text() + ", when only " + name_of(removed) +
                      " is effective: remove that subscription first",
                  "version");
}

// A document is added for ever: it must first give what its own examples say.
void check_own_examples(const Tariff& tariff, std::string_view file_name) {
  for (const ExampleResult& result : check_examples(tariff)) {
    if (result.ok) continue;
    throw Error(ErrorCode::bad_tariff,
                "the example with " + result.usage + " does not hold: " + result.subject + " is " +
                    result.actual + " and should be " + result.expected +
                    "; correct the prices or the example",
                std::string(file_name) + ":" + std::to_string(result.line_number));
  }
}

}  // namespace

void check_fits(Store& store, const Tariff& tariff, std::string_view file_name) {
  check_currency(tariff, store.info(), file_name);
  check_meters(tariff, store.meters(), file_name);
}

bool add_tariff(Store& store, std::string_view toml, std::string_view file_name,
                const ChangeOptions& options) {
  check_told(options, Told::may_be);
  const Tariff tariff = parse_tariff(toml, file_name);
  check_fits(store, tariff, file_name);
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
  check_own_examples(tariff, file_name);
  check_begin(store, added.effective, options, "effective");
  store.add_tariff(added);
  check_prorates(store, added);
  keep_change(store, version_change(ChangeKind::tariff_add, added), options);
  const std::vector<CompanyMonth> changed = repriced(store, added);
  check_reach(store, changed, options, "effective");
  settle_later(store, changed);
  return true;
}

void remove_tariff(Store& store, std::string_view id, int version, const ChangeOptions& options) {
  check_told(options, Told::must_be);
  const std::vector<TariffDocument> documents = store.tariffs();
  const auto found = std::ranges::find_if(documents, [&](const TariffDocument& document) {
    return document.id == id && document.version == version;
  });
  if (found == documents.end())
    throw Error(ErrorCode::not_found,
                "tariff " + in_quotes(id) + " has no version " + std::to_string(version) +
                    "; see the list of tariffs",
                "version");
  const std::vector<CompanyMonth> changed = repriced(store, *found);
  store.remove_tariff(id, version);  // not if it is on an invoice, whatever else speaks against it
  check_without(store, *found);
  check_prorates(store, *found);
  keep_change(store, version_change(ChangeKind::tariff_remove, *found), options);
  settle_later(store, changed);
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
  return tariff_of(document_for(id, month));
}

const Tariff& Catalogue::version(std::string_view id, int number) {
  for (const TariffDocument& document : documents_)
    if (document.id == id && document.version == number) return tariff_of(document);
  throw Error(ErrorCode::not_found,
              "tariff " + in_quotes(id) + " has no version " + std::to_string(number));
}

const Tariff& Catalogue::tariff_of(const TariffDocument& document) {
  auto found = tariffs_.find(&document);
  if (found == tariffs_.end())
    found = tariffs_.emplace(&document, parse_tariff(document.text, document.id)).first;
  return found->second;
}

}  // namespace porto::internal
