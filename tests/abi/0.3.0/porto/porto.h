/* porto.h - the C ABI of porto, an embedded usage-metering and billing engine. C99, also C++-clean.
 *
 * This header is the only binary promise of libporto.so. It is additive: no signature, number or
 * struct member below ever changes its meaning; see docs/api-stability.md.
 *
 * The rules, once for every function:
 *  1. Status. Functions return an int32_t: PORTO_OK (0), a positive outcome (PORTO_DONE,
 *     PORTO_EXISTS, PORTO_REJECTS, PORTO_DIFFERS), or a negative PORTO_E_ code. `rc < 0` is the
 *     only test for failure. A function that failed has changed nothing in the ledger unless its
 *     description says otherwise; what a function that succeeded has changed is on disk when it
 *     returns. After two failures the outcome is unknown until the same call has been repeated:
 *     PORTO_E_IO, if the disk failed at the very end of a commit, and PORTO_E_OUT_OF_MEMORY, if
 *     there was none left for the rows that a change that is done gives. Repeating a call never
 *     does twice what it does once.
 *  2. Errors. `porto_error** err` is optional (NULL: not wanted). On failure it gets an error
 *     object that the caller frees with porto_error_free; otherwise it is set to NULL.
 *  3. Text in. UTF-8, pointer and length in bytes; PORTO_NTS as length says that it is
 *     NUL-terminated. It is copied before the call returns. Where a text may be NULL the
 *     description says so, and then its length does not matter. A text that is not UTF-8, or is
 *     longer than 64 KiB, is PORTO_E_INVALID; one of an event is the fault of the event, and its
 *     outcome tells. Documents, column maps and inputs may be longer; paths are any bytes. Ids and
 *     names are 1 to 255 bytes without control characters and characters that turn the direction
 *     of writing, and else any text: what begins with "=" is a formula to a spreadsheet that opens
 *     PORTO_FORMAT_CSV.
 *  4. Text out. Borrowed from the object it came from, always NUL-terminated; valid until that
 *     object moves on (porto_rows_next) or is freed. There is no text that you must free.
 *  5. NULL. Pointers must not be NULL unless it is said; a NULL gives PORTO_E_INVALID, never a
 *     crash. Outputs that are handles are NULL after every failure, all of a call together; other
 *     outputs are untouched then. What may be NULL among them is not wanted. Closing, freeing or
 *     rewinding NULL does nothing.
 *  6. Structs. Only inputs are visible. Set them with their _INIT macro; members may be appended in
 *     later versions, zero always means the default. Options and filters may be NULL where nothing
 *     in them is required: that is the _INIT macro. Their header_version is PORTO_VERSION_NUMBER; a
 *     header that is newer than the library is refused. A member that is a flag is set by any value
 *     but 0. `reserved` is 0.
 *  7. Threads. A handle belongs to one thread at a time, unless its description says otherwise; a
 *     ledger that is in use by another is PORTO_E_INVALID. porto_ledger_interrupt may be called
 *     from any. Different handles are independent, also two ledgers on one file, of which one
 *     writes at a time and the others wait (busy_timeout_ms). There is nothing to initialise. No
 *     state is shared by calls but a list of the files that are open (rule 10), with locks on them
 *     that stay when something else in the process closes such a file, and the handlers of fork
 *     that take those locks from a child (pthread_atfork). Nothing is printed, and the environment,
 *     the locale and the time of day are never read: times are passed in. A clock that knows no
 *     dates says how long to wait for others and when to let them go first; no result depends on
 *     it.
 *  8. Numbers. Quantities are int64_t in the meter's smallest unit, rounded money int64_t in minor
 *     units (860.00 SEK is 86000); prices and exact amounts are decimal text. There is no float or
 *     double. Months are yyyymm: 202402; days yyyymmdd: 20240229. Times are microseconds since
 *     1970-01-01T00:00:00Z; 0 is no time: it says that none is known where that may be, and is
 *     PORTO_E_INVALID elsewhere. What comes out as a number is in the unit in which it goes in
 *     (porto_column_type).
 *  9. Callbacks run on the calling thread, their data lives for the call, a nonzero return stops
 *     the work with PORTO_E_CANCELLED. They must not call back into the same object: such calls
 *     are PORTO_E_INVALID, and closing it does nothing. Nor may those of a call that writes to a
 *     ledger write to the same ledger file with another handle: while the call goes on, that would
 *     wait in vain. Two outputs of one call must not go to the same file.
 * 10. Files. A ledger is its file, with `-wal` and `-shm` beside it: the three belong together as
 *     long as the ledger is open anywhere, after a crash, and where the last to close it only read;
 *     once the last that writes has closed it, the file is all of it. In a process that has a
 *     ledger open nothing else may open one of the three, nor copy it or read it with an SQLite of
 *     its own: when that closes the file, the process loses its locks on it (POSIX). Other
 *     processes may. Where a path that is passed in names one of them, the call is refused with
 *     PORTO_E_BAD_INPUT. Where one of them was removed or replaced, calls of the open handle end
 *     with PORTO_E_IO: nothing is said to be stored that is not in the file that is there; close
 *     the handle and open the ledger again. docs/guides/operating.md says more. A handle does not
 *     outlive a fork: fork before the ledger is opened, or exec or _exit in the child.
 * 11. Since. Everything here is there since 0.1.0, unless its description ends with a later
 *     version: "Since 0.2." A program that uses such a function does not start with an older
 *     library, which lacks its version node; such a member of a struct an older library refuses
 *     (PORTO_E_INVALID) if it is not 0.
 * 12. Parameters. These mean the same everywhere, and are described here alone. A handle that is
 *     used: `ledger`, `recorder`, `tariff`, `rating`, `rows`, `error`. What a call gives, to be
 *     closed by the caller: `out`, and `effect` (section "Changes"). How it is done, and what of:
 *     `options`, `filter` (rule 6). How many an array has: `count`. Output: `write` takes it, in a
 *     `format`, a porto_format; `user` is passed to each callback as it is. A tariff document:
 *     `toml`, and `file_name`, what messages call it, which may be NULL. A file: `path`. Ids:
 *     `company`, `source`, `event_id`, `domain`, and `id` of what the function is about. Months
 *     and times: `month_yyyymm`, and `now_unix_us`, the time of the call. Counted from 0: `column`
 *     and `line`. The length of a text `x`: `x_len` (rule 3). `err` is of rule 2.
 * 13. Statuses. A description names those that are of the function. Besides, all that can fail may
 *     end with PORTO_E_INVALID, PORTO_E_OUT_OF_MEMORY and PORTO_E_INTERNAL; what uses a ledger with
 *     all of -3xx; what is given amounts or quantities with PORTO_E_OVERFLOW.
 * 14. Waiting. What writes to a ledger waits for another process that writes (busy_timeout_ms), and
 *     for the disk; an import also for its inputs; closing a ledger, for a second at most, for
 *     others that close it. No other function waits for anything but the callbacks that it is
 *     given.
 */
#ifndef PORTO_H
#define PORTO_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Before each function: it is exported. */
#if defined(_WIN32)
#define PORTO_API
#else
#define PORTO_API __attribute__((visibility("default")))
#endif

/* Before a function that a later one replaces, whose name it says. Such functions stand at the end
 * of this header and stay until the number of the soname is raised; the compiler warns of their use
 * unless PORTO_ALLOW_DEPRECATED is defined. There is none yet. */
#if defined(PORTO_ALLOW_DEPRECATED) || defined(_WIN32)
#define PORTO_DEPRECATED(instead)
#else
#define PORTO_DEPRECATED(instead) __attribute__((deprecated("use " instead)))
#endif

/* ---- Version --------------------------------------------------------------------------------- */

#define PORTO_VERSION_MAJOR 0
#define PORTO_VERSION_MINOR 3
#define PORTO_VERSION_PATCH 0
/* 0.3.0 is 300. */
#define PORTO_VERSION_NUMBER \
  (PORTO_VERSION_MAJOR * 10000U + PORTO_VERSION_MINOR * 100U + PORTO_VERSION_PATCH)

/* The version of the library that runs, "0.3.0"; the macros are that of this header. */
PORTO_API const char* porto_version_text(void);
/* The same as a number, 300, to compare with PORTO_VERSION_NUMBER. */
PORTO_API uint32_t porto_version_number(void);
/* What the library that runs was built from: the SHA-256, 64 hexadecimal digits, of the list of its
 * source files and their digests. Two libraries with one source id are of the same sources; it
 * belongs in a report of a bug. */
PORTO_API const char* porto_source_id(void);

/* ---- Status ---------------------------------------------------------------------------------- */

/* Codes say who acts: -1xx fix the call, -2xx fix the data or the order of things, -3xx the machine
 * (free space, fix permissions, try again), -4xx report a bug. Numbers are never reused; later
 * versions may add some, so keep a default branch. */
typedef enum porto_status {
  PORTO_OK = 0,      /* done */
  PORTO_DONE = 1,    /* no more rows */
  PORTO_EXISTS = 2,  /* it was there already, with the same content; nothing changed */
  PORTO_REJECTS = 3, /* done, but some rows were rejected or conflict */
  PORTO_DIFFERS = 4, /* done, and the two sides are not the same */

  PORTO_E_INVALID = -100,          /* an argument is malformed: a month, an id, a NULL */
  PORTO_E_BAD_NUMBER = -101,       /* a text that is no exact decimal number */
  PORTO_E_BAD_TIME = -102,         /* no time, or one outside 1970 to 2199 */
  PORTO_E_OVERFLOW = -103,         /* a number does not fit; nothing was wrapped or written */
  PORTO_E_UNKNOWN_ZONE = -104,     /* no such IANA time zone on this machine */
  PORTO_E_UNKNOWN_CURRENCY = -105, /* no such ISO 4217 currency */

  PORTO_E_NOT_FOUND = -200,      /* no such company, tariff, month, file */
  PORTO_E_CONFLICT = -201,       /* the same identity is there with other content */
  PORTO_E_BAD_TARIFF = -202,     /* a document has mistakes, which the message lists */
  PORTO_E_BAD_INPUT = -203,      /* an input cannot be read as what it claims to be */
  PORTO_E_MONTH_OPEN = -204,     /* the month is not over, or an earlier one is open */
  PORTO_E_MONTH_CLOSED = -205,   /* the change would touch a month that is closed */
  PORTO_E_LEDGER_EXISTS = -206,  /* a ledger is there already */
  PORTO_E_NOT_A_LEDGER = -207,   /* the file is no ledger of porto */
  PORTO_E_NEWER_LEDGER = -208,   /* the ledger was written by a newer porto */
  PORTO_E_NEGATIVE_USAGE = -209, /* usage below zero that the tariff does not price */
  PORTO_E_UNRATED = -210,        /* companies that cannot be rated, with the reasons */

  PORTO_E_IO = -300,            /* reading or writing failed; see rule 1 */
  PORTO_E_BUSY = -301,          /* another process writes to the ledger; try again */
  PORTO_E_FULL = -302,          /* the disk is full */
  PORTO_E_READ_ONLY = -303,     /* the ledger or its folder cannot be written */
  PORTO_E_CORRUPT = -304,       /* the file is damaged: restore a backup */
  PORTO_E_CANCELLED = -305,     /* a callback or an interrupt stopped the work */
  PORTO_E_OUT_OF_MEMORY = -306, /* there was not enough memory; see rule 1 */

  PORTO_E_INTERNAL = -400 /* a fault of porto */
} porto_status;

/* The stable lower-case name of a status: "ok", "bad_number"; "unknown" for any other number. */
PORTO_API const char* porto_status_name(int32_t status);

/* A failure in detail. May be read by several threads at once. */
typedef struct porto_error porto_error;

/* Its status code; PORTO_E_INVALID for NULL, whose texts are "" and numbers 0. */
PORTO_API int32_t porto_error_code(const porto_error* error);
/* One line or more for people: what is wrong and what to do. The wording is not a contract. */
PORTO_API const char* porto_error_message(const porto_error* error);
/* Where: "file:line", "file:line:column", the name of a parameter or a charge; "" if the call is
 * the place. */
PORTO_API const char* porto_error_where(const porto_error* error);
/* The number of events that a stopped import has stored, which stay stored; 0 for any other error,
 * PORTO_E_OUT_OF_MEMORY among them. */
PORTO_API uint64_t porto_error_committed(const porto_error* error);
/* The number of the operating system behind a failure, errno such as ENOSPC; 0: there is none, or
 * it is not known. For logs and support: what to do is what the status says. */
PORTO_API int32_t porto_error_system_errno(const porto_error* error);
/* SQLite's extended result code behind a failure, such as 778 (SQLITE_IOERR_WRITE); 0: there is
 * none. For logs and support. */
PORTO_API int32_t porto_error_sqlite_code(const porto_error* error);
/* Frees it; NULL is right. */
PORTO_API void porto_error_free(porto_error* error);

/* ---- Text and time --------------------------------------------------------------------------- */

/* As the length of a text: it ends with a NUL. */
#define PORTO_NTS SIZE_MAX

/* RFC 3339 with seconds and an offset ("2026-04-01T00:05:00+02:00") to microseconds, `unix_us`.
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

/* What the cells of a column are as text, and what porto_rows_int64 gives for them. Later versions
 * may add some. */
