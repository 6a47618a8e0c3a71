/* Looking back with another tariff, as rows and as a picture, and ahead from a running month. */
#include <string.h>

#include "support.h"

/* bolag-1 has used 40,000 messages in February 2024 and 8,500 in March; nobody's domain 3. */
static porto_ledger* used_ledger(void) {
  porto_ledger* ledger = example_ledger();
  porto_event events[] = {event_of("f", "bolag-1", "2024-02-10T08:00:00Z", 40000),
                          event_of("m", "bolag-1", "2024-03-10T08:00:00Z", 8500),
                          event_of("n", "bolag-9", "2024-03-10T08:00:00Z", 3)};
  int32_t outcomes[3];
  CHECK_INT(PORTO_OK, porto_usage_record(ledger, events, 3, 0, NULL, outcomes, NULL, NULL));
  return ledger;
}

/* vitec_tariff with 0.012 raised to 0.015. */
static const char* dearer(void) {
  static char text[2048];
  CHECK(strlen(vitec_tariff) < sizeof text);
  strcpy(text, vitec_tariff);
  memcpy(strstr(text, "0.012"), "0.015", 5);
  strcpy(strstr(text, "[[example]]"), "");
  return text;
}

static porto_simulate_options months(int32_t from, int32_t through) {
  porto_simulate_options options = PORTO_SIMULATE_OPTIONS_INIT;
  options.from_yyyymm = from;
  options.through_yyyymm = through;
  return options;
}

/* Compares with the dearer tariff. */
static int32_t simulate(porto_ledger* ledger, const char* instead_of, int32_t from, int32_t through,
                        const char* by, porto_rows** rows, porto_rows** notices,
                        porto_error** err) {
  porto_simulate_options options = months(from, through);
  porto_tariff* tariff = NULL;
  options.instead_of = instead_of;
  options.by = by;
  CHECK_INT(PORTO_OK, porto_tariff_open(dearer(), PORTO_NTS, NULL, 0, &tariff, NULL));
  const int32_t status = porto_outlook_simulate(ledger, tariff, &options, rows, notices, NULL, err);
  porto_tariff_close(tariff);
  return status;
}

static void check_simulate(void) {
  porto_ledger* ledger = used_ledger();
  porto_event late = event_of("l", "bolag-1", "2024-02-10T08:00:00Z", 1000);
  int32_t outcome;
  porto_rows* rows = NULL;
  porto_rows* notices = NULL;
#define SIMULATE(instead_of, from, through, by, err) \
  simulate(ledger, instead_of, from, through, by, &rows, &notices, err)
  CHECK_INT(PORTO_OK, SIMULATE(NULL, 202402, 202403, NULL, NULL));
  CHECK_TEXT(
      "month,company,current,simulated,difference,basis,currency\n"
      "2024-02,bolag-1,860.00,950.00,90.00,preview,SEK\n"
      "2024-03,bolag-1,500.00,500.00,0.00,preview,SEK\n",
      csv(rows));
  CHECK_TEXT("notice\n", csv(notices));
  CHECK_INT(PORTO_OK, SIMULATE("vitec-epost", 202402, 202403, "nothing", NULL));
  CHECK_TEXT(
      "month,company,current,simulated,difference,basis,currency\n"
      ",,1360.00,1450.00,90.00,preview,SEK\n",
      csv(rows));
  porto_rows_close(notices);
  CHECK_INT(PORTO_OK, porto_tariff_list(ledger, &rows, NULL));
  CHECK(strstr(csv(rows), "0.015") == NULL); /* nothing was written */
  CHECK_FAILS(PORTO_E_INVALID, "options.by", SIMULATE(NULL, 202402, 202403, "week", &err));
  CHECK_FAILS(PORTO_E_INVALID, "options.through_yyyymm",
              SIMULATE(NULL, 202403, 202402, NULL, &err));
  CHECK_FAILS(PORTO_E_INVALID, "options.from_yyyymm", SIMULATE(NULL, 202413, 202402, NULL, &err));
  CHECK_FAILS(PORTO_E_NOT_FOUND, "options.instead_of",
              SIMULATE("none", 202402, 202402, NULL, &err));
  /* A closed month as it was invoiced, and that late usage is not settled. */
  CHECK_INT(PORTO_OK,
            porto_month_close(ledger, 202402, at("2024-03-05T08:00:00Z"), NULL, NULL, NULL, NULL));
  CHECK_INT(PORTO_OK, porto_usage_record(ledger, &late, 1, 0, NULL, &outcome, NULL, NULL));
  CHECK_INT(PORTO_OK, SIMULATE(NULL, 202402, 202403, "nothing", NULL));
  CHECK(strstr(csv(rows), ",,1360.00,1465.00,105.00,mixed,SEK\n") != NULL);
  CHECK(strstr(csv(notices), "and not settled: 2024-02 of \"\"bolag-1\"\"") != NULL);
  CHECK_INT(PORTO_OK, simulate(ledger, NULL, 202402, 202402, NULL, &rows, NULL, NULL));
  porto_rows_close(rows);
#undef SIMULATE
  porto_ledger_close(ledger);
}

