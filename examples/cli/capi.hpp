// Comfort over porto.h: handles that close themselves, failures that are thrown, cells by name.
#pragma once

#include <porto/porto.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "failure.hpp"

namespace porto_cli {

template <auto close>
struct Closer {
  template <class Handle>
  void operator()(Handle* handle) const noexcept {
    close(handle);
  }
};
using Ledger = std::unique_ptr<porto_ledger, Closer<porto_ledger_close>>;
using Rows = std::unique_ptr<porto_rows, Closer<porto_rows_close>>;
using Tariff = std::unique_ptr<porto_tariff, Closer<porto_tariff_close>>;

/// Throws the Failure that `error` tells of, and frees it.
[[noreturn]] void throw_failure(std::int32_t code, porto_error* error);

/// Calls an entry point with all its arguments but the last, `err`. Returns PORTO_OK or a positive
/// outcome; throws Failure.
template <class... Parameters, class... Arguments>
std::int32_t call(std::int32_t (*entry)(Parameters...), Arguments... arguments) {
  porto_error* error = nullptr;
  const std::int32_t status = entry(arguments..., &error);
  if (status < 0) throw_failure(status, error);
  return status;
}

/// Calls an entry point that gives rows, with all its arguments but the last two, `out` and `err`.
template <class... Parameters, class... Arguments>
Rows fetch(std::int32_t (*entry)(Parameters...), Arguments... arguments) {
  porto_rows* rows = nullptr;
  call(entry, arguments..., &rows);
  return Rows(rows);
}

/// Moves to the next row; false after the last one.
bool next(const Rows& rows);
/// The cell of a column in the current row; empty if it is absent.
std::string_view text(const Rows& rows, std::string_view column);
/// The same as people see it: times by the clocks of the ledger's zone.
std::string shown(const Rows& rows, std::string_view column);
std::int64_t integer(const Rows& rows, std::string_view column);

}  // namespace porto_cli
