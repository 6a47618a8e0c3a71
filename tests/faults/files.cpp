// Each call that porto itself makes of files fails, outside SQLite, one after another: of inputs,
// rejects files, new ledgers and backups, and of looking whether files are still the same. Once,
// and from then on, at the N-th call, N = 1, 2, ... until the work does not meet the fault. After
// each fault
//
// - the work is done, if the call can be done without; else the error is of the machine or of the
//   input, with the number of the system;
// - what is in the ledger is the state before or the state after; a new ledger or a backup that has
//   its name is whole; unless it was removing that failed, no file of another name is left;
// - the same work again succeeds, verify finds nothing.
//
//   files [--count N] [--only NAME]
//
// N: about how many points of each sweep are tried; 0: all.
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <memory>

#include "faults/operations.hpp"
#include "faults/run.hpp"
#include "faults/sample.hpp"
#include "faults/system_calls.hpp"
#include "porto/company_import.hpp"
#include "porto/import.hpp"
#include "porto/reconcile.hpp"
#include "support/temp_dir.hpp"

namespace porto::testing {
namespace {

namespace fs = std::filesystem;
using system_calls::Failing;

constexpr Failing kinds[] = {
    {"open", EMFILE},     {"open", EACCES},   {"read", EIO},         {"pread", EIO},
    {"write", ENOSPC},    {"close", EIO},     {"stat", EIO},         {"stat", EACCES},
    {"lstat", EIO},       {"fstat", EIO},     {"poll", ENOMEM},      {"mkostemp", EMFILE},
    {"mkostemp", ENOSPC}, {"renameat2", EIO}, {"fsync", EIO},        {"unlink", EIO},
    {"faccessat", EIO},   {"fcntl", ENOLCK},  {"link", EPERM, true}, {"unlink", EIO, true},
};

void require(bool holds, const char* what) {
  if (!holds) throw Wrong{what};
}

std::string rows_of_file(bool with_bad) {
  std::string rows = "event_id,company,occurred_at,quantity\n";
  for (int i = 0; i < 4; ++i)
    rows += "h-" + std::to_string(i) + ",bolag-1," + to_rfc3339(noon(2, 2 + i)) + ",3\n";
  return with_bad ? rows + "bad,bolag-1,never,1\n" : rows;
}

std::string write_rows(const std::string& folder, const char* name, const std::string& rows) {
  const std::string path = folder + "/" + name;
  std::ofstream(path, std::ios::binary) << rows;
  return path;
}

void import_with_rejects(Ledger& ledger, const std::string& folder) {
  ImportOptions options;
  options.rejects = folder + "/rejects.csv";
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().filename().string().starts_with("rejects")) fs::remove(entry.path());
  const std::string path = write_rows(folder, "bad.csv", rows_of_file(true));
  require(ledger.import_files(std::vector{path}, options).rejected == 1, "a row is refused");
  require(read_file(options.rejects).find("bad,bolag-1") != std::string::npos,
          "the rejects file has it");
}

void import_from_pipe(Ledger& ledger, const std::string&) {
  int ends[2];
  require(::pipe(ends) == 0, "there is a pipe");
  const std::string rows = rows_of_file(false);
  std::FILE* const writer = ::fdopen(ends[1], "w");
  std::fwrite(rows.data(), 1, rows.size(), writer);
  std::fclose(writer);
  std::FILE* const reader = ::fdopen(ends[0], "r");  // closes it, whatever comes
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> closing(reader, std::fclose);
  const ImportInput input = ImportInput::of_descriptor("pipe", ends[0]);
  require(ledger.import({&input, 1}).clean(), "rows were refused");
}

void import_table(Ledger& ledger, const std::string& folder) {
  const ImportInput input{write_rows(folder, "table.csv", "id,name\nbolag-3,Tre AB\n")};
  require(ledger.import_companies(input).rows == 1, "the table has a row");
}

void reconcile(Ledger& ledger, const std::string& folder) {
  const ImportInput input{
      write_rows(folder, "counts.csv", "month,company,quantity\n2025-02,bolag-1,5\n")};
  require(!ledger.reconcile(input).rows.empty(), "there is a row of each company");
}

// Those of the other programs that have files of their own, and these.
std::vector<Operation> works() {
  std::vector<Operation> all;
  for (const Operation& operation : operations())
    for (const char* name : {"record", "record by a recorder", "import", "import in batches",
                             "back up", "create", "close", "verify", "verify, reading alone"})
      if (std::string_view(operation.name) == name) all.push_back(operation);
  all.push_back({.name = "import with rejects", .run = import_with_rejects});
  all.push_back({.name = "import from a pipe", .run = import_from_pipe});
  all.push_back({.name = "import companies", .run = import_table});
  all.push_back({.name = "reconcile", .run = reconcile});
  return all;
}

bool may_be_said(ErrorCode code) {
  return code == ErrorCode::io || code == ErrorCode::full || code == ErrorCode::read_only ||
         code == ErrorCode::busy;
}

class Sweeps {
 public:
  explicit Sweeps(int most) : most_(most) {}

