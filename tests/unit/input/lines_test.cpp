// Lines: where the bytes of a row lie in the file, if they lie there as they are read.
#include "input/lines.hpp"

#include "unit/metering/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

TEST_CASE("what is read as it is in the file has a place in it") {
  TempDir dir;
  Lines lines(dir.write("e", "first\nsecond\nthird"), 4);
  CHECK(lines.line_end(0) == 6);
  CHECK(lines.offset_of(lines.unread().substr(0, 6)) == 0);
  lines.consume(6);
  CHECK(lines.line_end(0) == 7);
  CHECK(lines.offset_of(lines.unread().substr(0, 7)) == 6);
  CHECK(lines.consumed() == 6);
  CHECK_FALSE(lines.offset_of("elsewhere"));
  lines.consume(7);
  CHECK(lines.line_end(0) == 5);
  CHECK(lines.line_end(5) == 5);
}

TEST_CASE("what was converted has none, and progress is in bytes of the file") {
  TempDir dir;
  const std::string path = dir.write("e", "\xE5\xE4\n\xF6\n");
  Lines lines(path, default_chunk_bytes, "windows-1252");
  CHECK(lines.line_end(0) == 5);
  CHECK(lines.unread().substr(0, 5) == "\xC3\xA5\xC3\xA4\n");
  CHECK_FALSE(lines.offset_of(lines.unread().substr(0, 5)));
  CHECK(lines.size() == 5);
  CHECK(lines.consumed() == 5);
}

TEST_CASE("marks in front of a line are dropped and counted, but for the first") {
  TempDir dir;
  const std::string mark = "\xEF\xBB\xBF";
  const std::string path =
      dir.write("e", mark + "a\n" + mark + mark + "b" + mark + "\n\xEF\n" + mark);
  for (const std::size_t chunk : {std::size_t{1}, default_chunk_bytes}) {
    Lines lines(path, chunk);
    CHECK(lines.line_end(0) == 2);
    CHECK(lines.marks() == 0);
    CHECK(lines.offset_of(lines.unread().substr(0, 2)) == 3);
    lines.consume(2);
    CHECK(lines.line_end(0) == 5);
    CHECK(lines.unread().substr(0, 5) == "b" + mark + "\n");
    CHECK(lines.offset_of(lines.unread().substr(0, 5)) == 11);
    CHECK(lines.marks() == 2);
    lines.consume(5);
    CHECK(lines.line_end(0) == 2);
    lines.consume(2);
    CHECK(lines.line_end(0) == 0);
    CHECK(lines.marks() == 3);
  }
}
