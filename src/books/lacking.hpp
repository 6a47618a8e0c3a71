// What an export lacks. All of it is told at once, each in a line, so that it is mended in one go.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "porto/error.hpp"

namespace porto::internal {

class Lacking {
 public:
  /// `file_name`: of the books file, which the error is about.
  explicit Lacking(std::string file_name) : file_name_(std::move(file_name)) {}

  /// "books.toml: company "x" has no city; write it in its [[buyer]]"
  void add(const std::string& what_and_what_to_do) {
    const std::string line = file_name_ + ": " + what_and_what_to_do;
    if (told_.insert(line).second) lines_.push_back(line);
  }
  void add_if(bool lacks, const std::string& what_and_what_to_do) {
    if (lacks) add(what_and_what_to_do);
  }
  /// Error bad_input, if there is anything; of many the first ones and how many more there are.
  void refuse() const {
    if (lines_.empty()) return;
    constexpr std::size_t most = 50;
    std::string message;
    for (std::size_t i = 0; i < lines_.size() && i < most; ++i)
      message += (i == 0 ? "" : "\n") + lines_[i];
    if (lines_.size() > most)
      message += "\n" + file_name_ + ": and " + std::to_string(lines_.size() - most) + " more";
    throw Error(ErrorCode::bad_input, message, file_name_);
  }

 private:
  std::string file_name_;
  std::vector<std::string> lines_;  // each once
  std::set<std::string> told_;
};

}  // namespace porto::internal
