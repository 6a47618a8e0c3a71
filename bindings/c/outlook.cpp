// Section "Outlook" of porto.h: looking back with another tariff, and ahead from a running month.
#include <memory>
#include <utility>
#include <vector>

#include "handles.hpp"
#include "porto/output.hpp"
#include "porto/rows.hpp"
#include "writer.hpp"

using namespace porto::c;

namespace {

// What a caller who wants to know is told of a simulation.
class NoticesOut {
 public:
  explicit NoticesOut(porto_rows** out) : out_(out) {
    if (out_) *out_ = nullptr;
  }
  void give(const porto::Simulation& simulation) const {
    if (out_) *out_ = new porto_rows{porto::notices_of(simulation)};
  }

 private:
  porto_rows** out_;
};

}  // namespace

int32_t porto_simulate(porto_ledger* ledger, const char* toml, size_t toml_len,
                       const char* instead_of, size_t instead_of_len, int32_t from_yyyymm,
                       int32_t through_yyyymm, const char* by, size_t by_len, porto_rows** out,
                       porto_rows** notices, porto_rows** tasks, porto_error** err) {
  const NoticesOut told(notices);
  if (tasks) *tasks = nullptr;
  return guard_new(err, out, [&] {
    const auto sums = optional_text(by, by_len, "by");
    const porto::SimulationOptions options{
        optional_id(instead_of, instead_of_len, "instead_of").value_or(""),
        month(from_yyyymm, "from_yyyymm"), month(through_yyyymm, "through_yyyymm"),
        porto::parse_simulate_by(sums.value_or("month-and-company"))};
    std::vector<porto::Task> found;
    porto::Simulation simulation = ledger_of(ledger).simulate(
        text(toml, toml_len, "toml"), "tariff", options, tasks ? &found : nullptr);
    std::unique_ptr<porto_rows> waiting;
    if (tasks)
      waiting.reset(new porto_rows{porto::rows_of(std::move(found), ledger_of(ledger).meters())});
    told.give(simulation);
    if (tasks) *tasks = waiting.release();
    return porto::rows_of(std::move(simulation.costs));
  });
}

int32_t porto_simulate_plot(porto_ledger* ledger, const char* toml, size_t toml_len,
                            const char* instead_of, size_t instead_of_len, int32_t from_yyyymm,
                            int32_t through_yyyymm, porto_write_fn write, void* user,
                            porto_rows** notices, porto_error** err) {
  const NoticesOut told(notices);
  return guard(err, [&] {
    const std::string_view document = text(toml, toml_len, "toml");
    const porto::SimulationOptions options{
        optional_id(instead_of, instead_of_len, "instead_of").value_or(""),
        month(from_yyyymm, "from_yyyymm"), month(through_yyyymm, "through_yyyymm"),
        porto::SimulateBy::month};
    const Writer out(write, user);
    const porto::Simulation simulation = ledger_of(ledger).simulate(document, "tariff", options);
    const std::string svg =
        porto::to_svg(porto::plot(porto::parse_tariff(document), options, simulation.costs));
    {
      const InCallback busy(*ledger);
      out(svg);
    }
    told.give(simulation);
    return PORTO_OK;
  });
}

int32_t porto_status_charges(porto_ledger* ledger, int64_t now_unix_us, const char* company,
                             size_t company_len, porto_rows** out, porto_error** err) {
  return guard_new(err, out, [&] {
    const porto::Ledger& open = ledger_of(ledger);
    return porto::rows_of(
        open.status({now_unix_us}, optional_id(company, company_len, "company")).charges,
        open.meters());
  });
}

int32_t porto_status_tasks(porto_ledger* ledger, int64_t now_unix_us, porto_rows** out,
                           porto_error** err) {
  return guard_new(err, out, [&] {
    const porto::Ledger& open = ledger_of(ledger);
    return porto::rows_of(open.status({now_unix_us}, {}).tasks, open.meters()).in_zone(open.zone());
  });
}
