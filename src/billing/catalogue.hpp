// The tariffs of a ledger: which documents may join, and which version prices a month.
#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "porto/changes.hpp"
#include "porto/tariff.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Adds a document in the caller's write transaction. False if the same bytes are there already.
/// Errors: see Ledger::add_tariff.
bool add_tariff(Store& store, std::string_view toml, std::string_view file_name,
                const ChangeOptions& options = {});

/// Removes a version that no closed month used. Errors: see Ledger::remove_tariff.
void remove_tariff(Store& store, std::string_view id, int version, const ChangeOptions& options);

/// Error bad_tariff if a ledger cannot bill with the tariff: another currency, an unknown meter.
void check_fits(Store& store, const Tariff& tariff, std::string_view file_name);

/// The documents of a store as tariffs, read once each, when first asked for.
class Catalogue {
 public:
  explicit Catalogue(Store& store) : documents_(store.tariffs()) {}

  /// The version that prices a month: the highest that is effective by then. Error not_found.
  const TariffDocument& document_for(std::string_view id, Month month) const;
  const Tariff& tariff_for(std::string_view id, Month month);
  /// A version by its number. Error not_found.
  const Tariff& version(std::string_view id, int number);

 private:
  const Tariff& tariff_of(const TariffDocument& document);

  std::vector<TariffDocument> documents_;            // by id, version
  std::map<const TariffDocument*, Tariff> tariffs_;  // read so far
};

}  // namespace porto::internal
