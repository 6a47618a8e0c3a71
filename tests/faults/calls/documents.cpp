// See scene.hpp.
#include "faults/calls/scene.hpp"
#include "faults/sample.hpp"

namespace porto::testing {
namespace {

constexpr const char* example = R"(
[[example]]
usage = { messages = 140 }
total = "500.50"
)";

const char* tariff_with_example() {
  static const std::string toml = std::string(sample_tariff) + example;
  return toml.c_str();
}

int32_t open_tariff(Scene& s) {
  return porto_tariff_open(TEXT(s, "toml", tariff_with_example()), TEXT(s, "file_name", "a.toml"),
                           &s.opened_tariff, &s.err);
}

int32_t on_tariff_with_example(Scene& s, int32_t (*ask)(Scene& s)) {
  const int32_t status = open_tariff(s);
  return status == PORTO_OK ? ask(s) : status;
}

int32_t compare(Scene& s) {
  porto_meter_usage meter;
  const porto_usage usage = usage_of(140, meter);
  return porto_tariff_compare(s.tariff, s.opened_tariff, &usage, 1, &s.out, &s.err);
}

int32_t rate(Scene& s) {
  porto_meter_usage meter = PORTO_METER_USAGE_INIT;
  porto_usage usage = usage_of(0, meter);
  meter.meter = s.bytes("usage.meters[0].meter", "messages");
  meter.meter_len = s.length("usage.meters[0].meter");
  meter.quantity_text = s.bytes("usage.meters[0].quantity_text", "140");
  meter.quantity_text_len = s.length("usage.meters[0].quantity_text");
  return porto_tariff_rate(s.tariff, &usage, s.rating, &s.err);
}

int32_t explain(Scene& s) {
  porto_meter_usage meter;
  const porto_usage usage = usage_of(140, meter);
  return porto_tariff_explain(s.tariff, &usage, TEXT(s, "language", "sv"), &s.out, &s.err);
}

int32_t describe(Scene& s) {
  return porto_tariff_describe(s.tariff, TEXT(s, "language", "sv"), &s.out, &s.err);
}

Calls calls_of_ratings() {
  return {
      {"porto_rating_open", [](Scene& s) { return porto_rating_open(&s.opened_rating, &s.err); }},
      {"porto_rating_close",
       [](Scene& s) {
         porto_rating_close(std::exchange(s.rating, nullptr));
         return 0;
       },
       0, false},
      {"porto_tariff_rate", rate},
      {"porto_rating_count", [](Scene& s) { return porto_rating_count(s.rating) > 0 ? 0 : -1; }, 0,
       false},
      {"porto_rating_total",
       [](Scene& s) {
         int64_t minor = 0;
         return porto_rating_total(s.rating, &minor, &s.err);
       }},
      {"porto_rating_net",
       [](Scene& s) {
         int64_t minor = 0;
         return porto_rating_net(s.rating, 0, &minor, &s.err);
       }},
      {"porto_rating_charge", [](Scene& s) { return porto_rating_charge(s.rating, 0) ? 0 : -1; }, 0,
       false},
      {"porto_rating_rows",
       [](Scene& s) {
         return porto_rating_rows(s.rating, 202502, TEXT(s, "company", "Bolag AB"), &s.out, &s.err);
       }},
  };
}

Calls calls_of_tariffs() {
  return {
      {"porto_tariff_mistakes",
       [](Scene& s) {
         return porto_tariff_mistakes(TEXT(s, "toml", "id = 5\n"), TEXT(s, "file_name", "a.toml"),
                                      &s.out, &s.err);
       }},
      {"porto_tariff_open", open_tariff},
      {"porto_tariff_close",
       [](Scene& s) {
         porto_tariff_close(std::exchange(s.tariff, nullptr));
         return 0;
       },
       0, false},
      {"porto_tariff_info", [](Scene& s) { return porto_tariff_info(s.tariff, &s.out, &s.err); }},
      {"porto_tariff_examples",
       [](Scene& s) {
         return on_tariff_with_example(
             s, [](Scene& t) { return porto_tariff_examples(t.opened_tariff, &t.out, &t.err); });
       }},
      {"porto_tariff_explain", explain},
      {"porto_tariff_describe", describe},
      {"porto_tariff_diff",
       [](Scene& s) {
         return on_tariff_with_example(s, [](Scene& t) {
           return porto_tariff_diff(t.tariff, t.opened_tariff, &t.out, &t.err);
         });
       }},
      {"porto_tariff_compare", [](Scene& s) { return on_tariff_with_example(s, compare); }},
      {"porto_tariff_plot",
       [](Scene& s) {
         porto_plot_options options = PORTO_PLOT_OPTIONS_INIT;
         options.meter = s.bytes("options.meter", "messages");
         options.meter_len = s.length("options.meter");
         options.from = s.bytes("options.from", "0");
         options.from_len = s.length("options.from");
         options.to = s.bytes("options.to", "400");
         options.to_len = s.length("options.to");
         return porto_tariff_plot(s.tariff, &options, take, nullptr, &s.err);
       }},
  };
}

}  // namespace

Calls calls_of_documents() {
  Calls all = calls_of_tariffs();
  for (const Call& more : calls_of_ratings()) all.push_back(more);
  return all;
}

}  // namespace porto::testing
