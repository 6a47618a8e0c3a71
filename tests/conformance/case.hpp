// A case that runs: its handles, its folder, and what a call gave.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "table.hpp"

namespace porto::conformance {

struct CloseRows {
  void operator()(porto_rows* rows) const { porto_rows_close(rows); }
};
struct CloseLedger {
  void operator()(porto_ledger* ledger) const { porto_ledger_close(ledger); }
};
struct CloseRecorder {
  void operator()(porto_recorder* recorder) const { porto_recorder_close(recorder); }
};
struct CloseTariff {
  void operator()(porto_tariff* tariff) const { porto_tariff_close(tariff); }
};

/// What a call gave.
struct Result {
  int32_t status = 0;
  std::string where;
  std::string committed;
  std::map<std::string, std::unique_ptr<porto_rows, CloseRows>, std::less<>> rows;
  std::string value;
  std::string state;
  std::vector<std::string> outcomes;
};

struct Case {
  Json documents;
  std::string folder;
  std::map<std::string, std::unique_ptr<porto_ledger, CloseLedger>, std::less<>> ledgers;
  std::unique_ptr<porto_recorder, CloseRecorder> recorder;
  std::unique_ptr<porto_tariff, CloseTariff> tariff;

  std::string path(std::string_view name) const {
    return name == ":memory:" ? std::string(name) : folder + "/" + std::string(name);
  }
  /// Takes steps, of a case or of a callback; throws Mismatch.
  void take(Json steps);
};

/// Makes the call of a step.
Result call(Case& run, std::string_view name, Json args);

}  // namespace porto::conformance
