// A scripted year of a small vendor, thousands of times: messages late by random delays, sent
// again, voided and corrected; domains that move between companies; new prices, companies that join
// and leave on any day, also backwards; months closed at random times, and processes killed in the
// middle of it. At the end each month of each company must have been invoiced, over all invoices,
// exactly what a single invoice would have been; and verify must find nothing.
//
//   year [--seed S] [--count N]
//
// Prints the first year that goes wrong, made as small as it will go, and exits with 1.
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <functional>
#include <iostream>
#include <sstream>

#include "lifecycle/vendor.hpp"
#include "porto/audit.hpp"
#include "porto/import_log.hpp"
#include "support/choices.hpp"
#include "support/temp_dir.hpp"

namespace porto::testing {

using namespace internal;
namespace {

constexpr std::int64_t hour_us = 3'600'000'000;
const Month first_month(2025, 1);
const std::string companies[] = {"bolag-1", "bolag-2", "bolag-3", "bolag-4"};
const std::string domains[] = {"a.example", "b.example", "c.example"};

const std::vector<Price> first_prices = {
    {"post", 1, first_month, 500'000'000, 100, 125'000, 0},
    {"extra", 1, first_month, 0, 0, 333'333, 20'000'000},
};
// 0.0375: with these usages there are ties to round.
const Price second_price = {"post", 2, Month(2025, 5), 450'000'000, 50, 37'500, 0};
const Price third_price = {"post", 3, Month(2025, 8), 0, 1000, 1'005'000, 10'000'000};
// Refused where a company is on it for a part of a month.
const Price by_months = {"extra", 2, Month(2025, 6), 40'000'000, 0, 250'000, 0, false};

class Year {
 public:
  // With a file, some of what is done is done by a process that is killed, and then again.
  Year(Choices& choices, const std::string& file, std::ostream& log)
      : choices_(choices),
        file_(file),
        log_(log),
        ledger_(file.empty() ? Ledger::in_memory() : Ledger::create(file)),
        now_(ledger_.zone().start(first_month)) {}

  // What went wrong; empty if nothing did.
  std::string run() {
    begin();
    const int steps = 20 + choices_.below(100);
    for (int step = 0; step < steps; ++step) {
      now_.unix_us += choices_.below(7 * 24) * hour_us;
      act();
    }
    settle();
    return difference();
  }

 private:
  void begin() {
    for (const Price& price : first_prices) add(price);
    for (const std::string& company : companies) ledger_.add_company({company, ""});
    subscribe({companies[0], "post", first_month, {}});
    send();
  }

  void act() {
    switch (choices_.below(14)) {
      default:
        return send();
      case 13:
        return agree();
      case 5:
        return send_again();
      case 6:
        return take_back();
      case 7:
        return correct();
      case 8:
        return claim();
      case 9:
        return change_claim();
      case 10:
        return change_subscription();
      case 11:
        return choices_.one_in(4) ? reprice() : close_next();
      case 12:
        return imported_.empty() || choices_.below(2) == 0 ? import() : undo();
    }
  }

  void add(const Price& price) {
    log_ << "tariff " << price.tariff << " version " << price.version << "\n";
    try {
      if (ledger_.add_tariff(price.toml())) vendor_.prices.push_back(price);
    } catch (const Error& error) {
      log_ << "  refused: " << error.what() << "\n";
    }
  }

  void reprice() {
    if (choices_.one_in(4)) return add(by_months);
    const bool has_second = std::ranges::any_of(vendor_.prices, [](const Price& price) {
      return price.tariff == second_price.tariff && price.version == second_price.version;
    });
    add(has_second ? third_price : second_price);
  }

  // In a process that may be killed at any moment, then once more: what it had done must not be
  // done twice.
  void twice_if_killed(const std::function<void(Ledger&)>& body) {
    if (!file_.empty() && choices_.one_in(4)) {
      const int after_us = choices_.below(256) * 8;
      log_ << "  (killed after " << after_us << " us)\n";
      const pid_t child = fork();
      if (child == 0) {
        Ledger own = Ledger::open(file_);
        body(own);
        _exit(0);
      }
      usleep(static_cast<useconds_t>(after_us));
      kill(child, SIGKILL);
      waitpid(child, nullptr, 0);
    }
    body(ledger_);
  }

  // An item of an open month, or of a closed one, which is refused.
  void agree() {
    const Month now = ledger_.zone().month_of(now_);
    const int amount = choices_.below(200);
    const NewItem item{companies[choices_.below(4)],
                       std::max(first_month, now.plus(-choices_.below(4))),
                       Decimal::from_scaled(amount < 100 ? amount - 100 : amount, 2),
                       "item " + std::to_string(++items_)};
    log_ << item.text << " of " << item.company << " in " << item.month.to_string() << ": "
         << item.amount.to_string() << "\n";
    bool refused = false;
    twice_if_killed([&](Ledger& ledger) {
      try {
        ledger.add_items({&item, 1}, {.actor = "anna", .reason = "so", .at = now_});
      } catch (const Error& error) {
        log_ << "  refused: " << error.what() << "\n";
        refused = error.code() == ErrorCode::month_closed;
        if (!refused) throw;
      }
    });
    if (!refused) agreed_.push_back(item);
  }

  UsageEvent event_of(const Sent& message) const {
    return {.source = "mail",
            .event_id = message.id,
            .company = message.company,
            .occurred_at = message.at,
            .quantity = message.quantity,
            .domain = message.domain};
  }

  void record(const std::vector<Sent>& messages) {
    std::vector<UsageEvent> events;
    for (const Sent& message : messages) {
      events.push_back(event_of(message));
      log_ << "send " << message.id << " of " << message.company << message.domain << " at "
           << to_rfc3339(message.at) << ": " << message.quantity << "\n";
    }
    twice_if_killed([&](Ledger& ledger) { ledger.record(events); });
  }

  void send() {
    std::vector<Sent> messages;
    for (int count = 1 + choices_.below(4); count > 0; --count) {
      Sent message;
      message.id = "m" + std::to_string(vendor_.sent.size() + messages.size());
      if (choices_.below(2) == 0)
        message.company = companies[choices_.below(4)];
      else
        message.domain = domains[choices_.below(3)];
      // Most are a few days old, some some months.
      const int hours = choices_.one_in(3) ? choices_.below(128) * 24 : choices_.below(64);
      message.at = {
          std::max(now_.unix_us - hours * hour_us, ledger_.zone().start(first_month).unix_us)};
      message.quantity = choices_.one_in(8) ? 0 : choices_.below(256);
      messages.push_back(message);
    }
    record(messages);
    vendor_.sent.insert(vendor_.sent.end(), messages.begin(), messages.end());
  }

  Sent& any_message() {
    const auto at = static_cast<std::size_t>(choices_.below(256)) * 256 +
                    static_cast<std::size_t>(choices_.below(256));
    return vendor_.sent[at % vendor_.sent.size()];
  }

  // The same, or another message with an id that is taken: neither may count.
  void send_again() {
    Sent message = any_message();
    if (choices_.below(2) == 1) ++message.quantity;
    record({message});
  }

  Void void_of(const Sent& message) const {
    return {"mail", message.id, "Anna", "sent by mistake", now_};
  }

  void take_back() {
    const Sent& message = any_message();
    log_ << "void " << message.id << "\n";
    twice_if_killed([&](Ledger& ledger) { ledger.void_event(void_of(message)); });
    standing(message).voided = true;
  }

  // What counts for a message: itself, or its last correction.
  Sent& standing(const Sent& message) {
    const Sent* last = &message;
    for (;;) {
      const auto next = std::ranges::find(vendor_.sent, last->id, &Sent::corrects);
      if (next == vendor_.sent.end()) break;
      last = &*next;
    }
    return const_cast<Sent&>(*last);
  }

  void correct() {
    Sent& message = any_message();
    if (message.voided) return;
    Sent instead = message;
    instead.quantity = choices_.below(256);
    if (instead.quantity == message.quantity) return;
    instead.corrects = message.id;
    log_ << "correct " << message.id << " to " << instead.quantity << "\n";
    twice_if_killed([&](Ledger& ledger) {
      instead.id = ledger.correct_event(void_of(message), instead.quantity).event_id;
    });
    message.voided = true;
    vendor_.sent.push_back(instead);
  }

  // Also in a process that is killed: then another import of the same file finds what is missing.
  void import_file(const std::vector<Sent>& messages) {
    std::string rows = "event_id,company,occurred_at,quantity\n";
    for (const Sent& message : messages)
      rows += message.id + "," + message.company + "," + to_rfc3339(message.at) + "," +
              std::to_string(message.quantity) + "\n";
    log_ << rows;
    const std::string path = files_.write("events.csv", rows);
    ImportOptions options;
    options.source = "mail";
    twice_if_killed([&](Ledger& ledger) { ledger.import_files({{path}}, options); });
    vendor_.sent.insert(vendor_.sent.end(), messages.begin(), messages.end());
  }

  void import() {
    std::vector<Sent> messages;
    for (int count = 1 + choices_.below(4); count > 0; --count)
      messages.push_back({.id = "f" + std::to_string(++file_rows_),
                          .company = companies[choices_.below(4)],
                          .domain = {},
                          .at = {now_.unix_us - choices_.below(60) * 24 * hour_us},
                          .quantity = choices_.below(256)});
    for (Sent& message : messages)
      message.at = std::max(message.at, ledger_.zone().start(first_month));
    log_ << "import\n";
    import_file(messages);
    imported_.push_back(messages.front().id);
  }

  // A wrong import is taken back, and its rows come again with other companies and quantities.
  void undo() {
    const std::string first = imported_.back();
    imported_.pop_back();
    const std::int64_t import = ledger_.event("mail", first)->import;
    log_ << "undo import " << import << " with " << first << "\n";
    const auto undo = [&](Ledger& ledger) {
      if (ledger.import_record(import)->undone) return;
      ImportUndo what;
      what.import = import;
      what.actor = "Anna";
      what.reason = "the wrong file";
      what.undone_at = now_;
      ledger.undo_import(what);
    };
    std::vector<Sent> again;
    for (const Sent& message : vendor_.sent)
      if (!message.voided && is_of(import, message)) again.push_back(message);
    twice_if_killed(undo);
    std::erase_if(vendor_.sent, [&](const Sent& message) {
      return std::ranges::any_of(again, [&](const Sent& one) { return one.id == message.id; });
    });
    for (Sent& message : again) {
      message.company = companies[choices_.below(4)];
      message.quantity = choices_.below(256);
    }
    if (again.empty()) return;
    import_file(again);
    imported_.push_back(again.front().id);
  }

  bool is_of(std::int64_t import, const Sent& message) const {
    const std::optional<StoredEvent> event = ledger_.event("mail", message.id);
    return event && event->import == import;
  }

  Day any_day() {
    return ledger_.zone().day_of({now_.unix_us - choices_.below(120) * 24 * hour_us});
  }

  void claim() {
    SendingDomain claim{domains[choices_.below(3)], companies[choices_.below(4)], {}, {}};
    if (choices_.below(2) == 1) claim.from = any_day();
    if (choices_.below(4) == 3) claim.through = any_day();
    log_ << "domain " << claim.domain << " is of " << claim.company << " from "
         << (claim.from ? claim.from->to_string() : "") << " through "
         << (claim.through ? claim.through->to_string() : "") << "\n";
    try {
      if (ledger_.add_domain(claim)) vendor_.claims.push_back(claim);
    } catch (const Error& error) {
      log_ << "  refused: " << error.what() << "\n";
    }
  }

  void change_claim() {
    if (vendor_.claims.empty()) return;
    const auto at = static_cast<std::size_t>(choices_.below(256)) % vendor_.claims.size();
    const SendingDomain changed = vendor_.claims[at];
    const bool remove = choices_.below(2) == 1;
    try {
      if (remove) {
        ledger_.remove_domain(changed.domain, changed.company,
                              {.actor = "anna", .reason = "wrong", .settle = true});
      } else {
        ledger_.end_domain(changed.domain, changed.company, any_day());
      }
      log_ << "domain " << changed.domain << " of " << changed.company
           << (remove ? " removed" : " ends") << "\n";
    } catch (const Error& error) {
      log_ << "  refused: " << error.what() << "\n";
    }
    vendor_.claims = ledger_.domains();
  }

  void subscribe(const Subscription& subscription) {
    log_ << "subscribe " << subscription.company << " " << subscription.tariff << " "
         << subscription.from_text() << " " << subscription.through_text() << "\n";
    try {
      ledger_.subscribe(subscription);
    } catch (const Error& error) {
      log_ << "  refused: " << error.what() << "\n";
    }
    vendor_.subscriptions = ledger_.subscriptions();
  }

  Month any_month() { return ledger_.zone().month_of(now_).plus(-choices_.below(5)); }

  void change_subscription() {
    const std::string& company = companies[choices_.below(4)];
    const std::string tariff = choices_.below(3) == 2 ? "extra" : "post";
    const Month month = std::max(any_month(), first_month);
    const bool whole = choices_.below(2) == 0;
    const Day day(month, 1 + choices_.below(month.days()));
    if (choices_.below(3) == 0) {
      const Day last = whole ? month.last_day() : day;
      try {
        ledger_.unsubscribe(company, tariff, last);
        log_ << "unsubscribe " << company << " " << tariff << " " << last.to_string() << "\n";
      } catch (const Error&) {  // it is not on it, or whole months only
      }
      vendor_.subscriptions = ledger_.subscriptions();
      return;
    }
    Subscription subscription(company, tariff, whole ? month.first_day() : day);
    if (choices_.below(3) == 2) subscription.through = any_end(subscription.from);
    subscribe(subscription);
  }

  // The end of a month, or a day: often of the month in which it begins.
  Day any_end(Day from) {
    const Month month = from.month().plus(choices_.below(4));
    if (choices_.below(2) == 0) return month.last_day();
    return std::max(from, Day(month, 1 + choices_.below(month.days())));
  }

  Month next_to_close() const {
    const std::vector<ClosedMonth> periods = ledger_.closed_months();
    return periods.empty() ? first_month : periods.back().month.next();
  }

  void close_next() {
    const Month month = next_to_close();
    if (now_ < ledger_.zone().end(month)) return;
    log_ << "close " << month.to_string() << "\n";
    std::string preview;
    for (const InvoiceLine& line : ledger_.invoice(month).lines) preview += text_of(line);
    twice_if_killed([&](Ledger& ledger) { ledger.close(month, now_); });
    std::string closed;
    for (const InvoiceLine& line : ledger_.close(month, now_).invoice.lines)
      closed += text_of(line);
    if (preview != closed && wrong_.empty())
      wrong_ =
          "the preview of " + month.to_string() + " was\n" + preview + "and the close\n" + closed;
  }

  // What has changed since the last close is settled by the next.
  void settle() {
    const Month last = ledger_.zone().month_of(now_);
    for (Month month = next_to_close(); month <= last; month = month.next()) {
      now_ = std::max(now_, ledger_.zone().end(month));
      close_next();
    }
  }

  static std::string text_of(const InvoiceLine& line) {
    return line.month.to_string() + " " + line.company + " " + std::to_string(line.line) + " " +
           to_string(line.kind) + " " + line.text + " " + line.net_amount.to_string() + "\n";
  }

  std::string difference() {
    if (!wrong_.empty()) return wrong_;
    std::map<std::string, std::int64_t> invoiced;
    for (const ClosedMonth& period : ledger_.closed_months())
      for (const InvoiceLine& line : ledger_.invoice(period.month).lines)
        invoiced[line.usage_month.to_string() + " " + line.company + " " + line.tariff] +=
            line.net_amount.minor();
    std::map<std::string, std::int64_t> due;
    std::set<Month> closed;
    for (const ClosedMonth& period : ledger_.closed_months()) closed.insert(period.month);
    for (const ClosedMonth& period : ledger_.closed_months())
      for (const std::string& company : companies)
        for (const auto& [tariff, cost] : vendor_.cost(ledger_.zone(), company, period.month))
          due[period.month.to_string() + " " + company + " " + tariff] += cost;
    for (const NewItem& item : agreed_)
      if (closed.contains(item.month))
        due[item.month.to_string() + " " + item.company + " "] +=
            Money::of(item.amount, Currency("SEK")).minor();
    for (const auto& [what, amount] : due)
      if (invoiced[what] != amount)
        return what + ": due " + std::to_string(amount) + ", invoiced " +
               std::to_string(invoiced[what]) + " öre";
    for (const auto& [what, amount] : invoiced)
      if (amount != 0 && !due.contains(what))
        return what + ": nothing is due, invoiced " + std::to_string(amount) + " öre";
    const std::string unbilled = wrong_unbilled();
    return unbilled.empty() ? audit() : unbilled;
  }

  // What no tariff prices, on the days without one.
  std::string wrong_unbilled() const {
    for (const ClosedMonth& period : ledger_.closed_months()) {
      std::map<std::string, std::int64_t> listed;
      for (const MonthUsage& usage : ledger_.unbilled(period.month))
        listed[usage.company] = usage.quantity;
      for (const std::string& company : companies) {
        std::set<Day> days;
        const std::set<Day> priced = vendor_.days_on(company, "", period.month);
        for (int number = 1; number <= period.month.days(); ++number)
          if (!priced.contains({period.month, number})) days.insert({period.month, number});
        const std::int64_t used = vendor_.used(ledger_.zone(), company, days);
        if (listed[company] != used)
          return period.month.to_string() + " " + company + ": " + std::to_string(used) +
                 " not priced, listed " + std::to_string(listed[company]);
      }
    }
    return {};
  }

  std::string audit() {
    const VerifyReport report = ledger_.verify();
    if (report.ok()) return {};
    const Finding& first = report.findings.front();
    return std::string("verify: ") + to_string(first.check) + ", " + first.place + ": stored " +
           first.stored + ", expected " + first.expected;
  }

  Choices& choices_;
  std::string file_;
  std::ostream& log_;
  Ledger ledger_;
  Instant now_;
  Vendor vendor_;
  TempDir files_;
  int file_rows_ = 0;
  int items_ = 0;
  std::vector<NewItem> agreed_;
  std::vector<std::string> imported_;  // the first event of each import that was not undone
  std::string wrong_;
};

std::string failure(const Bytes& bytes, bool with_file, std::ostream& log) {
  Choices choices(bytes);
  const TempDir dir;
  try {
    return Year(choices, with_file ? dir.path("year.porto") : "", log).run();
  } catch (const std::exception& error) {
    return std::string("threw: ") + error.what();
  }
}

void report(std::uint64_t seed, std::uint64_t index, const Bytes& bytes, bool with_file) {
  std::ostringstream ignored;
  std::cout << "seed " << seed << ", year " << index << (with_file ? " (in a file)" : "") << ": "
            << failure(bytes, with_file, ignored) << "\nThe same, made smaller:\n";
  const Bytes small = shrunk(
      bytes, [&](const Bytes& smaller) { return !failure(smaller, with_file, ignored).empty(); });
  std::cout << failure(small, with_file, std::cout) << "\n";
}

int live(std::uint64_t seed, std::uint64_t count) {
  std::cout << count << " years, seed " << seed << std::endl;
  for (std::uint64_t index = 0; index < count; ++index) {
    const Bytes bytes = bytes_of(seed, index, 4096);
    const bool with_file = index % 16 == 15;
    std::ostringstream ignored;
    if (failure(bytes, with_file, ignored).empty()) continue;
    report(seed, index, bytes, with_file);
    return 1;
  }
  std::cout << "every month was invoiced what it cost\n";
  return 0;
}

}  // namespace
}  // namespace porto::testing

int main(int argc, char** argv) {
  std::uint64_t seed = 1;
  std::uint64_t count = 200;
  for (int i = 1; i < argc; i += 2) {
    const bool is_seed = std::strcmp(argv[i], "--seed") == 0;
    if (i + 1 == argc || (!is_seed && std::strcmp(argv[i], "--count") != 0)) {
      std::cerr << "usage: year [--seed S] [--count N]\n";
      return 2;
    }
    (is_seed ? seed : count) = std::stoull(argv[i + 1]);
  }
  return porto::testing::live(seed, count);
}
