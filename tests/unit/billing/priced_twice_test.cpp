// What a new version of a tariff prices that another tariff of the same company prices already.
#include "billing/priced_twice.hpp"

#include <doctest/doctest.h>

#include "unit/billing/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace priced_twice_test {
namespace {

std::string tariff(const std::string& id, int version, const char* effective,
                   std::initializer_list<const char*> meters) {
  std::string text = "id = \"" + id + "\"\nversion = " + std::to_string(version) +
                     "\neffective = \"" + effective + "\"\ncurrency = \"SEK\"\n";
  for (const char* meter : meters)
    text +=
        std::string("[[charge]]\nid = \"") + meter + "\"\nmeter = \"" + meter + "\"\nprice = 1\n";
  return text;
}

// Disk prices storage, and from March 2026 messages too.
struct Disk : Books {
  Disk() {
    change([&] {
      store->add_meter({"storage", 0});
      add_tariff(*store, tariff("disk", 1, "2026-01", {"storage"}), "1.toml");
    });
  }
  void on(const std::string& company, const std::string& id, const char* from) {
    change([&] { porto::internal::subscribe(*store, {company, id, Month::parse(from), {}}); });
  }
  std::vector<std::string> told_of_version(int version) {
    const auto transaction = store->begin(Store::Access::read);
    return told_priced_twice(*store, "disk", version);
  }
};

}  // namespace

TEST_CASE("a version tells what it prices twice, since when first, and of how many companies") {
  Disk books;
  for (const char* company : {"bolag-1", "bolag-2", "bolag-3"})
    books.on(company, "disk", "2026-01");
  books.on("bolag-1", "vitec-epost", "2026-05");
  books.on("bolag-2", "vitec-epost", "2026-02");
  books.change([&] {
    add_tariff(*books.store, tariff("disk", 2, "2026-03", {"storage", "messages"}), "2.toml");
  });
  const auto told = books.told_of_version(2);
  REQUIRE(told.size() == 1);
  CHECK(
      told[0].starts_with("meter \"messages\" of company \"bolag-2\" and 1 more is priced by "
                          "tariffs \"disk\" and \"vitec-epost\" from 2026-03 on, and so billed "
                          "twice;"));
}

TEST_CASE("what an earlier version priced twice is not told again") {
  Disk books;
  books.change(
      [&] { add_tariff(*books.store, tariff("gb", 1, "2026-01", {"storage"}), "gb.toml"); });
  books.on("bolag-1", "disk", "2026-01");
  books.on("bolag-1", "gb", "2026-01");
  CHECK(books.told_of_version(1).size() == 1);
  books.change([&] {
    add_tariff(*books.store, tariff("disk", 2, "2026-03", {"storage", "messages"}), "2.toml");
  });
  CHECK(books.told_of_version(2).empty());
}

}  // namespace priced_twice_test
