// What a Peppol invoice needs that nothing else makes sure of. Rules are named as EN 16931 (BR-)
// and Peppol (PEPPOL-EN16931-, SE-R-) do.
#include <string>

#include "base/text.hpp"
#include "books/ubl.hpp"

namespace porto::internal {
namespace {

constexpr int most_ubl_decimals = 2;  // BR-DEC-*

void check_address(const Party& party, const std::string& who, const std::string& where,
                   Lacking& lacking) {
  const auto needs = [&](const std::string& text, const char* key) {
    lacking.add_if(text.empty(), who + " has no " + key + "; write it in " + where);
  };
  needs(party.street, "street");
  needs(party.city, "city");
  needs(party.postcode, "postcode");
}

// A Swedish number was checked when the file was read (SE-R-003, 004, 013).
bool has_endpoint(const Party& party) {
  return !party.endpoint.empty() || (party.country == "SE" && !party.organisation.empty());
}

void check_seller(const Seller& seller, Lacking& lacking) {
  lacking.add_if(seller.name.empty(), "the seller has no name; write it in [seller]");
  lacking.add_if(seller.organisation.empty(),
                 "the seller has no organisation; write it in [seller]");
  lacking.add_if(!has_endpoint(seller),
                 "the seller has no endpoint, its address in Peppol; write it in [seller]");
  check_address(seller, "the seller", "[seller]", lacking);
}

void check_category(const Vat& vat, const Seller& seller, const Party& buyer,
                    const std::string& who, const std::string& where, Lacking& lacking) {
  const bool needs_buyer = vat.category == "AE" || vat.category == "K";
  lacking.add_if(vat.category != "O" && seller.vat_number.empty(),
                 "the seller has no vat_number; write it in [seller]");
  // BR-AE-02, BR-IC-02.
  lacking.add_if(needs_buyer && buyer.vat_number.empty(),
                 who + " has no vat_number, which category " + in_quotes(vat.category) +
                     " needs; write it in " + where);
  // SE-R-006.
  const bool is_swedish = vat.rate == 25 || vat.rate == 12 || vat.rate == 6;
  lacking.add_if(seller.country == "SE" && vat.category == "S" && !is_swedish,
                 "vat " + in_quotes(vat.id) + " has a rate of " + vat.rate.to_string() +
                     "; a Swedish seller has 25, 12 or 6");
}

}  // namespace

void check_ubl(const MonthInvoice& invoice, const BooksSettings& settings, Lacking& lacking) {
  const std::string who = "company " + in_quotes(invoice.company->id);
  const std::string where = "its [[buyer]]";
  const Seller seller = settings.seller.value_or(Seller());
  check_seller(seller, lacking);
  if (!invoice.buyer) {
    lacking.add(who + " has no [[buyer]]; write one with its address");
    return;
  }
  const Buyer& buyer = *invoice.buyer;
  lacking.add_if(buyer.name.empty() && invoice.company->name.empty(),
                 who + " has no name; write it in " + where + ", or with `porto company add`");
  lacking.add_if(buyer.reference.empty() && invoice.company->reference.empty(),
                 who + " has no reference (PEPPOL-EN16931-R003); write it in " + where +
                     ", or with `porto company add`");
  lacking.add_if(!has_endpoint(buyer),
                 who + " has no endpoint, its address in Peppol; write it in " + where);
  check_address(buyer, who, where, lacking);
  for (const TaxGroup& group : invoice.groups)
    check_category(*group.vat, seller, buyer, who, where, lacking);
  // BR-O-11 to 14.
  for (const TaxGroup& group : invoice.groups)
    lacking.add_if(group.vat->category == "O" && invoice.groups.size() > 1,
                   who +
                       " has lines of category \"O\" and of others, which no invoice may have; "
                       "write vat = in " +
                       where);
  lacking.add_if(invoice.currency.decimals() > most_ubl_decimals,
                 "amounts of UBL have 2 decimals, and " + std::string(invoice.currency.code()) +
                     " has more; export it with --format rows");
}

}  // namespace porto::internal
