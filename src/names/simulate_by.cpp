// Names of what a simulation is summed by, and compared with.
#include "base/text.hpp"
#include "names/table.hpp"
#include "porto/error.hpp"
#include "porto/simulation.hpp"

namespace porto {

using namespace internal;

namespace {

constexpr Name<SimulateBy> simulation_sums[] = {
    {SimulateBy::month_and_company, "month-and-company"},
    {SimulateBy::month, "month"},
    {SimulateBy::company, "company"},
    {SimulateBy::nothing, "nothing"},
};

constexpr Name<CostBasis> cost_bases[] = {
    {CostBasis::invoiced, "invoiced"},
    {CostBasis::preview, "preview"},
    {CostBasis::mixed, "mixed"},
};

}  // namespace

const char* to_string(CostBasis basis) noexcept { return name_of(basis, cost_bases); }

SimulateBy parse_simulate_by(std::string_view name) {
  if (const auto by = value_of(name, simulation_sums)) return *by;
  throw Error(
      ErrorCode::invalid_argument,
      "a simulation is summed by " + choices_of(simulation_sums) + ", not by " + in_quotes(name),
      "by");
}

}  // namespace porto
