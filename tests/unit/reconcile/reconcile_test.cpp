// Reconciling: which rows of a file are compared, and that nothing compared is an error.
#include "reconcile/reconcile.hpp"

#include "unit/metering/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace {

struct Reconciling : Metering {
  Reconciling() {
    import_text("event_id,company,occurred_at,quantity,meter\ne1,c," + june + ",7,messages\ne2,c," +
                june + ",2.5,gb\n");
  }

  std::string differences(const std::string& text, const std::string& meter,
                          const ImportOptions& how = {}) {
    std::string out;
    for (const Reconciled& row : reconcile(*store, dir.write("counts", text), meter, how))
      out += row.month.to_string() + " " + row.company + " " + row.difference().to_string() + "\n";
    return out;
  }

  void check_error(const std::string& text, const std::string& meter, const std::string& part,
                   const ImportOptions& how = {}) {
    CAPTURE(text);
    try {
      differences(text, meter, how);
      FAIL("it was compared");
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::bad_input);
      CHECK(contains(error.what(), part));
    }
  }
};

ImportOptions with_map(const std::string& map) {
  ImportOptions options;
  options.map = map;
  return options;
}

const std::string counts = "company,month,quantity\n";

}  // namespace

TEST_CASE("rows of a file without a meter are of the meter that is asked for") {
  Reconciling r;
  CHECK(r.differences(counts + "c,2025-06,2\n", "gb") == "2025-06 c 0.5\n");
  CHECK(r.differences(counts + "c,2025-06,2\n", "messages") == "2025-06 c 5\n");
  const ImportOptions map = with_map("company=Kund,month=Period,quantity=Antal");
  CHECK(r.differences("Kund,Period,Antal\nc,2025-06,2\n", "gb", map) == "2025-06 c 0.5\n");
}

TEST_CASE("rows of a file with meters are of their own") {
  Reconciling r;
  const std::string both = "company,month,quantity,meter\nc,2025-06,2,gb\nc,2025-06,7,\n";
  CHECK(r.differences(both, "gb") == "2025-06 c 0.5\n");
  CHECK(r.differences(both, "messages") == "2025-06 c 0\n");
}

TEST_CASE("a comparison of nothing is an error") {
  Reconciling r;
  const std::string meters = "company,month,quantity,meter\n";
  r.check_error(meters + "c,2025-06,7,\nc,2025-06,7,sms\n", "gb",
                "no count of the meter \"gb\"; it has \"messages\", \"sms\"");
  r.check_error("Kund,Period,Antal\nc,2025-06,2\n", "gb", "it has \"sms\"",
                with_map("company=Kund,month=Period,quantity=Antal,constant.meter=sms"));
  r.check_error(meters + "c,2025-06,2,gb\nd,2025-06,2,Gb\n", "gb", "meter is unknown: \"Gb\"");
  r.check_error(counts + ",,\n", "messages", "nothing to compare");
}

TEST_CASE("a row of totals is no company to compare") {
  Reconciling r;
  r.check_error(counts + "c,2025-06,7\nSumma,2025-06,7\n", "messages", "row is a total: \"Summa\"");
}
