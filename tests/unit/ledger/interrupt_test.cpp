// Calls that another thread ends, and calls that wait for another process: soon, with nothing
// half-done, and for the call that goes on alone.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <stop_token>
#include <thread>

#include "porto/audit.hpp"
#include "porto/import.hpp"
#include "porto/import_log.hpp"
#include "porto/ledger.hpp"
#include "porto/recorder.hpp"
#include "support/tariffs.hpp"
#include "support/temp_dir.hpp"
#include "support/thrown.hpp"
#include "unit/store/raw.hpp"

using namespace porto;
using namespace porto::testing;

namespace interrupt_test {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

UsageEvent event(std::string_view id, std::int64_t quantity = 1) {
  return {.source = "test",
          .event_id = id,
          .company = "bolag-1",
          .occurred_at = parse_rfc3339("2025-06-15T12:00:00Z"),
          .quantity = quantity};
}

struct File {
  TempDir dir;
  std::string path = dir.path("porto.db");
  File() {
    Ledger ledger = Ledger::create(path);
    ledger.add_tariff(vitec);
    ledger.add_company({"bolag-1", ""});
    ledger.subscribe({"bolag-1", "vitec-epost", {2025, 5}, {}});
    const UsageEvent one = event("first");
    ledger.record({&one, 1});
  }
};

// Another process that writes, as far as locks are concerned.
class Writer {
 public:
  explicit Writer(const std::string& path) : shell_(path) { shell_.run("BEGIN IMMEDIATE"); }
  ~Writer() { shell_.run("ROLLBACK"); }

 private:
  Raw shell_;
};

// Makes every reading of companies endless, in a ledger that is open already.
void make_endless(const std::string& path) {
  Raw(path).run(
      "PRAGMA foreign_keys = OFF; ALTER TABLE company RENAME TO away; CREATE VIEW company AS"
      " WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)"
      " SELECT x AS no, 'c' || x AS id, '' AS name, '' AS customer_number, '' AS reference,"
      " '' AS language, '' AS cost_centre FROM c");
}

// Calls `interrupt` again and again while it lives.
class Hammer {
 public:
  explicit Hammer(std::function<void()> interrupt)
      : thread_([interrupt = std::move(interrupt)](const std::stop_token& stop) {
          while (!stop.stop_requested()) interrupt();
        }) {}

 private:
  std::jthread thread_;
};

// What a call ends with that is interrupted once, after a while in which it got nowhere.
Thrown interrupted(const std::function<void()>& interrupt, const std::function<void()>& call) {
  std::jthread other([&] {
    std::this_thread::sleep_for(100ms);
    interrupt();
  });
  const auto begin = Clock::now();
  const Thrown thrown = testing::thrown(call);
  CHECK(Clock::now() - begin < 5s);
  return thrown;
}

struct Named {
  std::string name;
  std::function<void(Ledger&)> call;
};

}  // namespace

TEST_CASE("an interrupt ends a call that waits for another process") {
  const File file;
  Ledger ledger = Ledger::open(file.path);
  const Writer writer(file.path);
  const UsageEvent one = event("second");
  const Named calls[] = {
      {"record",
       [&](Ledger& l) {
         l.record({&one, 1});
       }},
      {"add_company",
       [](Ledger& l) {
         l.add_company({"bolag-2", ""});
       }},
      {"import_companies",
       [](Ledger& l) { l.import_companies(ImportInput::of_bytes("t.csv", "id\nbolag-2\n")); }},
      {"close",
       [](Ledger& l) {
         l.close({2025, 5}, parse_rfc3339("2025-07-01T12:00:00Z"));
       }},
      {"prune",
       [](Ledger& l) {
         l.prune({2025, 6}, parse_rfc3339("2025-07-01T12:00:00Z"));
       }},
  };
  for (const Named& one_call : calls) {
    CAPTURE(one_call.name);
    const Thrown thrown = interrupted([&] { ledger.interrupt(); }, [&] { one_call.call(ledger); });
    CHECK(thrown.code == ErrorCode::cancelled);
  }
}

TEST_CASE("an interrupt ends a statement that never would") {
  const File file;
  Ledger ledger = Ledger::open(file.path);
  make_endless(file.path);
  const Named calls[] = {
      {"companies", [](Ledger& l) { l.companies(); }},
      {"verify", [](Ledger& l) { l.verify(); }},
      {"statement",
       [](Ledger& l) {
         l.statement({2025, 6}, "bolag-1");
       }},
      {"status", [](Ledger& l) { l.status(parse_rfc3339("2025-06-20T12:00:00Z")); }},
  };
  for (const Named& one_call : calls) {
    CAPTURE(one_call.name);
    const Thrown thrown = interrupted([&] { ledger.interrupt(); }, [&] { one_call.call(ledger); });
    CHECK(thrown.code == ErrorCode::cancelled);
  }
}

