// Tariff documents of a ledger: which may join, which version prices a month.
#include "billing/catalogue.hpp"

#include <doctest/doctest.h>

#include "unit/billing/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace catalogue_test {
namespace {

std::string version(int number, const std::string& effective) {
  return replaced(replaced(vitec, "version   = 1", "version   = " + std::to_string(number)),
                  "2024-02", effective);
}

}  // namespace

TEST_CASE("the same document again is a no-op, with other bytes a conflict") {
  Books books;
  CHECK_FALSE(books.change([&] { return add_tariff(*books.store, vitec, "a.toml"); }));
  CHECK(books.store->tariffs().size() == 1);
  CHECK(error_of([&] { books.change([&] { add_tariff(*books.store, vitec + "\n", "a.toml"); }); },
                 "raise the version") == "conflict");
  CHECK(books.store->tariffs().at(0).text == vitec);
}

TEST_CASE("documents that may not join") {
  const auto check = [](const std::string& toml, const std::string& code, const std::string& says) {
    Books books;
    CAPTURE(toml);
    CHECK(error_of([&] { books.change([&] { add_tariff(*books.store, toml, "t.toml"); }); },
                   says) == code);
    CHECK(books.store->tariffs().size() == 1);
  };
  check(replaced(version(2, "2026-01"), "SEK", "EUR"), "bad_tariff", "ledger in SEK");
  check(replaced(version(2, "2026-01"), "\"messages\"", "\"mesages\""), "bad_tariff",
        "did you mean \"messages\"");
  check(version(2, "2024-01"), "conflict", "must not be effective earlier");
  check("id = 1", "bad_tariff", "t.toml:1");
  check(version(2, "2026-01") + "\n[[example]]\nusage = { messages = 20000 }\ntotal = 600\n",
        "bad_tariff", "total is 620.00 and should be 600; correct the prices or the example");
}

TEST_CASE("a month is priced by the highest version effective by then") {
  Books books;
  books.change([&] {
    add_tariff(*books.store, version(3, "2026-06"), "3.toml");
    add_tariff(*books.store, version(2, "2026-06"), "2.toml");
  });
  const Catalogue catalogue(*books.store);
  CHECK(catalogue.document_for("vitec-epost", Month(2024, 2)).version == 1);
  CHECK(catalogue.document_for("vitec-epost", Month(2026, 5)).version == 1);
  CHECK(catalogue.document_for("vitec-epost", Month(2026, 6)).version == 3);
  CHECK(error_of([&] { catalogue.document_for("vitec-epost", Month(2024, 1)); }, "2024-02") ==
        "not_found");
  CHECK(error_of([&] { catalogue.document_for("vitec-post", Month(2024, 2)); },
                 "did you mean \"vitec-epost\"") == "not_found");
}

TEST_CASE("where late changes are refused, a version may not reach back into a billed month") {
  Books books(LatePolicy::refuse);
  books.subscribe("bolag-1", "2026-03");
  books.close("2026-03");
  CHECK(
      error_of(
          [&] { books.change([&] { add_tariff(*books.store, version(2, "2026-03"), "2.toml"); }); },
          "2026-03 of company \"bolag-1\"") == "month_closed");
}

TEST_CASE(
    "a version of a later month, or of a tariff that nobody was on, changes no closed month") {
  Books books(LatePolicy::refuse);
  books.subscribe("bolag-1", "2026-03");
  books.close("2026-03");
  CHECK(books.change([&] { return add_tariff(*books.store, version(2, "2026-04"), "2.toml"); }));
  CHECK(books.change([&] {
    return add_tariff(*books.store, replaced(vitec, "vitec-epost", "annan"), "annan.toml");
  }));
}

TEST_CASE("a version goes only if another one prices all that it priced") {
  Books books;
  books.change([&] {
    add_tariff(*books.store, version(2, "2026-01"), "2.toml");
    // Another tariff prices nothing of this one, and needs nothing of it.
    add_tariff(*books.store, replaced(vitec, "vitec-epost", "another"), "another.toml");
    subscribe(*books.store, {"bolag-2", "another", Month(2024, 2)});
  });
  books.subscribe("bolag-1", "2025-06");
  const auto remove = [&](int number) {
    books.change([&] {
      remove_tariff(*books.store, "vitec-epost", number, {.actor = "anna", .reason = "wrong"});
    });
  };
  CHECK(error_of([&] { remove(1); },
                 "when only vitec-epost version 1 is effective: remove that subscription") ==
        "conflict");
  remove(2);  // the first is still there, for all months
  CHECK(error_of([&] { remove(1); }, "is on \"vitec-epost\" from 2025-06") == "conflict");
  CHECK(books.store->tariffs().size() == 2);
}

TEST_CASE("a charge that is only a fee needs no meter") {
  Books books;
  const std::string with_fee =
      replaced(vitec, "vitec-epost", "avgift") + "\n[[charge]]\nid = \"support\"\nfee = 100\n";
  CHECK(books.change([&] { return add_tariff(*books.store, with_fee, "avgift.toml"); }));
}

}  // namespace catalogue_test
