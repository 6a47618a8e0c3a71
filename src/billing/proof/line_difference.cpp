// See line_difference.hpp.
#include "billing/proof/line_difference.hpp"

namespace porto::internal {
namespace {

struct Field {
  const char* name;
  std::string (*text)(const InvoiceLine&);
};

using Line = const InvoiceLine&;
constexpr Field fields[] = {
    {"month", [](Line line) { return line.month.to_string(); }},
    {"company", [](Line line) { return line.company; }},
    {"line", [](Line line) { return std::to_string(line.line); }},
    {"charge", [](Line line) { return line.charge; }},
    {"kind", [](Line line) { return std::string(to_string(line.kind)); }},
    {"text", [](Line line) { return line.text; }},
    {"quantity", [](Line line) { return line.quantity.to_string(); }},
    {"unit", [](Line line) { return line.unit; }},
    {"unit_price",
     [](Line line) { return line.unit_price ? line.unit_price->to_string() : std::string(); }},
    {"base_quantity", [](Line line) { return line.base_quantity.to_string(); }},
    {"exact_amount", [](Line line) { return line.exact_amount.to_string(); }},
    {"net_amount", [](Line line) { return line.net_amount.to_string(); }},
    {"currency", [](Line line) { return std::string(line.net_amount.currency().code()); }},
    {"tariff", [](Line line) { return line.tariff; }},
    {"tariff_version", [](Line line) { return std::to_string(line.tariff_version); }},
    {"usage_month", [](Line line) { return line.usage_month.to_string(); }},
};

}  // namespace

std::optional<LineDifference> first_difference(const InvoiceLine& stored,
                                               const InvoiceLine& expected) {
  for (const Field& field : fields) {
    LineDifference difference{field.name, field.text(stored), field.text(expected)};
    if (difference.stored != difference.expected) return difference;
  }
  return {};
}

}  // namespace porto::internal
