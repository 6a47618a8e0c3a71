// Arbitrary bytes as a file of JSON events: every row is good or has a reason, the rows do not
// depend on how the file is cut into chunks, and no row is good that a full parser refuses. The
// first byte chooses the format.
#include <simdjson.h>

#include <cstdint>
#include <vector>

#include "fuzz/reading.hpp"

namespace {

using porto::testing::expect;

void check_row(const porto::Reader&, const porto::Row& row) {
  static simdjson::dom::parser full;
  if (!row.reason.empty()) return;
  expect(full.parse(row.bytes.data(), row.bytes.size()).error() == simdjson::SUCCESS,
         "a row that is read is JSON");
  if (!row.not_counted.empty()) return;
  expect(!row[porto::Field::event_id].empty(), "an event has an id");
  expect(!row[porto::Field::quantity].empty(), "an event has a quantity");
  expect(row[porto::Field::company].empty() != row.domain.empty(),
         "a company or a domain is named");
  expect(row.time.has_value(), "an event has a time");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::vector<const porto::Format*> formats = {
      &porto::mailgun_format, &porto::cloudevents_format, &porto::lago_format,
      &porto::ses_format,     &porto::sendgrid_format,    &porto::postmark_format,
      &porto::mailjet_format, &porto::brevo_format,       &porto::azure_format};
  if (size == 0) return 0;
  porto::ImportOptions options;
  options.format = formats[data[0] % formats.size()]->name;
  options.company_from = {"user-variables.company", "data.c", "tag:c-", "subject", "domain"};
  options.company = "c";
  options.quantity_from = "data.n";
  porto::testing::read_in_chunks({reinterpret_cast<const char*>(data + 1), size - 1}, options,
                                 nullptr, check_row);
  return 0;
}