typedef enum porto_column_type {
  PORTO_COLUMN_TEXT = 1,        /* any text; the whole number that it reads as */
  PORTO_COLUMN_INTEGER = 2,     /* "12": 12 */
  PORTO_COLUMN_DECIMAL = 3,     /* "0.012", exact, with any decimals: no integer */
  PORTO_COLUMN_MONEY = 4,       /* "860.00": 86000, minor units of the currency */
  PORTO_COLUMN_QUANTITY = 5,    /* "2.5": 250 with a meter of 2 decimals, its smallest units */
  PORTO_COLUMN_TIME = 6,        /* RFC 3339 in UTC: microseconds since 1970-01-01T00:00:00Z */
  PORTO_COLUMN_MONTH = 7,       /* "2024-02": 202402 */
  PORTO_COLUMN_DAY = 8,         /* "2024-02-29": 20240229 */
  PORTO_COLUMN_MONTH_OR_DAY = 9 /* either of the two */
} porto_column_type;

/* How many columns there are; 0 for NULL. */
PORTO_API uint32_t porto_rows_column_count(const porto_rows* rows);
/* The name of a column, from 0; NULL outside. */
PORTO_API const char* porto_rows_column_name(const porto_rows* rows, uint32_t column);
/* What its cells are, a porto_column_type; 0 outside. */
PORTO_API int32_t porto_rows_column_type(const porto_rows* rows, uint32_t column);
/* How many rows there are in all, read or not. */
PORTO_API uint64_t porto_rows_count(const porto_rows* rows);
/* The column with this name. PORTO_E_NOT_FOUND. */
PORTO_API int32_t porto_rows_find_column(const porto_rows* rows, const char* name, size_t name_len,
                                         uint32_t* column, porto_error** err);
/* Moves to the next row: PORTO_OK, or PORTO_DONE after the last one. */
PORTO_API int32_t porto_rows_next(porto_rows* rows, porto_error** err);
/* A cell as text, valid until the next porto_rows_next; NULL where the cell is absent (a minimum
 * line has no unit price), the column does not exist or there is no row. `text_len` may be NULL. */
PORTO_API const char* porto_rows_text(const porto_rows* rows, uint32_t column, size_t* text_len);
/* A cell as tables show it to people: a time by the clocks of the ledger's zone, with their offset;
 * control characters as \xNN. Valid until the next call of this function or of porto_rows_next;
 * NULL as porto_rows_text. */
PORTO_API const char* porto_rows_shown(porto_rows* rows, uint32_t column, size_t* text_len);
/* A cell as an integer, `value`, in the unit that the type of its column says, which is the unit in
 * which such values go in. The type decides whether there is one, the data does not:
 * PORTO_E_BAD_NUMBER for every cell of a decimal column, and for text that is no whole number;
 * PORTO_E_NOT_FOUND where the cell is absent. PORTO_E_OVERFLOW, PORTO_E_BAD_TIME (a year above
 * 9999). */
PORTO_API int32_t porto_rows_int64(const porto_rows* rows, uint32_t column, int64_t* value,
                                   porto_error** err);
/* How many of the digits that porto_rows_int64 gives for a quantity or money are decimals: those of
 * the meter, those of the currency (250 with 2 is 2.50); 0 for all other types.
 * PORTO_E_NOT_FOUND as porto_rows_int64. */
PORTO_API int32_t porto_rows_decimals(const porto_rows* rows, uint32_t column, int32_t* decimals,
                                      porto_error** err);

/* How results are written. Later versions may add some. */
typedef enum porto_format {
  PORTO_FORMAT_TABLE = 1, /* aligned columns for people */
  PORTO_FORMAT_CSV = 2,   /* RFC 4180 with a header, comma, LF, or as porto_output_options say */
  PORTO_FORMAT_JSON = 3,  /* an array of objects; numbers as strings, absent cells null */
  PORTO_FORMAT_HTML = 4   /* a page with a table, without scripts or outside resources */
} porto_format;

/* How output is written, where its format leaves a choice. Set it to PORTO_OUTPUT_OPTIONS_INIT,
 * then what is chosen; NULL in place of it: nothing is. What is wrong with it is PORTO_E_INVALID
 * before anything is written. */
typedef struct porto_output_options {
  uint32_t struct_size;
  uint32_t header_version; /* PORTO_VERSION_NUMBER */
  uint32_t table_width;    /* tables: characters that a line has room for; 0: any number. Where a
                            * table is wider, columns that say the same in all rows are told once,
                            * above it; then texts go on in further lines, broken between words;
                            * then each row becomes lines of name and value */
  int32_t byte_order_mark; /* CSV; not 0: U+FEFF comes first */
  uint32_t delimiter;      /* CSV: an ASCII mark or a tab between columns; 0: that of the dialect */
  uint32_t decimal_mark;   /* CSV: '.' or ',', in decimals, amounts and quantities; 0: that of the
                            * dialect */
  const char* csv; /* a ready dialect; NULL: "plain", the RFC. "excel-sv" is opened right by a
                    * Swedish Excel: semicolon, decimal comma, byte order mark, CRLF, and text that
                    * is no number and begins with = + - @ tab CR LF is written as the formula that
                    * gives this text, ="=1+1". The ready maps excel-sv of imports read all of that
                    * back */
  size_t csv_len;
} porto_output_options;
#define PORTO_OUTPUT_OPTIONS_INIT \
  { sizeof(porto_output_options), PORTO_VERSION_NUMBER, 0, 0, 0, 0, NULL, PORTO_NTS }

/* Takes `size` bytes of output, many at a time: pieces of 64 KiB and more, and the rest. Returns 0,
 * or nonzero to stop. */
typedef int32_t (*porto_write_fn)(void* user, const char* bytes, size_t size);
/* Is told now and then how much of a long work is done, at least once; `total` is 0 if not known.
 * In which unit, and passed by what struct, is said there. Returns 0, or nonzero to stop: the call
 * then ends with PORTO_E_CANCELLED and has changed nothing, but for what an import has committed.
 */
typedef int32_t (*porto_progress_fn)(void* user, uint64_t done, uint64_t total);
/* The number of a format's name: "table", "csv", "json", "html". PORTO_E_INVALID. */
PORTO_API int32_t porto_format_parse(const char* name, size_t name_len, int32_t* format,
                                     porto_error** err);
/* The name of a format; NULL for a number that is none. They are numbered from 1 without gaps. */
PORTO_API const char* porto_format_name(int32_t format);
/* Writes the rows that are left, and the header also if there are none. While that goes on, calls
 * that would move the rows on or write them are PORTO_E_INVALID, and rewinding or closing them does
 * nothing. */
PORTO_API int32_t porto_rows_write(porto_rows* rows, int32_t format,
                                   const porto_output_options* options, porto_write_fn write,
                                   void* user, porto_error** err);
/* The same for `count` results with the same columns, as if they were one: one header, one array.
 * Tables are set apart by an empty line. With none, CSV and tables are empty, and what is wrong
 * with the options is told. PORTO_E_INVALID if columns differ. */
PORTO_API int32_t porto_rows_write_joined(porto_rows* const* results, size_t count, int32_t format,
                                          const porto_output_options* options, porto_write_fn write,
                                          void* user, porto_error** err);
/* Back to the start, before the first row. */
PORTO_API void porto_rows_rewind(porto_rows* rows);
/* The rows whose cell of a column is `is`, from the first to the last; NULL: whose cell is absent.
 * `rows` stays where it is. PORTO_E_INVALID if it has no such column. */
PORTO_API int32_t porto_rows_where(const porto_rows* rows, const char* column, size_t column_len,
                                   const char* is, size_t is_len, porto_rows** out,
                                   porto_error** err);
/* Frees them; NULL is right. */
PORTO_API void porto_rows_close(porto_rows* rows);

/* ---- Ledger ---------------------------------------------------------------------------------- */

/* An open ledger: companies, tariffs, subscriptions, usage and closed months in one file. */
typedef struct porto_ledger porto_ledger;

/* How a ledger is created or opened. Set it to PORTO_LEDGER_OPTIONS_INIT, then what differs. */
typedef struct porto_ledger_options {
  uint32_t struct_size;
  uint32_t header_version; /* PORTO_VERSION_NUMBER */
  const char* zone;        /* create: IANA name; NULL: Europe/Stockholm. open: NULL */
  size_t zone_len;
  const char* currency; /* create: ISO 4217; NULL: SEK. open: NULL */
  size_t currency_len;
  /* All for create only. Usage of closed months: "adjust" (NULL), it is stored and adjustment lines
   * of the next month that closes settle it; or "refuse". */
  const char* late;
  size_t late_len;
  int32_t future_days;        /* how far ahead an event may be, 1 to 36500; 0: any */
  int32_t allow_negative;     /* not 0: quantities may be negative */
  int32_t first_month_yyyymm; /* events before it are refused, such as 202601; 0: 200001 */
  /* For open only. Not 0: nothing is written, neither to the file nor beside it, and a file of an
   * older version stays what it is; needs no write permission. What others have stored in a `-wal`
   * is read; where none is there at first and somebody writes meanwhile, reading ends with
   * PORTO_E_BUSY. Every change is PORTO_E_READ_ONLY. */
  int32_t read_only;
  /* How long each call waits for another process that writes before it ends with PORTO_E_BUSY, in
   * milliseconds; 0: 10000; PORTO_NO_WAIT: not at all. */
  int64_t busy_timeout_ms;
} porto_ledger_options;
/* As busy_timeout_ms: not to wait at all. */
#define PORTO_NO_WAIT (-1)
#define PORTO_LEDGER_OPTIONS_INIT                                                               \
  {                                                                                             \
    sizeof(porto_ledger_options), PORTO_VERSION_NUMBER, NULL, PORTO_NTS, NULL, PORTO_NTS, NULL, \
        PORTO_NTS, 0, 0, 0, 0, 0                                                                \
  }

/* Makes a new ledger file (mode 0600) and opens it. It gets its name once it is whole: until then
 * opening it is PORTO_E_NOT_FOUND. ":memory:" makes one that goes with the handle. `options` may be
 * NULL. PORTO_E_LEDGER_EXISTS, PORTO_E_UNKNOWN_ZONE, PORTO_E_UNKNOWN_CURRENCY. */
PORTO_API int32_t porto_ledger_create(const char* path, size_t path_len,
                                      const porto_ledger_options* options, porto_ledger** out,
                                      porto_error** err);
/* Opens a ledger file. `options` may be NULL. PORTO_E_NOT_FOUND, PORTO_E_NOT_A_LEDGER,
 * PORTO_E_NEWER_LEDGER, PORTO_E_READ_ONLY, PORTO_E_UNKNOWN_ZONE. */
PORTO_API int32_t porto_ledger_open(const char* path, size_t path_len,
                                    const porto_ledger_options* options, porto_ledger** out,
                                    porto_error** err);
/* Ends the call of the ledger that goes on, with PORTO_E_CANCELLED: soon, whatever it does, also
 * while it waits for another process, or for the next bytes of a pipe. What it has changed is taken
 * back, but for the batches that an import has committed (porto_error_committed). A call that is
 * all but done may still succeed; where none goes on nothing happens. Calls that begin once it has
 * returned are not ended. Opening and creating have no handle yet: they wait as `options` say. To
 * be called from any thread, and from a signal handler; the ledger must not be closed before it has
 * returned. */
PORTO_API void porto_ledger_interrupt(porto_ledger* ledger);
/* In a callback of the ledger it does nothing: close it once the call has returned. */
PORTO_API void porto_ledger_close(porto_ledger* ledger);
/* One row: zone, currency, schema_version, tzdb_version, library_version, late, future_days
 * (absent: no limit), negative ("yes" or "no"), first_month ("2000-01"). */
PORTO_API int32_t porto_ledger_info(porto_ledger* ledger, porto_rows** out, porto_error** err);
/* Where the ledger is stored, and how that is, at one moment; for people and for what watches a
 * ledger. `out`, which may be NULL: a row for each fact, subject, item (which of several: the name
 * of a standby), name, value, unit (of a number: "bytes", "events", "transactions"), note (what to
 * do, or why there is no value: the user of the database may not see it); absent where there is
 * none. Of a file: its version, sizes and usage; of a server also its role ("primary", "standby"),
 * its settings, its standbys, and how old the oldest transaction is. None of it needs more rights
 * than reading, and none of it is a secret. Later versions may add facts: look them up by subject
 * and name. `lanes`, which may be NULL: lane, batches, events (how many numbers events have had),
 * epoch, fenced (the month of the last close that cut the lane), pruned (the last month whose
 * events may be gone), note; of a file lane 0. Since 0.3. */
PORTO_API int32_t porto_ledger_storage(porto_ledger* ledger, porto_rows** out, porto_rows** lanes,
                                       porto_error** err);

/* The month in which `time_unix_us` lies, by the clocks of the ledger's zone. PORTO_E_BAD_TIME
 * (before 1970, after 2199). */
PORTO_API int32_t porto_ledger_month_of(porto_ledger* ledger, int64_t time_unix_us,
                                        int32_t* month_yyyymm, porto_error** err);

/* ---- Changes --------------------------------------------------------------------------------- */

/* How a change is made that can move money. NULL in place of it: nothing is said. What is removed
 * needs an actor and a reason. */
typedef struct porto_change_options {
  uint32_t struct_size;
  uint32_t header_version; /* PORTO_VERSION_NUMBER */
  const char* actor;       /* who makes it; NULL: not said */
  size_t actor_len;
  const char* reason; /* why; NULL: not said */
  size_t reason_len;
  int64_t at_unix_us; /* the current time; 0: not said */
  int32_t dry_run;    /* not 0: all of it is done and taken back; nothing is changed */
  int32_t allow_far;  /* not 0: months are meant that are years away */
  int32_t settle;     /* not 0, to remove a subscription or a domain: also if closed months used it,
                       * which the next close credits */
  int32_t reserved;   /* 0 */
} porto_change_options;
#define PORTO_CHANGE_OPTIONS_INIT                                                                  \
  {                                                                                                \
    sizeof(porto_change_options), PORTO_VERSION_NUMBER, NULL, PORTO_NTS, NULL, PORTO_NTS, 0, 0, 0, \
        0, 0                                                                                       \
  }

