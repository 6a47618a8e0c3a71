// Why there are adjustments on an invoice.
#include "billing/proof/adjustment_causes.hpp"

#include <doctest/doctest.h>

#include "billing/prune.hpp"
#include "billing/undo_import.hpp"
#include "unit/billing/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace adjustment_causes_test {
namespace {

// bolag-1 has the events e1 and e2 in January, which is closed.
struct Causes : Books {
  explicit Causes(const CloseOptions& how = {}) {
    subscribe("bolag-1", "2026-01");
    use("bolag-1", "2026-01", 12'000);
    use("bolag-1", "2026-01", 3'000);
    change([&] {
      close_month(*store, zone, {2026, 1}, parse_rfc3339("2026-02-02T00:00:00Z"), how);
    });
  }

  /// Stores an event of each quantity, "i1", "i2", ..., at the start of the month, as an import
  /// does; returns its number.
  std::int64_t import(const std::string& company, const char* month,
                      const std::vector<std::int64_t>& quantities) {
    return change([&] {
      ImportRecord record;
      record.files = {{"usage.csv", "csv", 0, ""}};
      record.no = store->add_import(record);
      const std::int64_t before = store->position().events;
      for (const std::int64_t quantity : quantities) {
        const std::string id = "i" + std::to_string(++imported_);
        const DatedEvent event{{.source = "test",
                                .event_id = id,
                                .company = company,
                                .occurred_at = zone.start(Month::parse(month)),
                                .quantity = quantity},
                               Month::parse(month)};
        settle_later(*store, store->append({&event, 1}).late);
      }
      record.rows = record.stored = quantities.size();
      record.events = {{before + 1, store->position().events}};
      record.finished = true;
      store->update_import(record);
      return record.no;
    });
  }

  void undo(std::int64_t no) {
    ImportUndo what;
    what.import = no;
    what.actor = "Eva";
    what.reason = "the wrong file";
    what.undone_at = parse_rfc3339("2026-08-01T00:00:00Z");
    change([&] { undo_import(*store, zone, what); });
  }

  /// "bolag-1 2026-01: late 1000 of 1, void -3000 of 1 (Anna)"
  std::string of(const char* month, const std::optional<std::string>& company = {}) {
    auto transaction = store->begin(Store::Access::read);
    std::string text;
    for (const AdjustedMonth& one : adjusted_months(*store, zone, Month::parse(month), company)) {
      CHECK(!one.lines.empty());
      text += (text.empty() ? "" : "; ") + one.company + " " + one.usage_month.to_string() + ":";
      for (const AdjustmentCause& cause : one.causes) {
        text += " " + cause.what;
        if (cause.quantity) text += " " + cause.quantity->to_string();
        if (cause.events != 0) text += "/" + std::to_string(cause.events);
        if (!cause.event_id.empty()) text += " " + cause.event_id;
        if (!cause.actor.empty()) text += " (" + cause.actor + ")";
      }
    }
    return text;
  }

 private:
  int imported_ = 0;
};

}  // namespace

TEST_CASE("late usage, voids and corrections") {
  Causes books;
  CHECK(books.of("2026-02").empty());
  books.use("bolag-1", "2026-01", 700);
  CHECK(books.of("2026-02") == "bolag-1 2026-01: late 700/1 e3");
  books.use("bolag-1", "2026-01", 50);
  CHECK(books.of("2026-02") == "bolag-1 2026-01: late 750/2");
  books.take_back("e2");
  CHECK(books.of("2026-02") == "bolag-1 2026-01: late 750/2 void -3000/1 e2 (Anna)");
  books.correct("e1", 11'000);
  CHECK(books.of("2026-02") ==
        "bolag-1 2026-01: late 750/2 correct -1000/1 e1 (Anna) void -3000/1 e2 (Anna)");
  CHECK(books.of("2026-01").empty());
  CHECK(books.of("2026-03").empty());
  CHECK(error_of([&] { books.of("2026-02", "none"); }, "no company") == "not_found");
}

TEST_CASE("late usage whose sum does not fit is an error, though the month's total does") {
  constexpr std::int64_t most = 5'000'000'000'000'000'000;
  Causes books;
  books.change([&] {
    add_tariff(
        *books.store,
        replaced(replaced(vitec, "vitec-epost", "clamp"), "unit ", "negative = \"clamp\"\nunit "),
        "clamp.toml");
    porto::internal::subscribe(*books.store, {"bolag-2", "clamp", Month(2026, 2), {}});
  });
  books.use("bolag-2", "2026-02", -most);
  books.close("2026-02");
  books.use("bolag-2", "2026-02", most);
  books.use("bolag-2", "2026-02", most);
  CHECK(error_of([&] { books.of("2026-03", "bolag-2"); },
                 "the late usage of meter \"messages\" does not fit in 64 bits") == "overflow");
}

TEST_CASE("what was never billed is told as it is now") {
  Causes books;
  books.use("bolag-1", "2026-01", 700);
  books.use("bolag-1", "2026-01", 9);
  books.take_back("e4");
  books.correct("e3", 800);
  CHECK(books.of("2026-02") == "bolag-1 2026-01: late 800/1 e3/correction-1");
}

TEST_CASE("a correction of a correction is told step by step") {
  Causes books;
  books.correct("e1", 11'000);
  books.correct("e1/correction-1", 14'000);
  CHECK(books.of("2026-02") ==
        "bolag-1 2026-01: correct -1000/1 e1 (Anna) correct 3000/1 e1/correction-1 (Anna)");
}

TEST_CASE("a closed month keeps what it knew") {
  Causes books;
  books.use("bolag-1", "2026-01", 700);
  books.close("2026-02");
  books.take_back("e3");
  CHECK(books.of("2026-02") == "bolag-1 2026-01: late 700/1 e3");
  CHECK(books.of("2026-03") == "bolag-1 2026-01: void -700/1 e3 (Anna)");
}

TEST_CASE("an import that was undone is a cause, if it was billed") {
  Causes books;
  const std::int64_t billed = books.import("bolag-1", "2026-01", {500, 60});
  const std::int64_t wrong = books.import("bolag-1", "2026-01", {7'000});
  books.undo(wrong);
  CHECK(books.of("2026-02") == "bolag-1 2026-01: late 560/2");
  books.close("2026-02");
  books.take_back("i2");
  books.undo(billed);
  // What was invoiced stays what it was; the void told of its event before the undo did.
  CHECK(books.of("2026-02") == "bolag-1 2026-01: late 560/2");
  CHECK(books.of("2026-03") == "bolag-1 2026-01: void -60/1 i2 (Anna) undo -500/1 (Eva)");
  books.close("2026-03");
  CHECK(books.of("2026-03") == "bolag-1 2026-01: void -60/1 i2 (Anna) undo -500/1 (Eva)");
}

TEST_CASE("what an import had of others is no cause of a company's adjustment") {
  Causes books;
  const std::int64_t of_another = books.import("bolag-2", "2026-01", {40});  // on no tariff
  books.close("2026-02");
  books.use("bolag-1", "2026-01", 700);
  books.use("bolag-3", "2026-01", 900);  // on no tariff
  books.undo(of_another);
  books.take_back("e4");
  CHECK(books.of("2026-03") == "bolag-1 2026-01: late 700/1 e3");
}

TEST_CASE("a correction of an event whose import was undone stands for itself") {
  Causes books;
  const std::int64_t first = books.import("bolag-1", "2026-01", {500});
  books.correct("i1", 800);
  books.undo(first);
  CHECK(books.of("2026-02") == "bolag-1 2026-01: late 800/1 i1/correction-1");
}

TEST_CASE("so does one of an event that was billed before") {
  Causes books;
  const std::int64_t first = books.import("bolag-1", "2026-02", {500});
  books.close("2026-02");
  books.correct("i1", 10'800);
  books.undo(first);  // it has nothing left to take back
  CHECK(books.of("2026-03") == "bolag-1 2026-02: correct 10300/1 i1 (Anna)");
}

TEST_CASE("a close that left the company out settled nothing of it") {
  Causes books;
  books.use("bolag-1", "2026-01", 700);
  books.change([&] {
    close_month(*books.store, books.zone, {2026, 2}, parse_rfc3339("2026-03-02T00:00:00Z"),
                {.except = {"bolag-1"}, .actor = "Anna", .reason = "in dispute"});
  });
  CHECK(books.of("2026-03", "bolag-1") ==
        "bolag-1 2026-01: late 700/1 e3; bolag-1 2026-02: company_except (Anna)");
}

TEST_CASE("what was undone before anything of the company was settled is no cause") {
  Causes books({.except = {"bolag-1"}, .actor = "Anna", .reason = "in dispute"});
  books.change([&] {
    porto::internal::subscribe(*books.store,
                               {"bolag-1", "vitec-epost", Month(2025, 12), Month(2025, 12)});
  });
  books.undo(books.import("bolag-1", "2025-12", {7'000}));
  books.import("bolag-1", "2025-12", {500});
  CHECK(books.of("2026-02") ==
        "bolag-1 2025-12: late 500/1 i2 tariff_add subscription_add; "
        "bolag-1 2026-01: company_except (Anna)");
}

TEST_CASE("who was left out is a cause of its own adjustments alone") {
  Causes books;
  books.subscribe("bolag-2", "2026-02");
  books.change([&] {
    close_month(*books.store, books.zone, {2026, 2}, parse_rfc3339("2026-03-02T00:00:00Z"),
                {.except = {"bolag-2"}, .actor = "Anna", .reason = "in dispute"});
  });
  books.use("bolag-1", "2026-02", 10'700);
  CHECK(books.of("2026-03") ==
        "bolag-1 2026-02: late 10700/1 e3; bolag-2 2026-02: company_except (Anna)");
}

TEST_CASE("subscriptions, of the months that they touch") {
  Causes books;
  books.use("bolag-2", "2026-01", 12'000);
  books.change([&] {
    porto::internal::subscribe(*books.store, {"bolag-2", "vitec-epost", Month(2026, 1)},
                               {.actor = "Bo", .reason = "forgotten"});
  });
  CHECK(books.of("2026-02", "bolag-2") == "bolag-2 2026-01: late 12000/1 e3 subscription_add (Bo)");
  books.close("2026-02");
  books.change([&] {
    porto::internal::unsubscribe(*books.store, "bolag-2", "vitec-epost", Day(Month(2026, 1), 31),
                                 {.actor = "Bo"});
  });
  CHECK(books.of("2026-03") == "bolag-2 2026-02: subscription_end (Bo)");
}

TEST_CASE("a new version of a tariff") {
  Causes books;
  books.change([&] {
    add_tariff(
        *books.store,
        replaced(replaced(replaced(vitec, "version   = 1", "version   = 2"), "2024-02", "2026-01"),
                 "0.012", "0.02"),
        "2.toml", {.actor = "Bo"});
  });
  CHECK(books.of("2026-02") == "bolag-1 2026-01: tariff_add (Bo)");
}

TEST_CASE("a version is no cause for who is not priced by it") {
  Causes books;
  const std::string second =
      replaced(replaced(vitec, "version   = 1", "version   = 2"), "0.012", "0.02");
  books.change([&] {
    add_tariff(*books.store, replaced(second, "2024-02", "2026-02"), "2.toml");
    add_tariff(*books.store, replaced(vitec, "vitec-epost", "another"), "another.toml");
  });
  books.unsubscribe("bolag-1", "2026-06");  // nor is what the company does later
  books.use("bolag-1", "2026-01", 700);
  CHECK(books.of("2026-02") == "bolag-1 2026-01: late 700/1 e3");
}

TEST_CASE("a version that was removed is a cause") {
  Causes books;
  books.change([&] {
    add_tariff(
        *books.store,
        replaced(replaced(replaced(vitec, "version   = 1", "version   = 2"), "2024-02", "2026-02"),
                 "0.012", "0.02"),
        "2.toml", {.actor = "Bo"});
  });
  books.change([&] {
    close_month(*books.store, books.zone, {2026, 2}, parse_rfc3339("2026-03-02T00:00:00Z"),
                {.except = {"bolag-1"}, .actor = "Anna", .reason = "in dispute"});
  });
  books.change([&] {
    remove_tariff(*books.store, "vitec-epost", 2, {.actor = "Bo", .reason = "too dear"});
  });
  CHECK(books.of("2026-03") == "bolag-1 2026-02: company_except (Anna) tariff_remove (Bo)");
}

TEST_CASE("what pruning has removed is unknown") {
  Causes books;
  books.use("bolag-1", "2026-01", 700);
  books.close("2026-02");
  books.change([&] {
    prune(*books.store, books.zone, Month(2026, 2), parse_rfc3339("2026-08-01T00:00:00Z"));
  });
  CHECK(books.of("2026-02") == "bolag-1 2026-01: unknown");
}

TEST_CASE("so is a void of an event that pruning has removed") {
  Causes books;
  books.take_back("e1");
  books.close("2026-02");
  CHECK(books.of("2026-02") == "bolag-1 2026-01: void -12000/1 e1 (Anna)");
  books.change([&] {
    prune(*books.store, books.zone, Month(2026, 2), parse_rfc3339("2026-08-01T00:00:00Z"));
  });
  CHECK(books.of("2026-02") == "bolag-1 2026-01: unknown");
}

}  // namespace adjustment_causes_test
