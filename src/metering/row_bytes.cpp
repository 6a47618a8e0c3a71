// See row_bytes.hpp.
#include "metering/row_bytes.hpp"

#include <cerrno>
#include <fstream>

#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto::internal {

std::string row_bytes(const ImportInput& input, const Batch::Location& row) {
  if (row.length == 0) return {};
  if (row.kept != nullptr) return {row.kept, row.length};
  if (input.bytes) return std::string(input.bytes->substr(row.offset, row.length));
  std::string bytes(row.length, '\0');
  errno = 0;
  std::ifstream file(input.name, std::ios::binary);
  file.seekg(static_cast<std::streamoff>(row.offset));
  if (!file.read(bytes.data(), static_cast<std::streamsize>(bytes.size())))
    throw Error(ErrorCode::io,
                "cannot read a row of " + in_quotes(input.name) +
                    " again; a file must stay as it is while it is imported",
                input.name + ":" + std::to_string(row.line), Cause{.system_errno = errno});
  return bytes;
}

}  // namespace porto::internal
