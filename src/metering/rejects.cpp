// See rejects.hpp.
#include "metering/rejects.hpp"

#include <algorithm>
#include <utility>

#include "porto/error.hpp"
#include "records/csv/rejects_columns.hpp"

namespace porto::internal {
namespace {

constexpr std::string_view reasons_suffix = ".reasons.csv";
constexpr std::string_view reasons_header = "line,file,file_line,outcome,reason\n";

// A cell, in quotes where it must be.
std::string rejects_cell(std::string_view text, char delimiter) {
  const std::string special = std::string("\"\r\n ") + delimiter;
  if (text.find_first_of(special) == text.npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string header_of(const CsvLayout& table) {
  std::string header(utf8_mark);
  for (const std::string_view name : rejects_columns)
    header += rejects_cell(name, table.delimiter) + table.delimiter;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (i != 0) header += table.delimiter;
    header += rejects_cell(table.columns[i], table.delimiter);
  }
  return header + '\n';
}

// What is wrong with a row and where it was, as cells.
std::string facts_of(const RejectedRow& row, char delimiter) {
  std::string facts;
  for (const std::string& fact :
       {std::string(to_string(row.outcome)), row.reason, row.file, std::to_string(row.line)})
    facts += rejects_cell(fact, delimiter) + delimiter;
  return facts;
}

}  // namespace

Rejects::Rejects(std::string path, std::span<const ImportInput> inputs, bool marked)
    : path_(std::move(path)),
      inputs_(inputs),
      marked_(marked),
      first_(std::in_place, path_, inputs) {}

void Rejects::expect(const std::vector<RejectsLayout>& layouts) {
  layouts_ = layouts;
  std::vector<RejectsLayout> different;
  for (const RejectsLayout& layout : layouts_)
    if (std::ranges::find(different, layout) == different.end()) different.push_back(layout);
  const bool lines =
      std::ranges::any_of(different, [](const auto& layout) { return !layout.table; });
  for (std::size_t i = 1; i <= different.size(); ++i) {
    if (i != 1) RejectsFile::check(numbered(i), inputs_);
    if (lines) RejectsFile::check(numbered(i) + std::string(reasons_suffix), inputs_);
  }
}

// "rejects.csv", "rejects-2.csv", ...
std::string Rejects::numbered(std::size_t number) const {
  if (number == 1) return path_;
  const std::size_t folder = path_.find_last_of('/') + 1;  // 0 if there is none
  const std::size_t point = path_.find_last_of('.');
  const std::size_t at = point == path_.npos || point <= folder ? path_.size() : point;
  return path_.substr(0, at) + '-' + std::to_string(number) + path_.substr(at);
}

Rejects::Kept& Rejects::kept_for(const RejectedRow& row, std::size_t input) {
  const auto known = std::ranges::find(kept_, layouts_.at(input), &Kept::layout);
  if (known != kept_.end()) return *known;
  Kept& kept = kept_.emplace_back(Kept{layouts_[input], row.file, {}, {}});
  const std::string path = numbered(kept_.size());
  if (first_) {
    kept.rows.emplace(std::move(*first_));
    first_.reset();
  } else {
    kept.rows.emplace(path, inputs_);
  }
  if (kept.layout.table) {
    kept.rows->write(header_of(*kept.layout.table));
    return kept;
  }
  if (marked_) kept.rows->write(utf8_mark);
  kept.reasons.emplace(path + std::string(reasons_suffix), inputs_);
  kept.reasons->write(utf8_mark);
  kept.reasons->write(reasons_header);
  return kept;
}

void Rejects::add(const RejectedRow& row, std::size_t input) {
  Kept& kept = kept_for(row, input);
  kept.layout.table ? add_record(kept, row) : add_line(kept, row);
}

// A row that cannot be taken apart would shift cells: it stands in one of ours, as it was.
void Rejects::add_record(Kept& kept, const RejectedRow& row) {
  const CsvLayout& table = *kept.layout.table;
  std::string record = facts_of(row, table.delimiter);
  if (table.holds(row.row))
    record += table.delimiter + row.row;
  else
    record +=
        rejects_cell(row.row, table.delimiter) + std::string(table.columns.size(), table.delimiter);
  kept.rows->write(record + '\n');
}

// Line ends inside a record are blanks of JSON.
void Rejects::add_line(Kept& kept, const RejectedRow& row) {
  std::string line = row.row;
  std::ranges::replace_if(
      line, [](char c) { return c == '\n' || c == '\r'; }, ' ');
  kept.rows->write(line + '\n');
  std::string reason = std::to_string(++kept.lines) + ',' + rejects_cell(row.file, ',') + ',' +
                       std::to_string(row.line) + ',' + to_string(row.outcome) + ',' +
                       rejects_cell(row.reason, ',');
  kept.reasons->write(reason + '\n');
}

void Rejects::finish() {
  if (first_) first_->finish();
  for (Kept& kept : kept_) {
    kept.rows->finish();
    if (kept.reasons) kept.reasons->finish();
  }
}

std::vector<std::string> Rejects::notices() const {
  std::vector<std::string> notices;
  for (const Kept& kept : kept_) {
    if (kept.reasons)
      notices.push_back(kept.rows->path() + ": what is wrong with each row is in " +
                        kept.reasons->path());
    if (kept_.size() > 1)
      notices.push_back(kept.rows->path() + ": refused rows of the layout of " + kept.example +
                        "; those of other layouts are in files of their own");
  }
  return notices;
}

}  // namespace porto::internal
