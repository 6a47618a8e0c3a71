/* Companies, tariffs and subscriptions; and tariff documents without a ledger. */
#include <stdio.h>
#include <string.h>

#include "support.h"

static void check_companies(porto_ledger* ledger) {
  porto_company company = PORTO_COMPANY_INIT;
  company.id = "0010";
  CHECK_INT(PORTO_OK, porto_company_add(ledger, &company, 1, NULL));
  company.id = "0010 and more";
  company.id_len = 4;
  CHECK_INT(PORTO_EXISTS, porto_company_add(ledger, &company, 1, NULL));
  CHECK_INT(PORTO_OK, add_company(ledger, "10", "Tio, AB", NULL));
  CHECK_INT(PORTO_OK, add_company(ledger, "10", "Tio AB", NULL));
  CHECK_INT(PORTO_EXISTS, add_company(ledger, "10", "Tio AB", NULL));
  CHECK_INT(PORTO_E_INVALID, add_company(ledger, "", NULL, NULL));
  CHECK_INT(PORTO_E_INVALID, add_company(ledger, "a\nb", NULL, NULL));
  porto_rows* rows = NULL;
  CHECK_INT(PORTO_OK, porto_company_list(ledger, &rows, NULL));
  CHECK_TEXT(
      "company,name,customer_number,reference,language,cost_centre\n"
      "0010,,,,,\n10,Tio AB,,,,\nbolag-1,Bolag Ett AB,,,,\n",
      csv(rows));
}

/* NULL leaves a field as it is, an empty text takes it away. */
static void check_fields(void) {
  porto_ledger* ledger = example_ledger();
  porto_rows* rows = NULL;
  porto_company company = PORTO_COMPANY_INIT;
  company.id = "bolag-1";
  company.customer_number = "4711";
  company.reference = "Ink\xC3\xB6p 12 and more";
  company.reference_len = 9;
  company.language = "sv";
  company.cost_centre = "K1";
  CHECK_INT(PORTO_OK, porto_company_add(ledger, &company, 1, NULL));
  CHECK_INT(PORTO_EXISTS, porto_company_add(ledger, &company, 1, NULL));
  CHECK_INT(PORTO_EXISTS, add_company(ledger, "bolag-1", NULL, NULL));
  CHECK_INT(PORTO_OK, porto_company_list(ledger, &rows, NULL));
  CHECK_TEXT(
      "company,name,customer_number,reference,language,cost_centre\n"
      "bolag-1,Bolag Ett AB,4711,Ink\xC3\xB6p 12,sv,K1\n",
      csv(rows));
  company = (porto_company)PORTO_COMPANY_INIT;
  company.id = "bolag-1";
  company.name = "";
  company.cost_centre = "";
  CHECK_INT(PORTO_OK, porto_company_add(ledger, &company, 1, NULL));
  CHECK_INT(PORTO_OK, porto_company_list(ledger, &rows, NULL));
  CHECK_TEXT(
      "company,name,customer_number,reference,language,cost_centre\n"
      "bolag-1,,4711,Ink\xC3\xB6p 12,sv,\n",
      csv(rows));
  company.language = "Swedish";
  CHECK_FAILS(PORTO_E_INVALID, "language", porto_company_add(ledger, &company, 1, &err));
  porto_ledger_close(ledger);
}

/* A table says what many calls would, and is written again as it was. */
static void check_table(void) {
  porto_ledger* ledger = example_ledger();
  porto_rows* rows = NULL;
  porto_rows* report = NULL;
  porto_rows* effect = NULL;
  porto_input input = PORTO_INPUT_INIT;
  input.name = "t.csv";
  input.bytes =
      "id;name;tariff;from;through;domains\n"
      "0001;Eken, AB;vitec-epost;2024-02;2024-06;a.example b.example\n"
      "bolag-1;;;;;\n;;;;;\n";
  input.byte_count = PORTO_NTS;
  porto_company_table table = PORTO_COMPANY_TABLE_INIT;
  table.delimiter = ';';
  porto_change_options trial = PORTO_CHANGE_OPTIONS_INIT;
  trial.dry_run = 1;
  CHECK_INT(PORTO_OK, porto_company_import(ledger, &input, &table, &trial, NULL, NULL, NULL, NULL));
  CHECK_INT(PORTO_OK,
            porto_company_import(ledger, &input, &table, NULL, &rows, &report, &effect, NULL));
  CHECK_TEXT(
      "what,company,name,change,before,after,place\n"
      "company,0001,,new,,,t.csv:2\n"
      "field,0001,name,new,,\"Eken, AB\",t.csv:2\n"
      "subscription,0001,vitec-epost,new,,2024-02..2024-06,t.csv:2\n"
      "domain,0001,a.example,new,,..,t.csv:2\n"
      "domain,0001,b.example,new,,..,t.csv:2\n",
      csv(rows));
  CHECK_TEXT(
      "entry,name,value\nrows,,3\ncompanies,,2\nnew,,5\nchanged,,0\nsame,,1\n"
      "only_in_ledger,,2\nnot_counted,blank row,1\n",
      csv(report));
  CHECK_TEXT(
      "entry,month,company,before,after,difference,currency,notice\n"
      "total,,,0.00,0.00,0.00,SEK,\n",
      csv(effect));
  CHECK_INT(PORTO_EXISTS,
            porto_company_import(ledger, &input, &table, NULL, NULL, NULL, NULL, NULL));
  CHECK_INT(PORTO_OK, porto_company_export(ledger, &rows, NULL));
  CHECK_TEXT(
      "id,name,tariff,from,through,domains,customer_number,reference,language,cost_centre\n"
      "0001,\"Eken, AB\",vitec-epost,2024-02,2024-06,a.example b.example,,,,\n"
      "bolag-1,Bolag Ett AB,vitec-epost,2024-02,,,,,,\n",
      csv(rows));
  input.bytes = "id;language\n1;xx\n2;yy\n";
  CHECK_FAILS(PORTO_E_BAD_INPUT, "t.csv:2",
              porto_company_import(ledger, &input, &table, NULL, &rows, NULL, NULL, &err));
  porto_ledger_close(ledger);
}

