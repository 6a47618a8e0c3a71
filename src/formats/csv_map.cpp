// See csv_map.hpp. Both forms become settings, which one table of keys understands.
#include "formats/csv_map.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <charconv>
#include <span>

#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

constexpr std::size_t max_map_bytes = 16 * 1024;
constexpr std::string_view constant_prefix = "constant.";

struct Place {
  unsigned line = 1;
  unsigned column = 1;
};

// A key of the map with its values, as text.
struct Setting {
  std::string key;
  std::vector<std::string> values;
  Place place;
};

[[noreturn]] void refuse(const std::string& what, Place place) {
  throw Error(ErrorCode::invalid_argument, "the column map " + what,
              "map:" + std::to_string(place.line) + ":" + std::to_string(place.column));
}

// TOML.

Place place_of(const toml::source_region& region) {
  return {region.begin.line, region.begin.column};
}

std::string text_of(const toml::node& node, const std::string& key) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* whole = node.as_integer()) return std::to_string(whole->get());
  if (const auto* truth = node.as_boolean()) return truth->get() ? "true" : "false";
  refuse("has a value of " + in_quotes(key) + " that is no text; write it in quotes",
         place_of(node.source()));
}

void add_settings(const toml::table& table, const std::string& prefix, std::vector<Setting>& out) {
  for (const auto& [name, value] : table) {
    const std::string key = prefix + std::string(name.str());
    if (const auto* inner = value.as_table(); inner && prefix.empty()) {
      add_settings(*inner, key + ".", out);
      continue;
    }
    Setting& setting = out.emplace_back(Setting{key, {}, place_of(name.source())});
    if (const auto* array = value.as_array())
      for (const toml::node& element : *array) setting.values.push_back(text_of(element, key));
    else
      setting.values.push_back(text_of(value, key));
  }
}

std::vector<Setting> read_toml(std::string_view text) {
  std::vector<Setting> settings;
  try {
    add_settings(toml::parse(text), "", settings);
  } catch (const toml::parse_error& error) {
    std::string what(error.description());
    std::ranges::replace(what, '\n', ' ');
    refuse("is not TOML: " + what, place_of(error.source()));
  }
  return settings;
}

// The short form: key=value,key=value. A value with a comma is put in quotes; a key that is there
// again has one value more.
class ShortForm {
 public:
  explicit ShortForm(std::string_view text) : text_(text) {}

  std::vector<Setting> read() {
    std::vector<Setting> settings;
    for (bool more = true; more;) {
      const Place place = {1, static_cast<unsigned>(at_ + 1)};
      const std::size_t equals = text_.find_first_of("=,", at_);
      if (equals == text_.npos || text_[equals] == ',')
        refuse("has no = after " + in_quotes(text_.substr(at_, equals - at_)) +
                   "; write key=value,key=value, or TOML on several lines",
               place);
      const std::string key(trimmed(text_.substr(at_, equals - at_)));
      at_ = equals + 1;
      add(settings, {key, {value()}, place});
      more = at_ < text_.size();
      if (more && text_[at_++] != ',')
        refuse("has something after a closing quote", {1, static_cast<unsigned>(at_)});
    }
    return settings;
  }

 private:
  static std::string_view trimmed(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    return text.substr(0, text.find_last_not_of(' ') + 1);
  }

  static void add(std::vector<Setting>& settings, Setting setting) {
    const auto same = std::ranges::find(settings, setting.key, &Setting::key);
    if (same == settings.end())
      settings.push_back(std::move(setting));
    else
      same->values.push_back(std::move(setting.values.front()));
  }

