// See errors.hpp.
#include "store/errors.hpp"

#include <string>

#include "base/text.hpp"

namespace porto::internal::store_error {
namespace {

std::string beyond(Wide sum) {
  return " would pass " + std::string(sum > 0 ? "9223372036854775807" : "-9223372036854775808") +
         ": nothing of this batch was stored; correct the quantities";
}

}  // namespace

Error unknown_company(std::string_view id, std::string_view where) {
  return {ErrorCode::not_found,
          "the ledger has no company " + in_quotes(id) + "; see the list of companies, or add it",
          std::string(where)};
}

Error unknown_meter(std::string_view id) {
  return {ErrorCode::not_found, "the ledger has no meter " + in_quotes(id)};
}

Error meter_changed(std::string_view id, int decimals) {
  return {ErrorCode::conflict, "meter " + in_quotes(id) + " has " + std::to_string(decimals) +
                                   " decimals; a meter never changes: use another id"};
}

Error unknown_tariff(std::string_view id) {
  return {ErrorCode::not_found, "the ledger has no tariff " + in_quotes(id)};
}

Error unknown_version(std::string_view id, int version) {
  return {ErrorCode::not_found,
          "tariff " + in_quotes(id) + " has no version " + std::to_string(version)};
}

Error company_used(std::string_view id) {
  return {ErrorCode::conflict, "company " + in_quotes(id) + " has usage, subscriptions or domains"};
}

Error version_used(std::string_view id, int version) {
  return {ErrorCode::conflict,
          "version " + std::to_string(version) + " of tariff " + in_quotes(id) +
              " is on an invoice, and stays; add a higher version with the "
              "right prices",
          "version"};
}

Error unknown_subscription(std::string_view company, std::string_view tariff, Day from) {
  return {ErrorCode::not_found, "company " + in_quotes(company) +
                                    " has no subscription to tariff " + in_quotes(tariff) +
                                    " from " + from.to_string()};
}

Error unknown_item(std::int64_t no) {
  return {ErrorCode::not_found,
          "there is no item " + std::to_string(no) + "; see the list of items", "item"};
}

Error number_not_free(const InvoiceNumber& number) {
  return {ErrorCode::conflict, "the number " + in_quotes(number.number) + " of company " +
                                   in_quotes(number.company) + ", month " +
                                   number.month.to_string() +
                                   " is taken, or does not go on where its series ends"};
}

Error total_overflow(Month month, std::string_view company, std::string_view meter, Wide sum) {
  return {ErrorCode::overflow, "the total of company " + in_quotes(company) + ", meter " +
                                   in_quotes(meter) + ", month " + month.to_string() + beyond(sum)};
}

Error domain_overflow(std::string_view domain, std::string_view meter, Wide sum) {
  return {ErrorCode::overflow,
          "the total of domain " + in_quotes(domain) + ", meter " + in_quotes(meter) + beyond(sum)};
}

Error counting_changed(std::string_view source, std::string_view rule) {
  return {ErrorCode::conflict,
          "source " + in_quotes(source) + " counts " + std::string(rule) +
              "; a source keeps to one rule: count the same, or import under another source"};
}

Error unknown_event(std::string_view source, std::string_view id) {
  return {ErrorCode::not_found,
          "the ledger has no event " + in_quotes(id) + " of source " + in_quotes(source)};
}

Error voided_already(const Void& first) {
  return {ErrorCode::conflict, "event " + in_quotes(first.event_id) + " of source " +
                                   in_quotes(first.source) + " was voided already, at " +
                                   to_rfc3339(first.voided_at) + " by " + in_quotes(first.actor)};
}

Error unknown_import(std::int64_t no) {
  return {ErrorCode::not_found,
          "there is no import " + std::to_string(no) + "; see the list of imports"};
}

Error finished_already(std::int64_t no) {
  return {ErrorCode::internal, "the record of import " + std::to_string(no) + " is finished"};
}

Error undone_already(const ImportUndo& first) {
  return {ErrorCode::conflict, "import " + std::to_string(first.import) +
                                   " was undone already, at " + to_rfc3339(first.undone_at) +
                                   " by " + in_quotes(first.actor) + ": " + first.reason};
}

Error undone_meanwhile(const ImportUndo& undo) {
  return {ErrorCode::conflict, "import " + std::to_string(undo.import) + " was undone by " +
                                   in_quotes(undo.actor) + " while it went on, and stops here"};
}

Error claimed_already(const SendingDomain& first) {
  return {ErrorCode::conflict,
          "domain " + in_quotes(first.domain) + " belongs to company " + in_quotes(first.company) +
              (first.from ? " from " + first.from->to_string() : std::string()) +
              (first.through ? " through " + first.through->to_string()
                             : std::string(" until further notice")) +
              "; end that first, or begin after it"};
}

Error unknown_claim(const SendingDomain& claim) {
  return {ErrorCode::not_found,
          "domain " + in_quotes(claim.domain) + " belongs to nobody" +
              (claim.from ? " from " + claim.from->to_string() : std::string(" since ever"))};
}

Error not_closed(Month month) {
  return {ErrorCode::month_open, month.to_string() + " is not closed"};
}

Error event_without_owner() {
  return {ErrorCode::internal, "an event names a company, or a domain and its day"};
}

Error needs_write_transaction() {
  return {ErrorCode::internal, "a change of the store needs a write transaction"};
}

Error nested_transaction() {
  return {ErrorCode::internal, "a transaction is open already; transactions do not nest"};
}

Error opened_for_reading(std::string_view path) {
  return {ErrorCode::read_only,
          "the ledger " + in_quotes(path) +
              " was opened for reading alone, so that nothing in it can be changed: open it for "
              "writing, which needs write permission on the file and its folder"};
}

Error must_roll_back() {
  return {ErrorCode::internal, "a change failed half way; its transaction can only be rolled back"};
}

}  // namespace porto::internal::store_error
