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

// A further server of a ledger on several is no part of its name; its URL has an @ of its own.
std::string without_servers(std::string url) {
  constexpr std::string_view further = "server=";
  std::size_t at = 0;
  while ((at = url.find(further, at)) != url.npos) {
    const std::size_t end = std::min(url.find('&', at), url.size());
    const bool is_one = at > 0 && (url[at - 1] == '&' || url[at - 1] == '?');
    if (is_one)
      url.erase(at, end - at);
    else
      at = end;
  }
  return url;
}

}  // namespace

bool is_on_server(const std::string& ledger) {
  return ledger.starts_with("postgresql://") || ledger.starts_with("postgres://");
}

std::string shown_ledger(const std::string& given) {
  if (!is_on_server(given)) return given;
  const std::string ledger = without_servers(given);
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
