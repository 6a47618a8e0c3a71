// NDJSON: one JSON object a line, members named as the columns of CSV. Strict: names that are
// nearly ours are refused, and nothing may share a line with the object but a comma behind it. The
// same objects in an array or a wrapper are read as suppliers' events are.
#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "base/text.hpp"
#include "formats/json_reader.hpp"
#include "formats/reader.hpp"
#include "porto/error.hpp"
#include "records/json/head.hpp"
#include "records/json/value.hpp"

namespace porto::internal {
namespace {

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

// The members of an event of ours.
class OwnMembers {
 public:
  explicit OwnMembers(JsonMembers& members) : members_(members) {
    for (std::size_t i = 0; i < field_names.size(); ++i) wanted_[i] = members_.want(field_names[i]);
    members_.on_other = [this](std::string_view name) {
      const auto meant = others_.meant(name);
      if (meant) misspelt_[*meant] = name;
      return meant.has_value();
    };
  }
  OwnMembers(const OwnMembers&) = delete;
  OwnMembers& operator=(const OwnMembers&) = delete;

  /// These two in turn throw Refusal.
  void read(std::string_view record) {
    misspelt_ = {};
    members_.read(record);
  }
  void give(Row& row) const {
    for (std::size_t i = 0; i < field_names.size(); ++i) row.fields[i] = text_of(i);
  }

 private:
  std::string_view text_of(std::size_t field) const {
    const std::string_view name = field_names[field];
    const JsonValue& value = members_[wanted_[field]];
    if (value.kind == JsonKind::text) return value.text;
    if (value.kind == JsonKind::number && name == "quantity") return value.text;
    if (value.kind == JsonKind::absent) return absent(field);
    if (value.kind == JsonKind::null && field >= required_fields) return {};
    throw Refusal{
        std::string(name) + " has the wrong type",
        std::string("write ") + (name == "quantity" ? "a whole number" : "text in quotes")};
  }

  std::string_view absent(std::size_t field) const {
    if (!misspelt_[field].empty())
      throw Refusal{"row has an unknown member", in_quotes(misspelt_[field]) + "; did you mean " +
                                                     in_quotes(field_names[field]) + "?"};
    if (field < required_fields)
      throw Refusal{std::string(field_names[field]) + " is missing", "every row needs it"};
    return {};
  }

  JsonMembers& members_;
  std::array<JsonMembers::Member, field_names.size()> wanted_{};
  OtherNames others_;
  std::array<std::string_view, field_names.size()> misspelt_{};  // of the row, by what is meant
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
    row.bytes = without_comma(without_line_end(lines_.unread().substr(0, length)));
    lines_.consume(length);
    try {
      event_.read(row.bytes);
      event_.give(row);
    } catch (Refusal& refusal) {
      refusal.detail += "; the row is " + in_quotes(row.bytes);
      row.refusal = std::move(refusal);
    }
    return true;
  }

  const Lines& lines() const override { return lines_; }

 private:
  // The length of the next line that is not blank; 0 at the end. The byte order mark of a file that
  // was joined there is dropped.
  std::size_t next_line() {
    for (;;) {
      std::size_t length = lines_.line_end(0);
      while (lines_.unread().starts_with(utf8_mark)) {
        lines_.consume(utf8_mark.size());
        length -= utf8_mark.size();
      }
      if (!std::ranges::all_of(lines_.unread().substr(0, length), is_json_blank)) return length;
      if (length == 0) return 0;
      lines_.consume(length);
      ++line_;
    }
  }

  // What writes a list by the line leaves a comma behind an object.
  static std::string_view without_comma(std::string_view line) {
    const auto without_blanks = [](std::string_view text) {
      return text.substr(0, text.find_last_not_of(json_blanks) + 1);
    };
    std::string_view object = without_blanks(line);
    if (!object.ends_with(',')) return line;
    object = without_blanks(object.substr(0, object.size() - 1));
    return object.ends_with('}') ? object : line;
  }

  Lines lines_;
  std::uint64_t line_ = 1;
  JsonMembers members_;
  OwnMembers event_{members_};
};

class NdjsonListReader final : public JsonReader {
 public:
  explicit NdjsonListReader(Lines lines) : JsonReader(std::move(lines), {}) {}

 private:
  void read_members(std::string_view record) override { event_.read(record); }
  void read(Row& row) override { event_.give(row); }

  OwnMembers event_{members_};
};

// With our id it is ours. A name that others use as well makes it ours if nobody else claims it: so
// a misspelt id is told of as such.
Match looks_like_ndjson(std::string_view head) {
  const JsonHead json(head);
  if (json.has("event_id")) return Match::yes;
  return json.has_any({"company", "occurred_at", "quantity"}) ? Match::maybe : Match::no;
}

// Whether records are to be found before they are read: in an array, over several lines, or in a
// wrapper.
bool has_other_layout(std::string_view head) {
  head.remove_prefix(std::min(head.find_first_not_of(json_blanks), head.size()));
  if (head.starts_with('[') || head.starts_with("{\n") || head.starts_with("{\r\n")) return true;
  return head.starts_with('{') && looks_like_ndjson(head) == Match::no &&
         unwrapped_head(head).wrapped;
}

std::unique_ptr<Reader> open_ndjson(Lines lines, const ReaderOptions&) {
  if (has_other_layout(lines.unread())) return std::make_unique<NdjsonListReader>(std::move(lines));
  return std::make_unique<NdjsonReader>(std::move(lines));
}

}  // namespace

extern const Format ndjson_format = {"ndjson", looks_like_ndjson, open_ndjson};

}  // namespace porto::internal
