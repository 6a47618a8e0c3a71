// Ids of corrections.
#include "base/correction_id.hpp"

#include <doctest/doctest.h>

#include <utility>

using porto::internal::correction_id;

TEST_CASE("each correction has the next number") {
  const std::pair<const char*, const char*> cases[] = {
      {"e-1", "e-1/correction-1"},
      {"e-1/correction-1", "e-1/correction-2"},
      {"e-1/correction-9", "e-1/correction-10"},
      {"e/correction-", "e/correction-/correction-1"},
      {"e/correction-0", "e/correction-0/correction-1"},
      {"e/correction-1x", "e/correction-1x/correction-1"},
      {"e/correction-4294967295000", "e/correction-4294967295000/correction-1"},
      {"", "/correction-1"},
  };
  for (const auto& [id, expected] : cases) CHECK(correction_id(id) == expected);
}
