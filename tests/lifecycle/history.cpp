// Histories of mistakes that are taken back, thousands of times: subscriptions, domains, tariffs,
// companies and imports come and go, months are closed and pruned, some tariffs price each event.
//
// - What a change says of closed months, as a dry run and for real, is by how much the next close
//   changes, to the öre; a dry run changes nothing.
// - What was removed or undone before a close leaves the ledger as it never was: a twin that never
//   saw it gives the same invoices.
// - What would need events that are pruned is refused, and the next month can always be closed.
// - A statement derives each line from what was known when its invoice was made.
// - In the end all invoices are together what a ledger gives that was told the truth at once.
//
//   history [--seed S] [--count N]
//
// Prints the first history that goes wrong, made as small as it will go, and exits with 1.
#include <algorithm>
#include <cstring>
#include <functional>
#include <iostream>
#include <map>
#include <sstream>

#include "porto/audit.hpp"
#include "porto/import_log.hpp"
#include "porto/ledger.hpp"
#include "support/choices.hpp"
#include "support/temp_dir.hpp"

namespace porto::testing {

using namespace internal;
namespace {

const Month first_month(2025, 1);
const std::string companies[] = {"bolag-1", "bolag-2", "bolag-3"};
const std::string domains[] = {"a.example", "b.example"};
const std::string tariffs[] = {"post", "extra", "event", "days"};

std::string tariff_text(const std::string& id, int version, Month effective, int price) {
  return "id = \"" + id + "\"\nversion = " + std::to_string(version) + "\neffective = \"" +
         effective.to_string() + "\"\ncurrency = \"SEK\"\n" +
         (id == "days" ? "prorate = \"days\"\n" : "") + "[[charge]]\nid = \"p\"\n" +
         "meter = \"messages\"\n" +
         (id == "event" ? "each = \"event\"\npercent = \"" + std::to_string(price) + ".5\"\n"
                        : "price = \"0.37" + std::to_string(price) + "\"\n") +
         (id == "post" || id == "days" ? "fee = 50\nincluded = 20\n" : "");
}

struct Failed {
  std::string what;
};

class History {
 public:
  History(Choices& choices, std::ostream& log) : choices_(choices), log_(log) {}

  std::string run() {
    try {
      begin();
      for (int step = 15 + choices_.below(60); step > 0; --step) act();
      for (int month = 1 + choices_.below(2); month > 0; --month) close();
      compare();
    } catch (const Failed& failed) {
      return failed.what;
    }
    return {};
  }

 private:
  using Change = std::function<void(Ledger&, const ChangeOptions&, Effect*)>;

  void begin() {
    both([](Ledger& ledger) {
      for (const std::string& company : companies) ledger.add_company({company, ""});
      for (const std::string& tariff : tariffs)
        ledger.add_tariff(tariff_text(tariff, 1, first_month, 1));
      ledger.subscribe({companies[0], "post", first_month, {}});
      ledger.add_company({"always", ""});  // so that the ledger begins in this month
      ledger.subscribe({"always", "extra", first_month, {}});
    });
    send();
  }

  void act() {
    switch (choices_.below(13)) {
      default:
        return send();
      case 4:
        return keep(subscription());
      case 5:
        return keep(end_of_subscription());
      case 6:
        return keep(claim());
      case 7:
        return keep(end_of_claim());
      case 8:
        return choices_.one_in(3) ? keep(version()) : void_one();
      case 9:
        return slip();
      case 10:
        return close();
      case 11:
        return choices_.one_in(3) ? prune() : remove_settled();
      case 12:
        return choices_.one_in(3) ? slip_of_item() : keep(item());
    }
  }

  void both(const std::function<void(Ledger&)>& body) {
    body(ledger_);
    body(twin_);
  }

  static void require(bool holds, const std::string& what) {
    if (!holds) throw Failed{what};
  }

  std::optional<Month> last_closed() const {
    const std::vector<ClosedMonth> closed = ledger_.closed_months();
    if (closed.empty()) return {};
    return closed.back().month;
  }
  Month next_to_close() const {
    const std::optional<Month> last = last_closed();
    return last ? last->next() : first_month;
  }

