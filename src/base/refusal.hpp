// Why a row or an event is not taken, as a value.
#pragma once

#include <string>

namespace porto::internal {

/// A fault of one row or event. Readers of JSON throw it to leave a row; all others return it.
struct Refusal {
  std::string kind;  ///< the same for all with this fault, as reports count them: "row is not JSON"
  std::string detail;  ///< what this one has; what to do
  /// The reason as people read it.
  std::string text() const { return kind + ": " + detail; }
};

}  // namespace porto::internal
