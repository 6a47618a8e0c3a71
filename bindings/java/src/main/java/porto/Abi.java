// Made by tools/MakeAbi.java from porto.h; a test makes it again and compares. The
// functions and numbers of the C ABI by their names there, and where the members of its
// structs are.
package porto;

import com.sun.jna.Callback;

final class Abi {
  static {
    NativeLoader.bind(Abi.class);
  }

  private Abi() {}

  static final int PORTO_VERSION_NUMBER = 300;
  static final long PORTO_NO_WAIT = -1;

  static final int PORTO_OK = 0;
  static final int PORTO_DONE = 1;
  static final int PORTO_EXISTS = 2;
  static final int PORTO_REJECTS = 3;
  static final int PORTO_DIFFERS = 4;
  static final int PORTO_E_INVALID = -100;
  static final int PORTO_E_BAD_NUMBER = -101;
  static final int PORTO_E_BAD_TIME = -102;
  static final int PORTO_E_OVERFLOW = -103;
  static final int PORTO_E_UNKNOWN_ZONE = -104;
  static final int PORTO_E_UNKNOWN_CURRENCY = -105;
  static final int PORTO_E_NOT_FOUND = -200;
  static final int PORTO_E_CONFLICT = -201;
  static final int PORTO_E_BAD_TARIFF = -202;
  static final int PORTO_E_BAD_INPUT = -203;
  static final int PORTO_E_MONTH_OPEN = -204;
  static final int PORTO_E_MONTH_CLOSED = -205;
  static final int PORTO_E_LEDGER_EXISTS = -206;
  static final int PORTO_E_NOT_A_LEDGER = -207;
  static final int PORTO_E_NEWER_LEDGER = -208;
  static final int PORTO_E_NEGATIVE_USAGE = -209;
  static final int PORTO_E_UNRATED = -210;
  static final int PORTO_E_IO = -300;
  static final int PORTO_E_BUSY = -301;
  static final int PORTO_E_FULL = -302;
  static final int PORTO_E_READ_ONLY = -303;
  static final int PORTO_E_CORRUPT = -304;
  static final int PORTO_E_CANCELLED = -305;
  static final int PORTO_E_OUT_OF_MEMORY = -306;
  static final int PORTO_E_INTERNAL = -400;

  static final int PORTO_COLUMN_TEXT = 1;
  static final int PORTO_COLUMN_INTEGER = 2;
  static final int PORTO_COLUMN_DECIMAL = 3;
  static final int PORTO_COLUMN_MONEY = 4;
  static final int PORTO_COLUMN_QUANTITY = 5;
  static final int PORTO_COLUMN_TIME = 6;
  static final int PORTO_COLUMN_MONTH = 7;
  static final int PORTO_COLUMN_DAY = 8;
  static final int PORTO_COLUMN_MONTH_OR_DAY = 9;

  static final int PORTO_FORMAT_TABLE = 1;
  static final int PORTO_FORMAT_CSV = 2;
  static final int PORTO_FORMAT_JSON = 3;
  static final int PORTO_FORMAT_HTML = 4;

  static final int PORTO_METER_SUM = 0;
  static final int PORTO_METER_HIGHEST = 1;
  static final int PORTO_METER_LAST = 2;
  static final int PORTO_METER_DISTINCT = 3;

  static final int PORTO_STORED = 0;
  static final int PORTO_DUPLICATE = 1;
  static final int PORTO_CONFLICT = 2;
  static final int PORTO_REJECTED = 3;

  static final int PORTO_MONTH_OPEN = 1;
  static final int PORTO_MONTH_CLOSED = 2;
  static final int PORTO_MONTH_PRUNED = 3;

