// See empty_log.hpp.
#include "formats/empty_log.hpp"

#include <utility>

namespace porto::internal {
namespace {

class EmptyLog final : public Reader {
 public:
  explicit EmptyLog(Lines lines) : lines_(std::move(lines)) {}

  bool next(Row&) override { return false; }
  const Lines& lines() const override { return lines_; }
  std::vector<std::string> notices() const override {
    return {lines_.path() + ": the log is empty"};
  }

 private:
  Lines lines_;
};

}  // namespace

std::unique_ptr<Reader> open_empty_log(Lines lines) {
  return std::make_unique<EmptyLog>(std::move(lines));
}

}  // namespace porto::internal
