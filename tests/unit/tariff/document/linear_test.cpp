// Reading and checking a document costs time and memory in proportion to its size, whatever is in
// it: twice the document, twice the memory, and not more calls for it. No clock is looked at.
#include <doctest/doctest.h>

#include <cstdlib>
#include <functional>
#include <new>
#include <string>

#include "porto/tariff.hpp"
#include "unit/tariff/support.hpp"

namespace {

// What was asked of operator new.
struct Asked {
  std::size_t bytes = 0;
  std::size_t calls = 0;
};
Asked asked;

}  // namespace

void* operator new(std::size_t size) {
  asked.bytes += size;
  ++asked.calls;
  if (void* memory = std::malloc(size > 0 ? size : 1)) return memory;
  throw std::bad_alloc();
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  try {
    return ::operator new(size);
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace porto {

using namespace internal;
namespace {

using testing::document;

std::string times(int count, const std::function<std::string(const std::string&)>& text) {
  std::string all;
  for (int i = 0; i < count; ++i) all += text(std::to_string(i));
  return all;
}

// Documents of a size, each made so that something in it could be compared with all the rest.
struct Kind {
  const char* name;
  std::function<std::string(int)> of_size;
};

std::string charges(int count) {
  return times(count, [](const std::string& i) {
    return "[[charge]]\nid = \"c" + i + "\"\nmeter = \"m" + i + "\"\nprice = 1\n";
  });
}

const Kind kinds[] = {
    {"charges with one id",
     [](int n) {
       return document(times(
           n, [](const std::string&) { return std::string("[[charge]]\nid = \"c\"\nfee = 1\n"); }));
     }},
    {"examples of unknown meters",
     [](int n) {
       return document(charges(n) + times(n, [](const std::string& i) {
                         return "[[example]]\nusage = { x" + i + " = 1 }\ntotal = 1\n";
                       }));
     }},
    {"an example of all meters",
     [](int n) {
       return document(charges(n) + "[[example]]\nusage = { " +
                       times(n, [](const std::string& i) { return "m" + i + " = 1, "; }) +
                       "z = 1 }\ntotal = 1\n");
     }},
    {"unknown keys",
     [](int n) {
       return document("[[charge]]\nid = \"c\"\nfee = 1\n" +
                       times(n, [](const std::string& i) { return "pric" + i + " = 1\n"; }));
     }},
    {"unquoted decimals on one line",
     [](int n) {
       return document(
           "[[charge]]\nid = \"c\"\nmeter = \"m\"\neach = \"event\"\nprice = 1\n"
           "[[example]]\nusage = { m = [" +
           times(n, [](const std::string&) { return std::string("0.5, "); }) +
           "1] } # \u00E5\ntotal = 1\n");
     }},
    {"placeholders in a text",
     [](int n) {
       return document("[[charge]]\nid = \"c\"\nmeter = \"m\"\nprice = 1\ntext = \"" +
                       times(n, [](const std::string& i) { return "{q" + i + "}"; }) + "\"\n");
     }},
    {"tiers that do not ascend",
     [](int n) {
       return document(
           "[[charge]]\nid = \"c\"\nmeter = \"m\"\nmode = \"volume\"\ntiers = [" +
           times(n, [](const std::string&) { return std::string("{ up_to = 1, price = 1 }, "); }) +
           "{ price = 1 }]\n");
     }},
    {"tiers and events",
     [](int n) {
       return document(
           "[[charge]]\nid = \"c\"\nmeter = \"m\"\neach = \"event\"\nmode = \"graduated\"\n"
           "tiers = [" +
           times(n, [](const std::string& i) { return "{ up_to = 1" + i + ", price = 1 }, "; }) +
           "{ price = 1 }]\n[[example]]\nusage = { m = [" +
           times(n, [](const std::string&) { return std::string("999999, "); }) +
           "1] }\ntotal = 1\n");
     }},
    {"expected lines",
     [](int n) {
       return document(
           "[[charge]]\nid = \"c\"\nmeter = \"m\"\neach = \"event\"\nprice = 1\n"
           "[[example]]\nusage = { m = [" +
           times(n, [](const std::string&) { return std::string("1, "); }) + "1] }\nlines = [" +
           times(n, [](const std::string&) { return std::string("1, "); }) + "1]\n");
     }},
};

Asked cost_of(const std::string& toml) {
  const Asked before = asked;
  const TariffReading reading = read_tariff(toml);
  if (reading.tariff) check_examples(*reading.tariff);
  return {asked.bytes - before.bytes, asked.calls - before.calls};
}

TEST_CASE("twice the document costs twice as much, and not four times") {
  for (const Kind& kind : kinds) {
    CAPTURE(kind.name);
    const Asked one = cost_of(kind.of_size(1000));
    const Asked two = cost_of(kind.of_size(2000));
    CHECK(two.bytes < 3 * one.bytes);
    CHECK(two.calls < 3 * one.calls);
  }
}

TEST_CASE("a document of nothing but mistakes is answered with 100 short ones") {
  for (const Kind& kind : kinds) {
    CAPTURE(kind.name);
    std::size_t bytes = 0;
    const auto mistakes = read_tariff(kind.of_size(3000)).mistakes;
    for (const Mistake& mistake : mistakes) bytes += mistake.to_string("tariff").size();
    CHECK(mistakes.size() <= 101);
    CHECK(bytes < 100'000);
  }
}

TEST_CASE("unknown meters that are not listed are compared with none") {
  const auto calls_of = [](int known) {
    return cost_of(document(charges(known) + times(3000,
                                                   [](const std::string& i) {
                                                     return "[[example]]\nusage = { x" + i +
                                                            " = 1 }\ntotal = 1\n";
                                                   })))
        .calls;
  };
  CHECK(calls_of(100) < 2 * calls_of(1));  // with 101 or more, none is compared at all
}

TEST_CASE("each charge with a known id is told once, with the line of the first") {
  const auto mistakes = read_tariff(kinds[0].of_size(4)).mistakes;
  REQUIRE(mistakes.size() == 3);
  CHECK(mistakes[2].line == 16);
  CHECK(mistakes[2].what == "there is a charge \"c\" already, in line 7");
}

TEST_CASE("a million prices can be met by all examples, not more") {
  const auto of = [](int count) {
    return read_tariff(document(charges(count) + times(count, [](const std::string&) {
                                  return std::string(
                                      "[[example]]\nusage = { m0 = 1 }\ntotal = 1\n");
                                })));
  };
  CHECK(of(500).tariff);
  const TariffReading reading = of(1000);
  CHECK(!reading.tariff);
  REQUIRE(reading.mistakes.size() == 1);
  CHECK(reading.mistakes[0].what.starts_with("from here on there are too many examples"));
}

}  // namespace
}  // namespace porto
