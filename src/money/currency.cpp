// The currencies of ISO 4217 and their decimals.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "porto/error.hpp"
#include "porto/money.hpp"

namespace porto {

using namespace internal;

namespace {

// Codes with the same number of decimals, each followed by a space.
struct Group {
  std::int8_t decimals;
  std::string_view codes;
};

// List one of ISO 4217 as of January 2026.
constexpr std::array<Group, 4> groups{{
    {0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF "},
    {2,
     "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN "
     "BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP "
     "ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR "
     "IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT "
     "MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP "
     "PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC "
     "SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD "
     "XCD XCG YER ZAR ZMW ZWG "},
    {3, "BHD IQD JOD KWD LYD OMR TND "},
    {4, "CLF UYW "},
}};
// Codes of the list that have no minor unit: metals, units of account, testing, no currency.
constexpr std::string_view without_minor_unit =
    "XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX ";

constexpr std::size_t stride = 4;  // a code and its space

// What people write for a currency, in lower case.
constexpr std::pair<std::string_view, std::string_view> words[] = {
    {"kr", "SEK"},       {"skr", "SEK"},    {"krona", "SEK"},    {"kronor", "SEK"},
    {"\u00F6re", "SEK"}, {"nkr", "NOK"},    {"dkr", "DKK"},      {"\u20AC", "EUR"},
    {"eur.", "EUR"},     {"euro", "EUR"},   {"euros", "EUR"},    {"$", "USD"},
    {"us$", "USD"},      {"dollar", "USD"}, {"dollars", "USD"},  {"\u00A3", "GBP"},
    {"pound", "GBP"},    {"pounds", "GBP"}, {"sterling", "GBP"},
};

bool contains(std::string_view codes, std::string_view code) {
  if (code.size() != 3) return false;
  for (std::size_t at = 0; at < codes.size(); at += stride)
    if (codes[at] == code[0] && codes.substr(at, 3) == code) return true;
  return false;
}

std::string_view nearest_currency(std::string_view code) {
  std::string upper(code);
  for (char& c : upper)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  std::vector<std::string_view> known;
  for (const Group& group : groups)
    for (std::size_t at = 0; at < group.codes.size(); at += stride)
      known.push_back(group.codes.substr(at, 3));
  return nearest(upper, known);
}

[[noreturn]] void throw_unknown(std::string_view code) {
  if (contains(without_minor_unit, code))
    throw Error(ErrorCode::unknown_currency,
                in_quotes(code) +
                    " has no minor unit in ISO 4217, so nothing can be billed in it; "
                    "use a currency such as SEK");
  std::string message = in_quotes(code) + " is not a currency of ISO 4217; ";
  for (const auto& [word, meant] : words)
    if (lower_case(code) == word)
      throw Error(ErrorCode::unknown_currency, message + "write " + in_quotes(meant));
  const auto meant = nearest_currency(code);
  message += meant.empty() ? "use an upper-case code such as SEK"
                           : "did you mean " + in_quotes(meant) + "?";
  throw Error(ErrorCode::unknown_currency, message);
}

}  // namespace

Currency::Currency(std::string_view code) {
  const auto group = std::find_if(groups.begin(), groups.end(), [code](const Group& candidate) {
    return contains(candidate.codes, code);
  });
  if (group == groups.end()) throw_unknown(code);
  std::copy_n(code.begin(), 3, code_);
  decimals_ = group->decimals;
}

}  // namespace porto
