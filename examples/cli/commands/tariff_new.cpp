// porto tariff new: a document to begin with.
#include <algorithm>
#include <ctime>
#include <string_view>
#include <utility>
#include <vector>

#include "arguments.hpp"
#include "commands.hpp"

namespace porto_cli {
namespace {

const char* const kTariffNewPages =
    R"(Prints a tariff document to begin with: a monthly fee, an allowance and a price, with a
comment at each key and an example that holds. It passes `porto tariff check` as it is; change
the prices, and the example with them. docs/reference/tariff.md has the whole language.

Example:
  $ porto tariff new --id vitec-epost --name "E-post via Mailgun" --language sv > vitec-epost.toml
  $ porto tariff check vitec-epost.toml

Exit status: 0 done; 2 wrong usage.)";

struct TariffNewOptions {
  std::string id = "my-tariff";
  std::string name = "My tariff";
  std::string currency = "SEK";
  std::string language;
  std::string meter = "messages";
  std::string effective;
};

const char* const kDocument =
    R"(# A tariff. All keys: docs/reference/tariff.md. Numbers with decimals stand in quotes.
id        = @id@  # with the version it names this document
version   = 1  # a new price is a new version; one that was billed stays
effective = @effective@  # the first month that this version prices
name      = @name@
currency  = @currency@  # ISO 4217, that of the ledger
language  = @language@  # of months and numbers in texts: en, sv
# prorate = "days"  # a part of a month costs a part of the fee
# minimum = 300  # the least that a month costs; maximum: the most

[[charge]]  # a tariff is the sum of its charges: more of them may follow
id       = "usage"
meter    = @meter@  # what is counted: `porto meter list`
fee      = 500  # each month, also without usage
included = 10000  # units that the fee covers
price    = "0.012"  # of each unit beyond; or mode and tiers: prices that change with the quantity
# maximum = 2000  # the most that this charge costs
fee_text = @fee_text@
text     = @text@

[[example]]  # what this usage must cost: 500 + (40000 - 10000) * 0.012
usage = { @meter@ = 40000 }
lines = [500, 360]
total = 860
)";

/// A text in quotes, as TOML has it.
std::string in_toml(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string this_month() {
  const std::time_t now = std::time(nullptr);
  std::tm parts = {};
  gmtime_r(&now, &parts);
  return month_text((parts.tm_year + 1900) * 100 + parts.tm_mon + 1);
}

/// The document with a value in each place that has its name.
std::string filled(const std::vector<std::pair<std::string, std::string>>& values) {
  std::string out;
  for (std::string_view rest = kDocument; !rest.empty();) {
    const std::size_t begin = std::min(rest.find('@'), rest.size());
    out += rest.substr(0, begin);
    rest.remove_prefix(begin);
    for (const auto& [name, value] : values) {
      if (!rest.starts_with("@" + name + "@")) continue;
      out += in_toml(value);
      rest.remove_prefix(name.size() + 2);
      break;
    }
  }
  return out;
}

std::string document_of(const TariffNewOptions& options) {
  const bool swedish = options.language == "sv";
  const std::string included =
      swedish ? "fast avgift ({included} ingår)" : "fixed fee ({included} included)";
  const std::string beyond = swedish ? "utöver" : "beyond";
  return filled({{"id", options.id},
                 {"effective", options.effective.empty()
                                   ? this_month()
                                   : month_text(parse_month("--effective", options.effective))},
                 {"name", options.name},
                 {"currency", options.currency},
                 {"language", options.language},
                 {"meter", options.meter},
                 {"fee_text", options.name + " {month}, " + included},
                 {"text", options.name + " {month}, {quantity} " + beyond + " {included}"}});
}

void run_tariff_new(Session& session, TariffNewOptions options) {
  session.out.refuse_workbook("a tariff document");
  if (options.language.empty())
    options.language = session.language.empty() ? "en" : session.language;
  const std::string document = document_of(options);
  // What an option says may be nothing that a tariff can have.
  const Rows mistakes =
      fetch(porto_tariff_mistakes, document.data(), document.size(), nullptr, std::size_t{0});
  while (next(mistakes))
    if (text(mistakes, "severity") == "error")
      throw wrong_usage({}, "no tariff can have this: " + std::string(text(mistakes, "what")));
  session.out.text(document);
}

}  // namespace

void add_tariff_new(Command tariff, Session& session) {
  const auto options = std::make_shared<TariffNewOptions>();
  Command create = tariff.add_command("new", "Print a document to begin with", kTariffNewPages);
  create.add_text("--id", options->id, "Id of the tariff [my-tariff]", "ID");
  create.add_text("--name", options->name, "Its name, for texts of lines [My tariff]", "NAME");
  create.add_text("--currency", options->currency, "ISO 4217 currency [SEK]", "CODE");
  create.add_choice("--language", options->language, "Language of the texts [en]", "CODE",
                    {"en", "sv"});
  create.add_text("--meter", options->meter, "What is counted [messages]", "ID");
  create.add_text("--effective", options->effective, "The first month that it prices [this one]",
                  "MONTH");
  create.runs([&session, options] { run_tariff_new(session, *options); });
}

}  // namespace porto_cli
