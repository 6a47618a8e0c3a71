// Corrections: links between events that the voids keep, whatever the ids look like.
#include "store/corrections.hpp"

#include "store/event_digest.hpp"
#include "unit/store/fixture.hpp"

namespace porto::testing::corrections_test {

using namespace internal;
namespace {

const Month june(2025, 6);

// Voids an event and stores another in its place.
void replace(Store& store, const char* id, const char* by, std::int64_t quantity) {
  write(store, [&] {
    store.add_void({"s", id, "ada", "wrong", {5}}, june, by);
    store.append(std::vector{event(by, quantity)});
  });
}

StoredEvent stored(Store& store, const char* id) { return store.event("s", id).value(); }

}  // namespace

TEST_CASE_TEMPLATE("a void names the event in its place, and that the one it corrects", Kind,
                   PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  append(store, {event("x", 1), event("y", 1)});
  replace(store, "x", "of any form", 2);
  replace(store, "of any form", "x again", 3);
  CHECK(stored(store, "x").corrected_by == "of any form");
  CHECK(stored(store, "x").corrects.empty());
  CHECK(stored(store, "of any form").corrects == "x");
  CHECK(stored(store, "of any form").corrected_by == "x again");
  CHECK(stored(store, "x again").corrects == "of any form");
  CHECK(stored(store, "x again").corrected_by.empty());
  CHECK(stored(store, "y").corrects.empty());
  for (const char* id : {"x", "of any form", "x again"})
    CHECK(last_correction(store, stored(store, id)).event_id == "x again");
  CHECK(last_correction(store, stored(store, "y")).event_id == "y");

  const std::vector<StoredVoid> voids = store.voids();
  REQUIRE(voids.size() == 2);
  CHECK(voids[0].replaced_by == "of any form");
  StoredVoid other = voids[1];
  CHECK(void_digest(voids[0].digest, other) == other.digest);
  other.replaced_by = "y";
  CHECK(void_digest(voids[0].digest, other) != other.digest);
  other.replaced_by.clear();
  CHECK(void_digest(voids[0].digest, other) != other.digest);

  std::string seen;
  store.each_event({}, [&](const StoredEvent& event) { seen += event.corrects; });
  CHECK(seen.empty());
  store.each_event({.with_corrects = true}, [&](const StoredEvent& event) {
    seen += event.event_id + "<" + event.corrects + ">" + event.corrected_by + " ";
  });
  CHECK(seen == "x<>of any form y<> of any form<x>x again x again<of any form> ");
  CHECK(store.faults().empty());
}

TEST_CASE_TEMPLATE("the id of a correction is of the first event, and free", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  append(store, {event("x", 1), event("x/correction-1", 7), event("x/correction-2", 8)});
  // What a sender chose is no correction, and can be corrected itself.
  CHECK(free_correction_id(store, stored(store, "x/correction-1")) ==
        "x/correction-1/correction-1");
  CHECK(free_correction_id(store, stored(store, "x")) == "x/correction-3");
  replace(store, "x", "x/correction-3", 2);
  CHECK(free_correction_id(store, stored(store, "x/correction-3")) == "x/correction-4");
}

TEST_CASE_TEMPLATE("an event was not stored before its import or the closes it came after", Kind,
                   PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  append(store, {event("1")});
  write(store, [&] {
    store.add_closed_month({.month = june, .closed_at = {100}, .last_seq = 1, .last_batch = 1}, {},
                           {}, {});
  });
  append(store, {event("2")});
  CHECK(stored_since(store, stored(store, "1"), {7}) == Instant{7});
  CHECK(stored_since(store, stored(store, "2"), {7}) == Instant{100});
  CHECK(stored_since(store, stored(store, "2"), {101}) == Instant{101});
  write(store, [&] {
    ImportRecord record;
    record.begun_at = Instant{500};
    record.no = store.add_import(record);
    record.events = store.record(std::vector{event("3")}, record.no).stored;
    record.stored = 1;
    store.update_import(record);
  });
  CHECK(stored_since(store, stored(store, "3"), {7}) == Instant{500});
}

TEST_CASE_TEMPLATE("events are found by source, domain, import, and whether they are voided", Kind,
                   PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  const Day day(june, 3);
  DatedEvent other = event("1", 1, "b");
  other.event.source = "t";
  append(store, {event("1"), event("2")});
  append(store, {other, domain_event("3", day), domain_event("4", day, 1, "b.se")});
  write(store, [&] {
    ImportRecord record;
    record.no = store.add_import(record);
    record.events = store.record(std::vector{event("5"), event("6")}, record.no).stored;
    record.stored = 2;
    store.update_import(record);
    store.add_void({"s", "5", "ada", "wrong", {5}}, june);
    store.add_void({"s", "1", "ada", "wrong", {5}}, june);
  });
  const auto found = [&](const EventFilter& filter) {
    std::string ids;
    store.each_event(filter,
                     [&](const StoredEvent& event) { ids += event.source + event.event_id + " "; });
    return ids;
  };
  CHECK(found({.source = "t"}) == "t1 ");
  CHECK(found({.source = "u"}).empty());
  CHECK(found({.domain = "b.se"}) == "s4 ");
  CHECK(found({.domain = "c.se"}).empty());
  CHECK(found({.import = 1}) == "s5 s6 ");
  CHECK(found({.import = 2}).empty());
  CHECK(found({.only_voided = true}) == "s1 s5 ");
  CHECK(found({.import = 1, .only_voided = true}) == "s5 ");
  CHECK(found({.limit = 2}) == "s1 s2 ");
  CHECK(found({.first_seq = 3, .source = "s", .limit = 2}) == "s3 s4 ");
  CHECK(found({.limit = 0}).empty());
  CHECK(found({.from = other.event.occurred_at,
               .before = Instant{day.month().number() * 1000 + 1},
               .import = 1}) == "s5 s6 ");
  write(store, [&] {
    ImportUndo undo;
    undo.import = 1;
    undo.actor = undo.reason = "x";
    store.undo_import(undo, [](Instant) { return june; });
  });
  CHECK(found({.only_voided = true}) == "s1 s5 s6 ");
  CHECK(found({.only_voided = true, .limit = 2}) == "s1 s5 ");
  CHECK(found({.first_seq = 2, .from = Instant{0}, .only_voided = true}) == "s5 s6 ");
  CHECK(found({.voided = false, .import = 1}).empty());
}

TEST_CASE_TEMPLATE("the lines of months are summed up exactly", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  CHECK(store.line_sums().empty());
  write(store, [&] {
    store.put_company({"a", ""});
    store.add_tariff({"vitec", 1, june, "x"});
    std::vector<InvoiceLine> lines = {line("a", 1), line("a", 2), line("a", 3)};
    lines[0].net_amount =
        lines[1].net_amount = {std::numeric_limits<std::int64_t>::max(), Currency("SEK")};
    lines[2].net_amount = {-5, Currency("SEK")};
    store.add_closed_month({.month = june, .closed_at = {1}}, lines, {}, {});
    store.add_closed_month({.month = june.next(), .closed_at = {1}}, {}, {}, {});
  });
  CHECK(store.line_sums() ==
        std::vector<LineSum>{{june, 3, Decimal::parse("18446744073709551609")}});
}

}  // namespace porto::testing::corrections_test
