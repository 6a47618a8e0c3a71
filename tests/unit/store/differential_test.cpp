// Thousands of random operations on the SQLite store and on the model; both must say the same, and
// hold the same, after every transaction.
#include <functional>
#include <limits>
#include <random>

#include "unit/store/fixture.hpp"

namespace porto::testing {
namespace {

// Draws operations. Few names and few months, so that they meet often.
class Dice {
 public:
  explicit Dice(unsigned seed) : random_(seed) {}

  int below(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }
  bool chance(int percent) { return below(100) < percent; }
  template <typename T, std::size_t count>
  const T& one_of(const T (&from)[count]) {
    return from[random_() % count];
  }

  std::string company() { return "c" + std::to_string(below(12)); }
  Month month() { return {2025, 1 + below(6)}; }
  std::string tariff() { return "t" + std::to_string(below(3)); }

 private:
  std::mt19937 random_;
};

// A batch, with the texts its events borrow.
struct Batch {
  std::vector<std::string> texts;
  std::vector<DatedEvent> events;
};

Batch draw_batch(Dice& dice) {
  static constexpr std::string_view sources[] = {"s", "s2"};
  static constexpr std::string_view meters[] = {"messages", "messages", "messages", "gb"};
  static constexpr std::int64_t quantities[] = {0, 1, 2, 5'000'000'000'000};
  Batch batch;
  const int count = dice.below(40);
  batch.texts.reserve(2 * static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    const std::string& id = batch.texts.emplace_back("event-" + std::to_string(dice.below(9000)));
    const std::string& company = batch.texts.emplace_back(
        dice.chance(95) ? "c" + std::to_string(id.back() % 10) : dice.company());
    const Month month{2025, 1 + id[6] % 6};
    DatedEvent dated = event(id, dice.chance(95) ? 1 : dice.one_of(quantities), company, month);
    dated.event.source = dice.chance(90) ? sources[0] : dice.one_of(sources);
    dated.event.meter = dice.chance(95) ? messages_meter : dice.one_of(meters);
    if (dice.chance(1)) dated.event.quantity = std::numeric_limits<std::int64_t>::max();
    batch.events.push_back(dated);
  }
  return batch;
}

std::vector<InvoiceLine> draw_lines(Dice& dice, Month month) {
  static constexpr LineKind kinds[] = {LineKind::fee, LineKind::usage, LineKind::adjustment};
  std::vector<InvoiceLine> lines;
  for (int number = 1; number <= dice.below(4); ++number) {
    const Decimal amount = Decimal::from_scaled(dice.below(1'000'000) - 500'000, dice.below(9));
    lines.push_back({.month = month,
                     .company = dice.company(),
                     .line = number,
                     .charge = "c",
                     .kind = dice.one_of(kinds),
                     .text = "text",
                     .quantity = amount,
                     .unit = "H87",
                     .unit_price = dice.chance(50) ? std::optional(amount) : std::nullopt,
                     .exact_amount = amount,
                     .net_amount = {dice.below(1000), Currency("SEK")},
                     .tariff = dice.tariff(),
                     .usage_month = month});
  }
  return lines;
}

// One operation with all its arguments drawn: what it did, as text, for each store it is done to.
using Operation = std::function<std::string(Store&)>;

std::string told(const Appended& appended) {
  std::string text;
  for (const Outcome outcome : appended.outcomes) text += std::to_string(static_cast<int>(outcome));
  for (const std::string& company : appended.new_companies) text += " " + company;
  return text;
}

std::string told(const std::vector<std::optional<Outcome>>& known) {
  std::string text;
  for (const auto& outcome : known) {
    text += outcome ? std::to_string(static_cast<int>(*outcome)) : "-";
  }
  return text;
}

Operation draw_rare(Dice& dice) {
  const std::string company = dice.company();
  const std::string tariff = dice.tariff();
  const Month month = dice.month();
  const int number = dice.below(3);
  switch (dice.below(6)) {
    case 0:
      return [=](Store& store) {
        return std::to_string(store.put_company({company, "name " + std::to_string(number)}));
      };
    case 1:
      return [=](Store& store) { return std::to_string(store.add_meter({"gb", 2 + number / 2})); };
    case 2:
      return [=](Store& store) {
        store.add_tariff({tariff, 1 + number, month, "document"});
        return std::string();
      };
    case 3: {
      const std::optional<Month> through =
          number ? std::optional(month.plus(number)) : std::nullopt;
      return [=](Store& store) {
        store.add_subscription({company, tariff, month, through});
        return std::string();
      };
    }
    case 4:
      return [=](Store& store) {
        store.end_subscription({company, tariff, month, {}}, month.plus(number - 1));
        return std::string();
      };
    default: {
      const auto lines = draw_lines(dice, month);
      return [=](Store& store) {
        store.add_period({month, {number}}, lines);
        return std::string();
      };
    }
  }
}

Operation draw(Dice& dice) {
  if (dice.chance(40)) return draw_rare(dice);
  const auto batch = std::make_shared<const Batch>(draw_batch(dice));
  if (dice.chance(20)) return [=](Store& store) { return told(store.find(batch->events)); };
  return [=](Store& store) { return told(store.append(batch->events)); };
}

// Does the operations in one transaction; what they told, ending with the code of an error.
std::string run(Store& store, const std::vector<Operation>& operations, bool commit) {
  std::string all;
  const auto transaction = store.begin(Store::Access::write);
  try {
    for (const Operation& operation : operations) all += operation(store) + "\n";
  } catch (const Error& error) {
    return all + to_string(error.code());
  }
  if (commit) transaction->commit();
  return all;
}

void check_equal(Store& store, Store& model, const MonthFilter& filter) {
  REQUIRE(store.companies() == model.companies());
  REQUIRE(store.meters() == model.meters());
  REQUIRE(store.tariffs() == model.tariffs());
  REQUIRE(store.subscriptions() == model.subscriptions());
  REQUIRE(store.usage({}) == model.usage({}));
  REQUIRE(store.usage(filter) == model.usage(filter));
  REQUIRE(store.first_usage_month() == model.first_usage_month());
  REQUIRE(store.periods() == model.periods());
  REQUIRE(store.lines({}) == model.lines({}));
  REQUIRE(store.lines(filter) == model.lines(filter));
}

}  // namespace

TEST_CASE("the SQLite store does what the model does") {
  for (const unsigned seed : {1U, 2U, 3U}) {
    CAPTURE(seed);
    Dice dice(seed);
    const auto store = create_sqlite_store(":memory:", options);
    const auto model = make_memory_store({options.zone, options.currency, 1});
    int failed = 0;
    for (int step = 0; step < 1000; ++step) {
      CAPTURE(step);
      std::vector<Operation> operations;
      for (int i = 0; i <= dice.below(3); ++i) operations.push_back(draw(dice));
      const bool commit = dice.chance(90);
      const std::string expected = run(*model, operations, commit);
      REQUIRE(run(*store, operations, commit) == expected);
      if (expected.back() != '\n') ++failed;
      check_equal(*store, *model, {dice.month(), dice.company()});
    }
    // The dice must reach failures and successes, or they prove little.
    CHECK(failed > 100);
    CHECK(failed < 900);
    CHECK(model->usage({}).size() > 20);
    CHECK(model->periods().size() > 3);
  }
}

}  // namespace porto::testing
