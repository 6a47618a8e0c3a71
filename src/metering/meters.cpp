// See meters.hpp.
#include "metering/meters.hpp"

#include "base/short_text.hpp"
#include "base/text.hpp"

namespace porto::internal {

const Meter* Meters::find(std::string_view id) const noexcept {
  // A ledger has a handful of meters: looking at each is quicker than a map.
  for (const Meter& meter : meters_)
    if (same_text(meter.id, id)) return &meter;
  return nullptr;
}

Refusal Meters::why_unknown(std::string_view id) const {
  std::vector<std::string_view> known;
  for (const Meter& meter : meters_) known.push_back(meter.id);
  const char* kind = "meter is unknown";
  std::string detail = in_quotes(id);
  const std::string_view meant = nearest(id, known);
  if (!meant.empty()) return {kind, detail + "; did you mean " + in_quotes(meant) + "?"};
  detail += "; the ledger has";
  for (std::size_t i = 0; i < known.size(); ++i)
    detail += (i == 0 ? " " : ", ") + in_quotes(known[i]);
  return {kind, detail};
}

}  // namespace porto::internal