/* The functions below and in later sections that take porto_change_options have in common:
 *  - who, why and when are kept with the change (porto_change_list).
 *  - `effect` may be NULL; else it gets what the change does to closed months, which the next close
 *    settles: entry, month, company, before, after, difference, currency, notice. "month" rows, one
 *    for each closed month of a company that the change touches: what was due of it before, and is
 *    after; by month, company. Then one "total" row: their sums, with the month that closes next
 *    (absent if none is closed): the close of that month changes by `difference`. Then "notice"
 *    rows, which have a text to be shown: two tariffs that price one meter, a month that cannot be
 *    rated (whose `after` is absent, and which is not in the total; `before` is what was invoiced
 *    where it could not be rated before). If nothing changed (PORTO_EXISTS), the total is 0.
 *  - PORTO_E_INVALID where a closed month that changes is more than two years before the month that
 *    closes next, or a beginning more than two years after that month and after `at_unix_us`, or an
 *    end more than ten years after them, unless `allow_far` is set.
 *  - PORTO_E_MONTH_CLOSED where a closed month would change that cannot be rated again, since it is
 *    priced by its single events and they are pruned; and where the ledger refuses late usage. */

/* Which records of a list that grows for ever. */
typedef struct porto_list_options {
  uint32_t struct_size;
  uint32_t header_version; /* PORTO_VERSION_NUMBER */
  int64_t after;           /* only those with a higher number; 0: from the first */
  int64_t limit;           /* the first so many; 0: all */
} porto_list_options;
#define PORTO_LIST_OPTIONS_INIT \
  { sizeof(porto_list_options), PORTO_VERSION_NUMBER, 0, 0 }

/* Every change of subscriptions, sending domains, tariffs and items, and every company that was
 * removed, from the first to the last: change (its number), at, kind ("subscription_add",
 * "subscription_end", "subscription_remove", "domain_add" ..., "tariff_add", "tariff_remove",
 * "company_remove", "company_except": the month `from` was closed without it; "item_add",
 * "item_remove"), company, tariff, version, domain, from, through, was_through (before an end),
 * sha256 (of a tariff's document), actor, reason, closed_through (the last month that was closed by
 * then), digest, item, amount, text (of an item, whose month is `from`); absent where there is
 * none. */
PORTO_API int32_t porto_change_list(porto_ledger* ledger, const porto_list_options* options,
                                    porto_rows** out, porto_error** err);

/* ---- Companies, meters, tariffs, subscriptions ----------------------------------------------- */

/* The functions of this section that add something take an array of structs, which have the same
 * struct_size, and add all of them in one transaction or none: many are added in little more time
 * than one. PORTO_OK if one of them changed something, PORTO_EXISTS if all of them were there: the
 * same call can be made again after a failure. The place of an error about one of several is
 * "companies[7]". */

/* A customer that is invoiced. Set it to PORTO_COMPANY_INIT, then the members. What is NULL a known
 * company has as before, and a new one has none of it; an empty text takes it away. */
typedef struct porto_company {
  uint32_t struct_size;
  uint32_t reserved; /* 0 */
  const char* id;    /* its id, by which everything names it */
  size_t id_len;
  const char* name; /* what people call it */
  size_t name_len;
  const char* customer_number; /* of the vendor's bookkeeping or CRM */
  size_t customer_number_len;
  const char* reference; /* what the company wants on its invoices */
  size_t reference_len;
  const char* language; /* "sv" or "en", of its documents; none: that of the tariff */
  size_t language_len;
  const char* cost_centre; /* of the vendor's bookkeeping */
  size_t cost_centre_len;
} porto_company;
#define PORTO_COMPANY_INIT                                                                        \
  {                                                                                               \
    sizeof(porto_company), 0, NULL, PORTO_NTS, NULL, PORTO_NTS, NULL, PORTO_NTS, NULL, PORTO_NTS, \
        NULL, PORTO_NTS, NULL, PORTO_NTS                                                          \
  }

/* Adds companies, or changes what is known of them; that moves no money, and needs no reason.
 * PORTO_EXISTS: each is there as it is given. PORTO_E_INVALID (an id or text that cannot be one,
 * an unknown language). */
PORTO_API int32_t porto_company_add(porto_ledger* ledger, const porto_company* companies,
                                    size_t count, porto_error** err);
/* Removes a company without usage, invoices, subscriptions, domains and items. PORTO_E_NOT_FOUND,
 * PORTO_E_CONFLICT (it has one of them). */
PORTO_API int32_t porto_company_remove(porto_ledger* ledger, const char* id, size_t id_len,
                                       const porto_change_options* options, porto_rows** effect,
                                       porto_error** err);
/* Columns company, name, customer_number, reference, language, cost_centre; by company. */
PORTO_API int32_t porto_company_list(porto_ledger* ledger, porto_rows** out, porto_error** err);
/* The same of companies that are on no tariff in a month: they are not billed. */
PORTO_API int32_t porto_company_unsubscribed(porto_ledger* ledger, int32_t month_yyyymm,
                                             porto_rows** out, porto_error** err);

/* What the total of a meter's events in a month is. This version has sums alone; the others are
 * reserved, and refused with PORTO_E_INVALID. Later versions may add some. */
typedef enum porto_meter_kind {
  PORTO_METER_SUM = 0,     /* of the quantities */
  PORTO_METER_HIGHEST = 1, /* reserved: the highest quantity */
  PORTO_METER_LAST = 2,    /* reserved: the quantity of the last event */
  PORTO_METER_DISTINCT = 3 /* reserved: how many different values the events name */
} porto_meter_kind;

/* What events count, and with how many decimals. Set it to PORTO_METER_INIT, then the members. */
typedef struct porto_meter {
  uint32_t struct_size;
  int32_t decimals; /* 0 to 18 */
  const char* id;   /* its id, by which events name it */
  size_t id_len;
  int32_t kind;     /* a porto_meter_kind */
  int32_t reserved; /* 0 */
} porto_meter;
#define PORTO_METER_INIT \
  { sizeof(porto_meter), 0, NULL, PORTO_NTS, PORTO_METER_SUM, 0 }

/* Adds meters. Every ledger has "messages", with no decimals. PORTO_EXISTS: each is there with its
 * decimals. PORTO_E_CONFLICT (one is there with others), PORTO_E_INVALID (an id, decimals or a kind
 * that cannot be). */
PORTO_API int32_t porto_meter_add(porto_ledger* ledger, const porto_meter* meters, size_t count,
                                  porto_error** err);
/* Columns meter, decimals; by meter. */
PORTO_API int32_t porto_meter_list(porto_ledger* ledger, porto_rows** out, porto_error** err);

/* Adds a tariff document (TOML, docs/reference/tariff.md). `file_name` is for messages and may be
 * NULL. The same id and version with the same bytes: PORTO_EXISTS; with other bytes:
 * PORTO_E_CONFLICT. PORTO_E_BAD_TARIFF with every mistake, one a line; PORTO_E_MONTH_CLOSED. */
PORTO_API int32_t porto_tariff_add(porto_ledger* ledger, const char* toml, size_t toml_len,
                                   const char* file_name, size_t file_name_len,
                                   const porto_change_options* options, porto_rows** effect,
                                   porto_error** err);
/* Removes a version that is on no invoice. PORTO_E_NOT_FOUND, PORTO_E_CONFLICT (it is on one: add a
 * higher version; or a subscription would have no version in its first month). */
PORTO_API int32_t porto_tariff_remove(porto_ledger* ledger, const char* id, size_t id_len,
                                      int32_t version, const porto_change_options* options,
                                      porto_rows** effect, porto_error** err);
/* Columns tariff, version, effective, name, currency, sha256 (of the document); by tariff, version.
 */
PORTO_API int32_t porto_tariff_list(porto_ledger* ledger, porto_rows** out, porto_error** err);
/* One row: tariff, version, effective, name, currency, document (the bytes as added), sha256.
 * `version` 0: the highest. PORTO_E_NOT_FOUND. */
PORTO_API int32_t porto_tariff_show(porto_ledger* ledger, const char* id, size_t id_len,
                                    int32_t version, porto_rows** out, porto_error** err);

/* A company is on a tariff from a day through a day. Set it to PORTO_SUBSCRIPTION_INIT, then the
 * members. `from` and `through` are a day as yyyymmdd, 20250317, or a month as yyyymm, 202503,
 * which stands for its first day in `from` and for its last day in `through`. A day inside a month
 * needs a tariff with prorate = "days". */
typedef struct porto_subscription {
  uint32_t struct_size;
  uint32_t reserved;   /* 0 */
  const char* company; /* its id */
  size_t company_len;
  const char* tariff; /* its id */
  size_t tariff_len;
  int32_t from;    /* the first day */
  int32_t through; /* 0: no end is set */
} porto_subscription;
#define PORTO_SUBSCRIPTION_INIT \
  { sizeof(porto_subscription), 0, NULL, PORTO_NTS, NULL, PORTO_NTS, 0, 0 }

/* Adds subscriptions. PORTO_EXISTS: each is there. PORTO_E_NOT_FOUND (company, tariff),
 * PORTO_E_CONFLICT (overlap; a day inside a month, and the tariff does not prorate),
 * PORTO_E_MONTH_CLOSED. */
PORTO_API int32_t porto_subscription_add(porto_ledger* ledger,
                                         const porto_subscription* subscriptions, size_t count,
                                         const porto_change_options* options, porto_rows** effect,
                                         porto_error** err);
/* Ends the subscription of the company to the `tariff` with this id, after a day or a month:
 * `through` as above. PORTO_E_NOT_FOUND, PORTO_E_CONFLICT (the tariff does not prorate),
 * PORTO_E_MONTH_CLOSED. */
PORTO_API int32_t porto_subscription_end(porto_ledger* ledger, const char* company,
                                         size_t company_len, const char* tariff, size_t tariff_len,
                                         int32_t through, const porto_change_options* options,
                                         porto_rows** effect, porto_error** err);
/* Removes the subscription that begins with a month or a day, as above (0: the only one of the
 * company to the tariff), as if it had never been. PORTO_E_NOT_FOUND, PORTO_E_CONFLICT (there are
 * several), PORTO_E_MONTH_CLOSED (it is on an invoice: end it, or set `settle`). */
PORTO_API int32_t porto_subscription_remove(porto_ledger* ledger, const char* company,
                                            size_t company_len, const char* tariff,
                                            size_t tariff_len, int32_t from,
                                            const porto_change_options* options,
                                            porto_rows** effect, porto_error** err);
/* Columns company, tariff, from, through (absent: no end is set); by company, tariff, from. Where a
 * subscription begins or ends with a month, that is the month, "2025-03", else the day,
 * "2025-03-17". */
PORTO_API int32_t porto_subscription_list(porto_ledger* ledger, porto_rows** out,
                                          porto_error** err);
/* The same of a month, whole or in part. `which` NULL: all; "joined": of companies that are on no
 * tariff in the month before; "left": of companies that are on none in the month after.
 * PORTO_E_INVALID. */
PORTO_API int32_t porto_subscription_of_month(porto_ledger* ledger, int32_t month_yyyymm,
                                              const char* which, size_t which_len, porto_rows** out,
                                              porto_error** err);

/* ---- Tariff documents ------------------------------------------------------------------------ */

/* The mistakes of a document, none if it is good: file, line, column, severity, what, hint.
 * `file_name` is for messages and may be NULL, here and below. Needs no ledger. */
PORTO_API int32_t porto_tariff_mistakes(const char* toml, size_t toml_len, const char* file_name,
                                        size_t file_name_len, porto_rows** out, porto_error** err);

/* A tariff document that was read: how usage becomes money. It never changes and needs no ledger;
 * any number of threads may use one at once. */
typedef struct porto_tariff porto_tariff;

/* Reads a document (TOML, docs/reference/tariff.md). PORTO_E_BAD_TARIFF with every mistake, one a
 * line. */
PORTO_API int32_t porto_tariff_open(const char* toml, size_t toml_len, const char* file_name,
                                    size_t file_name_len, porto_tariff** out, porto_error** err);
/* The version of a ledger's tariff that prices a month: the highest that is effective by then.
 * PORTO_E_NOT_FOUND. */
PORTO_API int32_t porto_tariff_for(porto_ledger* ledger, const char* id, size_t id_len,
                                   int32_t month_yyyymm, porto_tariff** out, porto_error** err);
/* Ratings that were made with it stay. */
PORTO_API void porto_tariff_close(porto_tariff* tariff);
/* One row, as porto_tariff_list: what the document says of itself. */
PORTO_API int32_t porto_tariff_info(const porto_tariff* tariff, porto_rows** out,
                                    porto_error** err);

/* What was used of one meter. Set it to PORTO_METER_USAGE_INIT, then what differs. */
typedef struct porto_meter_usage {
  uint32_t struct_size;
  int32_t decimals;  /* of `quantity` and `values`, 0 to 18: 250 with 2 is 2.50 */
  const char* meter; /* NULL: the only one that the tariff prices */
  size_t meter_len;
  int64_t quantity;          /* in units of the decimals */
  const char* quantity_text; /* in place of `quantity`: a decimal number, "2.5"; NULL: none */
  size_t quantity_text_len;
  const int64_t* values; /* of the events, for a charge that prices each one: the quantity is their
                          * sum and is left out; NULL: none */
  size_t value_count;    /* how many of them */
} porto_meter_usage;
#define PORTO_METER_USAGE_INIT \
  { sizeof(porto_meter_usage), 0, NULL, PORTO_NTS, 0, NULL, PORTO_NTS, NULL, 0 }

