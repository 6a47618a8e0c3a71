// See read_parties.hpp.
#include "books/read_parties.hpp"

#include <set>

#include "base/text.hpp"
#include "books/identifiers.hpp"

namespace porto::internal {
namespace {

std::string party_text(const Value& value) { return value.line_text().value_or(""); }

std::string read_country(const Value& value) {
  const std::string code = value.text().value_or("");
  if (code.size() == 2 && begins_with_country(code + "0")) return code;
  if (!code.empty()) value.refuse(in_quotes(code) + " is not a country", "write country = \"SE\"");
  return "SE";
}

std::string read_vat_number(const Value& value) {
  const std::string number = without_marks(value.text().value_or(""));
  const bool is_right =
      number.starts_with("SE") ? is_swedish_vat_number(number) : begins_with_country(number);
  if (!number.empty() && !is_right)
    value.refuse(in_quotes(number) + " is not a VAT number",
                 "write the country, then its number: a Swedish one is SE, the 10 digits of the "
                 "organisation number, 01");
  return number;
}

// "0007:5566778899". Peppol checks Swedish organisation numbers, and knows schemes by 4 digits.
std::string read_endpoint(const Value& value) {
  const std::string endpoint = value.text().value_or("");
  const std::size_t colon = endpoint.find(':');
  const std::string_view scheme = std::string_view(endpoint).substr(0, colon);
  const bool has_scheme = colon == 4 && is_digits(scheme) && endpoint.size() > 5;
  const bool is_right =
      has_scheme && (scheme != "0007" || is_swedish_organisation(endpoint.substr(5)));
  if (!endpoint.empty() && !is_right)
    value.refuse(in_quotes(endpoint) + " is not an address in Peppol",
                 "write the scheme, 4 digits, ':' and the id: \"0007:\" and 10 digits for a "
                 "Swedish organisation number");
  return endpoint;
}

// SE-R-003, 004, 013. Numbers of other countries are as they are.
void check_organisation(const Table& table, const Party& party) {
  const Node* country = table.find("country");
  const bool is_swedish = !country || (country->kind == Node::Kind::text && country->text == "SE");
  if (!is_swedish || party.organisation.empty()) return;
  if (is_swedish_organisation(without_marks(party.organisation))) return;
  table.mistakes().error(table.find("organisation")->at,
                         "\"organisation\" " + in_quotes(party.organisation) +
                             " is not a Swedish organisation number: it has 10 digits, of which "
                             "the last checks the others",
                         "write it as it is registered, or the country that it is of");
}

template <class Of>
constexpr Key<Of> party_keys[] = {
    {"name", "\"Exempelpost AB\"", [](const Value& v, Of& p) { p.name = party_text(v); }},
    {"organisation", "\"556677-8899\"",
     [](const Value& v, Of& p) { p.organisation = party_text(v); }},
    {"vat_number", "\"SE556677889901\"",
     [](const Value& v, Of& p) { p.vat_number = read_vat_number(v); }},
    {"street", "\"Storgatan 1\"", [](const Value& v, Of& p) { p.street = party_text(v); }},
    {"city", "\"Umeå\"", [](const Value& v, Of& p) { p.city = party_text(v); }},
    {"postcode", "\"903 24\"", [](const Value& v, Of& p) { p.postcode = party_text(v); }},
    {"country", "\"SE\"", [](const Value& v, Of& p) { p.country = read_country(v); }},
    {"endpoint", "\"0007:5566778899\"",
     [](const Value& v, Of& p) { p.endpoint = read_endpoint(v); }},
};

void refuse_check_digit(const Value& value) {
  value.refuse(in_quotes(value.node().key) + " " + in_quotes(value.node().text) +
                   " cannot be: its check digits do not fit the others",
               "look it up: a digit is wrong, or two have changed places");
}

std::string read_giro(const Value& value, std::size_t least, std::size_t most) {
  const std::string digits = without_marks(value.text().value_or(""));
  if (!digits.empty() && (!is_digits(digits) || digits.size() < least || digits.size() > most))
    value.refuse_as_not("a number of " + std::to_string(least) + " to " + std::to_string(most) +
                        " digits");
  else if (!digits.empty() && !has_luhn_digit(digits))
    refuse_check_digit(value);
  return digits;
}

std::string read_iban(const Value& value) {
  const std::string iban = without_marks(value.text().value_or(""));
  if (!iban.empty() && !is_iban(iban)) refuse_check_digit(value);
  return iban;
}

constexpr Key<Seller> seller_keys[] = {
    {"f_tax", "true",
     [](const Value& v, Seller& s) { s.has_f_tax = v.yes_or_no().value_or(false); }},
    {"bankgiro", "\"5050-1055\"",
     [](const Value& v, Seller& s) { s.bankgiro = read_giro(v, 7, 8); }},
    {"plusgiro", "\"28 65 43-4\"",
     [](const Value& v, Seller& s) { s.plusgiro = read_giro(v, 2, 8); }},
    {"iban", "\"SE4550000000058398257466\"",
     [](const Value& v, Seller& s) { s.iban = read_iban(v); }},
    {"bic", "\"ESSESESS\"", [](const Value& v, Seller& s) { s.bic = party_text(v); }},
};

constexpr Key<Buyer> buyer_keys[] = {
    {"company", "\"bolag-17\"",
     [](const Value& v, Buyer& b) {
       b.company = v.id().value_or("");
       b.company_at = v.at();
     },
     true},
    {"reference", "\"Kim Ek\"", [](const Value& v, Buyer& b) { b.reference = party_text(v); }},
    {"vat", "\"reverse\"", [](const Value& v, Buyer& b) { b.vat = v.id().value_or(""); }},
    {"days", "30", [](const Value& v, Buyer& b) { b.days = v.whole(0, most_due_days); }},
};

Buyer read_buyer(const Value& value) {
  Buyer buyer;
  if (!value.is_table()) return buyer;
  Table table(value, names_of(buyer_keys, party_keys<Buyer>), &near_key);
  table.read(buyer_keys, buyer);
  table.read(party_keys<Buyer>, buyer);
  check_organisation(table, buyer);
  return buyer;
}

}  // namespace

Seller read_seller(const Value& value) {
  Seller seller;
  if (!value.is_table()) return seller;
  Table table(value, names_of(party_keys<Seller>, seller_keys), &near_key);
  table.read(party_keys<Seller>, seller);
  table.read(seller_keys, seller);
  check_organisation(table, seller);
  return seller;
}

std::vector<Buyer> read_buyers(const Value& value) {
  std::vector<Buyer> buyers;
  std::set<std::string> known;
  for (const Value& element : value.elements("{ company = \"bolag-17\" }")) {
    buyers.push_back(read_buyer(element));
    const std::string& company = buyers.back().company;
    if (!company.empty() && !known.insert(company).second)
      element.refuse("there is a buyer " + in_quotes(company) + " already",
                     "write one [[buyer]] for each company");
  }
  return buyers;
}

}  // namespace porto::internal