  static native long porto_version_text();
  static native int porto_version_number();
  static native long porto_source_id();
  static native long porto_status_name(int status);
  static native int porto_error_code(long error);
  static native long porto_error_message(long error);
  static native long porto_error_where(long error);
  static native long porto_error_committed(long error);
  static native int porto_error_system_errno(long error);
  static native int porto_error_sqlite_code(long error);
  static native void porto_error_free(long error);
  static native int porto_time_parse(long text, long text_len, long unix_us, long err);
  static native int porto_month_parse(long text, long text_len, long month_yyyymm, long err);
  static native int porto_rows_column_count(long rows);
  static native long porto_rows_column_name(long rows, int column);
  static native int porto_rows_column_type(long rows, int column);
  static native long porto_rows_count(long rows);
  static native int porto_rows_find_column(long rows, long name, long name_len, long column,
      long err);
  static native int porto_rows_next(long rows, long err);
  static native long porto_rows_text(long rows, int column, long text_len);
  static native long porto_rows_shown(long rows, int column, long text_len);
  static native int porto_rows_int64(long rows, int column, long value, long err);
  static native int porto_rows_decimals(long rows, int column, long decimals, long err);
  static native int porto_format_parse(long name, long name_len, long format, long err);
  static native long porto_format_name(int format);
  static native int porto_rows_write(long rows, int format, long options, long write, long user,
      long err);
  static native int porto_rows_write_joined(long results, long count, int format, long options,
      long write, long user, long err);
  static native void porto_rows_rewind(long rows);
  static native int porto_rows_where(long rows, long column, long column_len, long is, long is_len,
      long out, long err);
  static native void porto_rows_close(long rows);
  static native int porto_ledger_create(long path, long path_len, long options, long out, long err);
  static native int porto_ledger_open(long path, long path_len, long options, long out, long err);
  static native void porto_ledger_interrupt(long ledger);
  static native void porto_ledger_close(long ledger);
  static native int porto_ledger_info(long ledger, long out, long err);
  static native int porto_ledger_storage(long ledger, long out, long lanes, long err);
  static native int porto_ledger_month_of(long ledger, long time_unix_us, long month_yyyymm,
      long err);
  static native int porto_change_list(long ledger, long options, long out, long err);
  static native int porto_company_add(long ledger, long companies, long count, long err);
  static native int porto_company_remove(long ledger, long id, long id_len, long options,
      long effect, long err);
  static native int porto_company_list(long ledger, long out, long err);
  static native int porto_company_unsubscribed(long ledger, int month_yyyymm, long out, long err);
  static native int porto_meter_add(long ledger, long meters, long count, long err);
  static native int porto_meter_list(long ledger, long out, long err);
  static native int porto_tariff_add(long ledger, long toml, long toml_len, long file_name,
      long file_name_len, long options, long effect, long err);
  static native int porto_tariff_remove(long ledger, long id, long id_len, int version,
      long options, long effect, long err);
  static native int porto_tariff_list(long ledger, long out, long err);
  static native int porto_tariff_show(long ledger, long id, long id_len, int version, long out,
      long err);
  static native int porto_subscription_add(long ledger, long subscriptions, long count,
      long options, long effect, long err);
  static native int porto_subscription_end(long ledger, long company, long company_len,
      long tariff, long tariff_len, int through, long options, long effect, long err);
  static native int porto_subscription_remove(long ledger, long company, long company_len,
      long tariff, long tariff_len, int from, long options, long effect, long err);
  static native int porto_subscription_list(long ledger, long out, long err);
  static native int porto_subscription_of_month(long ledger, int month_yyyymm, long which,
      long which_len, long out, long err);
  static native int porto_tariff_mistakes(long toml, long toml_len, long file_name,
      long file_name_len, long out, long err);
  static native int porto_tariff_open(long toml, long toml_len, long file_name, long file_name_len,
      long out, long err);
  static native int porto_tariff_for(long ledger, long id, long id_len, int month_yyyymm, long out,
      long err);
  static native void porto_tariff_close(long tariff);
  static native int porto_tariff_info(long tariff, long out, long err);
  static native int porto_rating_open(long out, long err);
  static native void porto_rating_close(long rating);
  static native int porto_tariff_rate(long tariff, long usage, long rating, long err);
  static native int porto_rating_count(long rating);
  static native int porto_rating_total(long rating, long minor, long err);
  static native int porto_rating_net(long rating, int line, long minor, long err);
  static native long porto_rating_charge(long rating, int line);
  static native int porto_rating_rows(long rating, int month_yyyymm, long company,
      long company_len, long out, long err);
  static native int porto_tariff_examples(long tariff, long out, long err);
  static native int porto_tariff_explain(long tariff, long usage, long language, long language_len,
      long out, long err);
  static native int porto_tariff_describe(long tariff, long language, long language_len, long out,
      long err);
  static native int porto_tariff_diff(long before, long after, long out, long err);
  static native int porto_tariff_compare(long before, long after, long usages, long count,
      long out, long err);
  static native int porto_tariff_plot(long tariff, long options, long write, long user, long err);
  static native int porto_usage_record(long ledger, long events, long count, long now_unix_us,
      long options, long outcomes, long rejected, long err);
  static native int porto_usage_import(long ledger, long inputs, long count, long options,
      long report, long effect, long err);
  static native int porto_import_maps(long out, long err);
  static native int porto_usage_list(long ledger, long filter, long out, long err);
  static native int porto_usage_unassigned(long ledger, long out, long err);
  static native int porto_usage_reconcile(long ledger, long input, long options, long out,
      long report, long err);
  static native int porto_company_import(long ledger, long input, long table, long options,
      long out, long report, long effect, long err);
  static native int porto_company_export(long ledger, long out, long err);
  static native int porto_import_list(long ledger, long options, long out, long err);
  static native int porto_import_show(long ledger, long import_, long out, long err);
  static native int porto_import_undo(long ledger, long import_, long options, long out,
      long effect, long err);
  static native int porto_domain_add(long ledger, long domain, long domain_len, long company,
      long company_len, int from_yyyymmdd, int through_yyyymmdd, long options, long effect,
      long err);
  static native int porto_domain_end(long ledger, long domain, long domain_len, long company,
      long company_len, int through_yyyymmdd, long options, long effect, long err);
  static native int porto_domain_remove(long ledger, long domain, long domain_len, long company,
      long company_len, long options, long effect, long err);
  static native int porto_domain_list(long ledger, long out, long err);
  static native int porto_recorder_open(long path, long path_len, long options, long out, long err);
  static native int porto_recorder_record(long recorder, long events, long count, long now_unix_us,
      long options, long outcomes, long rejected, long err);
  static native void porto_recorder_interrupt(long recorder);
  static native void porto_recorder_close(long recorder);
  static native int porto_invoice_show(long ledger, int month_yyyymm, long options, long lines,
      long unbilled, long tasks, long state, long err);
  static native int porto_invoice_totals(long lines, long out, long err);
  static native int porto_invoice_causes(long ledger, int month_yyyymm, long options, long out,
      long err);
  static native int porto_month_close(long ledger, int month_yyyymm, long now_unix_us,
      long options, long out, long tasks, long err);
  static native int porto_month_list(long ledger, long out, long err);
  static native int porto_item_add(long ledger, long items, long count, long options, long out,
      long err);
  static native int porto_item_remove(long ledger, long item, long options, long err);
  static native int porto_item_list(long ledger, long filter, long out, long err);
  static native int porto_books_export(long ledger, int month_yyyymm, long options, long out,
      long notices, long err);
  static native int porto_event_show(long ledger, long source, long source_len, long event_id,
      long event_id_len, long out, long err);
  static native int porto_event_list(long ledger, long filter, long out, long err);
  static native int porto_event_write(long ledger, long filter, int format, long options,
      long write, long user, long err);
  static native int porto_event_void(long ledger, long what, long options, long out, long effect,
      long err);
  static native int porto_event_correct(long ledger, long what, long quantity, long options,
      long out, long effect, long err);
  static native int porto_ledger_verify(long ledger, long options, long out, long err);
  static native int porto_ledger_statement(long ledger, int month_yyyymm, long company,
      long company_len, long options, int format, long output, long write, long user, long err);
  static native int porto_ledger_statements(long ledger, int month_yyyymm, long options,
      int format, long output, long take, long user, long err);
  static native int porto_ledger_prune(long ledger, int before_yyyymm, long now_unix_us,
      long options, long out, long err);
  static native int porto_ledger_backup(long ledger, long path, long path_len, long options,
      long err);
  static native int porto_ledger_copy(long from, long from_len, long to, long to_len, long options,
      long out, long found, long err);
  static native int porto_ledger_migrate(long path, long path_len, long options, long out,
      long err);
  static native int porto_outlook_simulate(long ledger, long tariff, long options, long out,
      long notices, long tasks, long err);
  static native int porto_outlook_plot(long ledger, long tariff, long options, long write,
      long user, long notices, long err);
  static native int porto_report(long ledger, long options, long out, long notices, long tasks,
      long err);
  static native int porto_report_plot(long ledger, long options, long language, long language_len,
      long write, long user, long notices, long err);
  static native int porto_month_page(long ledger, int month_yyyymm, long options, long write,
      long user, long err);
  static native int porto_outlook_charges(long ledger, long now_unix_us, long options, long out,
      long err);
  static native int porto_outlook_totals(long charges, long out, long err);
  static native int porto_outlook_tasks(long ledger, long now_unix_us, long options, long out,
      long err);