/* What a company used in a month: a meter that is not named was not used. Set it to
 * PORTO_USAGE_INIT, then what differs. */
typedef struct porto_usage {
  uint32_t struct_size;
  uint32_t reserved;               /* 0 */
  const porto_meter_usage* meters; /* may be NULL if there are none */
  size_t meter_count;              /* how many of them */
  /* The part of the month that is rated, 15 days of 31, by a tariff that prorates; other tariffs
   * do not look at it. Both 0: the whole month. */
  int32_t share_days;
  int32_t share_of; /* of so many */
} porto_usage;
#define PORTO_USAGE_INIT \
  { sizeof(porto_usage), 0, NULL, 0, 0, 0 }

/* The functions that take usage refuse with PORTO_E_INVALID: a meter that the tariff does not
 * price, one that is there twice, one without a name where there are several; a share that is none;
 * a quantity without values for a charge that prices each event. PORTO_E_BAD_NUMBER (a text that is
 * no number), PORTO_E_NEGATIVE_USAGE, PORTO_E_OVERFLOW. */

/* What usage costs: the lines of an invoice, as numbers, and as text once they are asked for. It is
 * used again for many ratings, and belongs to one thread at a time. */
typedef struct porto_rating porto_rating;

/* Makes one without a result. */
PORTO_API int32_t porto_rating_open(porto_rating** out, porto_error** err);
/* Frees it; NULL is right. */
PORTO_API void porto_rating_close(porto_rating* rating);
/* Rates usage. The result replaces that of the last call, also where this one fails: then there is
 * none. Does not block and writes nothing. */
PORTO_API int32_t porto_tariff_rate(const porto_tariff* tariff, const porto_usage* usage,
                                    porto_rating* rating, porto_error** err);
/* How many lines there are; 0 without a result. */
PORTO_API uint32_t porto_rating_count(const porto_rating* rating);
/* The sum of the lines, excluding VAT, in minor units of the tariff's currency. PORTO_E_NOT_FOUND
 * (no result), PORTO_E_OVERFLOW. */
PORTO_API int32_t porto_rating_total(const porto_rating* rating, int64_t* minor, porto_error** err);
/* The net amount of a line, `minor` as that of porto_rating_total. Errors as porto_rating_total;
 * PORTO_E_NOT_FOUND (no such line).
 */
PORTO_API int32_t porto_rating_net(const porto_rating* rating, uint32_t line, int64_t* minor,
                                   porto_error** err);
/* The id of the charge that a line, from 0, is of; "" for limits and rounding of the whole tariff;
 * NULL if there is no such line. Valid until the next rating. */
PORTO_API const char* porto_rating_charge(const porto_rating* rating, uint32_t line);
/* The lines with everything that there is to say of them, as porto_invoice_show gives them, with
 * their texts for a month and a company (NULL: none). PORTO_E_NOT_FOUND (no result),
 * PORTO_E_OVERFLOW. */
PORTO_API int32_t porto_rating_rows(const porto_rating* rating, int32_t month_yyyymm,
                                    const char* company, size_t company_len, porto_rows** out,
                                    porto_error** err);

/* Rates the examples inside a document: file, line, usage, subject, expected, actual, ok ("yes" or
 * "no"). */
PORTO_API int32_t porto_tariff_examples(const porto_tariff* tariff, porto_rows** out,
                                        porto_error** err);
/* Explains what porto_tariff_rate gives for the `usage` step by step, in a language, "en" or "sv"
 * (NULL: the document's): charge, step, formula, value, line (the number of the line, from 1, that
 * a step ends, absent for others). */
PORTO_API int32_t porto_tariff_explain(const porto_tariff* tariff, const porto_usage* usage,
                                       const char* language, size_t language_len, porto_rows** out,
                                       porto_error** err);
/* A tariff in the words of a contract, in a language, "en" or "sv" (NULL: the document's): charge
 * (empty: of the whole tariff), text (whole sentences). Which document it is, each charge in its
 * order, then limits, months that are covered in part, and rounding. PORTO_E_INVALID (no such
 * language). */
PORTO_API int32_t porto_tariff_describe(const porto_tariff* tariff, const char* language,
                                        size_t language_len, porto_rows** out, porto_error** err);
/* What differs between two documents, `before` and `after`, none if nothing does: charge (empty for
 * the document itself), field, change ("added", "removed", "changed"), old, new (as they are
 * written; absent where there is none). A charge that comes or goes is a row with the field
 * "charge", then its fields. The rows "meters" and "charge order" sum up the charges. Examples are
 * left out. */
PORTO_API int32_t porto_tariff_diff(const porto_tariff* before, const porto_tariff* after,
                                    porto_rows** out, porto_error** err);
/* The cost of each usage under both, `before` and `after`, which may be of meters of either: usage
 * ("messages=40000,storage=2.5"), old, new, difference (absent between two currencies),
 * old_currency, new_currency. `count` 0: usages that tell the two apart, and `usages` may be NULL.
 */
PORTO_API int32_t porto_tariff_compare(const porto_tariff* before, const porto_tariff* after,
                                       const porto_usage* usages, size_t count, porto_rows** out,
                                       porto_error** err);
/* What is drawn of a tariff. Set it to PORTO_PLOT_OPTIONS_INIT, then what differs. */
typedef struct porto_plot_options {
  uint32_t struct_size;
  uint32_t header_version; /* PORTO_VERSION_NUMBER */
  const char* meter;       /* NULL: the only one that the tariff prices */
  size_t meter_len;
  const char* from; /* the least quantity, decimal text; NULL: 0 */
  size_t from_len;
  const char* to; /* the largest; NULL: so that all prices are seen */
  size_t to_len;
} porto_plot_options;
#define PORTO_PLOT_OPTIONS_INIT                                                               \
  {                                                                                           \
    sizeof(porto_plot_options), PORTO_VERSION_NUMBER, NULL, PORTO_NTS, NULL, PORTO_NTS, NULL, \
        PORTO_NTS                                                                             \
  }

/* Draws what usage of a meter costs, and its price per unit, as an SVG picture in the document's
 * language. Without `to`: as far as twice the last quantity at which a price changes, or 1000
 * beyond `from`. PORTO_E_BAD_NUMBER (a quantity that is none), PORTO_E_INVALID (no such meter). */
PORTO_API int32_t porto_tariff_plot(const porto_tariff* tariff, const porto_plot_options* options,
                                    porto_write_fn write, void* user, porto_error** err);

/* ---- Usage ----------------------------------------------------------------------------------- */

/* What recording an event did. */
typedef enum porto_outcome {
  PORTO_STORED = 0,    /* counted, on disk */
  PORTO_DUPLICATE = 1, /* the same identity is there with the same content, or was corrected to it;
                        * nothing changed */
  PORTO_CONFLICT = 2,  /* the same identity is there with other content; nothing changed */
  PORTO_REJECTED = 3   /* malformed, or its month is closed; nothing changed */
} porto_outcome;

/* One usage event. (source, event_id) is its identity for ever: the idempotency key. */
typedef struct porto_event {
  uint32_t struct_size;
  uint32_t reserved;  /* 0 */
  const char* source; /* NULL: "import" */
  size_t source_len;
  const char* event_id; /* its id within the source */
  size_t event_id_len;
  const char* company; /* that it counts for; NULL: that of the domain */
  size_t company_len;
  const char* meter; /* NULL: "messages" */
  size_t meter_len;
  int64_t occurred_at_unix_us; /* 0 is "not set", and rejected */
  int64_t quantity;   /* in the meter's smallest unit; negative only if the ledger allows it */
  const char* domain; /* where `company` is NULL: the sending domain, in lower case */
  size_t domain_len;
} porto_event;
#define PORTO_EVENT_INIT                                                                           \
  {                                                                                                \
    sizeof(porto_event), 0, NULL, PORTO_NTS, NULL, PORTO_NTS, NULL, PORTO_NTS, NULL, PORTO_NTS, 0, \
        0, NULL, PORTO_NTS                                                                         \
  }

/* How events are recorded: what later versions let a program say of it. */
typedef struct porto_record_options {
  uint32_t struct_size;
  uint32_t header_version; /* PORTO_VERSION_NUMBER */
} porto_record_options;
#define PORTO_RECORD_OPTIONS_INIT \
  { sizeof(porto_record_options), PORTO_VERSION_NUMBER }

/* Records events in one transaction. `now_unix_us` is the time of the call; it may be 0, unknown,
 * unless the ledger limits how far in the future events may be (PORTO_E_INVALID). `outcomes` gets
 * `count` porto_outcome values, in order. Both arrays may be NULL if `count` is 0. `rejected` may
 * be NULL; else it gets a row for each event that was rejected or conflicts: index, outcome,
 * reason, kind (the same for all events with that fault). PORTO_OK; PORTO_REJECTS if an event was
 * rejected or conflicts. PORTO_E_OVERFLOW (a month's total would pass 2^63 - 1): nothing stored. */
PORTO_API int32_t porto_usage_record(porto_ledger* ledger, const porto_event* events, size_t count,
                                     int64_t now_unix_us, const porto_record_options* options,
                                     int32_t* outcomes, porto_rows** rejected, porto_error** err);

/* Puts the next bytes at `to`, at most `size`, which is not 0, and returns how many: 0 at the end,
 * and only there; below 0 to stop (PORTO_E_CANCELLED). More than `size` is PORTO_E_INVALID. */
typedef int64_t (*porto_read_fn)(void* user, char* to, size_t size);

/* What is imported, or compared with: one of a file, bytes, a read callback and a descriptor. The
 * same bytes give the same result whichever it is. Set it to PORTO_INPUT_INIT, then the members. */
typedef struct porto_input {
  uint32_t struct_size;
  int32_t from_descriptor; /* not 0: `descriptor` is read */
  const char* name; /* what reports, messages and the import log call it; of a file NULL: that
                     * has its path as its name. Not empty */
  size_t name_len;
  const char* path; /* a file */
  size_t path_len;
  const void* bytes;  /* in memory, not copied: they stay until the call returns */
  size_t byte_count;  /* PORTO_NTS: they end with a NUL */
  porto_read_fn read; /* called on the calling thread, which then reads all inputs by itself */
  void* user;         /* passed to it */
  int32_t descriptor; /* open for reading, such as a pipe: read from where it is to its end, in a
                       * thread of the import, and left open */
  int32_t reserved;   /* 0 */
} porto_input;
#define PORTO_INPUT_INIT \
  { sizeof(porto_input), 0, NULL, PORTO_NTS, NULL, PORTO_NTS, NULL, 0, NULL, NULL, 0, 0 }

/* Every input and its format, before the first row is stored. Returns 0, or nonzero to stop, as
 * those below. */
typedef int32_t (*porto_file_fn)(void* user, const char* file, const char* format);
/* Every input that was imported before: its size and its digest are those of a file of the import
 * with this number in the import log, and `what` says what follows from that. Before the first row
 * is stored; for what can be read only once, at the end. */
typedef int32_t (*porto_known_fn)(void* user, const char* file, int64_t import, const char* what);
/* Every refused or conflicting row, in the order of the inputs: the number of its line, from 1; a
 * porto_outcome, `outcome`; the `reason` for people; and the `row` as it is in the file. */
typedef int32_t (*porto_rejected_fn)(void* user, const char* file, uint64_t line, int32_t outcome,
                                     const char* reason, const char* row, size_t row_len);
/* Every row that corrected an event, in the order of the inputs; `corrected_by` is the id of the
 * event in its place. The quantity `before`, and the `quantity` now, are decimal texts. */
typedef int32_t (*porto_corrected_fn)(void* user, const char* file, uint64_t line,
                                      const char* event_id, const char* corrected_by,
                                      const char* before, const char* quantity);

