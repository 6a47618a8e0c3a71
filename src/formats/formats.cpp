// The table of input formats, and how the format of a file is found.
#include <algorithm>

#include "base/text.hpp"
#include "formats/csv_map.hpp"
#include "formats/empty_log.hpp"
#include "formats/no_text.hpp"
#include "formats/reader.hpp"
#include "porto/error.hpp"
#include "records/csv/records.hpp"
#include "records/json/head.hpp"
#include "records/json/unwrap.hpp"
#include "records/json/value.hpp"

namespace porto::internal {

// Each is defined in the file of its name.
extern const Format ndjson_format, mailgun_format, cloudevents_format, lago_format, ses_format,
    sendgrid_format, postmark_format, mailjet_format, brevo_format, azure_format,
    message_trace_format, postfix_format, exim_format, monthly_format, csv_format;

std::span<const Format> formats() {
  static const std::array table = {
      ndjson_format,        mailgun_format,  cloudevents_format, lago_format,    ses_format,
      sendgrid_format,      postmark_format, mailjet_format,     brevo_format,   azure_format,
      message_trace_format, postfix_format,  exim_format,        monthly_format, csv_format};
  return table;
}

namespace {

constexpr std::size_t head_bytes = 64 * 1024;

std::string names_of_formats() {
  std::string names;
  for (const Format& format : formats())
    names += (names.empty() ? "" : ", ") + std::string(format.name);
  return names;
}

const Format& named(const std::string& name) {
  for (const Format& format : formats())
    if (format.name == name) return format;
  throw Error(ErrorCode::invalid_argument,
              "unknown input format " + in_quotes(name) + "; use auto, " + names_of_formats(),
              "format");
}

struct Candidates {
  const Format* sure = nullptr;
  const Format* possible = nullptr;
};

// What formats a file may be of that begins so.
Candidates candidates(std::string_view head, const Lines& lines) {
  Candidates found;
  for (const Format& format : formats()) {
    const Match match = format.detect(head);
    if (match == Match::maybe && found.possible == nullptr) found.possible = &format;
    if (match != Match::yes) continue;
    if (found.sure != nullptr)
      throw Error(ErrorCode::bad_input,
                  "the file can be " + std::string(found.sure->name) + " or " +
                      std::string(format.name) + "; say which: --format " +
                      std::string(found.sure->name) + " or --format " + std::string(format.name),
                  lines.path() + ":1");
    found.sure = &format;
  }
  return found;
}

[[noreturn]] void refuse_unknown(const Lines& lines) {
  std::string_view bytes = lines.unread();
  bytes.remove_prefix(std::min(bytes.find_first_not_of(json_blanks), bytes.size()));
  throw Error(ErrorCode::bad_input,
              "cannot tell what format this is, it starts with " +
                  in_quotes(bytes.substr(0, bytes.find('\n'))) +
                  "; say which it is (--format NAME: " + names_of_formats() + ")",
              lines.path() + ":1");
}

const Format& detected(const Lines& lines, const ImportOptions& options) {
  if (!options.map.empty())  // only CSV has one, and only monthly counts have months
    return column_map(options).has(Column::month) ? monthly_format : csv_format;
  const Candidates found = candidates(lines.unread(), lines);
  if (found.sure != nullptr) return *found.sure;
  if (JsonHead(lines.unread()).is_json()) {
    const UnwrappedHead head = unwrapped_head(lines.unread());
    if (head.empty) return ndjson_format;  // no records: any format of JSON will do
    const Candidates inside = candidates(head.text, lines);
    if (inside.sure != nullptr) return *inside.sure;
    if (inside.possible != nullptr) return *inside.possible;
  }
  if (found.possible != nullptr) return *found.possible;
  refuse_unknown(lines);
}

// Reads the start of the file, by which its format is told. A pipe gives what it has, with at least
// one line that is not blank, since more may come much later; more is read only inside a JSON
// document.
void fill_head(Lines& lines) {
  if (!lines.reopens()) {
    std::size_t begin = 0;
    std::size_t end = lines.line_end(0);
    const auto line = [&] { return lines.unread().substr(begin, end - begin); };
    const auto says_nothing = [&] {
      return line().find_first_not_of(json_blanks) == line().npos ||
             separator_of(without_line_end(line())) != '\0';
    };
    while (end != begin && end < head_bytes && says_nothing()) {
      begin = end;
      end = lines.line_end(begin);
    }
    std::string_view first = line();
    first.remove_prefix(std::min(first.find_first_not_of(json_blanks), first.size()));
    first = first.substr(0, first.find_last_not_of(json_blanks) + 1);
    if (!first.starts_with('{') && !first.starts_with('[')) return;
    if (first.ends_with('}') || first.ends_with(']')) return;
  }
  lines.fill(head_bytes);
}

Lines open_lines(const ImportInput& input, const ReaderOptions& options) {
  Lines lines(input, options.chunk_bytes, declared_encoding(options.import, options.rows),
              options.stop, options.digest);
  fill_head(lines);
  lines.drop_marks();
  if (const char* what = what_is_no_text(lines.unread()))
    throw Error(ErrorCode::bad_input, std::string("the file is ") + what, input.name + ":1");
  return lines;
}

}  // namespace

Lines open_text(const ImportInput& input, const ReaderOptions& options) {
  Lines lines = open_lines(input, options);
  if (lines.unread().empty()) refuse_empty(input.name);
  return lines;
}

void refuse_empty(const std::string& path) {
  throw Error(ErrorCode::bad_input, "the file is empty; it needs a header and rows, or JSON lines",
              path + ":1");
}

std::unique_ptr<Reader> open_reader(const ImportInput& input, const ReaderOptions& options) {
  const Format* format = options.import.format == "auto" ? nullptr : &named(options.import.format);
  Lines lines = open_lines(input, options);
  if (lines.unread().empty()) {
    const bool may_be_log = format == nullptr ? options.empty_log : format->is_log;
    if (!may_be_log) refuse_empty(input.name);
    std::unique_ptr<Reader> reader = open_empty_log(std::move(lines));
    reader->source = default_source;
    if (format != nullptr) reader->format = format->name;
    return reader;
  }
  if (format == nullptr) format = &detected(lines, options.import);
  if (!options.import.map.empty() && format->name != csv_format.name &&
      format->name != monthly_format.name)
    throw Error(ErrorCode::invalid_argument,
                "the format " + std::string(format->name) +
                    " has columns of its own; a column map is for csv and monthly",
                "map");
  std::unique_ptr<Reader> reader = format->open(std::move(lines), options);
  reader->format = format->name;
  if (reader->source.empty()) reader->source = options.import.source;
  if (reader->source.empty())
    reader->source = reader->counting().empty() ? default_source : format->name;
  return reader;
}

}  // namespace porto::internal
