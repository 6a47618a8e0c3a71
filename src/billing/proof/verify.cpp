// See verify.hpp.
#include "billing/proof/verify.hpp"

#include <optional>

#include "base/digest.hpp"
#include "billing/proof/findings.hpp"
#include "billing/proof/verify_changes.hpp"
#include "billing/proof/verify_domains.hpp"
#include "billing/proof/verify_events.hpp"
#include "billing/proof/verify_imports.hpp"
#include "billing/proof/verify_kept.hpp"
#include "billing/proof/verify_months.hpp"
#include "billing/proof/verify_terms.hpp"
#include "store/pruned.hpp"

namespace porto::internal {
namespace {

void verify_file(Store& store, Findings& findings) {
  findings.attempt(Check::file, "the file", [&] {
    for (const std::string& fault : store.faults())
      findings.differs(Check::file, "the file", fault, "a file without faults");
  });
}

void verify_schema(Store& store, Findings& findings) {
  findings.attempt(Check::schema, "the schema", [&] {
    const Structure structure = store.structure();
    for (const StructureFault& fault : structure.faults)
      findings.differs(Check::schema, fault.place, fault.stored, fault.expected);
    if (!structure.checks_values)
      findings.note(
          "values could not be compared with the checks of their tables: others use the ledger, "
          "and "
          "it cannot be written here; verify a backup of it");
    findings.checked(Check::schema, structure.parts,
                     "schema version " + std::to_string(store.info().schema_version));
  });
}

void verify_tariff(const TariffDocument& document, Findings& findings) {
  const std::string place =
      "tariff " + in_quotes(document.id) + ", version " + std::to_string(document.version);
  const auto same = [&](const char* field, const std::string& stored, const std::string& expected) {
    findings.same(Check::tariffs, place + ": " + field, stored, expected);
  };
  same("sha256", document.sha256, sha256_hex(document.text));
  if (document.language_version < 1 || document.language_version > tariff_language_version)
    same("language_version", std::to_string(document.language_version),
         std::to_string(tariff_language_version));
  findings.attempt(Check::tariffs, place, [&] {
    const Tariff tariff = parse_tariff(document.text, "document");
    same("id", document.id, tariff.id);
    same("version", std::to_string(document.version), std::to_string(tariff.version));
    same("effective", document.effective.to_string(), tariff.effective.to_string());
  });
}

void verify_tariffs(Store& store, Findings& findings) {
  findings.attempt(Check::tariffs, "tariffs", [&] {
    const std::vector<TariffDocument> documents = store.tariffs();
    for (const TariffDocument& document : documents) verify_tariff(document, findings);
    findings.checked(Check::tariffs, documents.size(),
                     counted(documents.size(), "tariff document"));
  });
}

std::optional<Month> checked_pruned_through(const std::vector<ClosedMonth>& closed_months,
                                            Findings& findings) {
  const std::optional<Month> through = pruned_through(closed_months);
  for (const ClosedMonth& closed : closed_months)
    if (!closed.pruned_at && through && closed.month < *through)
      findings.differs(Check::file, closed.month.to_string() + ": pruned_at", "no time",
                       "a time, since " + through->to_string() + " is pruned");
  return through;
}

}  // namespace

VerifyReport verify(Store& store, const Zone& zone, const VerifyOptions& options) {
  check_expected(options.expected);
  VerifyReport report;
  Findings findings(report, options.limit);
  std::vector<ClosedMonth> closed_months;
  findings.attempt(Check::file, "closed months", [&] { closed_months = store.closed_months(); });
  if (!closed_months.empty()) report.last = closed_months.back();
  findings.attempt(Check::file, "the last records",
                   [&] { report.keep = to_keep(store, closed_months); });
  verify_file(store, findings);
  verify_schema(store, findings);
  verify_kept(store, closed_months, options.expected, findings);
  verify_tariffs(store, findings);
  verify_changes(store, findings);
  verify_terms(store, findings);
  verify_voids(store, findings);
  verify_events(store, zone, options, checked_pruned_through(closed_months, findings), findings);
  verify_imports(store, findings);
  std::optional<VerifyMonths> months;
  if (!findings.attempt(Check::chain, "closed months",
                        [&] { months.emplace(store, zone, findings); }))
    return report;
  findings.attempt(Check::chain, "closed months", [&] { months->chain(); });
  findings.attempt(Check::changes, "totals", [&] { months->changes(); });
  verify_domains(store, closed_months, findings);
  findings.attempt(Check::lines, "lines", [&] { months->lines(); });
  return report;
}

}  // namespace porto::internal
