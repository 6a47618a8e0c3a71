// Rates usage with a tariff, in memory: no ledger, no file, no clock. Prints the lines, the total,
// and how the total came about.
#include <iostream>
#include <porto/error.hpp>
#include <porto/tariff.hpp>
#include <string>

namespace {

// A tariff is data: 500 SEK a month covers 10,000 messages, 1.2 öre for each one above.
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

void print_lines(const porto::Tariff& tariff, const porto::Rating& rating, porto::Month month) {
  for (const porto::RatedLine& line : rating.lines)
    std::cout << line.net_amount.to_string_fixed(2) << "  "
              << porto::line_text(tariff, line, month, "bolag-17") << "\n";
  std::cout << rating.total.to_string_fixed(2) << "  " << tariff.currency.code()
            << " excluding VAT\n";
}

void print_derivation(const porto::Tariff& tariff, const porto::Usage& usage) {
  for (const porto::ExplainStep& step : porto::explain(tariff, usage))
    std::cout << step.step << ": " << step.formula << " = " << step.value << "\n";
}

}  // namespace

int main() {
  try {
    const porto::Tariff tariff = porto::parse_tariff(document, "mail.toml");
    const porto::Usage usage = porto::Usage::of("messages", 40'000);
    print_lines(tariff, porto::rate(tariff, usage), porto::Month::parse("2026-03"));
    std::cout << "\n";
    print_derivation(tariff, usage);
  } catch (const porto::Error& error) {
    std::cerr << error.where() << ": " << error.what() << "\n";
    return 1;
  }
  return 0;
}
