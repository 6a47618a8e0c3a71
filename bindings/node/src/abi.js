// Made from porto.h by tools/make-abi.mjs: do not edit.
/* eslint-disable */
exports.VERSION_NUMBER = 300;
exports.NO_WAIT = -1;
exports.enums = {
  porto_status: {
    PORTO_OK: 0, PORTO_DONE: 1, PORTO_EXISTS: 2, PORTO_REJECTS: 3, PORTO_DIFFERS: 4,
    PORTO_E_INVALID: -100, PORTO_E_BAD_NUMBER: -101, PORTO_E_BAD_TIME: -102,
    PORTO_E_OVERFLOW: -103, PORTO_E_UNKNOWN_ZONE: -104,
    PORTO_E_UNKNOWN_CURRENCY: -105, PORTO_E_NOT_FOUND: -200, PORTO_E_CONFLICT: -201,
    PORTO_E_BAD_TARIFF: -202, PORTO_E_BAD_INPUT: -203, PORTO_E_MONTH_OPEN: -204,
    PORTO_E_MONTH_CLOSED: -205, PORTO_E_LEDGER_EXISTS: -206,
    PORTO_E_NOT_A_LEDGER: -207, PORTO_E_NEWER_LEDGER: -208,
    PORTO_E_NEGATIVE_USAGE: -209, PORTO_E_UNRATED: -210, PORTO_E_IO: -300,
    PORTO_E_BUSY: -301, PORTO_E_FULL: -302, PORTO_E_READ_ONLY: -303,
    PORTO_E_CORRUPT: -304, PORTO_E_CANCELLED: -305, PORTO_E_OUT_OF_MEMORY: -306,
    PORTO_E_INTERNAL: -400,
  },
  porto_column_type: {
    PORTO_COLUMN_TEXT: 1, PORTO_COLUMN_INTEGER: 2, PORTO_COLUMN_DECIMAL: 3,
    PORTO_COLUMN_MONEY: 4, PORTO_COLUMN_QUANTITY: 5, PORTO_COLUMN_TIME: 6,
    PORTO_COLUMN_MONTH: 7, PORTO_COLUMN_DAY: 8, PORTO_COLUMN_MONTH_OR_DAY: 9,
  },
  porto_format: {
    PORTO_FORMAT_TABLE: 1, PORTO_FORMAT_CSV: 2, PORTO_FORMAT_JSON: 3,
    PORTO_FORMAT_HTML: 4,
  },
  porto_meter_kind: {
    PORTO_METER_SUM: 0, PORTO_METER_HIGHEST: 1, PORTO_METER_LAST: 2,
    PORTO_METER_DISTINCT: 3,
  },
  porto_outcome: {PORTO_STORED: 0, PORTO_DUPLICATE: 1, PORTO_CONFLICT: 2, PORTO_REJECTED: 3},
  porto_month_state: {PORTO_MONTH_OPEN: 1, PORTO_MONTH_CLOSED: 2, PORTO_MONTH_PRUNED: 3},
};
exports.structs = {
  porto_output_options: {
    struct_size: "uint32_t", header_version: "uint32_t", table_width: "uint32_t",
    byte_order_mark: "int32_t", delimiter: "uint32_t", decimal_mark: "uint32_t",
    csv: "char*", csv_len: "size_t",
  },
  porto_ledger_options: {
    struct_size: "uint32_t", header_version: "uint32_t", zone: "char*",
    zone_len: "size_t", currency: "char*", currency_len: "size_t", late: "char*",
    late_len: "size_t", future_days: "int32_t", allow_negative: "int32_t",
    first_month_yyyymm: "int32_t", read_only: "int32_t", busy_timeout_ms: "int64_t",
  },
  porto_change_options: {
    struct_size: "uint32_t", header_version: "uint32_t", actor: "char*",
    actor_len: "size_t", reason: "char*", reason_len: "size_t", at_unix_us: "int64_t",
    dry_run: "int32_t", allow_far: "int32_t", settle: "int32_t", reserved: "int32_t",
  },
  porto_list_options: {
    struct_size: "uint32_t", header_version: "uint32_t", after: "int64_t",
    limit: "int64_t",
  },
  porto_company: {
    struct_size: "uint32_t", reserved: "uint32_t", id: "char*", id_len: "size_t",
    name: "char*", name_len: "size_t", customer_number: "char*",
    customer_number_len: "size_t", reference: "char*", reference_len: "size_t",
    language: "char*", language_len: "size_t", cost_centre: "char*",
    cost_centre_len: "size_t",
  },
  porto_meter: {
    struct_size: "uint32_t", decimals: "int32_t", id: "char*", id_len: "size_t",
    kind: "int32_t", reserved: "int32_t",
  },
  porto_subscription: {
    struct_size: "uint32_t", reserved: "uint32_t", company: "char*",
    company_len: "size_t", tariff: "char*", tariff_len: "size_t", from: "int32_t",
    through: "int32_t",
  },
  porto_meter_usage: {
    struct_size: "uint32_t", decimals: "int32_t", meter: "char*", meter_len: "size_t",
    quantity: "int64_t", quantity_text: "char*", quantity_text_len: "size_t",
    values: "int64_t*", value_count: "size_t",
  },
  porto_usage: {
    struct_size: "uint32_t", reserved: "uint32_t", meters: "porto_meter_usage*",
    meter_count: "size_t", share_days: "int32_t", share_of: "int32_t",
  },
  porto_plot_options: {
    struct_size: "uint32_t", header_version: "uint32_t", meter: "char*",
    meter_len: "size_t", from: "char*", from_len: "size_t", to: "char*",
    to_len: "size_t",
  },
  porto_event: {
    struct_size: "uint32_t", reserved: "uint32_t", source: "char*",
    source_len: "size_t", event_id: "char*", event_id_len: "size_t", company: "char*",
    company_len: "size_t", meter: "char*", meter_len: "size_t",
    occurred_at_unix_us: "int64_t", quantity: "int64_t", domain: "char*",
    domain_len: "size_t",
  },
  porto_record_options: {struct_size: "uint32_t", header_version: "uint32_t"},
  porto_input: {
    struct_size: "uint32_t", from_descriptor: "int32_t", name: "char*",
    name_len: "size_t", path: "char*", path_len: "size_t", bytes: "void*",
    byte_count: "size_t", read: "porto_read_fn", user: "void*", descriptor: "int32_t",
    reserved: "int32_t",
  },
  porto_import_options: {
    struct_size: "uint32_t", header_version: "uint32_t", dry_run: "int32_t",
    by_company: "int32_t", format: "char*", format_len: "size_t", encoding: "char*",
    encoding_len: "size_t", map: "char*", map_len: "size_t", delimiter: "uint32_t",
    year: "int32_t", zone: "char*", zone_len: "size_t", signing_key: "char*",
    signing_key_len: "size_t", source: "char*", source_len: "size_t", count: "char*",
    count_len: "size_t", company_from: "char**", company_from_count: "size_t",
    company: "char*", company_len: "size_t", quantity_from: "char*",
    quantity_from_len: "size_t", now_unix_us: "int64_t", batch_events: "uint64_t",
    rejects_path: "char*", rejects_path_len: "size_t", correct: "int32_t",
    reserved: "int32_t", actor: "char*", actor_len: "size_t", reason: "char*",
    reason_len: "size_t", on_file: "porto_file_fn", on_known: "porto_known_fn",
    on_rejected: "porto_rejected_fn", on_corrected: "porto_corrected_fn",
    on_progress: "porto_progress_fn", user: "void*",
  },
  porto_usage_filter: {
    struct_size: "uint32_t", header_version: "uint32_t", month_yyyymm: "int32_t",
    reserved: "int32_t", company: "char*", company_len: "size_t",
  },
  porto_reconcile_options: {
    struct_size: "uint32_t", header_version: "uint32_t", delimiter: "uint32_t",
    only_differs: "int32_t", encoding: "char*", encoding_len: "size_t", map: "char*",
    map_len: "size_t", company: "char*", company_len: "size_t", meter: "char*",
    meter_len: "size_t", by: "char*", by_len: "size_t", zone: "char*",
    zone_len: "size_t", metric: "char*", metric_len: "size_t",
  },
  porto_company_table: {
    struct_size: "uint32_t", header_version: "uint32_t", delimiter: "uint32_t",
    all: "int32_t", encoding: "char*", encoding_len: "size_t", map: "char*",
    map_len: "size_t",
  },
  porto_invoice_options: {
    struct_size: "uint32_t", header_version: "uint32_t", company: "char*",
    company_len: "size_t",
  },
  porto_close_options: {
    struct_size: "uint32_t", header_version: "uint32_t", dry_run: "int32_t",
    reserved: "int32_t", except: "char**", except_count: "size_t", actor: "char*",
    actor_len: "size_t", reason: "char*", reason_len: "size_t",
    on_progress: "porto_progress_fn", user: "void*",
  },
  porto_item: {
    struct_size: "uint32_t", month_yyyymm: "int32_t", company: "char*",
    company_len: "size_t", amount_minor: "int64_t", amount: "char*",
    amount_len: "size_t", text: "char*", text_len: "size_t",
  },
  porto_item_filter: {
    struct_size: "uint32_t", header_version: "uint32_t", month_yyyymm: "int32_t",
    reserved: "int32_t", company: "char*", company_len: "size_t",
  },
  porto_books_options: {
    struct_size: "uint32_t", header_version: "uint32_t", format: "char*",
    format_len: "size_t", books: "char*", books_len: "size_t", file_name: "char*",
    file_name_len: "size_t", now_unix_us: "int64_t", issued_yyyymmdd: "int32_t",
    dry_run: "int32_t", on_file: "porto_books_file_fn", user: "void*",
    allow_far: "int32_t", reserved: "int32_t",
  },
  porto_event_filter: {
    struct_size: "uint32_t", header_version: "uint32_t", company: "char*",
    company_len: "size_t", source: "char*", source_len: "size_t", domain: "char*",
    domain_len: "size_t", meter: "char*", meter_len: "size_t", from_yyyymm: "int32_t",
    through_yyyymm: "int32_t", day_yyyymmdd: "int32_t", voided: "int32_t",
    import: "int64_t", after: "int64_t", limit: "int64_t",
  },
  porto_void: {
    struct_size: "uint32_t", reserved: "uint32_t", source: "char*",
    source_len: "size_t", event_id: "char*", event_id_len: "size_t", actor: "char*",
    actor_len: "size_t", reason: "char*", reason_len: "size_t",
    voided_at_unix_us: "int64_t",
  },
  porto_kept_digest: {
    struct_size: "uint32_t", month_yyyymm: "int32_t", record: "char*",
    record_len: "size_t", number: "int64_t", digest: "char*", digest_len: "size_t",
  },
  porto_verify_options: {
    struct_size: "uint32_t", header_version: "uint32_t", limit: "uint32_t",
    reserved: "uint32_t", expected: "porto_kept_digest*", expected_count: "size_t",
    on_progress: "porto_progress_fn", user: "void*",
  },
  porto_statement_options: {struct_size: "uint32_t", header_version: "uint32_t"},
  porto_prune_options: {
    struct_size: "uint32_t", header_version: "uint32_t",
    on_progress: "porto_progress_fn", user: "void*",
  },
  porto_backup_options: {
    struct_size: "uint32_t", header_version: "uint32_t",
    on_progress: "porto_progress_fn", user: "void*",
  },
  porto_copy_options: {
    struct_size: "uint32_t", header_version: "uint32_t",
    on_progress: "porto_progress_fn", user: "void*", busy_timeout_ms: "int64_t",
    skip_verify: "int32_t", limit: "uint32_t",
  },
  porto_migrate_options: {
    struct_size: "uint32_t", header_version: "uint32_t", busy_timeout_ms: "int64_t",
  },
  porto_simulate_options: {
    struct_size: "uint32_t", header_version: "uint32_t", from_yyyymm: "int32_t",
    through_yyyymm: "int32_t", instead_of: "char*", instead_of_len: "size_t",
    by: "char*", by_len: "size_t", on_progress: "porto_progress_fn", user: "void*",
  },
  porto_outlook_options: {
    struct_size: "uint32_t", header_version: "uint32_t", company: "char*",
    company_len: "size_t",
  },
  porto_report_options: {
    struct_size: "uint32_t", header_version: "uint32_t", from_yyyymm: "int32_t",
    through_yyyymm: "int32_t", by: "char*", by_len: "size_t", company: "char*",
    company_len: "size_t", tariff: "char*", tariff_len: "size_t", pivot: "char*",
    pivot_len: "size_t", measure: "char*", measure_len: "size_t", compare: "char*",
    compare_len: "size_t", sort: "char*", sort_len: "size_t", limit: "int64_t",
    descending: "int32_t", by_usage_month: "int32_t",
  },
  porto_page_options: {
    struct_size: "uint32_t", header_version: "uint32_t", language: "char*",
    language_len: "size_t",
  },
};
exports.callbacks = {
  porto_write_fn: ["int32_t", "void*", "char*", "size_t"],
  porto_progress_fn: ["int32_t", "void*", "uint64_t", "uint64_t"],
  porto_read_fn: ["int64_t", "void*", "char*", "size_t"],
  porto_file_fn: ["int32_t", "void*", "char*", "char*"],
  porto_known_fn: ["int32_t", "void*", "char*", "int64_t", "char*"],
  porto_rejected_fn: [
    "int32_t", "void*", "char*", "uint64_t", "int32_t", "char*", "char*", "size_t",
  ],
  porto_corrected_fn: [
    "int32_t", "void*", "char*", "uint64_t", "char*", "char*", "char*", "char*",
  ],
  porto_books_file_fn: ["int32_t", "void*", "char*", "size_t", "char*", "size_t"],
  porto_statement_fn: ["int32_t", "void*", "char*", "size_t", "char*", "size_t"],
};
exports.functions = {
  porto_version_text: ["char*"],
  porto_version_number: ["uint32_t"],
  porto_source_id: ["char*"],
  porto_status_name: ["char*", "int32_t"],
  porto_error_code: ["int32_t", "porto_error*"],
  porto_error_message: ["char*", "porto_error*"],
  porto_error_where: ["char*", "porto_error*"],
  porto_error_committed: ["uint64_t", "porto_error*"],
  porto_error_system_errno: ["int32_t", "porto_error*"],
  porto_error_sqlite_code: ["int32_t", "porto_error*"],
  porto_error_free: ["void", "porto_error*"],
  porto_time_parse: ["int32_t", "char*", "size_t", "int64_t*", "porto_error**"],
  porto_month_parse: ["int32_t", "char*", "size_t", "int32_t*", "porto_error**"],
  porto_rows_column_count: ["uint32_t", "porto_rows*"],
  porto_rows_column_name: ["char*", "porto_rows*", "uint32_t"],
  porto_rows_column_type: ["int32_t", "porto_rows*", "uint32_t"],
  porto_rows_count: ["uint64_t", "porto_rows*"],
  porto_rows_find_column: [
    "int32_t", "porto_rows*", "char*", "size_t", "uint32_t*", "porto_error**",
  ],
  porto_rows_next: ["int32_t", "porto_rows*", "porto_error**"],
  porto_rows_text: ["char*", "porto_rows*", "uint32_t", "size_t*"],
  porto_rows_shown: ["char*", "porto_rows*", "uint32_t", "size_t*"],
  porto_rows_int64: ["int32_t", "porto_rows*", "uint32_t", "int64_t*", "porto_error**"],
  porto_rows_decimals: ["int32_t", "porto_rows*", "uint32_t", "int32_t*", "porto_error**"],
  porto_format_parse: ["int32_t", "char*", "size_t", "int32_t*", "porto_error**"],
  porto_format_name: ["char*", "int32_t"],
  porto_rows_write: [
    "int32_t", "porto_rows*", "int32_t", "porto_output_options*", "porto_write_fn",
    "void*", "porto_error**",
  ],
  porto_rows_write_joined: [
    "int32_t", "porto_rows**", "size_t", "int32_t", "porto_output_options*",
    "porto_write_fn", "void*", "porto_error**",
  ],
  porto_rows_rewind: ["void", "porto_rows*"],
  porto_rows_where: [
    "int32_t", "porto_rows*", "char*", "size_t", "char*", "size_t", "porto_rows**",
    "porto_error**",
  ],
  porto_rows_close: ["void", "porto_rows*"],
  porto_ledger_create: [
    "int32_t", "char*", "size_t", "porto_ledger_options*", "porto_ledger**",
    "porto_error**",
  ],
  porto_ledger_open: [
    "int32_t", "char*", "size_t", "porto_ledger_options*", "porto_ledger**",
    "porto_error**",
  ],
  porto_ledger_interrupt: ["void", "porto_ledger*"],
  porto_ledger_close: ["void", "porto_ledger*"],
  porto_ledger_info: ["int32_t", "porto_ledger*", "porto_rows**", "porto_error**"],
  porto_ledger_storage: [
    "int32_t", "porto_ledger*", "porto_rows**", "porto_rows**", "porto_error**",
  ],
  porto_ledger_month_of: ["int32_t", "porto_ledger*", "int64_t", "int32_t*", "porto_error**"],
  porto_change_list: [
    "int32_t", "porto_ledger*", "porto_list_options*", "porto_rows**",
    "porto_error**",
  ],
  porto_company_add: ["int32_t", "porto_ledger*", "porto_company*", "size_t", "porto_error**"],
  porto_company_remove: [
    "int32_t", "porto_ledger*", "char*", "size_t", "porto_change_options*",
    "porto_rows**", "porto_error**",
  ],
  porto_company_list: ["int32_t", "porto_ledger*", "porto_rows**", "porto_error**"],
  porto_company_unsubscribed: [
    "int32_t", "porto_ledger*", "int32_t", "porto_rows**", "porto_error**",
  ],
  porto_meter_add: ["int32_t", "porto_ledger*", "porto_meter*", "size_t", "porto_error**"],
  porto_meter_list: ["int32_t", "porto_ledger*", "porto_rows**", "porto_error**"],
  porto_tariff_add: [
    "int32_t", "porto_ledger*", "char*", "size_t", "char*", "size_t",
    "porto_change_options*", "porto_rows**", "porto_error**",
  ],
  porto_tariff_remove: [
    "int32_t", "porto_ledger*", "char*", "size_t", "int32_t", "porto_change_options*",
    "porto_rows**", "porto_error**",
  ],
  porto_tariff_list: ["int32_t", "porto_ledger*", "porto_rows**", "porto_error**"],
  porto_tariff_show: [
    "int32_t", "porto_ledger*", "char*", "size_t", "int32_t", "porto_rows**",
    "porto_error**",
  ],
  porto_subscription_add: [
    "int32_t", "porto_ledger*", "porto_subscription*", "size_t",
    "porto_change_options*", "porto_rows**", "porto_error**",
  ],
  porto_subscription_end: [
    "int32_t", "porto_ledger*", "char*", "size_t", "char*", "size_t", "int32_t",
    "porto_change_options*", "porto_rows**", "porto_error**",
  ],
  porto_subscription_remove: [
    "int32_t", "porto_ledger*", "char*", "size_t", "char*", "size_t", "int32_t",
    "porto_change_options*", "porto_rows**", "porto_error**",
  ],
  porto_subscription_list: ["int32_t", "porto_ledger*", "porto_rows**", "porto_error**"],
  porto_subscription_of_month: [
    "int32_t", "porto_ledger*", "int32_t", "char*", "size_t", "porto_rows**",
    "porto_error**",
  ],
  porto_tariff_mistakes: [
    "int32_t", "char*", "size_t", "char*", "size_t", "porto_rows**", "porto_error**",
  ],
  porto_tariff_open: [
    "int32_t", "char*", "size_t", "char*", "size_t", "porto_tariff**",
    "porto_error**",
  ],
  porto_tariff_for: [
    "int32_t", "porto_ledger*", "char*", "size_t", "int32_t", "porto_tariff**",
    "porto_error**",
  ],
  porto_tariff_close: ["void", "porto_tariff*"],
  porto_tariff_info: ["int32_t", "porto_tariff*", "porto_rows**", "porto_error**"],
  porto_rating_open: ["int32_t", "porto_rating**", "porto_error**"],
  porto_rating_close: ["void", "porto_rating*"],
  porto_tariff_rate: [
    "int32_t", "porto_tariff*", "porto_usage*", "porto_rating*", "porto_error**",
  ],
  porto_rating_count: ["uint32_t", "porto_rating*"],
  porto_rating_total: ["int32_t", "porto_rating*", "int64_t*", "porto_error**"],
  porto_rating_net: ["int32_t", "porto_rating*", "uint32_t", "int64_t*", "porto_error**"],
  porto_rating_charge: ["char*", "porto_rating*", "uint32_t"],
  porto_rating_rows: [
    "int32_t", "porto_rating*", "int32_t", "char*", "size_t", "porto_rows**",
    "porto_error**",
  ],
  porto_tariff_examples: ["int32_t", "porto_tariff*", "porto_rows**", "porto_error**"],
  porto_tariff_explain: [
    "int32_t", "porto_tariff*", "porto_usage*", "char*", "size_t", "porto_rows**",
    "porto_error**",
  ],
  porto_tariff_describe: [
    "int32_t", "porto_tariff*", "char*", "size_t", "porto_rows**", "porto_error**",
  ],
  porto_tariff_diff: [
    "int32_t", "porto_tariff*", "porto_tariff*", "porto_rows**", "porto_error**",
  ],
  porto_tariff_compare: [
    "int32_t", "porto_tariff*", "porto_tariff*", "porto_usage*", "size_t",
    "porto_rows**", "porto_error**",
  ],
  porto_tariff_plot: [
    "int32_t", "porto_tariff*", "porto_plot_options*", "porto_write_fn", "void*",
    "porto_error**",
  ],
  porto_usage_record: [
    "int32_t", "porto_ledger*", "porto_event*", "size_t", "int64_t",
    "porto_record_options*", "int32_t*", "porto_rows**", "porto_error**",
  ],
  porto_usage_import: [
    "int32_t", "porto_ledger*", "porto_input*", "size_t", "porto_import_options*",
    "porto_rows**", "porto_rows**", "porto_error**",
  ],
  porto_import_maps: ["int32_t", "porto_rows**", "porto_error**"],
  porto_usage_list: [
    "int32_t", "porto_ledger*", "porto_usage_filter*", "porto_rows**",
    "porto_error**",
  ],
  porto_usage_unassigned: ["int32_t", "porto_ledger*", "porto_rows**", "porto_error**"],
  porto_usage_reconcile: [
    "int32_t", "porto_ledger*", "porto_input*", "porto_reconcile_options*",
    "porto_rows**", "porto_rows**", "porto_error**",
  ],
  porto_company_import: [
    "int32_t", "porto_ledger*", "porto_input*", "porto_company_table*",
    "porto_change_options*", "porto_rows**", "porto_rows**", "porto_rows**",
    "porto_error**",
  ],
  porto_company_export: ["int32_t", "porto_ledger*", "porto_rows**", "porto_error**"],
  porto_import_list: [
    "int32_t", "porto_ledger*", "porto_list_options*", "porto_rows**",
    "porto_error**",
  ],
  porto_import_show: ["int32_t", "porto_ledger*", "int64_t", "porto_rows**", "porto_error**"],
  porto_import_undo: [
    "int32_t", "porto_ledger*", "int64_t", "porto_change_options*", "porto_rows**",
    "porto_rows**", "porto_error**",
  ],
  porto_domain_add: [
    "int32_t", "porto_ledger*", "char*", "size_t", "char*", "size_t", "int32_t",
    "int32_t", "porto_change_options*", "porto_rows**", "porto_error**",
  ],
  porto_domain_end: [
    "int32_t", "porto_ledger*", "char*", "size_t", "char*", "size_t", "int32_t",
    "porto_change_options*", "porto_rows**", "porto_error**",
  ],
  porto_domain_remove: [
    "int32_t", "porto_ledger*", "char*", "size_t", "char*", "size_t",
    "porto_change_options*", "porto_rows**", "porto_error**",
  ],
  porto_domain_list: ["int32_t", "porto_ledger*", "porto_rows**", "porto_error**"],
  porto_recorder_open: [
    "int32_t", "char*", "size_t", "porto_ledger_options*", "porto_recorder**",
    "porto_error**",
  ],
  porto_recorder_record: [
    "int32_t", "porto_recorder*", "porto_event*", "size_t", "int64_t",
    "porto_record_options*", "int32_t*", "porto_rows**", "porto_error**",
  ],
  porto_recorder_interrupt: ["void", "porto_recorder*"],
  porto_recorder_close: ["void", "porto_recorder*"],
  porto_invoice_show: [
    "int32_t", "porto_ledger*", "int32_t", "porto_invoice_options*", "porto_rows**",
    "porto_rows**", "porto_rows**", "int32_t*", "porto_error**",
  ],
  porto_invoice_totals: ["int32_t", "porto_rows*", "porto_rows**", "porto_error**"],
  porto_invoice_causes: [
    "int32_t", "porto_ledger*", "int32_t", "porto_invoice_options*", "porto_rows**",
    "porto_error**",
  ],
  porto_month_close: [
    "int32_t", "porto_ledger*", "int32_t", "int64_t", "porto_close_options*",
    "porto_rows**", "porto_rows**", "porto_error**",
  ],
  porto_month_list: ["int32_t", "porto_ledger*", "porto_rows**", "porto_error**"],
  porto_item_add: [
    "int32_t", "porto_ledger*", "porto_item*", "size_t", "porto_change_options*",
    "porto_rows**", "porto_error**",
  ],
  porto_item_remove: [
    "int32_t", "porto_ledger*", "int64_t", "porto_change_options*", "porto_error**",
  ],
  porto_item_list: [
    "int32_t", "porto_ledger*", "porto_item_filter*", "porto_rows**", "porto_error**",
  ],
  porto_books_export: [
    "int32_t", "porto_ledger*", "int32_t", "porto_books_options*", "porto_rows**",
    "porto_rows**", "porto_error**",
  ],
  porto_event_show: [
    "int32_t", "porto_ledger*", "char*", "size_t", "char*", "size_t", "porto_rows**",
    "porto_error**",
  ],
  porto_event_list: [
    "int32_t", "porto_ledger*", "porto_event_filter*", "porto_rows**",
    "porto_error**",
  ],
  porto_event_write: [
    "int32_t", "porto_ledger*", "porto_event_filter*", "int32_t",
    "porto_output_options*", "porto_write_fn", "void*", "porto_error**",
  ],
  porto_event_void: [
    "int32_t", "porto_ledger*", "porto_void*", "porto_change_options*",
    "porto_rows**", "porto_rows**", "porto_error**",
  ],
  porto_event_correct: [
    "int32_t", "porto_ledger*", "porto_void*", "int64_t", "porto_change_options*",
    "porto_rows**", "porto_rows**", "porto_error**",
  ],
  porto_ledger_verify: [
    "int32_t", "porto_ledger*", "porto_verify_options*", "porto_rows**",
    "porto_error**",
  ],
  porto_ledger_statement: [
    "int32_t", "porto_ledger*", "int32_t", "char*", "size_t",
    "porto_statement_options*", "int32_t", "porto_output_options*", "porto_write_fn",
    "void*", "porto_error**",
  ],
  porto_ledger_statements: [
    "int32_t", "porto_ledger*", "int32_t", "porto_statement_options*", "int32_t",
    "porto_output_options*", "porto_statement_fn", "void*", "porto_error**",
  ],
  porto_ledger_prune: [
    "int32_t", "porto_ledger*", "int32_t", "int64_t", "porto_prune_options*",
    "porto_rows**", "porto_error**",
  ],
  porto_ledger_backup: [
    "int32_t", "porto_ledger*", "char*", "size_t", "porto_backup_options*",
    "porto_error**",
  ],
  porto_ledger_copy: [
    "int32_t", "char*", "size_t", "char*", "size_t", "porto_copy_options*",
    "porto_rows**", "porto_rows**", "porto_error**",
  ],
  porto_ledger_migrate: [
    "int32_t", "char*", "size_t", "porto_migrate_options*", "porto_rows**",
    "porto_error**",
  ],
  porto_outlook_simulate: [
    "int32_t", "porto_ledger*", "porto_tariff*", "porto_simulate_options*",
    "porto_rows**", "porto_rows**", "porto_rows**", "porto_error**",
  ],
  porto_outlook_plot: [
    "int32_t", "porto_ledger*", "porto_tariff*", "porto_simulate_options*",
    "porto_write_fn", "void*", "porto_rows**", "porto_error**",
  ],
  porto_report: [
    "int32_t", "porto_ledger*", "porto_report_options*", "porto_rows**",
    "porto_rows**", "porto_rows**", "porto_error**",
  ],
  porto_report_plot: [
    "int32_t", "porto_ledger*", "porto_report_options*", "char*", "size_t",
    "porto_write_fn", "void*", "porto_rows**", "porto_error**",
  ],
  porto_month_page: [
    "int32_t", "porto_ledger*", "int32_t", "porto_page_options*", "porto_write_fn",
    "void*", "porto_error**",
  ],
  porto_outlook_charges: [
    "int32_t", "porto_ledger*", "int64_t", "porto_outlook_options*", "porto_rows**",
    "porto_error**",
  ],
  porto_outlook_totals: ["int32_t", "porto_rows*", "porto_rows**", "porto_error**"],
  porto_outlook_tasks: [
    "int32_t", "porto_ledger*", "int64_t", "porto_outlook_options*", "porto_rows**",
    "porto_error**",
  ],
};
