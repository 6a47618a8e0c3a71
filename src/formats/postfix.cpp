// Postfix logs, as syslog or the journal writes them. A message is a line of an SMTP client of
// Postfix with status=sent, unless it only went through a filter: to this machine, or to a server
// that queued it under an id that is in this very log. See docs/reference/formats-text.md.
#include <algorithm>
#include <array>
#include <span>

#include "base/text.hpp"
#include "formats/json_reader.hpp"
#include "formats/log_reader.hpp"

namespace porto::internal {

extern const Format postfix_format;  // at the end

namespace {

// What the DNS allows. Hosts are remembered with the ids of their messages.
constexpr std::size_t longest_host = 255;
constexpr std::string_view client = "smtp";  // the daemon that sends to other machines

// "<queue id>: <text>" behind the head of a Postfix program.
struct PostfixLine {
  std::string_view host;
  std::string_view daemon;
  std::string_view queue_id;  // empty if the text begins with none
  std::string_view text;
};

bool is_alphanumeric(std::string_view text) noexcept {
  return std::ranges::all_of(text, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  });
}

bool is_queue_id(std::string_view text) noexcept {
  return text.size() >= 6 && text.size() <= 20 && is_alphanumeric(text);
}

// "postfix/smtp", "postfix-out/smtp", "postfix/relay/smtp"
std::string_view daemon(std::string_view program) noexcept {
  return program.substr(program.rfind('/') + 1);
}

constexpr std::array<std::string_view, 8> other_agents = {"lmtp",  "local", "virtual", "pipe",
                                                          "error", "retry", "discard", "bounce"};
constexpr std::array<std::string_view, 6> other_daemons = {"qmgr",    "nqmgr",  "smtpd",
                                                           "cleanup", "pickup", "postscreen"};

bool is_one_of(std::string_view name, std::span<const std::string_view> names) noexcept {
  return std::ranges::find(names, name) != names.end();
}

// Postfix puts syslog_name in front of its daemons' names: "postfix" if it was not set.
bool is_postfix(std::string_view program) noexcept {
  if (program.starts_with("postfix")) return true;
  const std::string_view name = daemon(program);
  return name.size() < program.size() &&
         (name == client || is_one_of(name, other_agents) || is_one_of(name, other_daemons));
}

bool split(const LogHead& head, PostfixLine& out) noexcept {
  if (head.host.size() > longest_host || !is_postfix(head.program)) return false;
  out.host = head.host;
  out.daemon = daemon(head.program);
  const std::size_t colon = head.text.find(": ");
  const bool has_id = colon != head.text.npos && is_queue_id(head.text.substr(0, colon));
  out.queue_id = has_id ? head.text.substr(0, colon) : std::string_view();
  out.text = has_id ? head.text.substr(colon + 2) : head.text;
  return true;
}

// The value of "name=value," or "name=<value>,"; empty if it is not there.
std::string_view value_of(std::string_view text, std::string_view name) noexcept {
  std::string_view value = between(text, name, ",");
  if (value.starts_with('<') && !value.ends_with('>')) value = between(text, name, ">,");
  if (value.starts_with('<')) value.remove_prefix(1);
  if (value.ends_with('>')) value.remove_suffix(1);
  return value;
}

class PostfixReader final : public LogReader {
 public:
  PostfixReader(Lines lines, const ReaderOptions& options)
      : LogReader(std::move(lines), options, postfix_format.name) {}

 private:
  Is read(const LogLine& line, Row& row) override {
    PostfixLine parts;
    if (!split(line.head, parts)) return Is::other;
    if (parts.queue_id.empty()) return Is::no_delivery;
    const std::string id = std::string(parts.host) + ' ' + std::string(parts.queue_id);
    const bool of_delivery = parts.text.starts_with("to=<");
    if (of_delivery && parts.text.find(" status=") != parts.text.npos) {
      read_delivery(line, parts, id, row);
      return Is::delivery;
    }
    if (of_delivery && parts.daemon == client) {
      row.refusal = cut_line();
      return Is::delivery;
    }
    follow(parts, id);
    return Is::no_delivery;
  }

  bool is_of_format(const LogHead& head) const override { return is_postfix(head.program); }