/* Options of an import: reading, companies, storing, reporting. */
typedef struct porto_import_options {
  uint32_t struct_size;
  uint32_t header_version; /* PORTO_VERSION_NUMBER */
  int32_t dry_run;    /* not 0: the same report, and nothing is stored; until then others that write
                       * to the ledger wait */
  int32_t by_company; /* not 0: the report has company_month rows too */

  /* How the files are read. */
  const char* format; /* NULL or "auto": from the content; "csv", "ndjson", "mailgun" ... */
  size_t format_len;
  const char* encoding; /* "utf-8" (NULL), "windows-1252", "iso-8859-1", "utf-16", "excel" */
  size_t encoding_len;
  const char* map; /* a column map for CSV: TOML text, or the short form on one line, which may
                    * begin with the name of a ready one; NULL: the native columns */
  size_t map_len;
  uint32_t delimiter; /* of CSV, one ASCII character such as ';'; 0: comma */
  int32_t year;       /* of the earliest line of logs whose times have none; 0: there are none */
  const char* zone;   /* IANA name, of times that have no offset; NULL: there are none */
  size_t zone_len;
  const char* signing_key; /* of Mailgun webhooks, which are then verified; NULL: they are not */
  size_t signing_key_len;

  /* What their rows count, and for whom. */
  const char* source; /* of rows that name none; NULL: "import", or for the events of a supplier
                       * the name of the format, such as "mailgun" */
  size_t source_len;
  const char* count; /* which events of a supplier are usage: "processed", "delivered", "accepted";
                      * NULL: those that it bills for. A source keeps to one: PORTO_E_CONFLICT */
  size_t count_len;
  const char* const* company_from; /* where the events of a supplier name their company, texts that
                                    * end with a NUL and are tried in order: a member
                                    * ("user-variables.company"), "tag", "tag:PREFIX", "domain"
                                    * (by the ledger's domains). NULL: "domain" */
  size_t company_from_count;
  const char* company; /* of events that name none in those places; NULL: none */
  size_t company_len;
  const char* quantity_from; /* CloudEvents: the member with the quantity; NULL: it is 1 */
  size_t quantity_from_len;

  /* How they are stored. */
  int64_t now_unix_us;   /* needed where the ledger limits how far in the future events may be */
  uint64_t batch_events; /* a transaction is committed once it has this many, or earlier, so that
                          * others need not wait; 0: 500000 */

  /* Reports. */
  const char* rejects_path; /* a new file for refused and conflicting rows (PORTO_E_CONFLICT if it
                             * is there already), in the format of their file, to be corrected and
                             * imported with the same options; NULL: none */
  size_t rejects_path_len;

  /* Corrections. */
  int32_t correct;   /* not 0: a row that differs in quantity alone from the event that is stored
                      * corrects it, as porto_event_correct does, at `now_unix_us`, which is needed
                      * then. Rows that contradict another row of the import still conflict */
  int32_t reserved;  /* 0 */
  const char* actor; /* who corrects; needed if `correct` is not 0, else NULL */
  size_t actor_len;
  const char* reason; /* why; likewise */
  size_t reason_len;

  /* Callbacks, of which a NULL one is not called, and what is passed to all. */
  porto_file_fn on_file;           /* inputs and their formats */
  porto_known_fn on_known;         /* what was imported before */
  porto_rejected_fn on_rejected;   /* rows that were refused */
  porto_corrected_fn on_corrected; /* rows that corrected events */
  porto_progress_fn on_progress;   /* in bytes */
  void* user;                      /* passed to them */
} porto_import_options;
#define PORTO_IMPORT_OPTIONS_INIT                                                                  \
  {                                                                                                \
    sizeof(porto_import_options), PORTO_VERSION_NUMBER, 0, 0, NULL, PORTO_NTS, NULL, PORTO_NTS,    \
        NULL, PORTO_NTS, 0, 0, NULL, PORTO_NTS, NULL, PORTO_NTS, NULL, PORTO_NTS, NULL, PORTO_NTS, \
        NULL, 0, NULL, PORTO_NTS, NULL, PORTO_NTS, 0, 0, NULL, PORTO_NTS, 0, 0, NULL, PORTO_NTS,   \
        NULL, PORTO_NTS, NULL, NULL, NULL, NULL, NULL, NULL                                        \
  }

/* Imports usage events, batch by batch; a transaction takes some, and ends after a fraction of a
 * second, so that others can write meanwhile. All inputs are looked at before the first row is
 * stored, of each no more than its start. Mail logs of one format are one stream in the order of
 * their times, whatever that of the inputs. `report` may be NULL; else it gets entry, name, value,
 * month: one row each for rows, stored, duplicate, conflict, rejected, late (stored, of closed
 * months), unassigned (stored, of domains that have no company) and, if `correct` is not 0,
 * corrected; then reason rows (kind of reason, count), not_counted rows (type of event, rows that
 * are no usage), month rows (month, events stored), company_month rows (company, events stored,
 * month) if they were asked for, correction rows (meter, change in quantity, month), company rows
 * (companies met for the first time), notice rows and an import row (the import's number in the
 * import log; none for a dry run). A row that cannot be stored is refused by itself, also one that
 * a month's total does not hold. PORTO_OK, PORTO_REJECTS. PORTO_E_BAD_INPUT, PORTO_E_IO,
 * PORTO_E_FULL ...: what was committed before stays stored (porto_error_committed), and importing
 * the same inputs again continues. `effect` may be NULL; else it gets what the usage of closed
 * months that was stored does to them, as in section "Changes". */
PORTO_API int32_t porto_usage_import(porto_ledger* ledger, const porto_input* inputs, size_t count,
                                     const porto_import_options* options, porto_rows** report,
                                     porto_rows** effect, porto_error** err);

/* The column maps that are ready, whose names may stand in `map` of the options: map, about. */
PORTO_API int32_t porto_import_maps(porto_rows** out, porto_error** err);

/* Which totals to list. Set it to PORTO_USAGE_FILTER_INIT, then what restricts. */
typedef struct porto_usage_filter {
  uint32_t struct_size;
  uint32_t header_version; /* PORTO_VERSION_NUMBER */
  int32_t month_yyyymm;    /* 0: all */
  int32_t reserved;        /* 0 */
  const char* company;     /* NULL: all */
  size_t company_len;
} porto_usage_filter;
#define PORTO_USAGE_FILTER_INIT \
  { sizeof(porto_usage_filter), PORTO_VERSION_NUMBER, 0, 0, NULL, PORTO_NTS }

/* Metered totals: month, company, meter, quantity, events; by month, company, meter. */
PORTO_API int32_t porto_usage_list(porto_ledger* ledger, const porto_usage_filter* filter,
                                   porto_rows** out, porto_error** err);
/* Usage of sending domains on days on which they belong to no company: domain, month, meter,
 * quantity, events; by domain, month, meter. */
PORTO_API int32_t porto_usage_unassigned(porto_ledger* ledger, porto_rows** out, porto_error** err);

/* How to compare. Set it to PORTO_RECONCILE_OPTIONS_INIT, then what differs. */
typedef struct porto_reconcile_options {
  uint32_t struct_size;
  uint32_t header_version; /* PORTO_VERSION_NUMBER */
  uint32_t delimiter;      /* of CSV, one ASCII character such as ';'; 0: comma */
  int32_t only_differs;    /* not 0: rows that are the same are left out */
  const char* encoding;    /* as in porto_import_options */
  size_t encoding_len;
  const char* map; /* as in porto_import_options, of the columns month, quantity, company, domain,
                    * meter; NULL: these are their names */
  size_t map_len;
  const char* company; /* of a file that names none; NULL: there is none */
  size_t company_len;
  const char* meter; /* that is compared; NULL: "messages" */
  size_t meter_len;
  const char* by; /* "company", "domain" or "total"; NULL: by company if the file names companies,
                   * else by domain if it names domains, else in total */
  size_t by_len;
  const char* zone; /* IANA name, of their months; NULL: the ledger's, for Mailgun's JSON "UTC" */
  size_t zone_len;
  const char* metric; /* the number of Mailgun's JSON, "delivered_count" or "delivered.total"; NULL:
                       * the one that counts what the ledger counts of source mailgun */
  size_t metric_len;
} porto_reconcile_options;
#define PORTO_RECONCILE_OPTIONS_INIT                                                               \
  {                                                                                                \
    sizeof(porto_reconcile_options), PORTO_VERSION_NUMBER, 0, 0, NULL, PORTO_NTS, NULL, PORTO_NTS, \
        NULL, PORTO_NTS, NULL, PORTO_NTS, NULL, PORTO_NTS, NULL, PORTO_NTS, NULL, PORTO_NTS        \
  }

/* Compares metered usage with somebody else's counts, the `input`: a CSV file of monthly counts, or
 * answers of Mailgun's Metrics or Stats as JSON. Gives month, company, metered, theirs, difference
 * (metered less theirs), result, domain; by month, company, domain. Results are "same", "differs",
 * "only_metered", "only_theirs", and "incomplete" (their counts are of a part of the month).
 * Company is absent unless it is compared by company, domain unless by domain; and of usage that
 * has none: of domains that belong to no company, of events that name no domain. Only months of the
 * file are compared. Where their zone is not the ledger's, metered usage is summed up from the
 * events. `options` may be NULL.
 *
 * `report` may be NULL; else it gets entry, name, value: one row each for compared, differ,
 * incomplete (numbers of rows), and metered, theirs, difference (sums of those compared); then
 * notice rows, which have a name only. PORTO_OK, or PORTO_DIFFERS, also if a month is incomplete.
 * PORTO_E_BAD_INPUT, also if the file has nothing to compare; PORTO_E_NOT_FOUND (meter; events that
 * are needed and were pruned), PORTO_E_UNKNOWN_ZONE. */
PORTO_API int32_t porto_usage_reconcile(porto_ledger* ledger, const porto_input* input,
                                        const porto_reconcile_options* options, porto_rows** out,
                                        porto_rows** report, porto_error** err);

/* ---- Tables of companies --------------------------------------------------------------------- */

/* How a table of companies is read and told. Set it to PORTO_COMPANY_TABLE_INIT, then what differs.
 */
typedef struct porto_company_table {
  uint32_t struct_size;
  uint32_t header_version; /* PORTO_VERSION_NUMBER */
  uint32_t delimiter;      /* of CSV, one ASCII character such as ';'; 0: comma */
  int32_t all;             /* not 0: `out` also has what is the same or only in the ledger */
  const char* encoding;    /* as in porto_import_options */
  size_t encoding_len;
  const char* map; /* as in porto_import_options, of the columns id, name, tariff, from, through,
                    * domains, customer_number, reference, language, cost_centre; NULL, or one that
                    * names no column: these are their names, of which only id must be there */
  size_t map_len;
} porto_company_table;
#define PORTO_COMPANY_TABLE_INIT \
  { sizeof(porto_company_table), PORTO_VERSION_NUMBER, 0, 0, NULL, PORTO_NTS, NULL, PORTO_NTS }

/* Adds and changes what a table of companies says, the `input`, CSV of any shape, in one
 * transaction: companies, what is known of them, subscriptions (from and through are months or
 * days) and sending domains (several in a cell, with blanks, ';' or ',' between;
 * "a.example(2026-01-10..2026-02-20)" where not for always). Several rows of a company say several
 * subscriptions. What is not said stays; a subscription or domain that ends in the table gets that
 * end. The same table again changes nothing. `table` may be NULL.
 *
 * `out` may be NULL; else it gets what differs: what ("company", "field", "subscription",
 * "domain"), company, name (of the field, the tariff, the domain), change ("new", "changed"; with
 * `all` also "same", "only_in_ledger"), before, after (the text of a field; a period,
 * "2026-02..2026-06", "2026-02..", ".."), place ("companies.csv:7"; absent: the table does not say
 * it); by place. `report` may be NULL; else it gets entry, name, value: one row each for rows,
 * companies, new, changed, same, only_in_ledger; then not_counted rows (what rows are that say
 * nothing: "blank row") and notice rows, which have a name only. PORTO_OK; PORTO_EXISTS: nothing
 * changed. PORTO_E_BAD_INPUT with every mistake of the file, one a line, each with its place:
 * nothing is changed then. */
PORTO_API int32_t porto_company_import(porto_ledger* ledger, const porto_input* input,
                                       const porto_company_table* table,
                                       const porto_change_options* options, porto_rows** out,
                                       porto_rows** report, porto_rows** effect, porto_error** err);
/* The table of all companies, which porto_company_import takes back as CSV without a difference:
 * id, name, tariff, from, through, domains, customer_number, reference, language, cost_centre; by
 * id, tariff, from. A company has a row for each subscription, or one. */
PORTO_API int32_t porto_company_export(porto_ledger* ledger, porto_rows** out, porto_error** err);

/* ---- Import log ------------------------------------------------------------------------------ */

/* Every import, also one that was stopped: import (its number), begun_at (now_unix_us of the
 * import; absent if it was 0), state ("finished", "unfinished": stopped, or it goes on, "undone"),
 * files (how many), file (the first), format (of that), rows, stored, duplicate, conflict,
 * rejected, not_counted, corrected, and undone_at, actor, reason, absent unless it was undone; by
 * import. */
PORTO_API int32_t porto_import_list(porto_ledger* ledger, const porto_list_options* options,
                                    porto_rows** out, porto_error** err);
/* One import: entry, name, value, size, digest. A row each for import, begun_at, state, rows,
 * stored, duplicate, conflict, rejected, not_counted, corrected; then file rows (path, format, size
 * in bytes, BLAKE2b-256 of the bytes; both absent if it was not read through), option rows (name,
 * value; of a signing key only that there was one), month rows (month, events stored); then, if it
 * was undone, undone_at, actor, reason, voided and kept. PORTO_E_NOT_FOUND. */
PORTO_API int32_t porto_import_show(porto_ledger* ledger, int64_t import, porto_rows** out,
                                    porto_error** err);
/* Takes back an import: all events that it stored are voided, in one transaction, and their ids are
 * free: the same file, or corrected rows under the same ids, counts again, once. What that changes
 * in closed months is settled when the next month closes. Events that were voided or corrected one
 * by one stay as they are, with their ids and what was stored in their place. Actor, reason and
 * time are needed. `out` may be NULL; else it gets one row: import, voided (events), kept (events
 * that stayed as they are).
 * PORTO_E_NOT_FOUND, PORTO_E_CONFLICT (it was undone already), PORTO_E_MONTH_CLOSED (events of it
 * are pruned, of months that the message names; or their month is closed, and the ledger refuses
 * changes to closed months). */
PORTO_API int32_t porto_import_undo(porto_ledger* ledger, int64_t import,
                                    const porto_change_options* options, porto_rows** out,
                                    porto_rows** effect, porto_error** err);

/* ---- Sending domains ------------------------------------------------------------------------- */

/* A mail domain gives the company of events that name none: the company has it from the day
 * `from_yyyymmdd` through `through_yyyymmdd`, both included; 0: no first day, no last day. It
 * belongs to one company at a time. What is already stored is assigned by it too. PORTO_EXISTS if
 * it is there. PORTO_E_NOT_FOUND (company), PORTO_E_CONFLICT (the domain belongs to a company on
 * one of the days, which the message names), PORTO_E_MONTH_CLOSED (it would change a closed month,
 * and the ledger refuses late usage). */
