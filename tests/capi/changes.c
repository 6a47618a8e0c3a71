/* Changes of what is billed: who, when and why; their effect on closed months; dry runs; removing
 * what was added by mistake. */
#include <stdlib.h>
#include <string.h>

#include "support.h"

static const char effect_columns[] =
    "entry,month,company,before,after,difference,currency,notice\n";

/* The rows of an effect, behind its columns. */
static const char* effect_of(porto_rows* effect) {
  const char* text = csv(effect);
  const size_t columns = sizeof effect_columns - 1;
  CHECK(strncmp(text, effect_columns, columns) == 0);
  return text + columns;
}

#define SUBSCRIBE(options, effect) \
  subscribe(ledger, "bolag-2", "vitec-epost", 202402, 0, options, effect, NULL)
#define REMOVE(options, effect, err)                                                        \
  porto_subscription_remove(ledger, "bolag-2", PORTO_NTS, "vitec-epost", PORTO_NTS, 202402, \
                            options, effect, err)

static porto_ledger* closed_ledger(void) {
  porto_ledger* ledger = example_ledger();
  CHECK_INT(PORTO_OK, add_company(ledger, "bolag-2", NULL, NULL));
  CHECK_INT(PORTO_OK,
            porto_month_close(ledger, 202402, at("2024-03-01T08:00:00Z"), NULL, NULL, NULL, NULL));
  return ledger;
}

static void check_effects(void) {
  porto_ledger* ledger = closed_ledger();
  porto_rows* effect = NULL;
  porto_change_options anna = by_anna("2024-03-02T08:00:00Z");

  anna.dry_run = 1;
  CHECK_INT(PORTO_OK, SUBSCRIBE(&anna, &effect));
  CHECK_TEXT(
      "month,2024-02,bolag-2,0.00,500.00,500.00,SEK,\n"
      "total,2024-03,,0.00,500.00,500.00,SEK,\n",
      effect_of(effect));
  CHECK_INT(PORTO_OK, SUBSCRIBE(&anna, &effect)); /* it was not done */
  porto_rows_close(effect);
  anna.dry_run = 0;
  CHECK_INT(PORTO_OK, SUBSCRIBE(&anna, NULL));
  CHECK_INT(PORTO_EXISTS, SUBSCRIBE(&anna, &effect));
  CHECK_TEXT("total,2024-03,,0.00,0.00,0.00,SEK,\n", effect_of(effect));

  CHECK_FAILS(PORTO_E_INVALID, "actor", REMOVE(NULL, NULL, &err));
  CHECK_INT(PORTO_OK, REMOVE(&anna, &effect, NULL));
  CHECK_TEXT(
      "month,2024-02,bolag-2,500.00,0.00,-500.00,SEK,\n"
      "total,2024-03,,500.00,0.00,-500.00,SEK,\n",
      effect_of(effect));
  CHECK_FAILS(PORTO_E_NOT_FOUND, "", REMOVE(&anna, &effect, &err));
  CHECK(effect == NULL);

  const porto_event event = event_of("late", "bolag-1", "2024-02-10T08:00:00Z", 11000);
  int32_t outcome = 0;
  CHECK_INT(PORTO_OK, porto_usage_record(ledger, &event, 1, 0, NULL, &outcome, NULL, NULL));
  porto_void what = PORTO_VOID_INIT;
  what.source = "import";
  what.event_id = "late";
  what.actor = what.reason = "anna";
  what.voided_at_unix_us = at("2024-03-03T08:00:00Z");
  porto_change_options trial = PORTO_CHANGE_OPTIONS_INIT;
  trial.dry_run = 1;
  CHECK_INT(PORTO_OK, porto_event_correct(ledger, &what, 12000, &trial, NULL, &effect, NULL));
  CHECK_TEXT(
      "month,2024-02,bolag-1,512.00,524.00,12.00,SEK,\n"
      "total,2024-03,,512.00,524.00,12.00,SEK,\n",
      effect_of(effect));
  CHECK_INT(PORTO_OK, porto_event_void(ledger, &what, NULL, NULL, &effect, NULL));
  CHECK_TEXT(
      "month,2024-02,bolag-1,512.00,500.00,-12.00,SEK,\n"
      "total,2024-03,,512.00,500.00,-12.00,SEK,\n",
      effect_of(effect));
  CHECK_FAILS(PORTO_E_INVALID, "options.actor",
              porto_event_void(ledger, &what, &anna, NULL, NULL, &err));
  /* A void says all of this by itself. */
  porto_change_options other = PORTO_CHANGE_OPTIONS_INIT;
#define REFUSED_IN_VOID(member) \
  CHECK_FAILS(PORTO_E_INVALID, member, porto_event_void(ledger, &what, &other, NULL, NULL, &err))
  other.settle = 1;
  REFUSED_IN_VOID("options.settle");
  other.allow_far = 1;
  REFUSED_IN_VOID("options.allow_far");
  other.at_unix_us = 1;
  REFUSED_IN_VOID("options.at_unix_us");
  other.reason = "wrong";
  REFUSED_IN_VOID("options.reason");

  write_file("late.csv",
             "event_id,company,occurred_at,quantity\nl-1,bolag-1,2024-02-10T08:00:00Z,11000\n");
  const char* path = "late.csv";
  CHECK_INT(PORTO_OK, import_files(ledger, &path, 1, NULL, NULL, &effect, NULL));
  CHECK_TEXT(
      "month,2024-02,bolag-1,500.00,512.00,12.00,SEK,\n"
      "total,2024-03,,500.00,512.00,12.00,SEK,\n",
      effect_of(effect));
  CHECK_INT(PORTO_OK, porto_import_undo(ledger, 1, &anna, NULL, &effect, NULL));
  CHECK_TEXT(
      "month,2024-02,bolag-1,512.00,500.00,-12.00,SEK,\n"
      "total,2024-03,,512.00,500.00,-12.00,SEK,\n",
      effect_of(effect));
  porto_ledger_close(ledger);
}

