// What is told of a deed when something fails after it: see deed.hpp.
#include "deed.hpp"

#include <porto/porto.h>

#include <cstdio>
#include <initializer_list>
#include <string_view>
#include <utility>

#include "terminal.hpp"

namespace porto_cli {
namespace {

constexpr std::string_view kProgram = "porto: ";
constexpr const char* kNoMemory = "out of memory; close other programs and try again";

// In red where that may be. Where standard error cannot be written there is nobody left to tell.
void tell(std::initializer_list<std::string_view> parts) noexcept {
  std::fputs(red_begins(), stderr);
  for (const std::string_view part : parts) std::fwrite(part.data(), 1, part.size(), stderr);
  std::fputs(red_ends(), stderr);
  std::fputc('\n', stderr);
}

/// Without the name of the program, which stands in front already.
std::string_view reason_of(std::string_view text) {
  if (text.substr(0, kProgram.size()) == kProgram) text.remove_prefix(kProgram.size());
  return text;
}

void tell_done(const Deed& deed, std::string_view state, std::string_view text) noexcept {
  const bool shown = !deed.see().empty();
  tell({kProgram, deed.what(), state, reason_of(text), shown ? "; `" : "", deed.see(),
        shown ? "` shows what there is" : ""});
}

}  // namespace

void Deed::plan(std::string what, std::string see) {
  what_ = std::move(what);
  see_ = std::move(see);
  state_ = State::planned;
}

void Deed::done(std::int32_t outcome) noexcept {
  if (state_ == State::planned) state_ = outcome == PORTO_EXISTS ? State::none : State::done;
}

int end_with(const Deed& deed, const Failure& failure) noexcept {
  if (deed.is_done()) {
    tell_done(deed, "; what came after failed: ", failure.what());
    return Failure::done_and_failed;
  }
  if (failure.code() == PORTO_E_OUT_OF_MEMORY) return end_without_memory(deed);
  tell({failure.what()});
  // An import stores in batches: those before the failure stay, and its message says so.
  return failure.committed() != 0 ? Failure::done_and_failed : failure.exit_status();
}

int end_without_memory(const Deed& deed) noexcept {
  if (deed.is_done()) {
    tell_done(deed, "; what came after failed: ", kNoMemory);
    return Failure::done_and_failed;
  }
  // The library may have run out after the commit, while it put the answer together.
  if (deed.is_planned()) {
    tell_done(deed, ", or nothing was changed: ", kNoMemory);
    return Failure::done_and_failed;
  }
  tell({kProgram, kNoMemory});
  return Failure::failed;
}

int end_with_bug(const Deed& deed, const char* text) noexcept {
  if (deed.is_done()) {
    tell_done(deed, "; what came after failed: ", text);
    tell({kProgram, "please report this as a bug"});
    return Failure::done_and_failed;
  }
  tell({kProgram, text, "; please report this as a bug"});
  return Failure::failed;
}

}  // namespace porto_cli
