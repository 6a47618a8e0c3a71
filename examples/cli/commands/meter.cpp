// porto meter: what is counted.
#include "commands.hpp"

namespace porto_cli {
namespace {

struct MeterOptions {
  std::string id;
  std::int32_t decimals = 0;
};

const char* const kMeterPages =
    R"(A meter is what is counted. Every ledger has the meter messages, in whole numbers.

Exit status: 0 done; 1 failed, nothing changed; 2 wrong usage.)";

const char* const kMeterAddPages =
    R"(Adds a meter. Its quantities have at most N decimals (--decimals), for ever.

Example:
  $ porto meter add storage-gb --decimals 3
  porto: storage-gb: added

Exit status: 0 done, also if it was there already; 1 failed, nothing changed; 2 wrong usage.)";

const char* const kMeterListPages =
    R"(Lists the meters, sorted by id: columns meter, decimals.

Example:
  $ porto meter list --output csv
  meter,decimals
  messages,0

Exit status: 0 done; 1 failed; 2 wrong usage.)";

void run_meter_add(Session& session, const MeterOptions& options) {
  const Ledger ledger = session.open_ledger();
  session.deed.plan("meter " + options.id + " is added", "porto meter list");
  porto_meter meter = PORTO_METER_INIT;
  meter.id = options.id.c_str();
  meter.decimals = options.decimals;
  const std::int32_t outcome =
      call(porto_meter_add, ledger.get(), static_cast<const porto_meter*>(&meter), std::size_t{1});
  session.deed.done(outcome);
  session.notice(options.id, outcome == PORTO_EXISTS ? "there already, nothing changed" : "added");
}

void run_meter_list(Session& session) {
  const Ledger ledger = session.open_to_read();
  session.out.rows(fetch(porto_meter_list, ledger.get()), session.format());
}

}  // namespace

void add_meter(Command app, Session& session) {
  Command meter = app.add_command("meter", "What is counted: add, list", kMeterPages);
  meter.require_command();

  const auto options = std::make_shared<MeterOptions>();
  Command add = meter.add_command("add", "Add a meter", kMeterAddPages);
  add.add_argument("ID", options->id, "Id of the meter");
  add.add_number("--decimals", options->decimals, "Most decimals of a quantity, 0 to 18 [0]", "N");
  add.runs([&session, options] { run_meter_add(session, *options); });

  Command list = meter.add_command("list", "List the meters", kMeterListPages);
  list.runs([&session] { run_meter_list(session); });
}

}  // namespace porto_cli
