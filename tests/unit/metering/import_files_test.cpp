// Importing files: all looked at first, every row accounted for, batches, reports, failures
// half-way.
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <span>
#include <thread>
#include <utility>

#include "store/sqlite/sqlite_store.hpp"
#include "support/thrown.hpp"
#include "unit/metering/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace import_files_test {
namespace {

void check_nothing_read(Metering& m, const std::vector<std::string>& paths, ErrorCode code,
                        const std::string& message, const std::string& where) {
  const Error error = m.import_error(paths);
  CHECK(error.code() == code);
  CHECK(contains(error.what(), message));
  CHECK(error.where() == where);
  CHECK(m.usage().empty());
}

}  // namespace

TEST_CASE("a file that cannot be imported stops all of them before the first row") {
  Metering m;
  const std::string good = m.dir.write("good.csv", header + rows(0, 3));
  const std::string missing = m.dir.path("missing.csv");
  check_nothing_read(m, {good, missing}, ErrorCode::io, "No such file", missing);
  const std::string folder = m.dir.path("folder");
  std::filesystem::create_directory(folder);
  check_nothing_read(m, {good, folder}, ErrorCode::io, "is a directory; name the files in it",
                     folder);
  const std::string bad = m.dir.write("bad.csv", "event_id,company\n1,2\n");
  check_nothing_read(m, {good, bad}, ErrorCode::bad_input, "no column \"occurred_at\"", bad + ":1");
  const std::string text = m.dir.write("text.txt", "hello\n");
  check_nothing_read(m, {good, text}, ErrorCode::bad_input, "cannot tell what format", text + ":1");
}

TEST_CASE("a zone that there is not is refused, also where no time needs one") {
  Metering m;
  const std::string good = m.dir.write("good.csv", header + rows(0, 3));
  m.options.zone = "Europe/Stokholm";
  check_nothing_read(m, {good}, ErrorCode::unknown_zone, "did you mean \"Europe/Stockholm\"?", "");
  const std::string counts = m.dir.write("counts.csv", "company,month,quantity\nc,2026-03,1\n");
  check_nothing_read(m, {counts}, ErrorCode::unknown_zone, "is not a time zone", "");
  m.options.zone.clear();
  m.options.map = "company=company,month=month,quantity=quantity,zone=Nowhere";
  check_nothing_read(m, {counts}, ErrorCode::unknown_zone, "is not a time zone", "");
}

TEST_CASE("a time of 0 is refused in every format") {
  Metering m;
  CHECK(m.import_text(header + "e,c,1970-01-01T00:00:00Z,1\n").reasons.at("occurred_at is 0") == 1);
  m.options.map = "id=a,company=b,time=c,quantity=d,time_layout=epoch";
  CHECK(m.import_text("a,b,c,d\n1,c,0,1\n2,c,0.5,1\n").reasons.at("occurred_at is 0") == 1);
  m.options.map = "id=a,company=b,time=c,quantity=d,time_layout=epoch_ms";
  CHECK(m.import_text("a,b,c,d\n3,c,0,1\n").rejected == 1);
  m.options.map.clear();
  m.options.company = "c";
  CHECK(m.import_text(R"({"event":"delivered","id":"a","timestamp":0,"recipient":"a@b.se"})")
            .reasons.at("occurred_at is 0") == 1);
  CHECK(m.import_text(R"({"event_id":"a","company":"c","occurred_at":"1970-01-01T00:00:00Z",)"
                      R"("quantity":1})")
            .rejected == 1);
}

TEST_CASE("options that make no sense are refused") {
  Metering m;
  const std::string good = m.dir.write("good.csv", header + rows(0, 3));
  check_nothing_read(m, {}, ErrorCode::invalid_argument, "no file to import", "inputs");
  m.options.format = "ndjsn";
  check_nothing_read(m, {good}, ErrorCode::invalid_argument,
                     "unknown input format \"ndjsn\"; use auto, ndjson, ", "format");
  m.options.format = "auto";
  m.options.source = "a\nb";
  check_nothing_read(m, {good}, ErrorCode::invalid_argument, "cannot be used", "source");
  m.options.source = "s";
  m.options.batch_events = 0;
  check_nothing_read(m, {good}, ErrorCode::invalid_argument, "at least one event", "batch_events");
}

TEST_CASE("the same file twice changes nothing") {
  Metering m;
  const std::string path = m.dir.write("e.csv", header + rows(0, 10));
  CHECK(m.import({path, path}).duplicate == 10);
  const ImportReport again = m.import({path});
  CHECK(again.rows == 10);
  CHECK(again.duplicate == 10);
  CHECK(again.clean());
  CHECK(m.total() == 10);
}