  // By how much the next close adjusts closed months; that it can be computed is that it can close.
  std::int64_t adjustments() const {
    std::int64_t sum = 0;
    for (const InvoiceLine& line : ledger_.invoice_lines(next_to_close()))
      if (line.kind == LineKind::adjustment) sum += line.net_amount.minor();
    return sum;
  }

  static std::optional<ErrorCode> code_of(const std::function<void()>& body) {
    try {
      body();
    } catch (const Error& error) {
      return error.code();
    }
    return {};
  }

  // Makes a change as a dry run, then for real; false if it is refused. Its effect is that on the
  // next close.
  bool make(const Change& change, std::int64_t* difference = nullptr) {
    const std::int64_t before = adjustments();
    const std::size_t changes = ledger_.changes().size();
    Effect tried;
    ChangeOptions options{.actor = "anna", .reason = "so", .allow_far = true};
    options.dry_run = true;
    const auto dry = code_of([&] { change(ledger_, options, &tried); });
    require(adjustments() == before && ledger_.changes().size() == changes,
            "a dry run changed something");
    options.dry_run = false;
    Effect done;
    const auto code = code_of([&] { change(ledger_, options, &done); });
    require(code == dry, "a dry run does not fail as the change does");
    const std::int64_t after = adjustments();
    if (code) {
      log_ << "  refused: " << to_string(*code) << "\n";
      require(after == before, "a change that was refused changed the next close");
      return false;
    }
    require(tried == done, "a dry run says another effect than the change");
    const std::int64_t said = (done.after.value() - done.before.value()).minor();
    require(after - before == said, "the effect is said to be " + std::to_string(said) +
                                        " öre, and is " + std::to_string(after - before));
    if (difference) *difference = said;
    return true;
  }

  // A change that stays, unless it is refused.
  void keep(const Change& change) {
    const bool done = make(change);
    const auto code = code_of(
        [&] { change(twin_, {.actor = "anna", .reason = "so", .allow_far = true}, nullptr); });
    require(done == !code, "what was taken back still has a say in what is refused");
    kept_ = done;
  }

  Month any_month() { return next_to_close().plus(1 - choices_.below(6)); }
  Month any_month_of_ledger() { return std::max(any_month(), first_month); }
  Day any_day() { return Day(any_month_of_ledger(), 1 + choices_.below(28)); }

  Change subscription() {
    Subscription added{
        companies[choices_.below(3)], tariffs[choices_.below(4)], any_month_of_ledger(), {}};
    if (choices_.below(3) == 2)
      added = {added.company, added.tariff, any_month_of_ledger(), next_to_close().plus(1)};
    if (added.tariff == "days") {
      added.from = any_day();
      if (choices_.below(2) == 1) added.through = any_day();
    }
    log_ << "subscribe " << added.company << " " << added.tariff << " " << added.from.to_string()
         << "\n";
    return [added](Ledger& ledger, const ChangeOptions& options, Effect* effect) {
      ledger.subscribe(added, options, effect);
    };
  }

  Change end_of_subscription() {
    const std::string company = companies[choices_.below(3)];
    const std::string tariff = tariffs[choices_.below(4)];
    const Day last = tariff == "days" ? any_day() : any_month_of_ledger().last_day();
    log_ << "end " << company << " " << tariff << " " << last.to_string() << "\n";
    return [=](Ledger& ledger, const ChangeOptions& options, Effect* effect) {
      ledger.unsubscribe(company, tariff, last, options, effect);
    };
  }

  Change claim() {
    SendingDomain added{domains[choices_.below(2)], companies[choices_.below(3)], {}, {}};
    if (choices_.below(2) == 1) added.from = any_day();
    if (choices_.below(4) == 3) added.through = any_day();
    log_ << "domain " << added.domain << " is of " << added.company << " from "
         << (added.from ? added.from->to_string() : "") << "\n";
    return [added](Ledger& ledger, const ChangeOptions& options, Effect* effect) {
      ledger.add_domain(added, options, effect);
    };
  }

