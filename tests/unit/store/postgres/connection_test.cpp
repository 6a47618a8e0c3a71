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

TEST_CASE("rows are copied in pieces") {
  const InPostgres server;
  Connection connection(location_of(server.database.url()), {}, nullptr);
  connection.begin(Begin::write);
  connection.execute("CREATE TEMPORARY TABLE copied (number bigint, text text)");
  Connection::Copy copy(connection, "SAVEPOINT before; COPY copied FROM STDIN (FORMAT binary)");
  const std::string large(100'000, 'x');  // more than a piece of libpq's
  for (std::int64_t i = 1; i <= 3; ++i) {
    std::string row;
    put(row, std::int16_t{2});
    put_field(row, i);
    put_field(row, large);
    copy.put(row);
  }
  copy.end();
  copy.finish();
  const Rows rows = connection.query("SELECT sum(number)::bigint, sum(length(text)) FROM copied");
  CHECK(rows[0].integer(0) == 6);
  CHECK(rows[0].integer(1) == 300'000);
}

}  // namespace porto::testing::postgres_connection_test
