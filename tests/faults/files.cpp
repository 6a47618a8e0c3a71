// Each call that porto itself makes of files fails, outside SQLite, one after another; see
// trial.hpp: of inputs, rejects files, new ledgers and backups, of looking whether files are still
// the same, and of locks. The error is of the machine or of the input, with the number of the
// system; a new ledger or a backup that has its name is whole; unless it was removing that failed,
// no file of another name is left.
//
//   files [--count N] [--only NAME]
//
// N: about how many points of each sweep are tried; 0: all.
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>

#include "faults/system_calls.hpp"
#include "faults/trial.hpp"
#include "porto/company_import.hpp"
#include "porto/import.hpp"
#include "porto/reconcile.hpp"

namespace porto::testing {
namespace {

namespace fs = std::filesystem;
using system_calls::Failing;

constexpr Failing kinds[] = {
    {"open", EMFILE},      {"open", EACCES},   {"read", EIO},     {"pread", EIO},
    {"write", ENOSPC},     {"close", EIO},     {"stat", EIO},     {"stat", EACCES},
    {"lstat", EIO},        {"fstat", EIO},     {"poll", ENOMEM},  {"mkostemp", EMFILE},
    {"mkostemp", ENOSPC},  {"renameat2", EIO}, {"fsync", EIO},    {"unlink", EIO},
    {"faccessat", EIO},    {"fcntl", ENOLCK},  {"fcntl", EAGAIN}, {"link", EPERM, true},
    {"unlink", EIO, true},
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

class CallFault final : public Fault {
 public:
  explicit CallFault(const Failing& kind) : kind_(kind) {}

  std::string name() const override {
    return std::string(kind_.call) + " (" + std::to_string(kind_.error) + ")";
  }
  void begin(long nth, bool from_then_on) override { system_calls::fail(kind_, nth, from_then_on); }
  long end() override { return system_calls::work(); }
  long met() const override { return system_calls::failed(); }

  void require_error(const Error& failed) const override {
    const std::string error = std::string(to_string(failed.code())) + ": " + failed.what();
    if (!may_be_said(failed.code())) throw Wrong{"the error is " + error};
    if (failed.cause().system_errno != kind_.error && failed.code() != ErrorCode::busy)
      throw Wrong{"errno is " + std::to_string(failed.cause().system_errno) + " of " + error};
  }

  // What has no name that was asked for, and names that something half done has.
  void require_files(const std::string& folder) const override {
    const bool may_be_left = std::string_view(kind_.call) == "unlink";
    for (const auto& entry : fs::directory_iterator(folder)) {
      const std::string name = entry.path().filename().string();
      if (!may_be_left && name.find(".new-") != std::string::npos) throw Wrong{name + " is left"};
      if (name != "new.porto" && name != "copy.porto") continue;
      const std::string found = findings_of(Ledger::open(entry.path().string()));
      if (!found.empty()) throw Wrong{name + " is not whole: " + found};
    }
  }

 private:
  Failing kind_;
};

int sweep_all(const Run& run) {
  std::vector<std::unique_ptr<Fault>> faults;
  for (const Failing& kind : kinds) faults.push_back(std::make_unique<CallFault>(kind));
  return try_all(run, works(), faults);
}

}  // namespace
}  // namespace porto::testing

int main(int argc, char** argv) try {
  return porto::testing::sweep_all(porto::testing::read_run(argc, argv, {.count = 5}));
} catch (const std::exception& error) {
  std::cerr << "without a fault: " << error.what() << "\n";
  return 1;
}
