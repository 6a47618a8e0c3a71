// Monthly counts as usage: one event per company, month and meter, whose identity is just that, so
// that a count imported again is a duplicate and another count for the month a conflict.
#include <algorithm>
#include <array>

#include "formats/monthly_counts.hpp"
#include "formats/reader.hpp"
#include "porto/error.hpp"
#include "records/csv/records.hpp"

namespace porto::internal {
namespace {

class MonthlyReader final : public Reader {
 public:
  MonthlyReader(Lines lines, const ReaderOptions& options)
      : zone_(*options.ledger_zone), records_(std::move(lines), options.import) {
    if (options.import.source.empty()) source = default_source;
  }

  bool next(Row& row) override {
    MonthlyRecords::Record record;
    if (!records_.next(row, record)) return false;
    if (row.is_settled()) return true;
    const std::string month = record.month->to_string();
    try {
      row.time = zone_.start(*record.month);
    } catch (const Error& error) {
      row.refusal = Refusal{"month is out of range", error.what()};
      return true;
    }
    id_ = "monthly/" + month + "/" + std::string(record.company) + "/" + std::string(record.meter);
    row[Field::event_id] = id_;
    row[Field::company] = record.company;
    row[Field::meter] = record.meter;
    row[Field::quantity] = record.quantity;
    return true;
  }

  const Lines& lines() const override { return records_.lines(); }
  std::optional<CsvLayout> table() const override { return records_.layout(); }
  std::vector<std::string> notices() const override { return records_.notices(); }
  std::string_view counting() const override { return records_.rule(); }

 private:
  const Zone& zone_;
  MonthlyRecords records_;
  std::string id_;
};

// A header of company, month, quantity and nothing of events.
Match looks_like_monthly(std::string_view head) {
  constexpr std::array<std::string_view, 4> known = {"company", "month", "quantity", "meter"};
  std::size_t found = 0;
  std::string_view names = first_line(head);
  while (!names.empty()) {
    const std::size_t end = std::min(names.find_first_of(",;\t|"), names.size());
    std::string_view name = names.substr(0, end);
    if (name.size() > 1 && name.starts_with('"') && name.ends_with('"'))
      name = name.substr(1, name.size() - 2);
    if (name == "event_id" || name == "occurred_at") return Match::no;
    if (std::ranges::find(known, name) != known.end() && name != "meter") ++found;
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return found == 3 ? Match::yes : Match::no;
}

std::unique_ptr<Reader> open_monthly(Lines lines, const ReaderOptions& options) {
  if (options.ledger_zone == nullptr)
    throw Error(ErrorCode::invalid_argument, "monthly counts need the zone of a ledger", "zone");
  return std::make_unique<MonthlyReader>(std::move(lines), options);
}

}  // namespace

extern const Format monthly_format = {"monthly", looks_like_monthly, open_monthly};

}  // namespace porto::internal