TEST_CASE("an interrupt ends an import that waits for a pipe, whoever holds the other end") {
  const File file;
  Ledger ledger = Ledger::open(file.path);
  const std::string pipe = file.dir.path("pipe");
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  const auto import = [&] { ledger.import_files({&pipe, 1}); };
  const auto reconcile = [&] { ledger.reconcile(pipe); };
  const auto interrupt = [&] { ledger.interrupt(); };
  CHECK(interrupted(interrupt, import).code == ErrorCode::cancelled);
  CHECK(interrupted(interrupt, reconcile).code == ErrorCode::cancelled);
  CHECK(interrupted(interrupt, [&] { ledger.import_companies(pipe); }).code ==
        ErrorCode::cancelled);

  // Somebody writes a row, and no more for now.
  std::ofstream out;
  std::jthread writer([&] {
    out.open(pipe);
    out << "event_id,company,occurred_at,quantity\np1,bolag-1,2025-06-15T12:00:00Z,1\n"
        << std::flush;
  });
  std::atomic<bool> seen = false;
  std::jthread other([&] {
    while (!seen) std::this_thread::sleep_for(1ms);
    ledger.interrupt();
  });
  const Thrown thrown = testing::thrown([&] {
    ImportOptions options;
    options.on_progress = [&](std::uint64_t, std::uint64_t) { seen = true; };
    ledger.import_files({&pipe, 1}, options);
  });
  CHECK(thrown.code == ErrorCode::cancelled);
}

namespace {

// Writes the second text again and again, for as long as it lives; what is read of it never ends.
class EndlessPipe {
 public:
  EndlessPipe(std::string begin, std::string next) {
    REQUIRE(::pipe(ends_) == 0);
    ::fcntl(ends_[1], F_SETFL, O_NONBLOCK);
    writer_ = std::jthread([this, text = std::move(begin),
                            next = std::move(next)](const std::stop_token& stop) mutable {
      for (; !stop.stop_requested(); text = next)
        if (::write(ends_[1], text.data(), text.size()) < 0) std::this_thread::sleep_for(1ms);
    });
  }
  ~EndlessPipe() {
    writer_ = {};
    for (const int end : ends_) ::close(end);
  }
  EndlessPipe(const EndlessPipe&) = delete;
  EndlessPipe& operator=(const EndlessPipe&) = delete;
  ImportInput input() const { return ImportInput::of_descriptor("pipe", ends_[0]); }

 private:
  int ends_[2] = {};
  std::jthread writer_;
};

// A file of which the last line is longer than can be read in a test; it takes no room.
std::string long_file(const TempDir& dir, const std::string& begin) {
  constexpr std::uintmax_t tebibyte = std::uintmax_t{1} << 40;
  const std::string path = dir.write("long.csv", begin);
  std::filesystem::resize_file(path, tebibyte);
  return path;
}

}  // namespace

// There is always something to read: nothing waits. The rows that never end are skipped as they are
// read, so that nothing else is done meanwhile.
TEST_CASE("an interrupt ends a call that goes on reading, whatever it reads") {
  const File file;
  Ledger ledger = Ledger::open(file.path);
  const std::string events = "event_id,company,occurred_at,quantity\nx";
  const auto slowly = [](std::span<char> to) {
    std::this_thread::sleep_for(1ms);
    to.front() = 'x';
    return std::size_t{1};
  };
  const auto fast = [text = events, at = std::size_t{0}](std::span<char> to) mutable {
    const std::size_t count = text.copy(to.data(), to.size(), at);
    at += count;
    std::ranges::fill(to.subspan(count), 'x');
    return to.size();
  };
  const EndlessPipe pipe(events, std::string(4096, 'x'));
  const ImportInput inputs[] = {ImportInput::of_read("slowly", slowly),
                                ImportInput::of_read("fast", fast), pipe.input(),
                                ImportInput(long_file(file.dir, events))};
  for (const ImportInput& input : inputs) {
    CAPTURE(input.name);
    const Thrown thrown = interrupted([&] { ledger.interrupt(); },
                                      [&] {
                                        ledger.import({&input, 1});
                                      });
    CHECK(thrown.code == ErrorCode::cancelled);
  }
  CHECK(interrupted([&] { ledger.interrupt(); }, [&] { ledger.reconcile(inputs[0]); }).code ==
        ErrorCode::cancelled);
  CHECK(ledger.usage().at(0).events == 1);
}

