/* Tools around documents: what differs, what both cost, a picture, and an explanation in a
 * language. */
#include <string.h>

#include "support.h"

/* vitec_tariff as it is, and with 0.012 raised to 0.015. */
static char raised[2048];

static void raise_price(void) {
  CHECK(strlen(vitec_tariff) < sizeof raised);
  strcpy(raised, vitec_tariff);
  char* price = strstr(raised, "0.012");
  CHECK(price != NULL);
  if (price) memcpy(price, "0.015", 5);
}

static void check_diff(void) {
  porto_rows* rows = NULL;
  CHECK_INT(PORTO_OK, porto_tariff_diff(vitec_tariff, PORTO_NTS, raised, PORTO_NTS, &rows, NULL));
  CHECK_TEXT("charge,field,change,old,new\nepost,price,changed,0.012,0.015\n", csv(rows));
  CHECK_INT(PORTO_OK, porto_tariff_diff(raised, PORTO_NTS, raised, PORTO_NTS, &rows, NULL));
  CHECK_TEXT("charge,field,change,old,new\n", csv(rows));
  CHECK_FAILS(PORTO_E_BAD_TARIFF, "before",
              porto_tariff_diff("id = 5\n", PORTO_NTS, raised, PORTO_NTS, &rows, &err));
  CHECK_FAILS(PORTO_E_BAD_TARIFF, "after",
              porto_tariff_diff(raised, PORTO_NTS, "id = 5\n", PORTO_NTS, &rows, &err));
}

static void check_compare(void) {
  const char* usages[] = {"40000", "messages=0"};
  porto_rows* rows = NULL;
#define COMPARE(usages, count) \
  porto_tariff_compare(vitec_tariff, PORTO_NTS, raised, PORTO_NTS, usages, count, &rows, NULL)
  CHECK_INT(PORTO_OK, COMPARE(usages, 2));
  CHECK_TEXT(
      "usage,old,new,difference,old_currency,new_currency\n"
      "messages=40000,860.00,950.00,90.00,SEK,SEK\n"
      "messages=0,500.00,500.00,0.00,SEK,SEK\n",
      csv(rows));
  CHECK_INT(PORTO_OK, COMPARE(NULL, 0));
  CHECK(strstr(csv(rows), "messages=10001,500.01,500.02,0.01,SEK,SEK\n") != NULL);
  usages[0] = "sms=1";
  CHECK_INT(PORTO_E_INVALID, COMPARE(usages, 2));
#undef COMPARE
}

struct picture {
  char text[16384];
  size_t size;
};

static int32_t append(void* user, const char* bytes, size_t size) {
  struct picture* picture = user;
  if (picture->size + size >= sizeof picture->text) return 1;
  memcpy(picture->text + picture->size, bytes, size);
  picture->size += size;
  picture->text[picture->size] = '\0';
  return 0;
}

static void check_plot(void) {
  static struct picture whole, part;
#define PLOT(meter, from, to, picture, err)                                                    \
  porto_tariff_plot(vitec_tariff, PORTO_NTS, meter, PORTO_NTS, from, PORTO_NTS, to, PORTO_NTS, \
                    append, picture, err)
  CHECK_INT(PORTO_OK, PLOT(NULL, NULL, "40000", &whole, NULL));
  CHECK(strncmp(whole.text, "<svg ", 5) == 0);
  CHECK(strstr(whole.text, ">860.00\302\240SEK</text>") != NULL);
  CHECK(strstr(whole.text, ">10,000 included</text>") != NULL);
  CHECK_INT(PORTO_OK, PLOT("messages", "20000", "40000", &part, NULL));
  CHECK(strstr(part.text, ">10,000 included</text>") == NULL);

  whole.size = sizeof whole.text; /* takes no more */
  CHECK_FAILS(PORTO_E_CANCELLED, "write", PLOT(NULL, NULL, "40000", &whole, &err));
  CHECK_FAILS(PORTO_E_INVALID, "meter", PLOT("sms", NULL, "40000", &part, &err));
  CHECK_FAILS(PORTO_E_INVALID, "to", PLOT(NULL, "5", "5", &part, &err));
  CHECK_INT(PORTO_E_BAD_NUMBER, PLOT(NULL, NULL, "4e4", &part, NULL));
#undef PLOT
}

static void check_explain(void) {
  porto_rows* rows = NULL;
#define EXPLAIN(language)                                                                       \
  porto_tariff_explain(vitec_tariff, PORTO_NTS, "10042", PORTO_NTS, language, PORTO_NTS, &rows, \
                       NULL)
  CHECK_INT(PORTO_OK, EXPLAIN(NULL)); /* the document says nothing: English */
  CHECK_TEXT(
      "charge,step,formula,value,line\n"
      "epost,usage,10042,10042,\n"
      "epost,billable,\"max(0, 10042 - 10000)\",42,\n"
      "epost,fee,500,500,\n"
      "epost,rounding,\"half_up(500, 2)\",500.00,1\n"
      "epost,amount,42 * 0.012,0.504,\n"
      "epost,rounding,\"half_up(0.504, 2)\",0.50,2\n"
      ",total,500.00 + 0.50,500.50,\n",
      csv(rows));
  CHECK_INT(PORTO_OK, EXPLAIN("sv"));
  CHECK(strstr(csv(rows), "epost,debiterbart,\"max(0, 10042 - 10000)\",42,\n") != NULL);
  CHECK_INT(PORTO_E_INVALID, EXPLAIN("tlh"));
#undef EXPLAIN
}

/* Events that are priced one by one, and a document that only has fees. */
static void check_usage_texts(void) {
  static const char head[] =
      "id = \"t\"\nversion = 1\neffective = \"2024-02\"\ncurrency = \"SEK\"\n[[charge]]\n";
  char events[512];
  char fees[512];
  porto_rows* rows = NULL;
  strcat(strcpy(events, head),
         "id = \"p\"\nmeter = \"card\"\neach = \"event\"\nincluded_events = 1\npercent = 2\n");
  strcat(strcpy(fees, head), "id = \"f\"\nfee = 7\n");
#define TOTAL(toml, usage)                                                                      \
  (CHECK_INT(PORTO_OK, porto_tariff_explain(toml, PORTO_NTS, usage, PORTO_NTS, "en", PORTO_NTS, \
                                            &rows, NULL)),                                      \
   strstr(csv(rows), ",total,"))
  CHECK_TEXT(",total,0,0.00,\n", TOTAL(events, "50"));
  CHECK_TEXT(",total,2.01,2.01,\n", TOTAL(events, "card=50+100.50"));
  CHECK_TEXT(",total,7.00,7.00,\n", TOTAL(fees, "0"));
#undef TOTAL
  CHECK_INT(PORTO_E_BAD_NUMBER, porto_tariff_explain(events, PORTO_NTS, "50+", PORTO_NTS, "en",
                                                     PORTO_NTS, &rows, NULL));
  CHECK_INT(PORTO_E_BAD_NUMBER, porto_tariff_explain(vitec_tariff, PORTO_NTS, "1+2", PORTO_NTS,
                                                     "en", PORTO_NTS, &rows, NULL));
  CHECK_FAILS(PORTO_E_INVALID, "usage",
              porto_tariff_explain(fees, PORTO_NTS, "1", PORTO_NTS, "en", PORTO_NTS, &rows, &err));
}

int main(void) {
  raise_price();
  check_diff();
  check_compare();
  check_plot();
  check_explain();
  check_usage_texts();
  return check_failures();
}
