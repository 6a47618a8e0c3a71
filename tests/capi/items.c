/* Items: credits and charges that were agreed with a company, from adding to the closed invoice. */
#include <string.h>

#include "support.h"

static porto_item item_of(const char* company, int32_t month, int64_t minor, const char* text) {
  porto_item item = PORTO_ITEM_INIT;
  item.company = company;
  item.month_yyyymm = month;
  item.amount_minor = minor;
  item.text = text;
  return item;
}

static void check_adding(porto_ledger* ledger) {
  porto_rows* rows = NULL;
  const porto_change_options anna = by_anna("2024-02-05T09:00:00Z");
  porto_item items[2] = {item_of("bolag-1", 202402, -10000, "Credit"),
                         item_of("bolag-1", 202402, 0, "Charge")};
  CHECK_FAILS(PORTO_E_INVALID, "items[1]", porto_item_add(ledger, items, 2, &anna, &rows, &err));
  items[1].amount = "12.5";
  CHECK_INT(PORTO_OK, porto_item_add(ledger, items, 2, &anna, &rows, NULL));
  CHECK_TEXT(
      "item,month,company,amount,currency,text,at,actor,reason\n"
      "3,2024-02,bolag-1,-100.00,SEK,Credit,2024-02-05T09:00:00Z,anna,wrong\n"
      "4,2024-02,bolag-1,12.50,SEK,Charge,2024-02-05T09:00:00Z,anna,wrong\n",
      csv(rows));
  CHECK_INT(PORTO_EXISTS, porto_item_add(ledger, items, 2, &anna, NULL, NULL));
  items[1].amount_minor = 1;
  CHECK_FAILS(PORTO_E_INVALID, "items[1].amount",
              porto_item_add(ledger, items, 2, &anna, NULL, &err));
  items[1].amount_minor = 0;
  items[1].amount = "much";
  CHECK_INT(PORTO_E_BAD_NUMBER, porto_item_add(ledger, items, 2, &anna, NULL, NULL));
  CHECK_INT(PORTO_E_INVALID, porto_item_add(ledger, items, 1, NULL, NULL, NULL));
  items[0].company = "nobody";
  CHECK_FAILS(PORTO_E_NOT_FOUND, "company", porto_item_add(ledger, items, 1, &anna, NULL, &err));
  porto_change_options trial = anna;
  trial.dry_run = 1;
  const porto_item tried = item_of("bolag-1", 202403, 5, "Tried");
  CHECK_INT(PORTO_OK, porto_item_add(ledger, &tried, 1, &trial, NULL, NULL));
  porto_item_filter of_march = PORTO_ITEM_FILTER_INIT;
  of_march.month_yyyymm = 202403;
  CHECK_INT(PORTO_OK, porto_item_list(ledger, &of_march, &rows, NULL));
  CHECK_TEXT("item,month,company,amount,currency,text,at,actor,reason\n", csv(rows));
  CHECK_INT(PORTO_EXISTS, porto_item_add(ledger, NULL, 0, &anna, NULL, NULL));
}

static void check_removing(porto_ledger* ledger) {
  porto_rows* rows = NULL;
  const porto_change_options anna = by_anna("2024-02-06T09:00:00Z");
  CHECK_INT(PORTO_E_INVALID, porto_item_remove(ledger, 4, NULL, NULL));
  CHECK_INT(PORTO_OK, porto_item_remove(ledger, 4, &anna, NULL));
  CHECK_FAILS(PORTO_E_NOT_FOUND, "item", porto_item_remove(ledger, 4, &anna, &err));
  porto_item_filter of_one = PORTO_ITEM_FILTER_INIT;
  of_one.company = "bolag-1";
  CHECK_INT(PORTO_OK, porto_item_list(ledger, &of_one, &rows, NULL));
  CHECK_INT(1, (int64_t)porto_rows_count(rows));
  CHECK_INT(PORTO_OK, porto_rows_next(rows, NULL));
  int64_t minor = 0;
  CHECK_INT(PORTO_OK, porto_rows_int64(rows, 3, &minor, NULL));
  CHECK_INT(-10000, minor);
  porto_rows_close(rows);
}

static void check_closed(porto_ledger* ledger) {
  porto_rows* rows = NULL;
  const porto_change_options anna = by_anna("2024-03-06T09:00:00Z");
  CHECK_INT(PORTO_OK,
            porto_month_close(ledger, 202402, at("2024-03-02T09:00:00Z"), NULL, &rows, NULL, NULL));
  CHECK_INT(PORTO_OK, porto_rows_next(rows, NULL));
  CHECK_INT(PORTO_OK, porto_rows_next(rows, NULL));
  uint32_t column = 0;
  CHECK_INT(PORTO_OK, porto_rows_find_column(rows, "kind", PORTO_NTS, &column, NULL));
  CHECK_TEXT("item", porto_rows_text(rows, column, NULL));
  CHECK_INT(PORTO_OK, porto_rows_find_column(rows, "tariff", PORTO_NTS, &column, NULL));
  CHECK(porto_rows_text(rows, column, NULL) == NULL);
  CHECK(porto_rows_text(rows, column + 1, NULL) == NULL);
  porto_rows_close(rows);
  const porto_item late = item_of("bolag-1", 202402, 5, "Late");
  CHECK_FAILS(PORTO_E_MONTH_CLOSED, "month", porto_item_add(ledger, &late, 1, &anna, NULL, &err));
  CHECK_FAILS(PORTO_E_MONTH_CLOSED, "item", porto_item_remove(ledger, 3, &anna, &err));
  CHECK_INT(PORTO_OK, porto_ledger_verify(ledger, NULL, NULL, NULL));
}

int main(void) {
  porto_ledger* ledger = example_ledger();
  check_adding(ledger);
  check_removing(ledger);
  check_closed(ledger);
  porto_ledger_close(ledger);
  return check_failures();
}
