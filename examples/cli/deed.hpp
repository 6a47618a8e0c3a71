// What a command does for good. Once it is done, no failure may say that nothing was changed.
#pragma once

#include <cstdint>
#include <string>

#include "failure.hpp"

namespace porto_cli {

class Deed {
 public:
  /// What the next call does: `what` as it is once it is done ("month 2024-02 is closed"), `see`
  /// the command that shows it, or empty. To be said before the call, so that nothing can fail
  /// between the deed and done().
  void plan(std::string what, std::string see);
  /// The call has returned with this outcome. Does nothing if none was planned, as in a dry run, or
  /// if the outcome is PORTO_EXISTS.
  void done(std::int32_t outcome) noexcept;

  bool is_done() const noexcept { return state_ == State::done; }
  /// Whether a call was begun, and failed or is not over.
  bool is_planned() const noexcept { return state_ == State::planned; }
  const std::string& what() const noexcept { return what_; }
  const std::string& see() const noexcept { return see_; }

 private:
  enum class State : std::uint8_t { none, planned, done };
  State state_ = State::none;
  std::string what_;
  std::string see_;
};

/// The exit status of a command that ended with a failure, told on standard error. `text` is a
/// complaint. Allocates nothing: it may be memory that ran out. See docs/reference/exit-status.md.
int end_with(const Deed& deed, const Failure& failure) noexcept;
int end_without_memory(const Deed& deed) noexcept;
int end_with_bug(const Deed& deed, const char* text) noexcept;

}  // namespace porto_cli
