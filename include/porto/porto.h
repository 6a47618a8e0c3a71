/* porto.h - the C ABI of porto, an embedded usage-metering and billing engine. C99, also C++-clean.
 *
 * This header is the only binary promise of libporto.so. It is additive: no signature, number or
 * struct member below ever changes its meaning; see docs/api-stability.md.
 *
 * The rules, once for every function:
 *  1. Status. Functions return an int32_t: PORTO_OK (0), a positive outcome (PORTO_DONE,
 *     PORTO_EXISTS, PORTO_REJECTS), or a negative PORTO_E_ code. `rc < 0` is the only test for
 *     failure. A function that failed has changed nothing in the ledger unless its description
 *     says otherwise; what a function that succeeded has changed is on disk when it returns.
 *  2. Errors. `porto_error** err` is optional (NULL: not wanted). On failure it gets an error
 *     object that the caller frees with porto_error_free; otherwise it is set to NULL.
 *  3. Text in. UTF-8, pointer and length in bytes; PORTO_NTS as length says that it is
 *     NUL-terminated. It is copied before the call returns. Where a text may be NULL the
 *     description says so, and then its length does not matter.
 *  4. Text out. Borrowed from the object it came from, always NUL-terminated; valid until that
 *     object moves on (porto_rows_next) or is freed. There is no text that you must free.
 *  5. NULL. Pointers must not be NULL unless it is said; a NULL gives PORTO_E_INVALID, never a
 *     crash. Handle outputs are set to NULL first; other outputs are untouched on failure. Closing
 *     or freeing NULL does nothing.
 *  6. Structs. Only inputs are visible. Set them with their _INIT macro; members may be appended in
 *     later versions, zero always means the default.
 *  7. Threads. A handle belongs to one thread at a time; different handles are independent, also
 *     two ledgers on one file. There is no global state and nothing to initialise; nothing is
 *     printed, and the environment, the locale and the clock are never read: times are passed in.
 *  8. Numbers. Quantities are int64_t in the meter's smallest unit, rounded money int64_t in minor
 *     units (860.00 SEK is 86000); prices and exact amounts are decimal text. There is no float or
 *     double. Months are yyyymm: 202402. Times are microseconds since 1970-01-01T00:00:00Z.
 *  9. Callbacks run on the calling thread, their data lives for the call, a nonzero return stops
 *     the work with PORTO_E_CANCELLED. They must not call back into the same object: the ledger
 *     refuses such calls.
 */
#ifndef PORTO_H
#define PORTO_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(_WIN32)
#define PORTO_API
#else
#define PORTO_API __attribute__((visibility("default")))
#endif

/* ---- Version --------------------------------------------------------------------------------- */

#define PORTO_VERSION_MAJOR 0
#define PORTO_VERSION_MINOR 1
#define PORTO_VERSION_PATCH 0
/* 0.1.0 is 100. */
#define PORTO_VERSION_NUMBER \
  (PORTO_VERSION_MAJOR * 10000U + PORTO_VERSION_MINOR * 100U + PORTO_VERSION_PATCH)

/* The version of the library that runs, "0.1.0" and 100; the macros are that of this header. */
PORTO_API const char* porto_version_text(void);
PORTO_API uint32_t porto_version_number(void);

/* ---- Status ---------------------------------------------------------------------------------- */

/* Codes say who acts: -1xx fix the call, -2xx fix the data or the order of things, -3xx the machine
 * (free space, fix permissions, try again), -4xx report a bug. Numbers are never reused; later
 * versions may add some, so keep a default branch. */
