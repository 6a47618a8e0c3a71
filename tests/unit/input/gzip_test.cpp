// gzip: read as if it were not compressed; damage and bombs end with an error, after what was good.
#include "input/gzip.hpp"

#include "support/gzip.hpp"
#include "unit/formats/rows.hpp"
#include "unit/metering/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace gzip_test {
namespace {

// A source of bytes that come one by one.
class Trickle final : public ByteSource {
 public:
  explicit Trickle(std::string bytes) : bytes_(std::move(bytes)) {}
  std::size_t read(std::span<char> to) override {
    if (at_ == bytes_.size()) return 0;
    to[0] = bytes_[at_++];
    return 1;
  }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

struct Gunzipped {
  std::string text;   // before the end or the error
  std::string error;  // empty: none
};

Gunzipped gunzip_all(const std::string& bytes, ExpansionLimit limit = {}) {
  const auto source = gunzip(std::make_unique<Trickle>(bytes), "events.gz", limit);
  Gunzipped result;
  std::array<char, 100> some;
  try {
    while (const std::size_t count = source->read(some)) result.text.append(some.data(), count);
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::bad_input);
    CHECK(error.where() == "events.gz");
    result.error = error.what();
  }
  return result;
}

std::string many_rows(int count) {
  std::string text = header;
  for (int i = 0; i < count; ++i) text += "e" + std::to_string(i) + ",c," + june + ",1\n";
  return text;
}

}  // namespace

TEST_CASE("gzip in one member, in several, and with zeros after them") {
  const std::string text = many_rows(1000);
  const std::string half = text.substr(0, text.size() / 2);
  for (const std::string& bytes :
       {gzip(text), gzip(half) + gzip(text.substr(half.size())), gzip("") + gzip(text) + gzip(""),
        gzip(text) + std::string(700, '\0')}) {
    const Gunzipped result = gunzip_all(bytes);
    CHECK(result.error.empty());
    CHECK(result.text == text);
  }
}

TEST_CASE("damaged gzip ends with an error, after what was good") {
  const std::string text = many_rows(1000);
  const std::string bytes = gzip(text);
  for (const std::size_t length : {3UL, 12UL, bytes.size() / 2, bytes.size() - 1}) {
    const Gunzipped cut = gunzip_all(bytes.substr(0, length));
    CHECK(contains(cut.error, "\"events.gz\" is cut short; get it again from where it came"));
    CHECK(text.starts_with(cut.text));
  }
  CHECK(gunzip_all(bytes.substr(0, bytes.size() / 2)).text.size() > text.size() / 4);
  std::string flipped = bytes;
  flipped[bytes.size() - 6] = static_cast<char>(flipped[bytes.size() - 6] ^ 1);  // of the checksum
  CHECK(contains(gunzip_all(flipped).error, "is damaged (incorrect data check)"));
  CHECK(gunzip_all(flipped).text == text);
  CHECK(contains(gunzip_all(bytes + "rest").error, "is damaged (incorrect header check)"));
}

TEST_CASE("what expands beyond both limits is refused") {
  const std::string bytes = gzip(std::string(1'000'000, 'a'));
  CHECK(gunzip_all(bytes, {2'000'000, 10}).error.empty());
  CHECK(gunzip_all(bytes, {10'000, 2'000}).error.empty());
  const Gunzipped bomb = gunzip_all(bytes, {10'000, 200});
  CHECK(contains(bomb.error, "expands beyond the limit, 10000 bytes and 200 times its size"));
  CHECK(bomb.text.size() < bytes.size() * 200 + 10'000 + 200);
}

TEST_CASE("a compressed file is imported as it would be without gzip") {
  Metering m;
  const std::string path = m.dir.write("events.csv.gz", gzip(many_rows(3000) + "x,c,y,1\n"));
  m.options.batch_events = 1'000;
  std::uint64_t done = 0;
  std::uint64_t total = 0;
  m.options.on_progress = [&](std::uint64_t now, std::uint64_t of) {
    done = now;
    total = of;
  };
  const ImportReport report = m.import({path});
  CHECK(report.stored == 3000);
  REQUIRE(m.refused.size() == 1);
  CHECK(m.refused[0].line == 3002);
  CHECK(m.refused[0].row == "x,c,y,1");
  CHECK(total == std::filesystem::file_size(path));
  CHECK(done == total);
}

TEST_CASE("the rows before the damage are stored in batches, as ever") {
  Metering m;
  m.options.batch_events = 1'000;
  const std::string bytes = gzip(many_rows(50'000));
  const Error error = m.import_error({m.dir.write("cut.gz", bytes.substr(0, bytes.size() / 2))});
  CHECK(error.code() == ErrorCode::bad_input);
  CHECK(contains(error.what(), "is cut short"));
  CHECK(contains(error.what(), "are stored: import the same files again to continue"));
  CHECK(m.total() > 1'000);
}

TEST_CASE("what is compressed twice, or by others, is named") {
  read_error(gzip(gzip(header)), {}, ErrorCode::bad_input, "compressed with gzip twice");
  read_error("\x28\xB5\x2F\xFD", {}, ErrorCode::bad_input, "compressed with zstd");
  read_error("PK\x03\x04", {}, ErrorCode::bad_input, "a ZIP archive; unpack it first");
}

}  // namespace gzip_test
