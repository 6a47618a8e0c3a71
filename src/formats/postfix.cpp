// Postfix logs, as syslog writes them. A message is a line of an SMTP client of Postfix with
// status=sent, unless it only went through a filter: to this machine, or to a server that queued it
// under an id that is in this very log. See docs/reference/formats-text.md.
#include <algorithm>

#include "base/text.hpp"
#include "formats/json_reader.hpp"
#include "formats/log_reader.hpp"

namespace porto::internal {

extern const Format postfix_format;  // at the end

namespace {

// What the DNS allows. Hosts are remembered with the ids of their messages.
constexpr std::size_t longest_host = 255;

// "<time> <host> <program>[<pid>]: <queue id>: <text>"
struct PostfixLine {
  std::string_view time;
  std::string_view host;
  std::string_view program;
  std::string_view queue_id;  // empty if the text begins with none
  std::string_view text;
};

bool is_queue_id(std::string_view text) noexcept {
  return text.size() >= 6 && text.size() <= 20 && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
         });
}

bool split(std::string_view line, PostfixLine& out) noexcept {
  const std::size_t length = log_time_length(line);
  if (length == 0 || length == line.size()) return false;
  out.time = line.substr(0, length);
  line.remove_prefix(length + 1);
  out.host = take_word(line);
  const std::string_view program = take_word(line);
  const std::size_t bracket = program.find('[');
  if (out.host.size() > longest_host || !program.ends_with("]:") || bracket == program.npos ||
      !program.starts_with("postfix"))
    return false;
  out.program = program.substr(0, bracket);
  const std::size_t colon = line.find(": ");
  const bool has_id = colon != line.npos && is_queue_id(line.substr(0, colon));
  out.queue_id = has_id ? line.substr(0, colon) : std::string_view();
  out.text = has_id ? line.substr(colon + 2) : line;
  return true;
}

// "postfix/smtp", "postfix-out/smtp", "postfix/relay/smtp"
std::string_view daemon(std::string_view program) noexcept {
  return program.substr(program.rfind('/') + 1);
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
  Is read(std::string_view text, Row& row) override {
    PostfixLine line;
    if (!split(text, line)) return Is::other;
    if (line.queue_id.empty()) return Is::no_delivery;
    const std::string id = std::string(line.host) + ' ' + std::string(line.queue_id);
    if (line.text.find(" status=") != line.text.npos && line.text.starts_with("to=<")) {
      read_delivery(line, id, row);
      return Is::delivery;
    }
    follow(line, id);
    return Is::no_delivery;
  }

  // Lines that tell of a message in the queue. Short queue ids are used again, also by other hosts.
  void follow(const PostfixLine& line, const std::string& id) {
    queue_.seen(std::string(line.queue_id));
    if (daemon(line.program) != "qmgr") return;
    if (line.text.starts_with("from=<"))
      queue_.sent_by(id, value_of(line.text, "from="));
    else if (line.text.starts_with("removed"))
      queue_.removed(id);
  }

  void read_delivery(const PostfixLine& line, const std::string& id, Row& row) {
    const std::string_view status = status_of(line.text);
    if (status != "sent") {
      set_not_counted(row, status);
    } else if (daemon(line.program) != "smtp") {
      row.not_counted = "local delivery";
    } else {
      read_sent(line, queue_.sender(id), row);
    }
  }

  void read_sent(const PostfixLine& line, const Sender* sender, Row& row) {
    const std::string_view to = value_of(line.text, "to=");
    const std::string_view written_as = value_of(line.text, "orig_to=");
    const std::string_view queued_as = queued_as_of(line.text);
    if (through_filter(line.text, queued_as)) {
      row.not_counted = "filter hop";
    } else if (relayed_.has(line.queue_id, to) || relayed_.has(line.queue_id, written_as)) {
      row.not_counted = "counted before";
      note_relayed(queued_as, to);
    } else if (sender && sender->null) {
      row.not_counted = "null sender";
    } else if (auto refusal = read_time(row, line.time)) {
      row.refusal = std::move(refusal);
    } else {
      deliver(row, std::string(line.queue_id) + '/' + clock().shown(),
              std::string(to) + '\n' + std::string(written_as), sender);
      if (!row.refusal) note_relayed(queued_as, to);
    }
  }

  void note_relayed(std::string_view queued_as, std::string_view recipient) {
    if (is_queue_id(queued_as)) relayed_.add(queued_as, recipient);
  }

  static std::string_view status_of(std::string_view text) noexcept {
    text.remove_prefix(text.find(" status=") + 8);
    return text.substr(0, text.find(' '));
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
           address.starts_with('/') || queue_.knows(std::string(queued_as));
  }

  Queue queue_;
  RelayedMessages relayed_;
};

Match looks_like_postfix(std::string_view head) {
  const auto of_postfix = [](std::string_view line) {
    PostfixLine parts;
    return split(line, parts);
  };
  return any_line(head, of_postfix) ? Match::yes : Match::no;
}

std::unique_ptr<Reader> open_postfix(Lines lines, const ReaderOptions& options) {
  return std::make_unique<PostfixReader>(std::move(lines), options);
}

}  // namespace

const Format postfix_format = {"postfix", looks_like_postfix, open_postfix};

}  // namespace porto::internal
