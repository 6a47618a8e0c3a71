/* Tariffs that were read, and rating usage with them: numbers, lines as text, what is refused. */
#include <string.h>

#include "support.h"

static porto_tariff* opened(const char* toml) {
  porto_tariff* tariff = NULL;
  CHECK_INT(PORTO_OK, porto_tariff_open(toml, PORTO_NTS, "a.toml", PORTO_NTS, &tariff, NULL));
  return tariff;
}

static porto_rating* new_rating(void) {
  porto_rating* rating = NULL;
  CHECK_INT(PORTO_OK, porto_rating_open(&rating, NULL));
  return rating;
}

static porto_meter_usage used(const char* meter, int64_t quantity) {
  porto_meter_usage one = PORTO_METER_USAGE_INIT;
  one.meter = meter;
  one.quantity = quantity;
  return one;
}

static porto_usage usage_of(const porto_meter_usage* meters, size_t count) {
  porto_usage usage = PORTO_USAGE_INIT;
  usage.meters = meters;
  usage.meter_count = count;
  return usage;
}

static int64_t total(const porto_rating* rating) {
  int64_t minor = -77;
  CHECK_INT(PORTO_OK, porto_rating_total(rating, &minor, NULL));
  return minor;
}

static int64_t net(const porto_rating* rating, uint32_t line) {
  int64_t minor = -77;
  CHECK_INT(PORTO_OK, porto_rating_net(rating, line, &minor, NULL));
  return minor;
}

/* Rates one meter's usage and gives the total. */
static int64_t rated(const porto_tariff* tariff, porto_meter_usage meter) {
  porto_rating* rating = new_rating();
  const porto_usage usage = usage_of(&meter, 1);
  CHECK_INT(PORTO_OK, porto_tariff_rate(tariff, &usage, rating, NULL));
  const int64_t minor = total(rating);
  porto_rating_close(rating);
  return minor;
}

#define REFUSED(status, where, tariff, usage, rating) \
  CHECK_FAILS(status, where, porto_tariff_rate(tariff, &(usage), rating, &err))

static void check_opening(void) {
  porto_tariff* none = NULL;
  porto_rows* rows = NULL;
  CHECK_FAILS(PORTO_E_BAD_TARIFF, "b.toml",
              porto_tariff_open("id = 5\n", PORTO_NTS, "b.toml", PORTO_NTS, &none, &err));
  CHECK(none == NULL);
  porto_tariff* tariff = opened(vitec_tariff);
  CHECK_INT(PORTO_OK, porto_tariff_info(tariff, &rows, NULL));
  CHECK_TEXT(
      "tariff,version,effective,name,currency,sha256\n"
      "vitec-epost,1,2024-02,E-post via Mailgun,SEK,"
      "bd03fbc197843617b86e01b2141bb04ee92a0530c89c31ee4fd899838594ad2c\n",
      csv(rows));
  CHECK_INT(PORTO_OK, porto_tariff_examples(tariff, &rows, NULL));
  int32_t checked = 0;
  while (porto_rows_next(rows, NULL) == PORTO_OK) {
    CHECK_TEXT("a.toml", porto_rows_text(rows, 0, NULL));
    CHECK_TEXT("yes", porto_rows_text(rows, 6, NULL));
    ++checked;
  }
  CHECK(checked == 3); /* two lines and a total */
  porto_rows_close(rows);
  porto_tariff_close(tariff);
}

/* The version that prices a month, out of a ledger, which it needs no more. */
static void check_tariff_of_ledger(void) {
  porto_ledger* ledger = example_ledger();
  porto_tariff* tariff = NULL;
  CHECK_FAILS(PORTO_E_NOT_FOUND, "",
              porto_tariff_for(ledger, "vitec-epost", PORTO_NTS, 202401, &tariff, &err));
  CHECK_FAILS(PORTO_E_INVALID, "month_yyyymm",
              porto_tariff_for(ledger, "vitec-epost", PORTO_NTS, 202400, &tariff, &err));
  CHECK_INT(PORTO_OK, porto_tariff_for(ledger, "vitec-epost", PORTO_NTS, 202612, &tariff, NULL));
  porto_ledger_close(ledger);
  CHECK_INT(86000, rated(tariff, used(NULL, 40000)));
  porto_tariff_close(tariff);
}

