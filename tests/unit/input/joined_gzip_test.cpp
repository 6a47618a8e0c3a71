// gzip and plain text that follow on each other in one file: read as the text they were joined
// from, or an error that says where, after what was good.
#include <limits>

#include "input/gzip.hpp"
#include "support/gzip.hpp"
#include "unit/formats/rows.hpp"
#include "unit/metering/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace joined_gzip_test {
namespace {

constexpr std::uint64_t all = std::numeric_limits<std::uint64_t>::max();

// A source that gives some bytes at a time.
class Pieces final : public ByteSource {
 public:
  Pieces(std::string bytes, std::size_t piece) : bytes_(std::move(bytes)), piece_(piece) {}
  std::size_t read(std::span<char> to) override {
    const std::size_t count = bytes_.copy(to.data(), std::min(piece_, to.size()), at_);
    at_ += count;
    return count;
  }

 private:
  std::string bytes_;
  std::size_t piece_;
  std::size_t at_ = 0;
};

struct Joined {
  std::string text;   // before the end or the error
  std::string error;  // empty: none
  std::uint64_t as_is = 0;
};

Joined read_joined(const std::string& bytes, std::size_t piece, std::size_t room) {
  const auto source = join_gzip(std::make_unique<Pieces>(bytes, piece), "mail.log");
  Joined result;
  std::string some(room, '\0');
  try {
    while (const std::size_t count = source->read(some)) result.text.append(some, 0, count);
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::bad_input);
    CHECK(error.where() == "mail.log");
    result.error = error.what();
  }
  result.as_is = source->as_is_bytes();
  return result;
}

constexpr std::size_t sizes[] = {1, 2, 7, 11, 100'000};

void check_text(const std::string& bytes, const std::string& text, std::uint64_t as_is) {
  for (const std::size_t piece : sizes)
    for (const std::size_t room : sizes) {
      CAPTURE(piece);
      CAPTURE(room);
      const Joined joined = read_joined(bytes, piece, room);
      CHECK(joined.error == "");
      CHECK(joined.text == text);
      CHECK(joined.as_is == as_is);
    }
}

void check_error(const std::string& bytes, const std::string& good, const std::string& part) {
  for (const std::size_t piece : sizes)
    for (const std::size_t room : sizes) {
      const Joined joined = read_joined(bytes, piece, room);
      CHECK(contains(joined.error, part));
      CHECK(joined.text.substr(0, good.size()) == good);
    }
}

std::string utf16(const std::string& ascii) {
  std::string out;
  for (const char c : ascii) out += {c, '\0'};
  return out;
}

const std::string one = "first line\nsecond line\n";
const std::string two = "third line\nfourth line\n";
const std::string half_line = "cut in the mid";

}  // namespace

TEST_CASE("plain text and gzip in any order are one text") {
  check_text("", "", all);
  check_text(one, one, all);
  check_text(gzip(one), one, 0);
  check_text(one + gzip(two), one + two, one.size());
  check_text(gzip(one) + two, one + two, 0);
  check_text(one + gzip(two) + one, one + two + one, one.size());
  check_text(gzip(one) + two + gzip(one), one + two + one, 0);
  check_text(one + gzip(two) + gzip(one) + two, one + two + one + two, one.size());
  check_text(one + gzip("") + two, one + two, one.size());
  check_text(gzip(half_line) + one, half_line + one, 0);
}

TEST_CASE("zeros behind a member are padding, unless text follows them") {
  const std::string zeros(700, '\0');
  check_text(one + gzip(two) + zeros, one + two, one.size());
  check_text(gzip(one) + zeros + gzip(two), one + two, 0);
  check_text(gzip(one) + zeros + two, one + zeros + two, 0);
}

TEST_CASE("a line of UTF-16 may be in front of a member") {
  check_text(utf16(one) + gzip(utf16(two)), utf16(one) + utf16(two), 2 * one.size());
  check_text('\0' + utf16(one).substr(0, 2 * one.size() - 1) + gzip(two),
             '\0' + utf16(one).substr(0, 2 * one.size() - 1) + two, 2 * one.size());
}

