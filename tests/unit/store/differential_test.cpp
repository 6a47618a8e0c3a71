// Thousands of random operations on the SQLite store and on the model; both must say the same, and
// hold the same, after every transaction.
#include <algorithm>
#include <functional>
#include <limits>
#include <random>

#include "support/sanitized.hpp"
#include "unit/store/fixture.hpp"

namespace porto::testing::differential_test {

using namespace internal;
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
  std::string domain() { return "d" + std::to_string(below(4)) + ".se"; }
  Day day() { return {month(), 1 + below(28)}; }
  std::optional<Day> maybe_day() { return chance(50) ? std::optional(day()) : std::nullopt; }

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
  static constexpr std::int64_t quantities[] = {0, 1, 2, -3, 5'000'000'000'000};
  Batch batch;
  const int count = dice.below(40);
  batch.texts.reserve(3 * static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    const std::string& id = batch.texts.emplace_back("event-" + std::to_string(dice.below(9000)));
    const std::string& company = batch.texts.emplace_back(
        dice.chance(95) ? "c" + std::to_string(id.back() % 10) : dice.company());
    const Month month{2025, 1 + id[6] % 6};
    DatedEvent dated = event(id, dice.chance(95) ? 1 : dice.one_of(quantities), company, month);
    dated.event.source = dice.chance(90) ? sources[0] : dice.one_of(sources);
    dated.event.meter = dice.chance(95) ? messages_meter : dice.one_of(meters);
    using Limits = std::numeric_limits<std::int64_t>;
    if (dice.chance(1)) dated.event.quantity = dice.chance(50) ? Limits::max() : Limits::min();
    if (dice.chance(30)) {
      dated.event.company = {};
      dated.event.domain = batch.texts.emplace_back("d" + std::to_string(id[7] % 4) + ".se");
      dated.day = Day(month, 1 + id.back() % 28);
    }
    batch.events.push_back(dated);
  }
  return batch;
}

std::vector<InvoiceLine> draw_lines(Dice& dice, Month month) {
  static constexpr LineKind kinds[] = {LineKind::fee, LineKind::usage, LineKind::adjustment,
                                       LineKind::rounding};
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

std::string told(const std::vector<CompanyMonth>& months) {
  std::string text;
  for (const CompanyMonth& month : months) text += " " + month.month.to_string() + month.company;
  return text;
}

std::string told(const AppendResult& appended) {
  std::string text = told(appended.late) + " ";
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
        const Subscription whole{company, tariff, month, through};
        store.add_subscription(
            number == 1 ? Subscription(company, tariff, Day(month, 10), whole.through) : whole);
        return std::string();
      };
    }
    case 4:
      return [=](Store& store) {
        const Subscription at{company, tariff, Day(month, number == 2 ? 1 : 10)};
        store.end_subscription(at, Day(month, 9 + 9 * number));  // or before it begins
        return std::string();
      };
    default: {
      const auto lines = draw_lines(dice, month);
      return [=](Store& store) {
        const Position position = store.position();
        store.add_closed_month({month, {number}, "hash", position.events, position.batches}, lines,
                               store.usage({.month = month, .company = {}}),
                               {position.chains, {{month, number, position.digest}}});
        return std::string();
      };
    }
  }
}

Operation draw_claim(Dice& dice) {
  SendingDomain claim{dice.domain(), dice.company(), dice.maybe_day(), dice.maybe_day()};
  if (claim.from && claim.through && *claim.through < *claim.from) claim.through.reset();
  const auto pick = static_cast<std::size_t>(dice.below(4));
  const std::optional<Day> through = dice.maybe_day();
  // One of the stored claims; else the drawn one, which is likely to be refused.
  const auto known = [=](Store& store) {
    const auto all = store.domains();
    return pick < all.size() ? all[pick] : claim;
  };
  switch (dice.below(8)) {
    case 0:
      return [=](Store& store) { return told(store.end_claim(known(store), through)); };
    case 1:
      return [=](Store& store) { return told(store.remove_claim(known(store))); };
    default:
      return [=](Store& store) { return told(store.add_claim(claim)); };
  }
}

Operation draw_void(Dice& dice) {
  const int nth = dice.below(200);
  const Instant now{dice.below(1000)};
  return [=](Store& store) {
    std::vector<StoredEvent> events;
    store.each_event({}, [&](const StoredEvent& event) {
      if (events.size() <= static_cast<std::size_t>(nth)) events.push_back(event);
    });
    if (events.empty()) return std::string("nothing to void");
    const StoredEvent& event = events.back();
    // The fixture's events have the month in their time.
    const Month month =
        event.day ? event.day->month()
                  : Month::from_number(static_cast<int>(event.occurred_at.unix_us / 1000));
    return told(store.add_void({event.source, event.event_id, "actor", "reason", now}, month));
  };
}

