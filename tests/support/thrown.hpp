// The error that a call throws, so that a test can compare the code and look at the message.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "porto/error.hpp"

namespace porto::testing {

struct Thrown {
  std::optional<ErrorCode> code;  ///< not set if nothing was thrown
  std::string message;

  bool says(std::string_view part) const { return message.find(part) != std::string::npos; }
};

template <class Call>
Thrown thrown(Call call) {
  try {
    call();
  } catch (const Error& error) {
    return {error.code(), error.what()};
  }
  return {};
}

}  // namespace porto::testing
