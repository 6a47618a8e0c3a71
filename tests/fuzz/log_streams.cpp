// Arbitrary bytes as several files of one import: logs, which are read as one stream, and what else
// they may be. The first byte chooses how they are read; the files, five at most, are set apart by
// the byte 0xFF. Neither the order in which they are named nor chunks change what is read.
#include <algorithm>
#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/reading.hpp"
#include "metering/inputs.hpp"

namespace {

using porto::testing::expect;
using porto::testing::MemoryFile;

constexpr char end_of_file = '\xFF';
constexpr std::size_t most_files = 5;

const porto::Zone& stockholm() {
  static const porto::Zone zone("Europe/Stockholm");
  return zone;
}

// The first byte: the format, and whether it is said which year and zone the times are of.
porto::ImportOptions options_of(std::uint8_t choice) {
  porto::ImportOptions options;
  options.format = std::vector<const char*>{"auto", "postfix", "exim"}[choice % 3];
  if (choice / 3 % 2 == 0) {
    options.zone = "Europe/Stockholm";
    options.year = 2025;
  }
  if (choice / 6 % 2 == 0) options.company = "c";
  return options;
}

std::list<MemoryFile> files_of(std::string_view bytes) {
  std::list<MemoryFile> files;
  while (files.size() + 1 < most_files) {
    const std::size_t end = bytes.find(end_of_file);
    if (end == bytes.npos) break;
    files.emplace_back(bytes.substr(0, end));
    bytes.remove_prefix(end + 1);
  }
  files.emplace_back(bytes);
  return files;
}

// All that the rows of the files say, each with its file, and whether reading stopped at an error.
struct WhatWasRead {
  std::vector<std::string> rows;
  bool failed = false;
};

WhatWasRead read(const std::vector<std::string>& paths, const porto::ImportOptions& import,
                 std::size_t chunk_bytes) {
  const porto::internal::ReaderOptions options = {
      .import = import, .chunk_bytes = chunk_bytes, .ledger_zone = &stockholm(), .empty_log = true};
  using porto::internal::Inputs;
  const std::vector<porto::ImportInput> named(paths.begin(), paths.end());
  Inputs inputs(named, options);
  WhatWasRead read;
  std::vector<bool> ended(paths.size());
  try {
    inputs.look();
    porto::internal::Row row;
    for (Inputs::Met met; (met = inputs.next(row, {})) != Inputs::Met::end;) {
      expect(!ended[inputs.file()], "a file ends once");
      if (met == Inputs::Met::end_of_file) {
        ended[inputs.file()] = true;
        continue;
      }
      expect(!row.refusal || porto::testing::is_whole(*row.refusal),
             "a refusal has a kind and a detail");
      read.rows.push_back(paths[inputs.file()] + ":" + porto::testing::all_of(row));
    }
    expect(std::ranges::count(ended, false) == 0, "each file is read to its end");
  } catch (const porto::Error& error) {
    expect(!error.where().empty(), "an error has a place");
    read.failed = true;
  }
  std::ranges::sort(read.rows);
  return read;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const porto::ImportOptions options = options_of(data[0]);
  const std::list<MemoryFile> files = files_of({reinterpret_cast<const char*>(data + 1), size - 1});
  std::vector<std::string> paths;
  for (const MemoryFile& file : files) paths.push_back(file.path());
  const WhatWasRead first = read(paths, options, std::size_t{1} << 16);
  const WhatWasRead in_small_chunks = read(paths, options, 7);
  expect(in_small_chunks.failed == first.failed, "chunks do not decide whether files are read");
  expect(first.failed || in_small_chunks.rows == first.rows, "chunks change nothing");
  std::ranges::reverse(paths);
  const WhatWasRead reversed = read(paths, options, std::size_t{1} << 16);
  expect(reversed.failed == first.failed, "the order does not decide whether files are read");
  expect(first.failed || reversed.rows == first.rows, "the order of the files changes nothing");
  return 0;
}