  interface WriteFn extends Callback {
    int call(long user, long bytes, long size);
  }

  interface ProgressFn extends Callback {
    int call(long user, long done, long total);
  }

  interface ReadFn extends Callback {
    long call(long user, long to, long size);
  }

  interface FileFn extends Callback {
    int call(long user, long file, long format);
  }

  interface KnownFn extends Callback {
    int call(long user, long file, long import_, long what);
  }

  interface RejectedFn extends Callback {
    int call(long user, long file, long line, int outcome, long reason, long row, long row_len);
  }

  interface CorrectedFn extends Callback {
    int call(long user, long file, long line, long event_id, long corrected_by, long before,
      long quantity);
  }

  interface BooksFileFn extends Callback {
    int call(long user, long name, long name_len, long bytes, long bytes_len);
  }

  interface StatementFn extends Callback {
    int call(long user, long company, long company_len, long bytes, long size);
  }

  static final class OutputOptions {
    static final int STRUCT_SIZE = 0;
    static final int HEADER_VERSION = 4;
    static final int TABLE_WIDTH = 8;
    static final int BYTE_ORDER_MARK = 12;
    static final int DELIMITER = 16;
    static final int DECIMAL_MARK = 20;
    static final int CSV = 24;
    static final int CSV_LEN = 32;
    static final int SIZE = 40;
  }

