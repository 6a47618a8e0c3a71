// See ready_maps.hpp. Suppliers do not publish the columns of what their pages export, so that no
// map of a supplier can be ready.
#include "formats/ready_maps.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.hpp"
#include "formats/map_settings.hpp"
#include "porto/import.hpp"

namespace porto {

using namespace internal;

namespace {

struct Ready {
  std::string_view name;
  std::string_view about;
  std::string_view style;
  std::string_view columns;
  RowsOf rows = RowsOf::usage;
};

// As Excel writes CSV where Windows is set to Swedish.
constexpr std::string_view swedish_excel =
    "delimiter=;,decimal_mark=\",\",thousands_mark=\" \",encoding=excel,trim=true,"
    "text_formulas=true,zone=Europe/Stockholm";

constexpr std::array<Ready, 3> ready_table = {{
    {"excel-sv", "events, saved as CSV by a Swedish Excel: event_id;company;occurred_at;quantity",
     swedish_excel, "id=event_id,company=company,time=occurred_at,quantity=quantity"},
    {"excel-sv-monthly", "monthly counts, saved as CSV by a Swedish Excel: company;month;quantity",
     swedish_excel, "company=company,month=month,quantity=quantity"},
    {"excel-sv-companies", "companies, saved as CSV by a Swedish Excel: id;name;tariff;from;...",
     swedish_excel, "", RowsOf::companies},
}};

}  // namespace

std::vector<ReadyMap> ready_maps() {
  std::vector<ReadyMap> maps;
  for (const Ready& ready : ready_table)
    maps.push_back({std::string(ready.name), std::string(ready.about)});
  return maps;
}

std::string internal::settings_of_ready_map(std::string_view name, RowsOf rows) {
  std::string known;
  for (const Ready& each : ready_table) {
    if (each.rows != rows) continue;
    if (each.name == name)
      return std::string(each.style) + (each.columns.empty() ? "" : ",") +
             std::string(each.columns);
    known += (known.empty() ? "" : " and ") + std::string(each.name);
  }
  refuse_map("begins with " + in_quotes(name) +
             ", which is neither key=value nor a map that is ready" +
             (rows == RowsOf::companies ? " for companies; that is " : "; those are ") + known);
}

}  // namespace porto
