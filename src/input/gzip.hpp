// Input that is compressed with gzip (RFC 1952), decompressed as it is read, by zlib; also where
// plain text stands in front of it, behind it or between, as `cat a.log b.log.gz` joins them.
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

/// Text of which parts may be compressed.
class JoinedSource : public ByteSource {
 public:
  /// How many bytes from the start are as they are in the file, as far as that is known; all, until
  /// a compressed part begins.
  virtual std::uint64_t as_is_bytes() const noexcept = 0;
};

/// The same, where plain text may stand too. A gzip member begins at the start of the file, behind
/// another one, and at the start of a line where the ten bytes of a header stand, which are no
/// text. Errors of gunzip; also bad_input for a header inside a line, for what follows a member and
/// is neither gzip nor text, and for a member whose text is compressed itself.
std::unique_ptr<JoinedSource> join_gzip(std::unique_ptr<ByteSource> from, std::string path,
                                        ExpansionLimit limit = {});

}  // namespace porto::internal
