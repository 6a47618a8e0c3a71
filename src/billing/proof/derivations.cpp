// See derivations.hpp.
#include "billing/proof/derivations.hpp"

#include <algorithm>
#include <compare>
#include <map>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "billing/change.hpp"
#include "billing/items.hpp"
#include "billing/lines.hpp"
#include "billing/proof/past.hpp"
#include "billing/proof/statement_notes.hpp"
#include "billing/unrated.hpp"
#include "store/changed.hpp"

namespace porto::internal {
namespace {

using ChargeSums = std::map<std::string, Money>;  // by charge

void add(ChargeSums& sums, const InvoiceLine& line) {
  const auto [sum, is_new] = sums.emplace(line.charge, line.net_amount);
  if (!is_new) sum->second = sum->second + line.net_amount;
}

Money of(const ChargeSums& sums, const InvoiceLine& line) {
  const auto sum = sums.find(line.charge);
  return sum == sums.end() ? Money(0, line.net_amount.currency()) : sum->second;
}

// 536.07 - 524.07, 0.00 - (-1.50)
std::string difference(const Money& due, const Money& before) {
  const std::string subtracted = before.to_string();
  return due.to_string() + " - " +
         (subtracted.starts_with('-') ? "(" + subtracted + ")" : subtracted);
}

class Derivations {
 public:
  Derivations(Statement& statement, SharedReads& reads)
      : statement_(statement),
        reads_(reads),
        store_(reads.store()),
        closed_months_(reads.closed_months()) {}

  void run() {
    for (const Part& part : parts()) derive(part.invoice, part.usage_month);
    const bool left_out = note_left_out();
    if (!is_closed() || !is_changed(store_, {month(), company()})) return;
    statement_.notes.emplace_back(left_out ? note_left_out_is_due : note_changed);
    due_now();
  }

 private:
  // In this order: what an invoice has of its own month comes first.
  struct Part {
    Month invoice;
    bool is_adjustment;
    Month usage_month;
    friend auto operator<=>(const Part&, const Part&) = default;
  };

  Month month() const { return statement_.month; }
  const std::string& company() const { return statement_.company.id; }

  // Months before the first that was closed count as closed: later invoices settle them.
  bool is_closed() const {
    return !closed_months_.empty() && month() <= closed_months_.back().month;
  }

  // That the month was closed without the company, and who said so.
  bool note_left_out() {
    const std::vector<Change> changes = left_out_of(reads_.changes(company()), month(), company());
    for (const Change& change : changes)
      statement_.notes.push_back(std::string(note_closed_without) + " (change " +
                                 std::to_string(change.no) +
                                 (change.actor.empty() ? "" : ", by " + change.actor) +
                                 (change.reason.empty() ? "" : ": " + change.reason) + ")");
    return !changes.empty();
  }

  // Which usage is on which invoices. A month that is open, and one that was never closed itself,
  // are priced even if no invoice has lines of them.
  std::vector<Part> parts() const {
    std::set<Part> parts;
    if (statement_.closed || !is_closed()) parts.insert({month(), false, month()});
    for (const InvoiceLine& line : statement_.lines)
      parts.insert({line.month, line.usage_month != line.month, line.usage_month});
    return {parts.begin(), parts.end()};
  }

  std::vector<InvoiceLine> lines_of(Month invoice, Month usage_month,
                                    const std::string& tariff) const {
    std::vector<InvoiceLine> lines;
    std::ranges::copy_if(statement_.lines, std::back_inserter(lines), [&](const InvoiceLine& line) {
      return line.month == invoice && line.usage_month == usage_month && line.tariff == tariff;
    });
    return lines;
  }

  void derive(Month invoice, Month usage_month) {
    const auto closed = std::ranges::find(closed_months_, invoice, &ClosedMonth::month);
    const bool is_made = closed != closed_months_.end();
    Past past(reads_, company(), is_made ? std::optional(*closed) : std::nullopt);
    if (is_made)
      for (MonthUsage& total : past.totals(usage_month))
        statement_.invoiced_usage.push_back({invoice, std::move(total)});
    std::set<std::string> tariffs;
    for (const InvoiceLine& line : statement_.lines) {
      if (line.month != invoice || line.usage_month != usage_month) continue;
      if (line.kind == LineKind::item)
        derive_item(line, is_made);
      else
        tariffs.insert(line.tariff);
    }
    const std::vector<Coverage> coverages = past.coverages(usage_month);
    if (!is_made && invoice == usage_month)
      for (const Coverage& coverage : coverages) tariffs.insert(coverage.tariff);
    for (const std::string& tariff : tariffs) {
      const auto covered = std::ranges::find(coverages, tariff, &Coverage::tariff);
      Statement::Derivation derivation{.invoice = is_made ? std::optional(invoice) : std::nullopt,
                                       .usage_month = usage_month,
                                       .tariff = tariff,
                                       .tariff_version = 0,
                                       .steps = {}};
      const std::vector<InvoiceLine> lines = lines_of(invoice, usage_month, tariff);
      if (!lines.empty()) derivation.tariff_version = lines.back().tariff_version;
      ChargeSums due;
      if (covered != coverages.end() && !explain_due(past, *covered, lines, derivation, due))
        continue;
      if (invoice != usage_month && !adjust(derivation, lines, due)) continue;
      statement_.derivations.push_back(std::move(derivation));
    }
  }

