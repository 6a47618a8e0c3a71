// A whole ledger from one store to another: the way from a file to a server, and home.
#pragma once

#include "porto/copying.hpp"

namespace porto::internal {

/// See porto/copying.hpp.
CopyResult copy_ledger(const std::string& from, const std::string& to, const CopyOptions& options);

}  // namespace porto::internal
