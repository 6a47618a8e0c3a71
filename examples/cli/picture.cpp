// See picture.hpp.
#include "picture.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

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

// A picture is drawn over an earlier one of its kind, and over nothing else.
bool is_other_file(const std::string& path, std::string_view begins) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return false;
  char begin[4];
  const std::size_t size = std::fread(begin, 1, sizeof begin, file);
  std::fclose(file);
  return size != 0 && std::string_view(begin, size) != begins;
}

void write_svg(const std::string& path, const std::string& svg) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  bool good = file != nullptr && std::fwrite(svg.data(), 1, svg.size(), file) == svg.size();
  if (file != nullptr && std::fclose(file) != 0) good = false;
  if (!good) throw failed(path, std::string("cannot write it: ") + std::strerror(errno));
}

/// Starts rsvg-convert, which reads SVG from `input` and writes the file. Gives errno if it cannot.
int start_converter(const std::string& path, int input, pid_t& process) {
  std::string output = "--output=" + path;
  char name[] = "rsvg-convert";
  char* const words[] = {name, output.data(), nullptr};
  posix_spawn_file_actions_t actions;
  if (const int error = posix_spawn_file_actions_init(&actions)) return error;
  int error = posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  if (error == 0) error = posix_spawnp(&process, name, &actions, nullptr, words, environ);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

bool write_all(int output, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(output, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) return false;
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

void write_png(const std::string& path, const std::string& svg) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0)
    throw failed(path, std::string("cannot write it: ") + std::strerror(errno));
  pid_t process = 0;
  const int error = start_converter(path, ends[0], process);
  ::close(ends[0]);
  const bool whole = error == 0 && write_all(ends[1], svg);
  ::close(ends[1]);
  if (error != 0)
    throw failed(path, std::string("PNG is made by rsvg-convert, which cannot be run (") +
                           std::strerror(error) +
                           "); install librsvg2-bin, or name a file that ends in .svg");
  int status = 0;
  while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  if (!whole || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
    throw failed(path, "rsvg-convert has failed, and there may be no picture or a part of one");
}

}  // namespace

void Picture::save(Session& session, const std::string& path) const {
  if (path == "-") {
    session.out.refuse_workbook("a picture");
    return session.out.text(svg_);
  }
  if (is_of_ledger(session.ledger_path, path))
    throw failed(path, "belongs to the ledger; give another name");
  const bool is_png = path.ends_with(".png");
  if (is_other_file(path, is_png ? "\x89PNG" : "<svg"))
    throw failed(path, std::string("exists and is not ") + (is_png ? "a PNG" : "an SVG") +
                           " picture; give another name");
  (is_png ? write_png : write_svg)(path, svg_);
  session.notice(path, "drawn");
}

}  // namespace porto_cli
