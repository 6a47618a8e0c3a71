// The rejects files (ImportOptions::rejects): every row that an import refused or found in
// conflict, in the format of its file, so that it can be imported again once it is corrected.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "metering/rejects_file.hpp"
#include "porto/import.hpp"
#include "records/csv/records.hpp"

namespace porto::internal {

/// How an input's rows are kept.
struct RejectsLayout {
  std::string_view format;         ///< the name of the input's format
  std::optional<CsvLayout> table;  ///< of CSV; not set: a row is a line
  friend bool operator==(const RejectsLayout&, const RejectsLayout&) = default;
};

/// Rows of CSV are kept under the header of their file, behind the columns of
/// records/csv/rejects_columns.hpp, which say what is wrong with each. Other rows are kept a line
/// each, and what is wrong with them in a file beside it, of the same name and ".reasons.csv". Rows
/// of another layout than the first get a file of their own: of rejects.csv, rejects-2.csv, and so
/// on.
class Rejects {
 public:
  /// `marked`: files of lines begin with the mark of UTF-8, since their inputs are declared to be
  /// in another encoding. Errors as of RejectsFile, for the first file.
  Rejects(std::string path, std::span<const ImportInput> inputs, bool marked);
  /// The layouts of the inputs, by index; to be called before the first row is added. Error
  /// conflict if one of the files that may be needed is there already.
  void expect(const std::vector<RejectsLayout>& layouts);

  /// A row of an input. Error io.
  void add(const RejectedRow& row, std::size_t input);
  /// Writes what is still held back. To be called after the import: only then is it known that the
  /// files are complete. Error io.
  void finish();
  /// Which files there are, if there are more than the one that was named.
  std::vector<std::string> notices() const;

 private:
  struct Kept {
    RejectsLayout layout;
    std::string example;  // the input that its first row is of
    std::optional<RejectsFile> rows;
    std::optional<RejectsFile> reasons;
    std::uint64_t lines = 0;
  };

  Kept& kept_for(const RejectedRow& row, std::size_t input);
  std::string numbered(std::size_t number) const;
  static void add_record(Kept& kept, const RejectedRow& row);
  static void add_line(Kept& kept, const RejectedRow& row);

  std::string path_;
  std::span<const ImportInput> inputs_;
  bool marked_;
  std::vector<RejectsLayout> layouts_;  // by input
  std::optional<RejectsFile> first_;    // until a row needs it
  std::vector<Kept> kept_;              // in the order of their first rows
};

}  // namespace porto::internal
