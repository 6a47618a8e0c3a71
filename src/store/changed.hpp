// Whether a closed month of a company has changed, and waits for the next close to settle it.
#pragma once

#include <algorithm>

#include "store/store.hpp"

namespace porto::internal {

inline bool is_changed(Store& store, const CompanyMonth& of) {
  return std::ranges::binary_search(store.changed(of.company), of);
}

}  // namespace porto::internal