// A batch as an import of its own, or as the next of one that goes on.
Operation draw_import(Dice& dice) {
  const auto batch = std::make_shared<const Batch>(draw_batch(dice));
  const bool finished = dice.chance(70);
  const bool with_file = dice.chance(50);
  const auto size = static_cast<std::uint64_t>(1 + dice.below(3));
  return [=](Store& store) {
    ImportRecord record;
    const std::vector<ImportRecord> known = store.imports();
    if (!known.empty() && !known.back().finished) record = known.back();
    record.files = {{"file", "csv", 0, ""}};
    record.options = {{"zone", "UTC"}};
    if (record.no == 0) record.no = store.add_import(record);
    const std::int64_t before = store.position().events;
    const AppendResult appended = store.append(batch->events);
    const std::int64_t last = store.position().events;
    if (last != before) {
      if (!record.events.empty() && record.events.back().last == before)
        record.events.back().last = last;
      else
        record.events.push_back({before + 1, last});
    }
    for (std::size_t i = 0; i < batch->events.size(); ++i)
      if (appended.outcomes[i] == Outcome::stored) ++record.stored_by_month[batch->events[i].month];
    record.rows += batch->events.size();
    record.stored += static_cast<std::uint64_t>(last - before);
    if (finished && with_file) record.files[0] = {"file", "csv", size, "digest"};
    record.finished = finished;
    store.update_import(record);
    return told(appended);
  };
}

Operation draw_undo(Dice& dice) {
  ImportUndo undo;
  const auto nth = static_cast<std::size_t>(dice.below(4));
  undo.actor = "actor";
  undo.reason = "reason";
  undo.undone_at = {dice.below(1000)};
  return [=](Store& store) {
    const auto month_of = [](Instant time) {
      return Month::from_number(static_cast<int>(time.unix_us / 1000));
    };
    ImportUndo one = undo;
    std::vector<ImportRecord> open = store.imports();
    std::erase_if(open, [](const ImportRecord& record) { return record.undone.has_value(); });
    // Sometimes there is none, or one that is undone.
    one.import = nth < open.size() ? open[nth].no : static_cast<std::int64_t>(nth);
    return told(store.undo_import(one, month_of));
  };
}

Operation draw_mark(Dice& dice) {
  const std::vector<CompanyMonth> marks = {{dice.month(), dice.company()},
                                           {dice.month(), dice.company()}};
  return [=](Store& store) {
    store.mark_changed(marks);
    return std::string();
  };
}

Operation draw_prune(Dice& dice) {
  const Month month = dice.month();
  const Instant before{(month.number() + 1) * std::int64_t{1000}};
  return [=](Store& store) { return std::to_string(store.prune(month, before, {7}, month_of)); };
}

Operation draw_counting(Dice& dice) {
  const std::string source = "s" + std::to_string(dice.below(4));
  const std::string rule = dice.chance(80) ? "delivered" : "accepted";
  return [=](Store& store) {
    return std::to_string(store.set_counting(source, rule)) + store.counting("s2").value_or("");
  };
}

Operation draw(Dice& dice) {
  if (dice.chance(30)) return draw_rare(dice);
  if (dice.chance(15)) return draw_claim(dice);
  if (dice.chance(10)) return draw_void(dice);
  if (dice.chance(10)) return draw_import(dice);
  if (dice.chance(7)) return draw_undo(dice);
  if (dice.chance(3)) return draw_mark(dice);
  if (dice.chance(3)) return draw_counting(dice);
  if (dice.chance(1)) return draw_prune(dice);
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
    transaction->flush();
  } catch (const Error& error) {
    return all + to_string(error.code());
  }
  if (commit) transaction->commit();
  return all;
}

// Whether a store told what was expected. A total that overflows may be told of later than by the
// append that does it.
bool as_expected(const std::string& told, const std::string& expected) {
  const std::string overflow = to_string(ErrorCode::overflow);
  if (told == expected || !expected.ends_with(overflow)) return told == expected;
  const std::string before = expected.substr(0, expected.size() - overflow.size());
  return told.starts_with(before) && told.ends_with("\n" + overflow);
}

std::vector<StoredEvent> events(Store& store, const EventFilter& filter) {
  std::vector<StoredEvent> all;
  store.each_event(filter, [&](const StoredEvent& event) { all.push_back(event); });
  return all;
}

std::vector<EventBatch> batches(Store& store) {
  std::vector<EventBatch> all;
  store.each_batch([&](const EventBatch& batch) { all.push_back(batch); });
  return all;
}

// The unassigned usage, or the code of the error where a sum does not fit.
std::pair<std::vector<UnassignedUsage>, std::optional<ErrorCode>> unassigned(Store& store) {
  std::vector<UnassignedUsage> found;
  const auto code = code_of([&] { found = store.unassigned(); });
  return {found, code};
}

