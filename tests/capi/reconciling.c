/* Comparing metered totals with somebody else's monthly counts. */
#include <string.h>

#include "support.h"

static const char* const path = "counts.csv";

static int32_t compare(porto_ledger* ledger, const porto_reconcile_options* options,
                       porto_rows** rows, porto_rows** report) {
  return reconcile_file(ledger, path, options, rows, report, NULL);
}

static void check_counts(porto_ledger* ledger) {
  porto_rows* rows = NULL;
  porto_rows* report = NULL;
  write_file(path,
             "company,month,quantity\nbolag-1,2024-02,40\nbolag-2,2024-02,7\n"
             "bolag-3,2024-02,5\n");
  CHECK_INT(PORTO_OK, compare(ledger, NULL, &rows, NULL));
  CHECK_TEXT(
      "month,company,metered,theirs,difference,result,domain\n"
      "2024-02,bolag-1,40,40,0,same,\n"
      "2024-02,bolag-2,7,7,0,same,\n"
      "2024-02,bolag-3,5,5,0,same,\n",
      csv(rows));

  write_file(path,
             "company,month,quantity,note\nbolag-4,2024-02,1,\nbolag-1,2024-02,41,\n"
             "bolag-2,2024-02,7,\n");
  porto_reconcile_options options = PORTO_RECONCILE_OPTIONS_INIT;
  options.meter = "messages";
  CHECK_INT(PORTO_DIFFERS, compare(ledger, &options, &rows, &report));
  CHECK_TEXT(
      "month,company,metered,theirs,difference,result,domain\n"
      "2024-02,bolag-1,40,41,-1,differs,\n"
      "2024-02,bolag-2,7,7,0,same,\n"
      "2024-02,bolag-3,5,,5,only_metered,\n"
      "2024-02,bolag-4,,1,-1,only_theirs,\n",
      csv(rows));
  const char* sums =
      "entry,name,value\ncompared,,4\ndiffer,,3\nincomplete,,0\nmetered,,52\ntheirs,,49\n"
      "difference,,3\nnotice,\"counts.csv: column \"\"note\"\" is not used\",\n";
  CHECK_TEXT(sums, csv(report));
  options.only_differs = 1;
  CHECK_INT(PORTO_DIFFERS, compare(ledger, &options, &rows, &report));
  CHECK(strstr(csv(rows), "same") == NULL);
  CHECK_TEXT(sums, csv(report));
}

static void check_options(porto_ledger* ledger) {
  porto_rows* rows = NULL;
  porto_reconcile_options options = PORTO_RECONCILE_OPTIONS_INIT;
  options.delimiter = ';';
  options.map = "company=Kund,month=Period,quantity=Antal";
  write_file(path, "Period;Kund;Antal\n2024-02;bolag-1;40\n2024-02;bolag-2;7\n2024-02;bolag-3;5\n");
  CHECK_INT(PORTO_OK, compare(ledger, &options, &rows, NULL));
  CHECK(strstr(csv(rows), "2024-02,bolag-3,5,5,0,same,\n") != NULL);
  options.by = "total";
  CHECK_INT(PORTO_OK, compare(ledger, &options, &rows, NULL));
  CHECK(strstr(csv(rows), "2024-02,,52,52,0,same,\n") != NULL);
  options.by = "tag";
  CHECK_FAILS(PORTO_E_INVALID, "options.by",
              reconcile_file(ledger, path, &options, &rows, NULL, &err));
  options.by = NULL;
  options.struct_size = 0;
  CHECK_FAILS(PORTO_E_INVALID, "options.struct_size",
              reconcile_file(ledger, path, &options, &rows, NULL, &err));

  options = (porto_reconcile_options)PORTO_RECONCILE_OPTIONS_INIT;
  options.company = "bolag-1";
  options.zone = "UTC"; /* 2024-03-31T22:30:00Z is of April in Stockholm */
  write_file(path, "month,quantity\n2024-03,12\n");
  CHECK_INT(PORTO_DIFFERS, compare(ledger, &options, &rows, NULL));
  CHECK_TEXT(
      "month,company,metered,theirs,difference,result,domain\n"
      "2024-03,bolag-1,12,12,0,same,\n"
      "2024-03,bolag-5,1,,1,only_metered,\n",
      csv(rows));
  options.zone = "Mars/Olympus";
  CHECK_FAILS(PORTO_E_UNKNOWN_ZONE, "", reconcile_file(ledger, path, &options, &rows, NULL, &err));
}

