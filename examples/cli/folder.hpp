// A folder that a command fills with files: what is there and the same stays, what differs is not
// overwritten unless that is asked for.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "session.hpp"

namespace porto_cli {

class Folder {
 public:
  /// `overwrite`: also what has other content.
  Folder(std::string path, bool overwrite) : path_(std::move(path)), overwrite_(overwrite) {}
  /// Takes a folder away that it made and wrote nothing to: the command has failed.
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::string& path() const noexcept { return path_; }
  /// Makes it, if it is not there. Throws Failure.
  void make();
  /// Writes a file that is not there, or is cut off; keeps what is the same. Throws Failure; what
  /// was written until then stays whole.
  void save(const std::string& name, const std::string& bytes);
  std::size_t written() const noexcept { return written_; }
  std::size_t kept() const noexcept { return kept_; }
  /// Tells of files with other content, which want attention.
  void tell_differing(Session& session) const;

 private:
  std::string path_;
  bool overwrite_;
  bool is_new_ = false;
  std::size_t written_ = 0;
  std::size_t kept_ = 0;
  std::vector<std::string> differing_;
};

}  // namespace porto_cli
