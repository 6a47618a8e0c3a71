// The table of input formats, and how the format of a file is found.
#include <algorithm>

#include "base/text.hpp"
#include "metering/readers/reader.hpp"
#include "porto/error.hpp"

namespace porto {

std::span<const Format> formats() {
  static const std::array<Format, 2> table = {ndjson_format, csv_format};
  return table;
}

namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
constexpr std::size_t head_bytes = 64 * 1024;

struct Magic {
  std::string_view start;
  const char* what;
};
constexpr Magic not_text[] = {
    {"\xFF\xFE", "UTF-16 text; save it as UTF-8"},
    {"\xFE\xFF", "UTF-16 text; save it as UTF-8"},
    {"\x1F\x8B", "compressed with gzip; decompress it first (gzip -dc FILE | ... -)"},
    {"\x28\xB5\x2F\xFD", "compressed with zstd; decompress it first (zstd -dc FILE | ... -)"},
    {"PK\x03\x04", "a ZIP archive or a spreadsheet; export it as CSV in UTF-8"},
};

const Format& named(const std::string& name) {
  std::vector<std::string_view> names = {"auto"};
  for (const Format& format : formats()) {
    if (format.name == name) return format;
    names.push_back(format.name);
  }
  std::string message = "unknown input format " + in_quotes(name) + "; use";
  for (std::size_t i = 0; i < names.size(); ++i)
    message += (i == 0 ? " " : ", ") + std::string(names[i]);
  throw Error(ErrorCode::invalid_argument, message, "format");
}

const Format& detected(const Lines& lines) {
  for (const Format& format : formats())
    if (format.detect(lines.unread())) return format;
  std::string_view bytes = lines.unread();
  bytes.remove_prefix(std::min(bytes.find_first_not_of("\r\n"), bytes.size()));
  throw Error(ErrorCode::bad_input,
              "cannot tell what format this is, it starts with " +
                  in_quotes(bytes.substr(0, bytes.find('\n'))) +
                  "; CSV starts with the header event_id,company,occurred_at,quantity and NDJSON"
                  " with a {",
              lines.path() + ":1");
}

}  // namespace

std::unique_ptr<Reader> open_reader(const std::string& path, const ReaderOptions& options) {
  const Format* format = options.import.format == "auto" ? nullptr : &named(options.import.format);
  Lines lines(path, options.chunk_bytes);
  lines.fill(head_bytes);
  if (lines.unread().starts_with(utf8_mark)) lines.consume(utf8_mark.size());
  if (lines.unread().empty())
    throw Error(ErrorCode::bad_input,
                "the file is empty; it needs a header and rows, or JSON lines", path + ":1");
  for (const Magic& magic : not_text)
    if (lines.unread().starts_with(magic.start))
      throw Error(ErrorCode::bad_input, std::string("the file is ") + magic.what, path + ":1");
  if (format == nullptr) format = &detected(lines);
  return format->open(std::move(lines), options);
}

void refuse_long_line(Lines& lines, Row& row) {
  row.reason = "row is too long: a row may have " + std::to_string(max_row_bytes) +
               " bytes; only the first of them are kept here";
  row.bytes = lines.unread().substr(0, max_row_bytes);
  lines.skip_line();
}

}  // namespace porto
