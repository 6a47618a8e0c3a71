// See ubl_parties.hpp.
#include "books/ubl_parties.hpp"

#include "books/identifiers.hpp"

namespace porto::internal {
namespace {

constexpr const char* organisation_scheme = "0007";  // Swedish organisation numbers

void write_endpoint(Xml& xml, const Party& party) {
  const std::size_t colon = party.endpoint.find(':');
  if (party.endpoint.empty())
    xml.element("cbc:EndpointID", without_marks(party.organisation),
                {{"schemeID", organisation_scheme}});
  else
    xml.element("cbc:EndpointID", party.endpoint.substr(colon + 1),
                {{"schemeID", party.endpoint.substr(0, colon)}});
}

void write_address(Xml& xml, const Party& party) {
  xml.within("cac:PostalAddress", [&] {
    xml.element("cbc:StreetName", party.street);
    xml.element("cbc:CityName", party.city);
    xml.element("cbc:PostalZone", party.postcode);
    xml.within("cac:Country", [&] { xml.element("cbc:IdentificationCode", party.country); });
  });
}

void write_tax_scheme(Xml& xml, const std::string& id, const char* scheme) {
  if (id.empty()) return;
  xml.within("cac:PartyTaxScheme", [&] {
    xml.element("cbc:CompanyID", id);
    xml.within("cac:TaxScheme", [&] { xml.element("cbc:ID", scheme); });
  });
}

void write_legal_entity(Xml& xml, const Party& party, const std::string& name) {
  xml.within("cac:PartyLegalEntity", [&] {
    xml.element("cbc:RegistrationName", name);
    if (party.country == "SE")
      xml.element("cbc:CompanyID", without_marks(party.organisation),
                  {{"schemeID", organisation_scheme}});
    else
      xml.element("cbc:CompanyID", party.organisation);
  });
}

}  // namespace

void write_supplier(Xml& xml, const Seller& seller, bool with_vat) {
  xml.within("cac:AccountingSupplierParty", [&] {
    xml.within("cac:Party", [&] {
      write_endpoint(xml, seller);
      xml.within("cac:PartyName", [&] { xml.element("cbc:Name", seller.name); });
      write_address(xml, seller);
      if (with_vat) write_tax_scheme(xml, seller.vat_number, "VAT");
      // SE-R-005.
      if (seller.has_f_tax) write_tax_scheme(xml, "Godk\u00E4nd f\u00F6r F-skatt", "TAX");
      write_legal_entity(xml, seller, seller.name);
    });
  });
}

void write_customer(Xml& xml, const Buyer& buyer, const std::string& name, bool with_vat) {
  xml.within("cac:AccountingCustomerParty", [&] {
    xml.within("cac:Party", [&] {
      write_endpoint(xml, buyer);
      xml.within("cac:PartyName", [&] { xml.element("cbc:Name", name); });
      write_address(xml, buyer);
      if (with_vat) write_tax_scheme(xml, buyer.vat_number, "VAT");
      write_legal_entity(xml, buyer, name);
    });
  });
}

}  // namespace porto::internal
