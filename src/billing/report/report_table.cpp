// See report_table.hpp.
#include "billing/report/report_table.hpp"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

namespace porto::internal {
namespace {

// What a line is sorted by; lines without it are last.
struct SortValue {
  bool is_absent = true;
  std::string text{};
  Decimal number{};
};

SortValue value_of_key(const ReportLine& line, ReportKey key) {
  const std::string& text = key_of(line.place, key);
  return {text.empty(), text, {}};
}

SortValue value_of_amount(const std::optional<Money>& amount) {
  return {!amount, {}, amount ? amount->amount() : Decimal()};
}

SortValue sort_value(const ReportLine& line, ReportSort sort) {
  switch (sort) {
    case ReportSort::amount:
      return value_of_amount(line.now.amount());
    case ReportSort::difference:
      if (!line.is_comparable) return {};
      return value_of_amount(amount_difference(line.now, line.before));
    case ReportSort::quantity: {
      const ReportFigures figures = line.now.figures();
      return {!figures.quantity, figures.meter, figures.quantity.value_or(Decimal())};
    }
    default:
      return value_of_key(line, static_cast<ReportKey>(static_cast<int>(sort) -
                                                       static_cast<int>(ReportSort::month)));
  }
}

ReportPlace moved(const ReportPlace& place, int months) {
  ReportPlace there = place;
  std::string& month = key_of(there, ReportKey::month);
  if (!month.empty()) month = Month::parse(month).plus(months).to_string();
  return there;
}

}  // namespace

void ReportLine::add(const ReportLine& other) {
  now.add(other.now);
  before.add(other.before);
  for (const auto& [value, sums] : other.cells) cells[value].add(sums);
}

std::vector<ReportLine> lines_of(ReportGroups groups) {
  std::vector<ReportLine> lines;
  lines.reserve(groups.size());
  for (auto& [place, sums] : groups) lines.push_back({.place = place, .now = std::move(sums)});
  return lines;
}

std::vector<ReportLine> compared(ReportGroups now, const ReportGroups& before, int back) {
  std::map<ReportPlace, ReportLine> joined;
  for (ReportLine& line : lines_of(std::move(now))) joined[line.place] = std::move(line);
  for (const auto& [place, sums] : before) {
    const ReportPlace there = moved(place, back);
    ReportLine& line = joined[there];
    line.place = there;
    line.before = sums;
  }
  std::vector<ReportLine> lines;
  for (auto& [place, line] : joined) lines.push_back(std::move(line));
  return lines;
}

std::vector<ReportLine> turned(std::vector<ReportLine> lines, ReportKey key) {
  std::map<ReportPlace, ReportLine> turned;
  for (ReportLine& line : lines) {
    ReportPlace place = line.place;
    const std::string value = std::exchange(key_of(place, key), std::string());
    ReportLine& into = turned[place];
    into.place = place;
    into.now.add(line.now);
    into.cells[value] = std::move(line.now);
  }
  std::vector<ReportLine> rows;
  for (auto& [place, line] : turned) rows.push_back(std::move(line));
  return rows;
}

void sort_lines(std::vector<ReportLine>& lines, ReportSort sort, bool descending) {
  if (sort == ReportSort::keys) {
    if (descending) std::ranges::reverse(lines);
    return;
  }
  std::vector<std::pair<SortValue, std::size_t>> order;
  for (std::size_t i = 0; i < lines.size(); ++i) order.emplace_back(sort_value(lines[i], sort), i);
  std::ranges::stable_sort(order, [&](const auto& a, const auto& b) {
    const auto& [left, left_index] = a;
    const auto& [right, right_index] = b;
    if (left.is_absent != right.is_absent) return right.is_absent;
    // Meters are in their order in any case: quantities of two do not compare.
    if (sort == ReportSort::quantity && left.text != right.text) return left.text < right.text;
    const auto rank = [](const SortValue& value) { return std::tie(value.text, value.number); };
    return descending ? rank(right) < rank(left) : rank(left) < rank(right);
  });
  std::vector<ReportLine> sorted;
  sorted.reserve(lines.size());
  for (const auto& [value, index] : order) sorted.push_back(std::move(lines[index]));
  lines = std::move(sorted);
}

ReportLine sum_of(const std::vector<ReportLine>& lines, std::size_t from) {
  ReportLine sum;
  for (std::size_t i = from; i < lines.size(); ++i) sum.add(lines[i]);
  return sum;
}

}  // namespace porto::internal
