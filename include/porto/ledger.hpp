// The ledger: one file that holds companies, tariffs, subscriptions, usage and closed months.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "porto/calendar.hpp"
#include "porto/error.hpp"
#include "porto/invoice.hpp"
#include "porto/tariff.hpp"
#include "porto/usage.hpp"

namespace porto {

/// Chosen when a ledger is created, fixed from then on.
struct LedgerOptions {
  std::string zone = "Europe/Stockholm";
  std::string currency = "SEK";
};

struct LedgerInfo {
  std::string zone;
  std::string currency;
  int schema_version = 0;
  friend bool operator==(const LedgerInfo&, const LedgerInfo&) = default;
};

/// How to read input files.
struct ImportOptions {
  std::string format = "auto";    ///< "auto", or the name of a format: "csv", "mailgun", ...
  std::string source = "import";  ///< of rows that name none
  char delimiter = '\0';          ///< of CSV; not set: comma
  /// Which of a supplier's events are usage: "processed", "delivered", "accepted"; empty: what the
  /// format's supplier bills for. A source keeps to one rule: Error conflict.
  std::string count;
  /// Where supplier events name their company, tried in this order: a member
  /// ("user-variables.company"), "tag" or "tag:PREFIX" (the tag that begins so, without it),
  /// "domain" (the sending domain, through the ledger's domains). Empty: "domain".
  std::vector<std::string> company_from;
  std::string company;        ///< of events that name none in those places; empty: none
  std::string quantity_from;  ///< CloudEvents: the member with the quantity, "data.antal"; empty: 1
  std::string signing_key;    ///< of Mailgun webhooks, which are then verified; empty: they are not
  std::string map;            ///< a column map for CSV: TOML text; empty: the native columns
  std::string encoding;       ///< "utf-8" (the default), "windows-1252", "iso-8859-1", "utf-16"
  std::string zone;           ///< IANA name, of times that have no offset; empty: there are none
  std::optional<int> year;    ///< of logs whose times have no year
  bool dry_run = false;       ///< the same report, and nothing is stored
  std::size_t batch_events = 250'000;  ///< events in one transaction
  /// Told of every row that was refused or conflicts, in the order of the files. May throw to stop.
  std::function<void(const RejectedRow&)> on_rejected;
  /// Told of progress now and then: bytes read of bytes in all (0: not known). May throw to stop at
  /// a batch boundary.
  std::function<void(std::uint64_t done, std::uint64_t total)> on_progress;
};

/// One open ledger. Movable. A ledger belongs to one thread at a time; several ledgers, also on the
/// same file and in several processes, are independent. Every function throws Error; a function
/// that throws has changed nothing, and one that returned from a change is on disk
/// (synchronous=FULL).
class Ledger {
 public:
  /// Makes a new ledger file, mode 0600. Error ledger_exists, unknown_zone, unknown_currency.
  static Ledger create(const std::string& path, const LedgerOptions& options = {});
  /// Opens a ledger. Errors not_found, not_a_ledger, newer_ledger, read_only, unknown_zone.
  static Ledger open(const std::string& path);
  /// A ledger in memory that goes with the object: rating files, tests.
  static Ledger in_memory(const LedgerOptions& options = {});

  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;
  ~Ledger();

  LedgerInfo info() const;
  const Zone& zone() const noexcept;

  /// Adds a company, or gives a known one another name; false if it is there with that name. Error
  /// invalid_argument for a bad id or name.
  bool add_company(const Company& company);
  std::vector<Company> companies() const;  ///< by id

  /// Adds a meter: what its events count in, and with how many decimals (0 to 18). The same again
  /// is a no-op (false), with other decimals Error conflict. Error invalid_argument.
  bool add_meter(const Meter& meter);
  std::vector<Meter> meters() const;  ///< by id

  /// Adds a tariff document. The same id and version with the same bytes is a no-op (returns
  /// false); with other bytes, or effective before a lower version, Error conflict. Errors
  /// bad_tariff (mistakes, another currency than the ledger's, an unknown meter), month_closed if a
  /// closed month that it would price was billed with a lower version.
  bool add_tariff(std::string_view toml, std::string_view file_name = "tariff");
  std::vector<TariffDocument> tariffs() const;  ///< by id, then version
  /// The version that prices a month: the highest that is effective by then. Error not_found.
  TariffDocument tariff_for(std::string_view id, Month month) const;

  /// Errors: not_found (company, tariff, or no version effective at `from`), conflict (overlaps
  /// another subscription of the company to the tariff), month_closed. False if it is there
  /// already.
  bool subscribe(const Subscription& subscription);
  /// Ends the subscription that covers `through`, after that month. Errors not_found, month_closed.
  void unsubscribe(std::string_view company, std::string_view tariff, Month through);
  std::vector<Subscription> subscriptions() const;  ///< by company, tariff, from

  /// Records events in one transaction, an outcome for each, in order. Error overflow (a month's
  /// total would pass 2^63 - 1): nothing is stored.
  std::vector<RecordResult> record(std::span<const UsageEvent> events);
  /// Imports files in batches, one transaction each. "-" is standard input. All files are looked at
  /// before the first row is stored. Error bad_input: file, line, what to do.
  ImportReport import_files(std::span<const std::string> paths, const ImportOptions& options = {});

  std::vector<MonthUsage> usage(
      const MonthFilter& filter = {}) const;  ///< by month, company, meter

  /// The month's lines: as they would be now while it is open, the frozen ones once it is closed.
  Invoice invoice(Month month, const std::optional<std::string>& company = {}) const;
  /// Freezes a month and returns its lines; closing again returns the same. Error month_open if it
  /// is not over at `now` in the ledger's zone, or an earlier month is open.
  Invoice close(Month month, Instant now);
  std::vector<Period> closed_months() const;  ///< by month

 private:
  struct Impl;
  explicit Ledger(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace porto
