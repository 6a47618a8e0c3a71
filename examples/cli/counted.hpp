// A number of things, as messages say it.
#pragma once

#include <cstdint>
#include <string>

namespace porto_cli {

/// "1 company", "12 companies".
inline std::string counted(std::uint64_t count, const char* one, const char* many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

}  // namespace porto_cli
