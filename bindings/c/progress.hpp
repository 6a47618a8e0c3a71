// The callback of a caller who wants to know how far long work is, as a function of the library.
#pragma once

#include "porto/error.hpp"
#include "porto/porto.h"
#include "porto/progress.hpp"

namespace porto::c {

/// Empty for NULL. Error cancelled once the callback wants no more.
inline OnProgress progress_to(porto_progress_fn on_progress, void* user) {
  if (!on_progress) return {};
  return [on_progress, user](std::uint64_t done, std::uint64_t total) {
    if (on_progress(user, done, total) != 0)
      throw Error(ErrorCode::cancelled, "the on_progress callback stopped the call", "on_progress");
  };
}

}  // namespace porto::c
