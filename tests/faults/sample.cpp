// See sample.hpp.
#include "faults/sample.hpp"

#include <sstream>
#include <vector>

#include "porto/audit.hpp"
#include "porto/import_log.hpp"
#include "support/temp_dir.hpp"

namespace porto::testing {

const char* const sample_tariff = R"(id = "post"
version = 1
effective = "2025-01"
currency = "SEK"
[[charge]]
id = "post"
meter = "messages"
fee = 500
included = 100
price = "0.0125"
)";
const Month sample_month(2025, 1);

Instant noon(int month, int day) {
  return {Zone("Europe/Stockholm").start(Month(2025, month)).unix_us +
          (std::int64_t{day} * 24 - 12) * 3'600'000'000};
}

void fill_sample(Ledger& ledger, const std::string& usage) {
  ledger.add_tariff(sample_tariff);
  for (const char* company : {"bolag-1", "bolag-2"}) {
    ledger.add_company({company, "Bolag AB"});
    ledger.subscribe({company, "post", sample_month, {}});
  }
  ledger.add_domain({"a.example", "bolag-2"});
  std::vector<std::string> ids;
  std::vector<UsageEvent> events;
  for (int i = 0; i < 12; ++i) ids.push_back("e-" + std::to_string(i));
  for (int i = 0; i < 12; ++i)
    events.push_back({.source = "mail",
                      .event_id = ids[static_cast<std::size_t>(i)],
                      .company = i % 3 == 0 ? "bolag-1" : "",
                      .occurred_at = noon(1 + i % 3, 1 + i),
                      .quantity = 40 + i,
                      .domain = i % 3 == 0   ? ""
                                : i % 3 == 1 ? "a.example"
                                             : "b.example"});
  ledger.record(events);
  ledger.import_files(std::vector{usage});
  ledger.correct_event({"mail", "e-3", "anna", "counted twice", noon(3, 20)}, 20);
  ledger.void_event({"mail", "e-4", "anna", "a test", noon(3, 20)});
  ledger.close(sample_month, noon(3, 21));
}

std::string sample_rows() {
  std::string rows = "event_id,company,occurred_at,quantity\n";
  for (int i = 0; i < 9; ++i)
    rows += "f-" + std::to_string(i) + ",bolag-" + std::to_string(1 + i % 2) + "," +
            to_rfc3339(noon(1 + i % 3, 5 + i)) + "," + std::to_string(7 * i) + "\n";
  return rows;
}

std::string sample_file() {
  const TempDir dir;
  const std::string path = dir.path("sample.porto");
  const std::string usage = dir.write("usage.csv", sample_rows());
  {
    Ledger ledger = Ledger::create(path);
    fill_sample(ledger, usage);
  }
  return read_file(path);
}

namespace {

void tell_catalogue(const Ledger& ledger, std::ostream& out) {
  for (const Company& company : ledger.companies())
    out << company.id << " " << company.name << "\n";
  for (const Meter& meter : ledger.meters()) out << meter.id << " " << meter.decimals << "\n";
  for (const TariffDocument& tariff : ledger.tariffs()) out << tariff.id << " " << tariff.text;
  for (const Subscription& one : ledger.subscriptions())
    out << one.company << " " << one.tariff << " " << one.from_text() << " " << one.through_text()
        << "\n";
  for (const SendingDomain& one : ledger.domains()) out << one.domain << " " << one.company << "\n";
  for (const Change& change : ledger.changes()) out << change.no << " " << change.digest << "\n";
}

void tell_usage(const Ledger& ledger, std::ostream& out) {
  for (const MonthUsage& usage : ledger.usage())
    out << usage.month.to_string() << " " << usage.company << " " << usage.meter << " "
        << usage.quantity << " " << usage.events << "\n";
  for (const UnassignedUsage& usage : ledger.unassigned())
    out << usage.month.to_string() << " " << usage.domain << " " << usage.quantity << "\n";
  ledger.each_event({}, [&](const StoredEvent& event) {
    out << event.seq << " " << event.source << " " << event.event_id << " " << event.owner << " "
        << event.occurred_at.unix_us << " " << event.quantity << " " << event.corrects << " "
        << event.corrected_by;
    if (event.voided) out << " void " << event.voided->actor << " " << event.voided->reason;
    out << "\n";
  });
}

void tell_invoices(const Ledger& ledger, std::ostream& out) {
  for (const ClosedMonth& closed : ledger.closed_months())
    out << closed.month.to_string() << (closed.pruned_at ? " pruned" : " closed") << "\n";
  for (Month month = sample_month; month <= Month(2025, 4); month = month.next())
    for (const InvoiceLine& line : ledger.invoice(month).lines)
      out << month.to_string() << " " << line.company << " " << line.text << " "
          << line.net_amount.to_string() << "\n";
}

}  // namespace

std::string state_of(const Ledger& ledger) {
  std::ostringstream out;
  tell_catalogue(ledger, out);
  tell_usage(ledger, out);
  tell_invoices(ledger, out);
  return out.str();
}

std::string state_and_imports_of(const Ledger& ledger) {
  return state_of(ledger) + std::to_string(ledger.imports().size()) + " imports\n";
}

std::string difference(const std::string& expected, const std::string& seen) {
  std::istringstream left(expected), right(seen);
  std::string of_left, of_right;
  while (of_left == of_right && left && right) {
    if (!std::getline(left, of_left)) of_left = "(no more)";
    if (!std::getline(right, of_right)) of_right = "(no more)";
  }
  return "\n  expected " + of_left + "\n  seen     " + of_right;
}

void require_state(const std::string& state, const std::string& expected, const std::string& when) {
  if (state != expected) throw Wrong{when + " the state is another" + difference(expected, state)};
}

std::string findings_of(const Ledger& ledger) {
  std::string text;
  for (const Finding& finding : ledger.verify().findings)
    text += std::string(to_string(finding.check)) + ", " + finding.place + ": stored " +
            finding.stored + ", expected " + finding.expected + "\n";
  return text;
}

}  // namespace porto::testing
