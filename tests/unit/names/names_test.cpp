// Each enumerator that stands in rows, messages or documents has one name, which reads back.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "names/table.hpp"
#include "porto/audit.hpp"
#include "porto/company_import.hpp"
#include "porto/ledger_options.hpp"
#include "porto/reconcile.hpp"
#include "porto/simulation.hpp"
#include "porto/tariff_tools.hpp"
#include "porto/tasks.hpp"
#include "porto/usage.hpp"
#include "support/thrown.hpp"

namespace porto {
namespace names_test {
namespace {

using testing::thrown;

template <class Enum>
void check_names(const std::vector<std::string>& names) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    CAPTURE(names[i]);
    CHECK(to_string(static_cast<Enum>(i)) == names[i]);
  }
  CHECK(to_string(static_cast<Enum>(names.size())) == std::string("unknown"));
}

TEST_CASE("every enumerator has its name, and what is none is unknown") {
  check_names<Outcome>({"stored", "duplicate", "conflict", "rejected"});
  check_names<LatePolicy>({"adjust", "refuse"});
  check_names<LineKind>({"fee", "usage", "minimum", "maximum", "adjustment", "rounding", "item"});
  check_names<ReconcileBy>({"company", "domain", "total"});
  check_names<Check>({"file", "schema", "kept", "tariffs", "terms", "voids", "events", "usage",
                      "imports", "chain", "changes", "lines"});
  check_names<TariffChange::Kind>({"added", "removed", "changed"});
  check_names<TaskKind>({"ready_to_close", "unrated", "excepted", "no_usage", "usage_missing",
                         "to_settle", "unbilled", "late_unbilled", "unassigned", "priced_twice"});
  check_names<CompanyPart>({"company", "field", "subscription", "domain"});
  check_names<CompanyDifferenceKind>({"new", "changed", "same", "only_in_ledger"});
  check_names<Mistake::Severity>({"error", "warning"});
  check_names<RoundingMode>(
      {"half_up", "half_even", "half_down", "up", "down", "ceiling", "floor"});
}

TEST_CASE("a name reads back as its enumerator") {
  CHECK(parse_late_policy("refuse") == LatePolicy::refuse);
  CHECK(parse_line_kind("adjustment") == LineKind::adjustment);
  CHECK(parse_line_kind("rounding") == LineKind::rounding);
  CHECK(parse_rounding_mode("floor") == RoundingMode::floor);
  CHECK(parse_simulate_by("month-and-company") == SimulateBy::month_and_company);
  CHECK(parse_reconcile_by("domain") == ReconcileBy::domain);
  CHECK(parse_simulate_by("nothing") == SimulateBy::nothing);
  CHECK(to_string(CostBasis::invoiced) == std::string("invoiced"));
  CHECK(to_string(CostBasis::preview) == std::string("preview"));
  CHECK(to_string(CostBasis::mixed) == std::string("mixed"));
}

void check_refused(void (*parse)(), const std::string& message) {
  const auto failure = thrown(parse);
  CHECK(failure.code == ErrorCode::invalid_argument);
  CHECK(failure.message == message);
}

TEST_CASE("an unknown name is refused with the names there are") {
  check_refused([] { (void)parse_late_policy("drop"); },
                "there is no policy \"drop\" for late usage; it is adjust or refuse");
  check_refused([] { (void)parse_reconcile_by("tag"); },
                "counts are compared by company, domain or total, not by \"tag\"");
  check_refused([] { (void)parse_line_kind(""); },
                "there is no line kind \"\"; it is fee, usage, minimum, maximum, adjustment, "
                "rounding or item");
  check_refused([] { (void)parse_rounding_mode("half_upp"); },
                "\"half_upp\" is not a rounding mode; did you mean \"half_up\"? There are half_up, "
                "half_even, half_down, up, down, ceiling and floor.");
  check_refused([] { (void)parse_simulate_by("week"); },
                "a simulation is summed by month-and-company, month, company or nothing, not by "
                "\"week\"");
}

TEST_CASE("a list of one name needs no word between") {
  constexpr internal::Name<Outcome> one[] = {{Outcome::stored, "stored"}};
  CHECK(internal::choices_of(one) == "stored");
  CHECK(internal::value_of("stored", one) == Outcome::stored);
  CHECK_FALSE(internal::value_of("store", one));
}

}  // namespace
}  // namespace names_test

}  // namespace porto
