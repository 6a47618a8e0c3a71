// Tools around documents, of the section "Companies, meters, tariffs, subscriptions" of porto.h:
// what differs, what both cost, what one costs as a picture, and how an amount came about.
#include "handles.hpp"
#include "porto/output.hpp"
#include "porto/rows.hpp"
#include "porto/tariff_tools.hpp"
#include "writer.hpp"

using namespace porto::c;

namespace {

// Usage may name the meters of both.
porto::Tariff joined(const porto::Tariff& before, const porto::Tariff& after) {
  porto::Tariff both = before;
  both.charges.insert(both.charges.end(), after.charges.begin(), after.charges.end());
  return both;
}

std::vector<porto::Usage> parse_usages(const char* const* usages, size_t count,
                                       const porto::Tariff& tariff) {
  given(usages, "usages");
  std::vector<porto::Usage> parsed;
  for (size_t i = 0; i < count; ++i)
    parsed.push_back(porto::parse_usage(
        text(usages[i], PORTO_NTS, "usages[" + std::to_string(i) + "]"), tariff));
  return parsed;
}

}  // namespace

int32_t porto_tariff_explain(const char* toml, size_t toml_len, const char* usage, size_t usage_len,
                             const char* language, size_t language_len, porto_rows** out,
                             porto_error** err) {
  return guard_new(err, out, [&] {
    const porto::Tariff tariff = porto::parse_tariff(text(toml, toml_len, "toml"));
    const porto::Usage used = porto::parse_usage(text(usage, usage_len, "usage"), tariff);
    const auto words = optional_text(language, language_len, "language");
    return porto::rows_of(porto::explain(tariff, used, words.value_or(tariff.language)));
  });
}

int32_t porto_tariff_diff(const char* old_toml, size_t old_len, const char* new_toml,
                          size_t new_len, porto_rows** out, porto_error** err) {
  return guard_new(err, out, [&] {
    return porto::rows_of(porto::compare_documents(text(old_toml, old_len, "old_toml"),
                                                   text(new_toml, new_len, "new_toml")));
  });
}

int32_t porto_tariff_compare(const char* old_toml, size_t old_len, const char* new_toml,
                             size_t new_len, const char* const* usages, size_t count,
                             porto_rows** out, porto_error** err) {
  return guard_new(err, out, [&] {
    const porto::Tariff before = porto::parse_tariff(text(old_toml, old_len, "old_toml"), "before");
    const porto::Tariff after = porto::parse_tariff(text(new_toml, new_len, "new_toml"), "after");
    const std::vector<porto::Usage> chosen =
        count == 0 ? porto::telling_usages(before, after)
                   : parse_usages(usages, count, joined(before, after));
    return porto::rows_of(porto::compare_prices(before, after, chosen), before.currency,
                          after.currency);
  });
}

int32_t porto_tariff_plot(const char* toml, size_t toml_len, const char* meter, size_t meter_len,
                          const char* from, size_t from_len, const char* to, size_t to_len,
                          porto_write_fn write, void* user, porto_error** err) {
  return guard(err, [&] {
    const porto::Tariff tariff = porto::parse_tariff(text(toml, toml_len, "toml"));
    const porto::PlotRange range{
        optional_id(meter, meter_len, "meter").value_or(""),
        porto::Decimal::parse(optional_text(from, from_len, "from").value_or("0")),
        porto::Decimal::parse(text(to, to_len, "to"))};
    const Writer out(write, user);
    out(porto::to_svg(porto::plot(tariff, range)));
    return PORTO_OK;
  });
}
