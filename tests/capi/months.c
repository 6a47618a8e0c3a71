/* Closing a month: in order, once it is over, frozen, the same rows again; and what no subscription
 * prices. */
#include <stdio.h>
#include <string.h>

#include "support.h"

static const char header[] =
    "month,company,line,charge,kind,text,quantity,unit,unit_price,base_quantity,exact_amount,"
    "net_amount,currency,tariff,tariff_version,usage_month\n";

static void record(porto_ledger* ledger, const char* id, const char* company, int64_t quantity) {
  const porto_event event = event_of(id, company, "2024-02-10T08:00:00Z", quantity);
  int32_t outcome = -1;
  CHECK_INT(PORTO_OK, porto_usage_record(ledger, &event, 1, 0, NULL, &outcome, NULL, NULL));
  CHECK_INT(PORTO_STORED, outcome);
}

static void check_close(void) {
  porto_ledger* ledger = example_ledger();
  record(ledger, "e-1", "bolag-1", 40000);
  const int64_t over = at("2024-03-01T00:00:00+01:00");

  porto_rows* lines = (porto_rows*)ledger; /* must be set to NULL */
  CHECK_INT(PORTO_E_MONTH_OPEN,
            porto_month_close(ledger, 202402, over - 1, NULL, &lines, NULL, NULL));
  CHECK(lines == NULL);
  CHECK_INT(PORTO_E_MONTH_OPEN,
            porto_month_close(ledger, 202403, at("2024-05-01T00:00:00Z"), NULL, NULL, NULL, NULL));

  char first[4096];
  CHECK_INT(PORTO_OK, porto_month_close(ledger, 202402, over, NULL, &lines, NULL, NULL));
  snprintf(first, sizeof first, "%s", csv(lines));
  CHECK(strstr(first, ",500.00,") != NULL && strstr(first, ",360.00,") != NULL);
  CHECK_INT(PORTO_EXISTS, porto_month_close(ledger, 202402, over + 1, NULL, &lines, NULL, NULL));
  CHECK_TEXT(first, csv(lines));
  CHECK_INT(PORTO_OK, porto_invoice_show(ledger, 202402, NULL, &lines, NULL, NULL, NULL, NULL));
  CHECK_TEXT(first, csv(lines));

  porto_rows* months = NULL;
  CHECK_INT(PORTO_OK, porto_month_list(ledger, &months, NULL));
  char listed[512];
  snprintf(listed, sizeof listed, "%s", csv(months));
  const char* head =
      "month,closed_at,lines,net_amount,currency,hash,pruned_at\n"
      "2024-02,2024-02-29T23:00:00Z,2,860.00,SEK,";
  CHECK(strncmp(listed, head, strlen(head)) == 0);
  CHECK_INT((int64_t)(strlen(head) + 64 + 2), (int64_t)strlen(listed));
  porto_ledger_close(ledger);
}

/* What changes a closed month is settled by the next one. */
static void check_late(void) {
  porto_ledger* ledger = example_ledger();
  CHECK_INT(PORTO_OK, porto_month_close(ledger, 202402, at("2024-03-01T00:00:00+01:00"), NULL, NULL,
                                        NULL, NULL));
  record(ledger, "late", "bolag-1", 11000);
  porto_rows* rows = NULL;
  CHECK_INT(PORTO_OK, show_invoice(ledger, 202403, "bolag-1", &rows, NULL, NULL, NULL));
  CHECK_INT(PORTO_OK, porto_rows_next(rows, NULL));
  CHECK_INT(PORTO_OK, porto_rows_next(rows, NULL));
  CHECK_TEXT("adjustment", porto_rows_text(rows, 4, NULL));
  CHECK_TEXT("12.00", porto_rows_text(rows, 11, NULL));
  CHECK_TEXT("2024-02", porto_rows_text(rows, 15, NULL));
  CHECK_INT(PORTO_DONE, porto_rows_next(rows, NULL));
  porto_rows_close(rows);
  porto_ledger_close(ledger);
}