TEST_CASE("what is nearly a header is text") {
  const std::string begin = gzip(one).substr(0, 10);
  for (std::size_t length = 1; length < begin.size(); ++length)
    check_text(one + begin.substr(0, length), one + begin.substr(0, length), all);
  for (const std::size_t wrong : {0UL, 1UL, 2UL, 3UL, 8UL, 9UL}) {
    std::string bytes = begin;
    bytes[wrong] = static_cast<char>(wrong == 3 ? 0x20 : 0x77);
    check_text(one + bytes + two, one + bytes + two, all);
  }
  const std::string separated = one +
                                "a\x1F"
                                "b\x1F"
                                "c\n\x1F\x1F\x1F\x8B\n";
  check_text(separated, separated, all);
}

TEST_CASE("a member inside a line is an error, at its byte") {
  check_error(one + half_line + gzip(two), one + half_line,
              "a gzip file begins inside a line, at byte 37 of \"mail.log\"");
  check_error(one + half_line + gzip(two), one, "put a line end between them");
}

TEST_CASE("what is neither gzip nor text, damaged or compressed twice is an error") {
  const std::string member = gzip(two);
  check_error(gzip(one) + "\x02\x03garbage", one, "is neither gzip nor text");
  check_error(gzip(one) + '\x1D' + member.substr(1), one, "is neither gzip nor text");
  check_error(one + member.substr(0, member.size() - 9), one, "is cut short");
  std::string flipped = member;
  flipped[flipped.size() - 6] = static_cast<char>(flipped[flipped.size() - 6] ^ 1);
  check_error(one + flipped + one, one + two, "is damaged (incorrect data check)");
  check_error(one + gzip(gzip(two)), one, "is compressed with gzip twice");
  check_error(gzip(one) + gzip(gzip(two)), one, "is compressed with gzip twice");
  // Damaged as well: that it is compressed twice comes first, however much is read at once.
  std::string damaged = gzip(gzip(two));
  damaged[damaged.size() - 6] ^= 1;
  check_error(one + damaged, one, "is compressed with gzip twice");
}

TEST_CASE("rows of a joined file are counted, and refused ones kept, wherever they stand") {
  Metering m;
  const auto row = [](const std::string& id) { return id + ",c," + june + ",1\n"; };
  const std::string path = m.dir.write(
      "events.csv", header + row("e1") + "x,c,y,1\n" + gzip(row("e2") + "z,c,y,1\n") + row("e3"));
  std::uint64_t done = 0;
  std::uint64_t total = 0;
  m.options.on_progress = [&](std::uint64_t now, std::uint64_t of) {
    CHECK(now >= done);
    done = now;
    total = of;
  };
  const ImportReport report = m.import({path});
  CHECK(report.stored == 3);
  REQUIRE(m.refused.size() == 2);
  CHECK(m.refused[0].line == 3);
  CHECK(m.refused[0].row == "x,c,y,1");
  CHECK(m.refused[1].line == 5);
  CHECK(m.refused[1].row == "z,c,y,1");
  CHECK(total == std::filesystem::file_size(path));
  CHECK(done == total);
}

TEST_CASE("a conflict of a joined file is kept as it was") {
  Metering m;
  const auto row = [](const char* id, int n) {
    return std::string(id) + ",c," + june + "," + std::to_string(n) + "\n";
  };
  m.import_text(header + row("e1", 1) + row("e2", 1));
  const ImportReport report = m.import(
      {m.dir.write("joined.csv", header + row("e1", 2) + gzip(row("e2", 2)) + row("e1", 3))});
  CHECK(report.conflict == 3);
  REQUIRE(m.refused.size() == 3);
  CHECK(m.refused[0].row == "e1,c," + june + ",2");
  CHECK(m.refused[1].row == "e2,c," + june + ",2");
  CHECK(m.refused[2].row == "e1,c," + june + ",3");
}

}  // namespace joined_gzip_test
