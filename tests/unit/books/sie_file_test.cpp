// SIE files: quotes, code page and checksum.
#include "books/sie_file.hpp"

#include <doctest/doctest.h>

#include "books/code_page_437.hpp"

using namespace porto::internal;

using Plain = SieFile::Plain;
using Quoted = SieFile::Quoted;

TEST_CASE("texts in code page 437, and what it lacks") {
  bool lost = false;
  CHECK(to_code_page_437("A\u00E5\u00E4\u00F6\u00C5\u00C4\u00D6\u00E9~", lost) ==
        "A\x86\x84\x94\x8F\x8E\x99\x82~");
  CHECK(!lost);
  CHECK(to_code_page_437("\u20AC 5 \u2013 \u00F8", lost) == "? 5 ? ?");
  CHECK(lost);
}

// The sums are those of zlib's crc32 over the labels and fields, one after the other.
TEST_CASE("records, and the checksum of their labels and fields alone") {
  SieFile file;
  file.record("#FLAGGA", Plain{"0"});
  file.begin_checksum();
  file.record("#FNAMN", Quoted{"A \"B\" AB"});
  file.open_rows();
  file.record("#TRANS", Plain{"1510"}, SieFile::Objects{{"1", "42"}}, Plain{"-1.00"});
  file.record("#TRANS", Plain{"1510"}, SieFile::Objects{}, Plain{"1.00"});
  file.close_rows();
  file.end_checksum();
  CHECK(file.bytes() ==
        "#FLAGGA 0\r\n#KSUMMA\r\n#FNAMN \"A \\\"B\\\" AB\"\r\n{\r\n"
        "#TRANS 1510 {\"1\" \"42\"} -1.00\r\n#TRANS 1510 {} 1.00\r\n}\r\n#KSUMMA 1883057834\r\n");
  CHECK(file.lost().empty());
}

TEST_CASE("what cannot be written is told, each text once") {
  SieFile file;
  file.record("#FNAMN", Quoted{"5 \u20AC"});
  file.record("#FNAMN", Quoted{"5 \u20AC"});
  file.record("#FNAMN", Quoted{"a\\"});
  CHECK(file.bytes() == "#FNAMN \"5 ?\"\r\n#FNAMN \"5 ?\"\r\n#FNAMN \"a/\"\r\n");
  CHECK(file.lost() == std::vector<std::string>{"5 \u20AC", "a\\"});
}
