// Base64 (RFC 4648, section 4) as events and their wrappers have it.
#pragma once

#include <string>
#include <string_view>

namespace porto::internal {

/// Decodes all of the text; false if that is not base64. padding_bytes may be read behind the
/// bytes.
bool decode_base64(std::string_view text, std::string& bytes);

}  // namespace porto::internal