TEST_CASE("a pipe whose writer comes late is read to its end") {
  const File file;
  Ledger ledger = Ledger::open(file.path);
  const std::string pipe = file.dir.path("pipe");
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  std::jthread writer([&] {
    std::this_thread::sleep_for(200ms);
    std::ofstream(pipe) << "event_id,company,occurred_at,quantity\n"
                           "p1,bolag-1,2025-06-15T12:00:00Z,1\n";
  });
  CHECK(ledger.import_files({&pipe, 1}).stored == 1);
}

// Whatever it meets: a call ends as if it had not been made, or as if nobody had interrupted it.
TEST_CASE("a call that is interrupted all the time has changed nothing, and leaves a good ledger") {
  const File file;
  Ledger ledger = Ledger::open(file.path);
  std::string rows = "event_id,company,occurred_at,quantity\n";
  for (int i = 0; i < 2'000; ++i)
    rows += "i" + std::to_string(i) + ",bolag-1,2025-06-15T12:00:00Z,1\n";
  const std::string csv = file.dir.write("events.csv", rows);
  const UsageEvent one = event("hammered");
  const Instant july = parse_rfc3339("2025-07-01T12:00:00Z");
  int copies = 0;
  const Named calls[] = {
      {"record",
       [&](Ledger& l) {
         l.record({&one, 1});
       }},
      {"import",
       [&](Ledger& l) {
         l.import_files({&csv, 1});
       }},
      {"invoice",
       [](Ledger& l) {
         l.invoice({2025, 6});
       }},
      {"simulate",
       [](Ledger& l) {
         l.simulate(vitec, "t", {.instead_of = {}, .from = {2025, 5}, .through = {2025, 6}});
       }},
      {"close",
       [&](Ledger& l) {
         l.close({2025, 5}, july);
       }},
      {"statement",
       [](Ledger& l) {
         l.statement({2025, 5}, "bolag-1");
       }},
      {"prune",
       [&](Ledger& l) {
         l.prune({2025, 6}, july);
       }},
      {"backup",
       [&](Ledger& l) { l.backup(file.dir.path("copy" + std::to_string(++copies) + ".db")); }},
      {"verify", [](Ledger& l) { l.verify(); }},
  };
  for (const Named& one_call : calls) {
    CAPTURE(one_call.name);
    int cancelled = 0;
    {
      const Hammer hammer([&] { ledger.interrupt(); });
      // The other thread need not get its turn in each of them.
      for (int i = 0; i < 500 && cancelled == 0; ++i) {
        const Thrown thrown = testing::thrown([&] { one_call.call(ledger); });
        CAPTURE(thrown.message);
        if (thrown.code) CHECK(thrown.code == ErrorCode::cancelled);
        if (thrown.code) ++cancelled;
      }
    }
    CHECK(cancelled > 0);
    CHECK(ledger.verify().ok());
    one_call.call(ledger);
  }
  CHECK(ledger.usage().at(0).events == 2'002);
  for (const auto& entry : std::filesystem::directory_iterator(file.dir.path(".")))
    CHECK(entry.path().filename().string().find(".new-") == std::string::npos);
}

TEST_CASE("an interrupt is for the call that goes on, and for no later one") {
  const File file;
  Ledger ledger = Ledger::open(file.path);
  ledger.interrupt();
  CHECK(ledger.companies().size() == 1);
  ledger.interrupt();
  const UsageEvent one = event("second");
  CHECK(ledger.record({&one, 1}).at(0).outcome == Outcome::stored);
}

TEST_CASE("an interrupt ends all calls of a recorder, and no later one") {
  const File file;
  Recorder recorder = Recorder::open(file.path);
  std::atomic<int> cancelled = 0;
  {
    const Writer writer(file.path);
    std::vector<std::jthread> threads;
    for (int i = 0; i < 6; ++i)
      threads.emplace_back([&, i] {
        const std::string id = std::to_string(i);
        const UsageEvent one = event(id);
        if (testing::thrown([&] { recorder.record({&one, 1}); }).code == ErrorCode::cancelled)
          ++cancelled;
      });
    const auto begin = Clock::now();
    std::this_thread::sleep_for(200ms);
    recorder.interrupt();
    threads.clear();
    CHECK(Clock::now() - begin < 5s);
  }
  CHECK(cancelled == 6);
  const UsageEvent one = event("second");
  CHECK(recorder.record({&one, 1}).at(0).outcome == Outcome::stored);
  CHECK(Ledger::open(file.path).usage().at(0).events == 2);
}

TEST_CASE("how long a call waits for another process is chosen") {
  const File file;
  const UsageEvent one = event("second");
  const auto waited = [&](std::int32_t timeout_ms) {
    Ledger ledger = Ledger::open(file.path, {.busy_timeout_ms = timeout_ms});
    Recorder recorder = Recorder::open(file.path, {.busy_timeout_ms = timeout_ms});
    const Writer writer(file.path);
    const auto begin = Clock::now();
    CHECK(testing::thrown([&] { ledger.record({&one, 1}); }).code == ErrorCode::busy);
    const auto end = Clock::now();
    CHECK(testing::thrown([&] { recorder.record({&one, 1}); }).code == ErrorCode::busy);
    CHECK(Ledger::open(file.path, {.busy_timeout_ms = timeout_ms}).usage().size() == 1);  // reading
    return end - begin;
  };
  CHECK(waited(0) < 200ms);
  CHECK(waited(300) >= 300ms);
  CHECK(waited(300) < 3s);

  Ledger made = Ledger::create(file.dir.path("new.db"), {}, {.busy_timeout_ms = 0});
  const Writer writer(file.dir.path("new.db"));
  CHECK(testing::thrown([&] { made.record({&one, 1}); }).code == ErrorCode::busy);
}

TEST_CASE("a time to wait that is below 0 is refused, and nothing is made or opened") {
  const File file;
  const OpenOptions options{.busy_timeout_ms = -1};
  const std::string made = file.dir.path("new.db");
  for (const auto& call : std::initializer_list<std::function<void()>>{
           [&] { Ledger::open(file.path, options); }, [&] { Recorder::open(file.path, options); },
           [&] { Ledger::create(made, {}, options); },
           [&] { Ledger::create(":memory:", {}, options); }}) {
    const Thrown thrown = testing::thrown(call);
    CHECK(thrown.code == ErrorCode::invalid_argument);
    CHECK(thrown.says("-1 is no number of milliseconds to wait"));
  }
  CHECK_FALSE(std::filesystem::exists(made));
}

// Each waited by itself, one after the other.
TEST_CASE("calls of a recorder that find the ledger busy wait once, and not one after the other") {
  const File file;
  Recorder recorder = Recorder::open(file.path, {.busy_timeout_ms = 500});
  const Writer writer(file.path);
  std::atomic<int> busy = 0;
  const auto begin = Clock::now();
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 12; ++i)
      threads.emplace_back([&, i] {
        const std::string id = std::to_string(i);
        const UsageEvent one = event(id);
        if (testing::thrown([&] { recorder.record({&one, 1}); }).code == ErrorCode::busy) ++busy;
      });
  }
  CHECK(busy == 12);
  CHECK(Clock::now() - begin < 3s);  // and not 6
}

