// Records usage, closes the month, and writes the invoice lines as CSV with their totals: the main
// job, in a ledger in memory. Ledger::create() makes one on disk.
#include <iostream>
#include <porto/porto.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace {

const char* const document = R"(
id        = "mail"
version   = 1
effective = "2026-01"
name      = "E-mail"
currency  = "SEK"
[[charge]]
id        = "mail"
meter     = "messages"
fee       = 500
included  = 10000
price     = "0.012"
fee_text  = "E-mail in {month}"
text      = "{quantity} messages above {included}"
)";

porto::UsageEvent sent(std::string_view id, std::string_view company, std::int64_t messages) {
  return {.source = "example",
          .event_id = id,
          .company = company,
          .occurred_at = porto::parse_rfc3339("2026-03-10T12:00:00+01:00"),
          .quantity = messages};
}

porto::Ledger ledger_of_march() {
  porto::Ledger ledger = porto::Ledger::in_memory();
  ledger.add_tariff(document, "mail.toml");
  for (const char* company : {"bolag-10", "bolag-17"}) {
    ledger.add_company({company, ""});
    ledger.subscribe({company, "mail", porto::Month(2026, 3), {}});
  }
  const std::vector<porto::UsageEvent> events = {sent("e-1", "bolag-17", 39'999),
                                                 sent("e-2", "bolag-17", 1),
                                                 sent("e-2", "bolag-17", 1)};  // the same again
  for (const porto::RecordResult& result : ledger.record(events))
    std::cout << porto::to_string(result.outcome) << "\n";
  return ledger;
}

}  // namespace

int main() {
  try {
    porto::Ledger ledger = ledger_of_march();
    const porto::Instant now = porto::parse_rfc3339("2026-04-01T08:00:00+02:00");
    const porto::Invoice invoice = ledger.close(porto::Month(2026, 3), now).invoice;
    const porto::OutputFormat& csv = porto::output_format("csv");
    std::cout << porto::to_text(porto::rows_of(invoice.lines), csv)
              << porto::to_text(porto::rows_of(porto::totals_of(invoice.lines)), csv);
  } catch (const porto::Error& error) {
    std::cerr << error.where() << ": " << error.what() << "\n";
    return 1;
  }
  return 0;
}