static void check_removals(void) {
  porto_ledger* ledger = closed_ledger();
  porto_rows* effect = NULL;
  const porto_change_options anna = by_anna("2024-03-02T08:00:00Z");
  CHECK_FAILS(PORTO_E_CONFLICT, "id",
              porto_company_remove(ledger, "bolag-1", PORTO_NTS, &anna, NULL, &err));
  CHECK_INT(PORTO_OK, porto_company_remove(ledger, "bolag-2", PORTO_NTS, &anna, &effect, NULL));
  CHECK_TEXT("total,2024-03,,0.00,0.00,0.00,SEK,\n", effect_of(effect));
  CHECK_FAILS(PORTO_E_CONFLICT, "version",
              porto_tariff_remove(ledger, "vitec-epost", PORTO_NTS, 1, &anna, NULL, &err));
  CHECK_FAILS(PORTO_E_NOT_FOUND, "version",
              porto_tariff_remove(ledger, "vitec-epost", PORTO_NTS, 2, &anna, NULL, &err));
  /* It is on the invoice of February: only with the next close's credit. */
  porto_change_options settle = anna;
  CHECK_FAILS(PORTO_E_MONTH_CLOSED, "",
              porto_subscription_remove(ledger, "bolag-1", PORTO_NTS, "vitec-epost", PORTO_NTS, 0,
                                        &settle, NULL, &err));
  settle.settle = 1;
  CHECK_INT(PORTO_OK, porto_subscription_remove(ledger, "bolag-1", PORTO_NTS, "vitec-epost",
                                                PORTO_NTS, 0, &settle, &effect, NULL));
  CHECK_TEXT(
      "month,2024-02,bolag-1,500.00,0.00,-500.00,SEK,\n"
      "total,2024-03,,500.00,0.00,-500.00,SEK,\n",
      effect_of(effect));

  porto_rows* changes = NULL;
  CHECK_INT(PORTO_OK, porto_change_list(ledger, NULL, &changes, NULL));
  const char* list = csv(changes);
  CHECK(strstr(list,
               "change,at,kind,company,tariff,version,domain,from,through,was_through,sha256,actor,"
               "reason,closed_through,digest,item,amount,text\n1,,tariff_add,,vitec-epost,1,,2024-"
               "02,,,") == list);
  CHECK(strstr(list, "\n2,,subscription_add,bolag-1,vitec-epost,,,2024-02,,,,,,,") != NULL);
  CHECK(strstr(list,
               "\n4,2024-03-02T08:00:00Z,subscription_remove,bolag-1,vitec-epost,,,2024-02,,,,anna,"
               "wrong,2024-02,") != NULL);
  porto_list_options part = PORTO_LIST_OPTIONS_INIT; /* a page of it */
  part.after = 1;
  part.limit = 2;
  CHECK_INT(PORTO_OK, porto_change_list(ledger, &part, &changes, NULL));
  CHECK_INT(2, (int64_t)porto_rows_count(changes));
  CHECK_INT(PORTO_OK, porto_rows_next(changes, NULL));
  CHECK_TEXT("2", porto_rows_text(changes, 0, NULL));
  porto_rows_close(changes);
  part.limit = 1000; /* more than there are */
  CHECK_INT(PORTO_OK, porto_change_list(ledger, &part, &changes, NULL));
  CHECK_INT(3, (int64_t)porto_rows_count(changes));
  porto_rows_close(changes);
  part.limit = -1;
  CHECK_FAILS(PORTO_E_INVALID, "options.limit", porto_change_list(ledger, &part, &changes, &err));
  part.after = -1;
  CHECK_FAILS(PORTO_E_INVALID, "options.after", porto_import_list(ledger, &part, &changes, &err));
  porto_ledger_close(ledger);
}

static void check_far_months(void) {
  porto_ledger* ledger = closed_ledger();
  porto_change_options anna = by_anna("2024-03-02T08:00:00Z");
#define FAR(options, err) subscribe(ledger, "bolag-2", "vitec-epost", 220501, 0, options, NULL, err)
  CHECK_FAILS(PORTO_E_INVALID, "from", FAR(&anna, &err));
  anna.allow_far = 1;
  CHECK_INT(PORTO_OK, FAR(&anna, NULL));
  anna.header_version = PORTO_VERSION_NUMBER + 1;
  CHECK_FAILS(PORTO_E_INVALID, "options.header_version", FAR(&anna, &err));
  porto_ledger_close(ledger);
}

int main(void) {
  check_effects();
  check_removals();
  check_far_months();
  return check_failures();
}
