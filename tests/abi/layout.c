/* The structs of porto.h as they lie in memory on 64-bit machines: sizes, offsets, and no padding
 * that the compiler chose. A number here never changes; a member that is added gets a line. */
#include "porto/porto.h"

#define SIZE(type, size) _Static_assert(sizeof(type) == (size), #type)
/* A member begins where the one before it ends, which is what leaves no room for padding. */
#define MEMBER(type, member, offset, end)                                         \
  _Static_assert(offsetof(type, member) == (offset), #type "." #member " moved"); \
  _Static_assert((offset) + sizeof(((type*)0)->member) == (end), #type "." #member)

MEMBER(porto_ledger_options, struct_size, 0, 4);
MEMBER(porto_ledger_options, header_version, 4, 8);
MEMBER(porto_ledger_options, zone, 8, 16);
MEMBER(porto_ledger_options, zone_len, 16, 24);
MEMBER(porto_ledger_options, currency, 24, 32);
MEMBER(porto_ledger_options, currency_len, 32, 40);
MEMBER(porto_ledger_options, late, 40, 48);
MEMBER(porto_ledger_options, late_len, 48, 56);
MEMBER(porto_ledger_options, future_days, 56, 60);
MEMBER(porto_ledger_options, allow_negative, 60, 64);
MEMBER(porto_ledger_options, first_month_yyyymm, 64, 68);
MEMBER(porto_ledger_options, read_only, 68, 72);
MEMBER(porto_ledger_options, busy_timeout_ms, 72, 80);
SIZE(porto_ledger_options, 80);

MEMBER(porto_change_options, struct_size, 0, 4);
MEMBER(porto_change_options, header_version, 4, 8);
MEMBER(porto_change_options, actor, 8, 16);
MEMBER(porto_change_options, actor_len, 16, 24);
MEMBER(porto_change_options, reason, 24, 32);
MEMBER(porto_change_options, reason_len, 32, 40);
MEMBER(porto_change_options, at_unix_us, 40, 48);
MEMBER(porto_change_options, dry_run, 48, 52);
MEMBER(porto_change_options, allow_far, 52, 56);
MEMBER(porto_change_options, settle, 56, 60);
MEMBER(porto_change_options, reserved, 60, 64);
SIZE(porto_change_options, 64);

MEMBER(porto_list_options, struct_size, 0, 4);
MEMBER(porto_list_options, header_version, 4, 8);
MEMBER(porto_list_options, after, 8, 16);
MEMBER(porto_list_options, limit, 16, 24);
SIZE(porto_list_options, 24);

MEMBER(porto_company, struct_size, 0, 4);
MEMBER(porto_company, reserved, 4, 8);
MEMBER(porto_company, id, 8, 16);
MEMBER(porto_company, id_len, 16, 24);
MEMBER(porto_company, name, 24, 32);
MEMBER(porto_company, name_len, 32, 40);
MEMBER(porto_company, customer_number, 40, 48);
MEMBER(porto_company, customer_number_len, 48, 56);
MEMBER(porto_company, reference, 56, 64);
MEMBER(porto_company, reference_len, 64, 72);
MEMBER(porto_company, language, 72, 80);
MEMBER(porto_company, language_len, 80, 88);
MEMBER(porto_company, cost_centre, 88, 96);
MEMBER(porto_company, cost_centre_len, 96, 104);
SIZE(porto_company, 104);

MEMBER(porto_company_table, struct_size, 0, 4);
MEMBER(porto_company_table, header_version, 4, 8);
MEMBER(porto_company_table, delimiter, 8, 12);
MEMBER(porto_company_table, all, 12, 16);
MEMBER(porto_company_table, encoding, 16, 24);
MEMBER(porto_company_table, encoding_len, 24, 32);
MEMBER(porto_company_table, map, 32, 40);
MEMBER(porto_company_table, map_len, 40, 48);
SIZE(porto_company_table, 48);

MEMBER(porto_item, struct_size, 0, 4);
MEMBER(porto_item, month_yyyymm, 4, 8);
MEMBER(porto_item, company, 8, 16);
MEMBER(porto_item, company_len, 16, 24);
MEMBER(porto_item, amount_minor, 24, 32);
MEMBER(porto_item, amount, 32, 40);
MEMBER(porto_item, amount_len, 40, 48);
MEMBER(porto_item, text, 48, 56);
MEMBER(porto_item, text_len, 56, 64);
SIZE(porto_item, 64);

MEMBER(porto_item_filter, struct_size, 0, 4);
MEMBER(porto_item_filter, header_version, 4, 8);
MEMBER(porto_item_filter, month_yyyymm, 8, 12);
MEMBER(porto_item_filter, reserved, 12, 16);
MEMBER(porto_item_filter, company, 16, 24);
MEMBER(porto_item_filter, company_len, 24, 32);
SIZE(porto_item_filter, 32);

MEMBER(porto_meter, struct_size, 0, 4);
MEMBER(porto_meter, decimals, 4, 8);
MEMBER(porto_meter, id, 8, 16);
MEMBER(porto_meter, id_len, 16, 24);
MEMBER(porto_meter, kind, 24, 28);
MEMBER(porto_meter, reserved, 28, 32);
SIZE(porto_meter, 32);

MEMBER(porto_subscription, struct_size, 0, 4);
MEMBER(porto_subscription, reserved, 4, 8);
MEMBER(porto_subscription, company, 8, 16);
MEMBER(porto_subscription, company_len, 16, 24);
MEMBER(porto_subscription, tariff, 24, 32);
MEMBER(porto_subscription, tariff_len, 32, 40);
MEMBER(porto_subscription, from, 40, 44);
MEMBER(porto_subscription, through, 44, 48);
SIZE(porto_subscription, 48);

MEMBER(porto_meter_usage, struct_size, 0, 4);
MEMBER(porto_meter_usage, decimals, 4, 8);
MEMBER(porto_meter_usage, meter, 8, 16);
MEMBER(porto_meter_usage, meter_len, 16, 24);
MEMBER(porto_meter_usage, quantity, 24, 32);
MEMBER(porto_meter_usage, quantity_text, 32, 40);
MEMBER(porto_meter_usage, quantity_text_len, 40, 48);
MEMBER(porto_meter_usage, values, 48, 56);
MEMBER(porto_meter_usage, value_count, 56, 64);
SIZE(porto_meter_usage, 64);

MEMBER(porto_usage, struct_size, 0, 4);
MEMBER(porto_usage, reserved, 4, 8);
MEMBER(porto_usage, meters, 8, 16);
MEMBER(porto_usage, meter_count, 16, 24);
MEMBER(porto_usage, share_days, 24, 28);
MEMBER(porto_usage, share_of, 28, 32);
SIZE(porto_usage, 32);

MEMBER(porto_plot_options, struct_size, 0, 4);
MEMBER(porto_plot_options, header_version, 4, 8);
MEMBER(porto_plot_options, meter, 8, 16);
MEMBER(porto_plot_options, meter_len, 16, 24);
MEMBER(porto_plot_options, from, 24, 32);
MEMBER(porto_plot_options, from_len, 32, 40);
MEMBER(porto_plot_options, to, 40, 48);
MEMBER(porto_plot_options, to_len, 48, 56);
SIZE(porto_plot_options, 56);

MEMBER(porto_event, struct_size, 0, 4);
MEMBER(porto_event, reserved, 4, 8);
MEMBER(porto_event, source, 8, 16);
MEMBER(porto_event, source_len, 16, 24);
MEMBER(porto_event, event_id, 24, 32);
MEMBER(porto_event, event_id_len, 32, 40);
MEMBER(porto_event, company, 40, 48);
MEMBER(porto_event, company_len, 48, 56);
MEMBER(porto_event, meter, 56, 64);
MEMBER(porto_event, meter_len, 64, 72);
MEMBER(porto_event, occurred_at_unix_us, 72, 80);
MEMBER(porto_event, quantity, 80, 88);
MEMBER(porto_event, domain, 88, 96);
MEMBER(porto_event, domain_len, 96, 104);
SIZE(porto_event, 104);

MEMBER(porto_input, struct_size, 0, 4);
MEMBER(porto_input, from_descriptor, 4, 8);
MEMBER(porto_input, name, 8, 16);
MEMBER(porto_input, name_len, 16, 24);
MEMBER(porto_input, path, 24, 32);
MEMBER(porto_input, path_len, 32, 40);
MEMBER(porto_input, bytes, 40, 48);
MEMBER(porto_input, byte_count, 48, 56);
MEMBER(porto_input, read, 56, 64);
MEMBER(porto_input, user, 64, 72);
MEMBER(porto_input, descriptor, 72, 76);
MEMBER(porto_input, reserved, 76, 80);
SIZE(porto_input, 80);

MEMBER(porto_import_options, struct_size, 0, 4);
MEMBER(porto_import_options, header_version, 4, 8);
MEMBER(porto_import_options, dry_run, 8, 12);
MEMBER(porto_import_options, by_company, 12, 16);
MEMBER(porto_import_options, format, 16, 24);
MEMBER(porto_import_options, format_len, 24, 32);
MEMBER(porto_import_options, encoding, 32, 40);
MEMBER(porto_import_options, encoding_len, 40, 48);
MEMBER(porto_import_options, map, 48, 56);
MEMBER(porto_import_options, map_len, 56, 64);
MEMBER(porto_import_options, delimiter, 64, 68);
MEMBER(porto_import_options, year, 68, 72);
MEMBER(porto_import_options, zone, 72, 80);
MEMBER(porto_import_options, zone_len, 80, 88);
MEMBER(porto_import_options, signing_key, 88, 96);
MEMBER(porto_import_options, signing_key_len, 96, 104);
MEMBER(porto_import_options, source, 104, 112);
MEMBER(porto_import_options, source_len, 112, 120);
MEMBER(porto_import_options, count, 120, 128);
MEMBER(porto_import_options, count_len, 128, 136);
MEMBER(porto_import_options, company_from, 136, 144);
MEMBER(porto_import_options, company_from_count, 144, 152);
MEMBER(porto_import_options, company, 152, 160);
MEMBER(porto_import_options, company_len, 160, 168);
MEMBER(porto_import_options, quantity_from, 168, 176);
MEMBER(porto_import_options, quantity_from_len, 176, 184);
MEMBER(porto_import_options, now_unix_us, 184, 192);
MEMBER(porto_import_options, batch_events, 192, 200);
MEMBER(porto_import_options, rejects_path, 200, 208);
MEMBER(porto_import_options, rejects_path_len, 208, 216);
MEMBER(porto_import_options, correct, 216, 220);
MEMBER(porto_import_options, reserved, 220, 224);
MEMBER(porto_import_options, actor, 224, 232);
MEMBER(porto_import_options, actor_len, 232, 240);
MEMBER(porto_import_options, reason, 240, 248);
MEMBER(porto_import_options, reason_len, 248, 256);
MEMBER(porto_import_options, on_file, 256, 264);
MEMBER(porto_import_options, on_known, 264, 272);
MEMBER(porto_import_options, on_rejected, 272, 280);
MEMBER(porto_import_options, on_corrected, 280, 288);
MEMBER(porto_import_options, on_progress, 288, 296);
MEMBER(porto_import_options, user, 296, 304);
SIZE(porto_import_options, 304);

MEMBER(porto_usage_filter, struct_size, 0, 4);
MEMBER(porto_usage_filter, header_version, 4, 8);
MEMBER(porto_usage_filter, month_yyyymm, 8, 12);
MEMBER(porto_usage_filter, reserved, 12, 16);
MEMBER(porto_usage_filter, company, 16, 24);
MEMBER(porto_usage_filter, company_len, 24, 32);
SIZE(porto_usage_filter, 32);

MEMBER(porto_reconcile_options, struct_size, 0, 4);
MEMBER(porto_reconcile_options, header_version, 4, 8);
MEMBER(porto_reconcile_options, delimiter, 8, 12);
MEMBER(porto_reconcile_options, only_differs, 12, 16);
MEMBER(porto_reconcile_options, encoding, 16, 24);
MEMBER(porto_reconcile_options, encoding_len, 24, 32);
MEMBER(porto_reconcile_options, map, 32, 40);
MEMBER(porto_reconcile_options, map_len, 40, 48);
MEMBER(porto_reconcile_options, company, 48, 56);
MEMBER(porto_reconcile_options, company_len, 56, 64);
MEMBER(porto_reconcile_options, meter, 64, 72);
MEMBER(porto_reconcile_options, meter_len, 72, 80);
MEMBER(porto_reconcile_options, by, 80, 88);
MEMBER(porto_reconcile_options, by_len, 88, 96);
MEMBER(porto_reconcile_options, zone, 96, 104);
MEMBER(porto_reconcile_options, zone_len, 104, 112);
MEMBER(porto_reconcile_options, metric, 112, 120);
MEMBER(porto_reconcile_options, metric_len, 120, 128);
SIZE(porto_reconcile_options, 128);

MEMBER(porto_invoice_options, struct_size, 0, 4);
MEMBER(porto_invoice_options, header_version, 4, 8);
MEMBER(porto_invoice_options, company, 8, 16);
MEMBER(porto_invoice_options, company_len, 16, 24);
SIZE(porto_invoice_options, 24);

MEMBER(porto_close_options, struct_size, 0, 4);
MEMBER(porto_close_options, header_version, 4, 8);
MEMBER(porto_close_options, dry_run, 8, 12);
MEMBER(porto_close_options, reserved, 12, 16);
MEMBER(porto_close_options, except, 16, 24);
MEMBER(porto_close_options, except_count, 24, 32);
MEMBER(porto_close_options, actor, 32, 40);
MEMBER(porto_close_options, actor_len, 40, 48);
MEMBER(porto_close_options, reason, 48, 56);
MEMBER(porto_close_options, reason_len, 56, 64);
MEMBER(porto_close_options, on_progress, 64, 72);
MEMBER(porto_close_options, user, 72, 80);
SIZE(porto_close_options, 80);

MEMBER(porto_event_filter, struct_size, 0, 4);
MEMBER(porto_event_filter, header_version, 4, 8);
MEMBER(porto_event_filter, company, 8, 16);
MEMBER(porto_event_filter, company_len, 16, 24);
MEMBER(porto_event_filter, source, 24, 32);
MEMBER(porto_event_filter, source_len, 32, 40);
MEMBER(porto_event_filter, domain, 40, 48);
MEMBER(porto_event_filter, domain_len, 48, 56);
MEMBER(porto_event_filter, meter, 56, 64);
MEMBER(porto_event_filter, meter_len, 64, 72);
MEMBER(porto_event_filter, from_yyyymm, 72, 76);
MEMBER(porto_event_filter, through_yyyymm, 76, 80);
MEMBER(porto_event_filter, day_yyyymmdd, 80, 84);
MEMBER(porto_event_filter, voided, 84, 88);
MEMBER(porto_event_filter, import, 88, 96);
MEMBER(porto_event_filter, after, 96, 104);
MEMBER(porto_event_filter, limit, 104, 112);
SIZE(porto_event_filter, 112);

MEMBER(porto_output_options, struct_size, 0, 4);
MEMBER(porto_output_options, header_version, 4, 8);
MEMBER(porto_output_options, table_width, 8, 12);
MEMBER(porto_output_options, byte_order_mark, 12, 16);
MEMBER(porto_output_options, delimiter, 16, 20);
MEMBER(porto_output_options, decimal_mark, 20, 24);
MEMBER(porto_output_options, csv, 24, 32);
MEMBER(porto_output_options, csv_len, 32, 40);
SIZE(porto_output_options, 40);

MEMBER(porto_void, struct_size, 0, 4);
MEMBER(porto_void, reserved, 4, 8);
MEMBER(porto_void, source, 8, 16);
MEMBER(porto_void, source_len, 16, 24);
MEMBER(porto_void, event_id, 24, 32);
MEMBER(porto_void, event_id_len, 32, 40);
MEMBER(porto_void, actor, 40, 48);
MEMBER(porto_void, actor_len, 48, 56);
MEMBER(porto_void, reason, 56, 64);
MEMBER(porto_void, reason_len, 64, 72);
MEMBER(porto_void, voided_at_unix_us, 72, 80);
SIZE(porto_void, 80);

MEMBER(porto_report_options, struct_size, 0, 4);
MEMBER(porto_report_options, header_version, 4, 8);
MEMBER(porto_report_options, from_yyyymm, 8, 12);
MEMBER(porto_report_options, through_yyyymm, 12, 16);
MEMBER(porto_report_options, by, 16, 24);
MEMBER(porto_report_options, by_len, 24, 32);
MEMBER(porto_report_options, company, 32, 40);
MEMBER(porto_report_options, company_len, 40, 48);
MEMBER(porto_report_options, tariff, 48, 56);
MEMBER(porto_report_options, tariff_len, 56, 64);
MEMBER(porto_report_options, pivot, 64, 72);
MEMBER(porto_report_options, pivot_len, 72, 80);
MEMBER(porto_report_options, measure, 80, 88);
MEMBER(porto_report_options, measure_len, 88, 96);
MEMBER(porto_report_options, compare, 96, 104);
MEMBER(porto_report_options, compare_len, 104, 112);
MEMBER(porto_report_options, sort, 112, 120);
MEMBER(porto_report_options, sort_len, 120, 128);
MEMBER(porto_report_options, limit, 128, 136);
MEMBER(porto_report_options, descending, 136, 140);
MEMBER(porto_report_options, by_usage_month, 140, 144);
SIZE(porto_report_options, 144);

MEMBER(porto_kept_digest, struct_size, 0, 4);
MEMBER(porto_kept_digest, month_yyyymm, 4, 8);
MEMBER(porto_kept_digest, record, 8, 16);
MEMBER(porto_kept_digest, record_len, 16, 24);
MEMBER(porto_kept_digest, number, 24, 32);
MEMBER(porto_kept_digest, digest, 32, 40);
MEMBER(porto_kept_digest, digest_len, 40, 48);
SIZE(porto_kept_digest, 48);

MEMBER(porto_verify_options, struct_size, 0, 4);
MEMBER(porto_verify_options, header_version, 4, 8);
MEMBER(porto_verify_options, limit, 8, 12);
MEMBER(porto_verify_options, reserved, 12, 16);
MEMBER(porto_verify_options, expected, 16, 24);
MEMBER(porto_verify_options, expected_count, 24, 32);
MEMBER(porto_verify_options, on_progress, 32, 40);
MEMBER(porto_verify_options, user, 40, 48);
SIZE(porto_verify_options, 48);

MEMBER(porto_statement_options, struct_size, 0, 4);
MEMBER(porto_statement_options, header_version, 4, 8);
SIZE(porto_statement_options, 8);

MEMBER(porto_record_options, struct_size, 0, 4);
MEMBER(porto_record_options, header_version, 4, 8);
SIZE(porto_record_options, 8);

MEMBER(porto_page_options, struct_size, 0, 4);
MEMBER(porto_page_options, header_version, 4, 8);
MEMBER(porto_page_options, language, 8, 16);
MEMBER(porto_page_options, language_len, 16, 24);
SIZE(porto_page_options, 24);

MEMBER(porto_prune_options, struct_size, 0, 4);
MEMBER(porto_prune_options, header_version, 4, 8);
MEMBER(porto_prune_options, on_progress, 8, 16);
MEMBER(porto_prune_options, user, 16, 24);
SIZE(porto_prune_options, 24);

MEMBER(porto_backup_options, struct_size, 0, 4);
MEMBER(porto_backup_options, header_version, 4, 8);
MEMBER(porto_backup_options, on_progress, 8, 16);
MEMBER(porto_backup_options, user, 16, 24);
SIZE(porto_backup_options, 24);

MEMBER(porto_copy_options, struct_size, 0, 4);
MEMBER(porto_copy_options, header_version, 4, 8);
MEMBER(porto_copy_options, on_progress, 8, 16);
MEMBER(porto_copy_options, user, 16, 24);
MEMBER(porto_copy_options, busy_timeout_ms, 24, 32);
MEMBER(porto_copy_options, skip_verify, 32, 36);
MEMBER(porto_copy_options, limit, 36, 40);
SIZE(porto_copy_options, 40);

MEMBER(porto_migrate_options, struct_size, 0, 4);
MEMBER(porto_migrate_options, header_version, 4, 8);
MEMBER(porto_migrate_options, busy_timeout_ms, 8, 16);
SIZE(porto_migrate_options, 16);

MEMBER(porto_simulate_options, struct_size, 0, 4);
MEMBER(porto_simulate_options, header_version, 4, 8);
MEMBER(porto_simulate_options, from_yyyymm, 8, 12);
MEMBER(porto_simulate_options, through_yyyymm, 12, 16);
MEMBER(porto_simulate_options, instead_of, 16, 24);
MEMBER(porto_simulate_options, instead_of_len, 24, 32);
MEMBER(porto_simulate_options, by, 32, 40);
MEMBER(porto_simulate_options, by_len, 40, 48);
MEMBER(porto_simulate_options, on_progress, 48, 56);
MEMBER(porto_simulate_options, user, 56, 64);
SIZE(porto_simulate_options, 64);

MEMBER(porto_outlook_options, struct_size, 0, 4);
MEMBER(porto_outlook_options, header_version, 4, 8);
MEMBER(porto_outlook_options, company, 8, 16);
MEMBER(porto_outlook_options, company_len, 16, 24);
SIZE(porto_outlook_options, 24);

MEMBER(porto_books_options, struct_size, 0, 4);
MEMBER(porto_books_options, header_version, 4, 8);
MEMBER(porto_books_options, format, 8, 16);
MEMBER(porto_books_options, format_len, 16, 24);
MEMBER(porto_books_options, books, 24, 32);
MEMBER(porto_books_options, books_len, 32, 40);
MEMBER(porto_books_options, file_name, 40, 48);
MEMBER(porto_books_options, file_name_len, 48, 56);
MEMBER(porto_books_options, now_unix_us, 56, 64);
MEMBER(porto_books_options, issued_yyyymmdd, 64, 68);
MEMBER(porto_books_options, dry_run, 68, 72);
MEMBER(porto_books_options, on_file, 72, 80);
MEMBER(porto_books_options, user, 80, 88);
MEMBER(porto_books_options, allow_far, 88, 92);
MEMBER(porto_books_options, reserved, 92, 96);
SIZE(porto_books_options, 96);
