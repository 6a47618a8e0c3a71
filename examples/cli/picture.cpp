// See picture.hpp.
#include "picture.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "failure.hpp"

namespace porto_cli {

std::int32_t Picture::append(void* user, const char* bytes, std::size_t size) {
  static_cast<Picture*>(user)->svg_.append(bytes, size);
  return 0;
}

void Picture::save(Session& session, const std::string& path) const {
  if (path == "-") return session.out.text(svg_);
  std::FILE* file = std::fopen(path.c_str(), "wb");
  bool good = file != nullptr && std::fwrite(svg_.data(), 1, svg_.size(), file) == svg_.size();
  if (file != nullptr && std::fclose(file) != 0) good = false;
  if (!good) throw failed(path, std::string("cannot write it: ") + std::strerror(errno));
  session.notice(path, "drawn");
}

}  // namespace porto_cli