static void check_result(void) {
  static const char lines[] =
      "month,company,line,charge,kind,text,quantity,unit,unit_price,base_quantity,exact_amount,"
      "net_amount,currency,tariff,tariff_version,usage_month\n"
      "2024-02,acme,1,epost,fee,fixed February 2024,1,MON,500,1,500,500.00,SEK,vitec-epost,1,"
      "2024-02\n"
      "2024-02,acme,2,epost,usage,messages February 2024,42,H87,0.012,1,0.504,0.50,SEK,"
      "vitec-epost,1,2024-02\n";
  porto_tariff* tariff = opened(vitec_tariff);
  porto_rating* rating = new_rating();
  porto_rows* rows = NULL;
  int64_t minor = 77;
  CHECK_INT(0, porto_rating_count(rating));
  CHECK_FAILS(PORTO_E_NOT_FOUND, "rating", porto_rating_total(rating, &minor, &err));
  porto_meter_usage meter = used("messages", 10042);
  porto_usage usage = usage_of(&meter, 1);
  CHECK_INT(PORTO_OK, porto_tariff_rate(tariff, &usage, rating, NULL));
  porto_tariff_close(tariff); /* the result stays */
  CHECK_INT(2, porto_rating_count(rating));
  CHECK_INT(50050, total(rating));
  CHECK_INT(50000, net(rating, 0));
  CHECK_INT(50, net(rating, 1));
  CHECK_TEXT("epost", porto_rating_charge(rating, 1));
  CHECK(porto_rating_charge(rating, 2) == NULL);
  CHECK_FAILS(PORTO_E_NOT_FOUND, "line", porto_rating_net(rating, 2, &minor, &err));
  CHECK_FAILS(PORTO_E_INVALID, "month_yyyymm",
              porto_rating_rows(rating, 202400, NULL, 0, &rows, &err));
  CHECK_FAILS(PORTO_E_INVALID, "company",
              porto_rating_rows(rating, 202402, "", PORTO_NTS, &rows, &err));
  CHECK_INT(77, minor);
  CHECK_INT(PORTO_OK, porto_rating_rows(rating, 202402, "acme", PORTO_NTS, &rows, NULL));
  porto_rating_close(rating); /* the rows stay */
  CHECK_TEXT(lines, csv(rows));
}

/* A rating is used again; where one fails there is none, not the one before. */
static void check_again(void) {
  porto_tariff* tariff = opened(vitec_tariff);
  porto_rating* rating = new_rating();
  for (int64_t quantity = 9000; quantity <= 12000; quantity += 1000) {
    const porto_meter_usage meter = used(NULL, quantity);
    const porto_usage usage = usage_of(&meter, 1);
    const int64_t above = quantity > 10000 ? quantity - 10000 : 0;
    CHECK_INT(PORTO_OK, porto_tariff_rate(tariff, &usage, rating, NULL));
    CHECK_INT(50000 + above * 12 / 10, total(rating));
  }
  const porto_meter_usage below = used(NULL, -1);
  const porto_usage negative = usage_of(&below, 1);
  int64_t minor = 77;
  REFUSED(PORTO_E_NEGATIVE_USAGE, "epost", tariff, negative, rating);
  CHECK_INT(0, porto_rating_count(rating));
  CHECK_FAILS(PORTO_E_NOT_FOUND, "rating", porto_rating_total(rating, &minor, &err));
  CHECK_FAILS(PORTO_E_NOT_FOUND, "rating", porto_rating_net(rating, 0, &minor, &err));
  CHECK(porto_rating_charge(rating, 0) == NULL);
  const porto_usage nothing = PORTO_USAGE_INIT;
  CHECK_INT(PORTO_OK, porto_tariff_rate(tariff, &nothing, rating, NULL));
  CHECK_INT(50000, total(rating));
  porto_rating_close(rating);
  porto_tariff_close(tariff);
}