  // The lines of Postfix also have addresses, answers and headers in them, which are from anywhere.
  bool says_sent(std::string_view text, const LogHead& head) const override {
    if (!is_postfix(head.program)) return says_sent(text);
    return has_sent(text) && (text.find(": to=<") != text.npos ||
                              (daemon(head.program) != "cleanup" && text.find(whole) != text.npos));
  }

  static bool says_sent(std::string_view text) {
    constexpr std::size_t comma = 2;
    constexpr std::size_t shortest = 6;  // "sent ("
    constexpr std::array<std::string_view, 5> beside = {"to=<", "relay=", "dsn=", "postfix", whole};
    if (has_sent(text) &&
        std::ranges::any_of(beside, [text](auto part) { return text.find(part) != text.npos; }))
      return true;
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    for (std::size_t cut = comma; cut + shortest <= whole.size(); ++cut)
      if (text.starts_with(whole.substr(cut))) return true;
    return false;
  }

  // "status=sent", and not of "status=sent@example.com".
  static bool has_sent(std::string_view text) {
    constexpr std::string_view sent = "status=sent";
    for (std::size_t at = text.find(sent); at != text.npos; at = text.find(sent, at + 1)) {
      const std::string_view rest = text.substr(at + sent.size());
      if (rest.empty() || std::string_view(" ,\"'\\()").find(rest[0]) != rest.npos) return true;
    }
    return false;
  }

  bool may_be_cut(const LogHead& head) const override {
    PostfixLine parts;
    if (split(head, parts)) {
      if (parts.daemon != client) return false;
      if (!parts.queue_id.empty()) return std::string_view("to=<").starts_with(parts.text);
      std::string_view id = parts.text;
      if (id.ends_with(' ')) id.remove_suffix(1);
      if (id.ends_with(':')) id.remove_suffix(1);
      return is_alphanumeric(id);
    }
    if (head.time.empty() || !head.program.empty()) return false;
    std::string_view rest = head.text;
    take_word(rest);  // the host
    return rest.find(' ') == rest.npos &&
           (is_postfix(rest) || std::string_view("postfix/").starts_with(rest));
  }

  // Lines that tell of a message in the queue. Short queue ids are used again, also by other hosts.
  // An address that is cut tells nothing.
  void follow(const PostfixLine& line, const std::string& id) {
    Queue& queue = memory().queue;
    queue.seen(std::string(line.queue_id));
    if (line.daemon != "qmgr") return;
    if (line.text.starts_with("from=<") && line.text.find(">,") != line.text.npos)
      queue.sent_by(id, value_of(line.text, "from="));
    else if (line.text.starts_with("removed"))
      queue.removed(id, at());
  }

  void read_delivery(const LogLine& line, const PostfixLine& parts, const std::string& id,
                     Row& row) {
    const std::string_view status = status_of(parts.text);
    const std::string_view answer = answer_of(parts.text);
    if (answer.find(whole) != answer.npos || parts.text.find(": to=<") != parts.text.npos) {
      row.refusal = joined_line();
    } else if (status != "sent") {
      read_unsent(parts, status, row);
    } else if (is_one_of(parts.daemon, other_agents)) {
      row.not_counted = "local delivery";
    } else if (parts.daemon != client) {
      row.refusal = unknown_agent(parts.daemon);
    } else if (!is_whole(answer, line.open)) {
      row.refusal = cut_line();
    } else {
      read_sent(line.head, parts, memory().queue.sender(id, at()), row);
    }
  }

  // A status that Postfix does not have is the beginning of another if the line ends with it.
  static void read_unsent(const PostfixLine& parts, std::string_view status, Row& row) {
    const bool known = parts.daemon != client || is_status(status);
    if (!known && parts.text.ends_with("=" + std::string(status))) {
      row.refusal = cut_line();
      return;
    }
    set_not_counted(row, status);
    if (known || row.refusal) return;
    row.not_counted = {};
    row.refusal = Refusal{"status is not known",
                          in_quotes(status) + " is none of Postfix's: sent, deferred, bounced"};
  }

