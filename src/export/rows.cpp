// See porto/rows.hpp.
#include "porto/rows.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto {
namespace {

std::int64_t whole_number(const std::string& text, const Column& column) {
  const Decimal number = Decimal::parse(text);
  if (!number.is_whole())
    throw Error(ErrorCode::bad_number, text + " is no whole number; read the cell as text",
                column.name);
  return number.to_scaled_int64(0);
}

// "2024-02" is 202402, "2024-02-29" is 20240229.
std::int64_t date_number(std::string date) {
  std::erase(date, '-');
  return Decimal::parse(date).to_scaled_int64(0);
}

// A money cell has all decimals of its currency.
int decimals_of(const std::string& amount) {
  const std::size_t point = amount.find('.');
  return point == std::string::npos ? 0 : static_cast<int>(amount.size() - point - 1);
}

}  // namespace

bool is_number(ColumnType type) noexcept {
  switch (type) {
    case ColumnType::integer:
    case ColumnType::decimal:
    case ColumnType::money:
    case ColumnType::quantity:
      return true;
    default:
      return false;
  }
}

bool Rows::next() {
  if (read_ == count_) {
    cells_.clear();
    return false;
  }
  cells_ = source_(read_);
  ++read_;
  return true;
}

std::optional<std::int64_t> Rows::whole(std::size_t column) const {
  if (column >= cells_.size() || !cells_[column]) return {};
  const Column& of = columns_[column];
  const std::string& text = *cells_[column];
  switch (of.type) {
    case ColumnType::text:
    case ColumnType::integer:
      return whole_number(text, of);
    case ColumnType::decimal:
      throw Error(ErrorCode::bad_number,
                  "this column has exact decimals, which no integer holds; read it as text",
                  of.name);
    case ColumnType::money:
    case ColumnType::quantity:
      return Decimal::parse(text).to_scaled_int64(decimals(column));
    case ColumnType::time:
      return parse_rfc3339(text).unix_us;
    case ColumnType::month:
    case ColumnType::day:
    case ColumnType::month_or_day:
      return date_number(text);
  }
  return {};
}

int Rows::decimals(std::size_t column) const {
  if (column >= cells_.size() || !cells_[column]) return 0;
  if (columns_[column].type == ColumnType::money) return decimals_of(*cells_[column]);
  return decimals_ ? decimals_(read_ - 1, column) : 0;
}

Rows Rows::where(std::string_view column, const Cell& is) const {
  const auto found = std::ranges::find(columns_, column, &Column::name);
  if (found == columns_.end())
    throw Error(ErrorCode::invalid_argument,
                "these rows have no column " + internal::in_quotes(column), "column");
  const auto index = static_cast<std::size_t>(found - columns_.begin());
  const auto kept = std::make_shared<std::vector<std::size_t>>();
  for (std::size_t row = 0; row < count_; ++row)
    if (source_(row)[index] == is) kept->push_back(row);
  Rows those(
      columns_, kept->size(),
      [source = source_, kept](std::size_t row) { return source((*kept)[row]); },
      [decimals = decimals_, kept](std::size_t row, std::size_t of) {
        return decimals ? decimals((*kept)[row], of) : 0;
      });
  those.zone_ = zone_;
  return those;
}

Rows& Rows::in_zone(const Zone& zone) & {
  zone_ = std::make_shared<const Zone>(zone);
  return *this;
}

void Rows::rewind() {
  read_ = 0;
  cells_.clear();
}

}  // namespace porto