  static final class LedgerOptions {
    static final int STRUCT_SIZE = 0;
    static final int HEADER_VERSION = 4;
    static final int ZONE = 8;
    static final int ZONE_LEN = 16;
    static final int CURRENCY = 24;
    static final int CURRENCY_LEN = 32;
    static final int LATE = 40;
    static final int LATE_LEN = 48;
    static final int FUTURE_DAYS = 56;
    static final int ALLOW_NEGATIVE = 60;
    static final int FIRST_MONTH_YYYYMM = 64;
    static final int READ_ONLY = 68;
    static final int BUSY_TIMEOUT_MS = 72;
    static final int SIZE = 80;
  }

  static final class ChangeOptions {
    static final int STRUCT_SIZE = 0;
    static final int HEADER_VERSION = 4;
    static final int ACTOR = 8;
    static final int ACTOR_LEN = 16;
    static final int REASON = 24;
    static final int REASON_LEN = 32;
    static final int AT_UNIX_US = 40;
    static final int DRY_RUN = 48;
    static final int ALLOW_FAR = 52;
    static final int SETTLE = 56;
    static final int RESERVED = 60;
    static final int SIZE = 64;
  }

  static final class ListOptions {
    static final int STRUCT_SIZE = 0;
    static final int HEADER_VERSION = 4;
    static final int AFTER = 8;
    static final int LIMIT = 16;
    static final int SIZE = 24;
  }

  static final class Company {
    static final int STRUCT_SIZE = 0;
    static final int RESERVED = 4;
    static final int ID = 8;
    static final int ID_LEN = 16;
    static final int NAME = 24;
    static final int NAME_LEN = 32;
    static final int CUSTOMER_NUMBER = 40;
    static final int CUSTOMER_NUMBER_LEN = 48;
    static final int REFERENCE = 56;
    static final int REFERENCE_LEN = 64;
    static final int LANGUAGE = 72;
    static final int LANGUAGE_LEN = 80;
    static final int COST_CENTRE = 88;
    static final int COST_CENTRE_LEN = 96;
    static final int SIZE = 104;
  }

  static final class Meter {
    static final int STRUCT_SIZE = 0;
    static final int DECIMALS = 4;
    static final int ID = 8;
    static final int ID_LEN = 16;
    static final int KIND = 24;
    static final int RESERVED = 28;
    static final int SIZE = 32;
  }

  static final class Subscription {
    static final int STRUCT_SIZE = 0;
    static final int RESERVED = 4;
    static final int COMPANY = 8;
    static final int COMPANY_LEN = 16;
    static final int TARIFF = 24;
    static final int TARIFF_LEN = 32;
    static final int FROM = 40;
    static final int THROUGH = 44;
    static final int SIZE = 48;
  }