typedef enum porto_status {
  PORTO_OK = 0,
  PORTO_DONE = 1,    /* no more rows */
  PORTO_EXISTS = 2,  /* it was there already, with the same content; nothing changed */
  PORTO_REJECTS = 3, /* done, but some rows were rejected or conflict */

  PORTO_E_INVALID = -100,
  PORTO_E_BAD_NUMBER = -101,
  PORTO_E_BAD_TIME = -102,
  PORTO_E_OVERFLOW = -103,
  PORTO_E_UNKNOWN_ZONE = -104,
  PORTO_E_UNKNOWN_CURRENCY = -105,

  PORTO_E_NOT_FOUND = -200,
  PORTO_E_CONFLICT = -201,
  PORTO_E_BAD_TARIFF = -202,
  PORTO_E_BAD_INPUT = -203,
  PORTO_E_MONTH_OPEN = -204,
  PORTO_E_MONTH_CLOSED = -205,
  PORTO_E_LEDGER_EXISTS = -206,
  PORTO_E_NOT_A_LEDGER = -207,
  PORTO_E_NEWER_LEDGER = -208,
  PORTO_E_NEGATIVE_USAGE = -209,

  PORTO_E_IO = -300,
  PORTO_E_BUSY = -301,
  PORTO_E_FULL = -302,
  PORTO_E_READ_ONLY = -303,
  PORTO_E_CORRUPT = -304,
  PORTO_E_CANCELLED = -305,

  PORTO_E_INTERNAL = -400,
  PORTO_E_OUT_OF_MEMORY = -401
} porto_status;

/* The stable lower-case name of a status: "ok", "bad_number"; "unknown" for any other number. */
PORTO_API const char* porto_status_name(int32_t status);

/* A failure in detail. May be read by several threads at once. */
typedef struct porto_error porto_error;

/* Its status code; PORTO_E_INVALID for NULL, whose texts are "". */
PORTO_API int32_t porto_error_code(const porto_error* error);
/* One line or more for people: what is wrong and what to do. The wording is not a contract. */
PORTO_API const char* porto_error_message(const porto_error* error);
/* Where: "file:line", "file:line:column", the name of a parameter or a charge; "" if the call is
 * the place. */
PORTO_API const char* porto_error_where(const porto_error* error);
PORTO_API void porto_error_free(porto_error* error);

/* ---- Text and time --------------------------------------------------------------------------- */

/* As the length of a text: it ends with a NUL. */
#define PORTO_NTS SIZE_MAX

/* RFC 3339 with seconds and an offset ("2026-04-01T00:05:00+02:00") to microseconds.
 * PORTO_E_BAD_TIME. */
PORTO_API int32_t porto_time_parse(const char* text, size_t text_len, int64_t* unix_us,
                                   porto_error** err);
/* "2024-02" to 202402. PORTO_E_INVALID. */
PORTO_API int32_t porto_month_parse(const char* text, size_t text_len, int32_t* month_yyyymm,
                                    porto_error** err);

/* ---- Rows ------------------------------------------------------------------------------------ */

/* A result table, read row by row: invoice lines, usage, companies ... A snapshot: it does not
 * change, needs its ledger no more, and is closed in any order. Start: before the first row. */
typedef struct porto_rows porto_rows;

PORTO_API uint32_t porto_rows_column_count(const porto_rows* rows);
/* The name of a column, from 0; NULL outside. */
PORTO_API const char* porto_rows_column_name(const porto_rows* rows, uint32_t column);
/* The column with this name. PORTO_E_NOT_FOUND. */
PORTO_API int32_t porto_rows_find_column(const porto_rows* rows, const char* name, size_t name_len,
                                         uint32_t* column, porto_error** err);
/* Moves to the next row: PORTO_OK, or PORTO_DONE after the last one. */
PORTO_API int32_t porto_rows_next(porto_rows* rows, porto_error** err);
/* A cell as text, valid until the next porto_rows_next; NULL where the cell is absent (a minimum
 * line has no unit price), the column does not exist or there is no row. `text_len` may be NULL. */
PORTO_API const char* porto_rows_text(const porto_rows* rows, uint32_t column, size_t* text_len);
/* A cell as integer. A money cell (net_amount) gives minor units. PORTO_E_BAD_NUMBER if the cell is
 * no whole number, PORTO_E_NOT_FOUND if it is absent. */
PORTO_API int32_t porto_rows_int64(const porto_rows* rows, uint32_t column, int64_t* value,
                                   porto_error** err);

typedef enum porto_format {
  PORTO_FORMAT_TABLE = 1, /* aligned columns for people */
  PORTO_FORMAT_CSV = 2,   /* RFC 4180 with a header, comma, LF */
  PORTO_FORMAT_JSON = 3   /* an array of objects; numbers as strings, absent cells null */
} porto_format;

