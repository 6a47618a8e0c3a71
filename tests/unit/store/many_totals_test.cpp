// Totals of one transaction with more keys than are summed in place: they are the same as those of
// the model, and what does not fit is found among many.
#include <deque>
#include <limits>
#include <map>
#include <span>

#include "unit/store/fixture.hpp"

namespace porto::testing::many_totals_test {

using namespace internal;
namespace {

// Events that live as long as their texts.
class Events {
 public:
  void add(const std::string& company, int month, std::int64_t quantity) {
    const std::string& id = texts_.emplace_back("e" + std::to_string(texts_.size()));
    events_.push_back(event(id, quantity, texts_.emplace_back(company), {2025, month}));
  }
  const std::vector<DatedEvent>& all() const { return events_; }

 private:
  std::deque<std::string> texts_;
  std::vector<DatedEvent> events_;
};

std::map<std::string, std::int64_t> totals(Store& store) {
  std::map<std::string, std::int64_t> found;
  for (const MonthUsage& usage : store.usage({}))
    found[usage.company + " " + usage.month.to_string()] = usage.quantity;
  return found;
}

}  // namespace

TEST_CASE_TEMPLATE("many keys, each more than once, in and out of order", Kind, PORTO_STORES) {
  Kind kind;
  constexpr int companies = 45'000;
  Events events;
  std::map<std::string, std::int64_t> expected;
  for (int round = 0; round < 2; ++round)
    for (int i = 0; i < companies; ++i) {
      const int number = round == 0 ? i : (i * 7919) % companies;
      const std::string company = "c" + std::to_string(number);
      const int month = 1 + number % 12;
      events.add(company, month, number + 1);
      expected[company + " " + Month(2025, month).to_string()] += number + 1;
    }
  write(*kind.store, [&] {
    const std::span<const DatedEvent> all = events.all();
    for (std::size_t at = 0; at < all.size(); at += 20'000)
      kind.store->append(all.subspan(at, std::min<std::size_t>(20'000, all.size() - at)));
  });
  CHECK(totals(*kind.store) == expected);
}

TEST_CASE_TEMPLATE("a total that does not fit is named among many, and none is changed", Kind,
                   PORTO_STORES) {
  Kind kind;
  Events before;
  for (int i = 0; i < 100; ++i)
    before.add("c" + std::to_string(i), 6,
               std::numeric_limits<std::int64_t>::max() - (i == 57 ? 1 : 5));
  append(*kind.store, before.all());
  const auto known = totals(*kind.store);
  Events more;
  for (int i = 0; i < 100; ++i) {
    more.add("d" + std::to_string(i), 6, 1);
    more.add("c" + std::to_string(i), 6, 2);
  }
  // The ids of `before` are taken: these are others.
  std::vector<DatedEvent> events = more.all();
  for (DatedEvent& dated : events) dated.event.source = "t";
  const Thrown thrown_by_append = thrown([&] { append(*kind.store, events); });
  CHECK(thrown_by_append.code == ErrorCode::overflow);
  CHECK(thrown_by_append.says("\"c57\""));
  CHECK(totals(*kind.store) == known);
}

}  // namespace porto::testing::many_totals_test
