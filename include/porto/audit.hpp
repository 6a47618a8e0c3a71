// Proof and upkeep of a ledger: the findings of verify, the statement from which a company's month
// can be recomputed by hand, the correction of events, the removal of old ones.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "porto/calendar.hpp"
#include "porto/changes.hpp"
#include "porto/invoice.hpp"
#include "porto/ledger_options.hpp"
#include "porto/progress.hpp"
#include "porto/tariff.hpp"
#include "porto/usage.hpp"

namespace porto {

/// The checks of verify, in order: each rests on those before it.
enum class Check : std::uint8_t {
  file,     ///< the file itself: damage, rows that refer to nothing
  schema,   ///< its tables, indexes, triggers and views against those that porto makes
  kept,     ///< hashes and digests against those that were kept elsewhere
  tariffs,  ///< tariff documents against their digests, and that they can still be read
  terms,    ///< subscriptions, claims and tariffs: against the changes that made them, and whether
            ///< they can stand beside each other
  voids,    ///< voids against their chain of digests
  events,   ///< events against the digests of their batches
  usage,    ///< totals against events, voids and claims to domains
  imports,  ///< the import log against its digests, batches and voids
  chain,    ///< everything months were closed with against the chain of closed months
  changes,  ///< totals that changed since their month was closed are marked to be settled
  lines,    ///< invoice lines against what usage, subscriptions and tariffs give
};
const char* to_string(Check check) noexcept;

/// A digest that is kept elsewhere to prove the past of a ledger: the hash of a closed month, or
/// the digest of a record, which stand for all before it.
struct KeptDigest {
  std::optional<Month> month{};  ///< whose hash it is; not set: it is of a record
  std::string record{};          ///< "batch" (of events), "change", "undo" (of an import), "void"
  std::int64_t number = 0;       ///< of the record, from 1
  std::string digest;            ///< 64 hexadecimal digits
  /// "2026-03", "batch:12".
  std::string name() const {
    return month ? month->to_string() : record + ":" + std::to_string(number);
  }
  friend bool operator==(const KeptDigest&, const KeptDigest&) = default;
};

/// A difference that verify found.
struct Finding {
  Check check = Check::file;
  std::string place;     ///< "2026-03, company \"bolag-1\", line 2: net_amount"
  std::string stored;    ///< the value in the ledger
  std::string expected;  ///< the value by everything else in the ledger
  friend bool operator==(const Finding&, const Finding&) = default;
};

struct VerifyReport {
  /// The number of items that a check has compared.
  struct Count {
    Check check = Check::file;
    std::uint64_t count = 0;
    std::string what;  ///< the same in words: "2 events in 1 batch"
    friend bool operator==(const Count&, const Count&) = default;
  };
  std::vector<Finding> findings;    ///< in the order of Check, then by place in the ledger
  std::uint64_t left_out = 0;       ///< findings beyond the limit
  std::vector<std::string> notes;   ///< what could not be checked, and why
  std::vector<Count> checked;       ///< in the order of Check
  std::optional<ClosedMonth> last;  ///< the last closed month: its hash stands for all before it
  /// What to keep elsewhere: the digests of the last records, by name, then the hash of the last
  /// closed month. As VerifyOptions::expected they prove later that nothing of this was changed or
  /// cut off.
  std::vector<KeptDigest> keep;
  bool ok() const noexcept { return findings.empty(); }
};

struct VerifyOptions {
  std::size_t limit = 100;  ///< findings to keep; the others are counted
  /// What the ledger must have: a month or record that is not there, or has another digest, is a
  /// finding.
  std::vector<KeptDigest> expected{};
  OnProgress on_progress{};  ///< in events
};

/// A company's month with everything its lines were computed from.
struct Statement {
  /// A meter's total of a day, of a sending domain or of the company's own usage.
  struct DayUsage {
    Day day;
    std::string domain;  ///< empty: the company's own
    std::string meter;
    int decimals = 0;
    std::int64_t quantity = 0;
    std::int64_t events = 0;
    Decimal amount() const { return Decimal::from_scaled(quantity, decimals); }
    friend bool operator==(const DayUsage&, const DayUsage&) = default;
  };
  /// A meter's total when an invoice was made.
  struct InvoicedUsage {
    Month invoice;
    MonthUsage total;
    friend bool operator==(const InvoicedUsage&, const InvoicedUsage&) = default;
  };
  /// What an invoice knows of an earlier month's usage that it adjusts, and what was known when
  /// that was settled before.
  struct AdjustedUsage {
    struct Meter {
      std::string meter;
      int decimals = 0;
      std::int64_t before = 0;  ///< in the meter's smallest unit
      std::int64_t after = 0;
      friend bool operator==(const Meter&, const Meter&) = default;
    };
    Month invoice;
    Month usage_month;
    std::vector<Meter> meters{};  ///< those whose totals differ
    /// Of the voids, undone imports and changes since then: each reason once.
    std::vector<std::string> reasons{};
    friend bool operator==(const AdjustedUsage&, const AdjustedUsage&) = default;
  };
  /// The steps from a month's usage to its lines on an invoice, in the tariff's language. A step's
  /// line is a line of that invoice; of an earlier month's usage it is the adjustment line. What
  /// was known when the invoice was made gives it, whatever came later.
  struct Derivation {
    std::optional<Month> invoice;  ///< not set: what is due now is on no invoice yet
    Month usage_month;
    std::string tariff;
    int tariff_version = 1;
    std::vector<ExplainStep> steps;
  };

