// Runs table.json, which C and every binding run, over porto.h.
//   conformance TABLE            each case must pass
//   conformance TABLE must-fail  each case must fail: wrong.json
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <set>
#include <thread>

#include "case.hpp"

namespace porto::conformance {
namespace {

const Json no_arguments() {
  static simdjson::dom::parser parser;
  static const Json none = parser.parse(std::string_view("{}")).value();
  return none;
}

void expect(std::string_view what, std::string_view expected, std::string_view actual) {
  if (expected != actual)
    throw Mismatch(std::string(what) + ": expected \"" + std::string(expected) + "\", got \"" +
                   std::string(actual) + "\"");
}

void compare_cell(porto_rows* rows, std::string_view column, Json expected) {
  uint32_t number = 0;
  if (porto_rows_find_column(rows, column.data(), column.size(), &number, nullptr) < 0)
    throw Mismatch("no column " + std::string(column));
  size_t size = 0;
  const char* cell = porto_rows_text(rows, number, &size);
  if (expected.is_null() || cell == nullptr) {
    if (!expected.is_null() || cell != nullptr)
      throw Mismatch(std::string(column) + ": one of the two cells is absent");
    return;
  }
  expect(column, std::string_view(expected), std::string_view(cell, size));
}

void compare_rows(porto_rows* rows, Json expected, bool first_rows) {
  const auto columns = list_of(expected, "columns");
  const auto wanted = list_of(expected, "rows");
  const uint64_t count = porto_rows_count(rows);
  if (first_rows ? count < wanted.size() : count != wanted.size())
    throw Mismatch(std::to_string(count) + " rows in place of " + std::to_string(wanted.size()));
  for (const Json row : wanted) {
    if (porto_rows_next(rows, nullptr) != PORTO_OK) throw Mismatch("a row is missing");
    const simdjson::dom::array cells = row;
    if (cells.size() != columns.size()) throw Mismatch("a row has not a cell for each column");
    size_t at = 0;
    for (const Json cell : cells) compare_cell(rows, std::string_view(columns[at++]), cell);
  }
}

void compare_outcomes(const std::vector<std::string>& outcomes, Json expected) {
  std::vector<std::string> wanted;
  for (const Json outcome : simdjson::dom::array(expected))
    wanted.emplace_back(std::string_view(outcome));
  if (wanted != outcomes)
    throw Mismatch("expected " + simdjson::minify(expected) + ", got " +
                   std::to_string(outcomes.size()) + " outcomes, or others");
}

void compare(Result& result, Json step) {
  expect("status", *text_of(step, "status"), name_of(result.status));
  if (has(step, "where")) expect("where", *text_of(step, "where"), result.where);
  if (has(step, "committed")) expect("committed", *text_of(step, "committed"), result.committed);
  if (has(step, "value")) expect("value", *text_of(step, "value"), result.value);
  if (has(step, "state")) expect("state", *text_of(step, "state"), result.state);
  if (has(step, "outcomes")) compare_outcomes(result.outcomes, step["outcomes"]);
  if (!has(step, "rows")) return;
  for (const auto [name, table] : simdjson::dom::object(step["rows"])) {
    porto_rows* rows = result.rows[std::string(name)].get();
    if (rows == nullptr) throw Mismatch("no rows " + std::string(name));
    compare_rows(rows, table, has(step, "first_rows"));
  }
}

// A member that is misspelt would say nothing.
void check_members(Json step) {
  static const std::set<std::string_view> known = {
      "call",   "args", "status", "where",     "committed", "value",   "state",     "outcomes",
      "rows",   "only", "thrown", "file",      "path",      "text",    "offset",    "hex",
      "forget", "fork", "steps",  "interrupt", "process",   "threads", "first_rows"};
  for (const auto [name, value] : simdjson::dom::object(step))
    if (!known.contains(name)) throw Mismatch("a step has no member " + std::string(name));
}

void call_step(Case& run, Json step) {
  const std::string_view name = *text_of(step, "call");
  const Json args = has(step, "args") ? step["args"].value() : no_arguments();
  try {
    Result result = call(run, name, args);
    compare(result, step);
  } catch (const Mismatch& mismatch) {
    throw Mismatch(simdjson::minify(step) + "\n  " + mismatch.what());
  }
}

void file_step(const Case& run, Json step) {
  const std::string path = run.path(*text_of(step, "path"));
  const std::string_view what = *text_of(step, "file");
  if (what == "write") {
    std::ofstream(path) << *text_of(step, "text");
  } else if (what == "remove") {
    std::filesystem::remove(path);
  } else if (what == "absent") {
    if (std::filesystem::exists(path)) throw Mismatch(path + " is there");
  } else if (what == "patch") {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(number_of(step, "offset"));
    const std::string hex(*text_of(step, "hex"));
    for (size_t i = 0; i < hex.size(); i += 2)
      file.put(static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16)));
  } else {
    throw Mismatch("no such step: " + std::string(what));
  }
}

