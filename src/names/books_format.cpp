// Names of the formats of books, as options have them.
#include "base/text.hpp"
#include "names/table.hpp"
#include "porto/books.hpp"
#include "porto/error.hpp"

namespace porto {

using namespace internal;

namespace {

constexpr Name<BooksFormat> books_formats[] = {
    {BooksFormat::rows, "rows"},
    {BooksFormat::sie, "sie"},
    {BooksFormat::ubl, "ubl"},
};

}  // namespace

const char* to_string(BooksFormat format) noexcept { return name_of(format, books_formats); }

BooksFormat parse_books_format(std::string_view name) {
  if (const auto format = value_of(name, books_formats)) return *format;
  throw Error(ErrorCode::invalid_argument,
              in_quotes(name) + " is no format of books; it is " + choices_of(books_formats),
              "format");
}

}  // namespace porto
