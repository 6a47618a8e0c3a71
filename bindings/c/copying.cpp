// Section "Audit" of porto.h: a whole ledger in another place, and the version of its tables.
#include "porto/copying.hpp"

#include "handles.hpp"
#include "open_options.hpp"
#include "porto/rows.hpp"
#include "progress.hpp"

using namespace porto::c;

namespace {

porto::CopyOptions read_copy_options(const porto_copy_options* options) {
  const auto read = read_options(options, PORTO_COPY_OPTIONS_INIT);
  porto::CopyOptions chosen;
  chosen.verify = read.skip_verify == 0;
  if (read.limit != 0) chosen.limit = read.limit;
  chosen.open.busy_timeout_ms = busy_timeout_ms(read.busy_timeout_ms);
  chosen.on_progress = progress_to(read.on_progress, read.user);
  chosen.on_verify = chosen.on_progress;
  return chosen;
}

}  // namespace

int32_t porto_ledger_copy(const char* from, size_t from_len, const char* to, size_t to_len,
                          const porto_copy_options* options, porto_rows** out, porto_rows** found,
                          porto_error** err) {
  return guard(err, [&] {
    RowsOut copied(out);
    RowsOut findings(found);
    const std::string source = porto::c::path(from, from_len, "from");
    const std::string target = porto::c::path(to, to_len, "to");
    const porto::CopyOptions chosen = read_copy_options(options);
    copied.make();
    findings.make();
    const porto::CopyResult result = porto::copy_ledger(source, target, chosen);
    const porto::VerifyReport report = result.verified.value_or(porto::VerifyReport{});
    if (copied.wanted()) copied.put(porto::rows_of(result));
    if (findings.wanted()) findings.put(porto::rows_of(report));
    copied.give();
    findings.give();
    return report.ok() ? PORTO_OK : PORTO_DIFFERS;
  });
}

int32_t porto_ledger_migrate(const char* path, size_t path_len,
                             const porto_migrate_options* options, porto_rows** out,
                             porto_error** err) {
  return guard(err, [&] {
    RowsOut migrated(out);
    const std::string ledger = porto::c::path(path, path_len, "path");
    const auto read = read_options(options, PORTO_MIGRATE_OPTIONS_INIT);
    const porto::OpenOptions open{.busy_timeout_ms = busy_timeout_ms(read.busy_timeout_ms)};
    migrated.make();
    const porto::MigrateResult done = porto::migrate_ledger(ledger, open);
    if (migrated.wanted()) migrated.put(porto::rows_of(done));
    migrated.give();
    return done.from == done.to ? PORTO_EXISTS : PORTO_OK;
  });
}
