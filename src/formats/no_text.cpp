// See no_text.hpp. Only gzip is unpacked by porto itself: decision 0019.
#include "formats/no_text.hpp"

namespace porto::internal {
namespace {

using namespace std::string_view_literals;

struct Magic {
  std::string_view start;
  const char* what;
};
constexpr Magic magics[] = {
    {"\x1F\x8B"sv, "compressed with gzip twice; decompress it once (gzip -dc FILE | ... -)"},
    {"\x28\xB5\x2F\xFD"sv, "compressed with zstd; decompress it first (zstd -dc FILE | ... -)"},
    {"\xFD\x37zXZ\0"sv, "compressed with xz; decompress it first (xz -dc FILE | ... -)"},
    {"BZh"sv, "compressed with bzip2; decompress it first (bzip2 -dc FILE | ... -)"},
    {"\x04\x22\x4D\x18"sv, "compressed with lz4; decompress it first (lz4 -dc FILE | ... -)"},
    {"7z\xBC\xAF\x27\x1C"sv, "a 7z archive; unpack it first (7z x -so FILE | ... -)"},
    {"PK\x03\x04"sv,
     "a ZIP archive; unpack it first (unzip -p FILE | ... -), each file of it by itself"},
    {"\xD0\xCF\x11\xE0"sv, "a spreadsheet of an old Excel (xls); save it as CSV UTF-8"},
};

constexpr const char* spreadsheet =
    "a spreadsheet (xlsx or ods); save it as CSV UTF-8, or as CSV and read it with --map excel-sv";

// An xlsx and an ods are ZIP archives that begin with a file of a known name.
bool is_spreadsheet(std::string_view start) noexcept {
  constexpr std::size_t name_at = 30;  // in the header of an archive's file
  const std::string_view name = start.size() > name_at ? start.substr(name_at) : "";
  return start.starts_with("PK\x03\x04") &&
         (name.starts_with("[Content_Types].xml") || name.starts_with("_rels/") ||
          name.starts_with("docProps/") || name.starts_with("xl/") ||
          name.starts_with("mimetypeapplication/vnd.oasis."));
}

}  // namespace

const char* what_is_no_text(std::string_view start) noexcept {
  if (is_spreadsheet(start)) return spreadsheet;
  for (const Magic& magic : magics)
    if (start.starts_with(magic.start)) return magic.what;
  return nullptr;
}

}  // namespace porto::internal