  static final class MeterUsage {
    static final int STRUCT_SIZE = 0;
    static final int DECIMALS = 4;
    static final int METER = 8;
    static final int METER_LEN = 16;
    static final int QUANTITY = 24;
    static final int QUANTITY_TEXT = 32;
    static final int QUANTITY_TEXT_LEN = 40;
    static final int VALUES = 48;
    static final int VALUE_COUNT = 56;
    static final int SIZE = 64;
  }

  static final class Usage {
    static final int STRUCT_SIZE = 0;
    static final int RESERVED = 4;
    static final int METERS = 8;
    static final int METER_COUNT = 16;
    static final int SHARE_DAYS = 24;
    static final int SHARE_OF = 28;
    static final int SIZE = 32;
  }

  static final class PlotOptions {
    static final int STRUCT_SIZE = 0;
    static final int HEADER_VERSION = 4;
    static final int METER = 8;
    static final int METER_LEN = 16;
    static final int FROM = 24;
    static final int FROM_LEN = 32;
    static final int TO = 40;
    static final int TO_LEN = 48;
    static final int SIZE = 56;
  }

  static final class Event {
    static final int STRUCT_SIZE = 0;
    static final int RESERVED = 4;
    static final int SOURCE = 8;
    static final int SOURCE_LEN = 16;
    static final int EVENT_ID = 24;
    static final int EVENT_ID_LEN = 32;
    static final int COMPANY = 40;
    static final int COMPANY_LEN = 48;
    static final int METER = 56;
    static final int METER_LEN = 64;
    static final int OCCURRED_AT_UNIX_US = 72;
    static final int QUANTITY = 80;
    static final int DOMAIN = 88;
    static final int DOMAIN_LEN = 96;
    static final int SIZE = 104;
  }

  static final class RecordOptions {
    static final int STRUCT_SIZE = 0;
    static final int HEADER_VERSION = 4;
    static final int SIZE = 8;
  }

  static final class Input {
    static final int STRUCT_SIZE = 0;
    static final int FROM_DESCRIPTOR = 4;
    static final int NAME = 8;
    static final int NAME_LEN = 16;
    static final int PATH = 24;
    static final int PATH_LEN = 32;
    static final int BYTES = 40;
    static final int BYTE_COUNT = 48;
    static final int READ = 56;
    static final int USER = 64;
    static final int DESCRIPTOR = 72;
    static final int RESERVED = 76;
    static final int SIZE = 80;
  }

  static final class ImportOptions {
    static final int STRUCT_SIZE = 0;
    static final int HEADER_VERSION = 4;
    static final int DRY_RUN = 8;
    static final int BY_COMPANY = 12;
    static final int FORMAT = 16;
    static final int FORMAT_LEN = 24;
    static final int ENCODING = 32;
    static final int ENCODING_LEN = 40;
    static final int MAP = 48;
    static final int MAP_LEN = 56;
    static final int DELIMITER = 64;
    static final int YEAR = 68;
    static final int ZONE = 72;
    static final int ZONE_LEN = 80;
    static final int SIGNING_KEY = 88;
    static final int SIGNING_KEY_LEN = 96;
    static final int SOURCE = 104;
    static final int SOURCE_LEN = 112;
    static final int COUNT = 120;
    static final int COUNT_LEN = 128;
    static final int COMPANY_FROM = 136;
    static final int COMPANY_FROM_COUNT = 144;
    static final int COMPANY = 152;
    static final int COMPANY_LEN = 160;
    static final int QUANTITY_FROM = 168;
    static final int QUANTITY_FROM_LEN = 176;
    static final int NOW_UNIX_US = 184;
    static final int BATCH_EVENTS = 192;
    static final int REJECTS_PATH = 200;
    static final int REJECTS_PATH_LEN = 208;
    static final int CORRECT = 216;
    static final int RESERVED = 220;
    static final int ACTOR = 224;
    static final int ACTOR_LEN = 232;
    static final int REASON = 240;
    static final int REASON_LEN = 248;
    static final int ON_FILE = 256;
    static final int ON_KNOWN = 264;
    static final int ON_REJECTED = 272;
    static final int ON_CORRECTED = 280;
    static final int ON_PROGRESS = 288;
    static final int USER = 296;
    static final int SIZE = 304;
  }

  static final class UsageFilter {
    static final int STRUCT_SIZE = 0;
    static final int HEADER_VERSION = 4;
    static final int MONTH_YYYYMM = 8;
    static final int RESERVED = 12;
    static final int COMPANY = 16;
    static final int COMPANY_LEN = 24;
    static final int SIZE = 32;
  }