  void run(const Operation& work) {
    work_ = &work;
    before_ = state_after([](Ledger&) {});
    after_ = state_after([&](Ledger& ledger) { work.run(ledger, dir_.path("")); });
    for (const Failing& kind : kinds)
      for (const bool from_then_on : {false, true}) sweep(kind, from_then_on);
  }

  int points() const { return points_; }
  int refused() const { return refused_; }
  int wrong() const { return wrong_; }

 private:
  std::string state_after(const std::function<void(Ledger&)>& work) {
    fresh_files();
    Ledger ledger = open();
    if (!work_->reads_alone) work(ledger);
    return state_of(ledger);
  }

  void fresh_files() {
    for (const auto& entry : fs::directory_iterator(dir_.path(""))) fs::remove(entry.path());
    dir_.write("ledger.porto", sample_);
  }

  Ledger open() { return Ledger::open(path_, {.read_only = work_->reads_alone}); }

  void sweep(const Failing& kind, bool from_then_on) {
    fresh_files();
    system_calls::fail(kind, 1'000'000, false);
    {
      Ledger ledger = open();
      work_->run(ledger, dir_.path(""));
    }
    const long calls = system_calls::work();
    const long step = most_ == 0 ? 1 : std::max(1L, calls / most_);
    for (long nth = 1 + points_ % step; nth <= calls; nth += step) {
      ++points_;
      const std::string what = meet(kind, nth, from_then_on);
      if (what.empty()) continue;
      ++wrong_;
      std::cout << work_->name << ", " << kind.call << " " << nth << " (" << kind.error << ")"
                << (from_then_on ? " and all after it: " : ": ") << what << std::endl;
    }
  }

  // What is wrong; empty if nothing is.
  std::string meet(const Failing& kind, long nth, bool from_then_on) try {
    fresh_files();
    system_calls::fail(kind, nth, from_then_on);
    const std::string error = try_work(kind);
    system_calls::work();
    if (!error.empty()) ++refused_;
    check_files(std::string_view(kind.call) == "unlink");
    check_seen(error.empty());
    {
      Ledger ledger = open();
      work_->run(ledger, dir_.path(""));
    }
    check_seen(true);
    return {};
  } catch (const std::exception& error) {
    system_calls::work();
    return error.what();
  }

  // Its error, which may be none.
  std::string try_work(const Failing& kind) try {
    Ledger ledger = open();
    work_->run(ledger, dir_.path(""));
    return {};
  } catch (const Error& failed) {
    const std::string error = std::string(to_string(failed.code())) + ": " + failed.what();
    if (!may_be_said(failed.code())) throw Wrong{"the error is " + error};
    if (failed.cause().system_errno != kind.error && failed.code() != ErrorCode::busy)
      throw Wrong{"errno is " + std::to_string(failed.cause().system_errno) + " of " + error};
    return error;
  }

  // What has no name that was asked for, and names that something half done has.
  void check_files(bool may_be_left) const {
    for (const auto& entry : fs::directory_iterator(dir_.path(""))) {
      const std::string name = entry.path().filename().string();
      if (!may_be_left && name.find(".new-") != std::string::npos) throw Wrong{name + " is left"};
      if (name == "new.porto" || name == "copy.porto")
        if (const std::string found = findings_of(Ledger::open(entry.path().string()));
            !found.empty())
          throw Wrong{name + " is not whole: " + found};
    }
  }

  void check_seen(bool is_done) const {
    const Ledger other = Ledger::open(path_);
    if (const std::string found = findings_of(other); !found.empty())
      throw Wrong{"verify finds " + found};
    const std::string state = state_of(other);
    if (state == after_) return;
    if (is_done) throw Wrong{"it is said to be done, and is not" + difference(after_, state)};
    if (work_->is_whole && state != before_)
      throw Wrong{"a part of it is done" + difference(before_, state)};
  }

  int most_;
  std::string sample_ = sample_file();
  TempDir dir_;
  std::string path_ = dir_.path("ledger.porto");
  const Operation* work_ = nullptr;
  std::string before_;
  std::string after_;
  int points_ = 0;
  int refused_ = 0;
  int wrong_ = 0;
};

int sweep_all(const Run& run) {
  Sweeps sweeps(run.count);
  for (const Operation& work : works())
    if (run.only.empty() || run.only == work.name) sweeps.run(work);
  std::cout << sweeps.points() << " points, " << sweeps.refused() << " refused, " << sweeps.wrong()
            << " wrong\n";
  return sweeps.wrong() == 0 ? 0 : 1;
}

}  // namespace
}  // namespace porto::testing

int main(int argc, char** argv) try {
  return porto::testing::sweep_all(porto::testing::read_run(argc, argv, {.count = 5}));
} catch (const std::exception& error) {
  std::cerr << "without a fault: " << error.what() << "\n";
  return 1;
}
