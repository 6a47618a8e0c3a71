// See csv_map.hpp. Both forms become settings, which one table of keys understands.
#include "formats/csv_map.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "formats/map_settings.hpp"
#include "formats/ready_maps.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

constexpr std::string_view constant_prefix = "constant.";
constexpr std::string_view where_prefix = "where.";

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
constexpr std::array<Key, 13> keys = {{
    {"private_id", [](ColumnMap& m, const std::string& v) { return set_flag(m.private_id, v); }},
    {"header", [](ColumnMap& m, const std::string& v) { return set_flag(m.header, v); }},
    {"trim", [](ColumnMap& m, const std::string& v) { return set_flag(m.style.trim, v); }},
    {"text_formulas",
     [](ColumnMap& m, const std::string& v) { return set_flag(m.style.text_formulas, v); }},
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

// What maps of a kind of rows may say.
struct Vocabulary {
  std::span<const Column> columns;
  std::span<const Column> several;        // columns that may be of several
  std::span<const Column> with_constant;  // that may be the same for all rows
  std::span<const std::string_view> no_keys;
};

constexpr std::array usage_columns = {Column::id,    Column::company, Column::domain,
                                      Column::time,  Column::month,   Column::quantity,
                                      Column::meter, Column::source};
constexpr std::array usage_several = {Column::id, Column::time};
constexpr std::array usage_constants = {Column::company, Column::quantity, Column::meter,
                                        Column::source};
constexpr std::array company_columns = {
    Column::id,       Column::name,       Column::tariff,          Column::from,
    Column::through,  Column::domains,    Column::customer_number, Column::reference,
    Column::language, Column::cost_centre};
constexpr std::array company_several = {Column::domains};
constexpr std::array company_constants = {Column::tariff, Column::from, Column::through,
                                          Column::language, Column::cost_centre};
// Companies have days and months, and no numbers; their ids are kept as they are.
constexpr std::array<std::string_view, 5> not_of_companies = {
    "private_id", "decimal_mark", "thousands_mark", "zone", "ambiguous"};

Vocabulary vocabulary_of(RowsOf rows) {
  if (rows == RowsOf::companies)
    return {company_columns, company_several, company_constants, not_of_companies};
  return {usage_columns, usage_several, usage_constants, {}};
}

bool holds(std::span<const Column> columns, Column column) {
  return std::ranges::find(columns, column) != columns.end();
}

std::vector<std::string_view> known_keys(const Vocabulary& words,
                                         std::vector<std::string>& constants) {
  std::vector<std::string_view> known;
  for (const Column column : words.columns) known.push_back(map_key(column));
  for (const Key& key : keys)
    if (std::ranges::find(words.no_keys, key.name) == words.no_keys.end())
      known.push_back(key.name);
  for (const Column column : words.with_constant)
    constants.push_back(std::string(constant_prefix) + std::string(map_key(column)));
  known.insert(known.end(), constants.begin(), constants.end());
  known.push_back(base_key);
  return known;
}

[[noreturn]] void refuse_key(const Setting& setting, const Vocabulary& words) {
  std::vector<std::string> constants;
  const std::vector<std::string_view> known = known_keys(words, constants);
  std::string hint = "the keys are";
  for (const std::string_view name : known) hint += " " + std::string(name);
  hint += " " + std::string(where_prefix) + "COLUMN";
  if (const std::string_view meant = nearest(setting.key, known); !meant.empty())
    hint = "did you mean " + in_quotes(meant) + "?";
  refuse_map("has an unknown key " + in_quotes(setting.key) + "; " + hint, setting.place);
}

void set_columns(ColumnMap& map, Column column, const Setting& setting, const Vocabulary& words) {
  if (setting.values.size() > 1 && !holds(words.several, column))
    refuse_map("names several columns for " + in_quotes(setting.key) + "; name one", setting.place);
  for (const std::string& name : setting.values)
    if (name.empty())
      refuse_map("names no column for " + in_quotes(setting.key) + "; leave the key out",
                 setting.place);
  map.columns[static_cast<std::size_t>(column)] = setting.values;
}

// False if the key is none of a constant.
bool set_constant(ColumnMap& map, const Setting& setting, const Vocabulary& words) {
  if (!setting.key.starts_with(constant_prefix)) return false;
  const auto name = std::string_view(setting.key).substr(constant_prefix.size());
  const auto column = std::ranges::find(words.with_constant, name, map_key);
  if (column == words.with_constant.end()) return false;
  if (setting.values.size() != 1 || setting.values[0].empty())
    refuse_map("needs one value for " + in_quotes(setting.key), setting.place);
  map.constants[static_cast<std::size_t>(*column)] = setting.values[0];
  return true;
}

// False if the key is none of a condition.
bool add_condition(ColumnMap& map, const Setting& setting) {
  if (!setting.key.starts_with(where_prefix)) return false;
  const std::string column = setting.key.substr(where_prefix.size());
  if (column.empty() || setting.values.empty())
    refuse_map("needs a column and a value for where; write where.COLUMN = [\"value\"]",
               setting.place);
  map.where.push_back({column, setting.values});
  return true;
}

void apply(ColumnMap& map, const Setting& setting, const Vocabulary& words) {
  const auto column = std::ranges::find(words.columns, setting.key, map_key);
  if (column != words.columns.end()) return set_columns(map, *column, setting, words);
  if (set_constant(map, setting, words) || add_condition(map, setting)) return;
  const auto key = std::ranges::find(keys, setting.key, &Key::name);
  if (key == keys.end() || std::ranges::find(words.no_keys, key->name) != words.no_keys.end())
    refuse_key(setting, words);
  if (setting.values.size() != 1)
    refuse_map("needs one value for " + in_quotes(setting.key), setting.place);
  std::string wanted;
  try {
    wanted = key->set(map, setting.values[0]);
  } catch (const Error& error) {
    refuse_map(std::string("is wrong: ") + error.what(), setting.place);
  }
  if (!wanted.empty())
    refuse_map("has " + in_quotes(setting.values[0]) + " for " + in_quotes(setting.key) +
                   "; it must be " + wanted,
               setting.place);
}

Setting::Place place_of(const std::vector<Setting>& settings, std::string_view key) {
  const auto setting = std::ranges::find(settings, key, &Setting::key);
  return setting == settings.end() ? Setting::Place{} : setting->place;
}

void judge_name(const ColumnMap& map, const std::string& name, Setting::Place place) {
  if (!map.header && name.find_first_not_of("0123456789") != name.npos)
    refuse_map("names the column " + in_quotes(name) +
                   " of a file without a header; give its number, from 1",
               place);
}

// What no key can tell alone.
void judge(const ColumnMap& map, const std::vector<Setting>& settings) {
  for (std::size_t i = 0; i < column_names.size(); ++i) {
    const Setting::Place place = place_of(settings, column_names[i]);
    if (!map.columns[i].empty() && map.constants[i])
      refuse_map("has both a column and a constant for " + in_quotes(column_names[i]), place);
    for (const std::string& name : map.columns[i]) judge_name(map, name, place);
  }
  for (const ColumnMap::Condition& condition : map.where)
    judge_name(map, condition.column,
               place_of(settings, std::string(where_prefix) + condition.column));
  if (map.marks.thousands == std::string(1, map.marks.decimal))
    refuse_map("has the same mark before decimals and between thousands",
               place_of(settings, "thousands_mark"));
}

// What a ready map says of a column, forgotten for what is said in its place.
void forget(ColumnMap& map, Column column) {
  map.columns[static_cast<std::size_t>(column)].clear();
  map.constants[static_cast<std::size_t>(column)].reset();
}

void forget(ColumnMap& map, std::string_view key) {
  if (key.starts_with(constant_prefix)) key.remove_prefix(constant_prefix.size());
  if (key == "domain") forget(map, Column::company);
  if (key == "month")
    for (const Column of_event : {Column::id, Column::time}) forget(map, of_event);
  const auto column = std::ranges::find(column_names, key);
  if (column != column_names.end()) forget(map, static_cast<Column>(column - column_names.begin()));
}

// Takes the ready map, if the settings name one, out of them and into the map.
void take_base(ColumnMap& map, std::vector<Setting>& settings, const ImportOptions& options,
               RowsOf rows) {
  const auto base = std::ranges::find(settings, base_key, &Setting::key);
  if (base == settings.end()) return;
  if (base->values.size() != 1) refuse_map("needs one value for \"base\"", base->place);
  const Vocabulary all = {usage_columns, usage_several, usage_constants, {}};
  for (const Setting& setting : read_settings(settings_of_ready_map(base->values[0], rows)))
    apply(map, setting, all);
  settings.erase(base);
  if (!options.company.empty()) forget(map, Column::company);
  if (options.delimiter != '\0') map.style.delimiter = '\0';
  if (!options.encoding.empty()) map.encoding.clear();
  if (!options.zone.empty()) map.zone.clear();
  for (const Setting& setting : settings) forget(map, setting.key);
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

std::span<const Column> columns_of(RowsOf rows) { return vocabulary_of(rows).columns; }

bool ColumnMap::names_columns() const {
  return std::ranges::any_of(columns, [](const auto& names) { return !names.empty(); });
}

ColumnMap read_column_map(std::string_view text, const ImportOptions& options, RowsOf rows) {
  std::vector<Setting> settings = read_settings(text);
  ColumnMap map;
  take_base(map, settings, options, rows);
  for (const Setting& setting : settings) apply(map, setting, vocabulary_of(rows));
  judge(map, settings);
  return map;
}

ColumnMap column_map(const ImportOptions& options, RowsOf rows) {
  ColumnMap map = read_column_map(options.map, options, rows);
  std::string delimiter = map.style.delimiter ? std::string(1, map.style.delimiter) : "";
  merge(delimiter, options.delimiter ? std::string(1, options.delimiter) : "", "delimiter");
  map.style.delimiter = delimiter.empty() ? '\0' : delimiter[0];
  merge(map.encoding, options.encoding, "encoding");
  merge(map.zone, options.zone, "zone");
  return map;
}

std::string declared_encoding(const ImportOptions& options, RowsOf rows) {
  return options.map.empty() ? options.encoding : column_map(options, rows).encoding;
}

}  // namespace porto::internal
