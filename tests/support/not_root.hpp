// Permissions do not bind root; while an object of this lives, the process is somebody else.
#pragma once

#include <doctest/doctest.h>
#include <unistd.h>

namespace porto::testing {

class NotRoot {
 public:
  NotRoot() {
    if (was_root_) REQUIRE(seteuid(65534) == 0);
  }
  ~NotRoot() {
    if (was_root_) CHECK(seteuid(0) == 0);
  }
  NotRoot(const NotRoot&) = delete;
  NotRoot& operator=(const NotRoot&) = delete;

 private:
  bool was_root_ = geteuid() == 0;
};

}  // namespace porto::testing