PORTO_API int32_t porto_domain_add(porto_ledger* ledger, const char* domain, size_t domain_len,
                                   const char* company, size_t company_len, int32_t from_yyyymmdd,
                                   int32_t through_yyyymmdd, const porto_change_options* options,
                                   porto_rows** effect, porto_error** err);
/* Sets the last day, `through_yyyymmdd`, on which the company has the domain. PORTO_E_NOT_FOUND,
 * PORTO_E_CONFLICT, PORTO_E_MONTH_CLOSED. */
PORTO_API int32_t porto_domain_end(porto_ledger* ledger, const char* domain, size_t domain_len,
                                   const char* company, size_t company_len,
                                   int32_t through_yyyymmdd, const porto_change_options* options,
                                   porto_rows** effect, porto_error** err);
/* Takes all claims of the company to the domain back. PORTO_E_NOT_FOUND, PORTO_E_MONTH_CLOSED (also
 * if its usage was invoiced: end it, or set `settle`). */
PORTO_API int32_t porto_domain_remove(porto_ledger* ledger, const char* domain, size_t domain_len,
                                      const char* company, size_t company_len,
                                      const porto_change_options* options, porto_rows** effect,
                                      porto_error** err);
/* Columns domain, company, from, through (absent: no first day, no last day); by domain,
 * from. */
PORTO_API int32_t porto_domain_list(porto_ledger* ledger, porto_rows** out, porto_error** err);

/* ---- Recorders ------------------------------------------------------------------------------- */

/* A ledger file open for recording by any number of threads at once: the exception to rule 7. Calls
 * that come at the same time are written in one transaction, which is much faster than one each. */
typedef struct porto_recorder porto_recorder;

/* `options` and errors as porto_ledger_open; a recorder cannot be read only. */
PORTO_API int32_t porto_recorder_open(const char* path, size_t path_len,
                                      const porto_ledger_options* options, porto_recorder** out,
                                      porto_error** err);
/* As porto_usage_record: `events`, their `outcomes` and those that were `rejected`. A call that
 * fails has stored nothing and does not make others fail. What comes from outside (PORTO_E_BUSY,
 * PORTO_E_FULL, PORTO_E_IO, PORTO_E_OUT_OF_MEMORY) all calls get that were to be written together:
 * each waits for another process once, and at most for those before it. */
PORTO_API int32_t porto_recorder_record(porto_recorder* recorder, const porto_event* events,
                                        size_t count, int64_t now_unix_us,
                                        const porto_record_options* options, int32_t* outcomes,
                                        porto_rows** rejected, porto_error** err);
/* Ends all calls of the recorder that go on, as porto_ledger_interrupt; nothing of them is stored.
 */
PORTO_API void porto_recorder_interrupt(porto_recorder* recorder);
/* Closes the recorder; no call may be going on. */
PORTO_API void porto_recorder_close(porto_recorder* recorder);

/* ---- Invoices -------------------------------------------------------------------------------- */

/* What can still change about a month's invoice. Later versions may add some. */
typedef enum porto_month_state {
  PORTO_MONTH_OPEN = 1,   /* its lines are a preview */
  PORTO_MONTH_CLOSED = 2, /* they are frozen */
  PORTO_MONTH_PRUNED = 3  /* likewise, and the events behind them are removed */
} porto_month_state;

/* Of what there is an invoice. Set it to PORTO_INVOICE_OPTIONS_INIT, then what restricts. */
typedef struct porto_invoice_options {
  uint32_t struct_size;
  uint32_t header_version; /* PORTO_VERSION_NUMBER */
  const char* company;     /* NULL: all */
  size_t company_len;
} porto_invoice_options;
#define PORTO_INVOICE_OPTIONS_INIT \
  { sizeof(porto_invoice_options), PORTO_VERSION_NUMBER, NULL, PORTO_NTS }

/* The invoice of a month, excluding VAT. All outputs come from one snapshot; each may be NULL.
 * `lines` gets the lines as they would be now while the month is open, the frozen ones once it is
 * closed; by company, line. Columns month, company, line, charge, kind, text, quantity, unit,
 * unit_price, base_quantity, exact_amount, net_amount, currency, tariff, tariff_version,
 * usage_month. `unbilled` gets the usage of the month that no subscription
 * prices; columns of porto_usage_list. `tasks` gets what there is to know of the month, with the
 * columns of porto_outlook_tasks: usage that is missing, that nobody is billed for or that is
 * priced twice, and companies that cannot be rated, which have no lines. If `tasks` is NULL and
 * there is such a company: PORTO_E_UNRATED. `state` gets a porto_month_state; months before the
 * first that was closed count as closed. PORTO_E_NOT_FOUND (company). */
PORTO_API int32_t porto_invoice_show(porto_ledger* ledger, int32_t month_yyyymm,
                                     const porto_invoice_options* options, porto_rows** lines,
                                     porto_rows** unbilled, porto_rows** tasks, int32_t* state,
                                     porto_error** err);
/* Adds up lines, from the first to the last: company (absent: all), lines (how many), net_amount,
 * currency. The totals of each company in the order of the lines, then those of all; one for each
 * currency. Sums are exact, however large. `lines` stays where it is. PORTO_E_INVALID if it has
 * no such columns. */
PORTO_API int32_t porto_invoice_totals(const porto_rows* lines, porto_rows** out,
                                       porto_error** err);

/* Why there are adjustments on the invoice of a month, closed or next to close; companies that
 * cannot be rated have none (porto_invoice_show names them). For each closed month that the invoice
 * settles its lines, then what changed it since the close before: entry
 * ("adjustment", "cause"), company, usage_month, tariff, charge, net_amount, currency, cause,
 * meter, quantity (by how much the usage changed), events, source, event_id, import, domain,
 * version, at, actor, reason; by company, usage month. `cause` is "late" (usage that came after the
 * close), "void", "correct", "undo" (of an import), a kind of change as porto_change_list has, or
 * "unknown" where pruning left nothing of it. PORTO_E_NOT_FOUND (company). */
PORTO_API int32_t porto_invoice_causes(porto_ledger* ledger, int32_t month_yyyymm,
                                       const porto_invoice_options* options, porto_rows** out,
                                       porto_error** err);

/* How a month is closed. Set it to PORTO_CLOSE_OPTIONS_INIT, then what differs. */
typedef struct porto_close_options {
  uint32_t struct_size;
  uint32_t header_version; /* PORTO_VERSION_NUMBER */
  int32_t dry_run;         /* not 0: all of it is done and taken back; nothing is changed */
  int32_t reserved;        /* 0 */
  /* Companies that are left out, NUL-terminated: the month has no lines of them, and they stay
   * marked as changed, so that the next close bills what is due of it. */
  const char* const* except;
  size_t except_count;
  const char* actor; /* who leaves them out; NULL: not said */
  size_t actor_len;
  const char* reason; /* why; NULL: not said */
  size_t reason_len;
  porto_progress_fn
      on_progress; /* in subscriptions that are rated; their total is not known; NULL: none */
  void* user;      /* passed to it */
} porto_close_options;
#define PORTO_CLOSE_OPTIONS_INIT                                                             \
  {                                                                                          \
    sizeof(porto_close_options), PORTO_VERSION_NUMBER, 0, 0, NULL, 0, NULL, PORTO_NTS, NULL, \
        PORTO_NTS, NULL, NULL                                                                \
  }

/* Freezes a month that is over at `now_unix_us` in the ledger's zone, after all earlier ones, and
 * gives its lines. `options`, `out` and `tasks` may be NULL; `tasks` gets what there is to know of
 * the month, as porto_invoice_show, and an "excepted" row for each company that was left out.
 * PORTO_EXISTS with the same lines if it is closed already. PORTO_E_UNRATED if companies cannot be
 * rated that are not left out: the message has a line for each. PORTO_E_MONTH_OPEN if it is not
 * over or an earlier month is open; PORTO_E_INVALID if it is before the first month to close, or
 * `now_unix_us` before the last close; PORTO_E_NOT_FOUND (a company that is to be left out). */
PORTO_API int32_t porto_month_close(porto_ledger* ledger, int32_t month_yyyymm, int64_t now_unix_us,
                                    const porto_close_options* options, porto_rows** out,
                                    porto_rows** tasks, porto_error** err);
/* Closed months: month, closed_at, lines (how many), net_amount (their sum), currency, hash (the
 * link of the chain of closed months; a copy of it elsewhere proves the month and all before it),
 * pruned_at (when its events were removed; absent: they are there); by month. */
PORTO_API int32_t porto_month_list(porto_ledger* ledger, porto_rows** out, porto_error** err);

/* ---- Items ----------------------------------------------------------------------------------- */

/* A one-time line that was agreed with a company. Set it to PORTO_ITEM_INIT, then the members. */
typedef struct porto_item {
  uint32_t struct_size;
  int32_t month_yyyymm; /* whose invoice has it */
  const char* company;  /* with whom it was agreed */
  size_t company_len;
  int64_t amount_minor; /* excluding VAT; below 0 is a credit; not 0 */
  const char* amount;   /* in place of `amount_minor`: a decimal number, "-100.00"; NULL: none */
  size_t amount_len;
  const char* text; /* of the line: one line of 1 to 255 bytes */
  size_t text_len;
} porto_item;
#define PORTO_ITEM_INIT \
  { sizeof(porto_item), 0, NULL, PORTO_NTS, 0, NULL, PORTO_NTS, NULL, PORTO_NTS }

/* Adds items to the invoices of months that are not closed, all or none; `options` need an actor
 * and a reason. `out` may be NULL; else it gets them with their numbers, in order, with the columns
 * of porto_item_list. PORTO_EXISTS: each is there already, with its company, month, amount and
 * text. On an invoice an item is a line of kind "item", whose charge is "item-12", behind the
 * charges of the company, which needs no subscription; tariff and tariff_version are absent.
 * PORTO_E_INVALID (an amount of 0, or with more decimals than the currency; a month before the
 * ledger's first, or more than two years ahead without `allow_far`), PORTO_E_NOT_FOUND (company),
 * PORTO_E_MONTH_CLOSED (the message has the month to add it to). */
PORTO_API int32_t porto_item_add(porto_ledger* ledger, const porto_item* items, size_t count,
                                 const porto_change_options* options, porto_rows** out,
                                 porto_error** err);
/* Removes an item, by its number, as if it had never been. PORTO_E_NOT_FOUND, PORTO_E_MONTH_CLOSED
 * (add the opposite to an open month). */
PORTO_API int32_t porto_item_remove(porto_ledger* ledger, int64_t item,
                                    const porto_change_options* options, porto_error** err);
/* Which items to list. Set it to PORTO_ITEM_FILTER_INIT, then what restricts. */
typedef struct porto_item_filter {
  uint32_t struct_size;
  uint32_t header_version; /* PORTO_VERSION_NUMBER */
  int32_t month_yyyymm;    /* 0: all */
  int32_t reserved;        /* 0 */
  const char* company;     /* NULL: all */
  size_t company_len;
} porto_item_filter;
#define PORTO_ITEM_FILTER_INIT \
  { sizeof(porto_item_filter), PORTO_VERSION_NUMBER, 0, 0, NULL, PORTO_NTS }

/* Columns item (its number), month, company, amount, currency, text, at, actor, reason; by month,
 * company, item. */
PORTO_API int32_t porto_item_list(porto_ledger* ledger, const porto_item_filter* filter,
                                  porto_rows** out, porto_error** err);

/* ---- Books ----------------------------------------------------------------------------------- */

/* Takes a file of an export: its name, of letters, digits, '-', '_' and '.', and its bytes. */
typedef int32_t (*porto_books_file_fn)(void* user, const char* name, size_t name_len,
                                       const char* bytes, size_t bytes_len);

/* How a closed month is exported to the vendor's accounting system. Set it to
 * PORTO_BOOKS_OPTIONS_INIT, then the format and what differs. */
typedef struct porto_books_options {
  uint32_t struct_size;
  uint32_t header_version; /* PORTO_VERSION_NUMBER */
  const char* format;      /* "rows", "sie" or "ubl"; required */
  size_t format_len;
  const char* books; /* the books file: TOML (docs/reference/books.md); NULL: an empty one */
  size_t books_len;
  const char* file_name; /* what messages call it; NULL: "books.toml" */
  size_t file_name_len;
  int64_t now_unix_us;     /* the time of the call; needed for "sie" and "ubl" without a date */
  int32_t issued_yyyymmdd; /* the date of invoices that get their number now; 0: that of the call */
  int32_t dry_run; /* not 0: give numbers as an export would, then take them back; no files */
  porto_books_file_fn on_file; /* takes the files, once all numbers are on disk; NULL: not wanted */
  void* user;                  /* passed to it */
  int32_t allow_far; /* not 0: the date is meant, though it is years ahead (porto_change_options) */
  int32_t reserved;  /* 0 */
} porto_books_options;
#define PORTO_BOOKS_OPTIONS_INIT                                                               \
  {                                                                                            \
    sizeof(porto_books_options), PORTO_VERSION_NUMBER, NULL, PORTO_NTS, NULL, PORTO_NTS, NULL, \
        PORTO_NTS, 0, 0, 0, NULL, NULL, 0, 0                                                   \
  }

