// The record of the import that goes on: written with the first events it stores, brought up to
// date in each of its transactions.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "porto/import.hpp"
#include "porto/import_log.hpp"
#include "store/store.hpp"

namespace porto::internal {

class ImportLog {
 public:
  /// `formats`: of the files, in order.
  ImportLog(Store& store, std::span<const ImportInput> inputs,
            std::span<const std::string_view> formats, const ImportOptions& options);

  /// 0 until there is a record.
  std::int64_t no() const noexcept { return record_.no; }
  const std::vector<ImportedFile>& files() const noexcept { return record_.files; }

  /// A file was read through; `file` is its place among the paths.
  void read_through(std::size_t file, std::uint64_t size, const std::string& digest);
  /// At the start of each transaction of the import, before events are stored in it.
  void begin_transaction();
  /// Events of the import were stored, with these numbers.
  void stored(const EventRange& events);
  /// At its end: the record is as the report. Error conflict if the import was undone meanwhile.
  void end_transaction(const ImportReport& report, bool finished);

 private:
  Store& store_;
  ImportRecord record_;
};

}  // namespace porto::internal
