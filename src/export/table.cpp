// A table for people: columns as wide as their widest cell, two spaces apart, under a header and a
// rule. It may change between versions; programs read CSV or JSON.
#include <string>
#include <vector>

#include "export/statement.hpp"
#include "export/table_layout.hpp"
#include "porto/output.hpp"

namespace porto::internal {

namespace {

void write_one(Rows& rows, const OutputOptions& options, const Sink& sink) {
  TableLayout table(rows.columns(), rows.zone(), options.table_width);
  for (Rows ahead = rows; ahead.next();) table.measure(ahead.cells());
  table.fit(true);
  table.write_header(sink);
  while (rows.next()) table.write_row(rows.cells(), sink);
}

void write_documents(Rows rows, const Sink& sink) {
  while (rows.next()) {
    const std::string document = rows.cells()[2].value_or("");
    sink("===== " + *rows.cells()[0] + ", version " + *rows.cells()[1] + " =====\n" + document);
    if (!document.ends_with('\n')) sink("\n");
  }
}

void write_part(StatementPart part, const OutputOptions& options, const Sink& sink) {
  sink(std::string(part.title) + "\n\n");
  const std::string_view name = part.name;
  if (name == "documents") return write_documents(part.rows, sink);
  if (name != "statement") return write_one(part.rows, options, sink);
  Rows values = values_of(std::move(part));
  write_one(values, options, sink);
}

}  // namespace

void write_table(std::span<Rows* const> lists, const OutputOptions& options, const Sink& sink) {
  bool first = true;
  for (Rows* rows : lists) {
    if (!first) sink("\n");
    write_one(*rows, options, sink);
    first = false;
  }
}

// A row that came between the two walks may be unlike the others, and wider.
void write_table_stream(const RowStream& stream, const OutputOptions& options, const Sink& sink) {
  TableLayout table(stream.columns, stream.zone.get(), options.table_width);
  stream.each([&](const std::vector<Cell>& cells) { table.measure(cells); });
  table.fit(false);
  table.write_header(sink);
  stream.each([&](const std::vector<Cell>& cells) { table.write_row(cells, sink); });
}

// One part after the other, with the tariff documents as they were added.
void write_table_statement(const Statement& statement, const std::string& library_version,
                           const OutputOptions& options, const Sink& sink) {
  bool first = true;
  for (StatementPart& part : parts_of(statement, library_version)) {
    if (Rows ahead = part.rows; !ahead.next()) continue;
    if (!first) sink("\n");
    write_part(std::move(part), options, sink);
    first = false;
  }
}

}  // namespace porto::internal

namespace porto {

std::string shown(const Rows& rows, std::size_t column) {
  if (column >= rows.cells().size()) return {};
  return internal::shown_cell(rows.cells()[column], rows.columns()[column], rows.zone());
}

}  // namespace porto
