// See ledger_name.hpp. The library takes URLs apart as the server's own library does; here it is
// enough that no part of one that may be a secret is left.
#include "ledger_name.hpp"

#include <algorithm>
#include <string_view>

namespace porto_cli {
namespace {

/// The parameters of a URL that say which ledger it is.
bool is_shown(std::string_view parameter) {
  return parameter.starts_with("ledger=") || parameter.starts_with("host=") ||
         parameter.starts_with("port=") || parameter.starts_with("dbname=");
}

std::string shown_parameters(std::string_view parameters) {
  std::string shown;
  while (!parameters.empty()) {
    const std::string_view one = parameters.substr(0, parameters.find('&'));
    if (is_shown(one)) shown += (shown.empty() ? "?" : "&") + std::string(one);
    parameters.remove_prefix(one.size() < parameters.size() ? one.size() + 1 : one.size());
  }
  return shown;
}

}  // namespace

bool is_on_server(const std::string& ledger) {
  return ledger.starts_with("postgresql://") || ledger.starts_with("postgres://");
}

std::string shown_ledger(const std::string& ledger) {
  if (!is_on_server(ledger)) return ledger;
  const std::size_t begin = ledger.find("//") + 2;
  std::string shown = ledger.substr(0, begin);
  std::string_view rest = std::string_view(ledger).substr(begin);
  // The last @: a password may have one that nobody has escaped.
  if (const std::size_t at = rest.rfind('@'); at != rest.npos) {
    shown += std::string(rest.substr(0, std::min(rest.find_first_of(":/?"), at))) + "@";
    rest.remove_prefix(at + 1);
  }
  const std::string_view place = rest.substr(0, rest.find('?'));
  shown += place;
  if (place.size() < rest.size()) shown += shown_parameters(rest.substr(place.size() + 1));
  return shown;
}

}  // namespace porto_cli
