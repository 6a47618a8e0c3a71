// See scene.hpp.
#include "faults/calls/scene.hpp"

namespace porto::testing {
namespace {

Calls calls_of_status() {
  constexpr bool never = false;
  return {
      {"porto_version_text", [](Scene&) { return porto_version_text() ? 0 : -1; }, 0, never},
      {"porto_version_number", [](Scene&) { return porto_version_number() ? 0 : -1; }, 0, never},
      {"porto_source_id", [](Scene&) { return porto_source_id() ? 0 : -1; }, 0, never},
      {"porto_status_name", [](Scene&) { return porto_status_name(-100) ? 0 : -1; }, 0, never},
      {"porto_error_code", [](Scene& s) { return porto_error_code(s.error); }, PORTO_E_INVALID,
       never},
      {"porto_error_message", [](Scene& s) { return porto_error_message(s.error) ? 0 : -1; }, 0,
       never},
      {"porto_error_where", [](Scene& s) { return porto_error_where(s.error) ? 0 : -1; }, 0, never},
      {"porto_error_system_errno", [](Scene& s) { return porto_error_system_errno(s.error); }, 0,
       never},
      {"porto_error_sqlite_code", [](Scene& s) { return porto_error_sqlite_code(s.error); }, 0,
       never},
      {"porto_error_committed",
       [](Scene& s) { return static_cast<int32_t>(porto_error_committed(s.error)); }, 0, never},
      {"porto_error_free",
       [](Scene& s) {
         porto_error_free(std::exchange(s.error, nullptr));
         return 0;
       },
       0, never},
  };
}

Calls calls_of_text() {
  return {
      {"porto_time_parse",
       [](Scene& s) {
         int64_t time = 0;
         return porto_time_parse(TEXT(s, "text", "2025-02-03T10:00:00Z"), &time, &s.err);
       }},
      {"porto_month_parse",
       [](Scene& s) {
         int32_t month = 0;
         return porto_month_parse(TEXT(s, "text", "2025-02"), &month, &s.err);
       }},
      {"porto_format_parse",
       [](Scene& s) {
         int32_t format = 0;
         return porto_format_parse(TEXT(s, "name", "csv"), &format, &s.err);
       }},
      {"porto_format_name", [](Scene&) { return porto_format_name(1) ? 0 : -1; }, 0, false},
  };
}

int32_t write_rows(Scene& s, int32_t format) {
  porto_rows_rewind(s.lines);
  return porto_rows_write(s.lines, format, nullptr, take, nullptr, &s.err);
}

int32_t on_first_row(Scene& s) {
  porto_rows_rewind(s.lines);
  return porto_rows_next(s.lines, &s.err);
}

// A NULL for want of memory: there is a row, and the cell has a text.
int32_t status_of(const char* text) { return text ? PORTO_OK : PORTO_E_OUT_OF_MEMORY; }

Calls calls_of_rows() {
  return {
      {"porto_rows_column_count",
       [](Scene& s) { return porto_rows_column_count(s.lines) > 0 ? 0 : -1; }, 0, false},
      {"porto_rows_column_name",
       [](Scene& s) { return porto_rows_column_name(s.lines, 0) ? 0 : -1; }, 0, false},
      {"porto_rows_column_type",
       [](Scene& s) { return porto_rows_column_type(s.lines, 0) > 0 ? 0 : -1; }, 0, false},
      {"porto_rows_count", [](Scene& s) { return porto_rows_count(s.lines) > 0 ? 0 : -1; }, 0,
       false},
      {"porto_rows_decimals",
       [](Scene& s) {
         int32_t decimals = 0;
         const int32_t status = on_first_row(s);
         return status == PORTO_OK ? porto_rows_decimals(s.lines, 0, &decimals, &s.err) : status;
       }},
      {"porto_rows_find_column",
       [](Scene& s) {
         uint32_t column = 0;
         return porto_rows_find_column(s.lines, TEXT(s, "name", "net_amount"), &column, &s.err);
       }},
      {"porto_rows_next", on_first_row},
      {"porto_rows_text",
       [](Scene& s) {
         const int32_t status = on_first_row(s);
         return status == PORTO_OK ? status_of(porto_rows_text(s.lines, 0, nullptr)) : status;
       }},
      {"porto_rows_shown",
       [](Scene& s) {
         const int32_t status = on_first_row(s);
         return status == PORTO_OK ? status_of(porto_rows_shown(s.lines, 0, nullptr)) : status;
       }},
      {"porto_rows_int64",
       [](Scene& s) {
         uint32_t column = 0;
         int64_t value = 0;
         const int32_t status = on_first_row(s);
         if (status != PORTO_OK) return status;
         if (porto_rows_find_column(s.lines, "net_amount", PORTO_NTS, &column, nullptr) != PORTO_OK)
           return static_cast<int32_t>(PORTO_E_OUT_OF_MEMORY);
         return porto_rows_int64(s.lines, column, &value, &s.err);
       }},
      {"porto_rows_write", [](Scene& s) { return write_rows(s, PORTO_FORMAT_TABLE); }},
      {"porto_rows_write", [](Scene& s) { return write_rows(s, PORTO_FORMAT_CSV); }},
      {"porto_rows_write", [](Scene& s) { return write_rows(s, PORTO_FORMAT_JSON); }},
      {"porto_rows_write",
       [](Scene& s) {
         porto_output_options options = PORTO_OUTPUT_OPTIONS_INIT;
         options.csv = s.bytes("options.csv", "excel-sv");
         options.csv_len = s.length("options.csv");
         porto_rows_rewind(s.lines);
         return porto_rows_write(s.lines, PORTO_FORMAT_CSV, &options, take, nullptr, &s.err);
       }},
      {"porto_rows_write_joined",
       [](Scene& s) {
         porto_rows_rewind(s.lines);
         return porto_rows_write_joined(&s.lines, 1, PORTO_FORMAT_JSON, nullptr, take, nullptr,
                                        &s.err);
       }},
      {"porto_rows_where",
       [](Scene& s) {
         return porto_rows_where(s.lines, TEXT(s, "column", "kind"), TEXT(s, "is", "usage"), &s.out,
                                 &s.err);
       }},
      {"porto_rows_rewind",
       [](Scene& s) {
         porto_rows_rewind(s.lines);
         return 0;
       },
       0, false},
      {"porto_rows_close",
       [](Scene& s) {
         porto_rows_close(std::exchange(s.lines, nullptr));
         return 0;
       },
       0, false},
  };
}

}  // namespace

Calls calls_of_values() {
  Calls all = calls_of_status();
  for (const Calls& more : {calls_of_text(), calls_of_rows()})
    all.insert(all.end(), more.begin(), more.end());
  return all;
}

}  // namespace porto::testing
