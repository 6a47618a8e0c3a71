/* Books: a closed month for the accounting system, from the options to the files. */
#include <string.h>

#include "support.h"

static const char books_file[] =
    "[defaults]\n"
    "article = \"POST\"\n"
    "account = 3041\n";

static porto_books_options as_format(const char* format) {
  porto_books_options options = PORTO_BOOKS_OPTIONS_INIT;
  options.format = format;
  options.books = books_file;
  return options;
}

/* bolag-1 uses 40,000 messages in February 2024, which is closed. */
static void close_february(porto_ledger* ledger) {
  const porto_event event = event_of("e1", "bolag-1", "2024-02-10T12:00:00Z", 40000);
  int32_t outcome = 0;
  CHECK_INT(PORTO_OK, porto_usage_record(ledger, &event, 1, 0, NULL, &outcome, NULL, NULL));
  porto_company company = PORTO_COMPANY_INIT;
  company.id = "bolag-1";
  company.customer_number = "1017";
  company.cost_centre = "42";
  CHECK_INT(PORTO_OK, porto_company_add(ledger, &company, 1, NULL));
  CHECK_INT(PORTO_OK,
            porto_month_close(ledger, 202402, at("2024-03-02T09:00:00Z"), NULL, NULL, NULL, NULL));
}

static void check_rows(porto_ledger* ledger) {
  porto_rows* rows = NULL;
  porto_rows* notices = NULL;
  porto_books_options options = as_format("rows");
  CHECK_FAILS(PORTO_E_MONTH_OPEN, "month",
              porto_books_export(ledger, 202403, &options, &rows, NULL, &err));
  CHECK_INT(PORTO_OK, porto_books_export(ledger, 202402, &options, &rows, &notices, NULL));
  CHECK_TEXT(
      "company,line,customer_number,reference,article,account,cost_centre,text,quantity,unit,"
      "unit_price,net_amount,currency,usage_month\n"
      "bolag-1,1,1017,,POST,3041,42,fixed February 2024,1,MON,500,500.00,SEK,2024-02\n"
      "bolag-1,2,1017,,POST,3041,42,messages February 2024,1,LS,360,360.00,SEK,2024-02\n",
      csv(rows));
  CHECK_TEXT(
      "notice\n"
      "1 row with quantity 1 and the amount as the price: with 2 decimals in a price and 2 in a "
      "quantity the amount would be another\n",
      csv(notices));
  options.format = "paper";
  CHECK_FAILS(PORTO_E_INVALID, "options.format",
              porto_books_export(ledger, 202402, &options, &rows, NULL, &err));
  options = as_format("rows");
  options.issued_yyyymmdd = 20240302;
  CHECK_FAILS(PORTO_E_INVALID, "issued",
              porto_books_export(ledger, 202402, &options, &rows, NULL, &err));
  options = as_format("rows");
  options.books = "[defaults]\nartikel = 5\n";
  options.file_name = "b.toml";
  CHECK_FAILS(PORTO_E_BAD_INPUT, "b.toml",
              porto_books_export(ledger, 202402, &options, &rows, NULL, &err));
}

static const char whole_books[] =
    "[seller]\nname = \"S\"\norganisation = \"556677-8899\"\nvat_number = \"SE556677889901\"\n"
    "street = \"G\"\ncity = \"C\"\npostcode = \"1\"\n"
    "[numbers]\nfirst = 7\n"
    "[[vat]]\nid = \"s\"\ncategory = \"S\"\nrate = 25\naccount = 2611\n"
    "[defaults]\naccount = 3041\n"
    "[[buyer]]\ncompany = \"bolag-1\"\nname = \"B\"\norganisation = \"212000-0142\"\n"
    "street = \"G\"\ncity = \"C\"\npostcode = \"1\"\nreference = \"Kim\"\n";

typedef struct taken_files {
  int count;
  int stop_at; /* 0: never */
  char name[40];
  char begins[40];
} taken_files;

