// A scripted year of a small vendor, thousands of times: messages late by random delays, sent
// again, voided and corrected; domains that move between companies; new prices, companies that join
// and leave on any day, also backwards; months closed at random times, and processes killed in the
// middle of it. At the end each month of each company must have been invoiced, over all invoices,
// exactly what a single invoice would have been; and verify must find nothing.
//
//   year [--seed S] [--first I] [--count N] [--on-server | --on-servers]
//
// --on-server: each year is lived in a file and on the PostgreSQL server of PORTO_TEST_POSTGRES,
// and both must say the same of their closed months, to the byte; exits with 77 where there is
// none. --on-servers: on three of them, and the lines must be the same; numbers of events are not,
// nor are digests.
//
// Prints the first year that goes wrong, made as small as it will go, and exits with 1.
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <functional>
#include <iostream>
#include <span>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <thread>

#include "base/server_url.hpp"
#include "lifecycle/account.hpp"
#include "lifecycle/vendor.hpp"
#include "porto/audit.hpp"
#include "porto/import_log.hpp"
#include "support/choices.hpp"
#include "support/temp_dir.hpp"
#ifdef PORTO_HAS_MODULE
#include "support/postgres.hpp"
#endif

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

// Processes that were to be killed, and those that were done before.
struct Kills {
  int all = 0;
  int late = 0;
} kills;

class Year {
 public:
  // Where the ledger is: a file or the URL of a server; in memory if that is empty. With kills,
  // some of what is done is done by a process that is killed, and then again.
  struct Place {
    std::string path;
    bool with_kills = false;
  };

  Year(Choices& choices, const Place& place, std::ostream& log)
      : choices_(choices),
        place_(place),
        log_(log),
        ledger_(place.path.empty() ? Ledger::in_memory() : Ledger::create(place.path)),
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

  const Ledger& ledger() const { return ledger_; }

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
    if (place_.with_kills && choices_.one_in(4)) {
      const int moment = choices_.below(256);
      log_ << "  (killed at moment " << moment << ")\n";
      do_in_killed_process(body, moment);
    }
    const auto begun = std::chrono::steady_clock::now();
    body(ledger_);
    step_took_ = std::chrono::steady_clock::now() - begun;
  }

  // The moments are 8 us after one another. On a server, where that is over before a connection is
  // made, they begin with the open ledger and end after twice as long as the step before took.
  void do_in_killed_process(const std::function<void(Ledger&)>& body, int moment) const {
    int opened[2];
    if (pipe(opened) != 0) throw std::runtime_error("no pipe");
    const pid_t child = fork();
    if (child == 0) do_and_exit(body, opened[1]);
    close(opened[1]);
    char byte = 0;
    std::chrono::nanoseconds after = moment * std::chrono::microseconds(8);
    if (is_server_url(place_.path) && read(opened[0], &byte, 1) == 1)
      after = step_took_ * moment / 128;
    std::this_thread::sleep_for(after);
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    close(opened[0]);
    ++kills.all;
    if (WIFEXITED(status)) ++kills.late;
  }

  [[noreturn]] void do_and_exit(const std::function<void(Ledger&)>& body, int opened) const {
    try {
      Ledger own = Ledger::open(place_.path);
      if (write(opened, "", 1) == 1) body(own);
      _exit(0);  // neither this ledger nor the other one is closed
    } catch (...) {
      _exit(1);  // the other process will meet it too
    }
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
    const ImportInput file = ImportInput::of_bytes("events.csv", rows);
    ImportOptions options;
    options.source = "mail";
    twice_if_killed([&](Ledger& ledger) { ledger.import({&file, 1}, options); });
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
  Place place_;
  std::chrono::nanoseconds step_took_{};  // one that may be killed
  std::ostream& log_;
  Ledger ledger_;
  Instant now_;
  Vendor vendor_;
  int file_rows_ = 0;
  int items_ = 0;
  std::vector<NewItem> agreed_;
  std::vector<std::string> imported_;  // the first event of each import that was not undone
  std::string wrong_;
};

enum class Where : std::uint8_t {
  memory,
  killed,
  file_and_server,
  killed_on_server,
  file_and_servers,
  killed_on_servers,
};

const char* to_string(Where where) {
  switch (where) {
    case Where::memory:
      return "";
    case Where::killed:
      return " (in a file, with kills)";
    case Where::file_and_server:
      return " (in a file and on a server)";
    case Where::killed_on_server:
      return " (in a file and on a server, with kills)";
    case Where::file_and_servers:
      return " (in a file and on three servers)";
    case Where::killed_on_servers:
      return " (in a file and on three servers, with kills)";
  }
  return "";
}

// What a year went wrong with, and what its ledger says in the end: all of it or, where how far a
// process came before it was killed is chance, the lines, which must not know of it.
struct Lived {
  std::string wrong;
  std::string account;
};