/* Under the policy "refuse", what would change a closed month is refused. */
static void check_closed(void) {
  porto_ledger_options options = PORTO_LEDGER_OPTIONS_INIT;
  options.late = "refuse";
  options.late_len = PORTO_NTS;
  porto_ledger* ledger = example_ledger_with(&options);
  const int64_t over = at("2024-03-01T00:00:00+01:00");
  CHECK_INT(PORTO_OK, porto_month_close(ledger, 202402, over, NULL, NULL, NULL, NULL));
  CHECK_INT(PORTO_OK, add_company(ledger, "late", NULL, NULL));
  CHECK_INT(PORTO_E_MONTH_CLOSED,
            subscribe(ledger, "late", "vitec-epost", 202402, 0, NULL, NULL, NULL));
  const porto_event event = event_of("late", "bolag-1", "2024-02-10T08:00:00Z", 1);
  int32_t outcome = -1;
  CHECK_INT(PORTO_REJECTS, porto_usage_record(ledger, &event, 1, 0, NULL, &outcome, NULL, NULL));
  CHECK_INT(PORTO_REJECTED, outcome);
  porto_ledger_close(ledger);
}

static void check_unbilled(void) {
  porto_ledger* ledger = example_ledger();
  record(ledger, "e-1", "bolag-1", 5);
  record(ledger, "e-2", "stranger", 7);
  porto_rows* rows = NULL;
  CHECK_INT(PORTO_OK, porto_invoice_show(ledger, 202402, NULL, NULL, &rows, NULL, NULL, NULL));
  CHECK_TEXT("month,company,meter,quantity,events\n2024-02,stranger,messages,7,1\n", csv(rows));
  CHECK_INT(PORTO_OK, show_invoice(ledger, 202402, "bolag-1", NULL, &rows, NULL, NULL));
  CHECK_TEXT("month,company,meter,quantity,events\n", csv(rows));
  CHECK_INT(PORTO_OK, show_invoice(ledger, 202402, "stranger", &rows, NULL, NULL, NULL));
  CHECK_TEXT(header, csv(rows));
  CHECK_INT(PORTO_E_NOT_FOUND, show_invoice(ledger, 202402, "nobody", &rows, NULL, NULL, NULL));
  porto_ledger_close(ledger);
}

/* Each company in the order of the lines, then all. The lines stay where they are. */
/* Lines of a kind, and what has no unit price. */
static void check_where(void) {
  porto_ledger* ledger = example_ledger();
  porto_event event = event_of("a", "bolag-1", "2024-02-10T08:00:00Z", 10001);
  int32_t outcome;
  porto_rows* lines = NULL;
  porto_rows* rows = NULL;
  CHECK_INT(PORTO_OK, porto_usage_record(ledger, &event, 1, 0, NULL, &outcome, NULL, NULL));
  CHECK_INT(PORTO_OK, porto_invoice_show(ledger, 202402, NULL, &lines, NULL, NULL, NULL, NULL));
  CHECK_INT(PORTO_OK, porto_rows_where(lines, "kind", PORTO_NTS, "usage", PORTO_NTS, &rows, NULL));
  CHECK_INT(1, (int64_t)porto_rows_count(rows));
  CHECK_INT(PORTO_OK, porto_rows_next(rows, NULL));
  uint32_t column = 0;
  int64_t quantity = 0;
  CHECK_INT(PORTO_OK, porto_rows_find_column(rows, "line", PORTO_NTS, &column, NULL));
  CHECK_INT(PORTO_OK, porto_rows_int64(rows, column, &quantity, NULL));
  CHECK_INT(2, quantity);
  porto_rows_close(rows);
  CHECK_INT(PORTO_OK, porto_rows_where(lines, "unit_price", PORTO_NTS, NULL, 0, &rows, NULL));
  CHECK_INT(0, (int64_t)porto_rows_count(rows));
  porto_rows_close(rows);
  CHECK_FAILS(PORTO_E_INVALID, "column",
              porto_rows_where(lines, "colour", PORTO_NTS, "red", PORTO_NTS, &rows, &err));
  CHECK_INT(2, (int64_t)porto_rows_count(lines));
  porto_rows_close(lines);
  porto_ledger_close(ledger);
}

