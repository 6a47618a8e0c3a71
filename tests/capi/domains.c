/* Sending domains: whose usage it is, from which day, and what belongs to nobody. */
#include <string.h>

#include "support.h"

static porto_event event_of_domain(const char* id, const char* time) {
  porto_event event = event_of(id, NULL, time, 1);
  event.domain = "mail.bolag.se";
  return event;
}

static void record(porto_ledger* ledger) {
  const porto_event events[] = {
      event_of_domain("e-1", "2024-02-14T22:59:59Z"), /* the 14th in Stockholm */
      event_of_domain("e-2", "2024-02-14T23:00:00Z"), /* the 15th */
  };
  int32_t outcomes[2];
  CHECK_INT(PORTO_OK, porto_usage_record(ledger, events, 2, 0, NULL, outcomes, NULL, NULL));
  CHECK_INT(PORTO_STORED, outcomes[0]);
}

static const char* usage(porto_ledger* ledger) {
  porto_rows* rows = NULL;
  CHECK_INT(PORTO_OK, porto_usage_list(ledger, NULL, &rows, NULL));
  return csv(rows);
}

static const char* unassigned(porto_ledger* ledger) {
  porto_rows* rows = NULL;
  CHECK_INT(PORTO_OK, porto_usage_unassigned(ledger, &rows, NULL));
  return csv(rows);
}

int main(void) {
  porto_ledger* ledger = example_ledger();
  record(ledger);
  CHECK_TEXT("month,company,meter,quantity,events\n", usage(ledger));
  CHECK_TEXT("domain,month,meter,quantity,events\nmail.bolag.se,2024-02,messages,2,2\n",
             unassigned(ledger));

  const char* domain = "Mail.Bolag.se";
  CHECK_INT(PORTO_OK, porto_domain_add(ledger, domain, PORTO_NTS, "bolag-1", PORTO_NTS, 20240215, 0,
                                       NULL, NULL, NULL));
  CHECK_INT(PORTO_EXISTS, porto_domain_add(ledger, domain, PORTO_NTS, "bolag-1", PORTO_NTS,
                                           20240215, 0, NULL, NULL, NULL));
  CHECK_TEXT("month,company,meter,quantity,events\n2024-02,bolag-1,messages,1,1\n", usage(ledger));
  CHECK_INT(PORTO_OK, add_company(ledger, "bolag-2", NULL, NULL));
  CHECK_FAILS(PORTO_E_CONFLICT, "",
              porto_domain_add(ledger, domain, PORTO_NTS, "bolag-2", PORTO_NTS, 20240301, 0, NULL,
                               NULL, &err));
  CHECK_INT(PORTO_OK, porto_domain_end(ledger, domain, PORTO_NTS, "bolag-1", PORTO_NTS, 20240229,
                                       NULL, NULL, NULL));
  CHECK_INT(PORTO_OK, porto_domain_add(ledger, domain, PORTO_NTS, "bolag-2", PORTO_NTS, 20240301, 0,
                                       NULL, NULL, NULL));
  const porto_change_options anna = by_anna("2024-03-02T08:00:00Z");
  porto_rows* rows = NULL;
  CHECK_INT(PORTO_OK, porto_domain_list(ledger, &rows, NULL));
  CHECK_TEXT(
      "domain,company,from,through\n"
      "mail.bolag.se,bolag-1,2024-02-15,2024-02-29\n"
      "mail.bolag.se,bolag-2,2024-03-01,\n",
      csv(rows));

  CHECK_INT(PORTO_OK, porto_domain_remove(ledger, domain, PORTO_NTS, "bolag-1", PORTO_NTS, &anna,
                                          NULL, NULL));
  CHECK_TEXT("month,company,meter,quantity,events\n", usage(ledger));
  CHECK_FAILS(
      PORTO_E_NOT_FOUND, "mail.bolag.se",
      porto_domain_remove(ledger, domain, PORTO_NTS, "bolag-1", PORTO_NTS, &anna, NULL, &err));
  CHECK_FAILS(PORTO_E_INVALID, "from_yyyymmdd",
              porto_domain_add(ledger, domain, PORTO_NTS, "bolag-1", PORTO_NTS, 20240230, 0, NULL,
                               NULL, &err));
  CHECK_FAILS(
      PORTO_E_INVALID, "through_yyyymmdd",
      porto_domain_end(ledger, domain, PORTO_NTS, "bolag-2", PORTO_NTS, 0, NULL, NULL, &err));
  CHECK_FAILS(
      PORTO_E_INVALID, "domain",
      porto_domain_add(ledger, "a@b.se", PORTO_NTS, "bolag-1", PORTO_NTS, 0, 0, NULL, NULL, &err));
  porto_ledger_close(ledger);
  return check_failures();
}