static int rows_left(porto_rows* rows) {
  const int count = (int)porto_rows_count(rows);
  porto_rows_close(rows);
  return count;
}

/* Many at once are all added or none, and the one that is wrong is named. */
static void check_many(void) {
  enum { many = 300 };
  static char ids[many][8];
  static porto_company companies[many];
  static porto_subscription subscriptions[many];
  porto_ledger* ledger = example_ledger();
  porto_rows* rows = NULL;
  for (int i = 0; i < many; ++i) {
    snprintf(ids[i], sizeof ids[i], "c%d", i);
    companies[i] = (porto_company)PORTO_COMPANY_INIT;
    companies[i].id = ids[i];
    subscriptions[i] = (porto_subscription)PORTO_SUBSCRIPTION_INIT;
    subscriptions[i].company = ids[i];
    subscriptions[i].tariff = "vitec-epost";
    subscriptions[i].from = 202402;
  }
  companies[217].id = "";
  CHECK_FAILS(PORTO_E_INVALID, "companies[217]", porto_company_add(ledger, companies, many, &err));
  companies[217].id = NULL;
  CHECK_FAILS(PORTO_E_INVALID, "companies[217].id",
              porto_company_add(ledger, companies, many, &err));
  CHECK_INT(PORTO_OK, porto_company_list(ledger, &rows, NULL));
  CHECK_INT(1, rows_left(rows));
  companies[217].id = ids[217];
  CHECK_INT(PORTO_OK, porto_company_add(ledger, companies, many, NULL));
  CHECK_INT(PORTO_EXISTS, porto_company_add(ledger, companies, many, NULL));
  companies[3].name = "Tre AB"; /* one of them changes something */
  CHECK_INT(PORTO_OK, porto_company_add(ledger, companies, many, NULL));

  subscriptions[40].company = "nobody";
  CHECK_FAILS(PORTO_E_NOT_FOUND, "subscriptions[40]",
              porto_subscription_add(ledger, subscriptions, many, NULL, NULL, &err));
  subscriptions[40].company = ids[39]; /* it is on the tariff from the struct before */
  subscriptions[40].from = 202403;
  CHECK_FAILS(PORTO_E_CONFLICT, "subscriptions[40]",
              porto_subscription_add(ledger, subscriptions, many, NULL, NULL, &err));
  CHECK_INT(PORTO_OK, porto_subscription_list(ledger, &rows, NULL));
  CHECK_INT(1, rows_left(rows));
  CHECK_INT(PORTO_OK, porto_change_list(ledger, NULL, &rows, NULL));
  CHECK_INT(2, rows_left(rows)); /* of the example ledger */
  subscriptions[40].company = ids[40];
  porto_change_options trial = PORTO_CHANGE_OPTIONS_INIT;
  trial.dry_run = 1;
  CHECK_INT(PORTO_OK, porto_subscription_add(ledger, subscriptions, many, &trial, &rows, NULL));
  CHECK_INT(1, rows_left(rows)); /* the total: no closed month changes */
  CHECK_INT(PORTO_OK, porto_subscription_add(ledger, subscriptions, many, NULL, NULL, NULL));
  CHECK_INT(PORTO_EXISTS, porto_subscription_add(ledger, subscriptions, many, NULL, NULL, NULL));
  CHECK_INT(PORTO_OK, porto_subscription_list(ledger, &rows, NULL));
  CHECK_INT(many + 1, rows_left(rows));

  porto_meter meters[2] = {PORTO_METER_INIT, PORTO_METER_INIT};
  meters[0].id = "storage";
  meters[1].id = "messages";
  meters[1].decimals = 2;
  CHECK_FAILS(PORTO_E_CONFLICT, "meters[1]", porto_meter_add(ledger, meters, 2, &err));
  for (int32_t kind = PORTO_METER_HIGHEST; kind <= PORTO_METER_DISTINCT + 1; ++kind) {
    meters[1].kind = kind; /* reserved, or none */
    CHECK_FAILS(PORTO_E_INVALID, "meters[1].kind", porto_meter_add(ledger, meters, 2, &err));
  }
  meters[1].kind = PORTO_METER_SUM;
  CHECK_INT(PORTO_OK, porto_meter_list(ledger, &rows, NULL));
  CHECK_INT(1, rows_left(rows));
  CHECK_INT(PORTO_OK, porto_meter_add(ledger, meters, 1, NULL));

  /* None at all change nothing. */
  CHECK_INT(PORTO_EXISTS, porto_company_add(ledger, NULL, 0, NULL));
  CHECK_INT(PORTO_EXISTS, porto_meter_add(ledger, NULL, 0, NULL));
  CHECK_INT(PORTO_EXISTS, porto_subscription_add(ledger, NULL, 0, NULL, NULL, NULL));
  porto_ledger_close(ledger);
}

