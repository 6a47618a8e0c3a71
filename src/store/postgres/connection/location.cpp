// See location.hpp.
#include "store/postgres/connection/location.hpp"

#include <libpq-fe.h>

#include <algorithm>
#include <memory>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

constexpr std::string_view own_parameter = "ledger=";
constexpr std::string_view further_server = "server=";
constexpr std::string_view not_prepared = "prepare=off";
constexpr std::size_t max_name_bytes = 63;  // of PostgreSQL

// A name that needs no quotes and that no other spelling means.
bool is_name(std::string_view name) {
  const auto is_letter = [](char c) { return ('a' <= c && c <= 'z') || c == '_'; };
  return !name.empty() && name.size() <= max_name_bytes && is_letter(name.front()) &&
         !name.starts_with("pg_") &&
         std::ranges::all_of(name, [&](char c) { return is_letter(c) || ('0' <= c && c <= '9'); });
}

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t end = text.find(at);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

int hex_digit(char c) {
  if ('0' <= c && c <= '9') return c - '0';
  if ('a' <= c && c <= 'f') return c - 'a' + 10;
  if ('A' <= c && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string decoded(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      plain += text[i];
      continue;
    }
    const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = high < 0 ? -1 : hex_digit(text[i + 2]);
    if (low < 0)
      throw Error(ErrorCode::invalid_argument,
                  "a % in the URL of a server is written %25, and a & %26", "path");
    plain += static_cast<char>(16 * high + low);
    i += 2;
  }
  return plain;
}

using Options = std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)>;

// What libpq makes of it; its message may have the whole URL in it, and is not shown.
Options parsed(const std::string& conninfo) {
  char* message = nullptr;
  Options options(PQconninfoParse(conninfo.c_str(), &message), PQconninfoFree);
  PQfreemem(message);
  if (!options)
    throw Error(ErrorCode::invalid_argument,
                "the URL of the ledger is not one that PostgreSQL takes; write"
                " postgresql://user@host:port/database?ledger=name",
                "path");
  return options;
}

std::string without_password(const Options& options, const std::string& ledger) {
  std::string host;
  std::string port;
  std::string database;
  std::string user;
  for (const PQconninfoOption* option = options.get(); option->keyword; ++option) {
    const std::string_view keyword = option->keyword;
    if (!option->val) continue;
    if (keyword == "host" || (keyword == "hostaddr" && host.empty())) host = option->val;
    if (keyword == "port") port = option->val;
    if (keyword == "dbname") database = option->val;
    if (keyword == "user") user = option->val;
  }
  std::string shown = "postgresql://" + (user.empty() ? user : user + "@");
  const bool is_socket = host.starts_with('/');
  shown += is_socket ? std::string() : host;
  if (!port.empty() && !is_socket) shown += ":" + port;
  shown += "/" + database + "?";
  if (is_socket) shown += "host=" + host + "&";
  return shown + std::string(own_parameter) + ledger;
}

bool has_password(const Options& options) {
  for (const PQconninfoOption* option = options.get(); option->keyword; ++option)
    if (std::string_view(option->keyword) == "password" && option->val) return true;
  return false;
}

}  // namespace

Location location_of(const std::string& url) {
  Location location{.conninfo = url.substr(0, url.find('?')), .ledger = "porto", .shown = {}};
  if (location.conninfo.size() < url.size()) {
    char before = '?';
    for (const std::string& part : split(url.substr(location.conninfo.size() + 1), '&')) {
      if (part.starts_with(own_parameter)) {
        location.ledger = part.substr(own_parameter.size());
      } else if (part.starts_with(further_server)) {
        location.servers.push_back(decoded(std::string_view(part).substr(further_server.size())));
      } else if (part == not_prepared) {
        location.prepares = false;
      } else if (!part.empty()) {
        location.conninfo += before + part;
        before = '&';
      }
    }
  }
  if (!is_name(location.ledger))
    throw Error(ErrorCode::invalid_argument,
                "a ledger on a server is named with small letters a to z, digits and _, not " +
                    in_quotes(location.ledger),
                "path");
  const Options options = parsed(location.conninfo);
  location.shown = without_password(options, location.ledger);
  location.has_password = has_password(options);
  return location;
}

}  // namespace porto::internal
