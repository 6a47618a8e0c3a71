// The errors that every store raises in the same words.
#pragma once

#include <string_view>

#include "porto/calendar.hpp"
#include "porto/error.hpp"
#include "porto/import_log.hpp"
#include "porto/invoice_number.hpp"
#include "porto/usage.hpp"
#include "store/wide.hpp"

namespace porto::internal::store_error {

/// `where`: the argument that names it.
Error unknown_company(std::string_view id, std::string_view where = {});
Error unknown_meter(std::string_view id);
/// A meter that is there with other decimals.
Error meter_changed(std::string_view id, int decimals);
Error unknown_tariff(std::string_view id);
Error unknown_version(std::string_view id, int version);
/// A company or a version of a tariff that is to be removed, and that something names.
Error company_used(std::string_view id);
Error version_used(std::string_view id, int version);
Error unknown_subscription(std::string_view company, std::string_view tariff, Day from);
Error unknown_item(std::int64_t no);
/// A number that an invoice has already, or that leaves a gap; another number of a month that has
/// one.
Error number_not_free(const InvoiceNumber& number);
/// A month total that does not fit in 64 bits.
Error total_overflow(Month month, std::string_view company, std::string_view meter, Wide sum);
/// A total of a domain that does not.
Error domain_overflow(std::string_view domain, std::string_view meter, Wide sum);
/// A source whose rows are counted by another rule.
Error counting_changed(std::string_view source, std::string_view rule);
Error unknown_event(std::string_view source, std::string_view id);
Error voided_already(const Void& first);
Error unknown_import(std::int64_t no);
/// A change of the record of an import that is finished: a bug in porto.
Error finished_already(std::int64_t no);
Error undone_already(const ImportUndo& first);
/// An import that was undone while it went on.
Error undone_meanwhile(const ImportUndo& undo);
/// A domain that belongs to a company already; `first` is the claim.
Error claimed_already(const SendingDomain& first);
Error unknown_claim(const SendingDomain& claim);
Error not_closed(Month month);
/// An event that names neither a company nor a domain, or both, or a domain without its day: a bug
/// in porto.
Error event_without_owner();
/// A change outside a write transaction: a bug in porto.
Error needs_write_transaction();
Error nested_transaction();
/// A change of a ledger that was opened for reading alone.
Error opened_for_reading(std::string_view path);
Error must_roll_back();

}  // namespace porto::internal::store_error
