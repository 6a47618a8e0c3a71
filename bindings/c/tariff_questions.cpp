// Section "Tariff documents" of porto.h: mistakes, examples, a tariff in words, what differs, what
// two cost, what one costs as a picture, and how an amount came about.
#include "handles.hpp"
#include "porto/output.hpp"
#include "porto/rows.hpp"
#include "porto/tariff_tools.hpp"
#include "tariff_handle.hpp"
#include "usage_structs.hpp"
#include "writer.hpp"

using namespace porto::c;

namespace {

porto::Decimal read_decimal(std::string_view number, std::string_view parameter) {
  return read_at(parameter, [&] { return porto::Decimal::parse(number); });
}

porto::PlotRange read_range(const porto_plot_options* options, const porto::Tariff& drawn) {
  const auto read = read_options(options, PORTO_PLOT_OPTIONS_INIT);
  const auto from = optional_text(read.from, read.from_len, "options.from");
  const auto to = optional_text(read.to, read.to_len, "options.to");
  porto::PlotRange range{optional_id(read.meter, read.meter_len, "options.meter").value_or(""),
                         read_decimal(from.value_or("0"), "options.from"), 0};
  range.to = to ? read_decimal(*to, "options.to") : porto::plot_end(drawn, range);
  return range;
}

}  // namespace

int32_t porto_tariff_mistakes(const char* toml, size_t toml_len, const char* file_name,
                              size_t file_name_len, porto_rows** out, porto_error** err) {
  return guard_new(err, out, [&] {
    const std::string_view document = bytes_of(toml, toml_len, "toml");
    return porto::rows_of(document_name(file_name, file_name_len),
                          porto::read_tariff(document).mistakes);
  });
}

int32_t porto_tariff_examples(const porto_tariff* tariff, porto_rows** out, porto_error** err) {
  return guard_new(err, out, [&] {
    const ReadTariff& read = read_tariff_of(tariff, "tariff");
    return porto::rows_of(read.file, porto::check_examples(read.tariff));
  });
}

int32_t porto_tariff_explain(const porto_tariff* tariff, const porto_usage* usage,
                             const char* language, size_t language_len, porto_rows** out,
                             porto_error** err) {
  return guard_new(err, out, [&] {
    const porto::Tariff& by = read_tariff_of(tariff, "tariff").tariff;
    porto::Usage used;
    read_usage(usage, {&by}, used);
    const auto words = optional_text(language, language_len, "language");
    return porto::rows_of(porto::explain(by, used, words.value_or(by.language)));
  });
}

int32_t porto_tariff_describe(const porto_tariff* tariff, const char* language, size_t language_len,
                              porto_rows** out, porto_error** err) {
  return guard_new(err, out, [&] {
    const porto::Tariff& told = read_tariff_of(tariff, "tariff").tariff;
    const auto words = optional_text(language, language_len, "language");
    return porto::rows_of(porto::describe(told, words.value_or(told.language)));
  });
}

int32_t porto_tariff_diff(const porto_tariff* before, const porto_tariff* after, porto_rows** out,
                          porto_error** err) {
  return guard_new(err, out, [&] {
    return porto::rows_of(porto::compare_documents(read_tariff_of(before, "before").toml,
                                                   read_tariff_of(after, "after").toml));
  });
}

int32_t porto_tariff_compare(const porto_tariff* before, const porto_tariff* after,
                             const porto_usage* usages, size_t count, porto_rows** out,
                             porto_error** err) {
  return guard_new(err, out, [&] {
    const porto::Tariff& old = read_tariff_of(before, "before").tariff;
    const porto::Tariff& later = read_tariff_of(after, "after").tariff;
    const std::vector<porto::Usage> chosen =
        count == 0 ? porto::telling_usages(old, later) : read_usages(usages, count, {&old, &later});
    return porto::rows_of(porto::compare_prices(old, later, chosen), old.currency, later.currency);
  });
}

int32_t porto_tariff_plot(const porto_tariff* tariff, const porto_plot_options* options,
                          porto_write_fn write, void* user, porto_error** err) {
  return guard(err, [&] {
    const porto::Tariff& drawn = read_tariff_of(tariff, "tariff").tariff;
    Writer out(write, user);
    out.sink()(
        placed({{"meter", "options.meter"}, {"from", "options.from"}, {"to", "options.to"}},
               [&] { return porto::to_svg(porto::plot(drawn, read_range(options, drawn))); }));
    out.finish();
    return PORTO_OK;
  });
}
