// The callback of a caller that takes output, as a function of the library.
#pragma once

#include <string_view>

#include "arguments.hpp"
#include "porto/error.hpp"
#include "porto/porto.h"

namespace porto::c {

class Writer {
 public:
  /// Refuses a callback that is NULL.
  Writer(porto_write_fn write, void* user) : write_(write), user_(user) {
    if (!write) refuse("write", "it is NULL; this parameter is required");
  }

  /// Error cancelled if the callback wants no more.
  void operator()(std::string_view bytes) const {
    if (write_(user_, bytes.data(), bytes.size()) != 0)
      throw Error(ErrorCode::cancelled, "the write callback stopped the output", "write");
  }

 private:
  porto_write_fn write_;
  void* user_;
};

}  // namespace porto::c
