// Hashes of months and digests of records that were kept elsewhere, as people write them down and
// as `porto month list` and `porto verify` print them.
#pragma once

#include <string>
#include <vector>

#include "capi.hpp"

namespace porto_cli {

/// One of them; `month` is 0 where it is of a record.
struct KeptDigest {
  std::int32_t month = 0;
  std::string record;
  std::int64_t number = 0;
  std::string digest;
};

/// "2024-02=HASH" or "batch:12=DIGEST", as the value of an option.
KeptDigest parse_kept_digest(const std::string& option, const std::string& text);

/// Those of a file, of one form or several: lines as above, also with a blank for the `=`; what
/// `porto month list --output csv` and `porto verify --output csv` print. Empty lines, and lines
/// that begin with `#`, mean nothing. Throws Failure with file and line, also if there is nothing
/// in the file.
std::vector<KeptDigest> read_kept_digests(const std::string& path);

}  // namespace porto_cli