  static final class ReconcileOptions {
    static final int STRUCT_SIZE = 0;
    static final int HEADER_VERSION = 4;
    static final int DELIMITER = 8;
    static final int ONLY_DIFFERS = 12;
    static final int ENCODING = 16;
    static final int ENCODING_LEN = 24;
    static final int MAP = 32;
    static final int MAP_LEN = 40;
    static final int COMPANY = 48;
    static final int COMPANY_LEN = 56;
    static final int METER = 64;
    static final int METER_LEN = 72;
    static final int BY = 80;
    static final int BY_LEN = 88;
    static final int ZONE = 96;
    static final int ZONE_LEN = 104;
    static final int METRIC = 112;
    static final int METRIC_LEN = 120;
    static final int SIZE = 128;
  }

  static final class CompanyTable {
    static final int STRUCT_SIZE = 0;
    static final int HEADER_VERSION = 4;
    static final int DELIMITER = 8;
    static final int ALL = 12;
    static final int ENCODING = 16;
    static final int ENCODING_LEN = 24;
    static final int MAP = 32;
    static final int MAP_LEN = 40;
    static final int SIZE = 48;
  }

  static final class InvoiceOptions {
    static final int STRUCT_SIZE = 0;
    static final int HEADER_VERSION = 4;
    static final int COMPANY = 8;
    static final int COMPANY_LEN = 16;
    static final int SIZE = 24;
  }

  static final class CloseOptions {
    static final int STRUCT_SIZE = 0;
    static final int HEADER_VERSION = 4;
    static final int DRY_RUN = 8;
    static final int RESERVED = 12;
    static final int EXCEPT = 16;
    static final int EXCEPT_COUNT = 24;
    static final int ACTOR = 32;
    static final int ACTOR_LEN = 40;
    static final int REASON = 48;
    static final int REASON_LEN = 56;
    static final int ON_PROGRESS = 64;
    static final int USER = 72;
    static final int SIZE = 80;
  }

  static final class Item {
    static final int STRUCT_SIZE = 0;
    static final int MONTH_YYYYMM = 4;
    static final int COMPANY = 8;
    static final int COMPANY_LEN = 16;
    static final int AMOUNT_MINOR = 24;
    static final int AMOUNT = 32;
    static final int AMOUNT_LEN = 40;
    static final int TEXT = 48;
    static final int TEXT_LEN = 56;
    static final int SIZE = 64;
  }

  static final class ItemFilter {
    static final int STRUCT_SIZE = 0;
    static final int HEADER_VERSION = 4;
    static final int MONTH_YYYYMM = 8;
    static final int RESERVED = 12;
    static final int COMPANY = 16;
    static final int COMPANY_LEN = 24;
    static final int SIZE = 32;
  }

  static final class BooksOptions {
    static final int STRUCT_SIZE = 0;
    static final int HEADER_VERSION = 4;
    static final int FORMAT = 8;
    static final int FORMAT_LEN = 16;
    static final int BOOKS = 24;
    static final int BOOKS_LEN = 32;
    static final int FILE_NAME = 40;
    static final int FILE_NAME_LEN = 48;
    static final int NOW_UNIX_US = 56;
    static final int ISSUED_YYYYMMDD = 64;
    static final int DRY_RUN = 68;
    static final int ON_FILE = 72;
    static final int USER = 80;
    static final int ALLOW_FAR = 88;
    static final int RESERVED = 92;
    static final int SIZE = 96;
  }

  static final class EventFilter {
    static final int STRUCT_SIZE = 0;
    static final int HEADER_VERSION = 4;
    static final int COMPANY = 8;
    static final int COMPANY_LEN = 16;
    static final int SOURCE = 24;
    static final int SOURCE_LEN = 32;
    static final int DOMAIN = 40;
    static final int DOMAIN_LEN = 48;
    static final int METER = 56;
    static final int METER_LEN = 64;
    static final int FROM_YYYYMM = 72;
    static final int THROUGH_YYYYMM = 76;
    static final int DAY_YYYYMMDD = 80;
    static final int VOIDED = 84;
    static final int IMPORT = 88;
    static final int AFTER = 96;
    static final int LIMIT = 104;
    static final int SIZE = 112;
  }