  void read_sent(const LogHead& head, const PostfixLine& line, const Sender* sender, Row& row) {
    const std::string_view to = value_of(line.text, "to=");
    const std::string_view written_as = value_of(line.text, "orig_to=");
    const std::string_view queued_as = queued_as_of(line.text);
    if (through_filter(line.text, queued_as)) {
      row.not_counted = "filter hop";
    } else if (says_discarded(answer_of(line.text))) {
      row.not_counted = "discarded by filter";
    } else if (was_relayed(line.queue_id, to) || was_relayed(line.queue_id, written_as)) {
      row.not_counted = "counted before";
      note_relayed(queued_as, to);
    } else if (sender && sender->null) {
      row.not_counted = "null sender";
    } else if (auto refusal = read_time(row, head)) {
      row.refusal = std::move(refusal);
    } else {
      deliver(row, std::string(line.queue_id) + '/' + clock().shown(),
              std::string(to) + '\n' + std::string(written_as), sender);
      if (!row.refusal) note_relayed(queued_as, to);
    }
  }

  bool was_relayed(std::string_view id, std::string_view recipient) const {
    return memory().relayed.has(id, recipient);
  }

  void note_relayed(std::string_view queued_as, std::string_view recipient) {
    if (is_queue_id(queued_as)) memory().relayed.add(queued_as, recipient);
  }

  static std::string_view status_of(std::string_view text) noexcept {
    text.remove_prefix(text.find(" status=") + 8);
    return text.substr(0, text.find(' '));
  }

  // journalctl -o with-unit has the unit where the program should be.
  static Refusal unknown_agent(std::string_view name) {
    return {"delivery agent is not known",
            in_quotes(name) +
                " is none of Postfix's, which tells whether the message left the machine; write the"
                " log with its programs (journalctl -o short-iso)"};
  }

  // What stands behind the status.
  static std::string_view answer_of(std::string_view text) noexcept {
    text.remove_prefix(text.find(" status=") + 8);
    take_word(text);
    return text;
  }

  static bool is_status(std::string_view status) noexcept {
    constexpr std::array<std::string_view, 7> known = {"deferred",      "bounced",    "deliverable",
                                                       "undeliverable", "SOFTBOUNCE", "expired",
                                                       "force-expired"};
    return is_one_of(status, known);
  }

  // An answer that begins with "(" ends with ")"; behind it may be what stands in front of the next
  // line's head.
  static bool is_whole(std::string_view answer, bool open) noexcept {
    if (!answer.starts_with('(')) return true;
    const std::size_t last = answer.rfind(')');
    if (last == answer.npos || !is_decoration(answer.substr(last + 1))) return false;
    return !open || std::ranges::count(answer, ')') >= std::ranges::count(answer, '(');
  }

  // The id that the other server gave the message; empty if it did not say.
  static std::string_view queued_as_of(std::string_view text) noexcept {
    constexpr std::string_view mark = "queued as ";
    const std::size_t queued = text.find(mark);
    if (queued == text.npos) return {};
    const std::string_view id = text.substr(queued + mark.size());
    return id.substr(0, id.find_first_of(") ,;"));
  }

  bool through_filter(std::string_view text, std::string_view queued_as) const {
    const std::string_view relay = value_of(text, "relay=");  // "host[address]:port", "host[path]"
    const std::string_view address = between(relay, "[", "]");
    return is_this_machine(relay.substr(0, relay.find('['))) || is_this_machine(address) ||
           address.starts_with('/') || memory().queue.knows(std::string(queued_as));
  }

  static constexpr std::string_view whole = ", status=sent (";
};

Match looks_like_postfix(std::string_view head) {
  LogHeads heads;
  const auto of_postfix = [&heads](std::string_view line) {
    const LogHead found = heads.read(line);
    return (!found.time.empty() || found.has_process) && is_postfix(found.program);
  };
  return any_line(head, of_postfix) ? Match::yes : Match::no;
}

std::unique_ptr<Reader> open_postfix(Lines lines, const ReaderOptions& options) {
  return std::make_unique<PostfixReader>(std::move(lines), options);
}

}  // namespace

const Format postfix_format = {"postfix", looks_like_postfix, open_postfix, true};

}  // namespace porto::internal
