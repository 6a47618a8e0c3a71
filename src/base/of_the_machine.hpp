// Whose failure an Error is.
#pragma once

#include "porto/error.hpp"

namespace porto::internal {

/// True if it is about the machine, or about who uses it, and not about the content of the ledger:
/// whatever else is asked for now fails as well.
inline bool of_the_machine(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::io:
    case ErrorCode::busy:
    case ErrorCode::full:
    case ErrorCode::read_only:
    case ErrorCode::cancelled:
    case ErrorCode::out_of_memory:
      return true;
    default:
      return false;
  }
}

}  // namespace porto::internal
