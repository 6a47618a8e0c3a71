// NDJSON: one JSON object a line, members named as the columns of CSV. Strict: every byte of the
// line is judged, also of members that are not used, and numbers are taken as their text.
#include <simdjson.h>

#include <algorithm>
#include <bitset>
#include <optional>
#include <vector>

#include "base/text.hpp"
#include "metering/readers/reader.hpp"
#include "porto/error.hpp"

namespace porto {
namespace {

namespace json = simdjson::ondemand;

static_assert(padding_bytes >= simdjson::SIMDJSON_PADDING);
constexpr int max_depth = 64;
constexpr std::string_view blanks = " \t\r\n";

// Why a line is not a row; thrown to leave the walk.
struct Refused {
  std::string reason;
};

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

// RFC 8259 section 6: -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?
bool is_json_number(std::string_view text) noexcept {
  std::size_t at = 0;
  const auto accept = [&](std::string_view any) {
    const bool there = at < text.size() && any.find(text[at]) != std::string_view::npos;
    if (there) ++at;
    return there;
  };
  const auto digits = [&] {
    const std::size_t start = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    return at > start;
  };
  accept("-");
  if (!accept("0") && !digits()) return false;
  if (accept(".") && !digits()) return false;
  if (accept("eE")) {
    accept("+-");
    if (!digits()) return false;
  }
  return at == text.size();
}

std::string_view trimmed(std::string_view token) noexcept {
  const std::size_t last = token.find_last_not_of(blanks);
  return token.substr(0, last + 1);
}

std::string_view number_text(json::value& value) {
  const std::string_view text = trimmed(value.raw_json_token());
  if (!is_json_number(text)) throw Refused{"row is not JSON: bad number " + in_quotes(text)};
  return text;
}

void check_null(json::value& value) {
  if (!value.is_null().value()) throw Refused{"row is not JSON: bad literal"};
}

// Looks at every byte of a value that is not used: On-Demand alone would skip over it unseen.
void check(json::value value, int depth) {
  if (depth > max_depth) throw Refused{"row is nested too deeply: more than 64 levels"};
  switch (value.type().value()) {
    case json::json_type::object:
      for (auto member : value.get_object()) {
        static_cast<void>(member.unescaped_key().value());
        check(member.value(), depth + 1);
      }
      break;
    case json::json_type::array:
      for (auto element : value.get_array()) check(element.value(), depth + 1);
      break;
    case json::json_type::string:
      static_cast<void>(value.get_string().value());
      break;
    case json::json_type::number:
      static_cast<void>(number_text(value));
      break;
    case json::json_type::boolean:
      static_cast<void>(value.get_bool().value());
      break;
    case json::json_type::null:
      check_null(value);
      break;
  }
}

// Remembers names that are not ours, and which of ours each may be a slip for. Rows repeat the same
// names in the same order, so each search begins where the one before ended.
class OtherNames {
 public:
  std::optional<std::size_t> meant(std::string_view name) {
    for (std::size_t tried = 0; tried < entries_.size(); ++tried) {
      if (++at_ >= entries_.size()) at_ = 0;
      if (entries_[at_].name == name) return entries_[at_].meant;
    }
    if (entries_.size() == max_names) entries_.clear();
    at_ = entries_.size();
    return entries_.emplace_back(Entry{std::string(name), field_meant(name)}).meant;
  }

 private:
  static constexpr std::size_t max_names = 256;  // of a file that has ever new ones
  struct Entry {
    std::string name;
    std::optional<std::size_t> meant;
  };

  static std::optional<std::size_t> field_meant(std::string_view name) {
    const std::string_view near = nearest(name, field_names);
    if (near.empty()) return std::nullopt;
    return static_cast<std::size_t>(std::ranges::find(field_names, near) - field_names.begin());
  }

  std::vector<Entry> entries_;
  std::size_t at_ = 0;
};

class NdjsonReader final : public Reader {
 public:
  explicit NdjsonReader(Lines lines) : lines_(std::move(lines)) {
    if (next_line() == 0)
      throw Error(ErrorCode::bad_input, "the file has only blank lines; nothing would be imported",
                  lines_.path() + ":1");
  }

