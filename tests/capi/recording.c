/* Recording events: the outcome of each, what was refused and why, and which month it counts in. */
#include <stdlib.h>
#include <string.h>

#include "support.h"

static void check_outcomes(void) {
  porto_ledger* ledger = example_ledger();
  const porto_event events[] = {
      event_of("e-1", "bolag-1", "2024-02-10T08:00:00Z", 3),
      event_of("e-1", "bolag-1", "2024-02-10T08:00:00Z", 3), /* the same */
      event_of("e-1", "bolag-1", "2024-02-10T08:00:00Z", 4), /* other content */
      event_of("e-2", "bolag-1", "2024-02-10T08:00:00Z", -1),
      event_of("e-3", "", "2024-02-10T08:00:00Z", 1),
      event_of("e-4", "new", "2024-02-10T08:00:00Z", 5),
  };
  const int32_t expected[] = {PORTO_STORED,   PORTO_DUPLICATE, PORTO_CONFLICT,
                              PORTO_REJECTED, PORTO_REJECTED,  PORTO_STORED};
  int32_t outcomes[6];
  porto_rows* rejected = NULL;
  CHECK_INT(PORTO_REJECTS,
            porto_usage_record(ledger, events, 6, 0, NULL, outcomes, &rejected, NULL));
  for (int i = 0; i < 6; ++i) CHECK_INT(expected[i], outcomes[i]);

  const int64_t refused[] = {2, 3, 4};
  const char* names[] = {"conflict", "rejected", "rejected"};
  for (int i = 0; i < 3; ++i) {
    int64_t index = -1;
    CHECK_INT(PORTO_OK, porto_rows_next(rejected, NULL));
    CHECK_INT(PORTO_OK, porto_rows_int64(rejected, 0, &index, NULL));
    CHECK_INT(refused[i], index);
    CHECK_TEXT(names[i], porto_rows_text(rejected, 1, NULL));
    CHECK(strlen(porto_rows_text(rejected, 2, NULL)) > 10);
  }
  CHECK_INT(PORTO_DONE, porto_rows_next(rejected, NULL));
  porto_rows_close(rejected);

  porto_rows* usage = NULL;
  CHECK_INT(PORTO_OK, porto_usage_list(ledger, NULL, &usage, NULL));
  CHECK_TEXT(
      "month,company,meter,quantity,events\n"
      "2024-02,bolag-1,messages,3,1\n"
      "2024-02,new,messages,5,1\n",
      csv(usage));
  porto_ledger_close(ledger);
}

/* An event that names its company is of it, whoever has the domain that it names too. */
static void check_company_and_domain(void) {
  porto_ledger* ledger = example_ledger();
  porto_event event = event_of("e-1", "bolag-1", "2024-02-10T08:00:00Z", 3);
  event.domain = "mail.bolag.se";
  int32_t outcome = -1;
  CHECK_INT(PORTO_OK, porto_usage_record(ledger, &event, 1, 0, NULL, &outcome, NULL, NULL));
  porto_rows* usage = NULL;
  CHECK_INT(PORTO_OK, porto_usage_list(ledger, NULL, &usage, NULL));
  CHECK_TEXT("month,company,meter,quantity,events\n2024-02,bolag-1,messages,3,1\n", csv(usage));
  porto_ledger_close(ledger);
}

/* PORTO_EVENT_INIT leaves the time at 0, which is none. */
static void check_no_time(void) {
  porto_ledger* ledger = example_ledger();
  porto_event event = PORTO_EVENT_INIT;
  event.event_id = "e-1";
  event.company = "bolag-1";
  event.quantity = 1;
  int32_t outcome = -1;
  porto_rows* rejected = NULL;
  CHECK_INT(PORTO_REJECTS,
            porto_usage_record(ledger, &event, 1, 0, NULL, &outcome, &rejected, NULL));
  CHECK_INT(PORTO_REJECTED, outcome);
  CHECK_INT(PORTO_OK, porto_rows_next(rejected, NULL));
  CHECK(strstr(porto_rows_text(rejected, 2, NULL), "it was not set") != NULL);
  porto_rows_close(rejected);
  porto_ledger_close(ledger);
}

/* Where a ledger limits how far in the future events may be, the time is needed. */
static void check_future(void) {
  porto_ledger* ledger = NULL;
  porto_ledger_options options = PORTO_LEDGER_OPTIONS_INIT;
  options.future_days = 2;
  CHECK_INT(PORTO_OK, porto_ledger_create(":memory:", PORTO_NTS, &options, &ledger, NULL));
  const porto_event event = event_of("e-1", "bolag-1", "2024-02-10T08:00:00Z", 3);
  int32_t outcome = -1;
  CHECK_FAILS(PORTO_E_INVALID, "now",
              porto_usage_record(ledger, &event, 1, 0, NULL, &outcome, NULL, &err));
  CHECK_INT(PORTO_REJECTS, porto_usage_record(ledger, &event, 1, at("2024-02-08T07:59:59Z"), NULL,
                                              &outcome, NULL, NULL));
  CHECK_INT(PORTO_REJECTED, outcome);
  CHECK_INT(PORTO_OK, porto_usage_record(ledger, &event, 1, at("2024-02-08T08:00:00Z"), NULL,
                                         &outcome, NULL, NULL));
  CHECK_INT(PORTO_STORED, outcome);
  porto_ledger_close(ledger);
}

