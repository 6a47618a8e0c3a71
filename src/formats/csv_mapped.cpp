// See csv_mapped.hpp.
#include "formats/csv_mapped.hpp"

#include <optional>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "formats/company_from.hpp"
#include "formats/csv_map.hpp"
#include "formats/map_settings.hpp"
#include "formats/mapped_columns.hpp"
#include "formats/owner.hpp"
#include "formats/row_filter.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

void check(const ColumnMap& map, const ImportOptions& options) {
  if (map.has(Column::month))
    refuse_map("has a month: that is for monthly counts; use the format monthly, or a time");
  if (!map.has(Column::id))
    refuse_map(
        "names no column for id; an id is never made up: name several that together occur"
        " once (id = [\"message\", \"recipient\"])");
  if (!map.has(Column::time)) refuse_map("names no column for time");
  if (map.time_layout && !map.time_layout->has_day())
    refuse_map("has a time layout without a day; only monthly counts have months");
  if (!map.has(Column::quantity))
    refuse_map("names no column for quantity; if a row is one message, say constant.quantity = 1");
  if (!map.where.empty() && !map[Column::source].empty())
    refuse_map(
        "names a column for source and rows that count (where): a source keeps to one rule; name"
        " the source with --source or constant.source");
  if (map.has(Column::company) && map.has(Column::domain))
    refuse_map("names both company and domain; name the one that counts");
  if (!map.has(Column::company) && !map.has(Column::domain) && options.company.empty())
    refuse_map("names no column for company or domain; name one, or the company of the file");
}

class MappedReader final : public Reader {
 public:
  MappedReader(Lines lines, const ReaderOptions& options, ColumnMap map)
      : options_(options.import), map_(std::move(map)), records_(std::move(lines), map_.style) {
    if (!map_.time_layout) map_.time_layout.emplace("iso");
    if (!map_.zone.empty()) zone_.emplace(map_.zone);
    columns_ = find_columns(map_, records_);
    filter_ = RowFilter(map_, records_);
    source = map_.constant(Column::source).value_or("");
    if (source.empty() && options.import.source.empty()) source = default_source;
  }

  bool next(Row& row) override {
    if (!records_.next(row)) return false;
    if (!row.is_settled()) filter_.judge(row, records_.fields());
    if (!row.is_settled()) row.refusal = read(row);
    return true;
  }

  const Lines& lines() const override { return records_.lines(); }
  std::optional<CsvLayout> table() const override { return records_.layout(); }
  std::string_view counting() const override { return filter_.rule(); }
  std::vector<std::string> notices() const override { return filter_.notices(lines().path()); }

 private:
  std::optional<Refusal> read(Row& row) {
    if (auto refusal = read_id(row)) return refusal;
    if (auto refusal = read_time(row)) return refusal;
    if (auto refusal = read_number(text(Column::quantity), quantity_marks(), quantity_))
      return refusal;
    row[Field::quantity] = quantity_;
    row[Field::meter] = text(Column::meter);
    row[Field::source] = text(Column::source);
    if (map_.has(Column::company)) {
      row[Field::company] = text(Column::company);
      return {};
    }
    if (auto refusal = take_domain(text(Column::domain))) return refusal;
    name_owner(row, domain_, options_);
    return {};
  }

  // A domain, or an address at it. An empty one is no domain.
  std::optional<Refusal> take_domain(std::string_view text) {
    read_domain(text, domain_);
    if (text.empty() || !domain_.empty()) return {};
    return Refusal{"domain is malformed",
                   in_quotes(text) + "; write example.se, or an address at it"};
  }

  // Several columns are joined so that no two rows that differ get the same id: "|" between them,
  // "\" before a "|" or "\" of their own.
  std::optional<Refusal> read_id(Row& row) {
    const auto& places = columns_[static_cast<std::size_t>(Column::id)];
    if (places.size() == 1 && !map_.private_id) {
      row[Field::event_id] = records_.fields()[places[0]];
      return {};
    }
    id_.clear();
    for (std::size_t i = 0; i < places.size(); ++i) {
      const std::string_view part = records_.fields()[places[i]];
      if (part.empty())
        return Refusal{"id is incomplete", "column " + in_quotes(map_[Column::id][i]) +
                                               " is empty, so the row has no identity"};
      if (i != 0) id_ += '|';
      for (const char c : part) {
        if (c == '|' || c == '\\') id_ += '\\';
        id_ += c;
      }
    }
    if (map_.private_id) id_ = sha256_hex(id_);
    row[Field::event_id] = id_;
    return {};
  }

  std::optional<Refusal> read_time(Row& row) {
    time_.clear();
    for (const std::size_t place : columns_[static_cast<std::size_t>(Column::time)])
      time_ += (time_.empty() ? "" : " ") + std::string(records_.fields()[place]);
    if (time_.empty()) return Refusal{"time is empty", "every row needs it"};
    ClockTime clock;
    std::string why = map_.time_layout->read(time_, clock);
    if (!why.empty()) return Refusal{"time is malformed", why};
    Instant instant;
    why = to_instant(clock, zone_ ? &*zone_ : nullptr, map_.ambiguous, instant);
    if (!why.empty()) return Refusal{"time is not certain", in_quotes(time_) + ": " + why};
    row.time = instant;
    return {};
  }

  std::string_view text(Column column) const {
    return text_of(map_, columns_, records_.fields(), column);
  }
  NumberMarks quantity_marks() const {
    return map_.constant(Column::quantity) ? NumberMarks{'.', ""} : map_.marks;
  }
  const ImportOptions& options_;
  ColumnMap map_;
  CsvRecords records_;
  MappedColumns columns_;
  RowFilter filter_;
  std::optional<Zone> zone_;
  // The texts of the row that are not as they stand in the file.
  std::string id_;
  std::string time_;
  std::string quantity_;
  std::string domain_;
};

}  // namespace

std::unique_ptr<Reader> open_mapped_csv(Lines lines, const ReaderOptions& options) {
  ColumnMap map = column_map(options.import);
  check(map, options.import);
  return std::make_unique<MappedReader>(std::move(lines), options, std::move(map));
}

}  // namespace porto::internal