void check_equal(Store& store, Store& model, const MonthFilter& filter) {
  REQUIRE(store.companies() == model.companies());
  REQUIRE(store.meters() == model.meters());
  REQUIRE(store.tariffs() == model.tariffs());
  REQUIRE(store.subscriptions() == model.subscriptions());
  REQUIRE(store.usage({}) == model.usage({}));
  REQUIRE(store.usage(filter) == model.usage(filter));
  REQUIRE(store.first_usage_month() == model.first_usage_month());
  REQUIRE(store.closed_months() == model.closed_months());
  REQUIRE(store.domains() == model.domains());
  REQUIRE(unassigned(store) == unassigned(model));
  REQUIRE(store.voids() == model.voids());
  REQUIRE(store.imports() == model.imports());
  REQUIRE(store.files_of_size(1) == model.files_of_size(1));
  REQUIRE(store.changed() == model.changed());
  REQUIRE(store.period_usage(*filter.month) == model.period_usage(*filter.month));
  REQUIRE(store.changed_domains() == model.changed_domains());
  REQUIRE(store.closed_state(*filter.month) == model.closed_state(*filter.month));
  REQUIRE(store.position() == model.position());
  REQUIRE(store.lines({}) == model.lines({}));
  REQUIRE(store.lines({filter.month, filter.company}) ==
          model.lines({filter.month, filter.company}));
  REQUIRE(store.lines({{}, {}, filter.month}) == model.lines({{}, {}, filter.month}));
}

// Compares what takes longer: events and batches.
void check_events(Store& store, Store& model, Dice& dice) {
  REQUIRE(batches(store) == batches(model));
  REQUIRE(store.faults().empty());
  const std::int64_t from = dice.month().number() * std::int64_t{1000};
  EventFilter filters[] = {{}, {.from = Instant{from}, .before = Instant{from + 2000}}};
  filters[0].voided = dice.chance(50);
  filters[1].company = dice.company();
  if (dice.chance(50)) filters[1].before.reset();
  if (dice.chance(20)) filters[1].meter = "gb";
  for (const EventFilter& filter : filters) {
    const auto expected = events(model, filter);
    REQUIRE(events(store, filter) == expected);
    if (expected.empty()) continue;
    const StoredEvent& one = expected[static_cast<std::size_t>(dice.below(1000)) % expected.size()];
    // That one, or the one that has its identity since the import of that one was undone.
    const std::optional<StoredEvent> now = model.event(one.source, one.event_id);
    REQUIRE(store.event(one.source, one.event_id) == now);
    REQUIRE(now->seq >= one.seq);
    REQUIRE((now->seq > one.seq || *now == one));
  }
}

}  // namespace

// On a server each seed takes most of a minute, and much of it what is looked at after each step:
// it is looked at after every third there. Under sanitizers a seed takes several times as long.
#ifdef PORTO_TESTS_ON_SERVER
constexpr bool takes_too_long = is_sanitized;
constexpr int steps_between = 3;
const std::vector<unsigned> seeds = {1};
#else
constexpr bool takes_too_long = false;
constexpr int steps_between = 1;
const std::vector<unsigned> seeds =
    is_sanitized ? std::vector<unsigned>{1} : std::vector<unsigned>{1, 2, 3};
#endif

TEST_CASE("a store does what the model does" * doctest::skip(takes_too_long)) {
  for (const unsigned seed : seeds) {
    CAPTURE(seed);
    Dice dice(seed);
#ifdef PORTO_TESTS_ON_SERVER
    InPostgres server;
    const auto& store = server.store;
#else
    const auto store = create_sqlite_store(":memory:", options);
#endif
    const auto model = make_memory_store({options.zone, options.currency, 3});
    int failed = 0;
    for (int step = 0; step < 600; ++step) {
      CAPTURE(step);
      std::vector<Operation> operations;
      for (int i = 0; i <= dice.below(3); ++i) operations.push_back(draw(dice));
      const bool commit = dice.chance(90);
      const std::string expected = run(*model, operations, commit);
      const std::string told = run(*store, operations, commit);
      CAPTURE(told);
      REQUIRE_MESSAGE(as_expected(told, expected), expected);
      if (expected.back() != '\n') ++failed;
      const MonthFilter filter{dice.month(), dice.company()};
      if (step % steps_between == 0) check_equal(*store, *model, filter);
      if (step % 20 == 0) check_events(*store, *model, dice);
    }
    // The dice must reach failures and successes, or they prove little.
    CHECK(failed > 60);
    CHECK(failed < 540);
    CHECK(model->usage({}).size() > 20);
    CHECK(model->closed_months().size() > 3);
    CHECK_FALSE(model->domains().empty());
    CHECK(model->voids().size() > 20);
    CHECK(std::ranges::count_if(model->imports(), [](const ImportRecord& record) {
            return record.undone && record.undone->voided > 0;
          }) > 2);
    CHECK(model->closed_months().front().pruned_at);
  }
}

}  // namespace porto::testing::differential_test