Lived live_one(const Bytes& bytes, const Year::Place& place, bool lines_alone, std::ostream& log) {
  Choices choices(bytes);
  try {
    Year year(choices, place, log);
    Lived lived{year.run(), {}};
    lived.account = lines_alone ? lines_of(year.ledger()) : account_of(year.ledger());
    return lived;
  } catch (const std::exception& error) {
    return {std::string("threw: ") + error.what(), {}};
  }
}

#ifdef PORTO_HAS_MODULE
bool has_server() { return postgres_for_tests().has_value(); }

// `Place`: what has a URL.
template <typename Place>
std::string failure_on_server(const Bytes& bytes, bool with_kills, std::ostream& log) {
  std::ostringstream ignored;
  const TempDir dir;
  const Place server;
  const bool lines_alone = with_kills || std::is_same_v<Place, TestServers>;
  const Lived there = live_one(bytes, {server.url(), with_kills}, lines_alone, log);
  if (!there.wrong.empty()) return "on the server: " + there.wrong;
  const Lived here = live_one(bytes, {dir.path("year.porto"), with_kills}, lines_alone, ignored);
  if (!here.wrong.empty()) return "in the file: " + here.wrong;
  const std::string difference = first_difference(here.account, there.account);
  return difference.empty() ? "" : "the file and the server differ in " + difference;
}
#else
bool has_server() { return false; }
struct TestDatabase {};
struct TestServers {};
template <typename Place>
std::string failure_on_server(const Bytes&, bool, std::ostream&) {
  return "no server";
}
#endif

std::string failure(const Bytes& bytes, Where where, std::ostream& log) {
  if (where == Where::file_and_server || where == Where::killed_on_server)
    return failure_on_server<TestDatabase>(bytes, where == Where::killed_on_server, log);
  if (where == Where::file_and_servers || where == Where::killed_on_servers)
    return failure_on_server<TestServers>(bytes, where == Where::killed_on_servers, log);
  const TempDir dir;
  const bool killed = where == Where::killed;
  return live_one(bytes, {killed ? dir.path("year.porto") : "", killed}, killed, log).wrong;
}

void report(std::uint64_t seed, std::uint64_t index, const Bytes& bytes, Where where) {
  std::ostringstream ignored;
  std::cout << "seed " << seed << ", year " << index << to_string(where) << ": "
            << failure(bytes, where, ignored) << "\nThe same, made smaller:" << std::endl;
  const Bytes small = shrunk(
      bytes, [&](const Bytes& smaller) { return !failure(smaller, where, ignored).empty(); });
  std::cout << failure(small, where, std::cout) << "\n";
}

enum class On : std::uint8_t { none, server, servers };

Where place_of(std::uint64_t index, On on) {
  const bool killed = index % 4 == 3;
  if (on == On::server) return killed ? Where::killed_on_server : Where::file_and_server;
  if (on == On::servers) return killed ? Where::killed_on_servers : Where::file_and_servers;
  return index % 16 == 15 ? Where::killed : Where::memory;
}

struct Options {
  std::uint64_t seed = 1;
  std::uint64_t first = 0;
  std::uint64_t count = 200;
  On on = On::none;
};

int live(const Options& options) {
  std::cout << options.count << " years, seed " << options.seed << std::endl;
  for (std::uint64_t index = options.first; index < options.first + options.count; ++index) {
    const Bytes bytes = bytes_of(options.seed, index, 4096);
    const Where where = place_of(index, options.on);
    std::ostringstream ignored;
    if (failure(bytes, where, ignored).empty()) continue;
    report(options.seed, index, bytes, where);
    return 1;
  }
  std::cout << "every month was invoiced what it cost; " << kills.all << " processes were killed, "
            << kills.late << " of them were done before\n";
  return 0;
}

// False: they are wrong.
bool read_options(std::span<char*> words, Options& options) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (word == "--on-server" || word == "--on-servers") {
      options.on = word == "--on-server" ? On::server : On::servers;
      continue;
    }
    std::uint64_t* number = word == "--seed"    ? &options.seed
                            : word == "--first" ? &options.first
                            : word == "--count" ? &options.count
                                                : nullptr;
    if (!number || ++i == words.size()) return false;
    *number = std::stoull(words[i]);
  }
  return true;
}

int run(std::span<char*> words) {
  Options options;
  if (!read_options(words, options)) {
    std::cerr << "usage: year [--seed S] [--first I] [--count N] [--on-server | --on-servers]\n";
    return 2;
  }
  if (options.on != On::none && !has_server()) {
    std::cout << "skipped, there is no PostgreSQL server\n";
    return 77;
  }
  return live(options);
}

}  // namespace
}  // namespace porto::testing

int main(int argc, char** argv) {
  return porto::testing::run({argv + 1, static_cast<std::size_t>(argc - 1)});
}
