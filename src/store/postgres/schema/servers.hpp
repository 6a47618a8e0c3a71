// What a ledger on several servers has besides: the step of the tables from version 1 to 2.
#pragma once

#include "store/postgres/connection/connection.hpp"

namespace porto::internal::postgres {

inline constexpr const char* servers_sql = R"(
-- Which of the ledger's servers this is. 0 is its head, which has all that is not usage; on the
-- others the tables of control data have no more than what recording asks for.
ALTER TABLE ledger ADD COLUMN server integer NOT NULL DEFAULT 0 CHECK (server >= 0);
-- The other servers, in the order of their numbers: they and the head have a part of the
-- identities each. Without passwords.
CREATE TABLE server (
  no  integer PRIMARY KEY CHECK (no > 0),
  url text NOT NULL CHECK (url <> '')
);
-- A change of several servers that was begun: the others have it before the head does.
CREATE TABLE begun (
  only_row integer PRIMARY KEY CHECK (only_row = 1),
  what     text NOT NULL
);
-- The last closed month that a lane was told of; the head has periods.
ALTER TABLE lane ADD COLUMN closed integer NOT NULL DEFAULT 0;

CREATE TRIGGER server_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON server
EXECUTE FUNCTION refuse('the servers of a ledger are never changed');
)";

inline void add_servers(Connection& connection) { connection.execute(servers_sql); }

}  // namespace porto::internal::postgres
