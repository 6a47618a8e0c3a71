// See scene.hpp.
#include "faults/calls/scene.hpp"

namespace porto::testing {
namespace {

porto_event event_without_owner(Scene& s) {
  porto_event event = PORTO_EVENT_INIT;
  event.source = s.bytes("events[0].source", "mail");
  event.source_len = s.length("events[0].source");
  event.event_id = s.bytes("events[0].event_id", "r-1");
  event.event_id_len = s.length("events[0].event_id");
  event.meter = s.bytes("events[0].meter", "messages");
  event.meter_len = s.length("events[0].meter");
  event.occurred_at_unix_us = 1739180000000000;  // 2025-02-10
  event.quantity = 1;
  return event;
}

porto_event new_event(Scene& s) {
  porto_event event = event_without_owner(s);
  event.company = s.bytes("events[0].company", "bolag-1");
  event.company_len = s.length("events[0].company");
  return event;
}

int32_t create(Scene& s, const char* path) {
  porto_ledger_options options = PORTO_LEDGER_OPTIONS_INIT;
  options.zone = s.bytes("options.zone", "Europe/Stockholm");
  options.zone_len = s.length("options.zone");
  options.currency = s.bytes("options.currency", "SEK");
  options.currency_len = s.length("options.currency");
  options.late = s.bytes("options.late", "adjust");
  options.late_len = s.length("options.late");
  return porto_ledger_create(TEXT(s, "path", path), &options, &s.opened, &s.err);
}

int32_t open(Scene& s, int32_t read_only) {
  porto_ledger_options options = PORTO_LEDGER_OPTIONS_INIT;
  options.read_only = read_only;
  return porto_ledger_open(TEXT(s, "path", s.file("ledger.porto")), &options, &s.opened, &s.err);
}

}  // namespace

Calls calls_of_ledgers() {
  return {
      {"porto_ledger_create", [](Scene& s) { return create(s, ":memory:"); }},
      {"porto_ledger_create",
       [](Scene& s) {
         s.drop_results();
         for (const char* name : {"new.porto", "new.porto-wal", "new.porto-shm"}) s.remove(name);
         return create(s, s.file("new.porto"));
       }},
      {"porto_ledger_open", [](Scene& s) { return open(s, 0); }},
      {"porto_ledger_open", [](Scene& s) { return open(s, 1); }},
      {"porto_ledger_info", [](Scene& s) { return porto_ledger_info(s.ledger, &s.out, &s.err); }},
      {"porto_ledger_storage",
       [](Scene& s) { return porto_ledger_storage(s.ledger, &s.out, &s.out2, &s.err); }},
      {"porto_ledger_month_of",
       [](Scene& s) {
         int32_t month = 0;
         return porto_ledger_month_of(s.ledger, march_2025, &month, &s.err);
       }},
      {"porto_ledger_interrupt",
       [](Scene& s) {
         porto_ledger_interrupt(s.ledger);
         return 0;
       },
       0, false},
      {"porto_ledger_close",
       [](Scene& s) {
         porto_ledger_close(std::exchange(s.ledger, nullptr));
         return 0;
       }},
      {"porto_recorder_open",
       [](Scene& s) {
         return porto_recorder_open(TEXT(s, "path", s.file("ledger.porto")), nullptr,
                                    &s.opened_recorder, &s.err);
       }},
      {"porto_recorder_record",
       [](Scene& s) {
         const porto_event event = new_event(s);
         int32_t outcome = -1;
         return porto_recorder_record(s.recorder, &event, 1, 0, nullptr, &outcome, &s.out, &s.err);
       }},
      {"porto_recorder_interrupt",
       [](Scene& s) {
         porto_recorder_interrupt(s.recorder);
         return 0;
       },
       0, false},
      {"porto_recorder_close",
       [](Scene& s) {
         porto_recorder_close(std::exchange(s.recorder, nullptr));
         return 0;
       }},
      {"porto_usage_record",
       [](Scene& s) {
         porto_event events[] = {new_event(s), new_event(s)};
         events[1].event_id = "";  // which is refused
         events[1].event_id_len = PORTO_NTS;
         int32_t outcomes[2] = {-1, -1};
         return porto_usage_record(s.ledger, events, 2, 0, nullptr, outcomes, &s.out, &s.err);
       },
       PORTO_REJECTS},
      {"porto_usage_record",
       [](Scene& s) {
         porto_event event = event_without_owner(s);
         event.domain = s.bytes("events[0].domain", "a.example");
         event.domain_len = s.length("events[0].domain");
         int32_t outcome = -1;
         return porto_usage_record(s.ledger, &event, 1, 0, nullptr, &outcome, nullptr, &s.err);
       }},
  };
}

}  // namespace porto::testing
