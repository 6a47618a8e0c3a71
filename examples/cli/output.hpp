// Standard output: data and nothing else, in the chosen form, with every write error noticed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "capi.hpp"

namespace porto_cli {

class Output {
 public:
  /// Bytes as they are. A write error is kept for finish().
  void text(std::string_view bytes);
  /// A result in a form.
  void rows(const Rows& rows, porto_format format);
  /// Several results with the same columns as one: one header, one array. Tables are set apart by
  /// an empty line.
  void joined(const std::vector<Rows>& parts, porto_format format);
  /// Pushes what was written towards its reader, so that it stands before what follows on standard
  /// error.
  void flush();
  /// Whether something could not be written, so that more is in vain.
  bool has_failed() const { return error_ != 0; }
  /// Writes what is left. Returns errno of the first write that failed, 0 if none did.
  int finish();

 private:
  void write(porto_rows* const* results, std::size_t count, porto_format format);

  int error_ = 0;  ///< errno of the first write that failed
};

}  // namespace porto_cli
