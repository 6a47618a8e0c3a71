// Exim main logs. A message is a line with =>, -> or >> that says to which other server it went.
// See docs/reference/formats-text.md.
#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"
#include "formats/company_from.hpp"
#include "formats/log_reader.hpp"
#include "records/csv/records.hpp"

namespace porto::internal {

extern const Format exim_format;  // at the end

namespace {

// "[<pid>] <message id> <flag> <text>" behind the time, or behind a head of syslog.
struct EximLine {
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

// A line of the main log, and no CSV whose first column is a time.
bool is_main_log(const LogHead& head) noexcept {
  return head.time.size() >= 19 && head.time[10] == ' ' && !head.text.empty() &&
         !head.has_process && head.time.find_first_of(",;\t|") == head.time.npos;
}

bool split(const LogHead& head, EximLine& out) noexcept {
  std::string_view rest = head.text;
  if (rest.starts_with('[')) take_word(rest);  // log_selector = +pid
  out.id = take_word(rest);
  out.flag = take_word(rest);
  out.text = rest;
  return is_message_id(out.id);
}

bool is_exim(const LogHead& head) noexcept {
  EximLine line;
  return head.program.starts_with("exim") || split(head, line);
}

bool is_delivery_flag(std::string_view flag) noexcept {
  return flag == "=>" || flag == "->" || flag == ">>";
}

// Whether a text ends with a message's id, whatever stands in front of it.
bool ends_with_id(std::string_view text) noexcept {
  for (const std::size_t length : {std::size_t{16}, std::size_t{23}})
    if (text.size() >= length && is_message_id(text.substr(text.size() - length))) return true;
  return false;
}

// Calls `says` with what stands before and behind each flag of a delivery, until it is true.
template <class Says>
bool any_flag(std::string_view text, const Says& says) {
  for (const std::string_view flag : {"=> ", "-> ", ">> "})
    for (std::size_t at = text.find(flag); at != text.npos; at = text.find(flag, at + 1)) {
      const bool parted = at == 0 || text[at - 1] == ' ';
      if (parted && says(text.substr(0, at == 0 ? 0 : at - 1), text.substr(at + flag.size())))
        return true;
    }
  return false;
}

// Whether a delivery of another message is in a text.
bool has_other_delivery(std::string_view text) {
  return any_flag(text,
                  [](std::string_view before, std::string_view) { return ends_with_id(before); });
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
  Is read(const LogLine& line, Row& row) override {
    EximLine parts;
    if (!split(line.head, parts))
      return line.head.program.starts_with("exim") || is_main_log(line.head) ? Is::no_delivery
                                                                             : Is::other;
    if (is_delivery_flag(parts.flag)) {
      read_delivery(line, parts, row);
      return Is::delivery;
    }
    if (const std::string_view outcome = outcome_of(parts.flag); !outcome.empty()) {
      row.not_counted = outcome;
      return Is::delivery;
    }
    follow(parts);
    return Is::no_delivery;
  }

  bool is_of_format(const LogHead& head) const override { return is_exim(head); }

  // A line of arrival may have the message's subject, which is from anywhere.
  bool says_sent(std::string_view text, const LogHead& head) const override {
    EximLine parts;
    if (split(head, parts) && parts.flag == "<=") return has_other_delivery(text);
    return any_flag(text, [](std::string_view before, std::string_view behind) {
      return ends_with_id(before) || behind.find(" T=") != behind.npos ||
             behind.find(" H=") != behind.npos;
    });
  }

  bool may_be_cut(const LogHead& head) const override {
    EximLine parts;
    if (split(head, parts)) {
      const bool flag = parts.flag == "=" || parts.flag == "-" || parts.flag == ">";
      return parts.text.empty() && (flag || parts.flag.empty());
    }
    if (!is_main_log(head) && !head.program.starts_with("exim")) return false;
    constexpr std::size_t longest_id = 23;
    return head.text.size() < longest_id && head.text.find('-') != head.text.npos &&
           head.text.find(' ') == head.text.npos;
  }

  // The outcome for a recipient to whom nothing was delivered; empty for other lines.
  static std::string_view outcome_of(std::string_view flag) noexcept {
    if (flag == "**") return "failed";
    if (flag == "==") return "deferred";
    return flag == "*>" ? "suppressed" : "";
  }

  // An address that nothing follows may be cut, and tells nothing.
  void follow(const EximLine& line) {
    Queue& queue = memory().queue;
    const std::string id(line.id);
    const std::size_t end = line.text.find(' ');
    const std::string_view address = line.text.substr(0, end);
    if (line.flag == "<=" && (end != line.text.npos || address == "<>"))
      queue.sent_by(id, address == "<>" ? std::string_view() : address);
    else if (line.flag == "Completed")
      queue.removed(id, at());
  }

  void read_delivery(const LogLine& line, const EximLine& parts, Row& row) {
    const std::size_t end = parts.text.find(" C=\"");
    const std::string_view text = parts.text.substr(0, end);
    const std::string_view answer = end == text.npos ? text.substr(0, 0) : parts.text.substr(end);
    if (has_other_delivery(parts.text)) {
      row.refusal = joined_line();
    } else if (text.starts_with(":blackhole:") || text.starts_with("blackhole (")) {
      row.not_counted = "blackhole";
    } else if (text.starts_with("discarded (")) {
      row.not_counted = "discarded by filter";
    } else if (is_cut(line, text, answer)) {
      row.refusal = cut_line();
    } else if (text.find(" H=") == text.npos) {
      row.not_counted = "local delivery";
    } else {
      if (!answer.empty()) memory().exim.have_answers = true;
      note_transport(field_of(text, " T="));
      read_sent(line.head, parts, text, answer, row);
    }
  }

  // A delivery has a transport, a remote one the host's address behind its name. A line that ends
  // before " H=" looks like a local one, but for its transport; one whose answer is not there looks
  // whole, but for the lines before it.
  bool is_cut(const LogLine& line, std::string_view text, std::string_view answer) const {
    constexpr std::string_view usual = "remote_smtp";
    constexpr std::string_view debian = "remote_smtp_smarthost";
    const std::size_t host = text.find(" H=");
    if (!answer.empty()) return !is_closed(answer);
    if (text.ends_with(" C") || text.ends_with(" C=")) return true;
    if (host != text.npos) {
      const std::string_view rest = text.substr(host + 1);
      const std::size_t open = rest.find('[');
      if (open == rest.npos) return rest.find_last_not_of(' ') < rest.find(' ');
      return rest.find(']', open) == rest.npos || (line.open && memory().exim.have_answers);
    }
    const std::size_t at = text.find(" T=");
    if (at == text.npos) return true;
    const std::string_view rest = text.substr(at + 3);
    const std::string_view transport = rest.substr(0, rest.find(' '));
    const bool ends = transport.size() == rest.size();
    return transport == usual || memory().exim.transports.contains(transport) ||
           (ends && (line.open || debian.starts_with(transport)));
  }

  void note_transport(std::string_view name) {
    constexpr std::size_t most = 256;  // also of what a name may have
    auto& transports = memory().exim.transports;
    if (name.size() <= most && transports.size() < most) transports.emplace(name);
  }

  // Whether the answer, which begins with C=", has its other quote.
  static bool is_closed(std::string_view answer) noexcept {
    const std::size_t last = answer.rfind('"');
    return last > answer.find('"') && answer[last - 1] != '\\';
  }

  // `text` is that of the line without what the other server answered.
  void read_sent(const LogHead& head, const EximLine& line, std::string_view text,
                 std::string_view answer, Row& row) {
    const std::optional<Sender> sender = sender_of(line.id, text);
    const std::string_view recipient = recipient_of(text);
    const std::string_view to = recipient.substr(0, recipient.find(' '));
    const std::string_view queued_as = between(line.text, " id=", "\"");
    if (through_filter(text, queued_as)) {
      row.not_counted = "filter hop";
    } else if (says_discarded(answer)) {
      row.not_counted = "discarded by filter";
    } else if (memory().relayed.has(line.id, to)) {
      row.not_counted = "counted before";
      note_relayed(queued_as, to);
    } else if (sender && sender->null) {
      row.not_counted = "null sender";
    } else if (auto refusal = read_time(row, head)) {
      row.refusal = std::move(refusal);
    } else {
      deliver(row, line.id, recipient, sender ? &*sender : nullptr);
      if (!row.refusal) note_relayed(queued_as, to);
    }
  }

  void note_relayed(std::string_view queued_as, std::string_view recipient) {
    if (is_message_id(queued_as)) memory().relayed.add(queued_as, recipient);
  }

  // From the line of arrival or, if the log is set to have it there, from this one.
  std::optional<Sender> sender_of(std::string_view id, std::string_view text) const {
    if (const Sender* known = memory().queue.sender(std::string(id), at())) return *known;
    const std::string_view address = field_of(text, " F=");
    if (address.empty()) return std::nullopt;
    return Sender{address == "<>", mail_domain(address)};
  }

  // To this machine, or to a server that queued it under an id that is in this log.
  bool through_filter(std::string_view text, std::string_view queued_as) const {
    const std::string_view host = field_of(text, " H=");
    return is_this_machine(host) || is_this_machine(between(text, " [", "]")) ||
           (is_message_id(queued_as) && memory().queue.knows(std::string(queued_as)));
  }
};

// The main log begins every line with a time, and has ids on some of them. In syslog, or behind
// what a container's log put there, there may be lines of others first.
Match looks_like_exim(std::string_view head) {
  LogHeads heads;
  const std::string_view first = first_line(head);
  if (!first.empty() && is_digit(first[0]) && is_main_log(heads.read(first))) return Match::yes;
  const auto of_exim = [&heads](std::string_view line) {
    const LogHead found = heads.read(line);
    return !found.time.empty() && is_exim(found);
  };
  return any_line(head, of_exim) ? Match::yes : Match::no;
}

std::unique_ptr<Reader> open_exim(Lines lines, const ReaderOptions& options) {
  return std::make_unique<EximReader>(std::move(lines), options);
}

}  // namespace

const Format exim_format = {"exim", looks_like_exim, open_exim, true};

}  // namespace porto::internal
