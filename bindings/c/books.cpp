// Section "Books" of porto.h.
#include "porto/books.hpp"

#include <string>
#include <utility>
#include <vector>

#include "handles.hpp"
#include "porto/rows.hpp"

using namespace porto::c;

namespace {

porto::BooksOptions read_books_options(const porto_books_options* options) {
  const auto read = read_needed_options(options);
  porto::BooksOptions how;
  const std::string_view format = text(read.format, read.format_len, "options.format");
  how.format = read_at("options.format", [&] { return porto::parse_books_format(format); });
  if (const auto books = optional_bytes(read.books, read.books_len, "options.books"))
    how.books = *books;
  if (read.file_name)
    how.file_name = read_at("options.file_name",
                            [&] { return document_name(read.file_name, read.file_name_len); });
  check_reserved(read.reserved, "options");
  if (read.issued_yyyymmdd != 0) how.issued = day(read.issued_yyyymmdd, "options.issued_yyyymmdd");
  const bool needs_time = how.format != porto::BooksFormat::rows && !how.issued;
  if (needs_time || read.now_unix_us != 0)
    how.at = needed_time(read.now_unix_us, "options.now_unix_us");
  how.allow_far = read.allow_far != 0;
  how.dry_run = read.dry_run != 0;
  return how;
}

// The first that is not wanted is the last that is given.
void give_files(const porto_books_options* options, const std::vector<porto::BooksFile>& files) {
  const auto read = read_needed_options(options);
  if (!read.on_file) return;
  for (const porto::BooksFile& file : files)
    if (read.on_file(read.user, file.name.data(), file.name.size(), file.content.data(),
                     file.content.size()) != 0)
      throw porto::Error(porto::ErrorCode::cancelled,
                         "the callback that takes files stopped the export; numbers of invoices "
                         "are stored, and the same export goes on from there",
                         "options.on_file");
}

}  // namespace

int32_t porto_books_export(porto_ledger* ledger, int32_t month_yyyymm,
                           const porto_books_options* options, porto_rows** out,
                           porto_rows** notices, porto_error** err) {
  return guard(err, [&] {
    RowsOut rows(out);
    RowsOut told(notices);
    given(out, "out");
    porto::Ledger& open = ledger_of(ledger);
    const porto::Month of = month(month_yyyymm, "month_yyyymm");
    const porto::BooksOptions how = read_books_options(options);
    rows.make();
    told.make();
    const InCallback busy(*ledger);
    porto::BooksExport made = open.export_books(of, how);
    if (told.wanted()) told.put(porto::notices_of(made));
    rows.put(how.format == porto::BooksFormat::rows ? porto::rows_of(std::move(made.rows))
                                                    : porto::rows_of(std::move(made.invoices)));
    give_files(options, made.files);
    rows.give();
    told.give();
    return PORTO_OK;
  });
}
