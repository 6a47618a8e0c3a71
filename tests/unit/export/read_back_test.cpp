// What porto writes for a Swedish Excel, porto reads: the dialect excel-sv and the map of that
// name.
#include "porto/output.hpp"
#include "porto/rows.hpp"
#include "unit/formats/rows.hpp"

using namespace porto;
using namespace porto::testing;

TEST_CASE("ids that look like formulas, umlauts and decimal commas come back") {
  const std::vector<std::string> ids = {
      "=SUM(A1)", "+a", "-2+3", "@x", "=\"a\";\"b\"", "=\"a\"", "bolag-17", "-17", "\xC3\x85kers"};
  Rows rows({{"event_id"}, {"company"}, {"occurred_at"}, {"quantity", ColumnType::quantity}},
            ids.size(), [&](std::size_t row) {
              return std::vector<Cell>{"e" + std::to_string(row), ids[row], "2026-03-01 00:00",
                                       "1234.50"};
            });
  ImportOptions options;
  options.map = "excel-sv";
  const ReadFile file = read_text(
      to_text(std::move(rows), output_format("csv"), {.csv = csv_dialect("excel-sv")}), options);
  REQUIRE(file.rows.size() == ids.size());
  for (std::size_t row = 0; row < ids.size(); ++row) {
    CHECK(file.rows[row].reason == "");
    CHECK(file.rows[row].company == ids[row]);
    CHECK(file.rows[row].quantity == "1234.50");
  }
}
