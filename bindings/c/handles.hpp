// What is behind the handles of porto.h, and how entry points take and give them.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "arguments.hpp"
#include "guard.hpp"
#include "porto/ledger.hpp"
#include "porto/porto.h"
#include "porto/rows.hpp"

struct porto_ledger {
  porto::Ledger ledger;
  std::atomic<bool> in_callback = false;  // a call that calls back is going on
};

struct porto_rows {
  porto::Rows rows;
  std::string shown{};       // the cell that porto_rows_shown gave last
  bool in_callback = false;  // they are being written
};

namespace porto::c {

/// The rows of a handle, to be moved on; refused while they are being written.
inline Rows& rows_of_handle(porto_rows* handle, std::string_view parameter) {
  if (given(handle, parameter).in_callback)
    refuse(parameter, "they are being written; a callback must not use the rows that it gets");
  return handle->rows;
}

/// The ledger of a handle; refused while one of its calls is calling back.
inline Ledger& ledger_of(porto_ledger* handle) {
  if (given(handle, "ledger").in_callback)
    refuse("ledger", "it is in use; a callback must not call the ledger that called it");
  return handle->ledger;
}

/// While it lives, calls of the ledger or the rows are refused: their callbacks must not call them.
template <class Handle>
class InCallback {
 public:
  explicit InCallback(Handle& handle) : handle_(handle) { handle_.in_callback = true; }
  ~InCallback() { handle_.in_callback = false; }
  InCallback(const InCallback&) = delete;
  InCallback& operator=(const InCallback&) = delete;

 private:
  Handle& handle_;
};

/// Rows for a caller who may not want them. What holds them is made before a change and given after
/// it: nothing fails for want of a handle once the change is on disk, and after any failure the
/// caller has NULL.
class RowsOut {
 public:
  explicit RowsOut(porto_rows** out) noexcept : out_(out) {
    if (out_) *out_ = nullptr;
  }
  bool wanted() const noexcept { return out_ != nullptr; }
  /// To be called before the change.
  void make() {
    if (out_ && !made_) made_.reset(new porto_rows{Rows({}, 0, {})});
  }
  void put(Rows rows) {
    make();
    if (made_) made_->rows = std::move(rows);
  }
  void give() noexcept {
    if (out_) *out_ = made_.release();
  }

 private:
  porto_rows** out_;
  std::unique_ptr<porto_rows> made_;
};

/// The body of an entry point whose only result is a handle, which `make` gives the content of. Its
/// memory is taken before `make` is called: a new expression allocates first.
template <class Handle, class Make>
std::int32_t guard_new(porto_error** err, Handle** out, Make&& make) noexcept {
  return guard(err, [&] {
    given(out, "out") = nullptr;
    *out = new Handle{make()};
    return PORTO_OK;
  });
}

}  // namespace porto::c
