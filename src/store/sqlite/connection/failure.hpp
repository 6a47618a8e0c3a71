// Failures of SQLite as errors for the caller: the code says who acts, the text what to do.
#pragma once

#include <string>

#include "porto/error.hpp"

struct sqlite3;
namespace SQLite {
class Exception;
}

namespace porto::internal {

/// What the operating system said of a failure with this code of SQLite; 0: nothing, or it is not
/// known.
int system_errno_of(sqlite3* database, int code) noexcept;
/// `system_errno`: what the operating system said, if SQLite knows.
Error failure(const SQLite::Exception& exception, int system_errno, const std::string& path);
/// The numbers behind a failure.
Cause cause_of(const SQLite::Exception& exception, int system_errno) noexcept;
/// The same error, with what lies behind it.
Error with_cause(const Error& error, const Cause& cause);
/// The ledger, or the folder it is in, cannot be written.
Error read_only_failure(const std::string& path);

}  // namespace porto::internal
