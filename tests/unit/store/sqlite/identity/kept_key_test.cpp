// The key of a ledger file's identities: its own, or the file is damaged.
#include "store/sqlite/identity/kept_key.hpp"

#include "store/sqlite/schema/schema.hpp"
#include "unit/store/fixture.hpp"

namespace porto::testing::kept_key_test {

using namespace internal;

TEST_CASE("each ledger has a key of its own") {
  Connection one(Connection::in_memory);
  Connection other(Connection::in_memory);
  create_schema(one, options);
  create_schema(other, options);
  CHECK(read_identity_key(one).bytes() == read_identity_key(one).bytes());
  CHECK(read_identity_key(one).bytes() != read_identity_key(other).bytes());
  one.execute("UPDATE identity_key SET key = X'00'");
  CHECK(code_of([&] { read_identity_key(one); }) == ErrorCode::corrupt);
  one.execute("DELETE FROM identity_key");
  CHECK(code_of([&] { read_identity_key(one); }) == ErrorCode::corrupt);
}

}  // namespace porto::testing::kept_key_test
