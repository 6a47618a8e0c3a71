// Standard output: data and nothing else, in the chosen form, with every write error noticed.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "capi.hpp"

namespace porto_cli {

class Workbook;

class Output {
 public:
  Output();
  ~Output();

  /// From now on results are sheets of a spreadsheet file, which has this name, whatever their
  /// form. It is written by finish().
  void become_workbook(const std::string& name);
  bool is_workbook() const noexcept { return !workbook_name_.empty(); }
  /// Throws Failure if this is a workbook: `what` is no list of rows.
  void refuse_workbook(const std::string& what) const;

  /// How rows are written; what it points to must live as long.
  void set_options(const porto_output_options& options) { options_ = options; }
  const porto_output_options& options() const noexcept { return options_; }
  /// Characters in a line of the terminal that standard output is; 0 if it is none.
  std::size_t room() const noexcept { return options_.table_width; }

  /// Bytes as they are. A write error is kept for finish().
  void text(std::string_view bytes);
  /// A result in a form. `part` says which one it is, where a command has several.
  void rows(const Rows& rows, porto_format format, const std::string& part = {});
  /// Several results with the same columns as one: one header, one array. Tables are set apart by
  /// an empty line.
  void joined(const std::vector<Rows>& parts, porto_format format);
  /// The same of rows that have their totals among them: a spreadsheet adds up nothing.
  void rows_with_totals(const Rows& rows, porto_format format);
  void joined_with_totals(const std::vector<Rows>& parts, porto_format format);
  /// In a workbook: more rows of the result before, or the first ones.
  void continue_sheet(const Rows& more);
  /// Pushes what was written towards its reader, so that it stands before what follows on standard
  /// error.
  void flush();
  /// Whether something could not be written, so that more is in vain.
  bool has_failed() const { return error_ != 0; }
  /// Writes what is left. Returns errno of the first write that failed, 0 if none did. Throws
  /// Failure if there is no workbook.
  int finish();
  /// What a reader of what was written must know; empty if nothing.
  std::string note() const;

 private:
  void write(const std::vector<porto_rows*>& results, porto_format format,
             const std::string& part = {}, bool has_totals = false);

  porto_output_options options_ = PORTO_OUTPUT_OPTIONS_INIT;
  std::string workbook_name_;           ///< empty: this is none
  std::unique_ptr<Workbook> workbook_;  ///< once there is a result
  int error_ = 0;                       ///< errno of the first write that failed
};

}  // namespace porto_cli