static int32_t take_file(void* user, const char* name, size_t name_len, const char* bytes,
                         size_t bytes_len) {
  taken_files* files = user;
  ++files->count;
  CHECK(name_len < sizeof files->name && bytes_len > 20);
  memcpy(files->name, name, name_len);
  files->name[name_len] = '\0';
  memcpy(files->begins, bytes, 20);
  return files->count == files->stop_at;
}

#define INVOICE "7,bolag-1,invoice,2024-03-05,2024-04-04,860.00,215.00,1075.00,SEK,"
static const char columns[] =
    "number,company,kind,issued,due,net_amount,vat,total,currency,file,is_new\n";

static void check_numbered(porto_ledger* ledger) {
  porto_rows* rows = NULL;
  taken_files files = {0, 1, "", ""};
  porto_books_options options = as_format("ubl");
  options.books = whole_books;
  options.on_file = take_file;
  options.user = &files;
  CHECK_FAILS(PORTO_E_INVALID, "options.now_unix_us",
              porto_books_export(ledger, 202402, &options, &rows, NULL, &err));
  options.issued_yyyymmdd = 20240230;
  CHECK_FAILS(PORTO_E_INVALID, "options.issued_yyyymmdd",
              porto_books_export(ledger, 202402, &options, &rows, NULL, &err));
  options.issued_yyyymmdd = 20300101;
  CHECK_FAILS(PORTO_E_INVALID, "issued",
              porto_books_export(ledger, 202402, &options, &rows, NULL, &err));
  options.allow_far = 1;
  options.dry_run = 1;
  CHECK_INT(PORTO_OK, porto_books_export(ledger, 202402, &options, &rows, NULL, NULL));
  porto_rows_close(rows);
  rows = NULL;
  options.allow_far = 0;
  options.reserved = 1;
  CHECK_FAILS(PORTO_E_INVALID, "options.reserved",
              porto_books_export(ledger, 202402, &options, &rows, NULL, &err));
  options.reserved = 0;
  options.issued_yyyymmdd = 0;
  options.now_unix_us = at("2024-03-05T09:00:00Z");
  options.dry_run = 1;
  char expected[200];
  strcat(strcpy(expected, columns), INVOICE "7.xml,yes\n");
  CHECK_INT(PORTO_OK, porto_books_export(ledger, 202402, &options, &rows, NULL, NULL));
  CHECK_TEXT(expected, csv(rows));
  CHECK_INT(0, files.count);
  /* A callback that stops: the numbers are given, and the same call goes on from there. */
  options.dry_run = 0;
  CHECK_FAILS(PORTO_E_CANCELLED, "options.on_file",
              porto_books_export(ledger, 202402, &options, &rows, NULL, &err));
  files.stop_at = 0;
  strcat(strcpy(expected, columns), INVOICE "7.xml,no\n");
  CHECK_INT(PORTO_OK, porto_books_export(ledger, 202402, &options, &rows, NULL, NULL));
  CHECK_TEXT(expected, csv(rows));
  CHECK_INT(2, files.count);
  CHECK_TEXT("7.xml", files.name);
  CHECK(memcmp(files.begins, "<?xml version=", 14) == 0);
  /* A dry run has no files, also where every number is given. */
  options.dry_run = 1;
  CHECK_INT(PORTO_OK, porto_books_export(ledger, 202402, &options, &rows, NULL, NULL));
  porto_rows_close(rows);
  CHECK_INT(2, files.count);
  options.dry_run = 0;
  options.format = "sie";
  strcat(strcpy(expected, columns), INVOICE ",no\n");
  CHECK_INT(PORTO_OK, porto_books_export(ledger, 202402, &options, &rows, NULL, NULL));
  CHECK_TEXT(expected, csv(rows));
  CHECK_TEXT("porto-2024-02.si", files.name);
  CHECK(memcmp(files.begins, "#FLAGGA 0\r\n#KSUMMA", 18) == 0);
  options.books = "";
  CHECK_FAILS(PORTO_E_BAD_INPUT, "books.toml",
              porto_books_export(ledger, 202402, &options, &rows, NULL, &err));
}

int main(void) {
  porto_ledger* ledger = example_ledger();
  close_february(ledger);
  check_rows(ledger);
  check_numbered(ledger);
  porto_ledger_close(ledger);
  return check_failures();
}
