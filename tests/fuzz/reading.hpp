// What the targets of readers share: arbitrary bytes read as a file, in large chunks and in small.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "formats/reader.hpp"
#include "fuzz/expect.hpp"
#include "porto/error.hpp"

namespace porto::testing {

using namespace internal;

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

/// Reports count refused rows by kind, which therefore has nothing of the row in it.
inline bool is_whole(const Refusal& refusal) {
  return !refusal.kind.empty() && !refusal.detail.empty() &&
         refusal.kind.find('"') == std::string::npos;
}

inline std::string all_of(const Row& row) {
  std::string said = std::to_string(row.line) + (row.refusal ? row.refusal->text() : "");
  said.append(row.bytes).append(row.not_counted).append(row.domain);
  for (const std::string_view text : row.fields) said.append(text);
  if (row.time) said += std::to_string(row.time->unix_us);
  return said;
}

/// All that the rows of a file say. `check` is given the reader and each row of it.
template <class Check>
std::string read(const std::string& path, const ReaderOptions& options, const Check& check) {
  std::string said;
  try {
    const auto reader = open_reader(path, options);
    std::uint64_t last_line = 1;
    for (Row row; reader->next(row);) {
      expect(row.line >= last_line, "rows come in the order of the file");
      expect(!row.refusal || is_whole(*row.refusal), "a refusal has a kind and a detail");
      check(*reader, row);
      last_line = row.line;
      said += all_of(row);
    }
    for (const std::string& notice : reader->notices()) said += notice;
  } catch (const Error& error) {
    expect(!error.where().empty(), "an error has a place");
    said += error.what();
  }
  return said;
}

/// The same of a file of these bytes; how it is cut into chunks must not matter. Files that are
/// read one after the other have the same path.
template <class Check>
std::string read_in_chunks(std::string_view bytes, const ImportOptions& options, const Zone* zone,
                           const Check& check) {
  const MemoryFile file(bytes);
  const std::string whole = read(file.path(), {options, std::size_t{1} << 16, zone}, check);
  expect(read(file.path(), {options, 7, zone}, check) == whole, "chunks change nothing");
  return whole;
}

}  // namespace porto::testing