static void check_json(porto_ledger* ledger) {
  porto_rows* rows = NULL;
  porto_reconcile_options options = PORTO_RECONCILE_OPTIONS_INIT;
  write_file(
      path,
      "{\"start\": \"Thu, 01 Feb 2024 00:00:00 UTC\", \"end\": \"Fri, 01 Mar 2024 00:00:00 "
      "UTC\",\n\"resolution\": \"month\", \"stats\": [{\"time\": \"Thu, 01 Feb 2024 00:00:00 "
      "UTC\",\n\"delivered\": {\"smtp\": 50, \"http\": 2, \"total\": 52}}]}\n");
  options.metric = "delivered.total";
  CHECK_INT(PORTO_OK, compare(ledger, &options, &rows, NULL));
  CHECK(strstr(csv(rows), "2024-02,,52,52,0,same,\n") != NULL);
  options.metric = NULL;
  CHECK_FAILS(PORTO_E_INVALID, "options.metric",
              reconcile_file(ledger, path, &options, &rows, NULL, &err));
}

static void check_meters(porto_ledger* ledger) {
  porto_rows* rows = NULL;
  porto_reconcile_options options = PORTO_RECONCILE_OPTIONS_INIT;
  options.meter = "letters";
  CHECK_FAILS(PORTO_E_NOT_FOUND, "options.meter",
              reconcile_file(ledger, path, &options, &rows, NULL, &err));
  write_file(path, "company,month\nbolag-1,2024-02\n");
  CHECK_INT(PORTO_E_BAD_INPUT, compare(ledger, NULL, &rows, NULL));
  CHECK(rows == NULL);

  /* Rows of a file without meters are of the meter asked for; a comparison of nothing fails. */
  options.meter = "hours";
  CHECK_INT(PORTO_OK, add_meter(ledger, "hours", 0, NULL));
  write_file(path, "company,month,quantity\nbolag-1,2024-02,99\n");
  CHECK_INT(PORTO_DIFFERS, compare(ledger, &options, &rows, NULL));
  CHECK(strstr(csv(rows), "2024-02,bolag-1,,99,-99,only_theirs,\n") != NULL);
  write_file(path, "company,month,quantity,meter\nbolag-1,2024-02,99,\n");
  CHECK_FAILS(PORTO_E_BAD_INPUT, path, reconcile_file(ledger, path, &options, &rows, NULL, &err));
  CHECK(rows == NULL);
}

int main(void) {
  porto_ledger* ledger = example_ledger();
  const porto_event events[] = {
      event_of("e-1", "bolag-1", "2024-02-10T08:00:00Z", 40),
      event_of("e-2", "bolag-2", "2024-02-10T08:00:00Z", 7),
      event_of("e-3", "bolag-3", "2024-02-10T08:00:00Z", 5),
      event_of("e-4", "bolag-1", "2024-03-31T22:30:00Z", 9),
      event_of("e-5", "bolag-1", "2024-03-10T08:00:00Z", 3),
      event_of("e-6", "bolag-5", "2024-03-10T08:00:00Z", 1),
  };
  int32_t outcomes[6];
  CHECK_INT(PORTO_OK, porto_usage_record(ledger, events, 6, 0, NULL, outcomes, NULL, NULL));
  check_counts(ledger);
  check_options(ledger);
  check_json(ledger);
  check_meters(ledger);
  porto_ledger_close(ledger);
  return check_failures();
}