static porto_report_options report_of(int32_t from, int32_t through, const char* by) {
  porto_report_options options = PORTO_REPORT_OPTIONS_INIT;
  options.from_yyyymm = from;
  options.through_yyyymm = through;
  options.by = by;
  return options;
}

static void check_report(void) {
  porto_ledger* ledger = used_ledger();
  porto_rows* rows = NULL;
  porto_rows* notices = NULL;
  porto_rows* tasks = NULL;
  porto_report_options options = report_of(202402, 202403, NULL);
  CHECK_INT(PORTO_OK, porto_report(ledger, &options, &rows, &notices, &tasks, NULL));
  CHECK_TEXT(
      "entry,month,amount,currency,quantity,meter,companies,events,state\n"
      "row,2024-02,860.00,SEK,40000,messages,1,1,open\n"
      "row,2024-03,500.00,SEK,8503,messages,2,2,open\n"
      "total,,1360.00,SEK,48503,messages,2,3,open\n",
      csv(rows));
  CHECK_TEXT("notice\n\"2024-02 to 2024-03: not closed, the amounts are a preview\"\n",
             csv(notices));
  CHECK_INT(0, (int64_t)porto_rows_count(tasks));
  porto_rows_close(tasks);
#define REPORT(err) porto_report(ledger, &options, &rows, NULL, NULL, err)
  options.by = "month,company";
  options.pivot = "month";
  options.measure = "quantity";
  options.sort = "company";
  options.descending = 1;
  options.limit = 1;
  CHECK_INT(PORTO_OK, REPORT(NULL));
  CHECK_TEXT(
      "entry,company,name,2024-02,2024-03,total,meter\n"
      "row,bolag-9,,,3,3,messages\n"
      "other,,,40000,8500,48500,messages\n"
      "total,,,40000,8503,48503,messages\n",
      csv(rows));
  options = report_of(202403, 202403, "company");
  options.company = "bolag-1";
  options.tariff = "vitec-epost";
  options.compare = "previous";
  options.by_usage_month = 1;
  CHECK_INT(PORTO_OK, REPORT(NULL));
  CHECK_TEXT(
      "entry,company,name,amount,amount_before,amount_difference,currency,quantity,"
      "quantity_before,quantity_difference,meter,companies,companies_before,events,state\n"
      "row,bolag-1,Bolag Ett AB,500.00,860.00,-360.00,SEK,8500,40000,-31500,messages,1,1,1,open\n"
      "total,,,500.00,860.00,-360.00,SEK,8500,40000,-31500,messages,1,1,1,open\n",
      csv(rows));
  const struct {
    const char** option;
    const char* where;
  } texts[] = {{&options.by, "options.by"},
               {&options.pivot, "options.pivot"},
               {&options.measure, "options.measure"},
               {&options.compare, "options.compare"},
               {&options.sort, "options.sort"}};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; ++i) {
    options = report_of(202402, 202402, "month");
    *texts[i].option = "week";
    CHECK_FAILS(PORTO_E_INVALID, texts[i].where, REPORT(&err));
  }
  options = report_of(202403, 202402, NULL);
  CHECK_FAILS(PORTO_E_INVALID, "options.through_yyyymm", REPORT(&err));
  options = report_of(202400, 202402, NULL);
  CHECK_FAILS(PORTO_E_INVALID, "options.from_yyyymm", REPORT(&err));
  options = report_of(202402, 202402, NULL);
  options.limit = -1;
  CHECK_FAILS(PORTO_E_INVALID, "options.limit", REPORT(&err));
  options.limit = 0;
  options.company = "none";
  CHECK_FAILS(PORTO_E_NOT_FOUND, "options.company", REPORT(&err));
  options.company = NULL;
  options.tariff = "none";
  CHECK_FAILS(PORTO_E_NOT_FOUND, "options.tariff", REPORT(&err));
