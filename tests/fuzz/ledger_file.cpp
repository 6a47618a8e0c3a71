// A ledger file from elsewhere: bytes of its pages, the texts of its schema, or what any SQL does
// to it. Whatever it holds, a ledger is opened and read, or refused for what the file is; no
// function of SQL runs because the file says so, and reading alone leaves it as it was.
//
// The first byte chooses how: its lowest two bits what the others are (pages, schema or SQL), the
// next one whether the ledger is opened for writing.
#include <sqlite3.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "fuzz/expect.hpp"
#include "porto/audit.hpp"
#include "porto/import_log.hpp"
#include "porto/ledger.hpp"
#include "porto/report.hpp"
#include "support/temp_dir.hpp"

namespace {

using namespace porto;
using testing::expect;

// Set while porto has the file: then nothing that it holds may call `trap`.
bool in_porto = false;

void trap(sqlite3_context* context, int, sqlite3_value**) {
  expect(!in_porto, "a file does not make functions run");
  sqlite3_result_int(context, 1);
}

int add_trap(sqlite3* database, const char**, const sqlite3_api_routines*) {
  return sqlite3_create_function(database, "trap", -1, SQLITE_UTF8, nullptr, trap, nullptr,
                                 nullptr);
}

// The ledger of tests/ledgers, in which everything has happened.
std::string good_file() {
  std::string bytes;
  const gzFile file = gzopen(PORTO_LEDGER, "rb");
  expect(file != nullptr, "the ledger " PORTO_LEDGER " is there");
  std::array<char, 65536> part;
  for (int size = 0; (size = gzread(file, part.data(), part.size())) > 0;)
    bytes.append(part.data(), static_cast<std::size_t>(size));
  gzclose(file);
  return bytes;
}

// What the fuzzer gives, taken from the front.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : rest_(bytes) {}
  bool empty() const { return rest_.empty(); }
  std::size_t number(int bytes) {
    std::size_t value = 0;
    for (; bytes > 0 && !rest_.empty(); --bytes, rest_.remove_prefix(1))
      value = value * 256 + static_cast<unsigned char>(rest_[0]);
    return value;
  }
  std::string_view take(std::size_t size) {
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(taken.size());
    return taken;
  }
  std::string_view take_until(char end) {
    const std::string_view taken = take(std::min(rest_.find(end), rest_.size()));
    take(1);
    return taken;
  }

 private:
  std::string_view rest_;
};

// Edits: a page, a place in it, how many bytes, those.
void spoil_pages(std::string& file, Bytes edits) {
  constexpr std::size_t page_size = 16384;
  while (!edits.empty()) {
    const std::size_t page = edits.number(1) % (file.size() / page_size);
    const std::size_t place = edits.number(2) % page_size;
    const std::string_view bytes = edits.take(edits.number(1) % 32 + 1);
    const std::size_t room = std::min(bytes.size(), page_size - place);
    file.replace(page * page_size + place, room, bytes.substr(0, room));
  }
}

// A connection by which nobody is kept from anything but other files.
class Shell {
 public:
  explicit Shell(const std::string& path) {
    expect(sqlite3_open(path.c_str(), &database_) == SQLITE_OK, "the good file can be opened");
    run("PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF; PRAGMA writable_schema = ON;"
        "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF");
    sqlite3_set_authorizer(database_, allow, nullptr);
    sqlite3_progress_handler(
        database_, 100'000, [](void*) { return 1; }, nullptr);
    sqlite3_limit(database_, SQLITE_LIMIT_LENGTH, 1'000'000);
  }
  ~Shell() { sqlite3_close(database_); }
  Shell(const Shell&) = delete;
  Shell& operator=(const Shell&) = delete;

  void run(const std::string& sql) {
    sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr);
  }