  Change end_of_claim() {
    const std::string domain = domains[choices_.below(2)];
    const std::string company = companies[choices_.below(3)];
    const Day day = any_day();
    log_ << "domain " << domain << " of " << company << " ends " << day.to_string() << "\n";
    return [=](Ledger& ledger, const ChangeOptions& options, Effect* effect) {
      ledger.end_domain(domain, company, day, options, effect);
    };
  }

  Change version() {
    const std::string tariff = tariffs[choices_.below(4)];
    const int number = static_cast<int>(ledger_.tariffs().size());
    const std::string text =
        tariff_text(tariff, number, any_month_of_ledger(), 2 + choices_.below(7));
    log_ << "tariff " << tariff << " version " << number << "\n";
    return [text](Ledger& ledger, const ChangeOptions& options, Effect* effect) {
      ledger.add_tariff(text, "tariff", options, effect);
    };
  }

  // An item changes no closed month: of one that is closed it is refused.
  Change item() {
    const int amount = choices_.below(200);
    const NewItem added{companies[choices_.below(3)], any_month_of_ledger(),
                        Decimal::from_scaled(amount < 100 ? amount - 100 : amount, 2),
                        "item " + std::to_string(++items_)};
    log_ << added.text << " of " << added.company << " in " << added.month.to_string() << ": "
         << added.amount.to_string() << "\n";
    return [added](Ledger& ledger, const ChangeOptions& options, Effect* effect) {
      ledger.add_items({&added, 1}, options);
      say_nothing(effect);
    };
  }

  static void say_nothing(Effect* effect) {
    if (effect) effect->before = effect->after = Money(0, Currency("SEK"));
  }

  void slip_of_item() {
    log_ << "slip:\n";
    if (!make(item())) return;
    if (choices_.below(2) == 1) send();
    const std::int64_t no = ledger_.changes().back().item;
    require(make([no](Ledger& ledger, const ChangeOptions& options, Effect* effect) {
              ledger.remove_item(no, options);
              say_nothing(effect);
            }),
            "an item of an open month cannot be removed");
  }

  // Events of any month that is not pruned, which both ledgers take.
  void send() {
    for (int count = 1 + choices_.below(4); count > 0; --count) {
      UsageEvent event;
      const std::string id = "m" + std::to_string(++messages_);
      const std::string& company = companies[choices_.below(3)];
      const std::string& domain = domains[choices_.below(2)];
      event.source = "mail";
      event.event_id = id;
      const bool named = choices_.below(2) == 0;
      event.company = named ? std::string_view(company) : std::string_view();
      event.domain = named ? std::string_view() : std::string_view(domain);
      const Day day = any_day();
      event.occurred_at = {ledger_.zone().start(day.month()).unix_us +
                           (day.day() - 1) * 86'400'000'000 + 43'200'000'000};
      event.quantity = choices_.below(100);
      const Outcome outcome = ledger_.record({&event, 1}).front().outcome;
      require(twin_.record({&event, 1}).front().outcome == outcome, "an event is taken by one");
      log_ << id << " of " << event.company << event.domain << " on " << day.to_string() << ": "
           << event.quantity << " " << to_string(outcome) << "\n";
      if (outcome == Outcome::stored)
        sent_[id] = {named ? company : "", named ? "" : domain, event.occurred_at, event.quantity};
    }
  }

  void void_one() {
    if (sent_.empty()) return;
    auto found = sent_.lower_bound("m" + std::to_string(1 + choices_.below(messages_)));
    if (found == sent_.end()) found = sent_.begin();
    const Void what{"mail", found->first, "anna", "so", late_};
    log_ << "void " << found->first << "\n";
    keep([&](Ledger& ledger, const ChangeOptions& options, Effect* effect) {
      ledger.void_event(what, {.dry_run = options.dry_run}, effect);
    });
    if (kept_) found->second.voided = true;
  }

  // ---- What is taken back, and the twin never sees

