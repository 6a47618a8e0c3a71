// The kinds of ImportInput: see porto/import.hpp.
#include <utility>

#include "porto/import.hpp"

namespace porto {

ImportInput ImportInput::of_bytes(std::string name, std::string_view bytes) {
  ImportInput input(std::move(name));
  input.bytes = bytes;
  return input;
}

ImportInput ImportInput::of_read(std::string name, Read read) {
  ImportInput input(std::move(name));
  input.read = std::move(read);
  return input;
}

ImportInput ImportInput::of_descriptor(std::string name, int descriptor) {
  ImportInput input(std::move(name));
  input.descriptor = descriptor;
  return input;
}

}  // namespace porto
