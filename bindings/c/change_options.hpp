// How a change is made, as it comes over the C ABI, and what it does to closed months on its way
// back.
#pragma once

#include "handles.hpp"
#include "porto/changes.hpp"
#include "porto/rows.hpp"

namespace porto::c {

ChangeOptions read_change_options(const porto_change_options* options);
/// The same for a change that says by other means who makes it, why and when: only a dry run may be
/// asked for.
ChangeOptions read_dry_run(const porto_change_options* options);

/// The effect of a change, if the caller wants it.
class EffectOut {
 public:
  explicit EffectOut(porto_rows** out) noexcept : rows_(out) {}
  /// Where the change puts it; to be asked for before the change.
  Effect* wanted() {
    rows_.make();
    return rows_.wanted() ? &effect_ : nullptr;
  }
  /// Makes rows of it, which are given last of all.
  void put() {
    if (rows_.wanted()) rows_.put(rows_of(effect_));
  }
  void give() noexcept { rows_.give(); }
  /// Both, and returns the status of a change that was done or found to be there.
  std::int32_t give(bool done) {
    put();
    give();
    return done ? PORTO_OK : PORTO_EXISTS;
  }

 private:
  RowsOut rows_;
  Effect effect_;
};

}  // namespace porto::c
