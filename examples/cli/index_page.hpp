// The list of the statements in a folder, as a page with links.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace porto_cli {

struct IndexEntry {
  std::string company;
  std::string name;    ///< may be empty
  std::string file;    ///< in the same folder
  std::string amount;  ///< "860.00 SEK"; empty: no lines
};

/// `total` is the sum of all, as an amount; `language` is "en" or "sv".
std::string index_page(std::int32_t month_yyyymm, const std::vector<IndexEntry>& entries,
                       const std::string& total, const std::string& language);

}  // namespace porto_cli
