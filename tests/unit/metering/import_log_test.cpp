// What an import leaves in the import log, and what it says of files that it knows.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

#include "base/digest.hpp"
#include "store/import_digest.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "support/thrown.hpp"
#include "unit/metering/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace import_log_test {
namespace {

std::string blake2b(const std::string& bytes) {
  Blake2b hash;
  hash.add(bytes);
  return hash.hex();
}

// A file of bytes that can be read once.
std::string pipe_of(Metering& m, const std::string& name, const std::string& text) {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  REQUIRE(::write(ends[1], text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  ::close(ends[1]);
  const std::string path = m.dir.path(name);
  REQUIRE(::symlink(("/dev/fd/" + std::to_string(ends[0])).c_str(), path.c_str()) == 0);
  return path;
}

// A pipe that gives its first rows, and the others once it is told to. The last row of what was
// given is read only when more comes: where it ends is not known before.
struct SlowPipe {
  std::string path;
  int writer;

  SlowPipe(Metering& m, const std::string& first) : path(m.dir.path("pipe")) {
    m.options.batch_events = 4;
    m.sizes.batch_rows = 4;
    REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
    writer = ::open(path.c_str(), O_RDWR);  // both ends, so that neither opening waits
    send(first);
  }
  void send(const std::string& text) const {
    REQUIRE(::write(writer, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  }
  void end(const std::string& last) const {
    send(last);
    ::close(writer);
  }
  /// Whether the import has committed what it was given, and waits for more.
  bool waits(Metering& m) const {
    return !thrown([&] { static_cast<void>(m.store->begin(Store::Access::read)); }).code &&
           !m.store->imports().empty();
  }
};

void undo(Metering& m, std::int64_t no) {
  const auto transaction = m.store->begin(Store::Access::write);
  ImportUndo what;
  what.import = no;
  what.actor = "ada";
  what.reason = "the wrong file";
  m.store->undo_import(what, [&](Instant time) { return m.zone.month_of(time); });
  transaction->commit();
}

}  // namespace

TEST_CASE("an import is a record: its files, options and counts") {
  Metering m;
  const std::string first = header + rows(0, 3) + "x\n";
  const std::string second = header + rows(2, 5) + "e0,other," + june + ",1\n";
  const std::vector<std::string> paths = {m.dir.write("1.csv", first),
                                          m.dir.write("2.csv", second)};
  m.options.now = Instant{77};
  m.options.source = "crm";
  m.options.company_from = {"tag", "domain"};
  m.options.zone = "Europe/Stockholm";
  m.options.signing_key = "secret";
  CHECK(m.import(paths).import == 1);

  ImportRecord expected;
  expected.no = 1;
  expected.begun_at = Instant{77};
  expected.finished = true;
  expected.files = {{paths[0], "csv", first.size(), blake2b(first)},
                    {paths[1], "csv", second.size(), blake2b(second)}};
  expected.options = {{"source", "crm"},
                      {"company-from", "tag"},
                      {"company-from", "domain"},
                      {"signing-key", "given"},
                      {"zone", "Europe/Stockholm"}};
  expected.rows = 8;
  expected.stored = 5;
  expected.duplicate = 1;
  expected.conflict = 1;
  expected.rejected = 1;
  expected.stored_by_month = {{Month(2025, 6), 5}};
  expected.events = {{1, 5}};
  expected.digest = import_digest(expected);
  CHECK(m.store->imports() == std::vector{expected});
}

TEST_CASE("rows that are no usage are in the record") {
  Metering m;
  m.import_text(
      "{\"event\":\"opened\",\"id\":\"m-1\",\"timestamp\":1768471200.5,"
      "\"domain\":{\"name\":\"mail.bolag.se\"}}\n");
  const ImportRecord record = m.store->imports().at(0);
  CHECK(record.files.at(0).format == "mailgun");
  CHECK(record.rows == 1);
  CHECK(record.not_counted == 1);
  CHECK(record.finished);
}

TEST_CASE("an import that stores nothing has a record, a trial has none") {
  Metering m;
  const std::vector<std::string> paths = {m.dir.write("e.csv", header + "x\n")};
  m.options.dry_run = true;
  CHECK(m.import(paths).import == 0);
  CHECK(m.store->imports().empty());
  m.options.dry_run = false;
  CHECK(m.import(paths).import == 1);
  CHECK(m.store->import(1)->rejected == 1);
  CHECK(m.store->import(1)->events.empty());
  CHECK(m.store->import(1)->finished);
}

TEST_CASE("a compressed file is known by its own bytes, also those that its text does not need") {
  // gzip -n < text, and zeros behind it as some writers leave them.
  Metering m;
  const std::string text = header + rows(0, 2);
  const std::string path = m.dir.path("e.csv");
  m.dir.write("e.csv", text);
  REQUIRE(std::system(
              ("gzip -n " + path + " && head -c 100 /dev/zero >> " + path + ".gz").c_str()) == 0);
  m.import({path + ".gz"});
  const ImportedFile file = m.store->import(1)->files.at(0);
  CHECK(file.size > 100);
  CHECK(file.size != text.size());
  CHECK(m.store->import(1)->stored == 2);
  CHECK_FALSE(m.import({path + ".gz"}).notices.empty());
}

TEST_CASE("a stopped import has a record of what it stored, which can be undone") {
  Metering m;
  m.options.batch_events = 8;
  m.sizes.batch_rows = 4;
  int calls = 0;
  m.options.on_progress = [&](std::uint64_t done, std::uint64_t) {
    if (done > 0 && ++calls == 2) throw Error(ErrorCode::cancelled, "stopped by the caller");
  };
  const std::vector<std::string> paths = {m.dir.write("e.csv", header + rows(0, 40))};
  m.import_error(paths);
  const ImportRecord record = m.store->imports().at(0);
  CHECK_FALSE(record.finished);
  CHECK(record.stored == 8);
  CHECK(record.events == std::vector<EventRange>{{1, 8}});
  CHECK(record.files.at(0).digest.empty());

  m.options.on_progress = nullptr;
  CHECK(m.import(paths).notices.empty());  // it was not read through: nothing is known of it
  CHECK(m.store->import(2)->stored == 32);
  undo(m, 1);
  CHECK(m.total() == 32);
  CHECK(m.import(paths).stored == 8);
}

TEST_CASE("what others store while an import goes on is not the import's") {
  Metering m;
  m.store = create_sqlite_store(m.dir.path("ledger.db"), {});
  const SlowPipe pipe(m, header + rows(0, 5));
  bool stored = false;
  m.options.on_progress = [&](std::uint64_t, std::uint64_t) {
    if (stored || !pipe.waits(m)) return;
    stored = true;
    const auto other = open_sqlite_store(m.dir.path("ledger.db"));
    const UsageEvent event{
        .source = "x", .event_id = "1", .company = "c", .occurred_at = parse_rfc3339(june)};
    Recording recording{{&event, 1}, {}};
    Recording* const only = &recording;
    porto::internal::record(*other, m.zone, {&only, 1});
    pipe.end(rows(5, 20));
  };
  m.import({pipe.path});
  // How many rows came before the wait depends on the machine.
  const std::vector<EventRange> events = m.store->import(1)->events;
  REQUIRE(events.size() == 2);
  CHECK(events[0].first == 1);
  CHECK(events[1].first == events[0].last + 2);
  CHECK(events[1].last == 21);
  CHECK(m.store->event("import", "e19")->import == 1);
  REQUIRE(m.store->event("x", "1"));
  CHECK(m.store->event("x", "1")->import == 0);
}

TEST_CASE("an import that is undone while it goes on stops") {
  Metering m;
  const SlowPipe pipe(m, header + rows(0, 5));
  bool undone = false;
  m.options.on_progress = [&](std::uint64_t, std::uint64_t) {
    if (undone || !pipe.waits(m)) return;
    undone = true;
    undo(m, 1);
    pipe.end(rows(5, 20));
  };
  const Error error = m.import_error({pipe.path});
  CHECK(error.code() == ErrorCode::conflict);
  CHECK(contains(error.what(), "import 1 was undone by \"ada\" while it went on"));
  CHECK(m.usage().empty());
}

TEST_CASE("a file that was imported before is told before anything is stored") {
  Metering m;
  const std::vector<std::string> first = {m.dir.write("march.csv", header + rows(0, 3))};
  CHECK(m.import(first).notices.empty());
  const std::vector<std::string> again = {m.dir.write("other.csv", header + rows(5, 8)),
                                          m.dir.write("copy.csv", header + rows(0, 3))};
  std::vector<std::string> told;
  m.options.on_known = [&](const std::string& file, std::int64_t import, std::string_view what) {
    CHECK(m.total() == 3);
    told.push_back(file + " " + std::to_string(import) + " " + std::string(what));
  };
  const ImportReport report = m.import(again);
  CHECK(told == std::vector{again[1] + " 1 the same file was imported before (import 1, \"" +
                            first[0] + "\"); what that stored counts once"});
  REQUIRE(report.notices.size() == 1);
  CHECK(report.notices[0].starts_with(again[1] + ": the same file was imported before"));
  CHECK(report.duplicate == 3);
  CHECK(report.stored == 3);

  // A caller may stop at it.
  m.options.on_known = [](const std::string&, std::int64_t, std::string_view) {
    throw Error(ErrorCode::cancelled, "not again");
  };
  CHECK(m.import_error(first).code() == ErrorCode::cancelled);
  CHECK(m.store->imports().size() == 2);
}

TEST_CASE("a trial tells known files too") {
  Metering m;
  const std::vector<std::string> paths = {m.dir.write("e.csv", header + rows(0, 3))};
  m.import(paths);
  m.options.dry_run = true;
  CHECK(m.import(paths).notices.size() == 1);
}

TEST_CASE("a known file of a pipe is told at the end") {
  Metering m;
  m.import({m.dir.write("e.csv", header + rows(0, 3))});
  int told = 0;
  m.options.on_known = [&](const std::string&, std::int64_t import, std::string_view) {
    CHECK(import == 1);
    ++told;
  };
  const ImportReport report = m.import({pipe_of(m, "1", header + rows(0, 3))});
  CHECK(told == 1);
  CHECK(report.notices.size() == 1);
  CHECK(report.duplicate == 3);
  CHECK(m.import({pipe_of(m, "2", header + rows(0, 4))}).notices.empty());
}

TEST_CASE("a file of an undone import counts again, and that is told") {
  Metering m;
  const std::vector<std::string> paths = {m.dir.write("e.csv", header + rows(0, 3))};
  m.import(paths);
  undo(m, 1);
  const ImportReport again = m.import(paths);
  CHECK(again.stored == 3);
  REQUIRE(again.notices.size() == 1);
  CHECK(again.notices[0].ends_with("that was undone, so that its rows can count again"));
  const ImportReport third = m.import(paths);
  CHECK(third.duplicate == 3);
  CHECK(contains(third.notices.at(0), "import 2"));
  undo(m, 2);  // the third stored nothing: what matters is that the second is undone
  CHECK(contains(m.import(paths).notices.at(0), "import 2"));
}

TEST_CASE("a file of the same size and other content is not known, nor is an empty list") {
  Metering m;
  m.import({m.dir.write("1.csv", header + rows(0, 3))});
  CHECK(m.import({m.dir.write("2.csv", header + rows(3, 6))}).notices.empty());
}

}  // namespace import_log_test
