// See unwrap.hpp.
#include "records/json/unwrap.hpp"

#include <algorithm>

namespace porto::internal {

bool WrappedRecords::next() {
  for (; !wrapped_.empty(); wrapped_.pop_back())
    if (wrapped_.back().records.next()) return true;
  return file_.next();
}

std::uint64_t WrappedRecords::line() const noexcept {
  if (!wrapped_.empty() && wrapped_.back().line) return *wrapped_.back().line;
  return at_hand().line();
}

Wrapping WrappedRecords::open() {
  const Wrapping found = unwrapper_.look(bytes());
  if (found != Wrapping::records) return found;
  if (wrapped_.size() == max_wrappers)
    throw Refusal{"row is wrapped too deeply",
                  "more than " + std::to_string(max_wrappers) + " wrappers are in one another"};
  if (unwrapper_.is_uncounted() && uncounted_.records++ == 0) uncounted_.first_line = line();
  const std::string_view content = unwrapper_.content();
  std::uint64_t first = line();
  std::optional<std::uint64_t> of_all;
  if (!unwrapper_.is_part() || (!wrapped_.empty() && wrapped_.back().line))
    of_all = first;
  else
    first += static_cast<std::uint64_t>(std::count(bytes().data(), content.data(), '\n'));
  wrapped_.push_back({JsonRecords(Lines::of_text(content), envelopes_, first), of_all});
  return found;
}

UnwrappedHead unwrapped_head(std::string_view head) {
  UnwrappedHead found;
  WrappedRecords records(Lines::of_text(head), {});
  if (records.at_end()) return {{}, false, false};
  bool there = records.next();
  while (there && found.text.size() < enough_of_wrapper) {
    Wrapping wrapping = Wrapping::nothing;
    try {
      if (!records.broken()) wrapping = records.open();
    } catch (const Refusal&) {
      found.empty = false;
    }
    if (wrapping == Wrapping::nothing && records.is_guess()) {
      there = records.again();
      continue;
    }
    found.wrapped = found.wrapped || wrapping != Wrapping::nothing;
    found.empty = found.empty && wrapping == Wrapping::records;
    if (wrapping == Wrapping::nothing && !records.broken())
      found.text.append(records.bytes()) += '\n';
    there = records.next();
  }
  return found;
}

}  // namespace porto::internal