  LedgerInfo ledger;
  std::string tzdb_version;  ///< of this machine, now
  Month month;
  Company company;
  std::optional<ClosedMonth> closed{};  ///< not set: the month is open
  std::string previous_hash{};          ///< of the month closed before it; empty: it is the first
  std::string events_digest{};          ///< of the last batch that was stored when it closed
  /// By day, domain, meter; of a month whose events are pruned only that of domains.
  std::vector<DayUsage> days{};
  std::vector<MonthUsage> usage{};              ///< as it is now
  std::vector<InvoicedUsage> invoiced_usage{};  ///< by invoice, usage month, meter
  std::vector<TariffDocument> tariffs{};  ///< those that price the month, and those that lines name
  std::vector<Derivation> derivations{};  ///< by invoice, the month's own usage first, tariff
  /// The lines invoiced in the month, and those of later months that adjust it.
  std::vector<InvoiceLine> lines{};
  Decimal total{};  ///< of the lines that are invoiced in the month, excluding VAT
  /// Voided events of the month, and of earlier months that its invoice adjusts, by month, seq.
  std::vector<StoredEvent> voided{};
  std::vector<Subscription> subscriptions{};  ///< of the company, as they are now
  std::vector<SendingDomain> domains{};       ///< of the company, as they are now
  /// Those of the company's subscriptions and domains, and of the tariffs; who made them and why.
  std::vector<Change> changes{};
  std::vector<Meter> meters{};                  ///< of the ledger, by id
  std::vector<std::string> notes{};             ///< what can no longer be shown
  std::vector<AdjustedUsage> adjusted_usage{};  ///< by invoice, usage month
};

/// How events are removed.
struct PruneOptions {
  OnProgress on_progress{};  ///< in events; the total is not known
};

/// How a ledger is copied.
struct BackupOptions {
  OnProgress on_progress{};  ///< in pages of the file
};

/// The result of pruning.
struct PruneResult {
  Month through;            ///< the last month whose events are gone
  std::int64_t events = 0;  ///< the number removed by this call
};

/// The result of voiding an event.
struct VoidResult {
  bool done = false;  ///< false: it was voided before
  /// The event that is voided: the one that was named or, if that was corrected, its last
  /// correction, which is what counted.
  StoredEvent event;
};

/// The result of correcting an event.
struct CorrectResult {
  bool done = false;     ///< false: that quantity counts already, and nothing changed
  std::string event_id;  ///< of the event that counts
};

}  // namespace porto
