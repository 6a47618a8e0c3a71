/* Copies of a ledger in another place: what is found in one, and how much of it is listed. */
#include <stdio.h>
#include <string.h>

#include "support.h"

/* A ledger in a file, with usage of a month that is closed. */
static void make_ledger(void) {
  porto_ledger* ledger = NULL;
  remove("from.db");
  CHECK_INT(PORTO_OK, porto_ledger_create("from.db", PORTO_NTS, NULL, &ledger, NULL));
  CHECK_INT(PORTO_OK, add_company(ledger, "bolag-1", NULL, NULL));
  CHECK_INT(PORTO_OK, porto_tariff_add(ledger, vitec_tariff, PORTO_NTS, NULL, 0, NULL, NULL, NULL));
  CHECK_INT(PORTO_OK, subscribe(ledger, "bolag-1", "vitec-epost", 202402, 0, NULL, NULL, NULL));
  const porto_event event = event_of("e-1", "bolag-1", "2024-02-10T08:00:00Z", 40000);
  int32_t outcome = -1;
  CHECK_INT(PORTO_OK, porto_usage_record(ledger, &event, 1, 0, NULL, &outcome, NULL, NULL));
  CHECK_INT(PORTO_OK,
            porto_month_close(ledger, 202402, at("2024-03-02T00:00:00Z"), NULL, NULL, NULL, NULL));
  porto_ledger_close(ledger);
}

/* Changes a price where the file has it, behind porto's back. */
static void change_price(void) {
  static char content[1 << 20];
  FILE* file = fopen("from.db", "r+b");
  CHECK(file != NULL);
  if (!file) return;
  const size_t size = fread(content, 1, sizeof content, file);
  size_t place = 0;
  while (place + 5 < size && memcmp(content + place, "0.012", 5) != 0) ++place;
  CHECK(place + 5 < size);
  CHECK(fseek(file, (long)place, SEEK_SET) == 0 && fputs("0.013", file) >= 0);
  CHECK(fclose(file) == 0);
}

/* What is found in a copy that lists at most so many findings. */
static const char* found_in_copy(uint32_t limit) {
  porto_copy_options options = PORTO_COPY_OPTIONS_INIT;
  porto_rows* copied = NULL;
  porto_rows* found = NULL;
  options.limit = limit;
  remove("to.db");
  CHECK_INT(PORTO_DIFFERS, porto_ledger_copy("from.db", PORTO_NTS, "to.db", PORTO_NTS, &options,
                                             &copied, &found, NULL));
  CHECK_TEXT("events,pruned_events,batches,closed_months\n1,0,1,1\n", csv(copied));
  return csv(found);
}

int main(void) {
  make_ledger();
  change_price();
  const char* found = found_in_copy(0);
  CHECK(strstr(found, "differs,tariffs,") != NULL && strstr(found, "differs,lines,") != NULL);
  CHECK(strstr(found, "differs,,") == NULL);
  found = found_in_copy(1);
  CHECK(strstr(found, "differs,tariffs,") != NULL && strstr(found, "differs,lines,") == NULL);
  CHECK(strstr(found, "\ndiffers,,2 more,,\n") != NULL);
  return check_failures();
}
