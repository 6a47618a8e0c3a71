// See map_settings.hpp.
#include "formats/map_settings.hpp"

#include <toml++/toml.h>

#include <algorithm>

#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

constexpr std::size_t max_map_bytes = 16 * 1024;

// TOML.

Setting::Place place_of(const toml::source_region& region) {
  return {region.begin.line, region.begin.column};
}

std::string text_of(const toml::node& node, const std::string& key) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* whole = node.as_integer()) return std::to_string(whole->get());
  if (const auto* truth = node.as_boolean()) return truth->get() ? "true" : "false";
  refuse_map("has a value of " + in_quotes(key) + " that is no text; write it in quotes",
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
    refuse_map("is not TOML: " + what, place_of(error.source()));
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
      const Setting::Place place = {1, static_cast<unsigned>(at_ + 1)};
      const std::size_t equals = text_.find_first_of("=,", at_);
      if (at_ == 0 && begins_with_base(equals)) {
        settings.push_back(
            {std::string(base_key), {std::string(trimmed(text_.substr(0, equals)))}, place});
        at_ = std::min(equals, text_.size() - 1) + 1;
        more = at_ < text_.size();
        continue;
      }
      if (equals == text_.npos || text_[equals] == ',')
        refuse_map("has no = after " + in_quotes(text_.substr(at_, equals - at_)) +
                       "; write key=value,key=value, or TOML on several lines",
                   place);
      const std::string key(trimmed(text_.substr(at_, equals - at_)));
      at_ = equals + 1;
      add(settings, {key, {value()}, place});
      more = at_ < text_.size();
      if (more && text_[at_++] != ',')
        refuse_map("has something after a closing quote", {1, static_cast<unsigned>(at_)});
    }
    return settings;
  }

 private:
  // The name of a ready map comes first, and has no =.
  bool begins_with_base(std::size_t end) const {
    return !trimmed(text_.substr(0, end)).empty() && (end == text_.npos || text_[end] == ',');
  }

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
      refuse_map("has a quote that is not closed", {1, static_cast<unsigned>(at_ + 1)});
    const std::string_view quoted = text_.substr(at_ + 1, end - at_ - 1);
    at_ = std::min(text_.find_first_not_of(' ', end + 1), text_.size());
    return std::string(quoted);
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<Setting> read_settings(std::string_view text) {
  if (text.size() > max_map_bytes) refuse_map("is longer than 16 KiB; is it another file?", {});
  if (!is_utf8(text)) refuse_map("is not UTF-8; save it as UTF-8", {});
  const bool one_line = text.find('\n') == text.npos;
  return one_line ? ShortForm(text).read() : read_toml(text);
}

void refuse_map(const std::string& what, Setting::Place place) {
  throw Error(ErrorCode::invalid_argument, "the column map " + what,
              "map:" + std::to_string(place.line) + ":" + std::to_string(place.column));
}

void refuse_map(const std::string& what) {
  throw Error(ErrorCode::invalid_argument, "the column map " + what, "map");
}

}  // namespace porto::internal