/* Nothing is refused: OK, also if all is there already, and no rows. */
static void check_replay(void) {
  porto_ledger* ledger = example_ledger();
  const porto_event event = event_of("e-1", "bolag-1", "2024-02-10T08:00:00Z", 3);
  int32_t outcome = -1;
  for (int round = 0; round < 3; ++round) {
    porto_rows* rejected = NULL;
    CHECK_INT(PORTO_OK, porto_usage_record(ledger, &event, 1, 0, NULL, &outcome, &rejected, NULL));
    CHECK_INT(round == 0 ? PORTO_STORED : PORTO_DUPLICATE, outcome);
    CHECK_TEXT("index,outcome,reason,kind\n", csv(rejected));
  }
  CHECK_INT(PORTO_OK, porto_usage_record(ledger, NULL, 0, 0, NULL, NULL, NULL, NULL));
  porto_ledger_close(ledger);
}

/* Source is half of the identity, and NULL means "import". */
static void check_sources(void) {
  porto_ledger* ledger = example_ledger();
  porto_event events[3];
  int32_t outcomes[3];
  for (int i = 0; i < 3; ++i) events[i] = event_of("e-1", "bolag-1", "2024-02-10T08:00:00Z", 1);
  events[1].source = "mailgun";
  events[2].source = "import and more";
  events[2].source_len = 6;
  CHECK_INT(PORTO_OK, porto_usage_record(ledger, events, 3, 0, NULL, outcomes, NULL, NULL));
  CHECK_INT(PORTO_STORED, outcomes[0]);
  CHECK_INT(PORTO_STORED, outcomes[1]);
  CHECK_INT(PORTO_DUPLICATE, outcomes[2]);
  porto_ledger_close(ledger);
}

/* Months are those of the ledger's zone, half-open. */
static void check_months(void) {
  porto_ledger* ledger = example_ledger();
  const porto_event events[] = {
      event_of("e-1", "bolag-1", "2025-05-31T21:59:59.999999Z", 1),
      event_of("e-2", "bolag-1", "2025-05-31T22:00:00Z", 10),
      event_of("e-3", "bolag-1", "2025-05-31T22:30:00Z", 100),
      event_of("e-4", "bolag-1", "2025-07-31T21:59:59.999999Z", 1000),
  };
  int32_t outcomes[4];
  porto_rows* usage = NULL;
  CHECK_INT(PORTO_OK, porto_usage_record(ledger, events, 4, 0, NULL, outcomes, NULL, NULL));
  CHECK_INT(PORTO_OK, list_usage(ledger, 0, "bolag-1", &usage, NULL));
  CHECK_TEXT(
      "month,company,meter,quantity,events\n"
      "2025-05,bolag-1,messages,1,1\n"
      "2025-06,bolag-1,messages,110,2\n"
      "2025-07,bolag-1,messages,1000,1\n",
      csv(usage));
  CHECK_INT(PORTO_OK, list_usage(ledger, 202506, NULL, &usage, NULL));
  CHECK_TEXT("month,company,meter,quantity,events\n2025-06,bolag-1,messages,110,2\n", csv(usage));
  porto_ledger_close(ledger);
}

/* A total that does not fit stores nothing, of no company. */
static void check_overflow(void) {
  porto_ledger* ledger = example_ledger();
  const porto_event events[] = {
      event_of("e-1", "bolag-2", "2024-02-10T08:00:00Z", 1),
      event_of("e-2", "bolag-1", "2024-02-10T08:00:00Z", INT64_MAX),
      event_of("e-3", "bolag-1", "2024-02-10T08:00:00Z", 1),
  };
  int32_t outcomes[3] = {77, 77, 77};
  porto_error* err = NULL;
  porto_rows* usage = NULL;
  CHECK_INT(PORTO_E_OVERFLOW, porto_usage_record(ledger, events, 3, 0, NULL, outcomes, NULL, &err));
  CHECK_INT(PORTO_E_OVERFLOW, porto_error_code(err));
  porto_error_free(err);
  for (int i = 0; i < 3; ++i) CHECK_INT(77, outcomes[i]);
  CHECK_INT(PORTO_OK, porto_usage_list(ledger, NULL, &usage, NULL));
  CHECK_TEXT("month,company,meter,quantity,events\n", csv(usage));
  porto_ledger_close(ledger);
}

static void check_meters(void) {
  porto_ledger* ledger = example_ledger();
  CHECK_INT(PORTO_OK, add_meter(ledger, "storage", 3, NULL));
  CHECK_INT(PORTO_EXISTS, add_meter(ledger, "storage", 3, NULL));
  CHECK_INT(PORTO_E_CONFLICT, add_meter(ledger, "storage", 2, NULL));
  CHECK_INT(PORTO_E_INVALID, add_meter(ledger, "speed", 19, NULL));
  porto_rows* rows = NULL;
  CHECK_INT(PORTO_OK, porto_meter_list(ledger, &rows, NULL));
  CHECK_TEXT("meter,decimals\nmessages,0\nstorage,3\n", csv(rows));

  porto_event event = event_of("e-1", "bolag-1", "2024-02-10T08:00:00Z", 2500);
  int32_t outcome = -1;
  event.meter = "storage";
  CHECK_INT(PORTO_OK, porto_usage_record(ledger, &event, 1, 0, NULL, &outcome, NULL, NULL));
  CHECK_INT(PORTO_OK, porto_usage_list(ledger, NULL, &rows, NULL));
  CHECK_TEXT("month,company,meter,quantity,events\n2024-02,bolag-1,storage,2.5,1\n", csv(rows));
  porto_ledger_close(ledger);
}

int main(void) {
  check_outcomes();
  check_company_and_domain();
  check_no_time();
  check_future();
  check_replay();
  check_sources();
  check_months();
  check_overflow();
  check_meters();
  return check_failures();
}
