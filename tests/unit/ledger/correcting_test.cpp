// Imports that correct: rows of another quantity than is stored, as Ledger::correct_event has it.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "porto/audit.hpp"
#include "porto/import_log.hpp"
#include "porto/ledger.hpp"
#include "support/temp_dir.hpp"

using namespace porto;
using namespace porto::testing;

namespace correcting_test {
namespace {

const std::string header = "event_id,company,occurred_at,quantity\n";

std::string row(const std::string& id, const std::string& quantity,
                const std::string& company = "c", const std::string& month = "2025-06") {
  return id + "," + company + "," + month + "-15T12:00:00Z," + quantity + "\n";
}

struct Correcting {
  TempDir dir;
  Ledger ledger;
  ImportOptions options;
  std::vector<RejectedRow> refused;
  std::vector<CorrectedRow> corrected;

  explicit Correcting(LatePolicy late = LatePolicy::adjust)
      : ledger(Ledger::in_memory({.late = late})) {
    options.actor = "anna";
    options.reason = "the supplier's new figures";
    options.correct = true;
    options.now = parse_rfc3339("2025-08-01T08:00:00Z");
    options.on_rejected = [this](const RejectedRow& refusal) { refused.push_back(refusal); };
    options.on_corrected = [this](const CorrectedRow& correction) {
      corrected.push_back(correction);
    };
  }

  ImportReport import_files(const std::vector<std::string>& texts) {
    refused.clear();
    corrected.clear();
    std::vector<std::string> paths;
    for (const std::string& text : texts)
      paths.push_back(dir.write("e" + std::to_string(paths.size()) + ".csv", header + text));
    const ImportReport report = ledger.import_files(paths, options);
    CHECK(report.rows == report.stored + report.duplicate + report.conflict + report.rejected +
                             report.corrected.value_or(0));
    CHECK(corrected.size() == report.corrected.value_or(0));
    CHECK(ledger.verify().ok());
    return report;
  }
  ImportReport import(const std::string& text) { return import_files({text}); }
  ImportReport import_plainly(const std::string& text) {
    const ImportOptions correcting = options;
    options.correct = false;
    options.actor = options.reason = "";
    const ImportReport report = import(text);
    options = correcting;
    return report;
  }

