// See scene.hpp.
#include "faults/calls/scene.hpp"
#include "faults/sample.hpp"

namespace porto::testing {
namespace {

constexpr int64_t after_close_of_january = 1743500000000000;  // see sample.cpp

int32_t close_month(Scene& s) {
  porto_close_options options = PORTO_CLOSE_OPTIONS_INIT;
  const char* except = s.bytes("options.except[0]", "bolag-2");
  options.except = &except;
  options.except_count = 1;
  options.actor = s.bytes("options.actor", "anna");
  options.actor_len = s.length("options.actor");
  options.reason = s.bytes("options.reason", "a test");
  options.reason_len = s.length("options.reason");
  return porto_month_close(s.ledger, 202502, after_close_of_january, &options, &s.out, &s.out2,
                           &s.err);
}

int32_t export_rows(Scene& s) {
  porto_books_options options = PORTO_BOOKS_OPTIONS_INIT;
  options.format = s.bytes("options.format", "rows");
  options.format_len = s.length("options.format");
  options.books = s.bytes("options.books", "[defaults]\narticle = \"POST\"\n");
  options.books_len = s.length("options.books");
  options.file_name = s.bytes("options.file_name", "books.toml");
  options.file_name_len = s.length("options.file_name");
  return porto_books_export(s.ledger, 202501, &options, &s.out, &s.out2, &s.err);
}

int32_t take_book(void*, const char*, std::size_t, const char*, std::size_t) { return 0; }

int32_t export_vouchers(Scene& s) {
  porto_books_options options = PORTO_BOOKS_OPTIONS_INIT;
  options.format = s.bytes("options.format", "sie");
  options.format_len = s.length("options.format");
  options.books =
      "[seller]\nname = \"S\"\n[[vat]]\nid = \"s\"\ncategory = \"S\"\nrate = 25\n"
      "account = 2611\n[defaults]\naccount = 3041\n";
  options.file_name = s.bytes("options.file_name", "books.toml");
  options.file_name_len = s.length("options.file_name");
  options.now_unix_us = march_2025;
  options.on_file = take_book;
  return porto_books_export(s.ledger, 202501, &options, &s.out, &s.out2, &s.err);
}

Calls calls_of_months() {
  return {
      {"porto_invoice_show",
       [](Scene& s) {
         int32_t state = -1;
         porto_invoice_options options = PORTO_INVOICE_OPTIONS_INIT;
         options.company = s.bytes("options.company", "bolag-1");
         options.company_len = s.length("options.company");
         return porto_invoice_show(s.ledger, 202502, &options, &s.out, &s.out2, &s.out3, &state,
                                   &s.err);
       }},
      {"porto_invoice_causes",
       [](Scene& s) {
         porto_invoice_options options = PORTO_INVOICE_OPTIONS_INIT;
         options.company = s.bytes("options.company", "bolag-1");
         options.company_len = s.length("options.company");
         return porto_invoice_causes(s.ledger, 202502, &options, &s.out, &s.err);
       }},
      {"porto_invoice_totals",
       [](Scene& s) { return porto_invoice_totals(s.lines, &s.out, &s.err); }},
      {"porto_month_close", close_month},
      {"porto_month_page",
       [](Scene& s) {
         porto_page_options options = PORTO_PAGE_OPTIONS_INIT;
         options.language = s.bytes("options.language", "sv");
         options.language_len = s.length("options.language");
         return porto_month_page(s.ledger, 202502, &options, take, nullptr, &s.err);
       }},
      {"porto_books_export", export_rows},
      {"porto_books_export", export_vouchers},
      {"porto_month_list", [](Scene& s) { return porto_month_list(s.ledger, &s.out, &s.err); }},
  };
}

porto_void void_of(Scene& s) {
  porto_void what = PORTO_VOID_INIT;
  what.source = s.bytes("what.source", "mail");
  what.source_len = s.length("what.source");
  what.event_id = s.bytes("what.event_id", "e-0");
  what.event_id_len = s.length("what.event_id");
  what.actor = s.bytes("what.actor", "anna");
  what.actor_len = s.length("what.actor");
  what.reason = s.bytes("what.reason", "a test");
  what.reason_len = s.length("what.reason");
  what.voided_at_unix_us = march_2025;
  return what;
}

int32_t void_event(Scene& s) {
  const porto_void what = void_of(s);
  return porto_event_void(s.ledger, &what, nullptr, &s.out, &s.out2, &s.err);
}

int32_t correct_event(Scene& s) {
  const porto_void what = void_of(s);
  return porto_event_correct(s.ledger, &what, 7, nullptr, &s.out, &s.out2, &s.err);
}

porto_event_filter filter_of(Scene& s) {
  porto_event_filter filter = PORTO_EVENT_FILTER_INIT;
  filter.company = s.bytes("filter.company", "bolag-1");
  filter.company_len = s.length("filter.company");
  filter.source = s.bytes("filter.source", "mail");
  filter.source_len = s.length("filter.source");
  filter.meter = s.bytes("filter.meter", "messages");
  filter.meter_len = s.length("filter.meter");
  filter.domain = s.bytes("filter.domain", "a.example");
  filter.domain_len = s.length("filter.domain");
  return filter;
}

int32_t list_events(Scene& s) {
  const porto_event_filter filter = filter_of(s);
  return porto_event_list(s.ledger, &filter, &s.out, &s.err);
}

int32_t write_events(Scene& s) {
  const porto_event_filter filter = filter_of(s);
  return porto_event_write(s.ledger, &filter, PORTO_FORMAT_CSV, nullptr, take, nullptr, &s.err);
}

Calls calls_of_events() {
  return {
      {"porto_event_show",
       [](Scene& s) {
         return porto_event_show(s.ledger, TEXT(s, "source", "mail"), TEXT(s, "event_id", "e-3"),
                                 &s.out, &s.err);
       }},
      {"porto_event_list", list_events},
      {"porto_event_write",
       [](Scene& s) {
         return porto_event_write(s.ledger, nullptr, PORTO_FORMAT_JSON, nullptr, take, nullptr,
                                  &s.err);
       }},
      {"porto_event_write", write_events},
      {"porto_event_void", void_event},
      {"porto_event_correct", correct_event},
  };
}

int32_t back_up(Scene& s) {
  s.remove("copy.porto");
  return porto_ledger_backup(s.ledger, TEXT(s, "path", s.file("copy.porto")), nullptr, &s.err);
}

int32_t copy(Scene& s) {
  s.remove("copied.porto");
  s.remove("original.porto");
  int32_t status =
      porto_ledger_backup(s.ledger, s.file("original.porto"), PORTO_NTS, nullptr, &s.err);
  if (status != PORTO_OK) return status;
  return porto_ledger_copy(TEXT(s, "from", s.file("original.porto")),
                           TEXT(s, "to", s.file("copied.porto")), nullptr, &s.out, &s.out2, &s.err);
}

int32_t migrate(Scene& s) {
  s.remove("original.porto");
  const int32_t status =
      porto_ledger_backup(s.ledger, s.file("original.porto"), PORTO_NTS, nullptr, &s.err);
  if (status != PORTO_OK) return status;
  const int32_t migrated =
      porto_ledger_migrate(TEXT(s, "path", s.file("original.porto")), nullptr, &s.out, &s.err);
  return migrated == PORTO_EXISTS ? PORTO_OK : migrated;  // it is of this version: nothing to do
}

int32_t state(Scene& s, int32_t format) {
  return porto_ledger_statement(s.ledger, 202501, TEXT(s, "company", "bolag-1"), nullptr, format,
                                nullptr, take, nullptr, &s.err);
}

int32_t take_statement(void*, const char*, size_t, const char*, size_t) { return 0; }

int32_t state_all(Scene& s) {
  return porto_ledger_statements(s.ledger, 202501, nullptr, PORTO_FORMAT_HTML, nullptr,
                                 take_statement, nullptr, &s.err);
}

int32_t verify(Scene& s) {
  porto_verify_options options = PORTO_VERIFY_OPTIONS_INIT;
  porto_kept_digest kept = PORTO_KEPT_DIGEST_INIT;
  kept.record = s.bytes("options.expected[0].record", "batch");
  kept.record_len = s.length("options.expected[0].record");
  kept.number = 1;
  kept.digest = s.bytes("options.expected[0].digest",
                        "0000000000000000000000000000000000000000000000000000000000000000");
  kept.digest_len = s.length("options.expected[0].digest");
  options.expected = &kept;
  options.expected_count = 1;
  return porto_ledger_verify(s.ledger, &options, &s.out, &s.err);
}

Calls calls_of_audit() {
  return {
      {"porto_ledger_verify", verify, PORTO_DIFFERS},
      {"porto_ledger_statement", [](Scene& s) { return state(s, PORTO_FORMAT_JSON); }},
      {"porto_ledger_statement", [](Scene& s) { return state(s, PORTO_FORMAT_TABLE); }},
      {"porto_ledger_statement", [](Scene& s) { return state(s, PORTO_FORMAT_HTML); }},
      {"porto_ledger_statements", state_all},
      {"porto_ledger_prune",
       [](Scene& s) {
         return porto_ledger_prune(s.ledger, 202502, march_2025, nullptr, &s.out, &s.err);
       }},
      {"porto_ledger_backup", back_up},
      {"porto_ledger_copy", copy},
      {"porto_ledger_migrate", migrate},
  };
}

porto_outlook_options outlook_of_one(Scene& s) {
  porto_outlook_options options = PORTO_OUTLOOK_OPTIONS_INIT;
  options.company = s.bytes("options.company", "bolag-1");
  options.company_len = s.length("options.company");
  return options;
}

porto_simulate_options january_and_february(Scene& s) {
  porto_simulate_options options = PORTO_SIMULATE_OPTIONS_INIT;
  options.from_yyyymm = 202501;
  options.through_yyyymm = 202502;
  options.instead_of = s.bytes("options.instead_of", "post");
  options.instead_of_len = s.length("options.instead_of");
  return options;
}

int32_t simulate(Scene& s) {
  porto_simulate_options options = january_and_february(s);
  options.by = s.bytes("options.by", "month");
  options.by_len = s.length("options.by");
  return porto_outlook_simulate(s.ledger, s.tariff, &options, &s.out, &s.out2, &s.out3, &s.err);
}

int32_t plot(Scene& s) {
  const porto_simulate_options options = january_and_february(s);
  return porto_outlook_plot(s.ledger, s.tariff, &options, take, nullptr, &s.out, &s.err);
}

int32_t report(Scene& s) {
  porto_report_options options = PORTO_REPORT_OPTIONS_INIT;
  options.from_yyyymm = 202501;
  options.through_yyyymm = 202502;
  options.by = s.bytes("options.by", "month,company");
  options.by_len = s.length("options.by");
  options.company = s.bytes("options.company", "bolag-1");
  options.company_len = s.length("options.company");
  options.tariff = s.bytes("options.tariff", "post");
  options.tariff_len = s.length("options.tariff");
  options.pivot = s.bytes("options.pivot", "month");
  options.pivot_len = s.length("options.pivot");
  options.measure = s.bytes("options.measure", "quantity");
  options.measure_len = s.length("options.measure");
  options.sort = s.bytes("options.sort", "company");
  options.sort_len = s.length("options.sort");
  return porto_report(s.ledger, &options, &s.out, &s.out2, &s.out3, &s.err);
}

int32_t compare_reports(Scene& s) {
  porto_report_options options = PORTO_REPORT_OPTIONS_INIT;
  options.from_yyyymm = options.through_yyyymm = 202502;
  options.compare = s.bytes("options.compare", "previous");
  options.compare_len = s.length("options.compare");
  return porto_report(s.ledger, &options, &s.out, &s.out2, &s.out3, &s.err);
}

int32_t draw_report(Scene& s) {
  porto_report_options options = PORTO_REPORT_OPTIONS_INIT;
  options.from_yyyymm = 202501;
  options.through_yyyymm = 202502;
  options.by = s.bytes("options.by", "month,tariff");
  options.by_len = s.length("options.by");
  return porto_report_plot(s.ledger, &options, TEXT(s, "language", "sv"), take, nullptr, &s.out,
                           &s.err);
}

int32_t add_up(Scene& s) {
  const int32_t status = porto_outlook_charges(s.ledger, march_2025, nullptr, &s.out2, &s.err);
  return status == PORTO_OK ? porto_outlook_totals(s.out2, &s.out, &s.err) : status;
}

Calls calls_of_outlook() {
  return {
      {"porto_report", report},
      {"porto_report", compare_reports},
      {"porto_report_plot", draw_report},
      {"porto_outlook_totals", add_up},
      {"porto_outlook_simulate", simulate},
      {"porto_outlook_plot", plot},
      {"porto_outlook_charges",
       [](Scene& s) {
         const porto_outlook_options options = outlook_of_one(s);
         return porto_outlook_charges(s.ledger, march_2025, &options, &s.out, &s.err);
       }},
      {"porto_outlook_tasks",
       [](Scene& s) {
         const porto_outlook_options options = outlook_of_one(s);
         return porto_outlook_tasks(s.ledger, march_2025, &options, &s.out, &s.err);
       }},
  };
}

}  // namespace

Calls calls_of_invoices() {
  Calls all = calls_of_months();
  for (const Calls& more : {calls_of_events(), calls_of_audit(), calls_of_outlook()})
    all.insert(all.end(), more.begin(), more.end());
  return all;
}

}  // namespace porto::testing
