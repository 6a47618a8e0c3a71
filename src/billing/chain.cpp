// See chain.hpp.
#include "billing/chain.hpp"

#include <optional>
#include <set>
#include <utility>

#include "base/digest.hpp"
#include "billing/line_texts.hpp"

namespace porto::internal {
namespace {

// Writes fields one after the other, each as a netstring.
class Fields {
 public:
  Fields& add(std::string_view text) {
    netstring_.assign(std::to_string(text.size())).append(":").append(text).append(",");
    sha_.add(netstring_);
    return *this;
  }
  Fields& add(std::int64_t number) { return add(std::to_string(number)); }
  Fields& add(Month month) { return add(month.to_string()); }
  std::string hex() const { return sha_.hex(); }

 private:
  std::string netstring_;  // of the last field; its memory is used again
  Sha256 sha_;
};

void add(Fields& fields, const LedgerInfo& ledger) {
  fields.add("ledger").add(ledger.zone).add(ledger.currency).add(to_string(ledger.late));
  fields.add(ledger.future_days ? std::to_string(*ledger.future_days) : "");
  fields.add(ledger.negative ? "negative" : "");
  if (ledger.first_month != LedgerInfo().first_month) fields.add(ledger.first_month);
}

void add(Fields& fields, const ChainHead& head) {
  fields.add("chain").add(head.chain).add(head.last).add(head.digest);
}

void add(Fields& fields, const DomainsDigest& domains) {
  fields.add("domains").add(domains.month).add(domains.days).add(domains.digest);
}

void add(Fields& fields, const TariffDocument& document) {
  fields.add("tariff").add(document.id).add(document.version).add(document.effective);
  fields.add(document.language_version).add(sha256_hex(document.text));
}

void add(Fields& fields, const MonthUsage& total) {
  fields.add("usage").add(total.month).add(total.company).add(total.meter);
  fields.add(total.amount().to_string()).add(total.events);
}

void add(Fields& fields, const InvoiceLine& line) {
  fields.add("line");
  each_line_text(line, [&](const char*, const std::optional<std::string>& text) {
    fields.add(text ? std::string_view(*text) : std::string_view());
  });
}

}  // namespace

std::string chain_hash(const ClosedMonth& closed, const ClosedMonthContent& content) {
  Fields fields;
  fields.add("porto period 1").add(content.previous_hash);
  fields.add(closed.month).add(closed.closed_at.unix_us);
  fields.add(closed.last_seq).add(closed.last_batch).add(content.events_digest);
  add(fields, content.ledger);
  for (const ChainHead& head : content.state.chains) add(fields, head);
  for (const DomainsDigest& domains : content.state.domains) add(fields, domains);
  for (const TariffDocument& document : content.tariffs) add(fields, document);
  for (const MonthUsage& total : content.usage) add(fields, total);
  for (const InvoiceLine& line : content.lines) add(fields, line);
  return fields.hex();
}

std::vector<TariffDocument> tariffs_of(std::span<const InvoiceLine> lines,
                                       std::vector<TariffDocument> documents) {
  std::set<std::pair<std::string_view, int>> named;
  for (const InvoiceLine& line : lines) named.emplace(line.tariff, line.tariff_version);
  std::erase_if(documents, [&](const TariffDocument& document) {
    return !named.contains({document.id, document.version});
  });
  return documents;
}

}  // namespace porto::internal
