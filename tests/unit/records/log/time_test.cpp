// The time that a log's line begins with, as LogClock reads it.
#include "records/log/time.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace porto::internal;

namespace time_test {
namespace {

struct Case {
  std::string line;
  std::string text;
  std::string rest;  // of the line
};

}  // namespace

TEST_CASE("times that syslog, the journal and containers write") {
  const std::vector<Case> cases = {
      {"Mar  1 08:00:02 mx", "Mar  1 08:00:02", " mx"},
      {"Mar 01 08:00:02 mx", "Mar 01 08:00:02", " mx"},
      {"Mar 1 08:00:02 mx", "Mar  1 08:00:02", " mx"},
      {"Mar 31 08:00:02 mx", "Mar 31 08:00:02", " mx"},
      {"Mar  1 08:00:02.123456 mx", "Mar  1 08:00:02.123456", " mx"},
      {"Mar 31 08:00:02,123 mx", "Mar 31 08:00:02.123", " mx"},
      {"Mar  1 2024 08:00:02 mx", "2024-03-01 08:00:02", " mx"},
      {"2024 Mar  1 08:00:02 mx", "2024-03-01 08:00:02", " mx"},
      {"Fri Mar  1 08:00:02 2024 mx", "2024-03-01 08:00:02", " mx"},
      {"Fri Mar  1 08:00:02 mx", "Mar  1 08:00:02", " mx"},
      {"2024-03-01T08:00:02+01:00 mx", "2024-03-01T08:00:02+01:00", " mx"},
      {"2024-03-01T08:00:02.123456+0100 mx", "2024-03-01T08:00:02.123456+0100", " mx"},
      {"2024-03-01 08:00:02 mx", "2024-03-01 08:00:02", " mx"},
      {"2024-03-01 08:00:02.345 +0100 mx", "2024-03-01 08:00:02.345 +0100", " mx"},
      {"Fri 2024-03-01 08:00:02 CET mx", "2024-03-01 08:00:02+01:00", " mx"},
      {"Fri 2024-03-01 08:00:02 CEST mx", "2024-03-01 08:00:02+02:00", " mx"},
      {"Fri 2024-03-01 08:00:02 UTC mx", "2024-03-01 08:00:02Z", " mx"},
      {"Fri 2024-03-01 08:00:02 EST mx", "2024-03-01 08:00:02 EST", " mx"},
      {"1709276402.123456 mx", "2024-03-01T07:00:02.123456Z", " mx"}};
  for (const Case& one : cases) {
    CAPTURE(one.line);
    std::string made;
    const LogTime time = log_time(one.line, made);
    CHECK(time.text == one.text);
    CHECK(one.line.substr(time.length) == one.rest);
  }
}

TEST_CASE("what is no time") {
  for (const std::string line :
       {"", "Mar", "Mar  1", "Mar  1 08:00", "Mär  1 08:00:02 mx", "Mar 111 08:00:02",
        "Mar x 08:00:02", "2024", "2024 ", "2024 x", "2024-03-01", "Fri", "Fri x",
        "170927640.123456 mx", "1709276402.12 mx", "1709276402 mx", "1709276402.123456x",
        "postfix/smtp[12]: x"}) {
    CAPTURE(line);
    std::string made;
    CHECK(log_time(line, made).length == 0);
  }
}

TEST_CASE("times inside a text are found") {
  const std::string text = "x Mar  1 08:00:02 y 2024-03-01T08:00:02 z Mar 1 08:00:02 12:00:00";
  const std::size_t second = text.find("2024");
  const std::size_t third = text.find("Mar 1 ");
  CHECK(find_log_time(text, 0) == 2);
  CHECK(find_log_time(text, 3) == second);
  CHECK(find_log_time(text, second + 1) == third);
  CHECK(find_log_time(text, third + 1) == text.npos);
}

}  // namespace time_test
