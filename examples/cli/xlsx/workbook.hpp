// A spreadsheet file in the making: a sheet for each result of a command. The only folder that
// knows libxlsxwriter.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "capi.hpp"

namespace porto_cli {

class Workbook {
 public:
  Workbook();
  ~Workbook();
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  /// A sheet of results with the same columns, one below the other. Throws Failure, as do the
  /// others.
  /// `has_totals`: among the rows are their totals, so that nothing is to be summed up.
  void add_sheet(const std::string& name, const std::vector<porto_rows*>& parts, bool has_totals);
  /// More rows for the sheet that was added last.
  void add_rows(porto_rows* rows);
  /// Ends the file and gives all of its bytes. The same rows give the same bytes. Call it once.
  void write(const std::function<void(std::string_view)>& sink);
  /// What a reader of the file must know; empty if nothing.
  std::string note() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace porto_cli