static const char two_meters[] =
    "id = \"two\"\nversion = 1\neffective = \"2024-02\"\nname = \"Two\"\ncurrency = \"SEK\"\n"
    "[[charge]]\nid = \"mail\"\nmeter = \"messages\"\nprice = \"0.5\"\n"
    "[[charge]]\nid = \"disk\"\nmeter = \"storage\"\nprice = 2\n";

static void check_meters(void) {
  porto_tariff* tariff = opened(two_meters);
  porto_rating* rating = new_rating();
  porto_meter_usage meters[] = {used("storage", 250), used("messages", 3)};
  porto_usage usage = usage_of(meters, 2);
  meters[0].decimals = 2;
  CHECK_INT(PORTO_OK, porto_tariff_rate(tariff, &usage, rating, NULL));
  CHECK_INT(150, net(rating, 0));
  CHECK_INT(500, net(rating, 1));
  CHECK_TEXT("disk", porto_rating_charge(rating, 1));

  meters[0] = used("storage", 0);
  meters[0].quantity_text = "2.50x";
  meters[0].quantity_text_len = 4;
  CHECK_INT(PORTO_OK, porto_tariff_rate(tariff, &usage, rating, NULL));
  CHECK_INT(650, total(rating));
  meters[0].quantity = 1;
  REFUSED(PORTO_E_INVALID, "usage.meters[0].quantity", tariff, usage, rating);
  meters[0].quantity = 0;
  meters[0].quantity_text_len = 5;
  REFUSED(PORTO_E_BAD_NUMBER, "usage.meters[0].quantity_text", tariff, usage, rating);

  meters[0] = used("messages", 1);
  REFUSED(PORTO_E_INVALID, "usage.meters[1].meter", tariff, usage, rating); /* twice */
  meters[0].meter = "sms";
  REFUSED(PORTO_E_INVALID, "usage.meters[0].meter", tariff, usage, rating);
  meters[0].meter = NULL; /* which one? */
  REFUSED(PORTO_E_INVALID, "usage.meters[0].meter", tariff, usage, rating);
  meters[0] = used("storage", 1);
  meters[0].decimals = 19;
  REFUSED(PORTO_E_INVALID, "usage.meters[0].decimals", tariff, usage, rating);
  meters[0].decimals = 0;
  meters[1].struct_size = 32;
  REFUSED(PORTO_E_INVALID, "usage.meters[1].struct_size", tariff, usage, rating);
  porto_rating_close(rating);
  porto_tariff_close(tariff);
}

/* Events that are priced one by one, and a document that only has fees. */
static void check_events_and_fees(void) {
  static const char head[] =
      "id = \"t\"\nversion = 1\neffective = \"2024-02\"\ncurrency = \"SEK\"\n[[charge]]\n";
  static const int64_t values[] = {5000, 10050};
  char events[512];
  char fees[512];
  strcat(strcpy(events, head),
         "id = \"p\"\nmeter = \"card\"\neach = \"event\"\nincluded_events = 1\npercent = 2\n");
  strcat(strcpy(fees, head), "id = \"f\"\nfee = 7\n");
  porto_tariff* each = opened(events);
  porto_tariff* fee = opened(fees);
  porto_rating* rating = new_rating();
  porto_meter_usage meter = used("card", 0);
  const porto_usage usage = usage_of(&meter, 1);
  meter.decimals = 2;
  meter.values = values;
  meter.value_count = 2;
  CHECK_INT(201, rated(each, meter));
  meter.quantity_text = "150.50";
  REFUSED(PORTO_E_INVALID, "usage.meters[0].quantity", each, usage, rating);
  meter.quantity_text = NULL;
  meter.quantity = 15050;
  REFUSED(PORTO_E_INVALID, "usage.meters[0].quantity", each, usage, rating);
  meter.value_count = 0; /* a quantity, and no values */
  REFUSED(PORTO_E_INVALID, "p", each, usage, rating);

  CHECK_INT(700, rated(fee, used(NULL, 0)));
  meter = used(NULL, 1);
  REFUSED(PORTO_E_INVALID, "usage.meters[0].quantity", fee, usage, rating);
  meter = used("card", 0);
  REFUSED(PORTO_E_INVALID, "usage.meters[0].meter", fee, usage, rating);
  porto_rating_close(rating);
  porto_tariff_close(each);
  porto_tariff_close(fee);
}

