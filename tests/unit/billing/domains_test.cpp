// Sending domains and their companies: names, claims that follow each other, and closed months.
#include "billing/domains.hpp"

#include "support/thrown.hpp"
#include "unit/metering/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace domains_test {
namespace {

void check_no_domain(std::string_view text) {
  const Thrown refused = thrown([&] { domain_name(text); });
  CHECK(refused.code == ErrorCode::invalid_argument);
  CHECK(contains(refused.message, "is no domain; write it as mail.bolag.se"));
}

struct Domains : Metering {
  bool settle = false;  // what is removed, also if it was invoiced

  explicit Domains(const LedgerOptions& ledger = {}) : Metering(ledger) {
    for (const char* company : {"bolag-1", "bolag-2"}) add_company(company);
  }

  template <class Change>
  auto change(Change body) {
    const auto transaction = store->begin(Store::Access::write);
    if constexpr (std::is_void_v<decltype(body())>) {
      body();
      transaction->commit();
    } else {
      const auto result = body();
      transaction->commit();
      return result;
    }
  }
  bool add(const std::string& company, const char* from = nullptr, const char* through = nullptr) {
    SendingDomain claim{"Mail.Bolag.SE", company};
    if (from) claim.from = Day::parse(from);
    if (through) claim.through = Day::parse(through);
    return change([&] { return add_domain(*store, claim); });
  }
  void end(const std::string& company, const char* through) {
    change([&] { end_domain(*store, "mail.bolag.se", company, Day::parse(through)); });
  }
  void remove(const std::string& company) {
    change([&] {
      remove_domain(*store, "mail.bolag.se", company,
                    {.actor = "anna", .reason = "wrong", .settle = settle});
    });
  }

  // One message of the domain.
  void send(std::string_view id, std::string_view time) {
    UsageEvent event;
    event.source = "mailgun";
    event.event_id = id;
    event.domain = "mail.bolag.se";
    event.occurred_at = parse_rfc3339(time);
    REQUIRE(Metering::record(event).outcome == Outcome::stored);
  }
  // The events of a company in June 2025.
  std::int64_t of(const std::string& company) {
    std::int64_t events = 0;
    for (const MonthUsage& row : store->usage({Month(2025, 6), company})) events += row.events;
    return events;
  }
};

void check_fails(Domains& m, const std::function<void()>& change, ErrorCode code,
                 const std::string& message) {
  const std::vector<SendingDomain> before = m.store->domains();
  const Thrown refused = thrown(change);
  CHECK(refused.code == code);
  CHECK(contains(refused.message, message));
  CHECK(m.store->domains() == before);
}

}  // namespace

TEST_CASE("domains are compared in lower case, without a dot at the end") {
  CHECK(domain_name("bolag.se") == "bolag.se");
  CHECK(domain_name("Mail.BOLAG.se.") == "mail.bolag.se");
  CHECK(domain_name("xn--blag-6qa.se") == "xn--blag-6qa.se");
  CHECK(domain_name("b\xC3\xA5lag.se") == "b\xC3\xA5lag.se");
  CHECK(domain_name("_dmarc.bolag.se") == "_dmarc.bolag.se");
  for (const char* text : {"", ".", "a..se", ".se", "a@bolag.se", "bolag se", "bolag.se/x",
                           "bolag.se,x", "\xFF.se", "bolag.se\n", "bolag{.se"})
    check_no_domain(text);
  check_no_domain(std::string(254, 'a'));
}

TEST_CASE("usage of a domain is unassigned until a company has it, and again afterwards") {
  Domains m;
  m.send("a", "2025-06-14T22:00:00Z");  // the 15th in Stockholm
  m.send("b", "2025-06-15T21:59:59Z");  // still the 15th
  m.send("c", "2025-06-15T22:00:00Z");  // the 16th
  REQUIRE(m.store->unassigned().size() == 1);
  CHECK(m.store->unassigned()[0].events == 3);

  CHECK(m.add("bolag-1", nullptr, "2025-06-15"));
  CHECK_FALSE(m.add("bolag-1", nullptr, "2025-06-15"));
  CHECK(m.add("bolag-2", "2025-06-16"));
  CHECK(m.of("bolag-1") == 2);
  CHECK(m.of("bolag-2") == 1);
  CHECK(m.store->unassigned().empty());

  m.end("bolag-1", "2025-06-14");
  CHECK(m.of("bolag-1") == 0);
  CHECK(m.store->unassigned()[0].events == 2);
  m.remove("bolag-2");
  CHECK(m.of("bolag-2") == 0);
  CHECK(m.store->unassigned()[0].events == 3);
}