  void slip() {
    log_ << "slip:\n";
    switch (choices_.below(5)) {
      default: {
        const std::vector<Subscription> before = ledger_.subscriptions();
        return take_back(subscription(), [&](Ledger& ledger, const ChangeOptions& options,
                                             Effect* effect) {
          for (const Subscription& one : ledger.subscriptions())
            if (std::ranges::find(before, one) == before.end())
              return ledger.remove_subscription(one.company, one.tariff, one.from, options, effect);
          throw Error(ErrorCode::internal, "there is nothing to take back");
        });
      }
      case 1: {
        const std::string text =
            tariff_text(tariffs[choices_.below(4)], 1000, any_month_of_ledger(), 9);
        const std::string id = text.substr(6, text.find('"', 6) - 6);
        return take_back(
            [text](Ledger& ledger, const ChangeOptions& options, Effect* effect) {
              ledger.add_tariff(text, "tariff", options, effect);
            },
            [id](Ledger& ledger, const ChangeOptions& options, Effect* effect) {
              ledger.remove_tariff(id, 1000, options, effect);
            });
      }
      case 2: {
        const std::string domain = "slip.example";
        const std::string company = companies[choices_.below(3)];
        return take_back(
            [=](Ledger& ledger, const ChangeOptions& options, Effect* effect) {
              ledger.add_domain({domain, company, {}, {}}, options, effect);
            },
            [=](Ledger& ledger, const ChangeOptions& options, Effect* effect) {
              ledger.remove_domain(domain, company, options, effect);
            });
      }
      case 3:
        return slip_of_file();
      case 4:
        return slip_of_company();
    }
  }

  void slip_of_company() {
    ledger_.add_company({"slip", ""});
    const Subscription added{"slip", tariffs[choices_.below(4)], any_month_of_ledger(), {}};
    take_back([added](Ledger& ledger, const ChangeOptions& options,
                      Effect* effect) { ledger.subscribe(added, options, effect); },
              [](Ledger& ledger, const ChangeOptions& options, Effect* effect) {
                ledger.remove_subscription("slip", ledger.subscriptions().back().tariff, {},
                                           options, effect);
              });
    require(make([](Ledger& ledger, const ChangeOptions& options, Effect* effect) {
              ledger.remove_company("slip", options, effect);
            }),
            "a company that has nothing cannot be removed");
  }

  void take_back(const Change& add, const Change& remove) {
    const std::vector<Subscription> subscriptions = ledger_.subscriptions();
    const std::size_t claims = ledger_.domains().size();
    const std::size_t versions = ledger_.tariffs().size();
    std::int64_t added = 0;
    if (!make(add, &added)) return;
    const bool nothing = ledger_.subscriptions() == subscriptions &&
                         ledger_.domains().size() == claims && ledger_.tariffs().size() == versions;
    if (nothing) return;  // it was there
    const bool meanwhile = choices_.below(2) == 1;
    if (meanwhile) send();
    std::int64_t removed = 0;
    require(make(remove, &removed), "what no closed month has used cannot be taken back");
    require(meanwhile || added == -removed, "taking back does not take back all");
  }

  void slip_of_file() {
    std::string rows = "event_id,company,occurred_at,quantity\n";
    for (int count = 1 + choices_.below(4); count > 0; --count)
      rows += "f" + std::to_string(++rows_) + "," + companies[choices_.below(3)] + "," +
              any_day().to_string() + "T12:00:00Z," + std::to_string(choices_.below(90)) + "\n";
    log_ << rows;
    const std::string path = files_.write("slip.csv", rows);
    std::int64_t import = 0;
    make([&](Ledger& ledger, const ChangeOptions& options, Effect* effect) {
      ImportOptions reading;
      reading.dry_run = options.dry_run;
      const ImportReport report = ledger.import_files({{path}}, reading);
      import = report.import;
      *effect = report.effect;
    });
    ImportUndo undo;
    undo.import = import;
    undo.actor = undo.reason = "anna";
    undo.undone_at = late_;
    require(make([&](Ledger& ledger, const ChangeOptions& options, Effect* effect) {
              ledger.undo_import(undo, {.dry_run = options.dry_run}, effect);
            }),
            "an import cannot be undone");
  }

