# Tests that use the PostgreSQL server that ctest starts once for all of them. PORTO_TEST_POSTGRES
# tells them: the file with its URL, which is not there where PostgreSQL is not installed. By hand
# the variable is the URL itself: docs/TESTING.md.
set(postgres_state ${PROJECT_BINARY_DIR}/postgres)

# porto_uses_postgres(<test>...): tests that were added in the same folder.
function(porto_uses_postgres)
  set_property(TEST ${ARGN} APPEND PROPERTY FIXTURES_REQUIRED postgres_server)
  set_property(TEST ${ARGN} APPEND PROPERTY ENVIRONMENT PORTO_TEST_POSTGRES=${postgres_state}/url)
endfunction()
