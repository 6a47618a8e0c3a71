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

static porto_tariff* opened(const char* toml) {
  porto_tariff* tariff = NULL;
  CHECK_INT(PORTO_OK, porto_tariff_open(toml, PORTO_NTS, NULL, 0, &tariff, NULL));
  return tariff;
}

static void check_diff(const porto_tariff* vitec, const porto_tariff* dearer) {
  porto_rows* rows = NULL;
  CHECK_INT(PORTO_OK, porto_tariff_diff(vitec, dearer, &rows, NULL));
  CHECK_TEXT("charge,field,change,old,new\nepost,price,changed,0.012,0.015\n", csv(rows));
  CHECK_INT(PORTO_OK, porto_tariff_diff(dearer, dearer, &rows, NULL));
  CHECK_TEXT("charge,field,change,old,new\n", csv(rows));
}

static void check_compare(const porto_tariff* vitec, const porto_tariff* dearer) {
  porto_meter_usage meters[] = {PORTO_METER_USAGE_INIT, PORTO_METER_USAGE_INIT};
  porto_usage usages[] = {PORTO_USAGE_INIT, PORTO_USAGE_INIT};
  porto_rows* rows = NULL;
  meters[0].quantity = 40000;
  meters[1].meter = "messages";
  for (int i = 0; i < 2; ++i) {
    usages[i].meters = &meters[i];
    usages[i].meter_count = 1;
  }
  CHECK_INT(PORTO_OK, porto_tariff_compare(vitec, dearer, usages, 2, &rows, NULL));
  CHECK_TEXT(
      "usage,old,new,difference,old_currency,new_currency\n"
      "messages=40000,860.00,950.00,90.00,SEK,SEK\n"
      "messages=0,500.00,500.00,0.00,SEK,SEK\n",
      csv(rows));
  CHECK_INT(PORTO_OK, porto_tariff_compare(vitec, dearer, NULL, 0, &rows, NULL));
  CHECK(strstr(csv(rows), "messages=10001,500.01,500.02,0.01,SEK,SEK\n") != NULL);
  meters[1].meter = "sms";
  CHECK_FAILS(PORTO_E_INVALID, "usages[1].meters[0].meter",
              porto_tariff_compare(vitec, dearer, usages, 2, &rows, &err));
  meters[1].meter = "messages";
  meters[1].decimals = -1;
  CHECK_FAILS(PORTO_E_INVALID, "usages[1].meters[0].decimals",
              porto_tariff_compare(vitec, dearer, usages, 2, &rows, &err));
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

static int32_t plot(const porto_tariff* tariff, const char* meter, const char* from, const char* to,
                    void* picture, porto_error** err) {
  porto_plot_options options = PORTO_PLOT_OPTIONS_INIT;
  options.meter = meter;
  options.from = from;
  options.to = to;
  return porto_tariff_plot(tariff, &options, append, picture, err);
}

static void check_plot(const porto_tariff* vitec) {
  static struct picture whole, part;
#define PLOT(meter, from, to, picture, err) plot(vitec, meter, from, to, picture, err)
  CHECK_INT(PORTO_OK, PLOT(NULL, NULL, "40000", &whole, NULL));
  CHECK(strncmp(whole.text, "<svg ", 5) == 0);
  CHECK(strstr(whole.text, ">860.00\302\240SEK</text>") != NULL);
  CHECK(strstr(whole.text, ">10,000 included</text>") != NULL);
  CHECK_INT(PORTO_OK, PLOT("messages", "20000", "40000", &part, NULL));
  CHECK(strstr(part.text, ">10,000 included</text>") == NULL);

  whole.size = sizeof whole.text; /* takes no more */
  CHECK_FAILS(PORTO_E_CANCELLED, "write", PLOT(NULL, NULL, "40000", &whole, &err));
  CHECK_FAILS(PORTO_E_INVALID, "options.meter", PLOT("sms", NULL, "40000", &part, &err));
  CHECK_FAILS(PORTO_E_INVALID, "options.to", PLOT(NULL, "5", "5", &part, &err));
  CHECK_FAILS(PORTO_E_BAD_NUMBER, "options.to", PLOT(NULL, NULL, "4e4", &part, &err));
  part.size = 0;
  CHECK_INT(PORTO_OK, PLOT(NULL, NULL, NULL, &part, NULL)); /* as far as prices change */
  CHECK(strstr(part.text, ">10,000 included</text>") != NULL);
#undef PLOT
}

static void check_explain(const porto_tariff* vitec) {
  porto_meter_usage meter = PORTO_METER_USAGE_INIT;
  porto_usage usage = PORTO_USAGE_INIT;
  porto_rows* rows = NULL;
  meter.quantity = 10042;
  usage.meters = &meter;
  usage.meter_count = 1;
#define EXPLAIN(language) porto_tariff_explain(vitec, &usage, language, PORTO_NTS, &rows, NULL)
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

static void check_describe(const porto_tariff* vitec) {
  porto_rows* rows = NULL;
#define DESCRIBE(language) porto_tariff_describe(vitec, language, PORTO_NTS, &rows, NULL)
  CHECK_INT(PORTO_OK, DESCRIBE(NULL)); /* the document says nothing: English */
  const char* const english = csv(rows);
  CHECK(strstr(english, "charge,text\n") == english);
  CHECK(strstr(english,
               "epost,\"500\u00A0SEK a month, 10,000 messages included, then 1.2\u00A0öre per "
               "message.\"\n") != NULL);
  CHECK_INT(PORTO_OK, DESCRIBE("sv"));
  CHECK(strstr(csv(rows), "därefter 1,2\u00A0öre per meddelande.") != NULL);
#undef DESCRIBE
  CHECK_FAILS(PORTO_E_INVALID, "language",
              porto_tariff_describe(vitec, "no", PORTO_NTS, &rows, &err));
}

int main(void) {
  raise_price();
  porto_tariff* vitec = opened(vitec_tariff);
  porto_tariff* dearer = opened(raised);
  check_diff(vitec, dearer);
  check_compare(vitec, dearer);
  check_plot(vitec);
  check_explain(vitec);
  check_describe(vitec);
  porto_tariff_close(vitec);
  porto_tariff_close(dearer);
  return check_failures();
}
