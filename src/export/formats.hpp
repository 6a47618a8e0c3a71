// The formats that any list can be written in, one file each. All are byte-stable, end every line
// with LF and are written row by row.
#pragma once

#include <functional>
#include <string_view>

#include "export/rows.hpp"

namespace porto {

/// Takes output, a row or less at a time. Throws to stop the work.
using Sink = std::function<void(std::string_view)>;

/// Each writes the rows that are left, and what frames them also if there are none.
/// Aligned columns for people: numbers to the right, no control characters, absent cells blank.
void write_table(Rows& rows, const Sink& sink);
/// RFC 4180 with a header, comma and LF. Absent cells are empty.
void write_csv(Rows& rows, const Sink& sink);
/// An array of objects, an object a line. Numbers are strings, since readers make doubles of the
/// others; absent cells are null.
void write_json(Rows& rows, const Sink& sink);

}  // namespace porto
