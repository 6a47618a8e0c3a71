// Events that were cancelled or corrected, with the reason: summed up by day, meter and reason,
// since an import that is undone voids thousands. Who did it is not told to customers.
#include <map>
#include <tuple>

#include "pages/markup.hpp"
#include "pages/view.hpp"
#include "store/wide.hpp"

namespace porto::internal {
namespace {

constexpr std::size_t most_rows = 12;

struct VoidedSum {
  Wide quantity = 0;
  std::size_t events = 0;
};
using VoidedKey = std::tuple<Day, std::string, bool, std::string>;  // meter, corrected, reason
using VoidedSums = std::map<VoidedKey, VoidedSum>;

VoidedSums sums_of(const PageView& view) {
  VoidedSums sums;
  for (const StoredEvent& event : view.statement().voided) {
    VoidedSum& sum =
        sums[{event.day ? *event.day : view.zone().day_of(event.occurred_at), event.meter,
              !event.corrected_by.empty(), event.voided ? event.voided->reason : std::string()}];
    sum.quantity += event.quantity;
    ++sum.events;
  }
  return sums;
}

int decimals_of_meter(const Statement& statement, std::string_view meter) {
  for (const Meter& known : statement.meters)
    if (known.id == meter) return known.decimals;
  return 0;
}

void add_void(const PageView& view, const VoidedKey& key, const VoidedSum& sum, Markup& out) {
  const auto& [day, meter, is_corrected, reason] = key;
  const PageWords& words = view.words();
  const std::optional<std::int64_t> quantity = narrow(sum.quantity);
  out.tag("<tr>").cell(date_text(view.language(), day));
  out.cell(is_corrected ? words.corrected : words.cancelled);
  out.tag("<td class=\"number\">");
  Decimal shown;
  if (quantity) {
    shown = Decimal::from_scaled(*quantity, decimals_of_meter(view.statement(), meter));
    out.text(view.number(shown));
  }
  out.tag("\u00A0").name(view.language().meter(meter, shown)).tag("</td>");
  out.cell(view.number(sum.events), "number").tag("<td>").name(reason).tag("</td></tr>\n");
}

}  // namespace

std::string voids_section(const PageView& view) {
  const VoidedSums sums = sums_of(view);
  if (sums.empty()) return {};
  const PageWords& words = view.words();
  Markup out;
  out.element("h2", words.voided);
  out.tag("<div class=\"wide\"><table>\n<thead><tr>")
      .head_cell(words.day)
      .head_cell(words.what)
      .head_cell(words.quantity, "number")
      .head_cell(words.events, "number")
      .head_cell(words.why)
      .tag("</tr></thead>\n<tbody>\n");
  std::size_t rows = 0;
  std::size_t left_out = 0;
  for (const auto& [key, sum] : sums)
    if (rows++ < most_rows)
      add_void(view, key, sum, out);
    else
      left_out += sum.events;
  out.tag("</tbody>\n</table></div>\n");
  if (left_out > 0)
    out.tag("<p class=\"small\">")
        .text(filled(words.more_voids, {{"number", view.number(left_out)}}))
        .tag("</p>\n");
  return out.take();
}

}  // namespace porto::internal
