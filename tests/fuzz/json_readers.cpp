// Arbitrary bytes as a file of JSON events: every row is good or has a reason, the rows do not
// depend on how the file is cut into chunks, and no row is good that a full parser refuses. The
// first byte chooses the format.
#include <simdjson.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/reading.hpp"

namespace {

using porto::testing::expect;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// JSON allows numbers of any size, but the full parser only those of its types: of long runs of
// digits as many are kept as fit. \uXXXX stays as it is.
std::string with_small_numbers(std::string_view row) {
  std::string small;
  std::size_t digits = 0;
  bool in_exponent = false;
  for (std::size_t at = 0; at < row.size(); ++at) {
    const char c = row[at];
    if (is_digit(c)) {
      if (++digits <= (in_exponent ? 2U : 15U)) small += c;
      continue;
    }
    const bool is_sign = c == '+' || c == '-';
    in_exponent = (digits > 0 && (c == 'e' || c == 'E')) || (in_exponent && digits == 0 && is_sign);
    digits = 0;
    const std::size_t length = row.substr(at, 2) == "\\u" ? 6 : 1;
    small += row.substr(at, length);
    at += length - 1;
  }
  return small;
}

void check_row(const porto::internal::Reader&, const porto::internal::Row& row) {
  static simdjson::dom::parser full;
  if (row.refusal) return;
  expect(full.parse(with_small_numbers(row.bytes)).error() == simdjson::SUCCESS,
         "a row that is read is JSON");
  if (!row.not_counted.empty()) return;
  expect(!row[porto::internal::Field::event_id].empty(), "an event has an id");
  expect(!row[porto::internal::Field::quantity].empty(), "an event has a quantity");
  expect(row[porto::internal::Field::company].empty() != row.domain.empty(),
         "a company or a domain is named");
  expect(row.time.has_value(), "an event has a time");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static constexpr std::array formats = {"mailgun",  "cloudevents", "lago",  "ses",  "sendgrid",
                                         "postmark", "mailjet",     "brevo", "azure"};
  if (size == 0) return 0;
  porto::ImportOptions options;
  options.format = formats[data[0] % formats.size()];
  options.company_from = {"user-variables.company", "data.c", "tag:c-", "subject", "domain"};
  options.company = "c";
  options.quantity_from = "data.n";
  porto::testing::read_in_chunks({reinterpret_cast<const char*>(data + 1), size - 1}, options,
                                 nullptr, check_row);
  return 0;
}
