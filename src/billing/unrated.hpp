// A company that cannot be rated stops nobody else: which one it is, why, and the event most likely
// at fault.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "porto/calendar.hpp"
#include "porto/error.hpp"
#include "porto/invoice.hpp"
#include "porto/tariff.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// A company's month that a tariff cannot be applied to.
struct Unrated {
  Month month;
  std::string company;
  std::string tariff;
  std::string meter;  ///< whose usage it is about; empty: not known
  ErrorCode error = ErrorCode::internal;
  std::string reason;                  ///< names month, company and tariff
  std::optional<StoredEvent> event{};  ///< most likely at fault; see find_events
};

/// Lines, of all companies but those that cannot be rated.
struct Rated {
  std::vector<InvoiceLine> lines;
  std::vector<Unrated> unrated{};  ///< by company, then month
};

/// What gets a company that cannot be rated.
using OnUnrated = std::function<void(Unrated)>;

/// Whether an error says that data cannot be rated: not that the machine or the file fails.
bool cannot_be_rated(const Error& error);

/// Finds for each the event that is most likely at fault: of its meter the largest, or the lowest
/// where usage is below 0. One pass over the events of each month.
void find_events(Store& store, const Zone& zone, std::vector<Unrated>& unrated);

/// The meter that a failure is about: that of the charge it names, or the only one that the tariff
/// prices; else empty.
std::string meter_of(const Tariff& tariff, const std::string& charge);

/// The decimals of a meter; 0 of one that is not known.
int decimals_of(Store& store, const std::string& meter);

/// "...; it may be event "m-9" of source "import", of 2024-02-03T11:00:00+01:00, quantity 5": the
/// reason with the event, whose time is that of the ledger's zone.
std::string reason_of(const Unrated& unrated, const Zone& zone, int decimals);

/// Throws Error unrated, which names the first and how many others there are.
[[noreturn]] void refuse_unrated(const std::vector<Unrated>& unrated);

/// Runs `body`, which may throw Error of a company. `failed` gets what cannot be rated; if it is
/// empty, the error is the caller's.
template <class Body, class Describe>
void attempt_rating(const OnUnrated& failed, Describe&& describe, Body&& body) {
  try {
    body();
  } catch (const Error& error) {
    if (!failed || !cannot_be_rated(error)) throw;
    failed(describe(error));
  }
}

}  // namespace porto::internal
