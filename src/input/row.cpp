// See row.hpp.
#include "input/row.hpp"

#include <string>

namespace porto::internal {

Refusal too_long() {
  return {"row is too long", "a row may have " + std::to_string(max_row_bytes) +
                                 " bytes; only the first of them are kept here"};
}

void refuse_long_line(Lines& lines, Row& row) {
  row.refusal = too_long();
  row.bytes = lines.unread().substr(0, max_row_bytes);
  lines.skip_line();
}

}  // namespace porto::internal
