// See porto/rows.hpp.
#include "porto/rows.hpp"

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

Rows& Rows::in_zone(const Zone& zone) & {
  zone_ = std::make_shared<const Zone>(zone);
  return *this;
}

void Rows::rewind() {
  read_ = 0;
  cells_.clear();
}

}  // namespace porto
