// Ids that people take for the same are the same when they are folded.
#include "base/fold.hpp"

#include <doctest/doctest.h>

using namespace porto::internal;

TEST_CASE("blanks, case and Unicode form are left out") {
  CHECK(folded("bolag-17") == "bolag-17");
  for (const char* id : {" bolag-17", "bolag-17 ", "Bolag-17", "BOLAG-17", "bolag-17\xC2\xA0",
                         "\xEF\xBB\xBF"
                         "bolag-17",
                         "bolag\xE2\x80\x8B-17"})
    CHECK(folded(id) == "bolag-17");
  CHECK(folded("\xC3\x85kers bruk") == folded("A\xCC\x8Akers Bruk"));  // both forms of the letter
}

TEST_CASE("what differs otherwise stays different") {
  CHECK(folded("bolag-1") != folded("bolag-17"));
  CHECK(folded("bolag_17") != folded("bolag-17"));
  CHECK(folded("\xC3\xA5kers") != folded("akers"));
}

TEST_CASE("what looks the same on a screen is known to") {
  CHECK(look_alike("\xC3\x85kers", "A\xCC\x8Akers"));
  CHECK(look_alike("bolag-17", "bolag\xE2\x80\x8B-17"));
  CHECK_FALSE(look_alike("bolag-17", "Bolag-17"));
  CHECK_FALSE(look_alike("bolag-17", "bolag-17 "));
  CHECK_FALSE(look_alike("A\xFF", "A"));
}

TEST_CASE("text that is not UTF-8 stays as it is") { CHECK(folded("A\xFF ") == "A\xFF "); }
