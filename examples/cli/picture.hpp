// A picture that the library draws, on its way to a file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "session.hpp"

namespace porto_cli {

class Picture {
 public:
  /// A porto_write_fn whose `user` is a Picture.
  static std::int32_t append(void* user, const char* bytes, std::size_t size);
  /// To a file, which is told of, or to standard output for "-". A file that ends in .png is made
  /// by rsvg-convert, if that is installed. Throws Failure.
  void save(Session& session, const std::string& path) const;

 private:
  std::string svg_;
};

}  // namespace porto_cli
