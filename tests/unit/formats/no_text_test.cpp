// Files that are no text are told what they are and how to get at their text.
#include "formats/no_text.hpp"

#include "unit/formats/rows.hpp"

using namespace porto;
using namespace porto::testing;
using namespace std::string_literals;

namespace no_text_test {
namespace {

// The header of a ZIP archive's first file.
std::string zip_with(const std::string& name) {
  return "PK\x03\x04" + std::string(26, '\0') + name;
}

}  // namespace

TEST_CASE("compressed files name the command that unpacks them") {
  const auto refused = [](const std::string& start, const std::string& part) {
    CHECK(read_error(start + "rest", {}, ErrorCode::bad_input, part) == "input:1");
  };
  refused("\xFD\x37zXZ\0\0"s, "compressed with xz; decompress it first (xz -dc FILE | ... -)");
  refused("BZh91AY&SY", "compressed with bzip2");
  refused("\x28\xB5\x2F\xFD", "compressed with zstd");
  refused("\x04\x22\x4D\x18", "compressed with lz4");
  refused("7z\xBC\xAF\x27\x1C", "a 7z archive");
  refused(zip_with("events.csv"), "a ZIP archive; unpack it first (unzip -p FILE | ... -)");
}

TEST_CASE("a spreadsheet is told apart from an archive") {
  for (const char* name :
       {"[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "xl/workbook.xml",
        "mimetypeapplication/vnd.oasis.opendocument.spreadsheet"})
    read_error(zip_with(name), {}, ErrorCode::bad_input, "a spreadsheet (xlsx or ods); save it");
  read_error("\xD0\xCF\x11\xE0\xA1\xB1", {}, ErrorCode::bad_input, "an old Excel (xls)");
}

TEST_CASE("text is text") {
  for (const char* start : {"", "P", "PK", "BZ", "event_id,company", "{\"event\":", "7z"})
    CHECK(what_is_no_text(start) == nullptr);
}

}  // namespace no_text_test