  // A row of the schema, a place in its text, how many bytes go, and what comes up to a 0xFF.
  void spoil_schema(Bytes edits) {
    while (!edits.empty()) {
      const std::size_t row = edits.number(1);
      const std::size_t place = edits.number(2);
      const std::size_t gone = edits.number(1);
      const std::string_view text = edits.take_until('\xff');
      sqlite3_stmt* change = nullptr;
      sqlite3_prepare_v2(database_,
                         "UPDATE sqlite_schema SET sql = substr(sql, 1, ?2 % (length(sql) + 1)) ||"
                         " CAST(?4 AS TEXT) || substr(sql, ?2 % (length(sql) + 1) + ?3 + 1)"
                         " WHERE rowid = 1 + ?1 % (SELECT max(rowid) FROM sqlite_schema)",
                         -1, &change, nullptr);
      sqlite3_bind_int64(change, 1, static_cast<sqlite3_int64>(row));
      sqlite3_bind_int64(change, 2, static_cast<sqlite3_int64>(place));
      sqlite3_bind_int64(change, 3, static_cast<sqlite3_int64>(gone));
      sqlite3_bind_blob(change, 4, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
      sqlite3_step(change);
      sqlite3_finalize(change);
    }
  }

 private:
  static int allow(void*, int action, const char*, const char*, const char*, const char*) {
    return action == SQLITE_ATTACH || action == SQLITE_PRAGMA ? SQLITE_DENY : SQLITE_OK;
  }

  sqlite3* database_ = nullptr;
};

// What may be said of a file: the calls are right, and so is porto.
bool is_of_the_file(ErrorCode code) {
  const int number = static_cast<int>(code);
  return (number <= -200 && number > -300) || code == ErrorCode::corrupt ||
         code == ErrorCode::overflow || code == ErrorCode::unknown_zone ||
         code == ErrorCode::unknown_currency;
}

void call(const char* what, const std::function<void()>& body) try {
  body();
} catch (const Error& error) {
  if (is_of_the_file(error.code())) return;
  std::fprintf(stderr, "%s: %s\n", what, error.what());
  expect(false, "an error is of the file");
}

void read(const Ledger& ledger) {
  call("lists", [&] {
    ledger.info();
    ledger.tariffs();
    ledger.subscriptions();
    ledger.changes();
    ledger.imports();
  });
  call("companies", [&] { ledger.company_rows(); });
  call("usage", [&] { ledger.usage(); });
  call("domains", [&] { ledger.unassigned(); });
  call("events", [&] { ledger.each_event({}, [](const StoredEvent&) {}); });
  call("months", [&] { ledger.closed_month_totals(); });
  for (const Month month : {Month(2026, 1), Month(2026, 2), Month(2026, 3)}) {
    call("invoice", [&] { ledger.invoice(month); });
    call("statement", [&] { ledger.statement(month, "bolag-1"); });
  }
  call("report", [&] { ledger.report({.from = Month(2026, 1), .through = Month(2026, 4)}); });
  call("verify", [&] { ledger.verify(); });
}

void open_and_read(const std::string& path, bool for_writing) {
  in_porto = true;
  call("open", [&] {
    const Ledger ledger = Ledger::open(path, {.read_only = !for_writing});
    read(ledger);
  });
  in_porto = false;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string good = good_file();
  static const porto::testing::TempDir dir;
  static const int with_trap = sqlite3_auto_extension(reinterpret_cast<void (*)()>(add_trap));
  expect(with_trap == SQLITE_OK, "each connection has the function trap()");
  if (size == 0) return 0;
  const unsigned how = data[0];
  const std::string_view rest(reinterpret_cast<const char*>(data + 1), size - 1);
  for (const char* suffix : {"-wal", "-shm", "-journal"})
    std::filesystem::remove(dir.path("l.porto") + suffix);
  std::string bytes = good;
  if ((how & 3) == 0) spoil_pages(bytes, Bytes(rest));
  const std::string path = dir.write("l.porto", bytes);
  if ((how & 3) == 1) Shell(path).spoil_schema(Bytes(rest));
  if ((how & 3) >= 2) Shell(path).run(std::string(rest));
  const std::string before = testing::read_file(path);
  open_and_read(path, (how & 4) != 0);
  if ((how & 4) == 0) expect(testing::read_file(path) == before, "reading alone changes nothing");
  return 0;
}
