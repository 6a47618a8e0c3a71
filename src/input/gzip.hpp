// Input that is compressed with gzip (RFC 1952), decompressed as it is read, by zlib.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "input/byte_source.hpp"

namespace porto::internal {

/// How much a file may expand. Text compresses 5 to 40 times; what passes both limits is made to
/// fill a machine.
struct ExpansionLimit {
  std::uint64_t bytes = std::uint64_t{1} << 30;  ///< this many are always allowed
  std::uint64_t times = 200;  ///< beyond it: at most this many times what was read
};

/// Whether bytes are the start of a gzip file; two are enough.
bool is_gzip(std::string_view start) noexcept;

/// One or more gzip members, with zero bytes after them if need be, as one text. `path` is for
/// messages. Error bad_input, where = the path: cut short, damaged, beyond the limit.
std::unique_ptr<ByteSource> gunzip(std::unique_ptr<ByteSource> compressed, std::string path,
                                   ExpansionLimit limit = {});

}  // namespace porto::internal
