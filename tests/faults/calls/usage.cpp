// See scene.hpp.
#include "faults/calls/scene.hpp"

namespace porto::testing {
namespace {

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

int32_t import_posted(Scene& s, const porto_import_options& options, const char* bytes) {
  porto_input input = PORTO_INPUT_INIT;
  input.name = "posted";
  input.bytes = bytes;
  input.byte_count = PORTO_NTS;
  return porto_usage_import(s.ledger, &input, 1, &options, &s.out, nullptr, &s.err);
}

int32_t import_by_map(Scene& s) {
  porto_import_options options = PORTO_IMPORT_OPTIONS_INIT;
  options.map = s.bytes("options.map", "id=Nr,time=Tid,quantity=Antal");
  options.map_len = s.length("options.map");
  options.company = s.bytes("options.company", "bolag-1");
  options.company_len = s.length("options.company");
  return import_posted(s, options, "Nr,Tid,Antal\nn-1,2025-02-10T08:00:00Z,3\n");
}

int32_t import_of_supplier(Scene& s) {
  porto_import_options options = PORTO_IMPORT_OPTIONS_INIT;
  const char* company_from = s.bytes("options.company_from[0]", "tag");
  options.company_from = &company_from;
  options.company_from_count = 1;
  options.count = s.bytes("options.count", "delivered");
  options.count_len = s.length("options.count");
  options.signing_key = s.bytes("options.signing_key", "key-1");
  options.signing_key_len = s.length("options.signing_key");
  // Signed as in tests/unit/formats/mailgun_test.cpp.
  return import_posted(
      s, options,
      R"({"signature":{"timestamp":"1772323200",)"
      R"("token":"0123456789abcdef0123456789abcdef0123456789abcdef01",)"
      R"("signature":"b66a0d8107dd8c9344c75f8d0285ae299ee692c7fe6b565747c4acc94c7a9db6"},)"
      R"("event-data":{"event":"delivered","id":"q-1","timestamp":1739180000.5,"tags":["bolag-1"],)"
      R"("recipient":"a@b.example","message":{"headers":{"message-id":"1@c.example"}}}})");
}

int32_t import_cloud_events(Scene& s) {
  porto_import_options options = PORTO_IMPORT_OPTIONS_INIT;
  options.quantity_from = s.bytes("options.quantity_from", "data.antal");
  options.quantity_from_len = s.length("options.quantity_from");
  return import_posted(s, options,
                       R"({"specversion":"1.0","id":"a-1","source":"/post","type":"sent",)"
                       R"("subject":"bolag-1","time":"2025-02-10T08:00:00Z","data":{"antal":3}})");
}

int32_t import_corrections(Scene& s) {
  porto_import_options options = PORTO_IMPORT_OPTIONS_INIT;
  options.source = "mail";
  options.correct = 1;
  options.now_unix_us = march_2025;
  options.actor = s.bytes("options.actor", "anna");
  options.actor_len = s.length("options.actor");
  options.reason = s.bytes("options.reason", "a test");
  options.reason_len = s.length("options.reason");
  return import_posted(s, options,
                       "event_id,company,occurred_at,quantity\n"
                       "e-9,bolag-1,2025-01-10T11:00:00Z,3\n");
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
  options.encoding = s.bytes("options.encoding", "utf-8");
  options.encoding_len = s.length("options.encoding");
  options.map = s.bytes("options.map", "month=month,quantity=quantity");
  options.map_len = s.length("options.map");
  options.zone = s.bytes("options.zone", "Europe/Stockholm");
  options.zone_len = s.length("options.zone");
  const porto_input input = file_of(s, "input.path", "counts.csv");
  return porto_usage_reconcile(s.ledger, &input, &options, &s.out, &s.out2, &s.err);
}

int32_t reconcile_supplier(Scene& s) {
  porto_reconcile_options options = PORTO_RECONCILE_OPTIONS_INIT;
  options.company = s.bytes("options.company", "bolag-1");
  options.company_len = s.length("options.company");
  options.metric = s.bytes("options.metric", "delivered_count");
  options.metric_len = s.length("options.metric");
  porto_input input = PORTO_INPUT_INIT;
  input.name = s.bytes("input.name", "statistics");
  input.name_len = s.length("input.name");
  input.bytes =
      R"({"start":"Sat, 01 Feb 2025 00:00:00 +0000","end":"Sat, 01 Mar 2025 00:00:00 +0000",)"
      R"("resolution":"month","duration":"","dimensions":["time"],)"
      R"("pagination":{"sort":"","skip":0,"limit":1000,"total":1},)"
      R"("items":[{"dimensions":[{"dimension":"time","display_value":"",)"
      R"("value":"Sat, 01 Feb 2025 00:00:00 +0000"}],"metrics":{"delivered_count":7}}],)"
      R"("aggregates":{"metrics":{}}})";
  input.byte_count = PORTO_NTS;
  return porto_usage_reconcile(s.ledger, &input, &options, &s.out, nullptr, &s.err);
}

}  // namespace

Calls calls_of_usage() {
  return {
      {"porto_usage_import", import, PORTO_REJECTS},
      {"porto_usage_import", import_with_rejects, PORTO_REJECTS},
      {"porto_usage_import", import_from_memory, PORTO_REJECTS},
      {"porto_usage_import", import_by_map},
      {"porto_usage_import", import_of_supplier},
      {"porto_usage_import", import_cloud_events},
      {"porto_usage_import", import_corrections},
      {"porto_import_maps", [](Scene& s) { return porto_import_maps(&s.out, &s.err); }},
      {"porto_import_list",
       [](Scene& s) { return porto_import_list(s.ledger, nullptr, &s.out, &s.err); }},
      {"porto_import_show",
       [](Scene& s) { return porto_import_show(s.ledger, 1, &s.out, &s.err); }},
      {"porto_import_undo", undo_import},
      {"porto_usage_list",
       [](Scene& s) {
         porto_usage_filter filter = PORTO_USAGE_FILTER_INIT;
         filter.company = s.bytes("filter.company", "bolag-1");
         filter.company_len = s.length("filter.company");
         return porto_usage_list(s.ledger, &filter, &s.out, &s.err);
       }},
      {"porto_usage_unassigned",
       [](Scene& s) { return porto_usage_unassigned(s.ledger, &s.out, &s.err); }},
      {"porto_usage_reconcile", reconcile, PORTO_DIFFERS},
      {"porto_usage_reconcile", reconcile_supplier, PORTO_DIFFERS},
  };
}

}  // namespace porto::testing
