// Arbitrary bytes as a file of somebody else's counts: it is read into counts that have their
// months, or refused with a place. The first byte chooses how.
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/reading.hpp"
#include "reconcile/their_counts.hpp"

namespace {

using namespace porto;
using namespace porto::internal;
using porto::testing::expect;

void check(const TheirCounts& read) {
  expect(!read.counts.empty(), "a file that is read has counts");
  for (const TheirCount& count : read.counts) {
    expect(read.months.contains(count.month), "the month of a count is compared");
    expect(count.company.empty() != read.of_companies, "counts name companies, or none does");
    expect(count.domain.empty() != read.of_domains, "counts name domains, or none does");
  }
  expect(std::ranges::includes(read.months, read.incomplete), "incomplete months are compared");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Meters meters({{"gb", 3}, {"messages", 0}});
  if (size == 0) return 0;
  const unsigned how = data[0];
  ReconcileOptions options;
  if ((how & 1) != 0) options.file.company = "c";
  if ((how & 2) != 0) options.file.zone = "Europe/Stockholm";
  if ((how & 4) != 0) options.metric = "delivered.total";
  const testing::MemoryFile file({reinterpret_cast<const char*>(data + 1), size - 1});
  try {
    check(read_their_counts(file.path(), options, meters,
                            (how & 8) != 0 ? "delivered" : "processed"));
  } catch (const Error& error) {
    expect(!error.where().empty(), "an error has a place");
  }
  return 0;
}