TEST_CASE("the report counts rows, reasons, companies and months") {
  Metering m;
  const ImportReport report =
      m.import({m.dir.write("1.csv", header + rows(0, 2, "b") + "e0,b," + june + ",7\nx,b," + june +
                                         ",-1\n"),
                m.dir.write("2.ndjson",
                            "{\"event_id\":\"n\",\"company\":\"a\",\"occurred_at\":"
                            "\"2025-07-31T22:30:00Z\",\"quantity\":3}\n{\n"),
                m.dir.write("3.csv", header + rows(0, 3, "b") + "y,b," + june + ",-2\n")});
  CHECK(report.rows == 10);
  CHECK(report.stored == 4);
  CHECK(report.duplicate == 2);
  CHECK(report.conflict == 1);
  CHECK(report.rejected == 3);
  CHECK_FALSE(report.clean());
  const std::map<std::string, std::uint64_t> reasons = {{"event_id is taken by another event", 1},
                                                        {"quantity is negative", 2},
                                                        {"row is not JSON", 1}};
  CHECK(report.reasons == reasons);
  CHECK(report.new_companies == std::vector<std::string>{"a", "b"});
  const std::map<Month, std::uint64_t> by_month = {{Month(2025, 6), 3}, {Month(2025, 8), 1}};
  CHECK(report.stored_by_month == by_month);
}

TEST_CASE("refused and conflicting rows are told in the order of the files") {
  Metering m;
  m.options.batch_events = 2;
  const std::string first = m.dir.write(
      "1.csv", header + rows(0, 2) + "x,c," + june + ",\ne0,c," + june + ",9\n,c," + june + ",1\n");
  const std::string second = m.dir.write("2.csv", header + "y\n");
  m.import({first, second});
  REQUIRE(m.refused.size() == 4);
  const std::vector<std::pair<std::string, std::uint64_t>> expected = {
      {first, 4}, {first, 5}, {first, 6}, {second, 2}};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CHECK(m.refused[i].file == expected[i].first);
    CHECK(m.refused[i].line == expected[i].second);
  }
  CHECK(m.refused[1].outcome == Outcome::conflict);
  CHECK(m.refused[1].row == "e0,c," + june + ",9");
}

TEST_CASE("ids are opaque: no two of these are one, and a mangled one is told") {
  Metering m;
  const ImportReport report =
      m.import_text(header + "0010,c," + june + ",1\n10,c," + june + ",1\n1.23E+15,c," + june +
                    ",1\n1.24E+15,c," + june + ",1\n");
  CHECK(report.stored == 4);
  REQUIRE(report.notices.size() == 1);
  CHECK(contains(report.notices[0],
                 "events:4: event_id \"1.23E+15\" looks like a number that a "
                 "spreadsheet rewrote"));
}

TEST_CASE("ids that begin or end with a blank are told: without it they are others") {
  Metering m;
  const ImportReport report =
      m.import_text(header + "e1 ,c," + june + ",1\ne1,c," + june + ",1\n\xC2\xA0" + "e2,c," +
                    june + ",1\n\xC3\xA5,c," + june + ",1\n");
  CHECK(report.stored == 4);
  REQUIRE(report.notices.size() == 1);
  CHECK(contains(report.notices[0],
                 "events:2: 2 event_ids begin or end with a blank, which is a part of it"));
  CHECK(m.import_text(header + "e3,c," + june + ",1\n").notices.empty());
}

TEST_CASE("the same id of two sources is two events") {
  Metering m;
  const std::string path = m.dir.write("e.csv", header + rows(0, 1));
  CHECK(m.import({path}).stored == 1);
  m.options.source = "other";
  CHECK(m.import({path}).stored == 1);
  const ImportReport report = m.import_text("event_id,company,occurred_at,quantity,source\ne0,c," +
                                            june + ",1,import\ne0,c," + june + ",1,third\n");
  CHECK(report.duplicate == 1);
  CHECK(report.stored == 1);
}

TEST_CASE("an unknown meter is refused with the name that may be meant") {
  Metering m;
  m.import_text("event_id,company,occurred_at,quantity,meter\ne,c," + june + ",1,mesages\n");
  REQUIRE(m.refused.size() == 1);
  CHECK(m.refused[0].reason == "meter is unknown: \"mesages\"; did you mean \"messages\"?");
}

