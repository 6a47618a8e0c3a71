// See configuration.hpp. The file is TOML, of which it needs no more than keys and texts.
#include "configuration.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "arguments.hpp"
#include "failure.hpp"
#include "ledger_name.hpp"
#include "nearest.hpp"

namespace porto_cli {
namespace {

const std::vector<std::string> kKeys = {"ledger", "actor", "csv", "language", "output"};

std::string listed_keys() {
  std::string list;
  for (const std::string& key : kKeys) list += (list.empty() ? "" : ", ") + key;
  return list;
}

std::string without_blanks(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

/// A TOML text at the front of `rest`, which keeps what follows it; false if there is none.
bool take_text(std::string& rest, std::string& value) {
  const char quote = rest.empty() ? '\0' : rest[0];
  if (quote != '"' && quote != '\'') return false;
  for (std::size_t at = 1; at < rest.size(); ++at) {
    if (rest[at] == quote) {
      rest.erase(0, at + 1);
      return true;
    }
    const bool escapes = quote == '"' && rest[at] == '\\';
    if (escapes && (++at == rest.size() || (rest[at] != '"' && rest[at] != '\\'))) return false;
    value += rest[at];
  }
  return false;
}

}  // namespace

Configuration Configuration::read() {
  const char* named = std::getenv("PORTO_CONFIG");
  const bool is_named = named != nullptr && *named != '\0';
  const std::string file = is_named ? named : "porto.toml";
  Configuration configuration;
  std::error_code unknown;
  if (!is_named && !std::filesystem::is_regular_file(file, unknown)) return configuration;
  std::string text;
  try {
    text = read_document(file);
  } catch (const Failure& failure) {
    throw Failure(failure.exit_status(),
                  std::string(failure.what()) + (is_named ? " (PORTO_CONFIG names it)" : ""));
  }
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    configuration.add_line(without_blanks(text.substr(begin, end - begin)),
                           file + ":" + std::to_string(++number));
    begin = end + 1;
  }
  return configuration;
}

void Configuration::add_line(const std::string& line, const std::string& place) {
  if (line.empty() || line[0] == '#') return;
  const std::size_t equals = line.find('=');
  const std::string key = without_blanks(line.substr(0, equals));
  std::string rest = equals == std::string::npos ? "" : without_blanks(line.substr(equals + 1));
  std::string value;
  const bool is_text = take_text(rest, value);
  rest = without_blanks(rest);
  if (!is_text || (!rest.empty() && rest[0] != '#'))
    throw wrong_usage(place,
                      "this is no setting; write KEY = \"TEXT\", such as ledger = \"porto.db\"");
  if (std::find(kKeys.begin(), kKeys.end(), key) == kKeys.end()) {
    const std::string near = nearest(key, kKeys);
    throw wrong_usage(
        place, "unknown key \"" + key + "\"; " +
                   (near.empty() ? "the keys are " + listed_keys() : "did you mean " + near + "?"));
  }
  if (const Setting* before = find(key))
    throw wrong_usage(place, key + " is set already, at " + before->place);
  if (value.empty()) throw wrong_usage(place, key + " is empty; leave it out");
  settings_.push_back({key, value, place});
}

const Configuration::Setting* Configuration::find(const std::string& key) const {
  for (const Setting& setting : settings_)
    if (setting.key == key) return &setting;
  return nullptr;
}

std::string ledger_of(const Configuration::Setting& setting) {
  if (is_on_server(setting.value)) return setting.value;
  const std::filesystem::path file = setting.place.substr(0, setting.place.rfind(':'));
  return (file.parent_path() / setting.value).string();
}

}  // namespace porto_cli
