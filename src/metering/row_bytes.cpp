// See row_bytes.hpp.
#include "metering/row_bytes.hpp"

#include <fstream>

#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto::internal {

std::string row_bytes(const std::string& path, const Batch::Location& row) {
  if (row.length == 0) return {};
  if (row.kept != nullptr) return {row.kept, row.length};
  std::string bytes(row.length, '\0');
  std::ifstream file(path, std::ios::binary);
  file.seekg(static_cast<std::streamoff>(row.offset));
  if (!file.read(bytes.data(), static_cast<std::streamsize>(bytes.size())))
    throw Error(ErrorCode::io,
                "cannot read a row of " + in_quotes(path) +
                    " again; a file must stay as it is while it is imported",
                path + ":" + std::to_string(row.line));
  return bytes;
}

}  // namespace porto::internal
