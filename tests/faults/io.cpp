// Every call that SQLite makes of a disk fails, one after another; see trial.hpp. The error is one
// of the machine: io, full, busy; never internal.
//
//   io [--count N] [--only NAME]
//
// N: about how many points of each sweep are tried; 0: all.
#include <iostream>

#include "faults/failing_disk.hpp"
#include "faults/trial.hpp"

namespace porto::testing {
namespace {

struct Kind {
  Failing what;
  const char* name;
};
constexpr Kind kinds[] = {
    {Failing::read, "read"},         {Failing::write, "write"},
    {Failing::room, "room"},         {Failing::sync, "sync"},
    {Failing::truncate, "truncate"}, {Failing::open, "open"},
    {Failing::remove, "remove"},     {Failing::lock, "lock"},
    {Failing::map_shared, "-shm"},   {Failing::lock_shared, "lock of -shm"},
};

class DiskFault final : public Fault {
 public:
  DiskFault(FailingDisk& disk, const Kind& kind) : disk_(disk), kind_(kind) {}

  std::string name() const override { return kind_.name; }
  void begin(long nth, bool from_then_on) override {
    first_ = nth;
    disk_.fail(kind_.what, nth, from_then_on);
  }
  long end() override {
    const long calls = first_ - disk_.left();
    disk_.work();
    return calls;
  }
  long met() const override { return disk_.met(); }
  void require_error(const Error& error) const override {
    const ErrorCode code = error.code();
    if (code != ErrorCode::io && code != ErrorCode::full && code != ErrorCode::busy)
      throw Wrong{"the error is " + std::string(to_string(code)) + ": " + error.what()};
  }

 private:
  FailingDisk& disk_;
  Kind kind_;
  long first_ = 0;
};

int sweep_all(const Run& run) {
  static FailingDisk disk;
  std::vector<std::unique_ptr<Fault>> faults;
  for (const Kind& kind : kinds) faults.push_back(std::make_unique<DiskFault>(disk, kind));
  return try_all(run, operations(), faults);
}

}  // namespace
}  // namespace porto::testing

int main(int argc, char** argv) try {
  return porto::testing::sweep_all(porto::testing::read_run(argc, argv, {.count = 5}));
} catch (const std::exception& error) {
  std::cerr << "without a fault: " << error.what() << "\n";
  return 1;
}
