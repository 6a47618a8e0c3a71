// How a change is made, as it comes over the C ABI, and what it does to closed months on its way
// back.
#pragma once

#include "handles.hpp"
#include "porto/changes.hpp"

namespace porto::c {

ChangeOptions read_change_options(const porto_change_options* options);
/// The same for a change that says by other means who makes it, why and when: only a dry run may be
/// asked for.
ChangeOptions read_dry_run(const porto_change_options* options);

/// The effect of a change, if the caller wants it.
class EffectOut {
 public:
  explicit EffectOut(porto_rows** out) : out_(out) {
    if (out_) *out_ = nullptr;
  }
  Effect* wanted() noexcept { return out_ ? &effect_ : nullptr; }
  void give() {
    if (out_) *out_ = new porto_rows{rows_of(effect_)};
  }
  /// Gives it, and returns the status of a change that was done or found to be there.
  std::int32_t give(bool done) {
    give();
    return done ? PORTO_OK : PORTO_EXISTS;
  }

 private:
  porto_rows** out_;
  Effect effect_;
};

}  // namespace porto::c
