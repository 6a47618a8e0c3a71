// Section "Tariff documents" of porto.h: opening one, and rating usage.
#include <memory>
#include <optional>
#include <string>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "billing/lines.hpp"
#include "handles.hpp"
#include "porto/rows.hpp"
#include "tariff_handle.hpp"
#include "usage_structs.hpp"

using namespace porto::c;

// A result, and the memory of making it, which the next one uses again.
struct porto_rating {
  std::shared_ptr<const ReadTariff> by{};  // null: there is no result
  porto::Usage usage{};
  porto::Rating rating{};
};

namespace {

porto_tariff read_document(std::string_view toml, std::string file) {
  porto::Tariff tariff = porto::parse_tariff(toml, file);
  return {std::make_shared<const ReadTariff>(
      ReadTariff{std::string(toml), std::move(file), std::move(tariff)})};
}

const porto_rating& rated(const porto_rating* rating) {
  if (!given(rating, "rating").by)
    throw porto::Error(porto::ErrorCode::not_found,
                       "there is no result: nothing was rated, or the last rating failed",
                       "rating");
  return *rating;
}

int64_t minor_units(const porto::Decimal& amount, const porto_rating& rating) {
  return porto::Money::of(amount, rating.by->tariff.currency).minor();
}

const porto::RatedLine& line_of(const porto_rating& rating, uint32_t line) {
  if (line >= rating.rating.lines.size())
    throw porto::Error(porto::ErrorCode::not_found,
                       "there is no line " + std::to_string(line) + "; there are " +
                           std::to_string(rating.rating.lines.size()) + ", from 0",
                       "line");
  return rating.rating.lines[line];
}

}  // namespace

int32_t porto_tariff_open(const char* toml, size_t toml_len, const char* file_name,
                          size_t file_name_len, porto_tariff** out, porto_error** err) {
  return guard_new(err, out, [&] {
    return read_document(bytes_of(toml, toml_len, "toml"), document_name(file_name, file_name_len));
  });
}

int32_t porto_tariff_for(porto_ledger* ledger, const char* id, size_t id_len, int32_t month_yyyymm,
                         porto_tariff** out, porto_error** err) {
  return guard_new(err, out, [&] {
    const porto::TariffDocument document =
        ledger_of(ledger).tariff_for(text(id, id_len, "id"), month(month_yyyymm, "month_yyyymm"));
    return read_document(document.text, document_name(document.id));
  });
}

void porto_tariff_close(porto_tariff* tariff) { delete tariff; }

int32_t porto_tariff_info(const porto_tariff* tariff, porto_rows** out, porto_error** err) {
  return guard_new(err, out, [&] {
    const ReadTariff& read = read_tariff_of(tariff, "tariff");
    return porto::rows_of(
        std::vector{porto::ListedTariff{read.tariff, porto::internal::sha256_hex(read.toml)}});
  });
}

int32_t porto_rating_open(porto_rating** out, porto_error** err) {
  return guard(err, [&] {
    given(out, "out") = nullptr;
    *out = new porto_rating;
    return PORTO_OK;
  });
}

void porto_rating_close(porto_rating* rating) { delete rating; }

int32_t porto_tariff_rate(const porto_tariff* tariff, const porto_usage* usage,
                          porto_rating* rating, porto_error** err) {
  return guard(err, [&] {
    porto_rating& into = given(rating, "rating");
    std::shared_ptr<const ReadTariff> last = std::move(into.by);  // there is no result from here
    const porto::Tariff& by = read_tariff_of(tariff, "tariff").tariff;
    read_usage(usage, {&by}, into.usage);
    porto::rate(by, into.usage, into.rating);
    into.by = last == tariff->read ? std::move(last) : tariff->read;
    return PORTO_OK;
  });
}

uint32_t porto_rating_count(const porto_rating* rating) {
  return rating && rating->by ? static_cast<uint32_t>(rating->rating.lines.size()) : 0;
}

int32_t porto_rating_total(const porto_rating* rating, int64_t* minor, porto_error** err) {
  return guard(err, [&] {
    const porto_rating& made = rated(rating);
    given(minor, "minor") = minor_units(made.rating.total, made);
    return PORTO_OK;
  });
}

int32_t porto_rating_net(const porto_rating* rating, uint32_t line, int64_t* minor,
                         porto_error** err) {
  return guard(err, [&] {
    const porto_rating& made = rated(rating);
    given(minor, "minor") = minor_units(line_of(made, line).net_amount, made);
    return PORTO_OK;
  });
}

const char* porto_rating_charge(const porto_rating* rating, uint32_t line) {
  if (line >= porto_rating_count(rating)) return nullptr;
  const size_t charge = rating->rating.lines[line].charge;
  if (charge == porto::RatedLine::whole_tariff) return "";
  return rating->by->tariff.charges[charge].id.c_str();
}

int32_t porto_rating_rows(const porto_rating* rating, int32_t month_yyyymm, const char* company,
                          size_t company_len, porto_rows** out, porto_error** err) {
  return guard_new(err, out, [&] {
    const porto_rating& made = rated(rating);
    const auto of = optional_id(company, company_len, "company");
    if (const char* why = of ? porto::internal::why_not_id(*of) : nullptr) refuse("company", why);
    return porto::rows_of(porto::internal::lines_of(
        made.by->tariff, made.rating, month(month_yyyymm, "month_yyyymm"), of.value_or("")));
  });
}
