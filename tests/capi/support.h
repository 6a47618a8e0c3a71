/* For the test programs of the C ABI: checks, and the ledger that most of them begin with. A
 * program checks what must hold and ends with `return check_failures();`. */
#ifndef PORTO_TESTS_CAPI_SUPPORT_H
#define PORTO_TESTS_CAPI_SUPPORT_H

#include "porto/porto.h"

#define CHECK(condition) check_that((condition), #condition, __FILE__, __LINE__)
#define CHECK_INT(expected, actual) check_int((expected), (actual), #actual, __FILE__, __LINE__)
#define CHECK_TEXT(expected, actual) check_text((expected), (actual), #actual, __FILE__, __LINE__)
/* `call` passes &err; it must fail with this status, and say so where, with a message. */
#define CHECK_FAILS(status, where, call)                                        \
  do {                                                                          \
    porto_error* err = NULL;                                                    \
    const int32_t returned = (call);                                            \
    check_failure((status), (where), returned, err, #call, __FILE__, __LINE__); \
    porto_error_free(err);                                                      \
  } while (0)

void check_that(int holds, const char* what, const char* file, int line);
void check_int(int64_t expected, int64_t actual, const char* what, const char* file, int line);
void check_text(const char* expected, const char* actual, const char* what, const char* file,
                int line);
void check_failure(int32_t status, const char* where, int32_t returned, const porto_error* error,
                   const char* what, const char* file, int line);
int check_failures(void);

/* 500 SEK a month covers 10,000 messages, 0.012 SEK for each above. */
extern const char vitec_tariff[];
/* Microseconds of an RFC 3339 text. */
int64_t at(const char* time);
/* One company, meter, subscription. */
int32_t add_company(porto_ledger* ledger, const char* id, const char* name, porto_error** err);
int32_t add_meter(porto_ledger* ledger, const char* id, int32_t decimals, porto_error** err);
int32_t subscribe(porto_ledger* ledger, const char* company, const char* tariff, int32_t from,
                  int32_t through, const porto_change_options* options, porto_rows** effect,
                  porto_error** err);
/* Usage of a month (0: all) and a company (NULL: all); the invoice of a company. */
int32_t list_usage(porto_ledger* ledger, int32_t month_yyyymm, const char* company,
                   porto_rows** out, porto_error** err);
int32_t show_invoice(porto_ledger* ledger, int32_t month_yyyymm, const char* company,
                     porto_rows** lines, porto_rows** unbilled, porto_rows** tasks,
                     porto_error** err);
/* Imports, and compares with, files by their paths; at most 8. */
int32_t import_files(porto_ledger* ledger, const char* const* paths, size_t count,
                     const porto_import_options* options, porto_rows** report, porto_rows** effect,
                     porto_error** err);
int32_t reconcile_file(porto_ledger* ledger, const char* path,
                       const porto_reconcile_options* options, porto_rows** out,
                       porto_rows** report, porto_error** err);
/* A ledger in memory with the tariff, and "bolag-1" on it from 2024-02. */
porto_ledger* example_ledger(void);
/* The same with other options than the usual. */
porto_ledger* example_ledger_with(const porto_ledger_options* options);
/* A change made by anna, since it was wrong. */
porto_change_options by_anna(const char* time);
porto_event event_of(const char* id, const char* company, const char* time, int64_t quantity);
/* The rows that are left as CSV, and closes them. Valid until the next call. */
const char* csv(porto_rows* rows);
/* Makes a file in the folder that the test runs in. */
void write_file(const char* name, const char* content);
/* The content of a file; "(no file)" if there is none. Valid until the next call. */
const char* read_file(const char* name);

#endif
