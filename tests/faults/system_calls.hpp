// The calls that porto itself makes of files, outside SQLite, fail: the program is linked with
// --wrap of each. What the C++ library and SQLite call is not met.
#pragma once

namespace porto::testing::system_calls {

/// A call, and how it fails.
struct Failing {
  const char* call;  ///< "open"
  int error;         ///< EMFILE
  /// renameat2 fails as on a file system that does not have it, so that link is tried.
  bool lacks_renameat2 = false;
};

/// From now on the call number `nth` of these fails, from 1, or that one and all after it.
void fail(const Failing& what, long nth, bool from_then_on);
/// All calls work again; how many of these there have been since `fail`.
long work();
/// How many have failed since `fail`.
long failed();

}  // namespace porto::testing::system_calls
