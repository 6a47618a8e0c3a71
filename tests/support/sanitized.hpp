// Whether a test runs under AddressSanitizer: it is several times slower there, and keeps what is
// freed for a while.
#pragma once

namespace porto::testing {

#if defined(__SANITIZE_ADDRESS__)
inline constexpr bool is_sanitized = true;
#elif defined(__has_feature)
inline constexpr bool is_sanitized = __has_feature(address_sanitizer);
#else
inline constexpr bool is_sanitized = false;
#endif

}  // namespace porto::testing