/* Takes bytes of output; returns 0, or nonzero to stop. */
typedef int32_t (*porto_write_fn)(void* user, const char* bytes, size_t size);
/* Writes the rows that are left, and the header also if there are none. */
PORTO_API int32_t porto_rows_write(porto_rows* rows, int32_t format, porto_write_fn write,
                                   void* user, porto_error** err);
PORTO_API void porto_rows_close(porto_rows* rows);

/* ---- Ledger ---------------------------------------------------------------------------------- */

typedef struct porto_ledger porto_ledger;

typedef struct porto_ledger_options {
  uint32_t struct_size;
  uint32_t header_version; /* PORTO_VERSION_NUMBER; a newer header than library is refused */
  const char* zone;        /* create: IANA name; NULL: Europe/Stockholm. open: NULL */
  size_t zone_len;
  const char* currency; /* create: ISO 4217; NULL: SEK. open: NULL */
  size_t currency_len;
} porto_ledger_options;
#define PORTO_LEDGER_OPTIONS_INIT \
  { sizeof(porto_ledger_options), PORTO_VERSION_NUMBER, NULL, PORTO_NTS, NULL, PORTO_NTS }

/* Makes a new ledger file (mode 0600) and opens it. ":memory:" makes one that goes with the handle.
 * `options` may be NULL. PORTO_E_LEDGER_EXISTS, PORTO_E_UNKNOWN_ZONE, PORTO_E_UNKNOWN_CURRENCY. */
PORTO_API int32_t porto_ledger_create(const char* path, size_t path_len,
                                      const porto_ledger_options* options, porto_ledger** out,
                                      porto_error** err);
/* Opens a ledger file. `options` may be NULL. PORTO_E_NOT_FOUND, PORTO_E_NOT_A_LEDGER,
 * PORTO_E_NEWER_LEDGER, PORTO_E_READ_ONLY, PORTO_E_UNKNOWN_ZONE. */
PORTO_API int32_t porto_ledger_open(const char* path, size_t path_len,
                                    const porto_ledger_options* options, porto_ledger** out,
                                    porto_error** err);
PORTO_API void porto_ledger_close(porto_ledger* ledger);
/* One row: zone, currency, schema_version, tzdb_version, library_version. */
PORTO_API int32_t porto_ledger_info(porto_ledger* ledger, porto_rows** out, porto_error** err);

/* ---- Companies, meters, tariffs, subscriptions ----------------------------------------------- */

/* Adds a company, or gives a known one another name. `name` may be NULL (no name). PORTO_EXISTS if
 * it is there with that name. */
PORTO_API int32_t porto_company_add(porto_ledger* ledger, const char* id, size_t id_len,
                                    const char* name, size_t name_len, porto_error** err);
/* Columns company, name; by company. */
PORTO_API int32_t porto_company_list(porto_ledger* ledger, porto_rows** out, porto_error** err);

/* Adds a meter: what its events count in, and with how many decimals (0 to 18). Every ledger has
 * "messages" with none. The same again: PORTO_EXISTS; with other decimals: PORTO_E_CONFLICT. */
PORTO_API int32_t porto_meter_add(porto_ledger* ledger, const char* id, size_t id_len,
                                  int32_t decimals, porto_error** err);
/* Columns meter, decimals; by meter. */
PORTO_API int32_t porto_meter_list(porto_ledger* ledger, porto_rows** out, porto_error** err);

/* Adds a tariff document (TOML, docs/reference/tariff.md). `file_name` is for messages and may be
 * NULL. The same id and version with the same bytes: PORTO_EXISTS; with other bytes:
 * PORTO_E_CONFLICT. PORTO_E_BAD_TARIFF with every mistake, one a line; PORTO_E_MONTH_CLOSED. */
PORTO_API int32_t porto_tariff_add(porto_ledger* ledger, const char* toml, size_t toml_len,
                                   const char* file_name, size_t file_name_len, porto_error** err);
/* Columns tariff, version, effective, name, currency; by tariff, version. */
PORTO_API int32_t porto_tariff_list(porto_ledger* ledger, porto_rows** out, porto_error** err);
/* One row: tariff, version, effective, name, currency, document (the bytes as added). `version` 0:
 * the highest. PORTO_E_NOT_FOUND. */