static void check_tariffs(porto_ledger* ledger) {
  CHECK_INT(PORTO_EXISTS,
            porto_tariff_add(ledger, vitec_tariff, PORTO_NTS, NULL, 0, NULL, NULL, NULL));
  char other[2048];
  strcpy(other, vitec_tariff);
  strcat(other, "# a remark\n");
  CHECK_INT(PORTO_E_CONFLICT,
            porto_tariff_add(ledger, other, PORTO_NTS, NULL, 0, NULL, NULL, NULL));
  CHECK_INT(PORTO_E_BAD_TARIFF,
            porto_tariff_add(ledger, "id = 5\n", PORTO_NTS, NULL, 0, NULL, NULL, NULL));

  porto_rows* rows = NULL;
  CHECK_INT(PORTO_OK, porto_tariff_list(ledger, &rows, NULL));
  CHECK_TEXT(
      "tariff,version,effective,name,currency,sha256\n"
      "vitec-epost,1,2024-02,E-post via Mailgun,SEK,"
      "bd03fbc197843617b86e01b2141bb04ee92a0530c89c31ee4fd899838594ad2c\n",
      csv(rows));
  for (int32_t version = 0; version <= 1; ++version) {
    CHECK_INT(PORTO_OK, porto_tariff_show(ledger, "vitec-epost", PORTO_NTS, version, &rows, NULL));
    CHECK_INT(PORTO_OK, porto_rows_next(rows, NULL));
    CHECK_TEXT(vitec_tariff, porto_rows_text(rows, 5, NULL));
    CHECK_INT(PORTO_DONE, porto_rows_next(rows, NULL));
    porto_rows_close(rows);
  }
  CHECK_FAILS(PORTO_E_NOT_FOUND, "id",
              porto_tariff_show(ledger, "vitec-epost", PORTO_NTS, 2, &rows, &err));
  CHECK_FAILS(PORTO_E_NOT_FOUND, "id",
              porto_tariff_show(ledger, "vitec", PORTO_NTS, 0, &rows, &err));
  CHECK(rows == NULL);
}