/* Why there are adjustments on an invoice. */
static void check_causes(void) {
  porto_ledger* ledger = example_ledger();
  porto_event late = event_of("a", "bolag-1", "2024-02-10T08:00:00Z", 11000);
  int32_t outcome;
  porto_rows* rows = NULL;
  CHECK_INT(PORTO_OK,
            porto_month_close(ledger, 202402, at("2024-03-05T08:00:00Z"), NULL, NULL, NULL, NULL));
  CHECK_INT(PORTO_OK, porto_usage_record(ledger, &late, 1, 0, NULL, &outcome, NULL, NULL));
  CHECK_INT(PORTO_OK, porto_invoice_causes(ledger, 202403, NULL, &rows, NULL));
  CHECK_TEXT(
      "entry,company,usage_month,tariff,charge,net_amount,currency,cause,meter,quantity,events,"
      "source,event_id,import,domain,version,at,actor,reason\n"
      "adjustment,bolag-1,2024-02,vitec-epost,epost,12.00,SEK,,,,,,,,,,,,\n"
      "cause,bolag-1,2024-02,,,,,late,messages,11000,1,import,a,,,,,,\n",
      csv(rows));
  porto_invoice_options of_one = PORTO_INVOICE_OPTIONS_INIT;
  of_one.company = "bolag-1";
  CHECK_INT(PORTO_OK, porto_invoice_causes(ledger, 202402, &of_one, &rows, NULL));
  CHECK_INT(0, (int64_t)porto_rows_count(rows));
  porto_rows_close(rows);
  CHECK_FAILS(PORTO_E_INVALID, "month_yyyymm",
              porto_invoice_causes(ledger, 202413, NULL, &rows, &err));
  of_one.company = "none";
  CHECK_FAILS(PORTO_E_NOT_FOUND, "company",
              porto_invoice_causes(ledger, 202403, &of_one, &rows, &err));
  porto_ledger_close(ledger);
}

static void check_totals(void) {
  porto_ledger* ledger = example_ledger();
  CHECK_INT(PORTO_OK, add_company(ledger, "a-2", NULL, NULL));
  CHECK_INT(PORTO_OK, subscribe(ledger, "a-2", "vitec-epost", 202402, 0, NULL, NULL, NULL));
  record(ledger, "e-1", "bolag-1", 40000);
  porto_rows* lines = NULL;
  porto_rows* totals = NULL;
  CHECK_INT(PORTO_OK, porto_invoice_show(ledger, 202402, NULL, &lines, NULL, NULL, NULL, NULL));
  CHECK_INT(PORTO_OK, porto_rows_next(lines, NULL));
  CHECK_INT(PORTO_OK, porto_invoice_totals(lines, &totals, NULL));
  CHECK_TEXT(
      "company,lines,net_amount,currency\na-2,1,500.00,SEK\nbolag-1,2,860.00,SEK\n"
      ",3,1360.00,SEK\n",
      csv(totals));
  CHECK_TEXT("a-2", porto_rows_text(lines, 1, NULL));
  porto_rows_close(lines);

  CHECK_INT(PORTO_OK, porto_invoice_show(ledger, 202401, NULL, &lines, NULL, NULL, NULL, NULL));
  CHECK_INT(PORTO_OK, porto_invoice_totals(lines, &totals, NULL));
  CHECK_TEXT("company,lines,net_amount,currency\n", csv(totals));
  porto_rows_close(lines);

  CHECK_INT(PORTO_OK, porto_company_list(ledger, &lines, NULL));
  CHECK_FAILS(PORTO_E_INVALID, "lines", porto_invoice_totals(lines, &totals, &err));
  CHECK(totals == NULL);
  porto_rows_close(lines);
  porto_ledger_close(ledger);
}

