// Which records of a list are wanted, as it comes over the C ABI.
#pragma once

#include <algorithm>
#include <vector>

#include "arguments.hpp"

namespace porto::c {

class ListPart {
 public:
  explicit ListPart(const porto_list_options* options)
      : options_(read_options(options, PORTO_LIST_OPTIONS_INIT)) {
    if (options_.after < 0) refuse("options.after", "it is negative; records begin with 1");
    if (options_.limit < 0) refuse("options.limit", "it is negative; 0 is no limit");
  }

  /// Those of records that have a number each, by number.
  template <class Record>
  std::vector<Record> of(std::vector<Record> records) const {
    std::erase_if(records, [&](const Record& record) { return record.no <= options_.after; });
    const auto limit = static_cast<std::uint64_t>(options_.limit);
    if (limit != 0 && limit < records.size())
      records.erase(records.begin() + static_cast<std::ptrdiff_t>(limit), records.end());
    return records;
  }

 private:
  porto_list_options options_;
};

}  // namespace porto::c