static void check_subscriptions(porto_ledger* ledger) {
  static const char by_days[] =
      "id = \"days\"\nversion = 1\neffective = \"2024-02\"\ncurrency = \"SEK\"\n"
      "prorate = \"days\"\n[[charge]]\nid = \"fee\"\nfee = 310\n";
  CHECK_INT(PORTO_OK, porto_tariff_add(ledger, by_days, PORTO_NTS, NULL, 0, NULL, NULL, NULL));
#define SUBSCRIBE(company, tariff, from, through) \
  subscribe(ledger, company, tariff, from, through, NULL, NULL, NULL)
  CHECK_INT(PORTO_EXISTS, SUBSCRIBE("bolag-1", "vitec-epost", 202402, 0));
  CHECK_INT(PORTO_E_CONFLICT, SUBSCRIBE("bolag-1", "vitec-epost", 202403, 202404));
  CHECK_INT(PORTO_OK, SUBSCRIBE("10", "vitec-epost", 202403, 202404));
  CHECK_INT(PORTO_E_NOT_FOUND, SUBSCRIBE("nobody", "vitec-epost", 202402, 0));
  CHECK_INT(PORTO_E_NOT_FOUND, SUBSCRIBE("10", "vitec-epots", 202405, 0));
  /* Days at the ends of months are the months; this tariff does not prorate others. */
  CHECK_INT(PORTO_EXISTS, SUBSCRIBE("10", "vitec-epost", 20240301, 20240430));
  CHECK_INT(PORTO_E_CONFLICT, SUBSCRIBE("10", "vitec-epost", 20240517, 0));
  CHECK_INT(PORTO_E_CONFLICT, SUBSCRIBE("10", "vitec-epost", 202405, 20240516));
  CHECK_INT(PORTO_OK, SUBSCRIBE("10", "days", 20240517, 202406));
#undef SUBSCRIBE
  CHECK_INT(PORTO_OK, porto_subscription_end(ledger, "bolag-1", PORTO_NTS, "vitec-epost", PORTO_NTS,
                                             202412, NULL, NULL, NULL));
  CHECK_INT(PORTO_E_NOT_FOUND, porto_subscription_end(ledger, "0010", PORTO_NTS, "vitec-epost",
                                                      PORTO_NTS, 202412, NULL, NULL, NULL));
  CHECK_INT(PORTO_OK, porto_subscription_end(ledger, "10", PORTO_NTS, "days", PORTO_NTS, 20240616,
                                             NULL, NULL, NULL));
  CHECK_INT(PORTO_E_CONFLICT, porto_subscription_end(ledger, "10", PORTO_NTS, "vitec-epost",
                                                     PORTO_NTS, 20240416, NULL, NULL, NULL));
  porto_rows* rows = NULL;
  CHECK_INT(PORTO_OK, porto_subscription_list(ledger, &rows, NULL));
  CHECK_TEXT(
      "company,tariff,from,through\n"
      "10,days,2024-05-17,2024-06-16\n"
      "10,vitec-epost,2024-03,2024-04\n"
      "bolag-1,vitec-epost,2024-02,2024-12\n",
      csv(rows));
}

static void check_documents(void) {
  porto_rows* rows = NULL;
  CHECK_INT(PORTO_OK, porto_tariff_mistakes(vitec_tariff, PORTO_NTS, NULL, 0, &rows, NULL));
  CHECK_TEXT("file,line,column,severity,what,hint\n", csv(rows));
  CHECK_INT(PORTO_OK,
            porto_tariff_mistakes("id = 5\n", PORTO_NTS, "a.toml", PORTO_NTS, &rows, NULL));
  CHECK_INT(PORTO_OK, porto_rows_next(rows, NULL));
  CHECK_TEXT("a.toml", porto_rows_text(rows, 0, NULL));
  CHECK_TEXT("error", porto_rows_text(rows, 3, NULL));
  porto_rows_close(rows);
}

/* Who joined in a month, who left in it, and who is on no tariff. */
static void check_customers(void) {
  porto_ledger* ledger = example_ledger();
  porto_rows* rows = NULL;
  CHECK_INT(PORTO_OK, add_company(ledger, "bolag-2", "Bolag AB", NULL));
  CHECK_INT(PORTO_OK,
            subscribe(ledger, "bolag-2", "vitec-epost", 202403, 202403, NULL, NULL, NULL));
#define OF_MONTH(month, which, err) \
  porto_subscription_of_month(ledger, month, which, PORTO_NTS, &rows, err)
  CHECK_INT(PORTO_OK, OF_MONTH(202402, NULL, NULL));
  CHECK_TEXT("company,tariff,from,through\nbolag-1,vitec-epost,2024-02,\n", csv(rows));
  CHECK_INT(PORTO_OK, OF_MONTH(202403, "joined", NULL));
  CHECK_TEXT("company,tariff,from,through\nbolag-2,vitec-epost,2024-03,2024-03\n", csv(rows));
  CHECK_INT(PORTO_OK, OF_MONTH(202403, "left", NULL));
  CHECK_TEXT("company,tariff,from,through\nbolag-2,vitec-epost,2024-03,2024-03\n", csv(rows));
  CHECK_FAILS(PORTO_E_INVALID, "which", OF_MONTH(202403, "moved", &err));
  CHECK_FAILS(PORTO_E_INVALID, "month_yyyymm", OF_MONTH(202413, NULL, &err));
#undef OF_MONTH
  CHECK_INT(PORTO_OK, porto_company_unsubscribed(ledger, 202402, &rows, NULL));
  CHECK_TEXT("company,name,customer_number,reference,language,cost_centre\nbolag-2,Bolag AB,,,,\n",
             csv(rows));
  CHECK_FAILS(PORTO_E_INVALID, "month_yyyymm", porto_company_unsubscribed(ledger, 0, &rows, &err));
  porto_ledger_close(ledger);
}

int main(void) {
  porto_ledger* ledger = example_ledger();
  check_companies(ledger);
  check_tariffs(ledger);
  check_subscriptions(ledger);
  porto_ledger_close(ledger);
  check_fields();
  check_table();
  check_many();
  check_documents();
  check_customers();
  return check_failures();
}
