// Section "Sending domains" of porto.h.
#include "change_options.hpp"
#include "handles.hpp"
#include "porto/rows.hpp"

using namespace porto::c;

int32_t porto_domain_add(porto_ledger* ledger, const char* domain, size_t domain_len,
                         const char* company, size_t company_len, int32_t from_yyyymmdd,
                         int32_t through_yyyymmdd, const porto_change_options* options,
                         porto_rows** effect, porto_error** err) {
  return guard(err, [&] {
    EffectOut out(effect);
    porto::Ledger& open = ledger_of(ledger);
    const porto::SendingDomain claim{.domain = std::string(text(domain, domain_len, "domain")),
                                     .company = std::string(text(company, company_len, "company")),
                                     .from = optional_day(from_yyyymmdd, "from_yyyymmdd"),
                                     .through = optional_day(through_yyyymmdd, "through_yyyymmdd")};
    return out.give(open.add_domain(claim, read_change_options(options), out.wanted()));
  });
}

int32_t porto_domain_end(porto_ledger* ledger, const char* domain, size_t domain_len,
                         const char* company, size_t company_len, int32_t through_yyyymmdd,
                         const porto_change_options* options, porto_rows** effect,
                         porto_error** err) {
  return guard(err, [&] {
    EffectOut out(effect);
    ledger_of(ledger).end_domain(
        text(domain, domain_len, "domain"), text(company, company_len, "company"),
        day(through_yyyymmdd, "through_yyyymmdd"), read_change_options(options), out.wanted());
    return out.give(true);
  });
}

int32_t porto_domain_remove(porto_ledger* ledger, const char* domain, size_t domain_len,
                            const char* company, size_t company_len,
                            const porto_change_options* options, porto_rows** effect,
                            porto_error** err) {
  return guard(err, [&] {
    EffectOut out(effect);
    ledger_of(ledger).remove_domain(text(domain, domain_len, "domain"),
                                    text(company, company_len, "company"),
                                    read_change_options(options), out.wanted());
    return out.give(true);
  });
}

int32_t porto_domain_list(porto_ledger* ledger, porto_rows** out, porto_error** err) {
  return guard_new(err, out, [&] { return porto::rows_of(ledger_of(ledger).domains()); });
}
