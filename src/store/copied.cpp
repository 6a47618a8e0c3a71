// See copied.hpp.
#include "store/copied.hpp"

namespace porto::internal {

std::span<const CopiedTable> copied_tables() {
  static const std::vector<CopiedTable> tables = {
      {"company",
       {"no", "id", "name", "customer_number", "reference", "language", "cost_centre"},
       "no"},
      {"meter", {"no", "id", "decimals"}, "no"},
      {"source", {"no", "id", "counting"}, "no"},
      {"domain", {"no", "id"}, "no"},
      {"sending_domain",
       {"domain", "company", "from_day", "through_day"},
       "domain, coalesce(from_day, 0)"},
      {"tariff",
       {"id", "version", "effective", "document", "sha256", "language_version"},
       "id, version"},
      {"subscription",
       {"company", "tariff", "from_day", "through_day"},
       "company, tariff, from_day"},
      {"change",
       {"no", "kind", "company", "tariff", "version", "domain", "first", "last", "was_last",
        "sha256", "actor", "reason", "at", "closed_through", "digest", "item", "amount", "text"},
       "no"},
      // Before the closed months, which get no items.
      {"item", {"no", "month", "company", "amount", "text"}, "no"},
      {"import",
       {"no", "begun_at", "finished", "rows_read", "stored", "duplicate", "conflict", "rejected",
        "not_counted", "corrected", "digest"},
       "no"},
      {"import_file", {"import", "no", "path", "format", "size", "digest"}, "import, no"},
      {"import_option", {"import", "no", "name", "value"}, "import, no"},
      {"import_month", {"import", "month", "events"}, "import, month"},
      {"import_part", {"first_seq", "last_seq", "import"}, "first_seq"},
      {"import_undo",
       {"no", "import", "actor", "reason", "undone_at", "voided", "kept", "digest"},
       "no"},
      {"period",
       {"month", "closed_at", "hash", "last_seq", "last_batch", "pruned_at", "pruned_before"},
       "month"},
      {"period_usage",
       {"month", "usage_month", "company", "meter", "quantity", "events"},
       "month, usage_month, company, meter"},
      {"period_chain", {"month", "chain", "last", "digest"}, "month, chain"},
      {"period_domains", {"month", "usage_month", "days", "digest"}, "month, usage_month"},
      {"invoice_line",
       {"month", "company", "line", "charge", "kind", "text", "quantity", "unit", "unit_price",
        "base_quantity", "exact_amount", "net_minor", "currency", "tariff", "tariff_version",
        "usage_month"},
       "month, company, line"},
      // A series goes on by one.
      {"invoice_number",
       {"month", "company", "series", "no", "number", "issued", "due", "kind", "net_minor",
        "vat_minor", "taxes"},
       "series, no"},
      // `import` and `epoch`: the import that stored it, and how many months were closed by then.
      {"event_batch",
       {"no", "first_seq", "last_seq", "first_at", "last_at", "events", "digest", "import",
        "epoch"},
       "no"},
      {"pruned_part", {"batch", "month", "events", "digest"}, "batch, month"},
      {"void",
       {"no", "seq", "source_no", "event_id", "actor", "reason", "voided_at", "digest",
        "replaced_by"},
       "no"},
  };
  return tables;
}

bool is_first_meter(const CopiedTable& table, std::span<const Cell> row) {
  return table.name == std::string_view("meter") && row[0] == Cell(std::int64_t{1}) &&
         row[1] == Cell("messages") && row[2] == Cell(std::int64_t{0});
}

const CopiedTable& changed_table() {
  static const CopiedTable table{"changed", {"month", "company"}, "month, company"};
  return table;
}

const CopiedTable& changed_domains_table() {
  static const CopiedTable table{"changed_domains", {"month"}, "month"};
  return table;
}

}  // namespace porto::internal
