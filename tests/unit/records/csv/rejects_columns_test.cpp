// The columns of a rejects file: found by its first line, and taken off its records.
#include "records/csv/rejects_columns.hpp"

#include <doctest/doctest.h>

#include <string>

#include "records/csv/records.hpp"

using namespace porto::internal;

TEST_CASE("a rejects file and its delimiter are told by the first line") {
  CHECK(rejects_delimiter("porto_outcome,porto_reason,porto_file,porto_line,porto_row,a") == ',');
  CHECK(rejects_delimiter("porto_outcome\tporto_reason\tporto_file") == '\t');
  CHECK(rejects_delimiter("\"porto_outcome\";\"porto_reason\";") == ';');
  for (const char* other : {"", "porto_outcome", "porto_outcome,", "porto_outcome,a",
                            "a,porto_outcome", "event_id,company"})
    CHECK(rejects_delimiter(other) == '\0');
}

TEST_CASE("the row behind our columns") {
  struct Case {
    const char* record;
    const char* row;
  };
  const Case cases[] = {
      {"rejected,why,f,1,,a,b", "a,b"},
      {"rejected,\"why, \"\"x\"\"\",\"f,g\",1,,\"a,b\",\"c\"", "\"a,b\",\"c\""},
      {"rejected,why,f,1,\"a,\"\"b\",,,", "a,\"b"},
      {"rejected,why,f,1,plain,,", "plain"},
      {"rejected,why,f,1,\"a,\"\"b\",c,,", "c,,"},
      {"rejected,why,f,1,,,", ","},
      {"rejected,why,f,1,,", ""},
      // Damaged: read as it is, and refused.
      {"rejected,why,f,1", "rejected,why,f,1"},
      {"rejected,\"why,f,1,,a", "rejected,\"why,f,1,,a"},
      {"", ""},
  };
  for (const Case& one : cases) {
    CAPTURE(one.record);
    std::string text;
    CHECK(rejected_row(one.record, ',', text) == one.row);
  }
}

TEST_CASE("whether a row is a record of a layout") {
  const CsvLayout layout{';', false, {"a", "b"}};
  for (const char* good : {"1;2", "1;", ";2", "\"1;x\";2", "\"1\n2\";3", "1;\"say \"\"x\"\"\""})
    CHECK(layout.holds(good));
  for (const char* bad : {"", "1", "1;2;3", "1;\"2", "1;2\"", "\"1\"x;2", "1;2\n3;4", "1;\xFF"})
    CHECK_FALSE(layout.holds(bad));
  CHECK_FALSE(layout.holds(std::string("1;\0", 3)));
}