PORTO_API int32_t porto_tariff_show(porto_ledger* ledger, const char* id, size_t id_len,
                                    int32_t version, porto_rows** out, porto_error** err);

/* The mistakes of a document, none if it is good: file, line, column, severity, what, hint. Needs
 * no ledger, as the next three. */
PORTO_API int32_t porto_tariff_mistakes(const char* toml, size_t toml_len, const char* file_name,
                                        size_t file_name_len, porto_rows** out, porto_error** err);
/* Rates the examples inside a document: file, line, usage, subject, expected, actual, ok ("yes" or
 * "no"). PORTO_E_BAD_TARIFF. */
PORTO_API int32_t porto_tariff_examples(const char* toml, size_t toml_len, const char* file_name,
                                        size_t file_name_len, porto_rows** out, porto_error** err);
/* Rates usage: the columns of porto_invoice_lines. `usage` is a quantity, "40000", for the
 * document's only meter, or several: "messages=40000,storage=2.5". `company` may be NULL. */
PORTO_API int32_t porto_tariff_rate(const char* toml, size_t toml_len, const char* usage,
                                    size_t usage_len, int32_t month_yyyymm, const char* company,
                                    size_t company_len, porto_rows** out, porto_error** err);
/* The derivation of that, step by step: charge, step, formula, value. */
PORTO_API int32_t porto_tariff_explain(const char* toml, size_t toml_len, const char* usage,
                                       size_t usage_len, porto_rows** out, porto_error** err);

/* The company is on the tariff from a month through a month (0: until further notice). The same
 * again: PORTO_EXISTS. PORTO_E_NOT_FOUND (company, tariff), PORTO_E_CONFLICT (overlap),
 * PORTO_E_MONTH_CLOSED. */
PORTO_API int32_t porto_subscription_add(porto_ledger* ledger, const char* company,
                                         size_t company_len, const char* tariff, size_t tariff_len,
                                         int32_t from_yyyymm, int32_t through_yyyymm,
                                         porto_error** err);
/* Ends the subscription after a month. PORTO_E_NOT_FOUND, PORTO_E_MONTH_CLOSED. */
PORTO_API int32_t porto_subscription_end(porto_ledger* ledger, const char* company,
                                         size_t company_len, const char* tariff, size_t tariff_len,
                                         int32_t through_yyyymm, porto_error** err);
/* Columns company, tariff, from, through (absent: no end is set); by company, tariff, from. */
PORTO_API int32_t porto_subscription_list(porto_ledger* ledger, porto_rows** out,
                                          porto_error** err);

/* ---- Usage ----------------------------------------------------------------------------------- */

/* What recording an event did. */
typedef enum porto_outcome {
  PORTO_STORED = 0,    /* counted, on disk */
  PORTO_DUPLICATE = 1, /* the same identity is there with the same content; nothing changed */
  PORTO_CONFLICT = 2,  /* the same identity is there with other content; nothing changed */
  PORTO_REJECTED = 3   /* malformed, or its month is closed; nothing changed */
} porto_outcome;

/* One usage event. (source, event_id) is its identity for ever: the idempotency key. */
typedef struct porto_event {
  uint32_t struct_size;
  uint32_t reserved;  /* 0 */
  const char* source; /* NULL: "import" */
  size_t source_len;
  const char* event_id;
  size_t event_id_len;
  const char* company;
  size_t company_len;
  const char* meter; /* NULL: "messages" */
  size_t meter_len;
  int64_t occurred_at_unix_us;
  int64_t quantity; /* in the meter's smallest unit; not negative */
} porto_event;
#define PORTO_EVENT_INIT                                                                           \
  {                                                                                                \
    sizeof(porto_event), 0, NULL, PORTO_NTS, NULL, PORTO_NTS, NULL, PORTO_NTS, NULL, PORTO_NTS, 0, \
        0                                                                                          \
  }

/* Records events in one transaction. `outcomes` gets `count` porto_outcome values, in order. Both
 * arrays may be NULL if `count` is 0. `rejected` may be NULL; else it gets a row for each event
 * that was rejected or conflicts: index, outcome, reason. PORTO_OK, or PORTO_REJECTS if there are
 * such. PORTO_E_OVERFLOW (a month's total would pass 2^63 - 1): nothing stored. */