  // The line of an item is what was agreed.
  void derive_item(const InvoiceLine& line, bool is_made) {
    Statement::Derivation derivation{.invoice = is_made ? std::optional(line.month) : std::nullopt,
                                     .usage_month = line.usage_month,
                                     .tariff = {},
                                     .tariff_version = 0,
                                     .steps = {}};
    const std::vector<InvoiceItem> items =
        store_.items({.month = line.usage_month, .company = company()});
    const auto item = std::ranges::find(items, line.charge, charge_of);
    if (item == items.end() || item->amount != line.net_amount) {
      cannot(derivation, "has " + line.charge + ", which is not what was agreed (see verify)");
      return;
    }
    derivation.steps.push_back({line.charge, "item",
                                "agreed by " + item->actor + ": " + item->reason,
                                line.net_amount.to_string(), static_cast<std::size_t>(line.line)});
    statement_.derivations.push_back(std::move(derivation));
  }

  // False if what is due cannot be shown, since it cannot be computed.
  bool explain_due(Past& past, const Coverage& coverage, std::span<const InvoiceLine> lines,
                   Statement::Derivation& derivation, ChargeSums& due) {
    try {
      return steps_to_due(past, coverage, lines, derivation, due);
    } catch (const Error& error) {
      if (!cannot_be_rated(error)) throw;
      for (const std::string& note : statement_.notes)
        if (note.find(error.what()) != note.npos) return false;  // said already
      return cannot(derivation, std::string("cannot be applied (") + error.what() + ")");
    }
  }

  // The steps to what is due by a tariff; of the month's own invoice they lead to its lines.
  bool steps_to_due(Past& past, const Coverage& coverage, std::span<const InvoiceLine> lines,
                    Statement::Derivation& derivation, ChargeSums& due) {
    const Tariff& tariff = past.tariff(coverage);
    derivation.tariff_version = tariff.version;
    const std::optional<Usage> usage = past.usage(coverage, tariff);
    if (!usage)
      return cannot(derivation, coverage.whole()
                                    ? "prices each event, and they were pruned"
                                    : "prices some days of the month, and its events were pruned");
    derivation.steps = explain(tariff, *usage, tariff.language);
    std::vector<InvoiceLine> rated;
    add_lines(rated, tariff, *usage, coverage.month, company());
    for (const InvoiceLine& line : rated) add(due, line);
    const bool is_own = !lines.empty() && lines.front().month == coverage.month;
    if (is_own &&
        !std::ranges::equal(rated, lines, {}, &InvoiceLine::net_amount, &InvoiceLine::net_amount))
      return cannot(derivation, "gives other amounts than were invoiced (see verify)");
    for (ExplainStep& step : derivation.steps)  // those of another rating are on no invoice
      step.line =
          is_own && step.line != 0 ? static_cast<std::size_t>(lines[step.line - 1].line) : 0;
    return true;
  }

  // Adds how each adjustment line follows from what was due and what had been invoiced before. A
  // tariff that the company is on no longer is due nothing.
  bool adjust(Statement::Derivation& derivation, std::span<const InvoiceLine> lines,
              const ChargeSums& due) {
    ChargeSums before;
    for (const InvoiceLine& line :
         store_.lines({.company = company(), .usage_month = derivation.usage_month}))
      if (line.tariff == derivation.tariff &&
          (!derivation.invoice || line.month < *derivation.invoice))
        add(before, line);
    for (const InvoiceLine& line : lines) {
      const Money owed = of(due, line);
      const Money invoiced = of(before, line);
      if (owed - invoiced != line.net_amount)
        return cannot(derivation, "gives another adjustment than was invoiced (see verify)");
      derivation.steps.push_back({line.charge, line.text, difference(owed, invoiced),
                                  line.net_amount.to_string(),
                                  static_cast<std::size_t>(line.line)});
    }
    return true;
  }

  // What is due of a closed month that has changed; it is on no invoice yet.
  void due_now() {
    Past now(reads_, company(), {});
    for (const Coverage& coverage : now.coverages(month())) {
      const Tariff& tariff = now.tariff(coverage);
      Statement::Derivation derivation{{}, month(), tariff.id, tariff.version, {}};
      ChargeSums due;
      if (explain_due(now, coverage, {}, derivation, due))
        statement_.derivations.push_back(std::move(derivation));
    }
  }

  bool cannot(const Statement::Derivation& derivation, const std::string& why) {
    statement_.notes.push_back(
        (derivation.invoice ? "invoice of " + derivation.invoice->to_string() + ", usage of "
                            : "usage of ") +
        derivation.usage_month.to_string() + ": tariff " + in_quotes(derivation.tariff) + " " +
        why + ": its lines cannot be derived");
    return false;
  }

  Statement& statement_;
  SharedReads& reads_;
  Store& store_;
  const std::vector<ClosedMonth>& closed_months_;
};

}  // namespace

void derive(Statement& statement, SharedReads& reads) { Derivations(statement, reads).run(); }

}  // namespace porto::internal
