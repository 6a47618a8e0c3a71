// See total_rows.hpp.
#include "metering/total_rows.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace porto::internal {
namespace {

// Longer ones before those they begin with.
constexpr std::array<std::string_view, 24> words = {
    "summa totalt", "summa",       "summe",           "sum total",  "sum",
    "totalsumma",   "total summa", "total sum",       "totalsum",   "totalt",
    "totals",       "total",       "grand total",     "sub total",  "sub-total",
    "subtotal",     "delsumma",    "slutsumma",       "sammanlagt", "gesamt",
    "gesamtsumme",  "insgesamt",   "yhteens\xC3\xA4", "i alt"};
constexpr std::string_view around = " \t:.*=-_()[]#";

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view without_marks(std::string_view key) noexcept {
  key = without_blanks(key);
  key.remove_prefix(std::min(key.find_first_not_of(around), key.size()));
  return key.substr(0, key.find_last_not_of(around) + 1);
}

bool starts_with(std::string_view key, std::string_view word) noexcept {
  return key.size() >= word.size() &&
         std::ranges::equal(key.substr(0, word.size()), word,
                            [](char a, char b) { return lower(a) == b; });
}

// How a total may begin: with the first letter of a word, a mark, or a blank that is no ASCII.
constexpr std::array<bool, 256> first_bytes = [] {
  std::array<bool, 256> first{};
  const auto is_first = [&](char c) { first[static_cast<unsigned char>(c)] = true; };
  for (const std::string_view word : words) {
    is_first(word[0]);
    is_first(static_cast<char>(word[0] - 'a' + 'A'));
  }
  for (const char mark : around) is_first(mark);
  is_first('\xC2');
  return first;
}();

// Asked of each row: few keys of events pass this, and nearly none the look at the second byte.
bool may_be_total(std::string_view key) noexcept {
  if (key.size() < 2 || !first_bytes[static_cast<unsigned char>(key[0])]) return false;
  key.remove_prefix(std::min(key.find_first_not_of(around), key.size()));
  if (key.size() < 2) return false;
  if (key[0] == '\xC2') return true;
  const char first = lower(key[0]);
  const char second = lower(key[1]);
  return std::ranges::any_of(words, [first, second](std::string_view word) {
    return word[0] == first && word[1] == second;
  });
}

// A cell that was not computed: "=SUM(B2:B9)", "=SUMMA(A1)".
bool is_formula_of_total(std::string_view key) noexcept {
  key = without_blanks(key);
  if (!key.starts_with('=')) return false;
  key = without_blanks(key.substr(1));
  return std::ranges::any_of(words, [key](std::string_view word) {
    return key.size() > word.size() && starts_with(key, word) && key[word.size()] == '(';
  });
}

bool is_word_for_total(std::string_view key) noexcept {
  if (is_formula_of_total(key)) return true;
  key = without_marks(key);
  return std::ranges::any_of(words, [key](std::string_view word) {
    return key.size() == word.size() && starts_with(key, word);
  });
}

// "Summa februari", "Total: 3"
bool begins_with_total(std::string_view key) noexcept {
  key = without_marks(key);
  return std::ranges::any_of(words, [key](std::string_view word) {
    if (!starts_with(key, word)) return false;
    const char next = key.size() == word.size() ? ' ' : key[word.size()];
    return !is_digit(next) && (lower(next) < 'a' || lower(next) > 'z');
  });
}

}  // namespace

bool says_total(std::string_view key) noexcept {
  return may_be_total(key) && is_word_for_total(key);
}

Refusal row_is_total(std::string_view key) {
  return {"row is a total",
          in_quotes(key) +
              " says so; leave it out: the rows it sums up count by themselves. If a company is"
              " called that, import its rows in a file of their own (--company)"};
}

void TotalRows::Sum::add(std::int64_t more) {
  overflowed = overflowed || __builtin_add_overflow(quantity, more, &quantity);
  ++rows;
}

bool TotalRows::Sum::is(std::int64_t total, std::uint64_t at_least_rows) const {
  return rows >= at_least_rows && !overflowed && quantity == total;
}

std::optional<Refusal> TotalRows::judge(const UsageEvent& event) const {
  const std::string_view id = event.event_id;
  const std::string_view company = event.company;
  const std::string_view domain = event.domain;
  for (const std::string_view key : {id, company == company_ ? "" : company, domain})
    if (may_be_total(key) &&
        (is_word_for_total(key) || (begins_with_total(key) && sums_up(event, 1))))
      return row_is_total(key);
  return {};
}

bool TotalRows::sums_up(const UsageEvent& event, std::uint64_t at_least_rows) const {
  if (event.quantity == 0) return false;
  if (event.meter == meter_ && all_.is(event.quantity, at_least_rows)) return true;
  if (of_ == Of::events) return false;
  const auto month = by_month_.find({event.occurred_at.unix_us, std::string(event.meter)});
  return month != by_month_.end() && month->second.is(event.quantity, at_least_rows);
}

void TotalRows::add(const UsageEvent& event, std::uint64_t line) {
  suspect_ = sums_up(event, 2) ? line : 0;
  if (meter_.empty()) meter_ = event.meter;
  if (event.meter == meter_) all_.add(event.quantity);
  if (of_ == Of::monthly_counts)
    by_month_[{event.occurred_at.unix_us, std::string(event.meter)}].add(event.quantity);
}

}  // namespace porto::internal
