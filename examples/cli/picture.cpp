// See picture.hpp.
#include "picture.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "failure.hpp"

namespace porto_cli {

std::int32_t Picture::append(void* user, const char* bytes, std::size_t size) {
  static_cast<Picture*>(user)->svg_.append(bytes, size);
  return 0;
}

namespace {

// Opening and closing it would also end the locks that SQLite holds on it.
bool is_of_ledger(const std::string& ledger, const std::string& path) {
  for (const char* file : {"", "-wal", "-shm"}) {
    std::error_code none;  // a file that is not there is no file of the ledger
    if (std::filesystem::equivalent(ledger + file, path, none)) return true;
  }
  return false;
}

// A picture is drawn over an earlier one, and over nothing else.
bool is_no_picture(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return false;
  char begin[4];
  const std::size_t size = std::fread(begin, 1, sizeof begin, file);
  std::fclose(file);
  return size != 0 && std::string_view(begin, size) != "<svg";
}

}  // namespace

void Picture::save(Session& session, const std::string& path) const {
  if (path == "-") {
    session.out.refuse_workbook("a picture");
    return session.out.text(svg_);
  }
  if (is_of_ledger(session.ledger_path, path))
    throw failed(path, "belongs to the ledger; give another name");
  if (is_no_picture(path))
    throw failed(path, "exists and is not an SVG picture; give another name");
  std::FILE* file = std::fopen(path.c_str(), "wb");
  bool good = file != nullptr && std::fwrite(svg_.data(), 1, svg_.size(), file) == svg_.size();
  if (file != nullptr && std::fclose(file) != 0) good = false;
  if (!good) throw failed(path, std::string("cannot write it: ") + std::strerror(errno));
  session.notice(path, "drawn");
}

}  // namespace porto_cli