#undef REPORT
  porto_ledger_close(ledger);
}

/* What the running month costs, in all. */
static void check_totals(void) {
  porto_ledger* ledger = used_ledger();
  porto_rows* charges = NULL;
  porto_rows* rows = NULL;
  CHECK_INT(PORTO_OK,
            porto_outlook_charges(ledger, at("2024-02-15T11:00:00Z"), NULL, &charges, NULL));
  CHECK_INT(PORTO_OK, porto_outlook_totals(charges, &rows, NULL));
  CHECK_TEXT(
      "month,company,cost,forecast_cost,currency\n"
      "2024-02,bolag-1,860.00,1340.00,SEK\n"
      "2024-02,,860.00,1340.00,SEK\n",
      csv(rows));
  porto_rows_close(charges);
  CHECK_INT(PORTO_OK, porto_company_list(ledger, &charges, NULL));
  CHECK_FAILS(PORTO_E_INVALID, "charges", porto_outlook_totals(charges, &rows, &err));
  porto_rows_close(charges);
  porto_ledger_close(ledger);
}

struct picture {
  porto_ledger* ledger;
  char text[16384];
  size_t size;
};

/* Takes what fits; it must not call the ledger. */
static int32_t append(void* user, const char* bytes, size_t size) {
  struct picture* picture = user;
  porto_rows* rows = NULL;
  CHECK_INT(PORTO_E_INVALID, porto_outlook_tasks(picture->ledger, 0, NULL, &rows, NULL));
  if (picture->size + size >= sizeof picture->text) return 1;
  memcpy(picture->text + picture->size, bytes, size);
  picture->size += size;
  picture->text[picture->size] = '\0';
  return 0;
}

static void check_simulate_plot(void) {
  static struct picture whole;
  porto_ledger* ledger = used_ledger();
  porto_rows* notices = NULL;
  whole.ledger = ledger;
  porto_simulate_options options;
  porto_tariff* tariff = NULL;
  CHECK_INT(PORTO_OK, porto_tariff_open(dearer(), PORTO_NTS, NULL, 0, &tariff, NULL));
#define PLOT(from, through, err)    \
  (options = months(from, through), \
   porto_outlook_plot(ledger, tariff, &options, append, &whole, &notices, err))
  CHECK_INT(PORTO_OK, PLOT(202402, 202403, NULL));
  CHECK_TEXT("notice\n", csv(notices));
  CHECK(strncmp(whole.text, "<svg ", 5) == 0);
  CHECK(strstr(whole.text,
               "The period would cost 1,450.00\302\240SEK instead of 1,360.00\302\240SEK: "
               "90.00\302\240SEK more.</text>") != NULL);
  CHECK(strstr(whole.text, "<title>February 2024: 950.00\302\240SEK</title>") != NULL);
  CHECK_FAILS(PORTO_E_INVALID, "options.through_yyyymm", PLOT(202403, 202402, &err));
  CHECK_FAILS(PORTO_E_INVALID, "options.through_yyyymm",
              PLOT(202402, 203402, &err)); /* 121 months */
  whole.size = sizeof whole.text;          /* takes no more */
  CHECK_FAILS(PORTO_E_CANCELLED, "write", PLOT(202402, 202403, &err));
#undef PLOT
  options = months(202402, 202403);
  options.by = "month";
  CHECK_FAILS(PORTO_E_INVALID, "options.by",
              porto_outlook_plot(ledger, tariff, &options, append, &whole, &notices, &err));
  porto_tariff_close(tariff);
  porto_ledger_close(ledger);
}

static void check_report_plot(void) {
  static struct picture whole;
  porto_ledger* ledger = used_ledger();
  porto_rows* notices = NULL;
  whole.ledger = ledger;
  porto_report_options options = report_of(202402, 202403, "month,company");
#define DRAW(language, err) \
  porto_report_plot(ledger, &options, language, PORTO_NTS, append, &whole, &notices, err)
  CHECK_INT(PORTO_OK, DRAW("en", NULL));
  CHECK_TEXT("notice\n\"2024-02 to 2024-03: not closed, the amounts are a preview\"\n",
             csv(notices));
  CHECK(strncmp(whole.text, "<svg ", 5) == 0);
  CHECK(strstr(whole.text, ": 860.00\302\240SEK</title>") != NULL);
  options.by = "company";
  options.measure = "quantity";
  whole.size = 0;
  CHECK_INT(PORTO_OK, DRAW(NULL, NULL)); /* the language of the tariff */
  CHECK(strstr(whole.text, "Used by company: messages") != NULL);
  porto_rows_close(notices);
  CHECK_FAILS(PORTO_E_INVALID, "language", DRAW("de", &err));
  options.by = "company,tariff";
  CHECK_FAILS(PORTO_E_INVALID, "by", DRAW("en", &err));
#undef DRAW
  porto_ledger_close(ledger);
}