TEST_CASE("a ledger that is in use by another thread is refused") {
  const File file;
  Ledger ledger = Ledger::open(file.path, {.busy_timeout_ms = 1000});
  const Writer writer(file.path);
  const UsageEvent one = event("second");
  std::jthread first([&] {
    CHECK(testing::thrown([&] { ledger.record({&one, 1}); }).code == ErrorCode::busy);
  });
  std::this_thread::sleep_for(200ms);
  for (const auto& call : std::initializer_list<std::function<void()>>{
           [&] { ledger.companies(); },
           [&] {
             ledger.record({&one, 1});
           },
           [&] {
             ledger.close({2025, 6}, parse_rfc3339("2025-07-01T12:00:00Z"));
           },
           [&] { ledger.backup(file.dir.path("copy.db")); },
           [&] {
             ledger.import_files({&file.path, 1});
           }})
    CHECK(testing::thrown(call).code == ErrorCode::invalid_argument);
}

TEST_CASE("a callback that calls its ledger is refused, and the call goes on") {
  const File file;
  Ledger ledger = Ledger::open(file.path);
  std::optional<ErrorCode> code;
  ledger.each_event(
      {}, [&](const StoredEvent&) { code = testing::thrown([&] { ledger.companies(); }).code; });
  CHECK(code == ErrorCode::invalid_argument);
  CHECK(ledger.companies().size() == 1);
}

}  // namespace interrupt_test
