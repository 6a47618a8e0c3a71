// See doubtful_usage.hpp.
#include "billing/outlook/doubtful_usage.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

#include "base/text.hpp"
#include "billing/bill.hpp"

namespace porto::internal {
namespace {

constexpr std::size_t shown_places = 3;

// The first of what is alike, and how many there are.
class Found {
 public:
  void add(const std::string& place) {
    if (++count_ <= shown_places) places_ += (places_.empty() ? "" : "; ") + place;
  }
  std::size_t count() const noexcept { return count_; }
  std::string places() const { return places_ + (count_ > shown_places ? "; ..." : ""); }

 private:
  std::size_t count_ = 0;
  std::string places_;
};

std::string companies(std::size_t count) {
  return count == 1 ? "1 company" : std::to_string(count) + " companies";
}

std::string amount_of(const MonthUsage& usage) {
  return usage.amount().to_string() + " " + usage.meter + " in " + usage.month.to_string();
}

std::optional<std::string> nobody_billed(Biller& biller, const std::set<Month>& months) {
  Found found;
  std::set<std::string> unbilled;
  std::int64_t events = 0;
  for (const Month month : months)
    for (const MonthUsage& usage : biller.unbilled(month, {})) {
      found.add(in_quotes(usage.company) + ": " + amount_of(usage));
      unbilled.insert(usage.company);
      events += usage.events;
    }
  if (unbilled.empty()) return {};
  return "nobody is billed for " + std::to_string(events) + (events == 1 ? " event" : " events") +
         " of " + companies(unbilled.size()) + " in the months of the import (" + found.places() +
         "); no subscription prices them";
}

// Small numbers multiply without meaning.
constexpr std::int64_t least_doubtful = 1'000;

bool has_grown(const MonthUsage& before, const MonthUsage& now) {
  return before.amount() > Decimal(0) && now.amount() > before.amount() * doubtful_growth &&
         now.amount() >= Decimal(least_doubtful);
}

void find_grown(const std::vector<MonthUsage>& before, const std::vector<MonthUsage>& now,
                Found& found) {
  const auto key = [](const MonthUsage& usage) { return std::tie(usage.company, usage.meter); };
  auto old = before.begin();
  for (const MonthUsage& usage : now) {
    while (old != before.end() && key(*old) < key(usage)) ++old;
    if (old == before.end() || key(*old) != key(usage) || !has_grown(*old, usage)) continue;
    found.add(in_quotes(usage.company) + ": " + amount_of(usage) + ", before " +
              old->amount().to_string());
  }
}

std::optional<std::string> far_more(Store& store, const std::set<Month>& months) {
  Found found;
  const Month first = store.info().first_month;
  for (const Month month : months)
    if (first < month)
      find_grown(store.usage({.month = month.previous(), .company = {}}),
                 store.usage({.month = month, .company = {}}), found);
  if (found.count() == 0) return {};
  return std::to_string(found.count()) + (found.count() == 1 ? " total is" : " totals are") +
         " more than " + std::to_string(doubtful_growth) + " times that of the month before (" +
         found.places() + "); is it counted twice, or another company's?";
}

}  // namespace

std::vector<std::string> doubtful_usage(Store& store, const Zone& zone,
                                        const std::set<Month>& months) {
  std::vector<std::string> notices;
  if (store.subscriptions().empty()) return notices;
  Biller biller(store, zone);
  if (auto notice = nobody_billed(biller, months)) notices.push_back(std::move(*notice));
  if (auto notice = far_more(store, months)) notices.push_back(std::move(*notice));
  return notices;
}

}  // namespace porto::internal