/* A company that cannot be rated: named, with the event at fault; others are shown and billed. */
static void check_except(void) {
  porto_ledger_options options = PORTO_LEDGER_OPTIONS_INIT;
  options.allow_negative = 1;
  porto_ledger* ledger = example_ledger_with(&options);
  CHECK_INT(PORTO_OK, add_company(ledger, "wrong", NULL, NULL));
  CHECK_INT(PORTO_OK, subscribe(ledger, "wrong", "vitec-epost", 202402, 0, NULL, NULL, NULL));
  record(ledger, "e-1", "bolag-1", 5);
  record(ledger, "e-2", "wrong", -7);
  const int64_t over = at("2024-03-01T00:00:00+01:00");
  porto_rows* lines = NULL;
  porto_rows* tasks = NULL;

  /* Nothing is left out in silence. */
  CHECK_FAILS(PORTO_E_UNRATED, "wrong",
              porto_invoice_show(ledger, 202402, NULL, &lines, NULL, NULL, NULL, &err));
  CHECK_INT(PORTO_OK, porto_invoice_show(ledger, 202402, NULL, &lines, NULL, &tasks, NULL, NULL));
  CHECK(strstr(csv(lines), ",bolag-1,1,") != NULL);
  const char* rows = csv(tasks);
  CHECK(strstr(rows, "\nunrated,2024-02,wrong,,messages,-7,,vitec-epost,") != NULL);
  CHECK(strstr(rows, ",e-2,2024-02-10T08:00:00Z,negative_usage,") != NULL);

  CHECK_FAILS(PORTO_E_UNRATED, "",
              porto_month_close(ledger, 202402, over, NULL, &lines, &tasks, &err));
  CHECK(lines == NULL && tasks == NULL);
  const char* const except[] = {"wrong"};
  porto_close_options how = PORTO_CLOSE_OPTIONS_INIT;
  how.except = except;
  how.except_count = 1;
  how.dry_run = 1;
  CHECK_INT(PORTO_OK, porto_month_close(ledger, 202402, over, &how, &lines, NULL, NULL));
  porto_rows_close(lines);
  porto_rows* months = NULL;
  CHECK_INT(PORTO_OK, porto_month_list(ledger, &months, NULL));
  CHECK_INT(PORTO_DONE, porto_rows_next(months, NULL));
  porto_rows_close(months);

  how.dry_run = 0;
  CHECK_INT(PORTO_OK, porto_month_close(ledger, 202402, over, &how, &lines, &tasks, NULL));
  CHECK(strstr(csv(lines), "wrong") == NULL);
  CHECK(strstr(csv(tasks), "\nexcepted,2024-02,wrong,,,,,,,,,negative_usage,") != NULL);
  how.except_count = 0;
  CHECK_INT(PORTO_EXISTS, porto_month_close(ledger, 202402, over, &how, NULL, NULL, NULL));
  const char* const nobody[] = {"nobody"};
  how.except = nobody;
  how.except_count = 1;
  CHECK_FAILS(
      PORTO_E_NOT_FOUND, "options.except",
      porto_month_close(ledger, 202403, at("2024-04-01T08:00:00Z"), &how, NULL, NULL, &err));
  porto_ledger_close(ledger);
}

static void check_both(void) {
  porto_ledger* ledger = example_ledger();
  record(ledger, "e-1", "stranger", 7);
  porto_rows* rows = NULL;
  porto_rows* unbilled = NULL;
  CHECK_INT(PORTO_OK, show_invoice(ledger, 202402, "stranger", &rows, &unbilled, NULL, NULL));
  CHECK_TEXT(header, csv(rows));
  CHECK_TEXT("month,company,meter,quantity,events\n2024-02,stranger,messages,7,1\n", csv(unbilled));
  CHECK_INT(PORTO_E_NOT_FOUND,
            show_invoice(ledger, 202402, "nobody", &rows, &unbilled, NULL, NULL));
  CHECK(rows == NULL);
  CHECK(unbilled == NULL);
  porto_ledger_close(ledger);
}

/* A time is in the month of the ledger's zone, and the invoice says what can still change. */
static void check_month_of(void) {
  porto_ledger* ledger = example_ledger();
  int32_t month = 77;
  int32_t state = 77;
  CHECK_INT(PORTO_OK, porto_ledger_month_of(ledger, at("2024-02-29T22:59:59Z"), &month, NULL));
  CHECK_INT(202402, month);
  CHECK_INT(PORTO_OK, porto_ledger_month_of(ledger, at("2024-02-29T23:00:00Z"), &month, NULL));
  CHECK_INT(202403, month);
  CHECK_INT(PORTO_E_BAD_TIME, porto_ledger_month_of(ledger, INT64_MAX, &month, NULL));
  CHECK_INT(202403, month);
  CHECK_INT(PORTO_OK, porto_invoice_show(ledger, 202402, NULL, NULL, NULL, NULL, &state, NULL));
  CHECK_INT(PORTO_MONTH_OPEN, state);
  CHECK_INT(PORTO_OK,
            porto_month_close(ledger, 202402, at("2024-03-01T08:00:00Z"), NULL, NULL, NULL, NULL));
  CHECK_INT(PORTO_OK, porto_invoice_show(ledger, 202402, NULL, NULL, NULL, NULL, &state, NULL));
  CHECK_INT(PORTO_MONTH_CLOSED, state);
  CHECK_INT(PORTO_OK,
            porto_ledger_prune(ledger, 202403, at("2024-04-01T08:00:00Z"), NULL, NULL, NULL));
  CHECK_INT(PORTO_OK, porto_invoice_show(ledger, 202402, NULL, NULL, NULL, NULL, &state, NULL));
  CHECK_INT(PORTO_MONTH_PRUNED, state);
  porto_ledger_close(ledger);
}

int main(void) {
  check_month_of();
  check_close();
  check_late();
  check_closed();
  check_unbilled();
  check_both();
  check_except();
  check_where();
  check_causes();
  check_totals();
  return check_failures();
}