  std::int64_t total(const std::string& company = "c", Month month = {2025, 6}) const {
    const auto usage = ledger.usage({month, company});
    return usage.empty() ? 0 : usage.at(0).quantity;
  }
};

}  // namespace

TEST_CASE(
    "a row of another quantity corrects what is stored; the same file again changes nothing") {
  Correcting c;
  c.import(row("a", "10") + row("b", "120") + row("d", "7", "e"));
  const std::string better = row("a", "10") + row("b", "12") + row("d", "9", "e") + row("f", "1");
  const ImportReport report = c.import(better);
  CHECK(report.clean());
  CHECK(report.duplicate == 1);
  CHECK(report.stored == 1);
  CHECK(report.corrected == 2);
  CHECK(report.corrections.at({Month(2025, 6), "messages"}).to_string() == "-106");
  REQUIRE(c.corrected.size() == 2);
  CHECK(c.corrected[0].line == 3);
  CHECK(c.corrected[0].event_id == "b");
  CHECK(c.corrected[0].voided == "b");
  CHECK(c.corrected[0].corrected_by == "b/correction-1");
  CHECK(c.corrected[0].before == 120);
  CHECK(c.corrected[0].quantity == 12);
  CHECK(c.total() == 23);
  CHECK(c.total("e") == 9);
  const StoredEvent before = c.ledger.event("import", "b").value();
  REQUIRE(before.voided);
  CHECK(before.voided->actor == "anna");
  CHECK(before.voided->reason == "the supplier's new figures");
  CHECK(before.voided->voided_at == *c.options.now);
  // With or without.
  CHECK(c.import(better).duplicate == 4);
  CHECK(c.import_plainly(better).duplicate == 4);
  CHECK(c.total() == 23);
  // Again, from the correction on.
  CHECK(c.import(row("b", "13")).corrected == 1);
  CHECK(c.corrected[0].voided == "b/correction-1");
  CHECK(c.corrected[0].corrected_by == "b/correction-2");
  CHECK(c.total() == 24);
}

TEST_CASE("an import's corrections are those of event correct") {
  Correcting imported;
  Correcting by_hand;
  const std::string text = row("a", "10") + row("b", "120");
  imported.import(text);
  by_hand.import(text);
  imported.import(row("a", "11") + row("b", "0"));
  const auto correct = [&](const std::string& id, std::int64_t quantity) {
    by_hand.ledger.correct_event({.source = "import",
                                  .event_id = id,
                                  .actor = by_hand.options.actor,
                                  .reason = by_hand.options.reason,
                                  .voided_at = *by_hand.options.now},
                                 quantity);
  };
  correct("a", 11);
  correct("b", 0);
  CHECK(imported.ledger.usage() == by_hand.ledger.usage());
  for (const char* id : {"a", "b", "a/correction-1", "b/correction-1"})
    CHECK(imported.ledger.event("import", id) == by_hand.ledger.event("import", id));
}

TEST_CASE("without it the conflict names the command that corrects") {
  Correcting c;
  c.import(row("it's b", "120") + row("g", "3"));
  CHECK(c.import_plainly(row("it's b", "12") + row("g", "3", "e")).conflict == 2);
  CHECK(
      c.refused[0].reason ==
      "event_id is taken by another event: \"it's b\" of source \"import\" has quantity 12 instead"
      " of 120; the stored event was not changed. If the new quantity is right: porto event correct"
      " 'it'\\''s b' --source import --quantity 12 --actor NAME --reason TEXT; for all such rows of"
      " a file: import it with --correct");
  CHECK(c.refused[1].reason.find("porto event void g --source import") != std::string::npos);
  CHECK(c.total() == 123);
  c.import(row("it's b", "12"));
  c.import_plainly(row("it's b", "13"));
  CHECK(c.refused[0].reason.find("porto event correct 'it'\\''s b/correction-1'") !=
        std::string::npos);
}

TEST_CASE("what differs in more than the quantity, or is voided, is not corrected") {
  Correcting c;
  c.import(row("a", "10") + row("b", "20") + row("d", "30"));
  c.ledger.void_event({"import", "d", "bo", "a test", *c.options.now});
  const ImportReport report =
      c.import(row("a", "11", "e") + row("b", "21", "c", "2025-07") + row("d", "31"));
  CHECK(report.conflict == 3);
  CHECK(report.corrected == 0);
  CHECK(c.refused[2].reason.find("is voided") != std::string::npos);
  CHECK(c.total() == 30);
}

TEST_CASE("rows that contradict one another correct nothing") {
  const std::string ten = row("a", "10");
  const std::string five = row("a", "5");
  const std::string seven = row("a", "7");
  struct Case {
    std::string stored;
    std::vector<std::string> texts;
    std::int64_t total;
    std::uint64_t corrected;
    std::vector<std::uint64_t> refused;  // lines
  };
  const Case cases[] = {
      {"", {five + seven}, 5, 0, {3}},         {ten, {five + seven}, 5, 1, {3}},
      {ten, {five + five + seven}, 5, 1, {4}}, {ten, {ten + seven}, 10, 0, {3}},
      {ten, {seven + ten}, 7, 1, {3}},         {ten, {row("a", "7", "e") + seven}, 10, 0, {2, 3}},
      {ten, {five, seven}, 5, 1, {2}},         {ten, {ten, seven}, 10, 0, {2}},
      {"", {five, five, seven}, 5, 0, {2}},
  };
  for (const Case& one : cases) {
    for (const std::size_t batch : {1U, 2U, 1000U}) {
      CAPTURE(&one - cases);
      CAPTURE(batch);
      Correcting c;
      if (!one.stored.empty()) c.import(one.stored);
      c.options.batch_events = batch;
      const ImportReport report = c.import_files(one.texts);
      CHECK(report.corrected == one.corrected);
      CHECK(c.total() == one.total);
      std::vector<std::uint64_t> lines;
      for (const RejectedRow& refusal : c.refused) lines.push_back(refusal.line);
      CHECK(lines == one.refused);
    }
  }
}

TEST_CASE("closed months are treated as event correct treats them") {
  for (const LatePolicy late : {LatePolicy::adjust, LatePolicy::refuse}) {
    Correcting c(late);
    c.import(row("a", "10") + row("b", "5", "c", "2025-07"));
    c.ledger.close(Month(2025, 6), parse_rfc3339("2025-07-02T08:00:00Z"));
    const ImportReport report = c.import(row("a", "11") + row("b", "6", "c", "2025-07"));
    const bool adjusted = late == LatePolicy::adjust;
    CHECK(report.corrected == (adjusted ? 2U : 1U));
    CHECK(report.conflict == (adjusted ? 0U : 1U));
    if (!adjusted) CHECK(report.reasons.at("month is closed") == 1);
    CHECK(c.total() == (adjusted ? 11 : 10));
    CHECK(c.total("c", Month(2025, 7)) == 6);
  }
}

TEST_CASE("what a close left out is on no invoice, and corrected under every policy") {
  Correcting c(LatePolicy::refuse);
  c.import(row("a", "10") + row("b", "5", "d"));
  c.ledger.close(Month(2025, 6), parse_rfc3339("2025-07-02T08:00:00Z"), {.except = {"d"}});
  const ImportReport report = c.import(row("a", "11") + row("b", "6", "d"));
  CHECK(report.corrected == 1);
  CHECK(report.reasons.at("month is closed") == 1);
  CHECK(c.total("d") == 6);
  CHECK(c.total() == 10);
}

TEST_CASE("a correction that a total does not hold is refused, and the others are made") {
  Correcting c;
  c.import(row("a", "9223372036854775000") + row("b", "5") + row("d", "5"));
  const ImportReport report = c.import(row("b", "9223372036854775000") + row("d", "6"));
  CHECK(report.reasons.at("total is too large") == 1);
  CHECK(report.corrected == 1);
  CHECK(c.refused.at(0).line == 2);
  CHECK(c.total() == 9223372036854775011);
}

TEST_CASE("a correction whose id would be too long is refused; one that is taken is passed over") {
  Correcting c;
  const std::string longest(250, 'x');
  c.import(row("a", "1") + row("a/correction-1", "2", "e") + row(longest, "3"));
  const ImportReport report = c.import(row("a", "4") + row(longest, "5"));
  CHECK(report.conflict == 1);
  CHECK(report.reasons.at("event cannot be corrected") == 1);
  CHECK(c.corrected.at(0).corrected_by == "a/correction-2");
  CHECK(c.total() == 4 + 3);
}

TEST_CASE("a trial of corrections reports the same, and stores nothing") {
  Correcting c;
  c.import(row("a", "10"));
  c.options.dry_run = true;
  CHECK(c.import(row("a", "12")).corrected == 1);
  CHECK(c.total() == 10);
  CHECK_FALSE(c.ledger.event("import", "a")->voided);
}

TEST_CASE("a correction says who, why and when") {
  Correcting c;
  const auto where = [&] {
    try {
      c.import(row("a", "1"));
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::invalid_argument);
      return error.where();
    }
    return std::string("nothing was thrown");
  };
  c.options.now.reset();
  CHECK(where() == "now");
  c.options.now = Instant{1};
  c.options.actor.clear();
  CHECK(where() == "actor");
  c.options.actor = "anna";
  c.options.reason = "a\nb";
  CHECK(where() == "reason");
  c.options.correct = false;
  CHECK(where() == "actor");
}

