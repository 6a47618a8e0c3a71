// Subscriptions and claims that porto's commands would not have made, each put into a ledger with a
// change that says so, as somebody does who knows docs/reference/chain.md.
#include <doctest/doctest.h>

#include "billing/proof/verify.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "support/temp_dir.hpp"
#include "unit/billing/audited.hpp"
#include "unit/store/raw.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace verify_terms_test {
namespace {

// The findings of a ledger with these rows besides its own: subscriptions as (company, tariff,
// from, through), claims as (domain, company, from, through).
class Planted {
 public:
  Planted() { Audited books(create_sqlite_store(file_, {})); }

  Planted& subscription(const std::string& company, const std::string& tariff, int from,
                        std::optional<int> through) {
    Change change = change_of(ChangeKind::subscription_add, from, through);
    change.company = company;
    change.tariff = tariff;
    return add(change, "subscription VALUES ('" + company + "', '" + tariff + "', " +
                           days(from, through) + ")");
  }
  Planted& claim(const std::string& domain, const std::string& company, int from,
                 std::optional<int> through) {
    Change change = change_of(ChangeKind::domain_add, from, through);
    change.company = company;
    change.domain = domain;
    return add(change, "sending_domain VALUES ('" + domain + "', '" + company + "', " +
                           days(from, through) + ")");
  }
  /// Without what SQLite itself finds.
  std::string verified() {
    const auto store = open_sqlite_store(file_, {.read_only = true});
    const auto snapshot = store->begin(Store::Access::read);
    VerifyReport report = verify(*store, Zone("Europe/Stockholm"), {});
    std::erase_if(report.findings, [](const Finding& one) { return one.check == Check::file; });
    return summary(report);
  }

 private:
  static Change change_of(ChangeKind kind, int from, std::optional<int> through) {
    Change change;
    change.kind = kind;
    change.from = Day::from_number(from).to_string();
    if (through) change.through = Day::from_number(*through).to_string();
    return change;
  }
  static std::string days(int from, std::optional<int> through) {
    return std::to_string(from) + ", " + (through ? std::to_string(*through) : "NULL");
  }
  Planted& add(const Change& change, const std::string& row) {
    {
      const auto store = open_sqlite_store(file_);
      const auto transaction = store->begin(Store::Access::write);
      store->add_change(change);
      transaction->commit();
    }
    REQUIRE(Raw(file_).run("PRAGMA ignore_check_constraints = ON; INSERT INTO " + row) == "");
    return *this;
  }

  TempDir dir_;
  std::string file_ = dir_.path("ledger.db");
};

}  // namespace

TEST_CASE("terms that stand beside each other are no findings") {
  CHECK(Planted()
            .subscription("bolag-3", "storage", 20270101, 20270131)
            .subscription("bolag-3", "storage", 20270201, {})
            .claim("c.example", "bolag-1", 20270101, 20270115)
            .claim("c.example", "bolag-2", 20270116, {})
            .verified() == "");
}

TEST_CASE("claims of a domain that overlap are found") {
  CHECK(Planted()
            .claim("c.example", "bolag-1", 20270101, 20270331)
            .claim("c.example", "bolag-2", 20270201, 20270228)
            .claim("c.example", "bolag-3", 20270331, {})
            .verified() ==
        "terms: domain \"c.example\" from 2027-02-01 | 2027-02-01 through 2027-02-28 | no day of "
        "another: 2027-01-01 through 2027-03-31\n"
        "terms: domain \"c.example\" from 2027-03-31 | 2027-03-31 through further notice | no day "
        "of another: 2027-01-01 through 2027-03-31\n");
}

TEST_CASE("subscriptions of a company to a tariff that overlap are found") {
  CHECK(Planted()
            .subscription("bolag-1", "vitec-epost", 20270101, {})
            .subscription("bolag-3", "storage", 20270101, 20270228)
            .subscription("bolag-3", "storage", 20270201, {})
            .verified() ==
        "terms: subscription of \"bolag-1\" to \"vitec-epost\" from 2027-01-01 | 2027-01-01 "
        "through further notice | no day of another: 2026-01-01 through further notice\n"
        "terms: subscription of \"bolag-3\" to \"storage\" from 2027-02-01 | 2027-02-01 through "
        "further notice | no day of another: 2027-01-01 through 2027-02-28\n");
}

TEST_CASE("terms that name nothing, or end before they begin, are found") {
  CHECK(
      Planted()
          .subscription("bolag-3", "nothing", 20270101, {})
          .subscription("bolag-3", "storage", 20250101, 20250131)
          .subscription("bolag-2", "storage", 20270201, 20270131)
          .subscription("nobody", "storage", 20270101, {})
          .claim("c.example", "nobody", 20270201, 20270131)
          .verified() ==
      "terms: domain \"c.example\" from 2027-02-01 | of company \"nobody\" | a company that is "
      "there\n"
      "terms: domain \"c.example\" from 2027-02-01 | 2027-02-01 through 2027-01-31 | an end that "
      "is not before the beginning\n"
      "terms: subscription of \"bolag-2\" to \"storage\" from 2027-02-01 | 2027-02-01 through "
      "2027-01-31 | an end that is not before the beginning\n"
      "terms: subscription of \"bolag-3\" to \"nothing\" from 2027-01-01 | to tariff \"nothing\" "
      "| a tariff that is there\n"
      "terms: subscription of \"bolag-3\" to \"storage\" from 2025-01-01 | from 2025-01-01 | the "
      "first version of the tariff, 2026-01, or later\n"
      "terms: subscription of \"nobody\" to \"storage\" from 2027-01-01 | of company \"nobody\" | "
      "a company that is there\n");
}

}  // namespace verify_terms_test
