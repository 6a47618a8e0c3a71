// CSV with a header that names the columns as porto does, in any order; with a column map, any
// other CSV.
#include <algorithm>
#include <optional>

#include "base/text.hpp"
#include "formats/csv_mapped.hpp"
#include "porto/error.hpp"
#include "records/csv/records.hpp"

namespace porto::internal {
namespace {

class CsvReader final : public Reader {
 public:
  CsvReader(Lines lines, const ReaderOptions& options)
      : records_(std::move(lines), csv_style(options.import)) {
    records_.read_header("event_id,company,occurred_at,quantity");
    refuse_missing_columns();
    judge_other_columns();
    for (const std::string& name : records_.header()) add_column(name);
    records_.demand_rows();
  }

  bool next(Row& row) override {
    if (!records_.next(row)) return false;
    if (row.is_settled()) return true;
    for (std::size_t i = 0; i < columns_.size(); ++i)
      if (columns_[i]) row[*columns_[i]] = records_.fields()[i];
    return true;
  }

  const Lines& lines() const override { return records_.lines(); }
  std::optional<CsvLayout> table() const override { return records_.layout(); }
  std::vector<std::string> notices() const override { return notices_; }

 private:
  void refuse_missing_columns() {
    for (std::string_view name : std::span(field_names).first(required_fields)) {
      if (records_.has_column(name)) continue;
      std::string message =
          "the header has no column " + in_quotes(name) + "; it has " + listed(records_.header());
      std::vector<std::string_view> others;
      for (const std::string& other : records_.header())
        if (std::ranges::find(field_names, other) == field_names.end()) others.push_back(other);
      if (const std::string_view meant = nearest(name, others); !meant.empty())
        message += "; rename " + in_quotes(meant) + " to " + in_quotes(name) + " if that is meant";
      records_.fail_header(message + "; or say what its columns mean (--map)");
    }
  }

  // An optional column that is misspelt would be lost without a sound: "metre" for "meter".
  void judge_other_columns() {
    std::vector<std::string_view> absent;
    for (std::string_view name : field_names)
      if (!records_.has_column(name)) absent.push_back(name);
    for (const std::string& name : records_.header()) {
      if (std::ranges::find(field_names, name) != field_names.end()) continue;
      if (const std::string_view meant = nearest(name, absent); !meant.empty())
        records_.fail_header("the header has an unknown column " + in_quotes(name) +
                             "; did you mean " + in_quotes(meant) + "? Rename or remove it");
      notices_.push_back(lines().path() + ": column " + in_quotes(name) + " is not used");
    }
  }

  void add_column(std::string_view name) {
    const auto known = std::ranges::find(field_names, name);
    if (known == field_names.end()) return columns_.push_back(std::nullopt);
    static_cast<void>(records_.column(name));  // it is there once
    columns_.push_back(static_cast<Field>(known - field_names.begin()));
  }

  CsvRecords records_;
  std::vector<std::optional<Field>> columns_;  // what each holds; none: ignored
  std::vector<std::string> notices_;
};

// A first line of text with something that can be a delimiter, or with a name of ours in it. The
// header is then read strictly, so that its mistakes are named.
Match looks_like_csv(std::string_view head) {
  const std::string_view first = first_line(head);
  if (first.find('\0') != std::string_view::npos || first.find_first_of("{[") == 0)
    return Match::no;
  if (first.find(field_names[0]) != std::string_view::npos) return Match::yes;
  const bool named = std::ranges::any_of(field_names, [&](std::string_view name) {
    return first.find(name) != std::string_view::npos;
  });
  return named || first.find_first_of(",;\t|") != std::string_view::npos ? Match::maybe : Match::no;
}

std::unique_ptr<Reader> open_csv(Lines lines, const ReaderOptions& options) {
  if (!options.import.map.empty()) return open_mapped_csv(std::move(lines), options);
  return std::make_unique<CsvReader>(std::move(lines), options);
}

}  // namespace

extern const Format csv_format = {"csv", looks_like_csv, open_csv};

}  // namespace porto::internal
