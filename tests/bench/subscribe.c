/* Puts the companies of bench_events on a tariff, so that a bench can ask for their invoices.
 *
 *   bench_subscribe LEDGER TARIFF.toml COMPANIES
 */
#include <porto/porto.h>
#include <stdio.h>
#include <stdlib.h>

static char document[65536];

static void check(int32_t status, porto_error* error) {
  if (status >= 0) return;
  fprintf(stderr, "bench_subscribe: %s\n", porto_error_message(error));
  exit(1);
}

int main(int argc, char** argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: bench_subscribe LEDGER TARIFF.toml COMPANIES\n");
    return 2;
  }
  FILE* file = fopen(argv[2], "r");
  if (file == NULL) {
    perror(argv[2]);
    return 1;
  }
  const size_t size = fread(document, 1, sizeof document, file);
  fclose(file);
  porto_ledger* ledger = NULL;
  porto_error* error = NULL;
  check(porto_ledger_open(argv[1], PORTO_NTS, NULL, &ledger, &error), error);
  check(porto_tariff_add(ledger, document, size, NULL, 0, NULL, NULL, &error), error);
  const size_t count = strtoul(argv[3], NULL, 10);
  char(*ids)[32] = calloc(count, sizeof *ids);
  porto_company* companies = calloc(count, sizeof *companies);
  porto_subscription* subscriptions = calloc(count, sizeof *subscriptions);
  for (size_t i = 0; i < count; ++i) {
    snprintf(ids[i], sizeof ids[i], "c%06zu", i);
    companies[i] = (porto_company)PORTO_COMPANY_INIT;
    companies[i].id = ids[i];
    subscriptions[i] = (porto_subscription)PORTO_SUBSCRIPTION_INIT;
    subscriptions[i].company = ids[i];
    subscriptions[i].tariff = "post";
    subscriptions[i].from = 202512;
  }
  check(porto_company_add(ledger, companies, count, &error), error);
  check(porto_subscription_add(ledger, subscriptions, count, NULL, NULL, &error), error);
  free(subscriptions);
  free(companies);
  free(ids);
  porto_ledger_close(ledger);
  return 0;
}
