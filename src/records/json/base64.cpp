// See base64.hpp.
#include "records/json/base64.hpp"

#include <sodium.h>

#include "input/lines.hpp"

namespace porto::internal {

bool decode_base64(std::string_view text, std::string& bytes) {
  std::size_t size = 0;
  bytes.assign(text.size() + padding_bytes, '\0');
  const int result =
      sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), text.size(), text.data(),
                        text.size(), nullptr, &size, nullptr, sodium_base64_VARIANT_ORIGINAL);
  bytes.resize(result == 0 ? size : 0);
  return result == 0;
}

}  // namespace porto::internal
