// The list of events in the section "Audit" of porto.h.
#include <utility>
#include <vector>

#include "handles.hpp"
#include "output_options.hpp"
#include "porto/output.hpp"
#include "porto/rows.hpp"
#include "writer.hpp"

using namespace porto::c;

namespace {

// A list in memory has as many rows if the caller sets no limit.
constexpr std::uint64_t default_limit = 10'000;

constexpr Place places_of_filter[] = {{"through", "filter.through_yyyymm"},
                                      {"day", "filter.day_yyyymmdd"},
                                      {"after", "filter.after"}};

porto::EventListOptions read_filter(const porto_event_filter* filter) {
  const auto read = read_options(filter, PORTO_EVENT_FILTER_INIT, "filter");
  if (read.limit < 0) refuse("filter.limit", "it is negative; 0 is no limit");
  if (read.import < 0) refuse("filter.import", "it is negative; imports are numbered from 1");
  porto::EventListOptions options;
  options.company = optional_id(read.company, read.company_len, "filter.company");
  options.from = optional_month(read.from_yyyymm, "filter.from_yyyymm");
  options.through = optional_month(read.through_yyyymm, "filter.through_yyyymm");
  options.day = optional_day(read.day_yyyymmdd, "filter.day_yyyymmdd");
  options.source = optional_id(read.source, read.source_len, "filter.source");
  options.domain = optional_id(read.domain, read.domain_len, "filter.domain");
  options.meter = optional_id(read.meter, read.meter_len, "filter.meter");
  if (read.import != 0) options.import = read.import;
  options.voided = read.voided != 0;
  options.after = read.after;
  if (read.limit != 0) options.limit = static_cast<std::uint64_t>(read.limit);
  return options;
}

}  // namespace

int32_t porto_event_list(porto_ledger* ledger, const porto_event_filter* filter, porto_rows** out,
                         porto_error** err) {
  return guard_new(err, out, [&] {
    const porto::Ledger& open = ledger_of(ledger);
    porto::EventListOptions options = read_filter(filter);
    if (!options.limit) options.limit = default_limit;
    std::vector<porto::StoredEvent> events;
    placed(places_of_filter, [&] {
      open.each_event(options, [&](const porto::StoredEvent& event) { events.push_back(event); });
    });
    return porto::rows_of(std::move(events), open.meters()).in_zone(open.zone());
  });
}

int32_t porto_event_write(porto_ledger* ledger, const porto_event_filter* filter, int32_t format,
                          const porto_output_options* output, porto_write_fn write, void* user,
                          porto_error** err) {
  return guard(err, [&] {
    const porto::Ledger& open = ledger_of(ledger);
    const porto::EventListOptions options = read_filter(filter);
    const porto::OutputOptions how = read_output_options(output);
    Writer out(write, user);
    const porto::OutputFormat& chosen = porto::output_format(format);
    const auto each_event = [&](const std::function<void(const porto::StoredEvent&)>& visit) {
      placed(places_of_filter, [&] { open.each_event(options, visit); });
    };
    const porto::RowStream stream = porto::stream_of(each_event, open.meters(), open.zone());
    const InCallback busy(*ledger);
    porto::write(stream, chosen, out.sink(), how);
    out.finish();
    return PORTO_OK;
  });
}