/* A closed month as the vendor's accounting system takes it.
 *  - "rows": order rows of which the system makes invoices, one for each invoice line. Columns
 *    company, line (that of the invoice line), customer_number, reference, article, account,
 *    cost_centre, text, quantity (below 0 for what is taken off), unit ("LS" where the amount of
 *    the line stands as one), unit_price (never below 0), net_amount (quantity x unit_price,
 *    rounded half up), currency, usage_month; by company, line. Article and account are those of
 *    the tariff's charge, else of the books file; customer number, reference and cost centre those
 *    of the company, empty where it has none.
 *  - "sie": one file, SIE 4I, of a voucher for each numbered invoice, or, if the books file says
 *    so, of one accrual of the month without numbers. `out` has the invoices as below. The file of
 *    a month is the same at any later time.
 *  - "ubl": a file for each company that has lines, a Peppol BIS Billing 3 invoice, or a credit
 *    note if its total is below 0. Columns number, company, kind ("invoice", "credit_note"),
 *    issued, due (absent for a credit note), net_amount (excluding VAT), vat, total, currency,
 *    file, is_new ("yes": this call gave the number); by company. Amounts are those of the month: a
 *    credit note's are below 0.
 * Numbers are given by the first export that needs them, in the order of the ids of the companies,
 * without gaps, and stay: a later export has the same, and is refused if the books file would give
 * them another kind, amount or VAT. `notices` may be NULL; else it gets one column, notice: what
 * one must know to use the result. If on_file stops the call, the numbers stay. PORTO_E_MONTH_OPEN
 * (the month is not closed: a preview is not for the books), PORTO_E_BAD_INPUT (the books file, or
 * what this format lacks: each in a line), PORTO_E_INVALID (a date that is not used, or is years
 * ahead), PORTO_E_CONFLICT (numbers would not follow time, or one is taken), PORTO_E_READ_ONLY
 * (numbers are needed). */
PORTO_API int32_t porto_books_export(porto_ledger* ledger, int32_t month_yyyymm,
                                     const porto_books_options* options, porto_rows** out,
                                     porto_rows** notices, porto_error** err);

/* ---- Audit ----------------------------------------------------------------------------------- */

/* An event as it is stored, one row: seq, source, event_id, company (the current owner;
 * absent: unassigned), domain, meter, decimals, occurred_at, quantity, and voided_at, actor,
 * reason, absent unless it is voided; import (the number of the import that stored it; absent: none
 * did), corrects (the id of the event in whose place it is; absent: it is in none), corrected_by
 * (the id of the event in its place). Of events with one id, of which all but one were undone, the
 * last. PORTO_E_NOT_FOUND. */
PORTO_API int32_t porto_event_show(porto_ledger* ledger, const char* source, size_t source_len,
                                   const char* event_id, size_t event_id_len, porto_rows** out,
                                   porto_error** err);

/* Which stored events to list. Set it to PORTO_EVENT_FILTER_INIT, then what restricts: texts that
 * are NULL and numbers that are 0 do not. */
typedef struct porto_event_filter {
  uint32_t struct_size;
  uint32_t header_version; /* PORTO_VERSION_NUMBER */
  const char* company;     /* whose they are now */
  size_t company_len;
  const char* source; /* of this source */
  size_t source_len;
  const char* domain; /* the sending domain that they named */
  size_t domain_len;
  const char* meter; /* of this meter */
  size_t meter_len;
  int32_t from_yyyymm;    /* months of the ledger's zone, both included */
  int32_t through_yyyymm; /* likewise */
  int32_t day_yyyymmdd;   /* or a day of it */
  int32_t voided; /* not 0: only events that were voided, alone or with their import; without
                   * any other filter but source, also those that were pruned since, of which
                   * there is only what the void says: other cells are absent */
  int64_t import; /* the number of the import that stored them */
  int64_t after;  /* stored after the event with this seq */
  int64_t limit;  /* the first so many */
} porto_event_filter;
#define PORTO_EVENT_FILTER_INIT                                                               \
  {                                                                                           \
    sizeof(porto_event_filter), PORTO_VERSION_NUMBER, NULL, PORTO_NTS, NULL, PORTO_NTS, NULL, \
        PORTO_NTS, NULL, PORTO_NTS, 0, 0, 0, 0, 0, 0, 0                                       \
  }

/* Stored events in the order in which they were stored, with the columns of porto_event_show. The
 * rows are in memory, so that there are at most `limit` of them, 10000 if that is 0: the next ones
 * come with `after` set to the seq of the last. `filter` may be NULL. A filter by company or domain
 * reads all events of the months; by import and of voided events it does not. PORTO_E_NOT_FOUND
 * (company, meter, import), PORTO_E_INVALID (months the wrong way round, a day beside months). */
PORTO_API int32_t porto_event_list(porto_ledger* ledger, const porto_event_filter* filter,
                                   porto_rows** out, porto_error** err);
/* Writes them in a format as they are read: memory does not grow with their number, and there is no
 * limit if that is 0. */
PORTO_API int32_t porto_event_write(porto_ledger* ledger, const porto_event_filter* filter,
                                    int32_t format, const porto_output_options* options,
                                    porto_write_fn write, void* user, porto_error** err);

/* The cancelling of one event: by whom, why, and when. All texts are required. */
typedef struct porto_void {
  uint32_t struct_size;
  uint32_t reserved;  /* 0 */
  const char* source; /* of the event */
  size_t source_len;
  const char* event_id; /* of the event */
  size_t event_id_len;
  const char* actor; /* who does it */
  size_t actor_len;
  const char* reason; /* why */
  size_t reason_len;
  int64_t voided_at_unix_us; /* when */
} porto_void;
#define PORTO_VOID_INIT \
  { sizeof(porto_void), 0, NULL, PORTO_NTS, NULL, PORTO_NTS, NULL, PORTO_NTS, NULL, PORTO_NTS, 0 }

/* Takes an event out of what is counted. It stays, and the void is added to it; what that changes
 * in closed months is settled when the next month closes. Of an event that was corrected, the last
 * correction is voided, since that is what counts. `out` may be NULL; else it gets one row, with
 * the columns of porto_event_show: the event that is voided. PORTO_EXISTS if it was voided before.
 * PORTO_E_NOT_FOUND, PORTO_E_INVALID (a time before the event was stored, as far as that is known,
 * or before the ledger's first month), PORTO_E_MONTH_CLOSED (its month is closed, and the ledger
 * refuses changes to closed months; or the event was pruned). Of `options` only `dry_run` may be
 * set. */
PORTO_API int32_t porto_event_void(porto_ledger* ledger, const porto_void* what,
                                   const porto_change_options* options, porto_rows** out,
                                   porto_rows** effect, porto_error** err);
/* Voids an event and stores a replacement with another quantity, in one transaction. Its id is that
 * of the event and "/correction-1", or the next number that is free. `out` may be NULL; else it
 * gets one row: source, event_id, corrected_by (the id of the event that counts). PORTO_EXISTS if
 * that has this quantity already: nothing changed, and where the event was never corrected
 * corrected_by is its own id. Errors as porto_event_void; PORTO_E_CONFLICT if it was voided, or
 * corrected otherwise. */
PORTO_API int32_t porto_event_correct(porto_ledger* ledger, const porto_void* what,
                                      int64_t quantity, const porto_change_options* options,
                                      porto_rows** out, porto_rows** effect, porto_error** err);

/* A digest that was kept elsewhere to prove the past of a ledger: the hash of a closed month, or
 * the digest of a record. */
typedef struct porto_kept_digest {
  uint32_t struct_size;
  int32_t month_yyyymm; /* the month whose hash it is; 0: it is of a record */
  const char* record;   /* of a record: "batch" (of events), "change", "undo", "void"; else NULL */
  size_t record_len;
  int64_t number;     /* of the record, from 1; else 0 */
  const char* digest; /* 64 hexadecimal digits, 0 to 9 and a to f */
  size_t digest_len;
} porto_kept_digest;
#define PORTO_KEPT_DIGEST_INIT \
  { sizeof(porto_kept_digest), 0, NULL, PORTO_NTS, 0, NULL, PORTO_NTS }

/* How a ledger is verified. Set it to PORTO_VERIFY_OPTIONS_INIT, then what differs. */
typedef struct porto_verify_options {
  uint32_t struct_size;
  uint32_t header_version; /* PORTO_VERSION_NUMBER */
  uint32_t limit;          /* the most "differs" rows; 0: 100 */
  uint32_t reserved;       /* 0 */
  /* What the ledger must have. NULL if there are none; all have the same struct_size. */
  const porto_kept_digest* expected;
  size_t expected_count;
  porto_progress_fn on_progress; /* in events; NULL: none */
  void* user;                    /* passed to it */
} porto_verify_options;
#define PORTO_VERIFY_OPTIONS_INIT \
  { sizeof(porto_verify_options), PORTO_VERSION_NUMBER, 0, 0, NULL, 0, NULL, NULL }

/* Checks the consistency of everything that is stored: the schema with that of this porto, events
 * and voids with their digests, totals with events, closed months with the chain, lines with totals
 * and tariffs; and all of it with digests that were kept elsewhere. PORTO_OK, or PORTO_DIFFERS.
 * `options` may be NULL. `out` may be NULL; else it gets result, check, place, stored, expected:
 * "differs" rows, the cause before its effects; "note" rows for what could not be checked;
 * "checked" rows for what was; "keep" rows: the digests to keep elsewhere, of the last record of
 * each kind (place "batch:12") and of the last closed month ("2026-03"), which stand for all before
 * them. Reads all of the ledger. PORTO_E_INVALID (a digest that is none, or of nothing). */
PORTO_API int32_t porto_ledger_verify(porto_ledger* ledger, const porto_verify_options* options,
                                      porto_rows** out, porto_error** err);

/* How a statement is made: what later versions let a program say of it. */
typedef struct porto_statement_options {
  uint32_t struct_size;
  uint32_t header_version; /* PORTO_VERSION_NUMBER */
} porto_statement_options;
#define PORTO_STATEMENT_OPTIONS_INIT \
  { sizeof(porto_statement_options), PORTO_VERSION_NUMBER }

/* Writes a company's month with everything its lines were computed from: totals, usage by day,
 * tariff documents, the derivation of each line, hashes. PORTO_FORMAT_JSON: one object whose
 * members are arrays of objects: statement, notes, lines, derivation, subscriptions, domains,
 * changes, invoiced_usage, adjusted_usage, usage, days, voided, tariffs, documents.
 * PORTO_FORMAT_CSV: part, row, name, value. PORTO_FORMAT_HTML: the page that a customer gets, in
 * the language of the company or else of the tariff; it names nobody who changed something.
 * `output` says how CSV and tables are written. PORTO_E_NOT_FOUND (company). */
PORTO_API int32_t porto_ledger_statement(porto_ledger* ledger, int32_t month_yyyymm,
                                         const char* company, size_t company_len,
                                         const porto_statement_options* options, int32_t format,
                                         const porto_output_options* output, porto_write_fn write,
                                         void* user, porto_error** err);
/* Takes the statement of a company: its id, and `size` bytes, all there are, without a NUL at the
 * end. Returns 0, or nonzero to stop. */
typedef int32_t (*porto_statement_fn)(void* user, const char* company, size_t company_len,
                                      const char* bytes, size_t size);
/* The same, with the same `output`, of every company that has lines or usage in the month, by id,
 * one call of `take` each: all of them as of one moment, and what they share is read once. */
PORTO_API int32_t porto_ledger_statements(porto_ledger* ledger, int32_t month_yyyymm,
                                          const porto_statement_options* options, int32_t format,
                                          const porto_output_options* output,
                                          porto_statement_fn take, void* user, porto_error** err);

/* How events are removed. */
typedef struct porto_prune_options {
  uint32_t struct_size;
  uint32_t header_version;       /* PORTO_VERSION_NUMBER */
  porto_progress_fn on_progress; /* in events; their total is not known; NULL: none */
  void* user;                    /* passed to it */
} porto_prune_options;
#define PORTO_PRUNE_OPTIONS_INIT \
  { sizeof(porto_prune_options), PORTO_VERSION_NUMBER, NULL, NULL }
/* How a ledger is copied. */
typedef struct porto_backup_options {
  uint32_t struct_size;
  uint32_t header_version;       /* PORTO_VERSION_NUMBER */
  porto_progress_fn on_progress; /* in pages of the file; NULL: none */
  void* user;                    /* passed to it */
} porto_backup_options;
#define PORTO_BACKUP_OPTIONS_INIT \
  { sizeof(porto_backup_options), PORTO_VERSION_NUMBER, NULL, NULL }

/* Removes the events of all months before `before_yyyymm`; their totals, lines and hashes stay. One
 * row: through (the last month whose events are gone), events (removed now); `out` may be NULL.
 * PORTO_E_MONTH_OPEN (one of the months is open), PORTO_E_CONFLICT (one has changed since it was
 * closed, and no invoice has settled that). */
PORTO_API int32_t porto_ledger_prune(porto_ledger* ledger, int32_t before_yyyymm,
                                     int64_t now_unix_us, const porto_prune_options* options,
                                     porto_rows** out, porto_error** err);
/* Copies the ledger, as it is at one moment, to a new file (mode 0600) while others write; the copy
 * is one file, which gets its name once it is whole. Also of a ledger whose file was removed or
 * replaced while this handle was open, which is the way to rescue it. PORTO_E_LEDGER_EXISTS,
 * PORTO_E_NOT_FOUND (the folder), PORTO_E_INVALID (a ledger in memory). */
PORTO_API int32_t porto_ledger_backup(porto_ledger* ledger, const char* path, size_t path_len,
                                      const porto_backup_options* options, porto_error** err);

