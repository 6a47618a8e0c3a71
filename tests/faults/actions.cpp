// See actions.hpp.
#include "faults/actions.hpp"

#include <filesystem>
#include <fstream>
#include <vector>

#include "faults/sample.hpp"
#include "porto/audit.hpp"
#include "porto/import_log.hpp"
#include "support/choices.hpp"

namespace porto::testing {
namespace {

const char* const companies[] = {"bolag-1", "bolag-2", "bolag-3"};
const Month last_month(2025, 4);

class Action {
 public:
  Action(Hands hands, std::uint64_t seed, int index)
      : hands_(std::move(hands)),
        index_(index),
        bytes_(bytes_of_action(seed, index)),
        choices_(bytes_) {}

  static Bytes bytes_of_action(std::uint64_t seed, int index) {
    return bytes_of(seed, static_cast<std::uint64_t>(index), 64);
  }
  static constexpr int kinds = 14;
  static constexpr int backup = 13;

  void run() {
    switch (choices_.below(kinds)) {
      default:
        return record();
      case 6:
      case 7:
        return import();
      case 8:
        return take_back();
      case 9:
        return correct();
      case 10:
        return undo_import();
      case 11:
        return choices_.one_in(2) ? close() : claim();
      case 12:
        return prune();
      case backup:
        return back_up();
    }
  }

 private:
  Ledger& ledger() { return hands_.ledger; }
  Instant any_time() { return noon(1 + choices_.below(4), 1 + choices_.below(28)); }
  static Instant now() { return noon(6, 1); }

  static std::string id_of(int index, int number) {
    return "a-" + std::to_string(index) + "-" + std::to_string(number);
  }
  int any_index() { return choices_.below(index_ + 1); }

  void record() {
    std::vector<std::string> ids;
    for (int i = 1 + choices_.below(5); i > 0; --i) ids.push_back(id_of(index_, i));
    std::vector<UsageEvent> events;
    for (const std::string& id : ids) {
      const bool has_company = choices_.one_in(2);
      events.push_back({.source = "mail",
                        .event_id = id,
                        .company = has_company ? companies[choices_.below(3)] : "",
                        .occurred_at = any_time(),
                        .quantity = choices_.below(256),
                        .domain = has_company ? "" : "b.example"});
    }
    if (hands_.recorder && choices_.one_in(2))
      hands_.recorder->record(events);
    else
      ledger().record(events);
  }

  void import() {
    const std::string path = hands_.folder + "/" + std::to_string(index_) + ".csv";
    std::string rows = "event_id,company,occurred_at,quantity\n";
    for (int i = 1 + choices_.below(40); i > 0; --i)
      rows += id_of(index_, i) + "," + companies[choices_.below(3)] + "," + to_rfc3339(any_time()) +
              "," + std::to_string(choices_.below(256)) + "\n";
    std::ofstream(path, std::ios::binary) << rows;
    ledger().import_files(std::vector{path});
  }

  Void any_void() { return {"mail", id_of(any_index(), 1), "anna", "a test", now()}; }
  void take_back() { ledger().void_event(any_void()); }
  void correct() { ledger().correct_event(any_void(), choices_.below(256)); }

  void undo_import() {
    const auto event = ledger().event("import", id_of(any_index(), 1));
    if (!event || event->import == 0) return;
    ImportUndo undo;
    undo.import = event->import;
    undo.actor = "anna";
    undo.reason = "the wrong file";
    undo.undone_at = now();
    ledger().undo_import(undo);
  }

  void close() {
    const Month next = ledger().closed_months().back().month.next();
    if (next <= last_month) ledger().close(next, now());
  }

  void claim() {
    ledger().add_domain({"b.example", companies[choices_.below(3)]},
                        {.actor = "anna", .reason = "a test"});
  }

  void prune() {
    if (choices_.one_in(3)) ledger().prune(ledger().closed_months().back().month, now());
  }

  void back_up() {
    if (!hands_.copies) return;
    const std::string copy = copy_in(hands_.folder);
    for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(copy + suffix);
    ledger().backup(copy);
  }

  Hands hands_;
  int index_;
  Bytes bytes_;
  Choices choices_;
};

// Of the data, or of the order of things.
bool is_refusal(ErrorCode code) {
  return code == ErrorCode::not_found || code == ErrorCode::conflict ||
         code == ErrorCode::month_closed || code == ErrorCode::invalid_argument;
}

}  // namespace

void act(Hands hands, std::uint64_t seed, int index) {
  try {
    Action(std::move(hands), seed, index).run();
  } catch (const Error& error) {
    if (!is_refusal(error.code())) throw;
  }
}

std::string copy_in(const std::string& folder) {
  return (std::filesystem::path(folder) / "copy.porto").string();
}

bool backs_up(std::uint64_t seed, int index) {
  const Bytes bytes = Action::bytes_of_action(seed, index);
  return Choices(bytes).below(Action::kinds) == Action::backup;
}

Expected::Expected(std::uint64_t seed) : seed_(seed) {
  fill_sample(ledger_, folder_.write("usage.csv", sample_rows()));
  state_ = state_and_imports_of(ledger_);
}

const std::string& Expected::after(int count) {
  if (done_ == count) return state_;
  for (; done_ < count; ++done_) act({.ledger = ledger_, .folder = folder_.path("")}, seed_, done_);
  state_ = state_and_imports_of(ledger_);
  return state_;
}

}  // namespace porto::testing
