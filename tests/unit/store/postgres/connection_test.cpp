// Statements of one connection, whichever way each of them is run.
#include "store/postgres/connection/connection.hpp"

#include "unit/store/fixture.hpp"

namespace porto::testing::postgres_connection_test {

using namespace internal;
using namespace internal::postgres;

TEST_CASE("a pipeline gives all rows, also where rows came one by one before it") {
  const InPostgres server;
  Connection connection(location_of(server.database.url()), {}, nullptr);
  connection.begin(Begin::read);
  const std::string three = "SELECT generate_series(1, 3)";
  for (int time = 0; time < 2; ++time) {
    int rows = 0;
    connection.each(three, {}, [&](const Row&) { ++rows; });
    CHECK(rows == 3);
    Connection::Pipeline pipeline(connection);
    pipeline.add(three).add("SELECT $1 + 1", std::int64_t{1});
    const std::vector<Rows> all = pipeline.run();
    CHECK(all[0].size() == 3);
    CHECK(all[1][0].integer(0) == 2);
  }
}

}  // namespace porto::testing::postgres_connection_test