TEST_CASE("undoing an import leaves the corrections that it made, and those of what it stored") {
  Correcting c;
  c.import(row("a", "10"));
  CHECK(c.import(row("a", "12") + row("b", "5")).corrected == 1);
  CHECK(c.ledger.import_record(2)->corrected == 1);
  const auto undo = [&](std::int64_t import) {
    const ImportUndo done = c.ledger.undo_import({.import = import,
                                                  .actor = "anna",
                                                  .reason = "the wrong file",
                                                  .undone_at = *c.options.now});
    CHECK(c.ledger.verify().ok());
    return done.voided;
  };
  CHECK(undo(2) == 1);  // b
  CHECK(c.total() == 12);
  CHECK(undo(1) == 0);  // a was corrected: what was stored in its place stays
  CHECK(c.total() == 12);
  CHECK(c.import(row("b", "5")).stored == 1);
  CHECK(c.total() == 17);
}

TEST_CASE("a callback that stops at the first correction leaves a log whose rows add up") {
  Correcting c;
  c.import(row("a", "10") + row("b", "20"));
  const std::string path = c.dir.write(
      "stopped.csv", header + row("a", "11") + row("b", "21") + row("d", "x") + row("e", "1"));
  c.options.on_corrected = [](const CorrectedRow&) {
    throw Error(ErrorCode::cancelled, "enough", "on_corrected");
  };
  CHECK_THROWS_AS(c.ledger.import_files(std::vector{path}, c.options), Error);
  const ImportRecord record = c.ledger.import_record(2).value();
  CHECK_FALSE(record.finished);
  CHECK(record.corrected == 2);
  CHECK(record.rejected == 1);
  CHECK(record.stored == 1);
  CHECK(record.rows == 4);
  CHECK(c.total() == 33);
  CHECK(c.ledger.verify().ok());
}

TEST_CASE(
    "an event of a sender that has the id of a correction is another event, and no duplicate") {
  Correcting c;
  c.import(row("b", "120"));
  c.import(row("b", "12"));
  CHECK(c.total() == 12);
  for (const char* quantity : {"12", "13"}) {
    CHECK(c.import(row("b/correction-1", quantity)).conflict == 1);
    CHECK(c.refused.at(0).reason.find("by the correction of \"b\"") != std::string::npos);
    CHECK(c.import_plainly(row("b/correction-1", quantity)).conflict == 1);
  }
  CHECK(c.total() == 12);
  // Where it came first it is in nobody's way.
  c.import(row("d", "5") + row("d/correction-1", "6"));
  CHECK(c.import(row("d", "7") + row("d/correction-1", "6")).corrected == 1);
  CHECK(c.corrected.at(0).corrected_by == "d/correction-2");
  CHECK(c.total() == 12 + 7 + 6);
}

TEST_CASE("an import that is said to be of before the event was stored corrects nothing") {
  Correcting c;
  c.import(row("b", "120"));
  c.options.now = parse_rfc3339("2025-08-01T07:59:59Z");
  CHECK(c.import(row("b", "12")).conflict == 1);
  CHECK(c.refused.at(0).reason.find("not stored before 2025-08-01T08:00:00Z") != std::string::npos);
  CHECK(c.total() == 120);
}

}  // namespace correcting_test