  std::string value() {
    at_ = std::min(text_.find_first_not_of(' ', at_), text_.size());
    if (at_ == text_.size() || text_[at_] != '"') {
      const std::size_t end = std::min(text_.find(',', at_), text_.size());
      const std::string_view bare = trimmed(text_.substr(at_, end - at_));
      at_ = end;
      return std::string(bare);
    }
    const std::size_t end = text_.find('"', at_ + 1);
    if (end == text_.npos)
      refuse("has a quote that is not closed", {1, static_cast<unsigned>(at_ + 1)});
    const std::string_view quoted = text_.substr(at_ + 1, end - at_ - 1);
    at_ = std::min(text_.find_first_not_of(' ', end + 1), text_.size());
    return std::string(quoted);
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

// What keys mean. A function says what is wrong with a value, or nothing.

std::string set_flag(bool& flag, const std::string& value) {
  if (value != "true" && value != "false") return "true or false";
  flag = value == "true";
  return {};
}

std::string set_mark(char& mark, const std::string& value) {
  if (value.size() != 1 || static_cast<unsigned char>(value[0]) >= 0x80) return "one ASCII mark";
  mark = value[0];
  return {};
}

std::string set_decimal(ColumnMap& map, const std::string& value) {
  if (value != "." && value != ",") return "\".\" or \",\"";
  map.marks.decimal = value[0];
  return {};
}

std::string set_thousands(ColumnMap& map, const std::string& value) {
  const bool spaces = value == "\xC2\xA0" || value == "\xE2\x80\xAF";
  if (!spaces && value != " " && value != "." && value != "," && value != "'" &&
      value != "\xE2\x80\x99")
    return "\" \", \".\", \",\" or \"'\"";
  map.marks.thousands = spaces ? " " : value;
  return {};
}

std::string set_skip(ColumnMap& map, const std::string& value) {
  constexpr std::uint64_t most = 1'000'000;
  const char* end = value.data() + value.size();
  const auto [last, error] = std::from_chars(value.data(), end, map.style.skip_lines);
  if (error != std::errc() || last != end || map.style.skip_lines > most)
    return "a number of lines";
  return {};
}

std::string set_ambiguous(ColumnMap& map, const std::string& value) {
  if (value != "first" && value != "second") return "\"first\" or \"second\"";
  map.ambiguous = value == "first" ? Ambiguous::first : Ambiguous::second;
  return {};
}

std::string set_layout(ColumnMap& map, const std::string& value) {
  map.time_layout.emplace(value);
  return {};
}

// The names of zones and encodings are judged where they are used.
template <std::string ColumnMap::*name>
std::string set_name(ColumnMap& map, const std::string& value) {
  map.*name = value;
  return {};
}

struct Key {
  std::string_view name;
  std::string (*set)(ColumnMap&, const std::string&);
};
constexpr std::array<Key, 12> keys = {{
    {"private_id", [](ColumnMap& m, const std::string& v) { return set_flag(m.private_id, v); }},
    {"header", [](ColumnMap& m, const std::string& v) { return set_flag(m.header, v); }},
    {"trim", [](ColumnMap& m, const std::string& v) { return set_flag(m.style.trim, v); }},
    {"skip_lines", set_skip},
    {"comment", [](ColumnMap& m, const std::string& v) { return set_mark(m.style.comment, v); }},
    {"delimiter",
     [](ColumnMap& m, const std::string& v) { return set_mark(m.style.delimiter, v); }},
    {"decimal_mark", set_decimal},
    {"thousands_mark", set_thousands},
    {"time_layout", set_layout},
    {"zone", set_name<&ColumnMap::zone>},
    {"ambiguous", set_ambiguous},
    {"encoding", set_name<&ColumnMap::encoding>},
}};

constexpr std::array<Column, 4> with_constant = {Column::company, Column::quantity, Column::meter,
                                                 Column::source};

std::vector<std::string_view> known_keys(std::vector<std::string>& constants) {
  std::vector<std::string_view> known(column_names.begin(), column_names.end());
  for (const Key& key : keys) known.push_back(key.name);
  for (const Column column : with_constant)
    constants.push_back(std::string(constant_prefix) +
                        std::string(column_names[static_cast<std::size_t>(column)]));
  known.insert(known.end(), constants.begin(), constants.end());
  return known;
}

[[noreturn]] void refuse_key(const Setting& setting) {
  std::vector<std::string> constants;
  const std::vector<std::string_view> known = known_keys(constants);
  std::string hint = "the keys are";
  for (const std::string_view name : known) hint += " " + std::string(name);
  if (const std::string_view meant = nearest(setting.key, known); !meant.empty())
    hint = "did you mean " + in_quotes(meant) + "?";
  refuse("has an unknown key " + in_quotes(setting.key) + "; " + hint, setting.place);
}

void set_columns(ColumnMap& map, std::size_t index, const Setting& setting) {
  const auto column = static_cast<Column>(index);
  const bool several = column == Column::id || column == Column::time;
  if (setting.values.size() > 1 && !several)
    refuse("names several columns for " + in_quotes(setting.key) + "; name one", setting.place);
  for (const std::string& name : setting.values)
    if (name.empty())
      refuse("names no column for " + in_quotes(setting.key) + "; leave the key out",
             setting.place);
  map.columns[index] = setting.values;
}

// False if the key is none of a constant.
bool set_constant(ColumnMap& map, const Setting& setting) {
  if (!setting.key.starts_with(constant_prefix)) return false;
  const auto name = std::string_view(setting.key).substr(constant_prefix.size());
  const auto column = std::ranges::find_if(with_constant, [name](Column c) {
    return column_names[static_cast<std::size_t>(c)] == name;
  });
  if (column == with_constant.end()) return false;
  if (setting.values.size() != 1 || setting.values[0].empty())
    refuse("needs one value for " + in_quotes(setting.key), setting.place);
  map.constants[static_cast<std::size_t>(*column)] = setting.values[0];
  return true;
}

void apply(ColumnMap& map, const Setting& setting) {
  const auto column = std::ranges::find(column_names, setting.key);
  if (column != column_names.end())
    return set_columns(map, static_cast<std::size_t>(column - column_names.begin()), setting);
  if (set_constant(map, setting)) return;
  const auto key = std::ranges::find(keys, setting.key, &Key::name);
  if (key == keys.end()) refuse_key(setting);
  if (setting.values.size() != 1)
    refuse("needs one value for " + in_quotes(setting.key), setting.place);
  std::string wanted;
  try {
    wanted = key->set(map, setting.values[0]);
  } catch (const Error& error) {
    refuse(std::string("is wrong: ") + error.what(), setting.place);
  }
  if (!wanted.empty())
    refuse("has " + in_quotes(setting.values[0]) + " for " + in_quotes(setting.key) +
               "; it must be " + wanted,
           setting.place);
}

Place place_of(const std::vector<Setting>& settings, std::string_view key) {
  const auto setting = std::ranges::find(settings, key, &Setting::key);
  return setting == settings.end() ? Place{} : setting->place;
}

// What no key can tell alone.
void judge(const ColumnMap& map, const std::vector<Setting>& settings) {
  for (std::size_t i = 0; i < column_names.size(); ++i) {
    const Place place = place_of(settings, column_names[i]);
    if (!map.columns[i].empty() && map.constants[i])
      refuse("has both a column and a constant for " + in_quotes(column_names[i]), place);
    for (const std::string& name : map.columns[i])
      if (!map.header && name.find_first_not_of("0123456789") != name.npos)
        refuse("names the column " + in_quotes(name) +
                   " of a file without a header; give its number, from 1",
               place);
  }
  if (map.marks.thousands == std::string(1, map.marks.decimal))
    refuse("has the same mark before decimals and between thousands",
           place_of(settings, "thousands_mark"));
}

void merge(std::string& in_map, const std::string& option, const char* name) {
  if (!in_map.empty() && !option.empty() && in_map != option)
    throw Error(ErrorCode::invalid_argument,
                std::string("the column map says ") + name + " " + in_quotes(in_map) +
                    ", the option " + in_quotes(option) + "; say it once",
                name);
  if (in_map.empty()) in_map = option;
}

}  // namespace

ColumnMap read_column_map(std::string_view text) {
  if (text.size() > max_map_bytes) refuse("is longer than 16 KiB; is it another file?", {});
  if (!is_utf8(text)) refuse("is not UTF-8; save it as UTF-8", {});
  const bool one_line = text.find('\n') == text.npos;
  const std::vector<Setting> settings = one_line ? ShortForm(text).read() : read_toml(text);
  ColumnMap map;
  for (const Setting& setting : settings) apply(map, setting);
  judge(map, settings);
  return map;
}

ColumnMap column_map(const ImportOptions& options) {
  ColumnMap map = read_column_map(options.map);
  std::string delimiter = map.style.delimiter ? std::string(1, map.style.delimiter) : "";
  merge(delimiter, options.delimiter ? std::string(1, options.delimiter) : "", "delimiter");
  map.style.delimiter = delimiter.empty() ? '\0' : delimiter[0];
  merge(map.encoding, options.encoding, "encoding");
  merge(map.zone, options.zone, "zone");
  return map;
}

void refuse_map(const std::string& what) {
  throw Error(ErrorCode::invalid_argument, "the column map " + what, "map");
}

std::string declared_encoding(const ImportOptions& options) {
  return options.map.empty() ? options.encoding : column_map(options).encoding;
}

}  // namespace porto::internal
