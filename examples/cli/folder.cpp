// See folder.hpp.
#include "folder.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "counted.hpp"

namespace porto_cli {
namespace {

namespace fs = std::filesystem;

/// The most files with other content that are named.
constexpr std::size_t most_named = 10;

std::string name_of_system_error() { return std::strerror(errno); }

/// A file as it is, if it is no longer than `most` bytes.
bool read_file(const std::string& path, std::size_t most, std::string& bytes) {
  std::error_code none;
  if (!fs::is_regular_file(path, none) || fs::file_size(path, none) > most || none) return false;
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return false;
  bytes.resize(most);
  bytes.resize(std::fread(bytes.data(), 1, most, file));
  std::fclose(file);
  return true;
}

/// To a temporary name first: no file has its name before it is whole. That is made anew ("x" is
/// O_EXCL): what is left of a run that was stopped goes, and what a link of that name points to is
/// not written over.
void write_file(const std::string& path, const std::string& bytes) {
  const std::string temporary = path + ".part";
  std::remove(temporary.c_str());
  std::FILE* file = std::fopen(temporary.c_str(), "wbx");
  bool good = file != nullptr && std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  if (file != nullptr && std::fclose(file) != 0) good = false;
  if (good && std::rename(temporary.c_str(), path.c_str()) == 0) return;
  const std::string reason = name_of_system_error();
  if (file != nullptr) std::remove(temporary.c_str());
  throw failed(path, "cannot write it: " + reason +
                         "; what was written before is whole, the same command goes on from it");
}

}  // namespace

Folder::~Folder() {
  std::error_code none;
  if (is_new_ && written_ == 0) fs::remove(path_, none);  // which leaves one that is not empty
}

void Folder::make() {
  std::error_code error;
  is_new_ = fs::create_directories(path_, error);
  if (error) throw failed(path_, "cannot make the folder: " + error.message());
}

void Folder::save(const std::string& name, const std::string& bytes) {
  const std::string path = (fs::path(path_) / name).string();
  std::error_code none;
  if (fs::exists(fs::symlink_status(path, none))) {
    std::string before;
    const bool fits = read_file(path, bytes.size(), before);
    if (fits && before == bytes) {
      ++kept_;
      return;
    }
    const bool is_cut_off = fits && bytes.starts_with(before);
    if (!is_cut_off && !overwrite_) return differing_.push_back(path);
  }
  write_file(path, bytes);
  ++written_;
}

void Folder::tell_differing(Session& session) const {
  if (differing_.empty()) return;
  for (std::size_t i = 0; i < differing_.size() && i < most_named; ++i)
    session.warning(differing_[i], "is there with other content, and stays as it is");
  session.warning(path_, counted(differing_.size(), "file has", "files have") +
                             " other content than now; --overwrite writes anew");
  session.status = Session::attention;
}

}  // namespace porto_cli
