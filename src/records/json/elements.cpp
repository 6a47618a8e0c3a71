// See elements.hpp.
#include "records/json/elements.hpp"

#include <algorithm>

#include "base/refusal.hpp"
#include "input/lines.hpp"
#include "records/json/scan.hpp"
#include "records/json/tokens.hpp"

namespace porto::internal {

JsonElements JsonElements::of_array(std::string_view array) {
  array.remove_prefix(1);
  array.remove_suffix(1);
  return {array, true};
}

JsonElements JsonElements::of_documents(std::string_view text) { return {text, false}; }

// Blanks, and between documents the byte order marks of files that were joined.
void JsonElements::skip_blanks() {
  for (;;) {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(json_blanks), rest_.size()));
    if (commas_ || !rest_.starts_with(utf8_mark)) return;
    rest_.remove_prefix(utf8_mark.size());
  }
}

bool JsonElements::next() {
  skip_blanks();
  const bool is_first = value_.data() == nullptr;
  if (rest_.starts_with(',') && !is_first) {
    rest_.remove_prefix(1);
    skip_blanks();
    if (rest_.empty()) throw Refusal{"value is missing", "nothing follows the last comma"};
  } else if (commas_ && !is_first && !rest_.empty()) {
    throw Refusal{"value is not JSON", "a comma is missing before it"};
  }
  if (rest_.empty()) return false;
  if (rest_.starts_with(',')) throw Refusal{"value is missing", "nothing stands before a comma"};
  JsonScan scan;
  const JsonScan::State state = scan.scan(rest_);
  if (state == JsonScan::State::broken) throw Refusal{"value is not JSON", scan.why()};
  if (state == JsonScan::State::open && !scan.may_end())
    throw Refusal{"value is not JSON", "the file ends inside it; it may be cut off"};
  value_ = rest_.substr(0, scan.size());
  rest_.remove_prefix(scan.size());
  return true;
}

}  // namespace porto::internal
