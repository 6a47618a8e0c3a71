// Encodings: what is declared or marked is read as UTF-8; what contradicts or means nothing is an
// error that says where.
#include "input/encoding.hpp"

#include "unit/formats/rows.hpp"
#include "unit/metering/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace encoding_test {
namespace {

// UTF-16 of text that is given as units.
std::string utf16(std::u16string_view units, bool big_endian) {
  std::string bytes = big_endian ? "\xFE\xFF" : "\xFF\xFE";
  for (const char16_t unit : units) {
    const char high = static_cast<char>(unit >> 8);
    const char low = static_cast<char>(unit & 0xFF);
    bytes += big_endian ? std::string{high, low} : std::string{low, high};
  }
  return bytes;
}

std::u16string row(std::u16string_view company) {
  return u"event_id,company,occurred_at,quantity\r\ne," + std::u16string(company) +
         u",2025-06-15T12:00:00Z,1\r\n";
}

void check_company(const std::string& bytes, const std::string& encoding,
                   const std::string& company) {
  ImportOptions options;
  options.encoding = encoding;
  for (const std::size_t chunk : {std::size_t{1}, std::size_t{7}, default_chunk_bytes}) {
    CAPTURE(chunk);
    const ReadFile file = read_text(bytes, options, chunk);
    REQUIRE(file.rows.size() == 1);
    CHECK(file.rows[0].reason.empty());
    CHECK(file.rows[0].company == company);
  }
}

std::string native(const std::string& company) {
  return header + "e," + company + "," + june + ",1\n";
}

void check_error(const std::string& bytes, const std::string& encoding, ErrorCode code,
                 const std::string& part, const std::string& where) {
  ImportOptions options;
  options.encoding = encoding;
  CHECK(read_error(bytes, options, code, part) == where);
}

}  // namespace

TEST_CASE("text in every encoding that is read") {
  const std::string name = "\xC3\xA5\xC3\x84\xE2\x82\xAC";  // aring, Adiaeresis, euro sign
  check_company(native(name), "", name);
  check_company(native(name), "utf-8", name);
  check_company("\xEF\xBB\xBF" + native(name), "", name);
  check_company("\xEF\xBB\xBF" + native(name), "utf-8", name);
  check_company(native("\xE5\xC4\x80"), "windows-1252", name);
  check_company(native("\xE5\x9F\x8E"), "windows-1252", "\xC3\xA5\xC5\xB8\xC5\xBD");
  check_company(native("\xE5\xC4\xFF"), "iso-8859-1", "\xC3\xA5\xC3\x84\xC3\xBF");
  for (const bool big_endian : {false, true})
    for (const std::string encoding : {"", "utf-16"}) {
      check_company(utf16(row(u"\u00E5\u00C4\u20AC"), big_endian), encoding, name);
      check_company(utf16(row(u"\U0001F4E7"), big_endian), encoding, "\xF0\x9F\x93\xA7");
    }
}

TEST_CASE("UTF-16 without its mark is read if it is declared") {
  const std::string name = "\xC3\xA5\xC3\x84\xE2\x82\xAC";
  for (const bool big_endian : {false, true}) {
    const std::string bare = utf16(row(u"\u00E5\u00C4\u20AC"), big_endian).substr(2);
    check_company(bare, "utf-16", name);
    check_company(bare, big_endian ? "utf-16be" : "utf-16le", name);
    check_company(utf16(row(u"c"), big_endian), big_endian ? "utf-16be" : "utf-16le", "c");
  }
}

TEST_CASE("what Excel saves is read by its mark, and as windows-1252 without one") {
  const std::string rows = "event_id,company,occurred_at,quantity\r\ne,";
  const std::string rest = ",2025-06-15T12:00:00Z,1\r\n";
  check_company(rows + "\xC5kers \x80" + rest, "excel", "\xC3\x85kers \xE2\x82\xAC");
  check_company("\xEF\xBB\xBF" + rows + "\xC3\x85kers" + rest, "excel", "\xC3\x85kers");
  check_company(utf16(row(u"\u00C5kers"), false), "excel", "\xC3\x85kers");
  // As other programs save it; never taken for windows-1252, which any bytes are.
  check_company(rows + "\xC3\x85kers" + rest, "excel", "\xC3\x85kers");
  check_company(rows + "bolag" + rest, "excel", "bolag");
}

TEST_CASE("what means nothing in the encoding is an error at its line") {
  check_error(native("c") + "\x81", "windows-1252", ErrorCode::bad_input,
              "the byte 0x81 means nothing in windows-1252", "input:3");
  check_error(utf16(row(u"\xD83D"), false), "", ErrorCode::bad_input,
              "the UTF-16 unit 0xD83D is half of a character", "input:2");
  check_error(utf16(row(u"\xDCE7"), true), "", ErrorCode::bad_input, "0xDCE7 is half", "input:2");
  check_error(utf16(row(u"c"), false) + "x", "", ErrorCode::bad_input,
              "the file ends in the middle of a character", "input:3");
  check_error(utf16(row(u"c") + u"\xD83D", false), "", ErrorCode::bad_input,
              "the file ends in the middle of a character", "input:3");
}

TEST_CASE("an encoding that is not what the file says it is") {
  check_error(native("c"), "utf8", ErrorCode::invalid_argument,
              "unknown encoding \"utf8\"; did you mean \"utf-8\"?", "encoding");
  check_error(native("c"), "ebcdic", ErrorCode::invalid_argument,
              "use utf-8, utf-16, windows-1252 or iso-8859-1", "encoding");
  check_error(native("c"), "utf-16", ErrorCode::bad_input,
              "does not begin with the byte order mark of UTF-16", "input:1");
  check_error(utf16(row(u"c"), false), "utf-16be", ErrorCode::bad_input,
              "begins with the mark of UTF-16, but \"utf-16be\" is declared", "input:1");
  check_error(utf16(row(u"c"), false), "utf-8", ErrorCode::bad_input,
              "begins with the mark of UTF-16, but \"utf-8\" is declared", "input:1");
  check_error("\xEF\xBB\xBF" + native("c"), "windows-1252", ErrorCode::bad_input,
              "begins with the mark of UTF-8", "input:1");
}

TEST_CASE("what is not UTF-8 and not declared is refused row by row") {
  const ReadFile file = read_text(native("\xE5") + "f,c," + june + ",1\n");
  REQUIRE(file.rows.size() == 2);
  CHECK(contains(file.rows[0].reason, "row is not UTF-8"));
  CHECK(contains(file.rows[0].reason, "or say what it is (--encoding windows-1252)"));
  CHECK(file.rows[1].reason.empty());
}

}  // namespace encoding_test
