// Section "Companies, meters, tariffs, subscriptions" of porto.h.
#include "base/text.hpp"
#include "billing/lines.hpp"
#include "change_options.hpp"
#include "handles.hpp"
#include "porto/rows.hpp"

using namespace porto::c;

namespace {

porto::Tariff read_document(const porto::TariffDocument& document) {
  return porto::parse_tariff(document.text, document.id);
}

// The document an entry point is about, and its name in messages.
struct Document {
  std::string_view toml;
  std::string file;
  Document(const char* bytes, size_t length, const char* name = nullptr, size_t name_length = 0)
      : toml(text(bytes, length, "toml")),
        file(optional_text(name, name_length, "file_name").value_or("tariff")) {}
  porto::Tariff tariff() const { return porto::parse_tariff(toml, file); }
};

porto::ShownTariff find_tariff(const porto::Ledger& ledger, std::string_view id, int32_t version) {
  std::optional<porto::TariffDocument> found;
  for (porto::TariffDocument& document : ledger.tariffs())  // by id, version
    if (document.id == id && (version == 0 || document.version == version))
      found = std::move(document);
  if (found) return {read_document(*found), found->text};
  throw porto::Error(porto::ErrorCode::not_found,
                     "the ledger has no tariff " + porto::internal::in_quotes(id) +
                         (version == 0 ? "" : " version " + std::to_string(version)) +
                         "; porto_tariff_list tells which it has",
                     "id");
}

}  // namespace

int32_t porto_company_add(porto_ledger* ledger, const char* id, size_t id_len, const char* name,
                          size_t name_len, porto_error** err) {
  return guard(err, [&] {
    porto::Ledger& open = ledger_of(ledger);
    const porto::Company company{std::string(text(id, id_len, "id")),
                                 std::string(optional_text(name, name_len, "name").value_or(""))};
    return open.add_company(company) ? PORTO_OK : PORTO_EXISTS;
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

int32_t porto_meter_add(porto_ledger* ledger, const char* id, size_t id_len, int32_t decimals,
                        porto_error** err) {
  return guard(err, [&] {
    porto::Ledger& open = ledger_of(ledger);
    const porto::Meter meter{std::string(text(id, id_len, "id")), decimals};
    return open.add_meter(meter) ? PORTO_OK : PORTO_EXISTS;
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
    const Document document(toml, toml_len, file_name, file_name_len);
    return out.give(
        open.add_tariff(document.toml, document.file, read_change_options(options), out.wanted()));
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
    std::vector<porto::Tariff> tariffs;
    for (const porto::TariffDocument& document : ledger_of(ledger).tariffs())
      tariffs.push_back(read_document(document));
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

int32_t porto_tariff_mistakes(const char* toml, size_t toml_len, const char* file_name,
                              size_t file_name_len, porto_rows** out, porto_error** err) {
  return guard_new(err, out, [&] {
    const Document document(toml, toml_len, file_name, file_name_len);
    return porto::rows_of(document.file, porto::read_tariff(document.toml).mistakes);
  });
}

int32_t porto_tariff_examples(const char* toml, size_t toml_len, const char* file_name,
                              size_t file_name_len, porto_rows** out, porto_error** err) {
  return guard_new(err, out, [&] {
    const Document document(toml, toml_len, file_name, file_name_len);
    return porto::rows_of(document.file, porto::check_examples(document.tariff()));
  });
}

int32_t porto_tariff_rate(const char* toml, size_t toml_len, const char* usage, size_t usage_len,
                          int32_t month_yyyymm, const char* company, size_t company_len,
                          porto_rows** out, porto_error** err) {
  return guard_new(err, out, [&] {
    const porto::Tariff tariff = Document(toml, toml_len).tariff();
    const porto::Usage used = porto::parse_usage(text(usage, usage_len, "usage"), tariff);
    const porto::Month month = porto::c::month(month_yyyymm, "month_yyyymm");
    const std::string billed = optional_id(company, company_len, "company").value_or("");
    std::vector<porto::InvoiceLine> lines;
    porto::internal::add_lines(lines, tariff, used, month, billed);
    return porto::rows_of(std::move(lines));
  });
}

int32_t porto_subscription_add(porto_ledger* ledger, const char* company, size_t company_len,
                               const char* tariff, size_t tariff_len, int32_t from, int32_t through,
                               const porto_change_options* options, porto_rows** effect,
                               porto_error** err) {
  return guard(err, [&] {
    EffectOut out(effect);
    porto::Ledger& open = ledger_of(ledger);
    const porto::Subscription subscription{std::string(text(company, company_len, "company")),
                                           std::string(text(tariff, tariff_len, "tariff")),
                                           first_day(from, "from"),
                                           optional_last_day(through, "through")};
    return out.give(open.subscribe(subscription, read_change_options(options), out.wanted()));
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
