// Section "Audit" of porto.h.
#include "porto/audit.hpp"

#include "base/text.hpp"
#include "change_options.hpp"
#include "handles.hpp"
#include "output_options.hpp"
#include "porto/output.hpp"
#include "porto/rows.hpp"
#include "progress.hpp"
#include "writer.hpp"

using namespace porto::c;

namespace {

porto::Void read_void(const porto_void* what) {
  const auto read = read_struct<porto_void>(&given(what, "what"), "what");
  check_reserved(read.reserved, "what");
  return {std::string(text(read.source, read.source_len, "what.source")),
          std::string(text(read.event_id, read.event_id_len, "what.event_id")),
          std::string(text(read.actor, read.actor_len, "what.actor")),
          std::string(text(read.reason, read.reason_len, "what.reason")),
          needed_time(read.voided_at_unix_us, "what.voided_at_unix_us")};
}

constexpr Place places_of_void[] = {{"source", "what.source"},
                                    {"event_id", "what.event_id"},
                                    {"actor", "what.actor"},
                                    {"reason", "what.reason"},
                                    {"voided_at", "what.voided_at_unix_us"}};

}  // namespace

int32_t porto_event_show(porto_ledger* ledger, const char* source, size_t source_len,
                         const char* event_id, size_t event_id_len, porto_rows** out,
                         porto_error** err) {
  return guard_new(err, out, [&] {
    const porto::Ledger& open = ledger_of(ledger);
    const std::string_view of = text(source, source_len, "source");
    const std::string_view id = text(event_id, event_id_len, "event_id");
    const std::optional<porto::StoredEvent> event = open.event(of, id);
    if (!event)
      throw porto::Error(porto::ErrorCode::not_found,
                         "there is no event " + porto::internal::in_quotes(id) + " of source " +
                             porto::internal::in_quotes(of) +
                             "; it was never stored, is of another source, or its month has been "
                             "pruned",
                         "event_id");
    return porto::rows_of(*event, open.meters()).in_zone(open.zone());
  });
}

int32_t porto_event_void(porto_ledger* ledger, const porto_void* what,
                         const porto_change_options* options, porto_rows** out, porto_rows** effect,
                         porto_error** err) {
  return guard(err, [&] {
    RowsOut voided(out);
    EffectOut touched(effect);
    porto::Ledger& open = ledger_of(ledger);
    const porto::Void given = read_void(what);
    const std::vector<porto::Meter> meters = open.meters();
    voided.make();
    const porto::ChangeOptions how = read_dry_run(options);
    const porto::VoidResult result =
        placed(places_of_void, [&] { return open.void_event(given, how, touched.wanted()); });
    if (voided.wanted()) voided.put(porto::rows_of(result.event, meters).in_zone(open.zone()));
    touched.put();
    voided.give();
    touched.give();
    return result.done ? PORTO_OK : PORTO_EXISTS;
  });
}

int32_t porto_event_correct(porto_ledger* ledger, const porto_void* what, int64_t quantity,
                            const porto_change_options* options, porto_rows** out,
                            porto_rows** effect, porto_error** err) {
  return guard(err, [&] {
    RowsOut counting(out);
    EffectOut touched(effect);
    porto::Ledger& open = ledger_of(ledger);
    const porto::Void voided = read_void(what);
    counting.make();
    const porto::ChangeOptions how = read_dry_run(options);
    const porto::CorrectResult corrected = placed(places_of_void, [&] {
      return open.correct_event(voided, quantity, how, touched.wanted());
    });
    if (counting.wanted()) counting.put(porto::rows_of(voided, corrected));
    touched.put();
    counting.give();
    touched.give();
    return corrected.done ? PORTO_OK : PORTO_EXISTS;
  });
}

int32_t porto_ledger_statement(porto_ledger* ledger, int32_t month_yyyymm, const char* company,
                               size_t company_len, const porto_statement_options* options,
                               int32_t format, const porto_output_options* output,
                               porto_write_fn write, void* user, porto_error** err) {
  return guard(err, [&] {
    const porto::Ledger& open = ledger_of(ledger);
    const porto::Month month = porto::c::month(month_yyyymm, "month_yyyymm");
    const std::string_view id = text(company, company_len, "company");
    read_options(options, PORTO_STATEMENT_OPTIONS_INIT);
    const porto::OutputOptions how = read_output_options(output, "output");
    Writer out(write, user);
    const porto::OutputFormat& chosen = porto::output_format(format);
    const porto::Statement statement = open.statement(month, id);
    const InCallback busy(*ledger);
    porto::write(statement, chosen, porto_version_text(), out.sink(), how);
    out.finish();
    return PORTO_OK;
  });
}

int32_t porto_ledger_statements(porto_ledger* ledger, int32_t month_yyyymm,
                                const porto_statement_options* options, int32_t format,
                                const porto_output_options* output, porto_statement_fn take,
                                void* user, porto_error** err) {
  return guard(err, [&] {
    const porto::Ledger& open = ledger_of(ledger);
    const porto::Month month = porto::c::month(month_yyyymm, "month_yyyymm");
    read_options(options, PORTO_STATEMENT_OPTIONS_INIT);
    const porto::OutputOptions how = read_output_options(output, "output");
    if (!take) refuse("take", "it is NULL; this parameter is required");
    const porto::OutputFormat& chosen = porto::output_format(format);
    const InCallback busy(*ledger);
    std::string bytes;
    open.each_statement(month, [&](const porto::Statement& statement) {
      bytes.clear();
      porto::write(
          statement, chosen, porto_version_text(), [&](std::string_view piece) { bytes += piece; },
          how);
      const std::string& company = statement.company.id;
      if (take(user, company.data(), company.size(), bytes.data(), bytes.size()) != 0)
        throw porto::Error(porto::ErrorCode::cancelled, "the callback stopped the statements",
                           "take");
    });
    return PORTO_OK;
  });
}

int32_t porto_ledger_prune(porto_ledger* ledger, int32_t before_yyyymm, int64_t now_unix_us,
                           const porto_prune_options* options, porto_rows** out,
                           porto_error** err) {
  return guard(err, [&] {
    RowsOut removed(out);
    porto::Ledger& open = ledger_of(ledger);
    const auto read = read_options(options, PORTO_PRUNE_OPTIONS_INIT);
    const porto::Month before = month(before_yyyymm, "before_yyyymm");
    const porto::Instant now = needed_time(now_unix_us, "now_unix_us");
    removed.make();
    const porto::PruneOptions how{.on_progress = progress_to(read.on_progress, read.user)};
    const InCallback busy(*ledger);
    const porto::PruneResult pruned =
        placed({{"before", "before_yyyymm"}}, [&] { return open.prune(before, now, how); });
    if (removed.wanted()) removed.put(porto::rows_of(pruned));
    removed.give();
    return PORTO_OK;
  });
}

int32_t porto_ledger_backup(porto_ledger* ledger, const char* path, size_t path_len,
                            const porto_backup_options* options, porto_error** err) {
  return guard(err, [&] {
    const porto::Ledger& open = ledger_of(ledger);
    const auto read = read_options(options, PORTO_BACKUP_OPTIONS_INIT);
    const std::string copy = porto::c::path(path, path_len, "path");
    const InCallback busy(*ledger);
    open.backup(copy, {.on_progress = progress_to(read.on_progress, read.user)});
    return PORTO_OK;
  });
}