/* How a ledger is copied to another place. Since 0.2. */
typedef struct porto_copy_options {
  uint32_t struct_size;
  uint32_t header_version;       /* PORTO_VERSION_NUMBER */
  porto_progress_fn on_progress; /* in events that are copied; their total is not known; NULL: none;
                                  * then in events that are verified */
  void* user;                    /* passed to it */
  int64_t busy_timeout_ms;       /* as that of porto_ledger_options */
  int32_t skip_verify;           /* not 0: the copy is not verified */
  uint32_t limit;                /* findings to list; 0: 100 */
} porto_copy_options;
#define PORTO_COPY_OPTIONS_INIT \
  { sizeof(porto_copy_options), PORTO_VERSION_NUMBER, NULL, NULL, 0, 0, 0 }
/* How the tables of a ledger are brought to another version. Since 0.2. */
typedef struct porto_migrate_options {
  uint32_t struct_size;
  uint32_t header_version; /* PORTO_VERSION_NUMBER */
  int64_t busy_timeout_ms; /* as that of porto_ledger_options */
} porto_migrate_options;
#define PORTO_MIGRATE_OPTIONS_INIT \
  { sizeof(porto_migrate_options), PORTO_VERSION_NUMBER, 0 }

/* Makes a copy of the ledger `from` at `to`, where there is none yet. Each is the path of a file or
 * the URL of a PostgreSQL server, so that this is the way of a ledger from a file to a server, and
 * home. It is copied as it is at one moment, while others go on writing to `from`: all rows, with
 * their numbers and digests. The copy is there as a whole or not at all, its closed months have the
 * same hashes, and so has the next close of the same usage. Then it is verified; PORTO_DIFFERS if
 * something differs, which differs in `from` as well. `out`, which may be NULL: one row, events,
 * pruned_events (those whose identity alone is left), batches, closed_months. `found`, which may be
 * NULL: the rows of porto_ledger_verify; no row if the copy is not verified.
 * PORTO_E_NOT_FOUND (`from`, or the folder of `to`), PORTO_E_LEDGER_EXISTS, PORTO_E_NEWER_LEDGER,
 * PORTO_E_CONFLICT (several programs have recorded to `from` at the same time, on its server; an
 * import goes on there). A text that begins with "the copy was made" says that it is there, and
 * what came after failed. Since 0.2. */
PORTO_API int32_t porto_ledger_copy(const char* from, size_t from_len, const char* to,
                                    size_t to_len, const porto_copy_options* options,
                                    porto_rows** out, porto_rows** found, porto_error** err);
/* Brings the tables of a ledger to the version of this library: of a file, as opening it for
 * writing does; of a ledger on a server, which nothing else does, as the owner of the tables, while
 * no other program uses it. All of it is done or nothing. `out`, which may be NULL: one row,
 * from_version, to_version. PORTO_EXISTS if there is nothing to do. PORTO_E_NOT_FOUND,
 * PORTO_E_NEWER_LEDGER, PORTO_E_READ_ONLY (the tables belong to another role). Since 0.2. */
PORTO_API int32_t porto_ledger_migrate(const char* path, size_t path_len,
                                       const porto_migrate_options* options, porto_rows** out,
                                       porto_error** err);

/* ---- Outlook --------------------------------------------------------------------------------- */

/* What is compared. Set it to PORTO_SIMULATE_OPTIONS_INIT, then the months and what differs. */
typedef struct porto_simulate_options {
  uint32_t struct_size;
  uint32_t header_version; /* PORTO_VERSION_NUMBER */
  int32_t from_yyyymm;     /* both months are included */
  int32_t through_yyyymm;  /* likewise */
  const char* instead_of;  /* the tariff that is replaced; NULL: the one with the document's id */
  size_t instead_of_len;
  const char* by; /* "month-and-company" (also if NULL), "month", "company" or "nothing", which
                   * gives one row. A picture is by month: NULL */
  size_t by_len;
  porto_progress_fn on_progress; /* in months; NULL: none */
  void* user;                    /* passed to it */
} porto_simulate_options;
#define PORTO_SIMULATE_OPTIONS_INIT                                                               \
  {                                                                                               \
    sizeof(porto_simulate_options), PORTO_VERSION_NUMBER, 0, 0, NULL, PORTO_NTS, NULL, PORTO_NTS, \
        NULL, NULL                                                                                \
  }

/* Compares what months cost with what they would cost under another tariff: the usage of every
 * subscription to one of the ledger's tariffs, as it is known now, rated with a document. Nothing
 * is written. Columns month, company (absent: all), current, simulated, difference (simulated less
 * current), basis, currency; by month, company. `basis` says what `current` is: "invoiced" (a
 * closed month: what all invoices have of its usage, adjustments of later months included),
 * "preview" (an open month: what is due for its usage now) or "mixed" (a sum of both). `notices`
 * may be NULL; else it gets one column, notice: what one must know to read the costs, such as
 * closed months that have changed and are not settled. `tasks` gets the companies that cannot be
 * rated, whose months are in no sum; if it is NULL and there is one: PORTO_E_UNRATED.
 * PORTO_E_BAD_TARIFF (the ledger cannot bill with it), PORTO_E_NOT_FOUND (no such tariff; each
 * event is priced and the events are pruned), PORTO_E_INVALID (months the wrong way round). */
PORTO_API int32_t porto_outlook_simulate(porto_ledger* ledger, const porto_tariff* tariff,
                                         const porto_simulate_options* options, porto_rows** out,
                                         porto_rows** notices, porto_rows** tasks,
                                         porto_error** err);
/* The same with the same `notices`, month by month as an SVG picture in the document's language:
 * what the months cost, what they would cost, and the difference. At most 120 months;
 * PORTO_E_INVALID for more. PORTO_E_UNRATED if a company cannot be rated: a picture cannot say
 * which sum it is missing in. */
PORTO_API int32_t porto_outlook_plot(porto_ledger* ledger, const porto_tariff* tariff,
                                     const porto_simulate_options* options, porto_write_fn write,
                                     void* user, porto_rows** notices, porto_error** err);

/* Of what there is an outlook. Set it to PORTO_OUTLOOK_OPTIONS_INIT, then what restricts. */
typedef struct porto_outlook_options {
  uint32_t struct_size;
  uint32_t header_version; /* PORTO_VERSION_NUMBER */
  const char* company;     /* NULL: all */
  size_t company_len;
} porto_outlook_options;
#define PORTO_OUTLOOK_OPTIONS_INIT \
  { sizeof(porto_outlook_options), PORTO_VERSION_NUMBER, NULL, PORTO_NTS }
/* What is summed up, and how. Set it to PORTO_REPORT_OPTIONS_INIT, then the months and what
 * differs. */
typedef struct porto_report_options {
  uint32_t struct_size;
  uint32_t header_version; /* PORTO_VERSION_NUMBER */
  int32_t from_yyyymm;     /* both months are included */
  int32_t through_yyyymm;  /* likewise */
  const char* by; /* a list of "month", "company", "tariff", "charge", "meter" and "domain", such as
                   * "month,company"; NULL: "month" */
  size_t by_len;
  const char* company; /* only of this one; NULL: all */
  size_t company_len;
  const char* tariff; /* only its lines, and the usage that it prices; NULL: all */
  size_t tariff_len;
  const char* pivot; /* one of `by`: its values become columns; NULL: none */
  size_t pivot_len;
  const char* measure; /* what the cells of a pivot are: "amount" (also if NULL), "quantity" */
  size_t measure_len;
  const char* compare; /* with the months before: "previous"; with those a year ago: "year" */
  size_t compare_len;
  const char* sort; /* "amount", "quantity", "difference" (of a comparison) or one of `by`; NULL: by
                     * all of `by` in the order of the columns */
  size_t sort_len;
  int64_t limit;          /* the first so many rows, the rest as one; 0: all */
  int32_t descending;     /* not 0: the largest first; what is absent is last in any case */
  int32_t by_usage_month; /* not 0: adjustments are in the month whose usage they settle, also those
                           * that the next close will bill */
} porto_report_options;
#define PORTO_REPORT_OPTIONS_INIT                                                                  \
  {                                                                                                \
    sizeof(porto_report_options), PORTO_VERSION_NUMBER, 0, 0, NULL, PORTO_NTS, NULL, PORTO_NTS,    \
        NULL, PORTO_NTS, NULL, PORTO_NTS, NULL, PORTO_NTS, NULL, PORTO_NTS, NULL, PORTO_NTS, 0, 0, \
        0                                                                                          \
  }

/* Sums of what months were invoiced, or would be while they are open, and of what was used. Columns
 * entry ("row"; "other": the rows beyond the limit; "total"), those of `by` in the order above
 * (name follows company), amount (excluding VAT; absent: there is no line), currency, quantity (as
 * metered now; absent where it is of several meters, or is not known), meter (of the quantity; not
 * if it is one of `by`), companies (how many different ones), events (of all that was used,
 * whatever the meter; absent where it is not known), state ("closed", "open": a preview, "mixed").
 * A comparison has amount_before and amount_difference after amount, quantity_before and
 * quantity_difference after quantity, companies_before after companies. A pivot has a column for
 * each value of its key, named after it, total and currency, or meter, instead; a value that is the
 * name of another column is preceded by its key, "company:total", and "none" is what has none.
 * docs/reference/report.md. `notices` may be NULL; else it gets one column, notice: what one must
 * know to read the sums. `tasks` gets the companies that cannot be rated, whose lines of that month
 * are in no sum; if it is NULL and there is one: PORTO_E_UNRATED. PORTO_E_INVALID (an option),
 * PORTO_E_NOT_FOUND (company, tariff), PORTO_E_OVERFLOW (a sum does not fit). */
PORTO_API int32_t porto_report(porto_ledger* ledger, const porto_report_options* options,
                               porto_rows** out, porto_rows** notices, porto_rows** tasks,
                               porto_error** err);
/* The same with the same `notices` as an SVG picture: bars of months, stacked by a second key if
 * there is one, or the bars of one other key, lying, the largest first unless `sort` says
 * otherwise; `measure` says of what. What has no room is one bar more. `language` is "sv" or "en";
 * NULL: the one that most tariffs have. PORTO_E_INVALID (it is by other keys, a pivot or a
 * comparison; more than 120 months; quantities of several meters), PORTO_E_UNRATED if a company
 * cannot be rated. */
PORTO_API int32_t porto_report_plot(porto_ledger* ledger, const porto_report_options* options,
                                    const char* language, size_t language_len, porto_write_fn write,
                                    void* user, porto_rows** notices, porto_error** err);
/* How the page of a month is made. Set it to PORTO_PAGE_OPTIONS_INIT, then what differs. */
typedef struct porto_page_options {
  uint32_t struct_size;
  uint32_t header_version; /* PORTO_VERSION_NUMBER */
  const char* language;    /* "sv" or "en"; NULL: the one that most tariffs have */
  size_t language_len;
} porto_page_options;
#define PORTO_PAGE_OPTIONS_INIT \
  { sizeof(porto_page_options), PORTO_VERSION_NUMBER, NULL, PORTO_NTS }

/* Writes a month of all companies as an HTML page for the vendor: totals, what changed against the
 * month before, what waits to be done, pictures (by month and tariff, the largest companies,
 * companies on the price curves), sums by tariff and company. Well-formed as XML too, without
 * scripts or outside resources. PORTO_E_INVALID (language), PORTO_E_OVERFLOW. */
PORTO_API int32_t porto_month_page(porto_ledger* ledger, int32_t month_yyyymm,
                                   const porto_page_options* options, porto_write_fn write,
                                   void* user, porto_error** err);

/* How the charges of the month that runs at `now_unix_us` stand, by what was used until then:
 * month, company, tariff, charge, meter, used, included (the allowance), used_percent (rounded
 * down), cost, forecast_used, forecast_cost (where a straight line from the start of the month
 * leads; no facts, and absent where there is nothing to go by), currency; by company, tariff. A row
 * without a charge is what the tariff's own minimum or rounding adds, or its maximum takes off, so
 * that the costs sum up to what is due for the month. A company that cannot be rated
 * has no rows; porto_outlook_tasks names it. PORTO_E_NOT_FOUND (company; the events of the
 * month were pruned, and some are later). */
PORTO_API int32_t porto_outlook_charges(porto_ledger* ledger, int64_t now_unix_us,
                                        const porto_outlook_options* options, porto_rows** out,
                                        porto_error** err);
/* Adds up the rows of porto_outlook_charges: month, company (absent: all), cost, forecast_cost
 * (absent if a charge has none), currency. The totals of each company in the order of the rows,
 * then those of all. `charges` stays where it is. PORTO_E_INVALID if it has no such columns. */
PORTO_API int32_t porto_outlook_totals(const porto_rows* charges, porto_rows** out,
                                       porto_error** err);
/* Open tasks: what, month, company, domain, meter, quantity, events, tariff, source, event_id,
 * occurred_at, error, reason; by what, then month; cells are absent where they say nothing. `what`:
 *  - "ready_to_close": a month that is over.
 *  - "unrated": a company whose month cannot be rated, and so has no lines: the tariff, the meter,
 *    the event most likely at fault, the name of the error, and its text.
 *  - "excepted": a company without which the month was closed (from porto_month_close alone).
 *  - "no_usage": a month that is over without usage of any company, though tariffs price usage.
 *  - "usage_missing": a company on such a tariff without usage in the month, with its usage of the
 *    month before.
 *  - "to_settle": a company's closed month that has changed.
 *  - "unbilled": usage that no subscription prices.
 *  - "late_unbilled": the same in a closed month that has changed since.
 *  - "unassigned": usage of a sending domain that has no company.
 *  - "priced_twice": a meter of a company that several tariffs price, which may be meant. */
PORTO_API int32_t porto_outlook_tasks(porto_ledger* ledger, int64_t now_unix_us,
                                      const porto_outlook_options* options, porto_rows** out,
                                      porto_error** err);

#ifdef __cplusplus
}
#endif

#endif /* PORTO_H */
