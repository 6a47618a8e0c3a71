// Error codes keep their numbers and names for ever: the C ABI and scripts rely on them.
#include "porto/error.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

namespace porto {
namespace error_test {
namespace {

struct NamedCode {
  ErrorCode code;
  int number;
  const char* name;
};

constexpr NamedCode codes[] = {
    {ErrorCode::invalid_argument, -100, "invalid_argument"},
    {ErrorCode::bad_number, -101, "bad_number"},
    {ErrorCode::bad_time, -102, "bad_time"},
    {ErrorCode::overflow, -103, "overflow"},
    {ErrorCode::unknown_zone, -104, "unknown_zone"},
    {ErrorCode::unknown_currency, -105, "unknown_currency"},
    {ErrorCode::not_found, -200, "not_found"},
    {ErrorCode::conflict, -201, "conflict"},
    {ErrorCode::bad_tariff, -202, "bad_tariff"},
    {ErrorCode::bad_input, -203, "bad_input"},
    {ErrorCode::month_open, -204, "month_open"},
    {ErrorCode::month_closed, -205, "month_closed"},
    {ErrorCode::ledger_exists, -206, "ledger_exists"},
    {ErrorCode::not_a_ledger, -207, "not_a_ledger"},
    {ErrorCode::newer_ledger, -208, "newer_ledger"},
    {ErrorCode::negative_usage, -209, "negative_usage"},
    {ErrorCode::unrated, -210, "unrated"},
    {ErrorCode::io, -300, "io"},
    {ErrorCode::busy, -301, "busy"},
    {ErrorCode::full, -302, "full"},
    {ErrorCode::read_only, -303, "read_only"},
    {ErrorCode::corrupt, -304, "corrupt"},
    {ErrorCode::cancelled, -305, "cancelled"},
    {ErrorCode::internal, -400, "internal"},
    {ErrorCode::out_of_memory, -306, "out_of_memory"},
};

TEST_CASE("every error code has its number and its name") {
  std::set<std::string> names;
  for (const NamedCode& expected : codes) {
    CAPTURE(expected.name);
    CHECK(static_cast<int>(expected.code) == expected.number);
    CHECK(std::string(to_string(expected.code)) == expected.name);
    names.insert(to_string(expected.code));
  }
  CHECK(names.size() == std::size(codes));
  CHECK(std::string(to_string(static_cast<ErrorCode>(-999))) == "unknown");
}

TEST_CASE("an error carries code, message and place") {
  const Error with_place(ErrorCode::bad_number, "the price is not a number", "tariff.toml:7");
  CHECK(with_place.code() == ErrorCode::bad_number);
  CHECK(std::string(with_place.what()) == "the price is not a number");
  CHECK(with_place.where() == "tariff.toml:7");
  CHECK(Error(ErrorCode::busy, "locked").where().empty());
}

}  // namespace
}  // namespace error_test

}  // namespace porto
