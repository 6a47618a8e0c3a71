// porto tariff diff: what differs between two tariffs, and what both cost side by side.
#include "arguments.hpp"
#include "commands.hpp"
#include "tariff_documents.hpp"
#include "usage_text.hpp"

namespace porto_cli {
namespace {

const char* const kTariffDiffPages =
    R"(Compares two tariffs. OLD and NEW are files, - for standard input, or tariffs of the ledger:
ID (the highest version) or ID@VERSION. A name that is both means the file.

The changes come first, field by field, as the documents have them: columns charge (empty: the
tariff itself), field, change (added, removed, changed), old, new. The prices come next, usage
by usage: columns usage, old, new, difference, old_currency, new_currency. Without --usage
these are usages that tell the two apart: 0, where a price changes, just above, and beyond. A
meter that a tariff does not price costs nothing in it.

In csv an empty line stands between the two; in json they are the members changes and prices
of an object. --only shows one of them, as a list.

Example:
  $ porto tariff diff vitec-epost@1 vitec-epost@2
  $ porto tariff diff vitec-epost new.toml --usage 40000 --usage 60000 --only prices

Exit status: 0 done, whether they differ or not; 1 failed; 2 wrong usage.)";

struct TariffDiffOptions {
  std::string before;
  std::string after;
  std::vector<std::string> usages;
  std::string only;
};

struct ComparedTariffs {
  Tariff before;
  Tariff after;
};

Rows fetch_changes(const ComparedTariffs& tariffs) {
  return fetch(porto_tariff_diff, tariffs.before.get(), tariffs.after.get());
}

Rows fetch_prices(const ComparedTariffs& tariffs, const std::vector<std::string>& texts) {
  const UsageTexts usages("--usage", texts);
  return fetch(porto_tariff_compare, tariffs.before.get(), tariffs.after.get(), usages.data(),
               usages.size());
}

/// What one must know to read the prices.
void explain_prices(Session& session, const TariffDiffOptions& options, const Rows& changes) {
  while (next(changes)) {
    if (!text(changes, "charge").empty()) continue;
    const std::string values =
        std::string(text(changes, "new")) + " instead of " + std::string(text(changes, "old"));
    if (text(changes, "field") == "currency")
      session.notice(options.after,
                     "the currency is " + values + ", so the column difference is empty");
    if (text(changes, "field") == "meters")
      session.notice(options.after, "the meters are " + values +
                                        "; one that a tariff does not price costs nothing in it");
  }
}

/// Everything is fetched before anything is written: a failure leaves no half output.
void show_tariff_diff(Session& session, const TariffDiffOptions& options,
                      const ComparedTariffs& tariffs) {
  if (session.format() == PORTO_FORMAT_HTML && options.only.empty())
    throw wrong_usage("--output html", "a page has one table; add --only changes or --only prices");
  const Rows changes = fetch_changes(tariffs);
  if (options.only == "changes") return session.out.rows(changes, session.format(), "changes");
  const Rows prices = fetch_prices(tariffs, options.usages);
  explain_prices(session, options, fetch_changes(tariffs));
  if (options.only == "prices") return session.out.rows(prices, session.format(), "prices");
  if (session.out.is_workbook()) {
    session.out.rows(changes, session.format(), "changes");
    return session.out.rows(prices, session.format(), "prices");
  }
  const bool json = session.format() == PORTO_FORMAT_JSON;
  session.out.text(json ? "{\"changes\":" : "");
  session.out.rows(changes, session.format());
  session.out.text(json ? ",\"prices\":" : "\n");
  session.out.rows(prices, session.format());
  session.out.text(json ? "}\n" : "");
}

void run_tariff_diff(Session& session, const TariffDiffOptions& options) {
  if (options.before == "-" && options.after == "-")
    throw wrong_usage("-", "standard input can be one of the two, not both");
  if (options.only == "changes" && !options.usages.empty())
    throw wrong_usage("--usage", "there are no prices with --only changes; leave one of them out");
  const std::string before = find_document(session, options.before);
  const std::string after = find_document(session, options.after);
  const bool good = has_no_mistakes(session, options.before, before);
  if (!has_no_mistakes(session, options.after, after) || !good) {
    session.status = Failure::failed;
    return;
  }
  const ComparedTariffs tariffs{open_tariff(options.before, before),
                                open_tariff(options.after, after)};
  show_tariff_diff(session, options, tariffs);
  if (!next(fetch_changes(tariffs)))
    session.notice(options.after, "nothing differs from " + options.before);
}

}  // namespace

void add_tariff_diff(Command tariff, Session& session) {
  const auto options = std::make_shared<TariffDiffOptions>();
  Command diff = tariff.add_command("diff", "Show changes and prices of two tariffs side by side",
                                    kTariffDiffPages);
  diff.add_argument("OLD", options->before, kTariffNames);
  diff.add_argument("NEW", options->after, "The one to compare it with");
  diff.add_texts("--usage", options->usages, "Usage to price, such as 40000; may be repeated",
                 "USAGE");
  diff.add_choice("--only", options->only, "Show one part only", "PART", {"changes", "prices"});
  diff.runs([&session, options] { run_tariff_diff(session, *options); });
}

}  // namespace porto_cli