  // What closed months used goes with a credit; both ledgers do it.
  void remove_settled() {
    const std::vector<Subscription> subscriptions = ledger_.subscriptions();
    const std::vector<SendingDomain> claims = ledger_.domains();
    if (choices_.below(2) == 0 && !claims.empty()) {
      const SendingDomain one =
          claims[static_cast<std::size_t>(choices_.below(256)) % claims.size()];
      log_ << "remove domain " << one.domain << " of " << one.company << "\n";
      return keep([&](Ledger& ledger, ChangeOptions options, Effect* effect) {
        options.settle = true;
        ledger.remove_domain(one.domain, one.company, options, effect);
      });
    }
    if (subscriptions.empty()) return;
    const Subscription one =
        subscriptions[static_cast<std::size_t>(choices_.below(256)) % subscriptions.size()];
    if (one.company == "always") return;
    log_ << "remove subscription " << one.company << " " << one.tariff << "\n";
    keep([&](Ledger& ledger, ChangeOptions options, Effect* effect) {
      options.settle = true;
      ledger.remove_subscription(one.company, one.tariff, one.from, options, effect);
    });
  }

  // ---- Months

  void close() {
    const Month month = next_to_close();
    log_ << "close " << month.to_string() << "\n";
    both([&](Ledger& ledger) { ledger.close(month, ledger.zone().end(month)); });
    check_statements(month);
    require(texts_of(ledger_, month) == texts_of(twin_, month),
            "the invoice of " + month.to_string() +
                " is not that of a ledger that never had what was taken back");
  }

  void prune() {
    const std::optional<Month> last = last_closed();
    if (!last) return;
    const Month before = std::max(last->plus(-choices_.below(3)), first_month.next());
    const Instant now = ledger_.zone().end(*last);
    const auto code = code_of([&] { ledger_.prune(before, now); });
    log_ << "prune before " << before.to_string() << (code ? " refused" : "") << "\n";
    if (code) return;
    // The twin has no marks that were taken back, so that it can prune what this one can.
    require(!code_of([&] { twin_.prune(before, now); }), "the twin cannot be pruned");
  }

  static std::string texts_of(const Ledger& ledger, Month month) {
    std::string text;
    for (const InvoiceLine& line : ledger.invoice_lines(month))
      text += line.company + " " + std::to_string(line.line) + " " + to_string(line.kind) + " " +
              line.text + " " + line.exact_amount.to_string() + " " + line.net_amount.to_string() +
              "\n";
    return text;
  }

  using Sums = std::map<std::string, std::int64_t>;
  static Sums sums_of(const Ledger& ledger) {
    Sums sums;
    for (const ClosedMonth& closed : ledger.closed_months())
      for (const InvoiceLine& line : ledger.invoice_lines(closed.month))
        sums[line.usage_month.to_string() + " " + line.company + " " + line.tariff] +=
            line.net_amount.minor();
    std::erase_if(sums, [](const auto& entry) { return entry.second == 0; });
    return sums;
  }

  // What a ledger invoices that is told at once what is known in the end.
  Sums expected() const {
    Ledger fresh = Ledger::in_memory();
    for (const Company& company : ledger_.companies()) fresh.add_company(company);
    for (const TariffDocument& document : ledger_.tariffs())
      fresh.add_tariff(document.text, "tariff", {.allow_far = true});
    for (const Subscription& one : ledger_.subscriptions()) fresh.subscribe(one);
    for (const SendingDomain& one : ledger_.domains()) fresh.add_domain(one);
    for (const InvoiceItem& one : ledger_.items()) {
      const NewItem item{one.company, one.month, one.amount.amount(), one.text};
      fresh.add_items({&item, 1}, {.actor = "anna", .reason = "so", .allow_far = true});
    }
    for (const auto& [id, kept] : sent_) {
      const UsageEvent event{.source = "mail",
                             .event_id = id,
                             .company = kept.company,
                             .occurred_at = kept.at,
                             .quantity = kept.quantity,
                             .domain = kept.domain};
      if (!kept.voided) fresh.record({&event, 1});
    }
    for (Month month = first_month; month <= last_closed().value(); month = month.next())
      fresh.close(month, fresh.zone().end(month));
    return sums_of(fresh);
  }