  bool next(Row& row) override {
    const std::size_t length = next_line();
    if (length == 0) return false;
    row.begin(line_++);
    if (length > max_row_bytes) {
      refuse_long_line(lines_, row);
      return true;
    }
    row.bytes = without_line_end(lines_.unread().substr(0, length));
    lines_.consume(length);
    try {
      read(row);
    } catch (const Refused& refused) {
      row.reason = refused.reason;
    } catch (const simdjson::simdjson_error& error) {
      row.reason = std::string("row is not JSON: ") + error.what();
    }
    if (!row.reason.empty()) row.reason += "; the row is " + in_quotes(row.bytes);
    return true;
  }

  const Lines& lines() const override { return lines_; }

 private:
  // The length of the next line that is not blank; 0 at the end.
  std::size_t next_line() {
    for (;;) {
      const std::size_t length = lines_.line_end(0);
      if (lines_.unread().substr(0, length).find_first_not_of(blanks) != std::string_view::npos)
        return length;
      if (length == 0) return 0;
      lines_.consume(length);
      ++line_;
    }
  }

  void read(Row& row) {
    const std::string_view text = row.bytes;
    json::document document =
        parser_.iterate(text.data(), text.size(), text.size() + padding_bytes);
    if (document.type().value() != json::json_type::object)
      throw Refused{"row is not a JSON object: write {\"event_id\": ...} on a line of its own"};
    std::bitset<field_names.size()> seen;
    std::array<std::string_view, field_names.size()> misspelt;
    for (auto member : document.get_object()) {
      const std::string_view name = member.unescaped_key();
      const auto known = std::ranges::find(field_names, name);
      if (known == field_names.end()) {
        if (const auto meant = others_.meant(name)) misspelt[*meant] = name;
        check(member.value(), 1);
        continue;
      }
      const auto index = static_cast<std::size_t>(known - field_names.begin());
      if (seen[index]) throw Refused{"row repeats a member: " + in_quotes(name)};
      seen.set(index);
      row.fields[index] = text_of(member.value(), index);
    }
    if (!document.current_location().error())
      throw Refused{"row is not JSON: something follows the object; write one object a line"};
    judge_names(seen, misspelt);
  }

  // The text of a member that counts.
  static std::string_view text_of(json::value value, std::size_t index) {
    const std::string_view name = field_names[index];
    const json::json_type type = value.type();
    if (type == json::json_type::string) return value.get_string();
    if (type == json::json_type::number && name == "quantity") return number_text(value);
    if (type == json::json_type::null && index >= required_fields) {
      check_null(value);
      return {};
    }
    throw Refused{std::string(name) + " has the wrong type: write " +
                  (name == "quantity" ? "a whole number" : "text in quotes")};
  }

  static void judge_names(const std::bitset<field_names.size()>& seen,
                          const std::array<std::string_view, field_names.size()>& misspelt) {
    for (std::size_t i = 0; i < field_names.size(); ++i) {
      if (seen[i]) continue;
      if (!misspelt[i].empty())
        throw Refused{"row has an unknown member: " + in_quotes(misspelt[i]) + "; did you mean " +
                      in_quotes(field_names[i]) + "?"};
      if (i < required_fields)
        throw Refused{std::string(field_names[i]) + " is missing: every row needs it"};
    }
  }

  Lines lines_;
  std::uint64_t line_ = 1;
  json::parser parser_;
  OtherNames others_;
};

bool looks_like_ndjson(std::string_view head) {
  const std::size_t first = head.find_first_not_of(blanks);
  return first != std::string_view::npos && head[first] == '{';
}

std::unique_ptr<Reader> open_ndjson(Lines lines, const ReaderOptions&) {
  return std::make_unique<NdjsonReader>(std::move(lines));
}

}  // namespace

const Format ndjson_format = {"ndjson", looks_like_ndjson, open_ndjson};

}  // namespace porto
