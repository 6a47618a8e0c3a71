// Arbitrary bytes as a file of JSON events: every row is good or has a reason, the rows do not
// depend on how the file is cut into chunks, and no row is good that a full parser refuses. The
// first byte chooses the format.
#include <simdjson.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/expect.hpp"
#include "metering/readers/reader.hpp"
#include "porto/error.hpp"

namespace {

using porto::testing::expect;

// A file that exists for the open descriptor only.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) : descriptor_(::memfd_create("input", 0)) {
    expect(descriptor_ >= 0, "there is a file");
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    expect(written == static_cast<ssize_t>(bytes.size()), "the file is written");
  }
  ~MemoryFile() { ::close(descriptor_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

void check_row(const porto::Row& row) {
  static simdjson::dom::parser full;
  expect(row.line >= 1, "a row has a line");
  if (!row.reason.empty()) {
    expect(row.reason.find(": ") != std::string::npos, "a reason has a kind");
    return;
  }
  expect(full.parse(row.bytes.data(), row.bytes.size()).error() == simdjson::SUCCESS,
         "a row that is read is JSON");
  if (!row.not_counted.empty()) return;
  expect(!row[porto::Field::event_id].empty(), "an event has an id");
  expect(!row[porto::Field::quantity].empty(), "an event has a quantity");
  expect(row[porto::Field::company].empty() != row.domain.empty(),
         "a company or a domain is named");
  expect(row.time.has_value(), "an event has a time");
}

// All that the rows say.
std::string read(const porto::Format& format, const MemoryFile& file, std::size_t chunk_bytes) {
  porto::ImportOptions options;
  options.format = format.name;
  options.company_from = {"user-variables.company", "data.c", "tag:c-", "subject", "domain"};
  options.company = "c";
  options.quantity_from = "data.n";
  std::string said;
  try {
    const auto reader = porto::open_reader(file.path(), {options, chunk_bytes});
    std::uint64_t last_line = 1;
    for (porto::Row row; reader->next(row);) {
      check_row(row);
      expect(row.line >= last_line, "rows come in the order of the file");
      last_line = row.line;
      said += std::to_string(row.line) + row.reason;
      said.append(row.bytes).append(row.not_counted).append(row.domain);
      for (const std::string_view text : row.fields) said.append(text);
    }
  } catch (const porto::Error& error) {
    expect(!error.where().empty(), "an error has a place");
    said += error.what();
  }
  return said;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::vector<const porto::Format*> formats = {
      &porto::mailgun_format, &porto::cloudevents_format, &porto::lago_format,
      &porto::ses_format,     &porto::sendgrid_format,    &porto::postmark_format,
      &porto::mailjet_format, &porto::brevo_format,       &porto::azure_format};
  if (size == 0) return 0;
  const porto::Format& format = *formats[data[0] % formats.size()];
  const MemoryFile file({reinterpret_cast<const char*>(data + 1), size - 1});
  const std::string whole = read(format, file, std::size_t{1} << 16);
  expect(read(format, file, 7) == whole, "chunks change nothing");
  return 0;
}
