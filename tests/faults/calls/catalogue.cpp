// See scene.hpp.
#include "faults/calls/scene.hpp"
#include "faults/sample.hpp"

namespace porto::testing {
namespace {

int32_t add_company(Scene& s, const char* id) {
  porto_company company = PORTO_COMPANY_INIT;
  company.id = s.bytes("companies[0].id", id);
  company.id_len = s.length("companies[0].id");
  company.name = s.bytes("companies[0].name", "Bolag AB");
  company.name_len = s.length("companies[0].name");
  company.customer_number = s.bytes("companies[0].customer_number", "4711");
  company.customer_number_len = s.length("companies[0].customer_number");
  company.reference = s.bytes("companies[0].reference", "R 12");
  company.reference_len = s.length("companies[0].reference");
  company.language = s.bytes("companies[0].language", "sv");
  company.language_len = s.length("companies[0].language");
  company.cost_centre = s.bytes("companies[0].cost_centre", "K1");
  company.cost_centre_len = s.length("companies[0].cost_centre");
  return porto_company_add(s.ledger, &company, 1, &s.err);
}

int32_t import_companies(Scene& s) {
  const auto options = by_anna(s);
  porto_company_table table = PORTO_COMPANY_TABLE_INIT;
  table.encoding = s.bytes("table.encoding", "utf-8");
  table.encoding_len = s.length("table.encoding");
  table.map = s.bytes("table.map", "id=id,name=name,tariff=tariff,from=from,domains=domains");
  table.map_len = s.length("table.map");
  table.all = 1;
  porto_input input = PORTO_INPUT_INIT;
  input.name = s.bytes("input.name", "companies");
  input.name_len = s.length("input.name");
  input.bytes =
      "id,name,tariff,from,domains\nbolag-8,Nytt AB,post,2025-01,n.example o.example\n"
      "bolag-1,Bolag Ett AB,,,\n";
  input.byte_count = PORTO_NTS;
  return porto_company_import(s.ledger, &input, &table, &options, &s.out, &s.out2, &s.out3, &s.err);
}

int32_t add_meter(Scene& s) {
  porto_meter meter = PORTO_METER_INIT;
  meter.id = s.bytes("meters[0].id", "storage");
  meter.id_len = s.length("meters[0].id");
  meter.decimals = 2;
  return porto_meter_add(s.ledger, &meter, 1, &s.err);
}

int32_t remove_company(Scene& s) {
  const auto options = by_anna(s);
  return porto_company_remove(s.ledger, TEXT(s, "id", "gone"), &options, &s.out, &s.err);
}

const char* second_version() {
  static const std::string text = [] {
    std::string toml = sample_tariff;
    toml.replace(toml.find("version = 1"), 11, "version = 2");
    return toml.replace(toml.find("0.0125"), 6, "0.0150");
  }();
  return text.c_str();
}

int32_t add_tariff(Scene& s) {
  const auto options = by_anna(s);
  return porto_tariff_add(s.ledger, TEXT(s, "toml", second_version()),
                          TEXT(s, "file_name", "v2.toml"), &options, &s.out, &s.err);
}

int32_t remove_tariff(Scene& s) {
  const auto options = by_anna(s);
  return porto_tariff_remove(s.ledger, TEXT(s, "id", "post"), 2, &options, &s.out, &s.err);
}

// What is removed must be there before.
void add_what_goes(Scene& s) {
  porto_company companies[] = {PORTO_COMPANY_INIT, PORTO_COMPANY_INIT};
  companies[0].id = "gone";
  companies[1].id = "bolag-3";
  porto_company_add(s.ledger, companies, 2, nullptr);
  porto_tariff_add(s.ledger, second_version(), PORTO_NTS, nullptr, 0, nullptr, nullptr, nullptr);
  porto_domain_add(s.ledger, "c.example", PORTO_NTS, "bolag-1", PORTO_NTS, 0, 0, nullptr, nullptr,
                   nullptr);
}

Calls calls_of_companies() {
  return {
      {"porto_company_add", [](Scene& s) { return add_company(s, "bolag-9"); }},
      {"porto_company_remove", remove_company, PORTO_OK, true, add_what_goes},
      {"porto_company_list", [](Scene& s) { return porto_company_list(s.ledger, &s.out, &s.err); }},
      {"porto_company_unsubscribed",
       [](Scene& s) { return porto_company_unsubscribed(s.ledger, 202402, &s.out, &s.err); }},
      {"porto_company_import", import_companies},
      {"porto_company_export",
       [](Scene& s) { return porto_company_export(s.ledger, &s.out, &s.err); }},
      {"porto_meter_add", add_meter},
      {"porto_meter_list", [](Scene& s) { return porto_meter_list(s.ledger, &s.out, &s.err); }},
      {"porto_change_list",
       [](Scene& s) { return porto_change_list(s.ledger, nullptr, &s.out, &s.err); }},
      {"porto_tariff_add", add_tariff},
      {"porto_tariff_remove", remove_tariff, PORTO_OK, true, add_what_goes},
      {"porto_tariff_list", [](Scene& s) { return porto_tariff_list(s.ledger, &s.out, &s.err); }},
      {"porto_tariff_show",
       [](Scene& s) {
         return porto_tariff_show(s.ledger, TEXT(s, "id", "post"), 0, &s.out, &s.err);
       }},
      {"porto_tariff_for",
       [](Scene& s) {
         return porto_tariff_for(s.ledger, TEXT(s, "id", "post"), 202502, &s.opened_tariff, &s.err);
       }},
  };
}

int32_t subscribe(Scene& s) {
  const auto options = by_anna(s);
  porto_subscription subscription = PORTO_SUBSCRIPTION_INIT;
  subscription.company = s.bytes("subscriptions[0].company", "bolag-3");
  subscription.company_len = s.length("subscriptions[0].company");
  subscription.tariff = s.bytes("subscriptions[0].tariff", "post");
  subscription.tariff_len = s.length("subscriptions[0].tariff");
  subscription.from = 202501;
  return porto_subscription_add(s.ledger, &subscription, 1, &options, &s.out, &s.err);
}

int32_t unsubscribe(Scene& s) {
  const auto options = by_anna(s);
  return porto_subscription_end(s.ledger, TEXT(s, "company", "bolag-2"), TEXT(s, "tariff", "post"),
                                202503, &options, &s.out, &s.err);
}

void add_subscription(Scene& s) {
  add_what_goes(s);
  porto_subscription subscription = PORTO_SUBSCRIPTION_INIT;
  subscription.company = "bolag-3";
  subscription.tariff = "post";
  subscription.from = 202501;
  porto_subscription_add(s.ledger, &subscription, 1, nullptr, nullptr, nullptr);
}

int32_t remove_subscription(Scene& s) {
  const auto options = by_anna(s);
  return porto_subscription_remove(s.ledger, TEXT(s, "company", "bolag-3"),
                                   TEXT(s, "tariff", "post"), 0, &options, &s.out, &s.err);
}

Calls calls_of_subscriptions() {
  return {
      {"porto_subscription_add", subscribe, PORTO_OK, true, add_what_goes},
      {"porto_subscription_end", unsubscribe},
      {"porto_subscription_remove", remove_subscription, PORTO_OK, true, add_subscription},
      {"porto_subscription_list",
       [](Scene& s) { return porto_subscription_list(s.ledger, &s.out, &s.err); }},
      {"porto_subscription_of_month",
       [](Scene& s) {
         return porto_subscription_of_month(s.ledger, 202501, TEXT(s, "which", "joined"), &s.out,
                                            &s.err);
       }},
  };
}

int32_t add_domain(Scene& s) {
  const auto options = by_anna(s);
  return porto_domain_add(s.ledger, TEXT(s, "domain", "b.example"), TEXT(s, "company", "bolag-1"),
                          0, 0, &options, &s.out, &s.err);
}

int32_t end_domain(Scene& s) {
  const auto options = by_anna(s);
  return porto_domain_end(s.ledger, TEXT(s, "domain", "a.example"), TEXT(s, "company", "bolag-2"),
                          20250202, &options, &s.out, &s.err);
}

int32_t remove_domain(Scene& s) {
  const auto options = by_anna(s);
  return porto_domain_remove(s.ledger, TEXT(s, "domain", "c.example"),
                             TEXT(s, "company", "bolag-1"), &options, &s.out, &s.err);
}

Calls calls_of_domains() {
  return {
      {"porto_domain_add", add_domain},
      {"porto_domain_end", end_domain},
      {"porto_domain_remove", remove_domain, PORTO_OK, true, add_what_goes},
      {"porto_domain_list", [](Scene& s) { return porto_domain_list(s.ledger, &s.out, &s.err); }},
  };
}

int32_t add_item(Scene& s) {
  const auto options = by_anna(s);
  porto_item item = PORTO_ITEM_INIT;
  item.month_yyyymm = 202504;
  item.company = s.bytes("items[0].company", "bolag-1");
  item.company_len = s.length("items[0].company");
  item.amount = s.bytes("items[0].amount", "-100.00");
  item.amount_len = s.length("items[0].amount");
  item.text = s.bytes("items[0].text", "Credit");
  item.text_len = s.length("items[0].text");
  return porto_item_add(s.ledger, &item, 1, &options, &s.out, &s.err);
}

int64_t last_item = 0;  // that add_item_that_goes has added

void add_item_that_goes(Scene& s) {
  porto_change_options options = PORTO_CHANGE_OPTIONS_INIT;
  options.actor = options.reason = "a test";
  porto_item item = PORTO_ITEM_INIT;
  item.month_yyyymm = 202504;
  item.company = "bolag-1";
  item.amount_minor = 5;
  item.text = "Slip";
  porto_rows* added = nullptr;
  porto_item_add(s.ledger, &item, 1, &options, &added, nullptr);
  porto_rows_next(added, nullptr);
  porto_rows_int64(added, 0, &last_item, nullptr);
  porto_rows_close(added);
}

int32_t remove_item(Scene& s) {
  const auto options = by_anna(s);
  return porto_item_remove(s.ledger, last_item, &options, &s.err);
}

Calls calls_of_items() {
  return {
      {"porto_item_add", add_item},
      {"porto_item_remove", remove_item, PORTO_OK, true, add_item_that_goes},
      {"porto_item_list",
       [](Scene& s) {
         porto_item_filter filter = PORTO_ITEM_FILTER_INIT;
         filter.month_yyyymm = 202504;
         filter.company = s.bytes("filter.company", "bolag-1");
         filter.company_len = s.length("filter.company");
         return porto_item_list(s.ledger, &filter, &s.out, &s.err);
       }},
  };
}

}  // namespace

Calls calls_of_catalogue() {
  Calls all = calls_of_companies();
  for (const Calls& more : {calls_of_subscriptions(), calls_of_domains(), calls_of_items()})
    all.insert(all.end(), more.begin(), more.end());
  return all;
}

}  // namespace porto::testing
