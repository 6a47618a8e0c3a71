// NDJSON: one JSON object a line, members named as the columns of CSV. Strict: names that are
// nearly ours are refused, and nothing may share a line with the object.
#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "base/text.hpp"
#include "formats/json_head.hpp"
#include "formats/json_value.hpp"
#include "formats/reader.hpp"
#include "porto/error.hpp"

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

class NdjsonReader final : public Reader {
 public:
  explicit NdjsonReader(Lines lines) : lines_(std::move(lines)) {
    for (std::size_t i = 0; i < field_names.size(); ++i) places_[i] = members_.want(field_names[i]);
    members_.on_other = [this](std::string_view name) {
      const auto meant = others_.meant(name);
      if (meant) misspelt_[*meant] = name;
      return meant.has_value();
    };
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
    } catch (Refusal& refusal) {
      refusal.detail += "; the row is " + in_quotes(row.bytes);
      row.refusal = std::move(refusal);
    }
    return true;
  }

  const Lines& lines() const override { return lines_; }

 private:
  // The length of the next line that is not blank; 0 at the end.
  std::size_t next_line() {
    for (;;) {
      const std::size_t length = lines_.line_end(0);
      if (!std::ranges::all_of(lines_.unread().substr(0, length), is_json_blank)) return length;
      if (length == 0) return 0;
      lines_.consume(length);
      ++line_;
    }
  }

  void read(Row& row) {
    misspelt_ = {};
    members_.read(row.bytes);
    for (std::size_t i = 0; i < field_names.size(); ++i) row.fields[i] = text_of(i);
  }

  std::string_view text_of(std::size_t field) const {
    const std::string_view name = field_names[field];
    const JsonValue& value = members_[places_[field]];
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

  Lines lines_;
  std::uint64_t line_ = 1;
  JsonMembers members_;
  std::array<JsonMembers::Place, field_names.size()> places_{};
  OtherNames others_;
  std::array<std::string_view, field_names.size()> misspelt_{};  // of the row, by what is meant
};

// With our id it is ours. A name that others use as well makes it ours if nobody else claims it: so
// a misspelt id is told of as such.
Match looks_like_ndjson(std::string_view head) {
  const JsonHead json(head);
  if (json.has("event_id")) return Match::yes;
  return json.has_any({"company", "occurred_at", "quantity"}) ? Match::maybe : Match::no;
}

std::unique_ptr<Reader> open_ndjson(Lines lines, const ReaderOptions&) {
  return std::make_unique<NdjsonReader>(std::move(lines));
}

}  // namespace

extern const Format ndjson_format = {"ndjson", looks_like_ndjson, open_ndjson};

}  // namespace porto::internal
