// Section "Changes" of porto.h.
#include "change_options.hpp"

#include <string>

#include "list_part.hpp"

namespace porto::c {
namespace {

constexpr const char* elsewhere = "this change says it by other means; only dry_run may be set";

}  // namespace

ChangeOptions read_change_options(const porto_change_options* options) {
  ChangeOptions read;
  const auto given = read_options(options, PORTO_CHANGE_OPTIONS_INIT);
  check_reserved(given.reserved, "options");
  read.actor = optional_id(given.actor, given.actor_len, "options.actor").value_or("");
  read.reason = optional_id(given.reason, given.reason_len, "options.reason").value_or("");
  if (given.at_unix_us != 0) read.at = Instant{given.at_unix_us};
  read.dry_run = given.dry_run != 0;
  read.allow_far = given.allow_far != 0;
  read.settle = given.settle != 0;
  return read;
}

ChangeOptions read_dry_run(const porto_change_options* options) {
  const ChangeOptions read = read_change_options(options);
  if (!read.actor.empty()) refuse("options.actor", elsewhere);
  if (!read.reason.empty()) refuse("options.reason", elsewhere);
  if (read.at) refuse("options.at_unix_us", elsewhere);
  if (read.allow_far) refuse("options.allow_far", elsewhere);
  if (read.settle) refuse("options.settle", elsewhere);
  return read;
}

}  // namespace porto::c

using namespace porto::c;

int32_t porto_change_list(porto_ledger* ledger, const porto_list_options* options, porto_rows** out,
                          porto_error** err) {
  return guard_new(err, out, [&] {
    const porto::Ledger& open = ledger_of(ledger);
    const ListPart part(options);
    return porto::rows_of(part.of(open.changes())).in_zone(open.zone());
  });
}
