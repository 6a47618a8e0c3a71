// See scene.hpp.
#include "faults/calls/scene.hpp"

namespace porto::testing {
namespace {

constexpr int64_t march_2025 = 1742500000000000;

porto_import_options import_options(Scene& s) {
  porto_import_options options = PORTO_IMPORT_OPTIONS_INIT;
  options.source = s.bytes("options.source", "import");
  options.source_len = s.length("options.source");
  options.format = s.bytes("options.format", "csv");
  options.format_len = s.length("options.format");
  options.encoding = s.bytes("options.encoding", "utf-8");
  options.encoding_len = s.length("options.encoding");
  options.zone = s.bytes("options.zone", "Europe/Stockholm");
  options.zone_len = s.length("options.zone");
  options.by_company = 1;
  options.now_unix_us = march_2025;
  return options;
}

porto_input file_of(Scene& s, const char* parameter, const char* name) {
  porto_input input = PORTO_INPUT_INIT;
  input.path = s.bytes(parameter, s.file(name));
  input.path_len = s.length(parameter);
  return input;
}

int32_t import(Scene& s) {
  const porto_import_options options = import_options(s);
  const porto_input input = file_of(s, "inputs[0].path", "usage.csv");
  return porto_usage_import(s.ledger, &input, 1, &options, &s.out, &s.out2, &s.err);
}

int32_t import_from_memory(Scene& s) {
  const porto_import_options options = import_options(s);
  porto_input input = PORTO_INPUT_INIT;
  input.name = s.bytes("inputs[0].name", "posted");
  input.name_len = s.length("inputs[0].name");
  input.bytes =
      "event_id,company,occurred_at,quantity\nm-1,bolag-1,2025-02-10T08:00:00Z,3\nm-2,,x,\n";
  input.byte_count = PORTO_NTS;
  return porto_usage_import(s.ledger, &input, 1, &options, &s.out, nullptr, &s.err);
}

int32_t import_with_rejects(Scene& s) {
  porto_import_options options = import_options(s);
  s.remove("rejects.csv");
  options.rejects_path = s.bytes("options.rejects_path", s.file("rejects.csv"));
  options.rejects_path_len = s.length("options.rejects_path");
  const porto_input input = file_of(s, "inputs[0].path", "usage.csv");
  return porto_usage_import(s.ledger, &input, 1, &options, &s.out, nullptr, &s.err);
}

porto_change_options by_anna(Scene& s) {
  porto_change_options options = PORTO_CHANGE_OPTIONS_INIT;
  options.actor = s.bytes("options.actor", "anna");
  options.actor_len = s.length("options.actor");
  options.reason = s.bytes("options.reason", "a test");
  options.reason_len = s.length("options.reason");
  options.at_unix_us = march_2025;
  return options;
}

// Which is undone once; as a trial it can be undone again.
int32_t undo_import(Scene& s) {
  porto_change_options options = by_anna(s);
  options.dry_run = 1;
  return porto_import_undo(s.ledger, 1, &options, &s.out, &s.out2, &s.err);
}

int32_t reconcile(Scene& s) {
  porto_reconcile_options options = PORTO_RECONCILE_OPTIONS_INIT;
  options.meter = s.bytes("options.meter", "messages");
  options.meter_len = s.length("options.meter");
  options.by = s.bytes("options.by", "total");
  options.by_len = s.length("options.by");
  const porto_input input = file_of(s, "input.path", "counts.csv");
  return porto_usage_reconcile(s.ledger, &input, &options, &s.out, &s.out2, &s.err);
}

}  // namespace

Calls calls_of_usage() {
  return {
      {"porto_usage_import", import, PORTO_REJECTS},
      {"porto_usage_import", import_with_rejects, PORTO_REJECTS},
      {"porto_usage_import", import_from_memory, PORTO_REJECTS},
      {"porto_import_maps", [](Scene& s) { return porto_import_maps(&s.out, &s.err); }},
      {"porto_import_list", [](Scene& s) { return porto_import_list(s.ledger, &s.out, &s.err); }},
      {"porto_import_show",
       [](Scene& s) { return porto_import_show(s.ledger, 1, &s.out, &s.err); }},
      {"porto_import_undo", undo_import},
      {"porto_usage_list",
       [](Scene& s) {
         return porto_usage_list(s.ledger, 0, TEXT(s, "company", "bolag-1"), &s.out, &s.err);
       }},
      {"porto_usage_unassigned",
       [](Scene& s) { return porto_usage_unassigned(s.ledger, &s.out, &s.err); }},
      {"porto_usage_reconcile", reconcile, PORTO_DIFFERS},
  };
}

}  // namespace porto::testing
