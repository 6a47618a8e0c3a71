// See rows.hpp.
#include "export/rows.hpp"

namespace porto {

bool Rows::next() {
  if (read_ == count_) {
    cells_.clear();
    return false;
  }
  cells_ = source_(read_);
  ++read_;
  return true;
}

}  // namespace porto
