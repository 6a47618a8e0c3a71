// The callback of a caller that takes output, as a function of the library.
#pragma once

#include <string>
#include <string_view>

#include "arguments.hpp"
#include "porto/error.hpp"
#include "porto/output.hpp"
#include "porto/porto.h"

namespace porto::c {

/// Calls back with large pieces: for some callers a call costs more than the bytes.
class Writer {
 public:
  /// Refuses a callback that is NULL.
  Writer(porto_write_fn write, void* user) : write_(write), user_(user) {
    if (!write) refuse("write", "it is NULL; this parameter is required");
  }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// What is to be written goes in here. Error cancelled once the callback wants no more.
  Sink sink() {
    return [this](std::string_view bytes) { add(bytes); };
  }
  /// The last piece: to be called when all is written.
  void finish() {
    if (!piece_.empty()) call_back();
  }

 private:
  static constexpr std::size_t piece_bytes = std::size_t{64} << 10;

  void add(std::string_view bytes) {
    piece_ += bytes;
    if (piece_.size() >= piece_bytes) call_back();
  }

  void call_back() {
    if (write_(user_, piece_.data(), piece_.size()) != 0)
      throw Error(ErrorCode::cancelled, "the write callback stopped the output", "write");
    piece_.clear();
  }

  porto_write_fn write_;
  void* user_;
  std::string piece_;
};

}  // namespace porto::c
