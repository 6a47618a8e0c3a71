// The encodings of text that are read: everything behind this is UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "input/byte_source.hpp"

namespace porto::internal {

enum class Encoding : std::uint8_t { utf8, utf16_le, utf16_be, windows_1252, iso_8859_1 };

/// How much of a file's start encoding_of() needs.
std::size_t bytes_to_tell(std::string_view declared);

/// The encoding of a file that starts so, by its byte order mark and by what is declared: "utf-8",
/// "utf-16", "utf-16le", "utf-16be", "windows-1252", "iso-8859-1", "excel" (what Excel saves as
/// CSV: by its mark, else windows-1252), or nothing. Without a mark and a declaration it is UTF-8.
/// `start` has bytes_to_tell() bytes, or all. Errors invalid_argument (unknown name), bad_input
/// (the two contradict, or the byte order of UTF-16 without a mark cannot be told).
Encoding encoding_of(std::string_view start, std::string_view declared, const std::string& path);

/// The text as UTF-8, with its mark. Bytes that mean nothing in the encoding are Error bad_input,
/// where = "path:line".
std::unique_ptr<ByteSource> to_utf8(std::unique_ptr<ByteSource> from, Encoding encoding,
                                    std::string path);

}  // namespace porto::internal
