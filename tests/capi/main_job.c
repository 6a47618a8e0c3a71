/* The main job from C: a ledger file, a tariff, companies, events in, lines out, a closed month;
 * with the reference values. */
#include <stdio.h>

#include "support.h"

typedef struct reference {
  const char* company;
  int64_t messages;
  const char* total;
} reference;

static const reference references[] = {
    {"a-0", 0, "500.00"},         {"b-9999", 9999, "500.00"},
    {"c-10000", 10000, "500.00"}, {"d-10001", 10001, "500.01"},
    {"e-10042", 10042, "500.50"}, {"f-12000", 12000, "524.00"},
    {"g-40000", 40000, "860.00"}, {"h-3000000000", 3000000000, "36000380.00"},
};
enum { count = sizeof references / sizeof references[0] };

static void add_companies(porto_ledger* ledger) {
  for (int i = 0; i < count; ++i) {
    const char* company = references[i].company;
    CHECK_INT(PORTO_OK, add_company(ledger, company, NULL, NULL));
    CHECK_INT(PORTO_OK, subscribe(ledger, company, "vitec-epost", 202402, 0, NULL, NULL, NULL));
  }
}

static void record_usage(porto_ledger* ledger) {
  porto_event events[count];
  int32_t outcomes[count];
  size_t used = 0;
  for (int i = 0; i < count; ++i)
    if (references[i].messages > 0)
      events[used++] = event_of(references[i].company, references[i].company,
                                "2024-02-14T12:00:00Z", references[i].messages);
  CHECK_INT(PORTO_OK, porto_usage_record(ledger, events, used, 0, NULL, outcomes, NULL, NULL));
  for (size_t i = 0; i < used; ++i) CHECK_INT(PORTO_STORED, outcomes[i]);
}

/* The total of a company's lines, as text with two decimals. */
static const char* total_of(porto_ledger* ledger, const char* company) {
  static char text[32];
  int64_t total = 0;
  uint32_t amount = 0;
  porto_rows* lines = NULL;
  CHECK_INT(PORTO_OK, show_invoice(ledger, 202402, company, &lines, NULL, NULL, NULL));
  CHECK_INT(PORTO_OK, porto_rows_find_column(lines, "net_amount", PORTO_NTS, &amount, NULL));
  while (porto_rows_next(lines, NULL) == PORTO_OK) {
    int64_t minor = 0;
    CHECK_INT(PORTO_OK, porto_rows_int64(lines, amount, &minor, NULL));
    total += minor;
  }
  porto_rows_close(lines);
  snprintf(text, sizeof text, "%lld.%02lld", (long long)(total / 100), (long long)(total % 100));
  return text;
}

static const char lines_of_g[] =
    "month,company,line,charge,kind,text,quantity,unit,unit_price,base_quantity,exact_amount,"
    "net_amount,currency,tariff,tariff_version,usage_month\n"
    "2024-02,g-40000,1,epost,fee,fixed February 2024,1,MON,500,1,500,500.00,SEK,vitec-epost,1,"
    "2024-02\n"
    "2024-02,g-40000,2,epost,usage,messages February 2024,30000,H87,0.012,1,360,360.00,SEK,"
    "vitec-epost,1,2024-02\n";

static void check_lines(porto_ledger* ledger) {
  for (int i = 0; i < count; ++i)
    CHECK_TEXT(references[i].total, total_of(ledger, references[i].company));
  porto_rows* lines = NULL;
  CHECK_INT(PORTO_OK, show_invoice(ledger, 202402, "g-40000", &lines, NULL, NULL, NULL));
  CHECK_TEXT(lines_of_g, csv(lines));
}

/* A file has lane 0 alone, whose events are those of the ledger; each table may be left out. */
static void check_storage(porto_ledger* ledger) {
  porto_rows* facts = NULL;
  porto_rows* lanes = NULL;
  porto_rows* events = NULL;
  int64_t in_all = 0;
  int64_t in_lane = 0;
  CHECK_INT(PORTO_OK, porto_ledger_storage(ledger, &facts, &lanes, NULL));
  CHECK_INT(PORTO_OK,
            porto_rows_where(facts, "name", PORTO_NTS, "events", PORTO_NTS, &events, NULL));
  CHECK_INT(PORTO_OK, porto_rows_next(events, NULL));
  CHECK_TEXT("usage", porto_rows_text(events, 0, NULL));
  CHECK_INT(PORTO_OK, porto_rows_int64(events, 3, &in_all, NULL));
  CHECK_TEXT("events", porto_rows_text(events, 4, NULL));
  CHECK_INT(PORTO_OK, porto_rows_next(lanes, NULL));
  CHECK_TEXT("0", porto_rows_text(lanes, 0, NULL));
  CHECK_INT(PORTO_OK, porto_rows_int64(lanes, 2, &in_lane, NULL));
  CHECK(in_all > 0);
  CHECK_INT(in_all, in_lane);
  CHECK_INT(PORTO_DONE, porto_rows_next(lanes, NULL));
  porto_rows_close(events);
  porto_rows_close(facts);
  porto_rows_close(lanes);
  CHECK_INT(PORTO_OK, porto_ledger_storage(ledger, NULL, &lanes, NULL));
  CHECK_INT(1, (int64_t)porto_rows_count(lanes));
  porto_rows_close(lanes);
}

int main(void) {
  const char* path = "main_job.db";
  remove(path);

  porto_ledger* ledger = NULL;
  CHECK_INT(PORTO_OK, porto_ledger_create(path, PORTO_NTS, NULL, &ledger, NULL));
  CHECK_INT(PORTO_OK, porto_tariff_add(ledger, vitec_tariff, PORTO_NTS, "vitec.toml", PORTO_NTS,
                                       NULL, NULL, NULL));
  add_companies(ledger);
  record_usage(ledger);
  check_lines(ledger);
  CHECK_INT(PORTO_OK, porto_month_close(ledger, 202402, at("2024-03-01T00:00:00+01:00"), NULL, NULL,
                                        NULL, NULL));
  check_lines(ledger);
  porto_ledger_close(ledger);

  CHECK_INT(PORTO_OK, porto_ledger_open(path, PORTO_NTS, NULL, &ledger, NULL));
  check_lines(ledger);
  porto_rows* info = NULL;
  CHECK_INT(PORTO_OK, porto_ledger_info(ledger, &info, NULL));
  CHECK_INT(PORTO_OK, porto_rows_next(info, NULL));
  CHECK_TEXT("Europe/Stockholm", porto_rows_text(info, 0, NULL));
  CHECK_TEXT("SEK", porto_rows_text(info, 1, NULL));
  CHECK_TEXT(porto_version_text(), porto_rows_text(info, 4, NULL));
  CHECK_INT(PORTO_DONE, porto_rows_next(info, NULL));
  porto_rows_close(info);
  check_storage(ledger);
  porto_ledger_close(ledger);
  return check_failures();
}
