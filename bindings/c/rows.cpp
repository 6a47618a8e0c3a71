// Section "Rows" of porto.h: the cursor, and writing what is left of it in a format.
#include <algorithm>
#include <list>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "handles.hpp"
#include "output_options.hpp"
#include "porto/output.hpp"
#include "writer.hpp"

using namespace porto::c;

namespace {

// The cell of the row the cursor is on; null if there is none.
const porto::Cell* cell_of(const porto_rows* rows, uint32_t column) {
  if (!rows || column >= rows->rows.cells().size()) return nullptr;
  return &rows->rows.cells()[column];
}

// Refuses a cell that is not there.
void check_cell(const porto_rows* rows, uint32_t column) {
  const porto::Cell* cell = cell_of(rows, column);
  if (!cell || !*cell)
    throw porto::Error(porto::ErrorCode::not_found,
                       "there is no cell: it is absent, or there is no such column or no row",
                       "column");
}

static_assert(static_cast<int>(porto::ColumnType::text) == PORTO_COLUMN_TEXT);
static_assert(static_cast<int>(porto::ColumnType::integer) == PORTO_COLUMN_INTEGER);
static_assert(static_cast<int>(porto::ColumnType::decimal) == PORTO_COLUMN_DECIMAL);
static_assert(static_cast<int>(porto::ColumnType::money) == PORTO_COLUMN_MONEY);
static_assert(static_cast<int>(porto::ColumnType::quantity) == PORTO_COLUMN_QUANTITY);
static_assert(static_cast<int>(porto::ColumnType::time) == PORTO_COLUMN_TIME);
static_assert(static_cast<int>(porto::ColumnType::month) == PORTO_COLUMN_MONTH);
static_assert(static_cast<int>(porto::ColumnType::day) == PORTO_COLUMN_DAY);
static_assert(static_cast<int>(porto::ColumnType::month_or_day) == PORTO_COLUMN_MONTH_OR_DAY);

}  // namespace

uint32_t porto_rows_column_count(const porto_rows* rows) {
  return rows ? static_cast<uint32_t>(rows->rows.columns().size()) : 0;
}

const char* porto_rows_column_name(const porto_rows* rows, uint32_t column) {
  return column < porto_rows_column_count(rows) ? rows->rows.columns()[column].name : nullptr;
}

int32_t porto_rows_column_type(const porto_rows* rows, uint32_t column) {
  if (column >= porto_rows_column_count(rows)) return 0;
  return static_cast<int32_t>(rows->rows.columns()[column].type);
}

uint64_t porto_rows_count(const porto_rows* rows) { return rows ? rows->rows.count() : 0; }

int32_t porto_rows_find_column(const porto_rows* rows, const char* name, size_t name_len,
                               uint32_t* column, porto_error** err) {
  return guard(err, [&] {
    const std::vector<porto::Column>& columns = given(rows, "rows").rows.columns();
    const std::string_view wanted = text(name, name_len, "name");
    given(column, "column");
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const auto& candidate) {
      return candidate.name == wanted;
    });
    if (found == columns.end())
      throw porto::Error(porto::ErrorCode::not_found,
                         "these rows have no column " + porto::internal::in_quotes(wanted), "name");
    *column = static_cast<uint32_t>(found - columns.begin());
    return PORTO_OK;
  });
}

int32_t porto_rows_next(porto_rows* rows, porto_error** err) {
  return guard(err, [&] { return rows_of_handle(rows, "rows").next() ? PORTO_OK : PORTO_DONE; });
}

const char* porto_rows_text(const porto_rows* rows, uint32_t column, size_t* text_len) {
  const porto::Cell* cell = cell_of(rows, column);
  if (!cell || !*cell) return nullptr;
  if (text_len) *text_len = (*cell)->size();
  return (*cell)->c_str();
}

const char* porto_rows_shown(porto_rows* rows, uint32_t column, size_t* text_len) {
  const porto::Cell* cell = cell_of(rows, column);
  if (!cell || !*cell) return nullptr;
  try {
    rows->shown = porto::shown(rows->rows, column);
  } catch (...) {
    return nullptr;  // no memory
  }
  if (text_len) *text_len = rows->shown.size();
  return rows->shown.c_str();
}

int32_t porto_rows_int64(const porto_rows* rows, uint32_t column, int64_t* value,
                         porto_error** err) {
  return guard(err, [&] {
    given(rows, "rows");
    given(value, "value");
    check_cell(rows, column);
    *value = rows->rows.whole(column).value();
    return PORTO_OK;
  });
}

int32_t porto_rows_decimals(const porto_rows* rows, uint32_t column, int32_t* decimals,
                            porto_error** err) {
  return guard(err, [&] {
    given(rows, "rows");
    given(decimals, "decimals");
    check_cell(rows, column);
    *decimals = rows->rows.decimals(column);
    return PORTO_OK;
  });
}

int32_t porto_rows_where(const porto_rows* rows, const char* column, size_t column_len,
                         const char* is, size_t is_len, porto_rows** out, porto_error** err) {
  return guard_new(err, out, [&] {
    return given(rows, "rows")
        .rows.where(text(column, column_len, "column"), optional_id(is, is_len, "is"));
  });
}

int32_t porto_format_parse(const char* name, size_t name_len, int32_t* format, porto_error** err) {
  return guard(err, [&] {
    const porto::OutputFormat& known = porto::output_format(text(name, name_len, "name"));
    given(format, "format") = known.number;
    return PORTO_OK;
  });
}

const char* porto_format_name(int32_t format) {
  for (const porto::OutputFormat& known : porto::output_formats())
    if (known.number == format) return known.name;
  return nullptr;
}

int32_t porto_rows_write(porto_rows* rows, int32_t format, const porto_output_options* options,
                         porto_write_fn write, void* user, porto_error** err) {
  return guard(err, [&] {
    porto::Rows& left = rows_of_handle(rows, "rows");
    const porto::OutputOptions how = read_output_options(options);
    Writer out(write, user);
    const InCallback busy(*rows);
    porto::write(left, porto::output_format(format), out.sink(), how);
    out.finish();
    return PORTO_OK;
  });
}

int32_t porto_rows_write_joined(porto_rows* const* results, size_t count, int32_t format,
                                const porto_output_options* options, porto_write_fn write,
                                void* user, porto_error** err) {
  return guard(err, [&] {
    std::vector<porto::Rows*> left;
    const porto::OutputOptions how = read_output_options(options);
    if (count > 0) given(results, "results");
    for (size_t i = 0; i < count; ++i)
      left.push_back(&rows_of_handle(results[i], "results[" + std::to_string(i) + "]"));
    Writer out(write, user);
    std::list<InCallback<porto_rows>> busy;
    for (size_t i = 0; i < count; ++i) busy.emplace_back(*results[i]);
    porto::write(left, porto::output_format(format), out.sink(), how);
    out.finish();
    return PORTO_OK;
  });
}

void porto_rows_rewind(porto_rows* rows) {
  if (rows && !rows->in_callback) rows->rows.rewind();
}

void porto_rows_close(porto_rows* rows) {
  if (rows && !rows->in_callback) delete rows;
}
