// The exception firewall: every entry point that can fail is one guard(...), so that nothing is
// thrown across the C ABI.
#pragma once

#include <cstdint>

#include "porto/porto.h"

namespace porto::c {

/// Turns the exception that is being handled into a status and, if wanted, an error object.
std::int32_t fail(porto_error** err) noexcept;

/// Runs the body of an entry point, which returns a status or throws.
template <class Body>
std::int32_t guard(porto_error** err, Body&& body) noexcept {
  if (err) *err = nullptr;
  try {
    return body();
  } catch (...) {
    return fail(err);
  }
}

}  // namespace porto::c