  // Each line of the month's invoice, and of later ones that adjust the month, is derived from what
  // was known when its invoice was made, unless that needs events that are pruned.
  void check_statements(Month month) const {
    for (const Company& company : ledger_.companies()) {
      const Statement made = ledger_.statement(month, company.id);
      bool pruned = false;
      for (const std::string& note : made.notes)
        if (note.find("cannot be derived") != note.npos) {
          require(note.find("pruned") != note.npos, company.id + ": " + note);
          pruned = true;
        }
      for (const InvoiceLine& line : made.lines)
        require(pruned || is_derived(line, made.derivations),
                company.id + ", line " + std::to_string(line.line) + " of " +
                    line.month.to_string() + " is not derived in the statement of " +
                    month.to_string());
    }
  }

  static bool is_derived(const InvoiceLine& line,
                         const std::vector<Statement::Derivation>& derivations) {
    for (const Statement::Derivation& one : derivations)
      if (one.invoice == line.month && one.usage_month == line.usage_month &&
          one.tariff == line.tariff)
        for (const ExplainStep& step : one.steps)
          if (step.line == static_cast<std::size_t>(line.line) &&
              step.value == line.net_amount.to_string())
            return true;
    return false;
  }

  void compare() {
    for (const ClosedMonth& closed : ledger_.closed_months()) check_statements(closed.month);
    const VerifyReport report = ledger_.verify();
    if (!report.ok()) {
      const Finding& first = report.findings.front();
      throw Failed{"verify: " + first.place + ": " + first.stored + ", expected " + first.expected};
    }
    const Sums sums = sums_of(ledger_);
    require(sums == sums_of(twin_), "the sums of all invoices differ from the twin's");
    const Sums due = expected();
    for (const Sums& these : {sums, due})
      for (const auto& line : these) {
        const auto& what = line.first;
        const auto of = [&](const Sums& all) { return all.contains(what) ? all.at(what) : 0; };
        require(of(sums) == of(due), what + ": invoiced " + std::to_string(of(sums)) + ", due " +
                                         std::to_string(of(due)) + " öre");
      }
  }

  struct Kept {
    std::string company;
    std::string domain;
    Instant at;
    std::int64_t quantity;
    bool voided = false;
  };

  Choices& choices_;
  std::ostream& log_;
  Ledger ledger_ = Ledger::in_memory();
  Ledger twin_ = Ledger::in_memory();
  std::map<std::string, Kept> sent_;
  TempDir files_;
  Instant late_ = parse_rfc3339("2040-01-01T00:00:00Z");
  bool kept_ = false;  // whether the last change that was to stay was made
  int messages_ = 0;
  int rows_ = 0;
  int items_ = 0;
};

std::string failure(const Bytes& bytes, std::ostream& log) {
  Choices choices(bytes);
  try {
    return History(choices, log).run();
  } catch (const std::exception& error) {
    return std::string("threw: ") + error.what();
  }
}

int live(std::uint64_t seed, std::uint64_t count) {
  std::cout << count << " histories, seed " << seed << std::endl;
  for (std::uint64_t index = 0; index < count; ++index) {
    const Bytes bytes = bytes_of(seed, index, 2048);
    std::ostringstream ignored;
    const std::string wrong = failure(bytes, ignored);
    if (wrong.empty()) continue;
    std::cout << "seed " << seed << ", history " << index << ": " << wrong
              << "\nThe same, made smaller:\n";
    const Bytes small =
        shrunk(bytes, [&](const Bytes& smaller) { return !failure(smaller, ignored).empty(); });
    std::cout << failure(small, std::cout) << "\n";
    return 1;
  }
  std::cout << "what was taken back is gone, and each next close was as it was said\n";
  return 0;
}

}  // namespace
}  // namespace porto::testing

int main(int argc, char** argv) {
  std::uint64_t seed = 1;
  std::uint64_t count = 300;
  for (int i = 1; i < argc; i += 2) {
    const bool is_seed = std::strcmp(argv[i], "--seed") == 0;
    if (i + 1 == argc || (!is_seed && std::strcmp(argv[i], "--count") != 0)) {
      std::cerr << "usage: history [--seed S] [--count N]\n";
      return 2;
    }
    (is_seed ? seed : count) = std::stoull(argv[i + 1]);
  }
  return porto::testing::live(seed, count);
}
