// See scene.hpp.
#include "faults/calls/scene.hpp"

#include <algorithm>
#include <stdexcept>

#include "faults/sample.hpp"

namespace porto::testing {
namespace {

constexpr const char* names[] = {"ledger.porto",  "usage.csv",     "counts.csv", "new.porto",
                                 "new.porto-wal", "new.porto-shm", "copy.porto", "rejects.csv",
                                 "copied.porto",  "original.porto"};
constexpr std::size_t most_parameters = 32;

}  // namespace

Scene::Scene(const std::string& sample) {
  const std::string path = dir.write("ledger.porto", sample);
  dir.write("usage.csv",
            "event_id,company,occurred_at,quantity\n"
            "c-1,bolag-1,2025-02-10T08:00:00Z,3\nc-2,,2025-02-10T08:00:00Z,3\n");
  dir.write("counts.csv", "month,quantity\n2025-02,31\n");
  for (const char* name : names) paths_[name] = dir.path(name);
  parameters.reserve(most_parameters);
  porto_month_parse("x", 1, nullptr, &error);
  if (porto_ledger_open(path.c_str(), PORTO_NTS, nullptr, &ledger, nullptr) != PORTO_OK ||
      porto_recorder_open(path.c_str(), PORTO_NTS, nullptr, &recorder, nullptr) != PORTO_OK ||
      porto_invoice_show(ledger, 202501, nullptr, &lines, nullptr, nullptr, nullptr, nullptr) !=
          PORTO_OK ||
      !rated() || !error)
    throw std::runtime_error("the scene cannot be set");
}

bool Scene::rated() {
  porto_meter_usage meter;
  const porto_usage usage = usage_of(140, meter);
  return porto_tariff_open(sample_tariff, PORTO_NTS, nullptr, 0, &tariff, nullptr) == PORTO_OK &&
         porto_rating_open(&rating, nullptr) == PORTO_OK &&
         porto_tariff_rate(tariff, &usage, rating, nullptr) == PORTO_OK;
}

Scene::~Scene() {
  drop_results();
  porto_rating_close(rating);
  porto_tariff_close(tariff);
  porto_rows_close(lines);
  porto_error_free(error);
  porto_recorder_close(recorder);
  porto_ledger_close(ledger);
}

const char* Scene::bytes(const char* parameter, const char* good) {
  const auto is_it = [&](const char* one) { return std::string_view(one) == parameter; };
  if (parameters.size() < most_parameters && std::ranges::none_of(parameters, is_it))
    parameters.push_back(parameter);
  if (parameter != bad.parameter) return good;
  switch (bad.kind) {
    case BadText::Kind::not_utf8:
      return "bolag\xFF";
    case BadText::Kind::has_nul:
      return "bo\0lag";
    case BadText::Kind::long_beyond_memory:
      break;
  }
  return good;
}

std::size_t Scene::length(std::string_view parameter) {
  if (parameter != bad.parameter) return PORTO_NTS;
  switch (bad.kind) {
    case BadText::Kind::has_nul:
      return 6;
    case BadText::Kind::long_beyond_memory:
      return PORTO_NTS - 1;
    case BadText::Kind::not_utf8:
      break;
  }
  return PORTO_NTS;
}

const char* Scene::file(std::string_view name) { return paths_.find(name)->second.c_str(); }

void Scene::drop_results() {
  porto_ledger_close(std::exchange(opened, nullptr));
  porto_recorder_close(std::exchange(opened_recorder, nullptr));
  porto_tariff_close(std::exchange(opened_tariff, nullptr));
  porto_rating_close(std::exchange(opened_rating, nullptr));
  for (porto_rows** rows : {&out, &out2, &out3}) porto_rows_close(std::exchange(*rows, nullptr));
  porto_error_free(std::exchange(err, nullptr));
}

porto_change_options by_anna(Scene& scene) {
  porto_change_options options = PORTO_CHANGE_OPTIONS_INIT;
  options.actor = scene.bytes("options.actor", "anna");
  options.actor_len = scene.length("options.actor");
  options.reason = scene.bytes("options.reason", "a test");
  options.reason_len = scene.length("options.reason");
  options.at_unix_us = march_2025;
  options.settle = 1;
  return options;
}

porto_usage usage_of(int64_t quantity, porto_meter_usage& meter) {
  meter = PORTO_METER_USAGE_INIT;
  meter.quantity = quantity;
  porto_usage usage = PORTO_USAGE_INIT;
  usage.meters = &meter;
  usage.meter_count = 1;
  return usage;
}

int32_t take(void*, const char*, std::size_t) { return 0; }

int32_t append(void* user, const char* bytes, std::size_t size) {
  static_cast<std::string*>(user)->append(bytes, size);
  return 0;
}

Calls all_calls() {
  Calls all;
  for (const Calls& section : {calls_of_values(), calls_of_ledgers(), calls_of_catalogue(),
                               calls_of_documents(), calls_of_usage(), calls_of_invoices()})
    all.insert(all.end(), section.begin(), section.end());
  return all;
}

}  // namespace porto::testing