TEST_CASE("new events of a closed month are refused with their rows, where late usage is") {
  Metering m({.late = LatePolicy::refuse});
  const std::string may = "may,c,2025-05-15T12:00:00Z,1";
  REQUIRE(m.import_text(header + may + "\n").stored == 1);
  m.close(Month(2025, 5));
  const ImportReport report =
      m.import_text(header + may + "\nlate,c,2025-05-16T12:00:00Z,1\n" + rows(0, 1));
  CHECK(report.duplicate == 1);
  CHECK(report.rejected == 1);
  CHECK(report.stored == 1);
  REQUIRE(m.refused.size() == 1);
  CHECK(m.refused[0].row == "late,c,2025-05-16T12:00:00Z,1");
  CHECK(contains(m.refused[0].reason, "month is closed: 2025-05"));
}

TEST_CASE("a callback that throws stops the import at a batch boundary") {
  Metering m;
  m.options.batch_events = 4;
  m.options.on_progress = [](std::uint64_t, std::uint64_t) {
    throw Error(ErrorCode::cancelled, "stopped by the caller");
  };
  const Error error = m.import_error({m.dir.write("e.csv", header + rows(0, 10))});
  CHECK(error.code() == ErrorCode::cancelled);
  CHECK(contains(error.what(), "stopped by the caller; the rows of earlier batches (4 events)"));
  CHECK(m.total() == 4);
}

TEST_CASE("batches share a transaction until it has its events") {
  Metering m;
  const std::string path = m.dir.path("ledger.db");
  m.store = create_sqlite_store(path, {});
  const auto other = open_sqlite_store(path);
  m.sizes.batch_rows = 2;
  m.sizes.long_transaction = std::chrono::hours(1);
  m.options.batch_events = 4;
  std::vector<std::uint64_t> done;
  std::vector<std::int64_t> committed;  // as another sees it, after each batch
  m.options.on_progress = [&](std::uint64_t bytes, std::uint64_t) {
    done.push_back(bytes);
    committed.push_back(other->usage({}).empty() ? 0 : other->usage({}).at(0).quantity);
  };
  m.import({m.dir.write("e.csv", header + rows(0, 10))});
  CHECK(m.total() == 10);
  // Where reading was slow, a call shows a wait, and what was stored by then was committed.
  if (done.front() > 0 && std::ranges::adjacent_find(done) == done.end())
    CHECK(committed == std::vector<std::int64_t>{0, 0, 4, 4, 8});
}

TEST_CASE("a transaction that has gone on for long ends with its batch, and others can write") {
  Metering m;
  const std::string path = m.dir.path("ledger.db");
  m.store = create_sqlite_store(path, {});
  const auto other = open_sqlite_store(path);
  m.sizes.batch_rows = 2;
  m.sizes.long_transaction = std::chrono::milliseconds(0);
  std::vector<std::int64_t> committed;  // as another sees it, after each batch
  m.options.on_progress = [&](std::uint64_t, std::uint64_t) {
    committed.push_back(other->usage({}).empty() ? 0 : other->usage({}).at(0).quantity);
  };
  m.import({m.dir.write("e.csv", header + rows(0, 6))});
  CHECK(m.total() == 6);
  for (const std::int64_t stored : {2, 4}) CHECK(std::ranges::count(committed, stored) > 0);
}

// The digests of batches are the same wherever transactions end, which a clock decides.
TEST_CASE("what is stored does not depend on where transactions end") {
  const auto stored = [](std::chrono::milliseconds long_transaction) {
    Metering m;
    m.store = create_sqlite_store(m.dir.path("ledger.db"), {});
    m.sizes.batch_rows = 2;
    m.sizes.long_transaction = long_transaction;
    m.import({m.dir.write("e.csv", header + rows(0, 10))});
    std::string digests;
    m.store->each_batch([&](const EventBatch& batch) {
      digests += std::to_string(batch.events) + " " + batch.digest + "\n";
    });
    return digests;
  };
  CHECK(stored(std::chrono::milliseconds(0)) == stored(std::chrono::hours(1)));
}

TEST_CASE("a caller who stops an import keeps the batches he was told of") {
  Metering m;
  m.sizes.batch_rows = 4;
  int calls = 0;
  m.options.on_progress = [&](std::uint64_t done, std::uint64_t) {
    if (done > 0 && ++calls == 2) throw Error(ErrorCode::cancelled, "stopped by the caller");
  };
  const Error error = m.import_error({m.dir.write("e.csv", header + rows(0, 40))});
  CHECK(error.code() == ErrorCode::cancelled);
  CHECK(contains(error.what(), "earlier batches (8 events)"));
  CHECK(m.total() == 8);
}

