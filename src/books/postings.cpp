// See postings.hpp.
#include "books/postings.hpp"

#include "porto/tariff.hpp"

namespace porto::internal {
Postings::Postings(Store& store, const PostingDefaults& defaults) : defaults_(defaults) {
  for (const TariffDocument& document : store.tariffs()) {
    auto& charges = charges_[{document.id, document.version}];
    for (const Charge& charge : parse_tariff(document.text, document.id).charges)
      charges[charge.id] = {charge.article, charge.account};
  }
}

Posting Postings::of(const InvoiceLine& line) const {
  if (line.kind == LineKind::item)
    return {first_said(defaults_.item_article, defaults_.article),
            first_said(defaults_.item_account, defaults_.account)};
  Posting said;
  const auto tariff = charges_.find({line.tariff, line.tariff_version});
  if (tariff != charges_.end()) {
    const auto charge = tariff->second.find(line.charge);
    if (charge != tariff->second.end()) said = charge->second;
  }
  return {first_said(said.article, defaults_.article), first_said(said.account, defaults_.account)};
}

}  // namespace porto::internal
