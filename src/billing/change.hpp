// What all changes of what is billed have in common: who makes them and why is kept, months that
// are years away are questioned.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "porto/changes.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// Whether a change says who makes it and why.
enum class Told { may_be, must_be };

/// Error invalid_argument for an actor or a reason that cannot be kept, or is missing.
void check_told(const ChangeOptions& options, Told told);

/// Error invalid_argument if a change begins more than two years after the month that closes next
/// and after the time of the change, unless that is meant. `field` is where it was given.
void check_begin(Store& store, Month begins, const ChangeOptions& options, const char* field);
/// The same for an end more than ten years after them; none is no end.
void check_end(Store& store, std::optional<Day> through, const ChangeOptions& options);
/// The same for closed months more than two years before the month that closes next.
void check_reach(Store& store, std::span<const CompanyMonth> changed, const ChangeOptions& options,
                 const char* field);

/// Keeps a change, of which all is set but actor, reason and time.
void keep_change(Store& store, Change change, const ChangeOptions& options);

/// Whether what such a change added, by company, tariff, domain and beginning, was added since a
/// month was closed last, so that no closed month can have used it.
bool since_last_close(Store& store, const Change& added);

/// The changes that say of a company, or of any, that it was left out of the close of a month.
std::vector<Change> left_out_of(Store& store, Month month,
                                const std::optional<std::string>& company);
/// The same among changes that were read before.
std::vector<Change> left_out_of(std::vector<Change> changes, Month month,
                                const std::optional<std::string>& company);

}  // namespace porto::internal
