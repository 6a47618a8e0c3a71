// See log_reader.hpp.
#include "formats/log_reader.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "formats/company_from.hpp"
#include "formats/json_reader.hpp"
#include "formats/owner.hpp"
#include "porto/error.hpp"
#include "records/log/time.hpp"

namespace porto::internal {
namespace {

constexpr std::string_view nul("\0", 1);
constexpr std::size_t start_bytes = 64 * 1024;  // as much as the format is told by

}  // namespace

LogReader::LogReader(Lines lines, const ReaderOptions& options, std::string_view format_name)
    : options_(options.import),
      rule_(counting_rule(options.import, format_name, {"delivered"})),
      lines_(std::move(lines)),
      memory_(std::make_shared<LogMemory>()),
      clock_(options.import) {
  check_company_from(options.import, format_name);
}

void LogReader::join(std::shared_ptr<LogMemory> memory, std::uint32_t file) {
  memory_ = std::move(memory);
  at_ = {file, LogClock::no_place};
  clock_.count_years_from(memory_->first_day);
}

bool LogReader::next(Row& row) {
  while (take())
    if (read_record(row)) return true;
  finish();
  return false;
}

bool LogReader::take() {
  if (line_ == 0) begin();
  while (!record_ && !is_long_) {
    if (rest_.empty() && !take_line()) return false;
    if (is_long_) break;
    if (const LogLine line = take_record(); !line.bytes.empty()) record_ = line;
    if (record_) clock_.pass(record_->head.time);
  }
  return true;
}

// Goes on where the log's other files are.
void LogReader::begin() {
  clock_.go_on_from(memory_->moment);
  sent_before_ = memory_->sent_before;
}

std::int64_t LogReader::place() {
  at_.time = clock_.place();
  return at_.time;
}

bool LogReader::read_record(Row& row) {
  row.begin(line_);
  if (std::exchange(is_long_, false)) {
    refuse_long_line(lines_, row);
    return true;
  }
  return judge(*std::exchange(record_, std::nullopt), row);
}

// False at the end of the file.
bool LogReader::take_line() {
  const std::size_t length = lines_.line_end(0);
  if (length == 0) return false;
  ++line_;
  if (length > max_row_bytes) {
    is_long_ = true;
    return true;
  }
  rest_ = without_line_end(lines_.unread().substr(0, length));
  has_end_ = rest_.size() != length;
  lines_.consume(length);
  return true;
}

// The first line of the start of the file that has a time in front. More is read only of a pipe,
// and no more than a file's start.
LogReader::Beginning LogReader::beginning() {
  LogHeads heads;
  std::size_t end = 0;
  while (end < start_bytes) {
    const std::size_t begin = end;
    end = lines_.line_end(begin);
    if (end == begin) break;
    LogLine line{without_line_end(lines_.unread().substr(begin, end - begin)), {}, false};
    line.head = heads.read(line.bytes);
    if (line.head.time.empty() && !line.head.is_json)
      if (const std::size_t at = find_record(line); at != line.bytes.npos)
        line.head = heads.read(line.bytes.substr(at));
    if (!line.head.time.empty())
      return {std::string(line.head.time), std::string(line.head.host), std::string(line.bytes)};
  }
  return {};
}

// The next record of the line. NUL bytes, which a server that stopped has left, part records as
// line ends do; so does a head inside the line.
LogLine LogReader::take_record() {
  const std::size_t begin = std::min(rest_.find_first_not_of(nul), rest_.size());
  if (begin != 0) nul_.at(line_);
  rest_.remove_prefix(begin);
  LogLine line{rest_.substr(0, rest_.find(nul)), {}, false};
  line.open = !has_end_ || line.bytes.size() != rest_.size();
  if (line.bytes.empty()) return line;
  line.head = heads_.read(line.bytes);
  if (!line.head.is_json) part(line);
  if (line.head.has_mark) marked_.at(line_);
  rest_.remove_prefix(line.bytes.size());
  return line;
}

// Ends the line where the next record's head stands in it. What stands in front of the first head
// belongs to it: others than those that LogHeads knows put something there too.
void LogReader::part(LogLine& line) {
  std::size_t begin = 0;
  std::size_t at = find_record(line);
  if (at != rest_.npos && is_prefix(line.bytes.substr(0, at), line.head)) {
    begin = at;
    line.head = heads_.read(line.bytes.substr(begin));
    at = find_record(line);
  }
  if (at == rest_.npos) return;
  line.bytes = line.bytes.substr(0, at);
  line.head = heads_.read(line.bytes.substr(begin));
  line.open = true;
  joined_.at(line_);
}

// Where the head of another record is in a line.
std::size_t LogReader::find_record(const LogLine& line) {
  const std::string_view text = line.bytes;
  std::size_t from = 0;
  if (!line.head.time.empty() || is_of_format(line.head))
    from = static_cast<std::size_t>(line.head.text.data() - text.data());
  for (std::size_t at = find_log_time(text, from); at != text.npos;
       at = find_log_time(text, at + 1)) {
    const LogHead head = probe_.read(text.substr(at));
    if (!head.time.empty() && is_of_format(head)) return at;
  }
  return text.npos;
}

bool LogReader::is_prefix(std::string_view text, const LogHead& head) const {
  return text.ends_with(' ') && !is_of_format(head) && !says_sent(text, head);
}

bool LogReader::judge(const LogLine& line, Row& row) {
  row.bytes = line.bytes;
  const Is what = read(line, row);
  bool is_row = what == Is::delivery;
  if (!is_row) row.refusal = suspicion(line);
  if (row.refusal) is_row = true;
  if (what != Is::other || is_row) of_format_ = memory_->of_format = true;
  if (line.head.is_json && !line.head.is_broken) memory_->has_objects = true;
  sent_before_ = is_row && !row.refusal && row.not_counted.empty();
  memory_->sent_before = sent_before_;
  memory_->moment = clock_.moment();
  if (!is_row) note_skipped(line);
  return is_row;
}

void LogReader::note_skipped(const LogLine& line) {
  ++skipped_;
  const bool of_journal = line.bytes.starts_with("-- ");  // "-- Boot 1f2e --"
  if (line.head.time.empty() && !of_journal && !is_decoration(line.bytes)) without_time_.at(line_);
}

// Why a line that was not read is no line to pass over; or empty.
std::optional<Refusal> LogReader::suspicion(const LogLine& line) const {
  const LogHead& head = line.head;
  const bool sent = says_sent(line.bytes, head) || (head.is_json && says_sent(head.text, head));
  if (head.is_broken && (sent || memory_->has_objects || (line.open && memory_->of_format)))
    return Refusal{"log line is not JSON",
                   "it begins as an object, and is cut or is two; take the whole line from the"
                   " journal, each object on a line of its own"};
  if (sent)
    return Refusal{"log line is not understood",
                   "it says that a message was sent, but not where and when: in front must be the"
                   " time, perhaps the host, and the program, as syslog and journalctl -o short-iso"
                   " write them; put it right in a copy of the log, and import that"};
  if (head.has_no_text && is_of_format(head))
    return Refusal{"log line has no message",
                   "the journal left it out, since it is long; write it with"
                   " journalctl --all -o json"};
  if (sent_before_ && head.text.find("last message repeated ") != head.text.npos)
    return Refusal{"log line stands for others",
                   "syslog wrote that the message before it, which was sent, came again; have it"
                   " write each line ($RepeatedMsgReduction off), or correct the count"};
  if (line.open && memory_->of_format && may_be_cut(head)) return cut_line();
  return std::nullopt;
}

void LogReader::finish() const {
  if (!of_format_)
    throw Error(ErrorCode::bad_input,
                "no line of the file is of a log of the format " + std::string(format) +
                    ", nothing was read; is it another file, or another --format?",
                lines_.path() + ":1");
}

// Once a line, however often it happened there.
void LogReader::Told::at(std::uint64_t line) noexcept {
  if (line == last) return;
  if (lines++ == 0) first = line;
  last = line;
}

std::vector<std::string> LogReader::notices() const {
  std::vector<std::string> notices;
  const auto tell = [&](const Told& told, const std::string& one, const std::string& many) {
    if (told.lines == 0) return;
    notices.push_back(lines_.path() + ": " + std::to_string(told.lines) +
                      (told.lines == 1 ? " line " + one : " lines " + many) +
                      (told.lines == 1 ? " (line " : " (the first is line ") +
                      std::to_string(told.first) + ")");
  };
  if (skipped_ != 0)
    notices.push_back(lines_.path() + ": " + std::to_string(skipped_) +
                      (skipped_ == 1 ? " line is" : " lines are") +
                      " about no delivery, and skipped");
  tell(nul_, "has NUL bytes: what the server wrote there is lost",
       "have NUL bytes: what the server wrote there is lost");
  tell(marked_, "begins with a byte order mark, which is left out",
       "begin with a byte order mark, which is left out");
  tell(joined_, "holds several, and each is read", "hold several each, and each is read");
  tell(without_time_, "has no time in front, and says no delivery",
       "have no time in front, and say no delivery");
  if (const std::string years = clock_.years(); !years.empty())
    notices.push_back(lines_.path() + ": " + years);
  return notices;
}

// The recipient is in the id as a mark: it tells two deliveries apart, and no more.
void LogReader::deliver(Row& row, std::string_view id, std::string_view recipient,
                        const Sender* sender) {
  id_ = std::string(id) + '/' + recipient_mark(id, recipient);
  row[Field::event_id] = id_;
  row[Field::quantity] = "1";
  domain_ = sender ? sender->domain : std::string();
  name_owner(row, domain_, options_);
  if (!row.domain.empty() || !row[Field::company].empty()) return;
  const std::string message = in_quotes(id.substr(0, id.find('/')));
  if (sender)
    row.refusal = Refusal{"sender has no domain",
                          "the address that " + message +
                              " is from is one of this machine; name the company of the file"};
  else
    row.refusal =
        Refusal{"sender is not known",
                "no line before this one says who " + message +
                    " is from; import it together with the log before it (mail.log.1 mail.log), or"
                    " name the company of the file"};
}

std::optional<Refusal> LogReader::read_time(Row& row, const LogHead& head) {
  if (head.time.empty())
    return Refusal{"log line has no time",
                   "nothing says when the message was sent; write the log with times"
                   " (docker logs --timestamps, journalctl -o short-iso), and import that"};
  Instant instant;
  auto refusal = clock_.read(head.time, lines_.path() + ":" + std::to_string(row.line), instant);
  row.time = instant;
  return refusal;
}

Refusal cut_line() {
  return {"log line is cut",
          "it ends before it has said whether a message was sent, and to where; take the whole line"
          " from the server's own log"};
}

Refusal joined_line() {
  return {"log line is two",
          "another line follows on it without a head; write each on a line of its own, with its"
          " time and program in front"};
}

bool says_discarded(std::string_view answer) {
  std::string lower(answer);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  constexpr std::string_view word = "discard";
  for (std::size_t at = lower.find(word); at != lower.npos; at = lower.find(word, at + 1)) {
    std::string_view rest = std::string_view(lower).substr(at + word.size());
    if (rest.starts_with("ed")) rest.remove_prefix(2);
    const bool begins = at == 0 || std::string_view(" ,;:(").find(lower[at - 1]) != rest.npos;
    const bool ends = rest.empty() || std::string_view(" ,;:)\"").find(rest[0]) != rest.npos ||
                      (rest[0] == '.' && (rest.size() == 1 || rest[1] == ' ' || rest[1] == ')'));
    if (begins && ends) return true;
  }
  return false;
}

bool is_this_machine(std::string_view host) noexcept {
  return host.starts_with("127.") || host == "::1" || host == "localhost" ||
         host == "localhost.localdomain" || host.starts_with("IPv6:::1");
}

std::string_view between(std::string_view text, std::string_view begin,
                         std::string_view end) noexcept {
  const std::size_t start = text.find(begin);
  if (start == text.npos) return {};
  text.remove_prefix(start + begin.size());
  const std::size_t stop = text.find(end);
  return stop == text.npos ? std::string_view() : text.substr(0, stop);
}

}  // namespace porto::internal