PORTO_API int32_t porto_usage_record(porto_ledger* ledger, const porto_event* events, size_t count,
                                     int32_t* outcomes, porto_rows** rejected, porto_error** err);

typedef struct porto_import_options {
  uint32_t struct_size;
  uint32_t delimiter; /* of CSV, one ASCII character such as ';'; 0: comma */
  const char* format; /* NULL or "auto": from the content; "csv", "ndjson" */
  size_t format_len;
  const char* source; /* of rows that name none; NULL: "import" */
  size_t source_len;
  const char* rejects_path; /* CSV file for refused and conflicting rows; NULL: none */
  size_t rejects_path_len;
  /* Told of every refused or conflicting row, in the order of the files; NULL: not wanted. */
  int32_t (*on_rejected)(void* user, const char* file, uint64_t line, int32_t outcome,
                         const char* reason, const char* row, size_t row_len);
  /* Told of progress in bytes now and then; `total` is 0 if not known. NULL: not wanted. */
  int32_t (*on_progress)(void* user, uint64_t done, uint64_t total);
  void* user; /* passed to both */
} porto_import_options;
#define PORTO_IMPORT_OPTIONS_INIT                                                             \
  {                                                                                           \
    sizeof(porto_import_options), 0, NULL, PORTO_NTS, NULL, PORTO_NTS, NULL, PORTO_NTS, NULL, \
        NULL, NULL                                                                            \
  }

/* Imports usage events from files ("-" is standard input), in batches of one transaction each. All
 * files are looked at before the first row is stored. `report` may be NULL; else it gets entry,
 * name, value: one row each for rows, stored, duplicate, conflict, rejected; then reason rows (kind
 * of reason, count), month rows (month, events stored), company rows (companies met for the first
 * time) and notice rows. PORTO_OK, PORTO_REJECTS. PORTO_E_BAD_INPUT, PORTO_E_IO, PORTO_E_FULL ...:
 * batches that were committed before stay stored, the message says so, and importing the same files
 * again continues. */
PORTO_API int32_t porto_import_files(porto_ledger* ledger, const char* const* paths, size_t count,
                                     const porto_import_options* options, porto_rows** report,
                                     porto_error** err);

/* Metered totals: month, company, meter, quantity, events; by month, company, meter. `month_yyyymm`
 * 0: all; `company` NULL: all. */
PORTO_API int32_t porto_usage_list(porto_ledger* ledger, int32_t month_yyyymm, const char* company,
                                   size_t company_len, porto_rows** out, porto_error** err);

/* ---- Invoices -------------------------------------------------------------------------------- */

/* The lines of a month, excluding VAT: as they would be now while the month is open, the frozen
 * ones once it is closed; by company, line. `company` NULL: all. Columns month, company, line,
 * charge, kind, text, quantity, unit, unit_price, base_quantity, exact_amount, net_amount,
 * currency, tariff, tariff_version, usage_month. */
PORTO_API int32_t porto_invoice_lines(porto_ledger* ledger, int32_t month_yyyymm,
                                      const char* company, size_t company_len, porto_rows** out,
                                      porto_error** err);
/* Usage of the month that no subscription prices; columns of porto_usage_list. */
PORTO_API int32_t porto_invoice_unbilled(porto_ledger* ledger, int32_t month_yyyymm,
                                         const char* company, size_t company_len, porto_rows** out,
                                         porto_error** err);
/* Freezes a month that is over at `now_unix_us` in the ledger's zone, after all earlier ones, and
 * gives its lines (`out` may be NULL). PORTO_EXISTS with the same lines if it is closed already.
 * PORTO_E_MONTH_OPEN if it is not over or an earlier month is open. */
PORTO_API int32_t porto_month_close(porto_ledger* ledger, int32_t month_yyyymm, int64_t now_unix_us,
                                    porto_rows** out, porto_error** err);
/* Closed months: month, closed_at; by month. */
PORTO_API int32_t porto_month_list(porto_ledger* ledger, porto_rows** out, porto_error** err);

#ifdef __cplusplus
}
#endif

#endif /* PORTO_H */
