// The one way a command fails: lines for standard error, and an exit status.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>

namespace porto_cli {

class Failure : public std::runtime_error {
 public:
  static constexpr int failed = 1;
  static constexpr int wrong_usage = 2;
  /// Something was done for good, and what came after failed: see deed.hpp.
  static constexpr int done_and_failed = 4;

  /// `text` is what standard error gets, without the last line feed. `code` is the porto_status
  /// behind it, 0 if the command itself found the fault. `committed`: see porto_error_committed.
  Failure(int exit_status, const std::string& text, std::int32_t code = 0,
          std::uint64_t committed = 0)
      : std::runtime_error(text), exit_status_(exit_status), code_(code), committed_(committed) {}

  int exit_status() const noexcept { return exit_status_; }
  std::int32_t code() const noexcept { return code_; }
  std::uint64_t committed() const noexcept { return committed_; }

 private:
  int exit_status_;
  std::int32_t code_;
  std::uint64_t committed_;
};

/// "porto: where: what"; `where` may be empty.
std::string complaint(const std::string& where, const std::string& what);

/// To be thrown: exit status 1 and 2.
Failure failed(const std::string& where, const std::string& what);
Failure wrong_usage(const std::string& where, const std::string& what);

}  // namespace porto_cli
