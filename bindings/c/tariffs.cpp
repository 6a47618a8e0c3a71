// Section "Companies, meters, tariffs, subscriptions" of porto.h.
#include "base/text.hpp"
#include "change_options.hpp"
#include "handles.hpp"
#include "porto/rows.hpp"

using namespace porto::c;

namespace {

// A ledger of a later version may have meters of other kinds; this one must not take one for a sum.
void check_kind(int32_t kind) {
  switch (kind) {
    case PORTO_METER_SUM:
      return;
    case PORTO_METER_HIGHEST:
    case PORTO_METER_LAST:
    case PORTO_METER_DISTINCT:
      refuse(".kind", "the highest, last and distinct values are reserved; this version sums up");
    default:
      refuse(".kind", std::to_string(kind) + " is no porto_meter_kind");
  }
}

porto::Tariff read_document(const porto::TariffDocument& document) {
  return porto::parse_tariff(document.text, document_name(document.id));
}

porto::ShownTariff find_tariff(const porto::Ledger& ledger, std::string_view id, int32_t version) {
  std::optional<porto::TariffDocument> found;
  for (porto::TariffDocument& document : ledger.tariffs())  // by id, version
    if (document.id == id && (version == 0 || document.version == version))
      found = std::move(document);
  if (found) return {read_document(*found), found->text, found->sha256};
  throw porto::Error(porto::ErrorCode::not_found,
                     "the ledger has no tariff " + porto::internal::in_quotes(id) +
                         (version == 0 ? "" : " version " + std::to_string(version)) +
                         "; porto_tariff_list tells which it has",
                     "id");
}

}  // namespace

int32_t porto_company_add(porto_ledger* ledger, const porto_company* companies, size_t count,
                          porto_error** err) {
  return guard(err, [&] {
    porto::Ledger& open = ledger_of(ledger);
    std::vector<porto::CompanyUpdate> read;
    each_struct<porto_company>(companies, count, "companies", [&](const porto_company& company) {
      check_reserved(company.reserved, "");
      read.push_back(
          {std::string(text(company.id, company.id_len, ".id")),
           optional_id(company.name, company.name_len, ".name"),
           optional_id(company.customer_number, company.customer_number_len, ".customer_number"),
           optional_id(company.reference, company.reference_len, ".reference"),
           optional_id(company.language, company.language_len, ".language"),
           optional_id(company.cost_centre, company.cost_centre_len, ".cost_centre")});
    });
    return open.update_companies(read) ? PORTO_OK : PORTO_EXISTS;
  });
}

int32_t porto_company_remove(porto_ledger* ledger, const char* id, size_t id_len,
                             const porto_change_options* options, porto_rows** effect,
                             porto_error** err) {
  return guard(err, [&] {
    EffectOut out(effect);
    ledger_of(ledger).remove_company(text(id, id_len, "id"), read_change_options(options),
                                     out.wanted());
    return out.give(true);
  });
}

int32_t porto_company_list(porto_ledger* ledger, porto_rows** out, porto_error** err) {
  return guard_new(err, out, [&] { return porto::rows_of(ledger_of(ledger).companies()); });
}

int32_t porto_company_unsubscribed(porto_ledger* ledger, int32_t month_yyyymm, porto_rows** out,
                                   porto_error** err) {
  return guard_new(err, out, [&] {
    return porto::rows_of(
        ledger_of(ledger).companies_without_subscription(month(month_yyyymm, "month_yyyymm")));
  });
}

int32_t porto_meter_add(porto_ledger* ledger, const porto_meter* meters, size_t count,
                        porto_error** err) {
  return guard(err, [&] {
    porto::Ledger& open = ledger_of(ledger);
    std::vector<porto::Meter> read;
    each_struct<porto_meter>(meters, count, "meters", [&](const porto_meter& meter) {
      check_kind(meter.kind);
      check_reserved(meter.reserved, "");
      read.push_back({std::string(text(meter.id, meter.id_len, ".id")), meter.decimals});
    });
    return open.add_meters(read) ? PORTO_OK : PORTO_EXISTS;
  });
}

int32_t porto_meter_list(porto_ledger* ledger, porto_rows** out, porto_error** err) {
  return guard_new(err, out, [&] { return porto::rows_of(ledger_of(ledger).meters()); });
}