static int32_t append_page(void* user, const char* bytes, size_t size) {
  static const size_t room = 65536;
  char* text = user;
  if (strlen(text) + size >= room) return 1;
  strncat(text, bytes, size);
  return 0;
}

static void check_month_page(void) {
  static char page[65536];
  porto_ledger* ledger = used_ledger();
  porto_page_options options = PORTO_PAGE_OPTIONS_INIT;
#define PAGE(options, err) porto_month_page(ledger, 202403, options, append_page, page, err)
  options.language = "en";
  CHECK_INT(PORTO_OK, PAGE(&options, NULL));
  CHECK(strncmp(page, "<!DOCTYPE html>\n<html lang=\"en\">", 32) == 0);
  CHECK(strstr(page, "<dd class=\"value\">500.00\302\240SEK</dd>") != NULL);
  CHECK(strstr(page, "</html>\n") != NULL);
  page[0] = '\0';
  CHECK_INT(PORTO_OK, PAGE(NULL, NULL));
  CHECK(strstr(page, "<html lang=\"en\">") != NULL);
  options.language = "de";
  CHECK_FAILS(PORTO_E_INVALID, "options.language", PAGE(&options, &err));
  CHECK_FAILS(PORTO_E_INVALID, "month_yyyymm",
              porto_month_page(ledger, 202413, NULL, append_page, page, &err));
#undef PAGE
  porto_ledger_close(ledger);
}

static int32_t charges_of(porto_ledger* ledger, int64_t now, const char* company, porto_rows** rows,
                          porto_error** err) {
  porto_outlook_options options = PORTO_OUTLOOK_OPTIONS_INIT;
  options.company = company;
  return porto_outlook_charges(ledger, now, &options, rows, err);
}

static void check_status(void) {
  static const char header[] =
      "month,company,tariff,charge,meter,used,included,used_percent,cost,forecast_used,"
      "forecast_cost,currency\n";
  porto_ledger* ledger = used_ledger();
  porto_rows* rows = NULL;
  const int64_t start = at("2024-03-01T00:00:00+01:00");
  const int64_t now = at("2024-03-16T11:30:00+01:00"); /* half of a month that lacks an hour */
#define CHARGES(now, company, err) charges_of(ledger, now, company, &rows, err)
  CHECK_INT(PORTO_OK, CHARGES(now, NULL, NULL));
  CHECK_TEXT("2024-03,bolag-1,vitec-epost,epost,messages,8500,10000,85,500.00,17000,584.00,SEK\n",
             csv(rows) + strlen(header));
  CHECK_INT(PORTO_OK, CHARGES(start, "bolag-1", NULL)); /* nothing to go by */
  CHECK_TEXT("2024-03,bolag-1,vitec-epost,epost,messages,0,10000,0,500.00,,,SEK\n",
             csv(rows) + strlen(header));
  CHECK_FAILS(PORTO_E_NOT_FOUND, "", CHARGES(now, "nobody", &err));
#undef CHARGES

  CHECK_INT(PORTO_OK, porto_outlook_tasks(ledger, now, NULL, &rows, NULL));
  CHECK_TEXT(
      "what,month,company,domain,meter,quantity,events,tariff,source,event_id,occurred_at,error,"
      "reason\n"
      "ready_to_close,2024-02,,,,,,,,,,,\n"
      "unbilled,2024-03,bolag-9,,messages,3,1,,,,,,\n",
      csv(rows));
  CHECK_INT(PORTO_OK, porto_month_close(ledger, 202402, now, NULL, NULL, NULL, NULL));
  CHECK_INT(PORTO_OK, porto_outlook_tasks(ledger, now, NULL, &rows, NULL));
  CHECK(strstr(csv(rows), "ready_to_close") == NULL);
  porto_ledger_close(ledger);
}

int main(void) {
  check_simulate();
  check_simulate_plot();
  check_report();
  check_report_plot();
  check_month_page();
  check_totals();
  check_status();
  return check_failures();
}
