// See nouns.hpp.
#include "tariff/nouns.hpp"

#include <algorithm>
#include <array>

namespace porto::internal {
namespace {

struct NamedNoun {
  std::array<std::string_view, 4> names;  ///< of meters, in small letters; or a unit code
  Noun english;
  Noun swedish;
};

constexpr NamedNoun meter_nouns[] = {
    {{"messages", "message", "meddelanden"},
     {"message", "messages"},
     {"meddelande", "meddelanden"}},
    {{"emails", "email", "mails", "epost"},
     {"email", "emails"},
     {"e-postmeddelande", "e-postmeddelanden"}},
    {{"sms"}, {"SMS", "SMS"}, {"sms", "sms"}},
    {{"mms"}, {"MMS", "MMS"}, {"mms", "mms"}},
    {{"letters", "brev"}, {"letter", "letters"}, {"brev", "brev"}},
    {{"calls", "samtal"}, {"call", "calls"}, {"samtal", "samtal"}},
    {{"minutes", "minuter"}, {"minute", "minutes"}, {"minut", "minuter"}},
    {{"users", "anvandare"}, {"user", "users"}, {"användare", "användare"}},
    {{"seats", "platser"}, {"seat", "seats"}, {"plats", "platser"}},
    {{"apartments", "lagenheter"}, {"apartment", "apartments"}, {"lägenhet", "lägenheter"}},
    {{"documents", "dokument"}, {"document", "documents"}, {"dokument", "dokument"}},
    {{"invoices", "fakturor"}, {"invoice", "invoices"}, {"faktura", "fakturor"}},
    {{"pages", "sidor"}, {"page", "pages"}, {"sida", "sidor"}},
    {{"requests", "anrop"}, {"request", "requests"}, {"anrop", "anrop"}},
};

constexpr NamedNoun unit_nouns[] = {
    {{"AD"}, {"byte", "bytes"}, {"byte", "byte"}},
    {{"2P"}, {"kB", "kB"}, {"kB", "kB"}},
    {{"4L"}, {"MB", "MB"}, {"MB", "MB"}},
    {{"E34"}, {"GB", "GB"}, {"GB", "GB"}},
    {{"E35"}, {"TB", "TB"}, {"TB", "TB"}},
    {{"SEC"}, {"second", "seconds"}, {"sekund", "sekunder"}},
    {{"MIN"}, {"minute", "minutes"}, {"minut", "minuter"}},
    {{"HUR"}, {"hour", "hours"}, {"timme", "timmar"}},
    {{"DAY"}, {"day", "days"}, {"dag", "dagar"}},
    {{"MON"}, {"month", "months"}, {"månad", "månader"}},
    {{"KWH"}, {"kWh", "kWh"}, {"kWh", "kWh"}},
    {{"KGM"}, {"kg", "kg"}, {"kg", "kg"}},
    {{"KMT"}, {"km", "km"}, {"km", "km"}},
    {{"LTR"}, {"litre", "litres"}, {"liter", "liter"}},
};

template <std::size_t size>
std::optional<Noun> find_noun(const NamedNoun (&nouns)[size], std::string_view name,
                              std::string_view language) {
  if (name.empty()) return {};
  for (const NamedNoun& noun : nouns)
    if (std::find(noun.names.begin(), noun.names.end(), name) != noun.names.end())
      return language == "sv" ? noun.swedish : noun.english;
  return {};
}

}  // namespace

Noun noun_of_units(std::string_view language) {
  return language == "sv" ? Noun{"enhet", "enheter"} : Noun{"unit", "units"};
}

Noun noun_of_pieces(std::string_view language) {
  return language == "sv" ? Noun{"st", "st"} : Noun{"pc", "pcs"};
}

std::optional<Noun> noun_of_meter(std::string_view meter, std::string_view language) {
  return find_noun(meter_nouns, meter, language);
}

std::optional<Noun> noun_of_unit(std::string_view code, std::string_view language) {
  return find_noun(unit_nouns, code, language);
}

bool is_piece(std::string_view code) { return code == "H87" || code == "C62" || code == "EA"; }

}  // namespace porto::internal
