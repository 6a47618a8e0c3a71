// What is missing, added or changed in the tables, triggers and views of a ledger on a server.
#include "store/postgres/schema/structure.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "store/postgres/schema/expected_structure.hpp"
#include "unit/store/fixture.hpp"

namespace porto::testing::postgres_structure_test {

using namespace internal;
using namespace internal::postgres;
namespace {

Parts parts_of_new_ledger() {
  const InPostgres kind;
  Connection connection(location_of(kind.database.url()), {}, nullptr);
  connection.begin(Begin::read);
  Parts parts = stored_parts(connection);
  connection.roll_back();
  return parts;
}

// Statements with psql, and the faults that they leave: "place: stored | expected", one a line.
std::string faults_after(const std::string& sql) {
  const InPostgres kind;
  if (!sql.empty()) kind.database.run(sql);
  const Structure structure = kind.store->structure();
  CHECK(structure.parts > 100);
  CHECK(structure.checks_values);
  std::string text;
  for (const StructureFault& fault : structure.faults)
    text += fault.place + ": " + fault.stored + " | " + fault.expected + "\n";
  return text;
}

// Into the source.
void write_listing(const std::string& listing) {
  const std::string path = PORTO_SOURCE_DIR "/src/store/postgres/schema/expected_structure.hpp";
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  const std::string before = "R\"listing(\n";
  const std::string source = text.str();
  const std::size_t begin = source.find(before) + before.size();
  const std::size_t end = source.find(")listing\"");
  std::ofstream(path) << source.substr(0, begin) << listing << source.substr(end);
}

}  // namespace

// After a change of the schema, PORTO_WRITE_STRUCTURE=1 writes the listing anew; the next build has
// it.
TEST_CASE("the structure that is expected is that of a new ledger") {
  const Parts parts = parts_of_new_ledger();
  if (std::getenv("PORTO_WRITE_STRUCTURE")) write_listing(listing_of(parts));
  CHECK(expected_parts().size() == parts.size());
  CHECK(faults_after("") == "");
}

TEST_CASE("a listing reads back as it was, however long its lines are") {
  const std::string listing = expected_structure;
  CHECK("\n" + listing_of(expected_parts()) == listing);
}

TEST_CASE("what a server may be told of storing is nobody's structure") {
  CHECK(faults_after("ALTER TABLE usage_event SET (autovacuum_enabled = off);"
                     "ALTER INDEX usage_event_identity SET (fillfactor = 70);"
                     "ANALYZE company; GRANT SELECT ON v_month TO PUBLIC;"
                     "COMMENT ON TABLE void IS 'mine'") == "");
}

TEST_CASE("what is missing on a server is found") {
  CHECK(faults_after("DROP TRIGGER void_is_never_changed ON void") ==
        "trigger void_is_never_changed of void: not there | CREATE TRIGGER void_is_never_changed "
        "BEFORE DELETE OR UPDATE OR TRUNCATE ON void ...\n");
  CHECK(faults_after("DROP INDEX import_file_of_size") ==
        "index import_file_of_size: not there | CREATE INDEX import_file_of_size ON import_file "
        "USING btree (size)\n");
  CHECK(faults_after("ALTER TABLE invoice_line DROP CONSTRAINT invoice_line_company_fkey")
            .starts_with("constraint invoice_line_company_fkey of invoice_line: not there | "));
  CHECK(faults_after("DROP VIEW v_company")
            .find("view v_company: not there | (company text COLLATE") != std::string::npos);
}

TEST_CASE("what is turned off is found") {
  CHECK(faults_after("ALTER TABLE void DISABLE TRIGGER void_is_never_changed").find(" DISABLED") !=
        std::string::npos);
  CHECK(faults_after("ALTER TABLE item DISABLE TRIGGER ALL").find("RI_Constraint") !=
        std::string::npos);
  CHECK(faults_after("ALTER TABLE lane SET UNLOGGED").starts_with("table lane: not logged "));
  CHECK(faults_after("ALTER TABLE item ENABLE ROW LEVEL SECURITY")
            .starts_with("table item: with row security "));
  CHECK(faults_after("CREATE RULE mine AS ON DELETE TO item DO INSTEAD NOTHING")
            .starts_with("rule mine of item: CREATE RULE mine "));
}

TEST_CASE("what is added on a server is found") {
  CHECK(faults_after("CREATE TABLE mine (x integer)") ==
        "table mine: (x integer) | nothing of that name\n");
  CHECK(faults_after("CREATE INDEX mine ON void (actor)") ==
        "index mine: CREATE INDEX mine ON void USING btree (actor) | nothing of that name\n");
  CHECK(faults_after("CREATE VIEW mine AS SELECT 1 AS one").find("view mine: (one integer)") !=
        std::string::npos);
  CHECK(faults_after("CREATE FUNCTION mine() RETURNS integer LANGUAGE sql AS 'SELECT 1'") ==
        "function mine(): RETURNS integer LANGUAGE sql AS SELECT 1 | nothing of that name\n");
}

TEST_CASE("what is changed on a server is found, with the words that differ") {
  CHECK(
      faults_after("ALTER TABLE change ALTER reason DROP NOT NULL").starts_with("table change: "));
  CHECK(faults_after("ALTER TABLE item DROP CONSTRAINT item_amount_check,"
                     " ADD CONSTRAINT item_amount_check CHECK (amount > 0)") ==
        "constraint item_amount_check of item: ... > 0)) | ... <> 0))\n");
  CHECK(faults_after("CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
                     " 'BEGIN RETURN NULL; END'")
            .starts_with("function refuse(): ... "));
}

}  // namespace porto::testing::postgres_structure_test
