/* Comparing metered totals with somebody else's monthly counts. */
#include <string.h>

#include "support.h"

int main(void) {
  porto_ledger* ledger = example_ledger();
  const porto_event events[] = {
      event_of("e-1", "bolag-1", "2024-02-10T08:00:00Z", 40),
      event_of("e-2", "bolag-2", "2024-02-10T08:00:00Z", 7),
      event_of("e-3", "bolag-3", "2024-02-10T08:00:00Z", 5),
      event_of("e-4", "bolag-1", "2024-03-10T08:00:00Z", 9), /* a month that they do not have */
  };
  int32_t outcomes[4];
  porto_rows* rows = NULL;
  const char* path = "counts.csv";
  CHECK_INT(PORTO_OK, porto_usage_record(ledger, events, 4, 0, outcomes, NULL, NULL));

  write_file(path,
             "company,month,quantity\nbolag-1,2024-02,40\nbolag-2,2024-02,7\n"
             "bolag-3,2024-02,5\n");
  CHECK_INT(PORTO_OK, porto_usage_reconcile(ledger, path, PORTO_NTS, NULL, 0, NULL, &rows, NULL));
  CHECK_TEXT(
      "month,company,metered,theirs,difference,result\n"
      "2024-02,bolag-1,40,40,0,same\n"
      "2024-02,bolag-2,7,7,0,same\n"
      "2024-02,bolag-3,5,5,0,same\n",
      csv(rows));

  write_file(path,
             "company,month,quantity\nbolag-4,2024-02,1\nbolag-1,2024-02,41\n"
             "bolag-2,2024-02,7\n");
  CHECK_INT(PORTO_DIFFERS, porto_usage_reconcile(ledger, path, PORTO_NTS, "messages", PORTO_NTS,
                                                 NULL, &rows, NULL));
  CHECK_TEXT(
      "month,company,metered,theirs,difference,result\n"
      "2024-02,bolag-1,40,41,-1,differs\n"
      "2024-02,bolag-2,7,7,0,same\n"
      "2024-02,bolag-3,5,,5,only_metered\n"
      "2024-02,bolag-4,,1,-1,only_theirs\n",
      csv(rows));

  porto_import_options options = PORTO_IMPORT_OPTIONS_INIT;
  options.delimiter = ';';
  options.map = "company=Kund,month=Period,quantity=Antal";
  write_file(path, "Period;Kund;Antal\n2024-02;bolag-1;40\n2024-02;bolag-2;7\n2024-02;bolag-3;5\n");
  CHECK_INT(PORTO_OK,
            porto_usage_reconcile(ledger, path, PORTO_NTS, NULL, 0, &options, &rows, NULL));
  CHECK(strstr(csv(rows), "2024-02,bolag-3,5,5,0,same\n") != NULL);
  options.struct_size = 0;
  CHECK_FAILS(PORTO_E_INVALID, "options.struct_size",
              porto_usage_reconcile(ledger, path, PORTO_NTS, NULL, 0, &options, &rows, &err));

  CHECK_FAILS(
      PORTO_E_NOT_FOUND, "meter",
      porto_usage_reconcile(ledger, path, PORTO_NTS, "letters", PORTO_NTS, NULL, &rows, &err));
  write_file(path, "company,month\nbolag-1,2024-02\n");
  CHECK(porto_usage_reconcile(ledger, path, PORTO_NTS, NULL, 0, NULL, &rows, NULL) ==
        PORTO_E_BAD_INPUT);
  CHECK(rows == NULL);

  /* Rows of a file without meters are of the meter asked for; a comparison of nothing fails. */
  CHECK_INT(PORTO_OK, porto_meter_add(ledger, "hours", PORTO_NTS, 0, NULL));
  write_file(path, "company,month,quantity\nbolag-1,2024-02,99\n");
  CHECK_INT(PORTO_DIFFERS,
            porto_usage_reconcile(ledger, path, PORTO_NTS, "hours", PORTO_NTS, NULL, &rows, NULL));
  CHECK(strstr(csv(rows), "2024-02,bolag-1,,99,-99,only_theirs\n") != NULL);
  write_file(path, "company,month,quantity,meter\nbolag-1,2024-02,99,\n");
  CHECK_FAILS(
      PORTO_E_BAD_INPUT, path,
      porto_usage_reconcile(ledger, path, PORTO_NTS, "hours", PORTO_NTS, NULL, &rows, &err));
  CHECK(rows == NULL);
  porto_ledger_close(ledger);
  return check_failures();
}
