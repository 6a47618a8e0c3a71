// Exim main logs. A message is a line with =>, -> or >> that says to which other server it went.
// See docs/reference/formats-text.md.
#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"
#include "formats/company_from.hpp"
#include "formats/csv_records.hpp"
#include "formats/log_reader.hpp"

namespace porto::internal {

extern const Format exim_format;  // at the end

namespace {

// "<time> [<pid>] <message id> <flag> <text>"
struct EximLine {
  std::string_view time;
  std::string_view id;
  std::string_view flag;
  std::string_view text;
};

bool has_shape(std::string_view id, std::array<std::size_t, 3> widths) noexcept {
  if (id.size() != widths[0] + widths[1] + widths[2] + 2) return false;
  for (std::size_t i = 0; i < id.size(); ++i) {
    const bool dash = i == widths[0] || i == widths[0] + widths[1] + 1;
    const char c = id[i];
    const bool letter = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (dash ? c != '-' : !letter) return false;
  }
  return true;
}

// 1vABcd-000abc-0X before Exim 4.97, 1vABcd-00000001abc-0000 since.
bool is_message_id(std::string_view id) noexcept {
  return has_shape(id, {6, 6, 2}) || has_shape(id, {6, 11, 4});
}

// The line of the main log in a line of syslog, "<time> <host> exim[<pid>]: <line>"; empty if it is
// of another program.
std::string_view in_syslog(std::string_view line) noexcept {
  const std::size_t length = log_time_length(line);
  if (length == 0 || length == line.size()) return {};
  line.remove_prefix(length + 1);
  take_word(line);  // the host
  const std::string_view program = take_word(line);
  return program.starts_with("exim") && program.ends_with(':') ? line : std::string_view();
}

// A line of the main log, and no CSV whose first column is a time.
bool is_main_log(std::string_view line) noexcept {
  const std::size_t length = log_time_length(line);
  return length >= 19 && line[10] == ' ' && length < line.size() &&
         line.substr(0, length + 1).find_first_of(",;\t|") == line.npos;
}

bool split(std::string_view line, EximLine& out) noexcept {
  std::size_t length = log_time_length(line);
  out.time = line.substr(0, length);
  if (const std::string_view inner = in_syslog(line); !inner.empty()) {
    line = inner;
    length = log_time_length(inner);  // there is none with syslog_timestamp = false
    if (length != 0) out.time = inner.substr(0, length);
  }
  if (length == line.size()) return false;
  if (length != 0) line.remove_prefix(length + 1);
  if (line.starts_with('[')) take_word(line);  // log_selector = +pid
  out.id = take_word(line);
  out.flag = take_word(line);
  out.text = line;
  return is_message_id(out.id);
}

// The value of " name=value" among the fields behind the address; empty if it is not there.
std::string_view field_of(std::string_view text, std::string_view name) noexcept {
  const std::size_t at = text.find(name);
  if (at == text.npos) return {};
  text.remove_prefix(at + name.size());
  return text.substr(0, text.find(' '));
}

// The recipient, with the address it was made from: "a@example.com <list@example.com>".
std::string_view recipient_of(std::string_view text) noexcept {
  return text.substr(0, std::min(text.find(" R="), text.find(" T=")));
}

class EximReader final : public LogReader {
 public:
  EximReader(Lines lines, const ReaderOptions& options)
      : LogReader(std::move(lines), options, exim_format.name) {}

 private:
  std::string_view time_of(std::string_view text) const override {
    EximLine line;
    split(text, line);
    return line.time;
  }

  Is read(std::string_view text, Row& row) override {
    EximLine line;
    if (!is_main_log(text) && in_syslog(text).empty()) return Is::other;
    if (!split(text, line)) return Is::no_delivery;
    if (line.flag == "=>" || line.flag == "->" || line.flag == ">>") {
      read_delivery(line, row);
      return Is::delivery;
    }
    if (const std::string_view outcome = outcome_of(line.flag); !outcome.empty()) {
      row.not_counted = outcome;
      return Is::delivery;
    }
    follow(line);
    return Is::no_delivery;
  }

  // The outcome for a recipient to whom nothing was delivered; empty for other lines.
  static std::string_view outcome_of(std::string_view flag) noexcept {
    if (flag == "**") return "failed";
    if (flag == "==") return "deferred";
    return flag == "*>" ? "suppressed" : "";
  }

  void follow(const EximLine& line) {
    const std::string id(line.id);
    const std::string_view address = line.text.substr(0, line.text.find(' '));
    if (line.flag == "<=")
      queue_.sent_by(id, address == "<>" ? std::string_view() : address);
    else if (line.flag == "Completed")
      queue_.removed(id);
  }

  void read_delivery(const EximLine& line, Row& row) {
    const std::string_view text = line.text.substr(0, line.text.find(" C=\""));
    if (text.starts_with(":blackhole:")) {
      row.not_counted = "blackhole";
    } else if (text.find(" H=") == text.npos) {
      row.not_counted = "local delivery";
    } else {
      read_sent(line, text, row);
    }
  }

  // `text` is that of the line without what the other server answered.
  void read_sent(const EximLine& line, std::string_view text, Row& row) {
    const std::optional<Sender> sender = sender_of(line.id, text);
    const std::string_view recipient = recipient_of(text);
    const std::string_view to = recipient.substr(0, recipient.find(' '));
    const std::string_view queued_as = between(line.text, " id=", "\"");
    if (through_filter(text, queued_as)) {
      row.not_counted = "filter hop";
    } else if (relayed_.has(line.id, to)) {
      row.not_counted = "counted before";
      note_relayed(queued_as, to);
    } else if (sender && sender->null) {
      row.not_counted = "null sender";
    } else if (auto refusal = read_time(row, line.time)) {
      row.refusal = std::move(refusal);
    } else {
      deliver(row, line.id, recipient, sender ? &*sender : nullptr);
      if (!row.refusal) note_relayed(queued_as, to);
    }
  }

  void note_relayed(std::string_view queued_as, std::string_view recipient) {
    if (is_message_id(queued_as)) relayed_.add(queued_as, recipient);
  }

  // From the line of arrival or, if the log is set to have it there, from this one.
  std::optional<Sender> sender_of(std::string_view id, std::string_view text) const {
    if (const Sender* known = queue_.sender(std::string(id))) return *known;
    const std::string_view address = field_of(text, " F=");
    if (address.empty()) return std::nullopt;
    return Sender{address == "<>", mail_domain(address)};
  }

  // To this machine, or to a server that queued it under an id that is in this log.
  bool through_filter(std::string_view text, std::string_view queued_as) const {
    const std::string_view host = field_of(text, " H=");
    return is_this_machine(host) || is_this_machine(between(text, " [", "]")) ||
           (is_message_id(queued_as) && queue_.knows(std::string(queued_as)));
  }

  Queue queue_;
  RelayedMessages relayed_;
};

// The main log begins every line with a time, and has ids on some of them. In syslog there may be
// lines of others first.
Match looks_like_exim(std::string_view head) {
  if (is_main_log(first_line(head))) return Match::yes;
  const auto of_exim = [](std::string_view line) { return !in_syslog(line).empty(); };
  return any_line(head, of_exim) ? Match::yes : Match::no;
}

std::unique_ptr<Reader> open_exim(Lines lines, const ReaderOptions& options) {
  return std::make_unique<EximReader>(std::move(lines), options);
}

}  // namespace

const Format exim_format = {"exim", looks_like_exim, open_exim};

}  // namespace porto::internal
