// The list of a report, whose columns depend on what it is by; those of a pivot, on what it found.
#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "export/fields.hpp"

namespace porto {

using namespace internal;

namespace {

Cell money_text(const std::optional<Money>& amount) {
  return amount ? Cell(amount->to_string()) : Cell();
}
Cell quantity_text(const std::optional<Decimal>& quantity) {
  return quantity ? Cell(quantity->to_string()) : Cell();
}
Cell count_text(const std::optional<std::int64_t>& count) {
  return count ? Cell(std::to_string(*count)) : Cell();
}
Cell meter_text(const ReportFigures& figures) {
  return figures.meter.empty() ? Cell() : Cell(figures.meter);
}

// The columns of one report, with the cells and decimals that they give.
class ReportColumns {
 public:
  explicit ReportColumns(const Report& report) : report_(report) {
    add("entry", ColumnType::text, [](const ReportRow& row) { return Cell(to_string(row.entry)); });
    for (std::size_t i = 0; i < report.keys.size(); ++i) {
      const ReportKey key = report.keys[i];
      add(to_string(key), key == ReportKey::month ? ColumnType::month : ColumnType::text,
          [i](const ReportRow& row) { return row.keys[i]; });
      if (key == ReportKey::company)
        add("name", ColumnType::text,
            [](const ReportRow& row) { return row.name.empty() ? Cell() : Cell(row.name); });
    }
    if (report.pivot)
      add_pivot();
    else
      add_figures();
  }

  std::vector<Column> columns() const {
    std::vector<Column> columns;
    for (const One& one : columns_) columns.push_back({one.name.c_str(), one.type});
    return columns;
  }
  std::vector<Cell> cells(std::size_t row) const {
    std::vector<Cell> cells;
    cells.reserve(columns_.size());
    for (const One& one : columns_) cells.push_back(one.cell(report_.rows[row]));
    return cells;
  }
  std::size_t count() const { return report_.rows.size(); }
  int decimals(std::size_t row, std::size_t column) const {
    const ReportRow& of = report_.rows[row];
    if (columns_[column].type != ColumnType::quantity) return 0;
    if (report_.pivot && column >= first_ && column < first_ + report_.columns.size()) {
      const ReportCell* cell = cell_of(of, column - first_);
      return cell ? cell->figures.decimals : 0;
    }
    return std::max(of.figures.decimals, of.before ? of.before->decimals : 0);
  }

 private:
  using MakeCell = std::function<Cell(const ReportRow&)>;
  struct One {
    std::string name;
    ColumnType type;
    MakeCell cell;
  };

  void add(std::string name, ColumnType type, MakeCell cell) {
    columns_.push_back({std::move(name), type, std::move(cell)});
  }

  bool has_meter_key() const {
    return std::ranges::find(report_.keys, ReportKey::meter) != report_.keys.end() ||
           report_.pivot == ReportKey::meter;
  }

  void add_figures() {
    add("amount", ColumnType::money,
        [](const ReportRow& r) { return money_text(r.figures.amount); });
    if (report_.compares) {
      add("amount_before", ColumnType::money,
          [](const ReportRow& r) { return money_text(r.before->amount); });
      add("amount_difference", ColumnType::money,
          [](const ReportRow& r) { return money_text(r.amount_difference); });
    }
    add_currency();
    add("quantity", ColumnType::quantity,
        [](const ReportRow& r) { return quantity_text(r.figures.quantity); });
    if (report_.compares) {
      add("quantity_before", ColumnType::quantity,
          [](const ReportRow& r) { return quantity_text(r.before->quantity); });
      add("quantity_difference", ColumnType::quantity,
          [](const ReportRow& r) { return quantity_text(r.quantity_difference); });
    }
    if (!has_meter_key()) add_meter();
    add("companies", ColumnType::integer,
        [](const ReportRow& r) { return count_text(r.figures.companies); });
    if (report_.compares)
      add("companies_before", ColumnType::integer,
          [](const ReportRow& r) { return count_text(r.before->companies); });
    add("events", ColumnType::integer,
        [](const ReportRow& r) { return count_text(r.figures.events); });
    add("state", ColumnType::text, [](const ReportRow& r) {
      return r.figures.state ? Cell(to_string(*r.figures.state)) : Cell();
    });
  }

  // An amount has the ledger's currency; without any there is none.
  void add_currency() {
    const std::string code(report_.currency.code());
    add("currency", ColumnType::text, [code](const ReportRow& r) {
      return r.figures.amount || (r.before && r.before->amount) ? Cell(code) : Cell();
    });
  }

  // Of quantities that are compared: of both.
  void add_meter() {
    add("meter", ColumnType::text, [](const ReportRow& r) {
      const Cell now = meter_text(r.figures);
      if (!r.before || r.before->meter.empty()) return now;
      return !now || *now == r.before->meter ? meter_text(*r.before) : Cell();
    });
  }

  void add_pivot() {
    const bool amounts = report_.measure == ReportMeasure::amount;
    const ColumnType type = amounts ? ColumnType::money : ColumnType::quantity;
    const auto shown = [amounts](const ReportFigures& figures) {
      return amounts ? money_text(figures.amount) : quantity_text(figures.quantity);
    };
    first_ = columns_.size();
    std::set<std::string> taken{"entry", "name", "total", amounts ? "currency" : "meter"};
    for (const ReportKey key : report_.keys) taken.insert(to_string(key));
    for (std::size_t i = 0; i < report_.columns.size(); ++i)
      add(name_of_value(report_.columns[i].value_or("none"), taken), type,
          [i, shown](const ReportRow& row) {
            const ReportCell* cell = cell_of(row, i);
            return cell ? shown(cell->figures) : Cell();
          });
    add("total", type, [shown](const ReportRow& row) { return shown(row.figures); });
    if (amounts)
      add_currency();
    else if (!has_meter_key())
      add_meter();
  }

  std::string name_of_value(std::string name, std::set<std::string>& taken) const {
    while (!taken.insert(name).second) name = std::string(to_string(*report_.pivot)) + ":" + name;
    return name;
  }

  static const ReportCell* cell_of(const ReportRow& row, std::size_t column) {
    const auto cell = std::ranges::lower_bound(row.cells, column, {}, &ReportCell::column);
    return cell == row.cells.end() || cell->column != column ? nullptr : &*cell;
  }

  Report report_;
  std::vector<One> columns_;
  std::size_t first_ = 0;  // of the values of a pivot
};

constexpr Field<std::string> report_notice_fields[] = {
    {"notice", ColumnType::text, [](const std::string& notice) { return Cell(notice); }},
};

}  // namespace

Rows rows_of(const Report& report) {
  const auto shared = std::make_shared<const ReportColumns>(report);
  return {shared->columns(), shared->count(),
          [shared](std::size_t row) { return shared->cells(row); },
          [shared](std::size_t row, std::size_t column) { return shared->decimals(row, column); }};
}

Rows notices_of(const Report& report) { return make_rows(report.notices, report_notice_fields); }

}  // namespace porto