// Another process takes the steps and ends at once, with all that it has open.
void process_step(const Case& run, Json step) {
  const pid_t child = fork();
  if (child == 0) {
    int status = 0;
    try {
      Case theirs{run.documents, run.folder, {}, nullptr, nullptr};
      theirs.take(step["process"]);
      _exit(0);
    } catch (const std::exception& error) {
      std::fprintf(stderr, "%s\n", error.what());
      status = 1;
    }
    _exit(status);
  }
  int status = 0;
  waitpid(child, &status, 0);
  if (status != 0) throw Mismatch("the other process failed");
}

void replace_all(std::string& text, std::string_view what, const std::string& with) {
  for (size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
    text.replace(at, what.size(), with);
}

void threads_step(Case& run, Json step) {
  std::mutex mutex;
  std::string failures;
  const auto work = [&](int64_t number) {
    try {
      std::string text = simdjson::minify(step["steps"].value());
      replace_all(text, "{thread}", std::to_string(number));
      simdjson::dom::parser parser;
      run.take(parser.parse(text).value());
    } catch (const std::exception& error) {
      const std::lock_guard lock(mutex);
      failures += error.what();
    }
  };
  std::vector<std::thread> threads;
  for (int64_t i = 0; i < number_of(step, "threads"); ++i) threads.emplace_back(work, i);
  for (std::thread& thread : threads) thread.join();
  if (!failures.empty()) throw Mismatch(failures);
}

bool is_for_c(Json step) {
  const auto only = list_of(step, "only");
  for (const Json runner : only)
    if (std::string_view(runner) == "c") return true;
  return only.empty();
}

}  // namespace

void Case::take(Json steps) {
  for (const Json step : simdjson::dom::array(steps)) {
    check_members(step);
    if (!is_for_c(step)) continue;
    if (has(step, "call")) {
      call_step(*this, step);
    } else if (has(step, "file")) {
      file_step(*this, step);
    } else if (has(step, "interrupt")) {
      porto_ledger_interrupt(ledgers.at(std::string(*text_of(step, "interrupt"))).get());
    } else if (has(step, "forget")) {
      ledgers.erase(std::string(*text_of(step, "forget")));
    } else if (has(step, "process")) {
      process_step(*this, step);
    } else if (has(step, "threads")) {
      threads_step(*this, step);
    } else {
      throw Mismatch("no such step: " + simdjson::minify(step));
    }
  }
}

namespace {

// What failed; nothing if all is as the table says.
std::string failure_of(Json documents, Json one, const std::string& folder) {
  std::filesystem::remove_all(folder);
  std::filesystem::create_directory(folder);
  try {
    Case run{documents, folder, {}, nullptr, nullptr};
    run.take(one["steps"]);
  } catch (const std::exception& error) {
    return error.what();
  }
  return {};
}

}  // namespace
}  // namespace porto::conformance

int main(int argc, char** argv) {
  using namespace porto::conformance;
  if (argc < 2) return std::fprintf(stderr, "usage: conformance TABLE [must-fail]\n"), 2;
  const bool must_fail = argc > 2;
  simdjson::dom::parser parser;
  const Json table = parser.load(argv[1]).value();
  int wrong = 0;
  int number = 0;
  for (const Json one : list_of(table, "cases")) {
    const std::string name(*text_of(one, "case"));
    const std::string folder =
        std::string(must_fail ? "wrong-" : "case-") + std::to_string(++number);
    const std::string failure = failure_of(table["documents"], one, folder);
    if (failure.empty() != must_fail) continue;
    std::fprintf(stderr, "FAILED: %s: %s\n", name.c_str(),
                 must_fail ? "it passed" : failure.c_str());
    ++wrong;
  }
  std::printf("%d cases, %d not as they must be\n", number, wrong);
  return wrong == 0 && number > 0 ? 0 : 1;
}
