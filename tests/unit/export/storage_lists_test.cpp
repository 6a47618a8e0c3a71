// The lists of where a ledger is stored: absent cells, numbers that are whole, months.
#include <doctest/doctest.h>

#include "porto/output.hpp"
#include "porto/rows.hpp"

using namespace porto;

namespace storage_lists_test {
namespace {

std::string csv(Rows rows) { return to_text(std::move(rows), output_format("csv")); }

}  // namespace

TEST_CASE("a fact has a value, or a note that says why it has none") {
  const std::vector<StorageFact> facts = {
      {.subject = "size", .name = "events", .value = "8192", .unit = "bytes"},
      {.subject = "standby", .item = "b", .name = "state", .note = "not seen"}};
  CHECK(csv(rows_of(facts)) ==
        "subject,item,name,value,unit,note\n"
        "size,,events,8192,bytes,\n"
        "standby,b,state,,,not seen\n");
  Rows rows = rows_of(facts);
  REQUIRE(rows.next());
  CHECK(rows.whole(3) == 8192);
}

TEST_CASE("a lane has months where it was cut or pruned") {
  const std::vector<StorageLane> lanes = {
      {.batches = 2, .events = 7},
      {.lane = 5, .epoch = 3, .fenced = Month(2025, 6), .pruned = Month(2025, 5), .note = "n"}};
  CHECK(csv(rows_of(lanes)) ==
        "lane,batches,events,epoch,fenced,pruned,note\n"
        "0,2,7,0,,,\n"
        "5,0,0,3,2025-06,2025-05,n\n");
}

}  // namespace storage_lists_test
