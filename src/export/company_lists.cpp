// The lists of companies: what is known of them, the table that is imported again, and what an
// import of one did.
#include <string>
#include <utility>
#include <vector>

#include "export/fields.hpp"

namespace porto {

using namespace internal;

namespace {

using enum ColumnType;

Cell unless_empty(const std::string& value) { return value.empty() ? Cell{} : Cell(value); }

using KnownCompany = const Company&;
constexpr Field<Company> company_list_fields[] = {
    {"company", text, [](KnownCompany c) { return Cell(c.id); }},
    {"name", text, [](KnownCompany c) { return Cell(c.name); }},
    {"customer_number", text, [](KnownCompany c) { return Cell(c.customer_number); }},
    {"reference", text, [](KnownCompany c) { return Cell(c.reference); }},
    {"language", text, [](KnownCompany c) { return Cell(c.language); }},
    {"cost_centre", text, [](KnownCompany c) { return Cell(c.cost_centre); }},
};

using TableRow = const CompanyRow&;
constexpr Field<CompanyRow> company_row_fields[] = {
    {"id", text, [](TableRow r) { return Cell(r.company.id); }},
    {"name", text, [](TableRow r) { return Cell(r.company.name); }},
    {"tariff", text,
     [](TableRow r) { return r.subscription ? Cell(r.subscription->tariff) : Cell{}; }},
    {"from", month_or_day,
     [](TableRow r) { return r.subscription ? Cell(r.subscription->from_text()) : Cell{}; }},
    {"through", month_or_day,
     [](TableRow r) {
       return r.subscription ? unless_empty(r.subscription->through_text()) : Cell{};
     }},
    {"domains", text, [](TableRow r) { return Cell(r.domains); }},
    {"customer_number", text, [](TableRow r) { return Cell(r.company.customer_number); }},
    {"reference", text, [](TableRow r) { return Cell(r.company.reference); }},
    {"language", text, [](TableRow r) { return Cell(r.company.language); }},
    {"cost_centre", text, [](TableRow r) { return Cell(r.company.cost_centre); }},
};

using Difference = const CompanyDifference&;
constexpr Field<CompanyDifference> company_difference_fields[] = {
    {"what", text, [](Difference d) { return Cell(to_string(d.what)); }},
    {"company", text, [](Difference d) { return Cell(d.company); }},
    {"name", text, [](Difference d) { return unless_empty(d.name); }},
    {"change", text, [](Difference d) { return Cell(to_string(d.change)); }},
    {"before", text, [](Difference d) { return unless_empty(d.before); }},
    {"after", text, [](Difference d) { return unless_empty(d.after); }},
    {"place", text, [](Difference d) { return unless_empty(d.place); }},
};

struct CompanyReportEntry {
  const char* entry;
  std::string name{};
  Cell value{};
};
using TableReportEntry = const CompanyReportEntry&;
constexpr Field<CompanyReportEntry> company_report_fields[] = {
    {"entry", text, [](TableReportEntry e) { return Cell(e.entry); }},
    {"name", text, [](TableReportEntry e) { return unless_empty(e.name); }},
    {"value", integer, [](TableReportEntry e) { return e.value; }},
};

}  // namespace

Rows rows_of(std::vector<Company> companies) {
  return make_rows(std::move(companies), company_list_fields);
}

Rows rows_of(std::vector<CompanyRow> companies) {
  return make_rows(std::move(companies), company_row_fields);
}

Rows rows_of(std::vector<CompanyDifference> differences) {
  return make_rows(std::move(differences), company_difference_fields);
}

Rows rows_of(const CompanyImportReport& report) {
  std::vector<CompanyReportEntry> entries;
  const auto count = [&](const char* entry, std::uint64_t value) {
    entries.push_back({entry, {}, std::to_string(value)});
  };
  count("rows", report.rows);
  count("companies", report.companies);
  count("new", report.added);
  count("changed", report.changed);
  count("same", report.same);
  count("only_in_ledger", report.only_in_ledger);
  for (const auto& [type, rows] : report.not_counted)
    entries.push_back({"not_counted", type, std::to_string(rows)});
  for (const std::string& notice : report.notices) entries.push_back({"notice", notice, {}});
  return make_rows(std::move(entries), company_report_fields);
}

}  // namespace porto
