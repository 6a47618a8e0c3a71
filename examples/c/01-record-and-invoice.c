/* From sent messages to exact invoice lines, in memory and in C99. Prints what it does.
 *
 * Build it by itself: cc 01-record-and-invoice.c $(pkg-config --cflags --libs porto) */
#include <porto/porto.h>
#include <stdio.h>
#include <stdlib.h>

/* A tariff is data: 500 SEK a month covers 10,000 messages, 1.2 öre for each above. */
static const char tariff[] =
    "id        = \"mail\"\n"
    "version   = 1\n"
    "effective = \"2026-01\"\n"
    "name      = \"E-mail\"\n"
    "currency  = \"SEK\"\n"
    "[[charge]]\n"
    "id        = \"mail\"\n"
    "meter     = \"messages\"\n"
    "fee       = 500\n"
    "included  = 10000\n"
    "price     = \"0.012\"\n"
    "fee_text  = \"E-mail in {month}\"\n"
    "text      = \"Messages above {included}\"\n";

/* Every call that can fail gives a status below 0 then, and can explain itself. */
static porto_error* error;
static void must(int32_t status) {
  if (status >= 0) return;
  fprintf(stderr, "%s: %s\n", porto_status_name(status), porto_error_message(error));
  porto_error_free(error);
  exit(1);
}

static int64_t at(const char* time) {
  int64_t unix_us = 0;
  must(porto_time_parse(time, PORTO_NTS, &unix_us, &error));
  return unix_us;
}

static porto_event message_event(const char* id, const char* time, int64_t messages) {
  porto_event event = PORTO_EVENT_INIT;
  event.event_id = id;
  event.company = "acme";
  event.occurred_at_unix_us = at(time);
  event.quantity = messages;
  return event;
}

/* (source, event id) is the identity of an event: what comes twice counts once. */
static void record(porto_ledger* ledger) {
  static const char* const outcome_names[] = {"stored", "duplicate", "conflict", "rejected"};
  const porto_event events[] = {
      message_event("newsletter", "2026-03-02T09:00:00+01:00", 39000),
      message_event("reminders", "2026-03-31T23:59:59+02:00", 1000),
      message_event("newsletter", "2026-03-02T09:00:00+01:00", 39000),
  };
  int32_t outcomes[3];
  must(porto_usage_record(ledger, events, 3, 0, NULL, outcomes, NULL, &error));
  for (int i = 0; i < 3; ++i) printf("%s: %s\n", events[i].event_id, outcome_names[outcomes[i]]);
}

static uint32_t column(const porto_rows* rows, const char* name) {
  uint32_t number = 0;
  must(porto_rows_find_column(rows, name, PORTO_NTS, &number, &error));
  return number;
}

/* Money is in minor units: 86000 is 860.00 SEK. Nothing here is a float. */
static void print_lines(porto_rows* lines) {
  const uint32_t text = column(lines, "text");
  const uint32_t net_amount = column(lines, "net_amount");
  int64_t total = 0;
  for (;;) {
    const int32_t status = porto_rows_next(lines, &error);
    must(status);
    if (status == PORTO_DONE) break;
    int64_t minor = 0;
    must(porto_rows_int64(lines, net_amount, &minor, &error));
    total += minor;
    printf("%-24s %10s\n", porto_rows_text(lines, text, NULL),
           porto_rows_text(lines, net_amount, NULL));
  }
  printf("%-24s %7ld.%02ld\n", "SEK, excluding VAT", (long)(total / 100), (long)(total % 100));
}

int main(void) {
  porto_ledger* ledger = NULL;
  must(porto_ledger_create(":memory:", PORTO_NTS, NULL, &ledger, &error));
  must(porto_tariff_add(ledger, tariff, PORTO_NTS, "mail.toml", PORTO_NTS, NULL, NULL, &error));
  porto_company acme = PORTO_COMPANY_INIT;
  acme.id = "acme";
  acme.name = "Acme AB";
  must(porto_company_add(ledger, &acme, 1, &error));
  porto_subscription subscription = PORTO_SUBSCRIPTION_INIT;
  subscription.company = "acme";
  subscription.tariff = "mail";
  subscription.from = 202603; /* March 2026, until further notice */
  must(porto_subscription_add(ledger, &subscription, 1, NULL, NULL, &error));

  record(ledger);

  /* From now on the lines of March are frozen. The library has no clock: it is told the time. */
  porto_rows* lines = NULL;
  must(porto_month_close(ledger, 202603, at("2026-04-01T08:00:00+02:00"), NULL, &lines, NULL,
                         &error));
  print_lines(lines);

  porto_rows_close(lines);
  porto_ledger_close(ledger);
  return 0;
}
