// porto tariff describe: a tariff in the words of a contract.
#include "arguments.hpp"
#include "commands.hpp"
#include "tariff_documents.hpp"
#include "wrapped.hpp"

namespace porto_cli {
namespace {

const char* const kTariffDescribePages =
    R"(Says in words what a tariff costs, for a contract or a customer: which document it is, each
charge, then limits, months that are covered in part, and rounding. Every number that prices is
in it; texts of lines and examples are not. No ledger is needed for a file.

As a table it is text, a paragraph for each charge, which begins with the id of the charge where
there are several. In other formats: columns charge (empty: the whole tariff), text. The
language is that of the tariff or of --language.

Example:
  $ porto tariff describe vitec-epost.toml --output table
  E-post via Mailgun (vitec-epost, version 1), gäller från februari 2024. Belopp i SEK,
  exklusive moms.
  500 kr per månad, 10 000 meddelanden ingår, därefter 1,2 öre per meddelande.
  Priserna gäller hela månader.
  Varje rad avrundas till hela ören: till det närmaste, en halv bort från noll.

Exit status: 0 done; 1 failed; 2 wrong usage.)";

struct TariffDescribeOptions {
  std::string tariff;
  std::string language;
};

bool has_several_charges(const Rows& terms) {
  std::size_t charges = 0;
  while (next(terms))
    if (!text(terms, "charge").empty()) ++charges;
  porto_rows_rewind(terms.get());
  return charges > 1;
}

void print_terms(Session& session, const Rows& terms) {
  const bool names_charges = has_several_charges(terms);
  while (next(terms)) {
    const std::string charge(text(terms, "charge"));
    std::string term(text(terms, "text"));
    if (names_charges && !charge.empty()) term = charge + ": " + term;
    if (session.out.room() != 0) term = wrapped(term, session.out.room());
    session.out.text(term + "\n");
  }
}

void run_tariff_describe(Session& session, const TariffDescribeOptions& options) {
  const std::string document = find_document(session, options.tariff);
  if (!has_no_mistakes(session, options.tariff, document)) {
    session.status = Failure::failed;
    return;
  }
  const Tariff tariff = open_tariff(options.tariff, document);
  const std::string language = options.language.empty() ? session.language : options.language;
  const Rows terms = fetch(porto_tariff_describe, tariff.get(), given(language), language.size());
  if (session.format() == PORTO_FORMAT_TABLE) return print_terms(session, terms);
  session.out.rows(terms, session.format());
}

}  // namespace

void add_tariff_describe(Command tariff, Session& session) {
  const auto options = std::make_shared<TariffDescribeOptions>();
  Command describe =
      tariff.add_command("describe", "Say in words what a tariff costs", kTariffDescribePages);
  describe.add_argument("TARIFF", options->tariff, kTariffNames);
  describe.add_choice("--language", options->language, "Language of the words [the tariff's]",
                      "CODE", {"en", "sv"});
  describe.runs([&session, options] { run_tariff_describe(session, *options); });
}

}  // namespace porto_cli
