// Section "Outlook" of porto.h: looking back with another tariff, and ahead from a running month.
#include <utility>
#include <vector>

#include "handles.hpp"
#include "porto/output.hpp"
#include "porto/rows.hpp"
#include "progress.hpp"
#include "tariff_handle.hpp"
#include "writer.hpp"

using namespace porto::c;

namespace {

porto::SimulationOptions read_simulate_options(const porto_simulate_options* options,
                                               bool is_picture) {
  const auto given_ones = read_needed_options(options);
  const auto by = optional_text(given_ones.by, given_ones.by_len, "options.by");
  if (is_picture && by) refuse("options.by", "a picture is by month; leave it out");
  return {optional_id(given_ones.instead_of, given_ones.instead_of_len, "options.instead_of")
              .value_or(""),
          month(given_ones.from_yyyymm, "options.from_yyyymm"),
          month(given_ones.through_yyyymm, "options.through_yyyymm"),
          is_picture
              ? porto::SimulateBy::month
              : read_at("options.by",
                        [&] { return porto::parse_simulate_by(by.value_or("month-and-company")); }),
          progress_to(given_ones.on_progress, given_ones.user)};
}

constexpr Place places_of_simulation[] = {{"through", "options.through_yyyymm"},
                                          {"instead_of", "options.instead_of"}};

porto::Simulation simulate(porto_ledger* ledger, const ReadTariff& document,
                           const porto::SimulationOptions& options,
                           std::vector<porto::Task>* tasks) {
  const InCallback busy(*ledger);
  return placed(places_of_simulation, [&] {
    return ledger->ledger.simulate(document.toml, document.file, options, tasks);
  });
}

porto::LedgerStatus status_of(const porto::Ledger& ledger, int64_t now_unix_us,
                              const porto_outlook_options* options) {
  const porto::Instant now = needed_time(now_unix_us, "now_unix_us");
  const auto read = read_options(options, PORTO_OUTLOOK_OPTIONS_INIT);
  return ledger.status(now, optional_id(read.company, read.company_len, "options.company"));
}

}  // namespace

int32_t porto_outlook_simulate(porto_ledger* ledger, const porto_tariff* tariff,
                               const porto_simulate_options* options, porto_rows** out,
                               porto_rows** notices, porto_rows** tasks, porto_error** err) {
  return guard(err, [&] {
    RowsOut costs(out);
    RowsOut told(notices);
    RowsOut waiting(tasks);
    given(out, "out");
    const porto::Ledger& open = ledger_of(ledger);
    const ReadTariff& document = read_tariff_of(tariff, "tariff");
    std::vector<porto::Task> found;
    porto::Simulation simulation =
        simulate(ledger, document, read_simulate_options(options, false), tasks ? &found : nullptr);
    if (waiting.wanted())
      waiting.put(porto::rows_of(std::move(found), open.meters()).in_zone(open.zone()));
    if (told.wanted()) told.put(porto::notices_of(simulation));
    costs.put(porto::rows_of(std::move(simulation.costs)));
    for (RowsOut* one : {&costs, &told, &waiting}) one->give();
    return PORTO_OK;
  });
}

int32_t porto_outlook_plot(porto_ledger* ledger, const porto_tariff* tariff,
                           const porto_simulate_options* options, porto_write_fn write, void* user,
                           porto_rows** notices, porto_error** err) {
  return guard(err, [&] {
    RowsOut told(notices);
    ledger_of(ledger);
    const ReadTariff& document = read_tariff_of(tariff, "tariff");
    const porto::SimulationOptions chosen = read_simulate_options(options, true);
    Writer out(write, user);
    const porto::Simulation simulation = simulate(ledger, document, chosen, nullptr);
    if (told.wanted()) told.put(porto::notices_of(simulation));
    const std::string svg = placed(places_of_simulation, [&] {
      return porto::to_svg(porto::plot(document.tariff, chosen, simulation.costs));
    });
    {
      const InCallback busy(*ledger);
      out.sink()(svg);
      out.finish();
    }
    told.give();
    return PORTO_OK;
  });
}

int32_t porto_outlook_charges(porto_ledger* ledger, int64_t now_unix_us,
                              const porto_outlook_options* options, porto_rows** out,
                              porto_error** err) {
  return guard_new(err, out, [&] {
    const porto::Ledger& open = ledger_of(ledger);
    return porto::rows_of(status_of(open, now_unix_us, options).charges, open.meters());
  });
}

int32_t porto_outlook_totals(const porto_rows* charges, porto_rows** out, porto_error** err) {
  return guard_new(err, out, [&] {
    return porto::rows_of(porto::charges_totals_of(given(charges, "charges").rows));
  });
}

int32_t porto_outlook_tasks(porto_ledger* ledger, int64_t now_unix_us,
                            const porto_outlook_options* options, porto_rows** out,
                            porto_error** err) {
  return guard_new(err, out, [&] {
    const porto::Ledger& open = ledger_of(ledger);
    return porto::rows_of(status_of(open, now_unix_us, options).tasks, open.meters())
        .in_zone(open.zone());
  });
}
