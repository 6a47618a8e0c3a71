// Which SQLite this process has: a program with one of its own that it exports puts it in the place
// of the one that porto was built with.
#pragma once

namespace porto::internal {

/// Error invalid_argument if it is older than the headers that porto was built with, is of that
/// version and of other sources, or was built without locks for threads: none of these keeps what
/// porto relies on.
void require_fit_sqlite();

}  // namespace porto::internal
