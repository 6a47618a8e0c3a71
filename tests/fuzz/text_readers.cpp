// Arbitrary bytes as a file of text that is not JSON: CSV, with and without a column map, message
// traces, logs of mail servers, monthly counts, and what porto takes for one of them. Every row is
// good or has a reason; neither chunks nor gzip change what is read. The first byte chooses how the
// bytes are read and, if it is no ASCII, that they are read compressed as well.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "fuzz/reading.hpp"
#include "metering/judge.hpp"
#include "metering/row_event.hpp"
#include "porto/decimal.hpp"
#include "support/gzip.hpp"

namespace {

using porto::internal::Field;
using porto::testing::expect;

const porto::Zone& stockholm() {
  static const porto::Zone zone("Europe/Stockholm");
  return zone;
}

porto::ImportOptions as(const char* format) {
  porto::ImportOptions options;
  options.format = format;
  return options;
}

porto::ImportOptions mapped(const char* format, const char* map) {
  porto::ImportOptions options = as(format);
  options.map = map;
  return options;
}

porto::ImportOptions in_stockholm(const char* format) {
  porto::ImportOptions options = as(format);
  options.zone = "Europe/Stockholm";
  options.year = 2025;
  return options;
}

porto::ImportOptions of_company(porto::ImportOptions options) {
  options.company = "c";
  return options;
}

porto::ImportOptions encoded(porto::ImportOptions options, const char* encoding) {
  options.encoding = encoding;
  return options;
}

porto::ImportOptions separated(porto::ImportOptions options, char delimiter) {
  options.delimiter = delimiter;
  return options;
}

// Numbers and times as they are written in Sweden, in the encoding of its spreadsheets.
constexpr const char* swedish =
    "id = \"Nr\"\ndomain = \"From\"\ntime = [\"Dag\", \"Tid\"]\nquantity = \"Antal\"\n"
    "delimiter = \";\"\ndecimal_mark = \",\"\nthousands_mark = \" \"\n"
    "time_layout = \"YYYY-MM-DD HH:mm\"\nzone = \"Europe/Stockholm\"\n"
    "encoding = \"windows-1252\"\n";
constexpr const char* without_header =
    "id = [\"1\", \"2\"]\ntime = \"3\"\nconstant.quantity = 1\nconstant.company = \"c\"\n"
    "header = false\nskip_lines = 1\ncomment = \"#\"\nprivate_id = true\nambiguous = \"second\"\n"
    "time_layout = \"MMM D YYYY HH:mm:ss\"\nzone = \"Europe/Stockholm\"\ndelimiter = \"\\t\"\n";
constexpr const char* months =
    "company=Kund,month=Period,quantity=Antal,constant.meter=sms,delimiter=;,thousands_mark=.,"
    "decimal_mark=\",\",time_layout=MMM YYYY";

std::vector<porto::ImportOptions> ways_to_read() {
  return {as("csv"),
          separated(encoded(as("csv"), "iso-8859-1"), ';'),
          mapped("csv", "id=Nr,company=Kund,time=Tid,quantity=Antal"),
          mapped("csv", swedish),
          mapped("csv", without_header),
          encoded(mapped("csv", "id=Nr,domain=From,time=Tid,quantity=Antal"), "utf-16"),
          as("message-trace"),
          of_company(as("message-trace")),
          in_stockholm("postfix"),
          of_company(as("postfix")),
          in_stockholm("exim"),
          of_company(in_stockholm("exim")),
          as("monthly"),
          of_company(mapped("monthly", months)),
          as("auto")};
}

// What a reader promises of an event. Ids and companies of CSV are judged by the ledger.
void check_fields(std::string_view format, bool is_mapped, const porto::internal::Row& row) {
  if (format == "csv")
    expect(porto::internal::is_utf8(row.bytes) && row.bytes.find('\0') == std::string_view::npos,
           "a good row of CSV is text");
  if (format == "ndjson" || (format == "csv" && !is_mapped)) return;
  expect(row.time.has_value(), "an event has a time");
  expect(!row[Field::quantity].empty(), "an event has a quantity");
  if (is_mapped) return;
  expect(!row[Field::event_id].empty(), "an event has an id");
  expect(row[Field::company].empty() != row.domain.empty(), "a company or a domain is named");
}

// The ledger takes the row, or says why not.
void check_event(const porto::internal::Row& row) {
  static const std::vector<porto::Meter> meters = {{"messages", 0}, {"sms", 2}};
  static porto::internal::Judge judge(porto::LedgerInfo{}, meters, stockholm(), {});
  porto::UsageEvent event;
  auto refusal = porto::internal::read_event(row, judge.meters(), "import", event);
  porto::internal::DatedEvent dated{{}, porto::Month(1970, 1)};
  if (!refusal) refusal = judge.judge(event, dated);
  expect(!refusal || porto::testing::is_whole(*refusal), "the ledger says what is wrong");
  if (refusal) return;
  expect(porto::internal::is_utf8(row[Field::event_id]), "a recorded id is UTF-8");
  expect(dated.day.has_value() == row[Field::company].empty(), "an event of a domain has a day");
}

std::string rows_of(std::string_view bytes, const porto::ImportOptions& options) {
  const auto check = [&](const porto::internal::Reader& reader, const porto::internal::Row& row) {
    if (row.refusal || !row.not_counted.empty()) return;
    check_fields(reader.format, !options.map.empty(), row);
    check_event(row);
  };
  return porto::testing::read_in_chunks(bytes, options, &stockholm(), check);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::vector<porto::ImportOptions> ways = ways_to_read();
  if (size == 0) return 0;
  const porto::ImportOptions& options = ways[data[0] % 128 % ways.size()];
  const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  const std::string plain = rows_of(bytes, options);
  // A header inside begins a part that is compressed, unless all of it is.
  if (data[0] < 128 || bytes.find("\x1F\x8B") != bytes.npos) return 0;
  expect(rows_of(porto::testing::gzip(bytes, 1), options) == plain, "gzip changes nothing");
  return 0;
}