/* A part of a month: 15 of 30 days. */
static void check_share(void) {
  static const char prorated[] =
      "id = \"t\"\nversion = 1\neffective = \"2024-02\"\ncurrency = \"SEK\"\nprorate = \"days\"\n"
      "[[charge]]\nid = \"f\"\nfee = 100\n";
  porto_tariff* tariff = opened(prorated);
  porto_rating* rating = new_rating();
  porto_usage usage = PORTO_USAGE_INIT;
  CHECK_INT(PORTO_OK, porto_tariff_rate(tariff, &usage, rating, NULL));
  CHECK_INT(10000, total(rating));
  usage.share_days = 15;
  usage.share_of = 30;
  CHECK_INT(PORTO_OK, porto_tariff_rate(tariff, &usage, rating, NULL));
  CHECK_INT(5000, total(rating));
  usage.share_days = 0; /* on none of them */
  CHECK_INT(PORTO_OK, porto_tariff_rate(tariff, &usage, rating, NULL));
  CHECK_INT(0, total(rating));
  usage.share_days = 31;
  REFUSED(PORTO_E_INVALID, "share", tariff, usage, rating);
  usage.share_of = 0;
  REFUSED(PORTO_E_INVALID, "share", tariff, usage, rating);
  usage.share_days = 0;
  usage.reserved = 1;
  REFUSED(PORTO_E_INVALID, "usage.reserved", tariff, usage, rating);
  porto_rating_close(rating);
  porto_tariff_close(tariff);
}

/* The whole-tariff limit has no charge; the exact sum of what fits is refused where it does not. */
static void check_limits(void) {
  static const char minimum[] =
      "id = \"t\"\nversion = 1\neffective = \"2024-02\"\ncurrency = \"SEK\"\nminimum = 100\n"
      "[[charge]]\nid = \"f\"\nfee = 7\n";
  static const char dear[] =
      "id = \"t\"\nversion = 1\neffective = \"2024-02\"\ncurrency = \"SEK\"\n"
      "[[charge]]\nid = \"m\"\nmeter = \"messages\"\nprice = 1000\n";
  porto_tariff* tariff = opened(minimum);
  porto_rating* rating = new_rating();
  porto_usage usage = PORTO_USAGE_INIT;
  int64_t minor = 77;
  CHECK_INT(PORTO_OK, porto_tariff_rate(tariff, &usage, rating, NULL));
  CHECK_INT(10000, total(rating));
  CHECK_INT(2, porto_rating_count(rating));
  CHECK_TEXT("", porto_rating_charge(rating, 1));
  porto_tariff_close(tariff);

  tariff = opened(dear);
  const porto_meter_usage much = used(NULL, INT64_MAX);
  usage = usage_of(&much, 1);
  CHECK_INT(PORTO_OK, porto_tariff_rate(tariff, &usage, rating, NULL));
  CHECK_INT(PORTO_E_OVERFLOW, porto_rating_total(rating, &minor, NULL));
  CHECK_INT(PORTO_E_OVERFLOW, porto_rating_net(rating, 0, &minor, NULL));
  CHECK_INT(77, minor);
  porto_rating_close(rating);
  porto_tariff_close(tariff);
}

int main(void) {
  check_opening();
  check_tariff_of_ledger();
  check_result();
  check_again();
  check_meters();
  check_events_and_fees();
  check_share();
  check_limits();
  return check_failures();
}
