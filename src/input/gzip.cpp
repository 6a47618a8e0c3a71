// See gzip.hpp.
#include "input/gzip.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

constexpr int gzip_only = 16;  // added to zlib's window bits

class Gunzip final : public ByteSource {
 public:
  Gunzip(std::unique_ptr<ByteSource> compressed, std::string path, ExpansionLimit limit)
      : compressed_(std::move(compressed)), path_(std::move(path)), limit_(limit) {
    if (inflateInit2(&stream_, MAX_WBITS + gzip_only) != Z_OK)
      throw Error(ErrorCode::out_of_memory, "there is no memory to decompress", path_);
  }
  ~Gunzip() override { inflateEnd(&stream_); }
  Gunzip(const Gunzip&) = delete;
  Gunzip& operator=(const Gunzip&) = delete;

  std::size_t read(std::span<char> to) override {
    for (;;) {
      if (failure_) throw Error(*failure_);
      const bool more = have_input();
      if (between_members_ && !begin_member(more)) return 0;
      const std::size_t count = inflate_into(to, more);
      if (count != 0) return count;
    }
  }

 private:
  // False at the end of the file.
  bool have_input() {
    if (stream_.avail_in != 0) return true;
    const std::size_t count = compressed_->read(input_);
    bytes_in_ += count;
    stream_.next_in = reinterpret_cast<Bytef*>(input_.data());
    stream_.avail_in = static_cast<uInt>(count);
    return count != 0;
  }

  // Some writers fill the last block of a tape or disk with zeros. False at the end.
  bool begin_member(bool more) {
    while (more && *stream_.next_in == 0) {
      ++stream_.next_in;
      --stream_.avail_in;
      more = have_input();
    }
    if (!more) return false;
    between_members_ = false;
    inflateReset(&stream_);
    return true;
  }

  std::size_t inflate_into(std::span<char> to, bool more) {
    const std::size_t room = std::min<std::size_t>(to.size(), std::size_t{1} << 30);
    stream_.next_out = reinterpret_cast<Bytef*>(to.data());
    stream_.avail_out = static_cast<uInt>(room);
    const int result = inflate(&stream_, Z_NO_FLUSH);
    const std::size_t count = room - stream_.avail_out;
    bytes_out_ += count;
    if (result == Z_STREAM_END)
      between_members_ = true;
    else if (result == Z_MEM_ERROR)
      failure_.emplace(ErrorCode::out_of_memory, "there is no memory to decompress", path_);
    else if (result != Z_OK && result != Z_BUF_ERROR)
      fail("is damaged (" + std::string(stream_.msg ? stream_.msg : "bad data") + ")");
    else if (!more && count == 0)
      fail("is cut short");
    else if (bytes_out_ > limit_.bytes && bytes_out_ / limit_.times > bytes_in_)
      fail_expanded();
    return count;
  }

  void fail(const std::string& what) {
    failure_.emplace(ErrorCode::bad_input,
                     "the gzip file " + in_quotes(path_) + " " + what +
                         "; get it again from where it came, and import it again: no row counts "
                         "twice",
                     path_);
  }

  void fail_expanded() {
    failure_.emplace(ErrorCode::bad_input,
                     "the gzip file " + in_quotes(path_) + " expands beyond the limit, " +
                         std::to_string(limit_.bytes) + " bytes and " +
                         std::to_string(limit_.times) +
                         " times its size; if it is meant to, decompress it first (gzip -dc FILE |"
                         " ... -)",
                     path_);
  }

  std::unique_ptr<ByteSource> compressed_;
  std::string path_;
  ExpansionLimit limit_;
  z_stream stream_ = {};  // must stay where it is
  std::array<char, 64 * 1024> input_;
  std::uint64_t bytes_in_ = 0;
  std::uint64_t bytes_out_ = 0;
  bool between_members_ = false;
  std::optional<Error> failure_;  // thrown once what was good has been read
};

}  // namespace

bool is_gzip(std::string_view start) noexcept { return start.starts_with("\x1F\x8B"); }

std::unique_ptr<ByteSource> gunzip(std::unique_ptr<ByteSource> compressed, std::string path,
                                   ExpansionLimit limit) {
  return std::make_unique<Gunzip>(std::move(compressed), std::move(path), limit);
}

}  // namespace porto::internal