TEST_CASE("a domain belongs to one company at a time, and the first is named") {
  Domains m;
  REQUIRE(m.add("bolag-1", "2025-06-01"));
  check_fails(
      m, [&] { m.add("bolag-2", "2025-06-30"); }, ErrorCode::conflict, "bolag-1");
  check_fails(
      m, [&] { m.add("bolag-2"); }, ErrorCode::conflict, "bolag-1");
  CHECK(m.add("bolag-2", nullptr, "2025-05-31"));
}

TEST_CASE("what makes no sense is refused") {
  Domains m;
  check_fails(
      m, [&] { m.add("bolag-9"); }, ErrorCode::not_found, "bolag-9");
  check_fails(
      m, [&] { m.add("bolag-1", "2025-06-02", "2025-06-01"); }, ErrorCode::invalid_argument,
      "the last day, 2025-06-01, is before the first, 2025-06-02");
  check_fails(
      m, [&] { m.end("bolag-1", "2025-06-01"); }, ErrorCode::not_found,
      "company \"bolag-1\" does not have the domain");
  check_fails(
      m, [&] { m.remove("bolag-1"); }, ErrorCode::not_found,
      "company \"bolag-1\" does not have the domain");
  REQUIRE(m.add("bolag-1", "2025-06-02"));
  check_fails(
      m, [&] { m.end("bolag-1", "2025-06-01"); }, ErrorCode::not_found,
      "does not have the domain on 2025-06-01: see the list of domains");
}

TEST_CASE("a claim that changes a closed month is marked to be settled") {
  Domains m;
  m.send("a", "2025-05-15T12:00:00Z");
  m.close(Month(2025, 5));
  REQUIRE(m.add("bolag-1"));
  CHECK(m.store->changed() == std::vector<CompanyMonth>{{Month(2025, 5), "bolag-1"}});
}

TEST_CASE("a claim that is on an invoice is removed only to be settled") {
  Domains m;
  REQUIRE(m.add("bolag-1"));
  const SendingDomain other{"other.se", "bolag-1"};
  REQUIRE(m.change([&] { return add_domain(*m.store, other); }));
  m.send("a", "2025-05-15T12:00:00Z");
  // Whatever was said of another domain since the close says nothing of this one.
  m.close(Month(2025, 5));
  check_fails(
      m, [&] { m.remove("bolag-1"); }, ErrorCode::month_closed,
      "was invoiced its usage of 2025-05");
  m.change([&] { remove_domain(*m.store, "other.se", "bolag-1", {.actor = "a", .reason = "b"}); });
  REQUIRE(m.change([&] { return add_domain(*m.store, other); }));
  check_fails(
      m, [&] { m.remove("bolag-1"); }, ErrorCode::month_closed,
      "was invoiced its usage of 2025-05");
  m.settle = true;
  m.remove("bolag-1");
  CHECK(m.store->changed() == std::vector<CompanyMonth>{{Month(2025, 5), "bolag-1"}});
}

TEST_CASE("so is one of which no change was kept") {
  Domains m;
  m.change([&] { return m.store->add_claim({"mail.bolag.se", "bolag-1"}); });
  m.send("a", "2025-05-15T12:00:00Z");
  m.close(Month(2025, 5));
  check_fails(
      m, [&] { m.remove("bolag-1"); }, ErrorCode::month_closed,
      "was invoiced its usage of 2025-05");
}

TEST_CASE("or refused, where late usage is") {
  Domains m({.late = LatePolicy::refuse});
  m.send("a", "2025-05-15T12:00:00Z");
  m.close(Month(2025, 5));
  check_fails(
      m, [&] { m.add("bolag-1"); }, ErrorCode::month_closed,
      "this would change 2025-05 of company \"bolag-1\", and months through 2025-05 are closed");
  CHECK(m.store->unassigned().size() == 1);
  CHECK(m.add("bolag-1", "2025-06-01"));
}

}  // namespace domains_test
