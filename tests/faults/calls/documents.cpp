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

int32_t compare(Scene& s) {
  const char* usages[] = {"140"};
  return porto_tariff_compare(TEXT(s, "old_toml", sample_tariff),
                              TEXT(s, "new_toml", tariff_with_example()), usages, 1, &s.out,
                              &s.err);
}

}  // namespace

Calls calls_of_documents() {
  return {
      {"porto_tariff_mistakes",
       [](Scene& s) {
         return porto_tariff_mistakes("id = 5\n", PORTO_NTS, TEXT(s, "file_name", "a.toml"), &s.out,
                                      &s.err);
       }},
      {"porto_tariff_examples",
       [](Scene& s) {
         return porto_tariff_examples(TEXT(s, "toml", tariff_with_example()),
                                      TEXT(s, "file_name", "a.toml"), &s.out, &s.err);
       }},
      {"porto_tariff_rate",
       [](Scene& s) {
         return porto_tariff_rate(TEXT(s, "toml", sample_tariff), TEXT(s, "usage", "140"), 202502,
                                  TEXT(s, "company", "Bolag AB"), &s.out, &s.err);
       }},
      {"porto_tariff_explain",
       [](Scene& s) {
         return porto_tariff_explain(TEXT(s, "toml", sample_tariff), TEXT(s, "usage", "140"),
                                     TEXT(s, "language", "sv"), &s.out, &s.err);
       }},
      {"porto_tariff_diff",
       [](Scene& s) {
         return porto_tariff_diff(TEXT(s, "old_toml", sample_tariff),
                                  TEXT(s, "new_toml", tariff_with_example()), &s.out, &s.err);
       }},
      {"porto_tariff_compare", compare},
      {"porto_tariff_plot",
       [](Scene& s) {
         return porto_tariff_plot(TEXT(s, "toml", sample_tariff), TEXT(s, "meter", "messages"),
                                  TEXT(s, "from", "0"), TEXT(s, "to", "400"), take, nullptr,
                                  &s.err);
       }},
  };
}

}  // namespace porto::testing
