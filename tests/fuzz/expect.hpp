// What a fuzz target demands: where it does not hold, the process ends and the input is kept.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace porto::testing {

inline void expect(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "expected: %s\n", what);
  std::abort();
}

}  // namespace porto::testing