TEST_CASE("an import that runs out of memory says what it has stored") {
  Metering m;
  m.options.batch_events = 4;
  m.options.on_progress = [&](std::uint64_t done, std::uint64_t) {
    if (done > 0) throw std::bad_alloc();
  };
  const std::string path = m.dir.write("e.csv", header + rows(0, 10));
  const Error error = m.import_error({path});
  CHECK(error.code() == ErrorCode::out_of_memory);
  CHECK(contains(error.what(), "out of memory; the rows of earlier batches (4 events)"));
  CHECK(m.total() == 4);

  // Nothing is stored by then: whoever called knows what that means.
  m.options.on_file = [](const std::string&, std::string_view) { throw std::bad_alloc(); };
  CHECK_THROWS_AS(m.import({path}), std::bad_alloc);
}

TEST_CASE("an import that waits for a pipe has committed what it was given") {
  Metering m;
  m.sizes.batch_rows = 2;
  const std::string path = m.dir.path("pipe");
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  int writer = ::open(path.c_str(), O_RDWR);  // both ends, so that neither opening waits
  const std::string text = header + rows(0, 5);
  REQUIRE(::write(writer, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  int calls = 0;
  std::int64_t stored = 0;
  m.options.on_progress = [&](std::uint64_t, std::uint64_t) {
    if (++calls > 100) throw Error(ErrorCode::cancelled, "nothing was committed");
    if (writer < 0 || thrown([&] { static_cast<void>(m.store->begin(Store::Access::read)); }).code)
      return;
    stored = m.usage().empty() ? 0 : m.total();
    if (stored < 4) return;
    ::close(std::exchange(writer, -1));
  };
  CHECK(m.import({path}).stored == 5);
  CHECK(stored == 4);
}

// The writer waits until its events are committed; if that took a wait each time, progress would
// be told of each wait too.
TEST_CASE("a transaction that has enough ends as soon as there is nothing else to do") {
  constexpr int batches = 20;
  Metering m;
  const std::string ledger = m.dir.path("ledger.db");
  m.store = create_sqlite_store(ledger, {});
  m.sizes.batch_rows = m.sizes.idle_events = 2;
  const std::string pipe = m.dir.path("pipe");
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  std::jthread writer([&, from = ::open(pipe.c_str(), O_RDWR)] {
    const auto other = open_sqlite_store(ledger);
    const auto send = [&](const std::string& text) {
      return ::write(from, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    };
    send(header);
    for (int i = 0; i < batches && send(rows(2 * i, 2 * i + 2)); ++i)
      for (int tries = 0; tries < 10'000; ++tries) {
        const auto usage = other->usage({});
        if (!usage.empty() && usage[0].quantity == 2 * i + 2) break;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
      }
    ::close(from);
  });
  int calls = 0;
  m.options.on_progress = [&](std::uint64_t, std::uint64_t) { ++calls; };
  CHECK(m.import({pipe}).stored == 2 * batches);
  CHECK(calls < batches + batches / 2);
}

TEST_CASE("the first batches are ever larger, and the last ever smaller") {
  constexpr std::uint64_t large = 100'000;
  const auto sizes_with = [](std::uint64_t first_bytes, std::uint64_t last_bytes) {
    Metering m;
    m.sizes.batch_rows = 40;
    m.sizes.first_bytes = first_bytes;
    m.sizes.last_bytes = last_bytes;
    m.import({m.dir.write("1.csv", header + rows(100, 140)),
              m.dir.write("2.csv", header + rows(140, 200))});
    std::vector<std::int64_t> sizes;
    m.store->each_batch([&](const EventBatch& batch) { sizes.push_back(batch.events); });
    return sizes;
  };
  CHECK(sizes_with(large, large) == std::vector<std::int64_t>{40, 40, 20});

  const std::vector<std::int64_t> doubled = sizes_with(1, large);
  REQUIRE(doubled.size() > 6);
  CHECK(doubled[0] == 1);
  std::int64_t before = 3;  // with the header
  for (std::size_t i = 1; i + 1 < doubled.size(); before += doubled[i++])
    CHECK(doubled[i] <= std::min<std::int64_t>(40, before + 2));
  CHECK(std::ranges::max(doubled) == 40);

  const std::vector<std::int64_t> halved = sizes_with(large, 1);
  REQUIRE(halved.size() > 5);
  CHECK(halved[0] == 40);
  CHECK(halved.back() == 1);
  std::int64_t left = 60;
  for (std::size_t i = 1; i < halved.size(); left -= halved[i++]) CHECK(halved[i] <= left / 2 + 1);
  CHECK(left == 0);
}

TEST_CASE("what follows much that is blank is read too") {
  Metering m;
  m.sizes.batch_rows = 10;
  m.sizes.last_bytes = 1;
  const auto object = [](const std::string& id) {
    return R"({"event_id":")" + id + R"(","company":"c","occurred_at":")" + june +
           "\",\"quantity\":1}\n";
  };
  std::string blank_end;
  for (int i = 0; i < 10; ++i) blank_end += object(std::to_string(i));
  blank_end += std::string(100'000, '\n');
  const ImportReport report =
      m.import({m.dir.write("1.ndjson", blank_end), m.dir.write("2.ndjson", object("x"))});
  CHECK(report.stored == 11);
}

TEST_CASE("progress runs from nothing to all bytes") {
  Metering m;
  m.options.batch_events = 3;
  std::vector<std::uint64_t> done;
  std::uint64_t total = 0;
  m.options.on_progress = [&](std::uint64_t now, std::uint64_t of) {
    done.push_back(now);
    total = of;
  };
  const std::vector<std::string> paths = {m.dir.write("1.csv", header + rows(0, 4)),
                                          m.dir.write("2.csv", header + rows(4, 8))};
  m.import(paths);
  REQUIRE(done.size() >= 3);
  CHECK(std::ranges::is_sorted(done));
  CHECK(total == std::filesystem::file_size(paths[0]) + std::filesystem::file_size(paths[1]));
  CHECK(done.back() == total);
}

TEST_CASE("the order of the files decides which of two events with one identity is stored") {
  const std::string one = header + "a,c," + june + ",1\n";
  const std::string two = header + "a,c," + june + ",2\n";
  for (const std::size_t batch : {std::size_t{1}, std::size_t{2}}) {
    Metering m;
    m.options.batch_events = batch;
    const ImportReport report = m.import({m.dir.write("1.csv", one), m.dir.write("2.csv", two)});
    CHECK(report.conflict == 1);
    CHECK(m.total() == 1);
    REQUIRE(m.refused.size() == 1);
    CHECK(m.refused[0].row == "a,c," + june + ",2");
    CHECK(contains(m.refused[0].reason, "quantity 2 instead of 1"));
  }
}

TEST_CASE("a trial gives the report of the import and stores nothing") {
  const std::string text =
      header + rows(0, 5) + rows(3, 7, "d") + "x,c," + june + ",y\n" + rows(0, 9);
  Metering real;
  Metering trial;
  real.options.batch_events = trial.options.batch_events = 3;
  trial.options.dry_run = true;
  const ImportReport done = real.import_text(text);
  const ImportReport tried = trial.import_text(text);
  CHECK(done.conflict == 4);
  CHECK(done.duplicate == 5);
  CHECK(tried.rows == done.rows);
  CHECK(tried.stored == done.stored);
  CHECK(tried.duplicate == done.duplicate);
  CHECK(tried.conflict == done.conflict);
  CHECK(tried.rejected == done.rejected);
  CHECK(tried.reasons == done.reasons);
  CHECK(tried.new_companies == done.new_companies);
  CHECK(tried.stored_by_month == done.stored_by_month);
  CHECK(trial.refused.size() == real.refused.size());
  CHECK(trial.usage().empty());
  CHECK(trial.store->companies().empty());
  trial.options.dry_run = false;
  CHECK(trial.import_text(text).stored == done.stored);
}

TEST_CASE("the formats of the files are told before anything is stored, and may be refused") {
  Metering m;
  std::vector<std::string> told;
  m.options.on_file = [&](const std::string& file, std::string_view format) {
    told.push_back(file + " " + std::string(format));
    if (told.size() == 3) throw Error(ErrorCode::cancelled, "not this one");
  };
  const std::string csv = m.dir.write("1", header + rows(0, 1));
  const std::string json =
      m.dir.write("2", "{\"event_id\":\"n\",\"company\":\"a\",\"occurred_at\":\"" + june +
                           "\",\"quantity\":3}\n");
  CHECK(m.import({csv, json}).stored == 2);
  CHECK(told == std::vector<std::string>{csv + " csv", json + " ndjson"});
  m.import_error({csv});
}

TEST_CASE("usage by month and company is reported where it is asked for") {
  Metering m;
  const std::string path = m.dir.write("e.csv", header + rows(0, 2, "b") + rows(2, 5, "a"));
  CHECK(m.import({path}).stored_by_company.empty());
  Metering asked;
  asked.options.by_company = true;
  asked.options.batch_events = 2;
  const std::map<std::pair<Month, std::string>, std::uint64_t> expected = {
      {{Month(2025, 6), "a"}, 3}, {{Month(2025, 6), "b"}, 2}};
  CHECK(asked.import({path}).stored_by_company == expected);
}

TEST_CASE("an event in the future is refused where the ledger limits that, by the time given") {
  Metering m({.future_days = 1});
  CHECK(contains(m.import_error({m.dir.write("e.csv", header + rows(0, 1))}).what(),
                 "pass the current time"));
  m.options.now = parse_rfc3339("2025-06-14T11:00:00Z");
  CHECK(m.import_text(header + rows(0, 1)).rejected == 1);
  m.options.now = parse_rfc3339("2025-06-14T12:00:00Z");
  CHECK(m.import_text(header + rows(0, 1)).stored == 1);
}

TEST_CASE("a file that shrinks while it is imported is noticed") {
  Metering m;
  m.options.batch_events = 1;
  const std::string path = m.dir.write("e.csv", header + rows(0, 1) + "e0,c," + june + ",2\n");
  m.options.on_progress = [&](std::uint64_t, std::uint64_t) {
    std::filesystem::resize_file(path, 10);
  };
  const Error error = m.import_error({path});
  CHECK(error.code() == ErrorCode::io);
  CHECK(contains(error.what(), "must stay as it is while it is imported"));
}

TEST_CASE("an open descriptor is read from where it is, once, and stays open") {
  Metering m;
  const std::string path = m.dir.write("in.csv", "not this" + header + rows(0, 5) + "x\n");
  const int descriptor = ::open(path.c_str(), O_RDONLY);
  REQUIRE(::lseek(descriptor, 8, SEEK_SET) == 8);
  const std::vector<ImportInput> twice = {ImportInput::of_descriptor("-", descriptor),
                                          ImportInput::of_descriptor("-", descriptor)};
  CHECK(thrown([&] { m.import_inputs(twice); }).says("\"-\" can be read once"));
  const ImportReport report = m.import_inputs({twice[0]});
  CHECK(report.stored == 5);
  REQUIRE(m.refused.size() == 1);
  CHECK(m.refused[0].file == "-");
  CHECK(m.refused[0].line == 7);
  CHECK(::close(descriptor) == 0);
}

TEST_CASE("a descriptor that is not open, and one of a folder, are refused") {
  Metering m;
  for (const int closed : {-1, 1'000'000}) {
    const Thrown thrown =
        testing::thrown([&] { m.import_inputs({ImportInput::of_descriptor("upload", closed)}); });
    CHECK(thrown.code == ErrorCode::invalid_argument);
    CHECK(thrown.says(std::to_string(closed) + " is no open descriptor"));
  }
  const int folder = ::open(m.dir.path(".").c_str(), O_RDONLY | O_DIRECTORY);
  CHECK(thrown([&] {
          m.import_inputs({ImportInput::of_descriptor("upload", folder)});
        }).says("is a directory"));
  CHECK(::close(folder) == 0);
}

TEST_CASE("a function that says it gave more than there was room for is refused") {
  Metering m;
  const ImportInput::Read too_much = [](std::span<char> to) { return to.size() + 1; };
  const Thrown thrown =
      testing::thrown([&] { m.import_inputs({ImportInput::of_read("upload", too_much)}); });
  CHECK(thrown.code == ErrorCode::invalid_argument);
  CHECK(thrown.says("and there was room for"));
}

TEST_CASE("a member for the quantity that is no text is refused") {
  Metering m;
  m.options.quantity_from = "data.\xFF";
  const Thrown thrown = testing::thrown([&] { m.import_text(header + rows(0, 1)); });
  CHECK(thrown.code == ErrorCode::invalid_argument);
  CHECK(thrown.says("no quantity is read from \"data.\\xFF\""));
}

TEST_CASE("a file that is named - is a file") {
  Metering m;
  CHECK(m.import_error({"-"}).code() == ErrorCode::io);
}

namespace {

// Gives a text in pieces of some bytes.
ImportInput::Read reading(const std::string& text, std::size_t piece) {
  return [text, piece, at = std::size_t{0}](std::span<char> to) mutable {
    const std::size_t count = text.copy(to.data(), std::min(to.size(), piece), at);
    at += count;
    return count;
  };
}

std::string told(const Metering& m, const ImportReport& report) {
  std::string text = std::to_string(report.rows) + " " + std::to_string(report.stored) + " " +
                     std::to_string(report.duplicate) + " " + std::to_string(report.conflict);
  for (const RejectedRow& row : m.refused)
    text += "\n" + row.file + ":" + std::to_string(row.line) + " " + row.reason + " " + row.row;
  for (const std::string& notice : report.notices) text += "\n" + notice;
  return text;
}

}  // namespace

TEST_CASE("bytes and what a function reads give what files give") {
  const std::string one = header + rows(0, 900) + "x\n" + rows(5, 6, "other");
  const std::string two = header + rows(890, 1200);
  std::string expected;
  for (const std::size_t batch_rows : {std::size_t{7}, std::size_t{80'000}})
    for (const int kind : {0, 1, 2, 3}) {
      CAPTURE(kind);
      Metering m;
      m.sizes.batch_rows = batch_rows;
      const std::string first = m.dir.write("first", one);
      std::vector<ImportInput> inputs = as_inputs({first, m.dir.write("second", two)});
      const std::string second = inputs[1].name;
      if (kind == 1) inputs = {ImportInput::of_bytes(first, one), inputs[1]};
      if (kind == 2)
        inputs = {ImportInput::of_bytes(first, one),
                  ImportInput::of_read(second, reading(two, 11))};
      if (kind == 3)
        inputs = {ImportInput::of_read(first, reading(one, 1000)),
                  ImportInput::of_read(second, reading(two, 1))};
      std::string text = told(m, m.import_inputs(inputs));
      // The folder is another for each ledger.
      for (std::size_t at = 0;
           (at = text.find(first.substr(0, first.rfind('/')), at)) != std::string::npos;)
        text.erase(at, first.rfind('/'));
      if (expected.empty()) expected = text;
      CHECK(text == expected);
    }
  CHECK(expected.starts_with("1212 1200 10 1\n"));
}

TEST_CASE("logs in memory are one stream, whatever their order") {
  const std::string early =
      "2025-06-15T10:00:00+02:00 mx postfix/smtp[1]: A1: to=<a@b.se>, relay=x[1.2.3.4]:25, "
      "status=sent (250 ok)\n";
  Metering files;
  Metering bytes;
  for (Metering* m : {&files, &bytes}) m->options.company = "c";
  const std::string late = "2025-06-16" + early.substr(10);
  files.import({files.dir.write("late", late), files.dir.write("early", early)});
  const ImportReport report = bytes.import_inputs(
      {ImportInput::of_bytes("late", late), ImportInput::of_bytes("early", early)});
  CHECK(report.rows == 2);
}

TEST_CASE("a function that reads is called by the importing thread, and may stop the import") {
  Metering m;
  const std::thread::id here = std::this_thread::get_id();
  const std::string text = header + rows(0, 300);
  m.sizes.batch_rows = 100;
  m.sizes.chunk_bytes = 1000;
  std::size_t at = 0;
  const auto read = [&](std::span<char> to) {
    CHECK(std::this_thread::get_id() == here);
    if (at > text.size() * 2 / 3) throw Error(ErrorCode::cancelled, "it is enough", "read");
    const std::size_t count = text.copy(to.data(), to.size(), at);
    at += count;
    return count;
  };
  try {
    m.import_inputs({ImportInput::of_read("stream", read)});
    FAIL("it is not stopped");
  } catch (const ImportStopped& stopped) {
    CHECK(stopped.code() == ErrorCode::cancelled);
    CHECK(stopped.committed() >= 100);  // whole batches
    CHECK(stopped.committed() % 100 == 0);
  }
}

TEST_CASE("bytes that were imported before are known, as a file is") {
  Metering m;
  const std::string text = header + rows(0, 3);
  m.import({m.dir.write("e.csv", text)});
  const ImportReport report = m.import_inputs({ImportInput::of_bytes("upload", text)});
  CHECK(report.duplicate == 3);
  REQUIRE(report.notices.size() == 1);
  CHECK(report.notices[0].starts_with("upload: the same file was imported before"));
}

TEST_CASE("a pipe is read once, its size unknown") {
  Metering m;
  const std::string text = header + rows(0, 5);
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  REQUIRE(::write(ends[1], text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  ::close(ends[1]);
  std::uint64_t total = 1;
  m.options.on_progress = [&](std::uint64_t, std::uint64_t of) { total = of; };
  const std::string name = "/dev/fd/" + std::to_string(ends[0]);
  CHECK(m.import({name}).stored == 5);
  CHECK(total == 0);
  ::close(ends[0]);
}

TEST_CASE("a large file into an SQLite ledger, twice") {
  TempDir dir;
  const Zone zone("Europe/Stockholm");
  const auto store = create_sqlite_store(dir.path("ledger.db"), {});
  const int count = 30'000;
  std::string text = header;
  for (int i = 0; i < count; ++i)
    text += "id-" + std::to_string(i) + ",company-" + std::to_string(i % 100) + "," +
            (i % 2 == 0 ? "2025-05-31T22:30:00Z" : "2025-05-31T21:30:00Z") + ",2\n";
  const std::vector<std::string> paths = {dir.write("large.csv", text)};
  ImportOptions options;
  options.batch_events = 7'000;
  const ImportReport first = import_files(*store, zone, as_inputs(paths), options);
  CHECK(first.stored == count);
  CHECK(first.new_companies.size() == 100);
  const std::map<Month, std::uint64_t> by_month = {{Month(2025, 5), count / 2},
                                                   {Month(2025, 6), count / 2}};
  CHECK(first.stored_by_month == by_month);
  CHECK(import_files(*store, zone, as_inputs(paths), options).duplicate == count);
  std::int64_t total = 0;
  for (const MonthUsage& row : store->usage({})) total += row.quantity;
  CHECK(total == 2 * count);
}

TEST_CASE("a pipe that has nothing more for now does not hold up who stops") {
  Metering m;
  m.options.batch_events = 2;
  const std::string text = header + rows(0, 3);
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  REQUIRE(::write(ends[1], text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  m.options.on_progress = [&](std::uint64_t, std::uint64_t) {
    throw Error(ErrorCode::cancelled, "enough");
  };
  const Error error = m.import_error({"/dev/fd/" + std::to_string(ends[0])});
  CHECK(error.code() == ErrorCode::cancelled);
  CHECK(m.total() == 2);
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST_CASE("a row that cannot be told stops the import, with the stored rows counted") {
  Metering m;
  const std::vector<std::string> paths = {m.dir.write("e.csv", header + "x\n" + rows(0, 3))};
  m.options.on_rejected = [](const RejectedRow&) { throw Error(ErrorCode::io, "disk is full"); };
  try {
    import_files(*m.store, m.zone, as_inputs(paths), m.options);
    FAIL("the import did not stop");
  } catch (const ImportStopped& error) {
    CHECK(error.code() == ErrorCode::io);
    CHECK(error.committed() == 3);
    CHECK(
        contains(error.what(), "disk is full; the rows of earlier batches (3 events) are stored"));
  }
  CHECK(m.total() == 3);
}

TEST_CASE("there may be more files than can be open at a time") {
  Metering m;
  std::vector<std::string> paths;
  for (int i = 0; i < 100; ++i)
    paths.push_back(m.dir.write("e" + std::to_string(i), header + rows(i, i + 1)));
  struct rlimit before = {};
  REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
  const struct rlimit few = {32, before.rlim_max};
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &few) == 0);
  std::uint64_t stored = 0;
  CHECK_NOTHROW(stored = m.import(paths).stored);
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &before) == 0);
  CHECK(stored == 100);
}

// ---- Faults that other billing systems have had, with their tracker entries

TEST_CASE(
    "a bad or missing quantity is refused, and none counts as 0"
    " (lago-api #104, #974, #1393; flowglad #1310)") {
  Metering m;
  const ImportReport report =
      m.import_text(header + "a,c," + june + ",abc\nb,c," + june + ",\nc,c," + june + "\nd,c," +
                    june + ",NaN\ne,c," + june + ",1e400\n");
  CHECK(report.rejected == 5);
  CHECK(m.usage().empty());
}

TEST_CASE(
    "a byte order mark hides no header, and a file without rows is an error"
    " (dotCMS #36508; media-streamer #167; RechnungsFee #398)") {
  Metering m;
  for (const std::string& text : {std::string("\xEF\xBB\xBF"), header, std::string("\n\n")})
    CHECK(thrown([&] { m.import_text(text); }).code == ErrorCode::bad_input);
  m.options.delimiter = ';';
  CHECK(m.import_text("\xEF\xBB\xBF"
                      "event_id;company;occurred_at;quantity\na;c;" +
                      june + ";1\n")
            .stored == 1);
}

TEST_CASE(
    "a number with marks is refused, never guessed at"
    " (beancount-dkb #206; BudgetMaster #731; ledger2beancount #259; hledger #1158, #1985)") {
  Metering m({.negative = true});
  std::string text = header;
  // The first column is the same text, so that the ids differ and need no escaping of their own.
  for (const char* number : {"-1.080", "\"1.355,90\"", "\"1,00\"", "-0.0.66962", "1 000", "1.00.0"})
    text += std::string(number) + "," + "c," + june + "," + number + "\n";
  CHECK(m.import_text(text).rejected == 6);
  CHECK(m.usage().empty());
}

TEST_CASE(
    "ids are opaque: no zero is lost, and one that a spreadsheet rewrote is told"
    " (bilig #28; code42cli #284)") {
  Metering m;
  const ImportReport report = m.import_text(header + "0010,c," + june + ",1\n10,c," + june +
                                            ",1\n1.23E+15,c," + june + ",1\n");
  CHECK(report.stored == 3);
  REQUIRE(report.notices.size() == 1);
  CHECK(contains(report.notices[0], "\"1.23E+15\" looks like a number"));
}

}  // namespace import_files_test