  static final class Void {
    static final int STRUCT_SIZE = 0;
    static final int RESERVED = 4;
    static final int SOURCE = 8;
    static final int SOURCE_LEN = 16;
    static final int EVENT_ID = 24;
    static final int EVENT_ID_LEN = 32;
    static final int ACTOR = 40;
    static final int ACTOR_LEN = 48;
    static final int REASON = 56;
    static final int REASON_LEN = 64;
    static final int VOIDED_AT_UNIX_US = 72;
    static final int SIZE = 80;
  }

  static final class KeptDigest {
    static final int STRUCT_SIZE = 0;
    static final int MONTH_YYYYMM = 4;
    static final int RECORD = 8;
    static final int RECORD_LEN = 16;
    static final int NUMBER = 24;
    static final int DIGEST = 32;
    static final int DIGEST_LEN = 40;
    static final int SIZE = 48;
  }

  static final class VerifyOptions {
    static final int STRUCT_SIZE = 0;
    static final int HEADER_VERSION = 4;
    static final int LIMIT = 8;
    static final int RESERVED = 12;
    static final int EXPECTED = 16;
    static final int EXPECTED_COUNT = 24;
    static final int ON_PROGRESS = 32;
    static final int USER = 40;
    static final int SIZE = 48;
  }

  static final class StatementOptions {
    static final int STRUCT_SIZE = 0;
    static final int HEADER_VERSION = 4;
    static final int SIZE = 8;
  }

  static final class PruneOptions {
    static final int STRUCT_SIZE = 0;
    static final int HEADER_VERSION = 4;
    static final int ON_PROGRESS = 8;
    static final int USER = 16;
    static final int SIZE = 24;
  }

  static final class BackupOptions {
    static final int STRUCT_SIZE = 0;
    static final int HEADER_VERSION = 4;
    static final int ON_PROGRESS = 8;
    static final int USER = 16;
    static final int SIZE = 24;
  }

  static final class CopyOptions {
    static final int STRUCT_SIZE = 0;
    static final int HEADER_VERSION = 4;
    static final int ON_PROGRESS = 8;
    static final int USER = 16;
    static final int BUSY_TIMEOUT_MS = 24;
    static final int SKIP_VERIFY = 32;
    static final int LIMIT = 36;
    static final int SIZE = 40;
  }

  static final class MigrateOptions {
    static final int STRUCT_SIZE = 0;
    static final int HEADER_VERSION = 4;
    static final int BUSY_TIMEOUT_MS = 8;
    static final int SIZE = 16;
  }

  static final class SimulateOptions {
    static final int STRUCT_SIZE = 0;
    static final int HEADER_VERSION = 4;
    static final int FROM_YYYYMM = 8;
    static final int THROUGH_YYYYMM = 12;
    static final int INSTEAD_OF = 16;
    static final int INSTEAD_OF_LEN = 24;
    static final int BY = 32;
    static final int BY_LEN = 40;
    static final int ON_PROGRESS = 48;
    static final int USER = 56;
    static final int SIZE = 64;
  }

  static final class OutlookOptions {
    static final int STRUCT_SIZE = 0;
    static final int HEADER_VERSION = 4;
    static final int COMPANY = 8;
    static final int COMPANY_LEN = 16;
    static final int SIZE = 24;
  }

  static final class ReportOptions {
    static final int STRUCT_SIZE = 0;
    static final int HEADER_VERSION = 4;
    static final int FROM_YYYYMM = 8;
    static final int THROUGH_YYYYMM = 12;
    static final int BY = 16;
    static final int BY_LEN = 24;
    static final int COMPANY = 32;
    static final int COMPANY_LEN = 40;
    static final int TARIFF = 48;
    static final int TARIFF_LEN = 56;
    static final int PIVOT = 64;
    static final int PIVOT_LEN = 72;
    static final int MEASURE = 80;
    static final int MEASURE_LEN = 88;
    static final int COMPARE = 96;
    static final int COMPARE_LEN = 104;
    static final int SORT = 112;
    static final int SORT_LEN = 120;
    static final int LIMIT = 128;
    static final int DESCENDING = 136;
    static final int BY_USAGE_MONTH = 140;
    static final int SIZE = 144;
  }

  static final class PageOptions {
    static final int STRUCT_SIZE = 0;
    static final int HEADER_VERSION = 4;
    static final int LANGUAGE = 8;
    static final int LANGUAGE_LEN = 16;
    static final int SIZE = 24;
  }
}