int32_t porto_tariff_add(porto_ledger* ledger, const char* toml, size_t toml_len,
                         const char* file_name, size_t file_name_len,
                         const porto_change_options* options, porto_rows** effect,
                         porto_error** err) {
  return guard(err, [&] {
    EffectOut out(effect);
    porto::Ledger& open = ledger_of(ledger);
    const std::string_view document = bytes_of(toml, toml_len, "toml");
    return out.give(open.add_tariff(document, document_name(file_name, file_name_len),
                                    read_change_options(options), out.wanted()));
  });
}

int32_t porto_tariff_remove(porto_ledger* ledger, const char* id, size_t id_len, int32_t version,
                            const porto_change_options* options, porto_rows** effect,
                            porto_error** err) {
  return guard(err, [&] {
    EffectOut out(effect);
    ledger_of(ledger).remove_tariff(text(id, id_len, "id"), version, read_change_options(options),
                                    out.wanted());
    return out.give(true);
  });
}

int32_t porto_tariff_list(porto_ledger* ledger, porto_rows** out, porto_error** err) {
  return guard_new(err, out, [&] {
    std::vector<porto::ListedTariff> tariffs;
    for (const porto::TariffDocument& document : ledger_of(ledger).tariffs())
      tariffs.push_back({read_document(document), document.sha256});
    return porto::rows_of(std::move(tariffs));
  });
}

int32_t porto_tariff_show(porto_ledger* ledger, const char* id, size_t id_len, int32_t version,
                          porto_rows** out, porto_error** err) {
  return guard_new(err, out, [&] {
    const porto::Ledger& open = ledger_of(ledger);
    return porto::rows_of(std::vector{find_tariff(open, text(id, id_len, "id"), version)});
  });
}

int32_t porto_subscription_add(porto_ledger* ledger, const porto_subscription* subscriptions,
                               size_t count, const porto_change_options* options,
                               porto_rows** effect, porto_error** err) {
  return guard(err, [&] {
    EffectOut out(effect);
    porto::Ledger& open = ledger_of(ledger);
    std::vector<porto::Subscription> read;
    each_struct<porto_subscription>(
        subscriptions, count, "subscriptions", [&](const porto_subscription& one) {
          check_reserved(one.reserved, "");
          // In this order, so that it is always the first fault that is named.
          const std::string_view company = text(one.company, one.company_len, ".company");
          const std::string_view tariff = text(one.tariff, one.tariff_len, ".tariff");
          const porto::Day from = first_day(one.from, ".from");
          read.emplace_back(std::string(company), std::string(tariff), from,
                            optional_last_day(one.through, ".through"));
        });
    return out.give(open.subscribe_all(read, read_change_options(options), out.wanted()));
  });
}

int32_t porto_subscription_end(porto_ledger* ledger, const char* company, size_t company_len,
                               const char* tariff, size_t tariff_len, int32_t through,
                               const porto_change_options* options, porto_rows** effect,
                               porto_error** err) {
  return guard(err, [&] {
    EffectOut out(effect);
    ledger_of(ledger).unsubscribe(text(company, company_len, "company"),
                                  text(tariff, tariff_len, "tariff"), last_day(through, "through"),
                                  read_change_options(options), out.wanted());
    return out.give(true);
  });
}

int32_t porto_subscription_remove(porto_ledger* ledger, const char* company, size_t company_len,
                                  const char* tariff, size_t tariff_len, int32_t from,
                                  const porto_change_options* options, porto_rows** effect,
                                  porto_error** err) {
  return guard(err, [&] {
    EffectOut out(effect);
    std::optional<porto::Day> begins;
    if (from != 0) begins = first_day(from, "from");
    ledger_of(ledger).remove_subscription(text(company, company_len, "company"),
                                          text(tariff, tariff_len, "tariff"), begins,
                                          read_change_options(options), out.wanted());
    return out.give(true);
  });
}

int32_t porto_subscription_list(porto_ledger* ledger, porto_rows** out, porto_error** err) {
  return guard_new(err, out, [&] { return porto::rows_of(ledger_of(ledger).subscriptions()); });
}

int32_t porto_subscription_of_month(porto_ledger* ledger, int32_t month_yyyymm, const char* which,
                                    size_t which_len, porto_rows** out, porto_error** err) {
  return guard_new(err, out, [&] {
    const porto::Ledger& open = ledger_of(ledger);
    const auto named = optional_text(which, which_len, "which");
    return porto::rows_of(open.subscriptions_of(
        month(month_yyyymm, "month_yyyymm"),
        named ? porto::parse_month_subscriptions(*named) : porto::MonthSubscriptions::all));
  });
}
