// The output formats. A new one is a row of this table, a file with its two writers, and its number
// in porto.h.
#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "porto/error.hpp"
#include "porto/output.hpp"

namespace porto {

using namespace internal;

// Each in the file of its format.
namespace internal {
void write_table(std::span<Rows* const> lists, const OutputOptions& options, const Sink& sink);
void write_csv(std::span<Rows* const> lists, const OutputOptions& options, const Sink& sink);
void write_json(std::span<Rows* const> lists, const OutputOptions& options, const Sink& sink);
void write_html(std::span<Rows* const> lists, const OutputOptions& options, const Sink& sink);
void write_table_stream(const RowStream& stream, const OutputOptions& options, const Sink& sink);
void write_csv_stream(const RowStream& stream, const OutputOptions& options, const Sink& sink);
void write_json_stream(const RowStream& stream, const OutputOptions& options, const Sink& sink);
void write_html_stream(const RowStream& stream, const OutputOptions& options, const Sink& sink);
void write_table_statement(const Statement&, const std::string& library_version,
                           const OutputOptions&, const Sink&);
void write_csv_statement(const Statement&, const std::string& library_version, const OutputOptions&,
                         const Sink&);
void write_json_statement(const Statement&, const std::string& library_version,
                          const OutputOptions&, const Sink&);
void write_html_statement(const Statement&, const std::string& library_version,
                          const OutputOptions&, const Sink&);
}  // namespace internal

namespace {

constexpr OutputFormat formats[] = {
    {1, "table", write_table, write_table_stream, write_table_statement},
    {2, "csv", write_csv, write_csv_stream, write_csv_statement},
    {3, "json", write_json, write_json_stream, write_json_statement},
    {4, "html", write_html, write_html_stream, write_html_statement},
};

std::string names_of_formats() {
  std::string names;
  for (const OutputFormat& format : formats)
    names.append(names.empty() ? "" : ", ").append(format.name);
  return names;
}

bool same_columns(const Rows& a, const Rows& b) {
  return std::ranges::equal(a.columns(), b.columns(), [](const Column& one, const Column& other) {
    return std::string_view(one.name) == other.name;
  });
}

}  // namespace

std::span<const OutputFormat> output_formats() noexcept { return formats; }

const OutputFormat& output_format(std::string_view name) {
  for (const OutputFormat& format : formats)
    if (format.name == name) return format;
  throw Error(ErrorCode::invalid_argument,
              "there is no output format " + in_quotes(name) + "; there are " + names_of_formats(),
              "format");
}

const OutputFormat& output_format(int number) {
  for (const OutputFormat& format : formats)
    if (format.number == number) return format;
  throw Error(ErrorCode::invalid_argument,
              "format: " + std::to_string(number) + " is no format; use a PORTO_FORMAT_ value",
              "format");
}

void write(Rows& rows, const OutputFormat& format, const Sink& sink, const OutputOptions& options) {
  Rows* const list = &rows;
  write({&list, 1}, format, sink, options);
}

void write(std::span<Rows* const> lists, const OutputFormat& format, const Sink& sink,
           const OutputOptions& options) {
  check(options.csv);
  for (const Rows* list : lists)
    if (!same_columns(*list, *lists.front()))
      throw Error(ErrorCode::invalid_argument, "the lists to be joined have different columns",
                  "lists");
  format.write_rows(lists, options, sink);
}

void write(const RowStream& stream, const OutputFormat& format, const Sink& sink,
           const OutputOptions& options) {
  check(options.csv);
  format.write_stream(stream, options, sink);
}

void write(const Statement& statement, const OutputFormat& format,
           const std::string& library_version, const Sink& sink, const OutputOptions& options) {
  check(options.csv);
  format.write_statement(statement, library_version, options, sink);
}

std::string to_text(Rows rows, const OutputFormat& format, const OutputOptions& options) {
  std::string text;
  write(
      rows, format, [&](std::string_view bytes) { text += bytes; }, options);
  return text;
}

}  // namespace porto
