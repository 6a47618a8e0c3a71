// See log_reader.hpp.
#include "formats/log_reader.hpp"

#include <algorithm>
#include <charconv>
#include <functional>

#include "base/text.hpp"
#include "formats/company_from.hpp"
#include "formats/json_reader.hpp"
#include "formats/owner.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

constexpr std::size_t max_known = std::size_t{1} << 18;
constexpr std::size_t old_time_length = 15;  // "Mar  1 00:00:01"

bool starts_with_date(std::string_view line) noexcept {
  return line.size() >= 19 && line[4] == '-' && line[7] == '-' && line[13] == ':' &&
         std::ranges::all_of(line.substr(0, 4), is_digit);
}

bool starts_with_old_time(std::string_view line) noexcept {
  return line.size() > old_time_length && line[3] == ' ' && line[6] == ' ' && line[9] == ':' &&
         line[12] == ':' && is_digit(line[14]);
}

}  // namespace

std::size_t log_time_length(std::string_view line) noexcept {
  if (starts_with_old_time(line)) return old_time_length;
  if (!starts_with_date(line)) return 0;
  std::size_t end = std::min(line.find(' ', 11), line.size());
  // Exim may have the offset behind a space.
  const std::string_view rest = line.substr(end);
  const bool offset = rest.size() > 6 && (rest[1] == '+' || rest[1] == '-') && rest[6] == ' ' &&
                      std::ranges::all_of(rest.substr(2, 4), is_digit);
  if (offset) end += 6;
  return end;
}

std::string_view take_word(std::string_view& rest) noexcept {
  const std::size_t end = std::min(rest.find(' '), rest.size());
  const std::string_view word = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return word;
}

Queue::Message& Queue::message(const std::string& id) {
  Message& found = messages_[id];
  found.number = next_number_;
  order_.emplace_back(next_number_++, id);
  if (order_.size() <= max_known) return found;
  const auto& [number, oldest] = order_.front();
  const auto at = messages_.find(oldest);
  if (at != messages_.end() && at->second.number == number) messages_.erase(at);
  order_.pop_front();
  return found;
}

void Queue::seen(const std::string& id) {
  if (!knows(id)) message(id);
}

void Queue::sent_by(const std::string& id, std::string_view address) {
  message(id).sender = Sender{address.empty(), mail_domain(address)};
}

// It stays known, so that "queued as" can still be told, but not its sender.
void Queue::removed(const std::string& id) {
  const auto found = messages_.find(id);
  if (found != messages_.end()) found->second.sender.reset();
}

const Sender* Queue::sender(const std::string& id) const {
  const auto found = messages_.find(id);
  return found == messages_.end() || !found->second.sender ? nullptr : &*found->second.sender;
}

namespace {

// 64 bits, of far fewer than 2^32 that are known at a time.
std::size_t mark_of(std::string_view id, std::string_view recipient) {
  return std::hash<std::string>{}(std::string(id) + '\n' + std::string(recipient));
}

}  // namespace

void RelayedMessages::add(std::string_view id, std::string_view recipient) {
  const std::size_t mark = mark_of(id, recipient);
  if (!marks_.insert(mark).second) return;
  order_.push_back(mark);
  if (order_.size() <= max_known) return;
  marks_.erase(order_.front());
  order_.pop_front();
}

bool RelayedMessages::has(std::string_view id, std::string_view recipient) const {
  return !recipient.empty() && marks_.contains(mark_of(id, recipient));
}

LogReader::LogReader(Lines lines, const ReaderOptions& options, std::string_view format_name)
    : options_(options.import),
      rule_(counting_rule(options.import, format_name, {"delivered"})),
      lines_(std::move(lines)),
      clock_(options.import) {
  check_company_from(options.import, format_name);
}

bool LogReader::next(Row& row) {
  for (;;) {
    const std::size_t length = lines_.line_end(0);
    if (length == 0) {
      check_format();
      return false;
    }
    row.begin(line_++);
    if (length > max_row_bytes) {
      refuse_long_line(lines_, row);
      return true;
    }
    row.bytes = without_line_end(lines_.unread().substr(0, length));
    lines_.consume(length);
    clock_.pass(time_of(row.bytes));
    const Is what = read(row.bytes, row);
    if (what != Is::other) of_format_ = true;
    if (what == Is::delivery) return true;
    if (!row.bytes.empty()) ++skipped_;
  }
}

void LogReader::check_format() const {
  if (!of_format_)
    throw Error(ErrorCode::bad_input,
                "no line of the file is of a log of the format " + std::string(format) +
                    ", nothing was read; is it another file, or another --format?",
                lines_.path() + ":1");
}

std::vector<std::string> LogReader::notices() const {
  std::vector<std::string> notices;
  if (skipped_ != 0)
    notices.push_back(lines_.path() + ": " + std::to_string(skipped_) +
                      (skipped_ == 1 ? " line is" : " lines are") +
                      " about no delivery, and skipped");
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
                    " is from; import the logs in one stream (cat mail.log.1 mail.log | ... -), or"
                    " name the company of the file"};
}

std::string_view LogReader::time_of(std::string_view line) const {
  return line.substr(0, log_time_length(line));
}

std::optional<Refusal> LogReader::read_time(Row& row, std::string_view text) {
  Instant instant;
  auto refusal = clock_.read(text, lines_.path() + ":" + std::to_string(row.line), instant);
  row.time = instant;
  return refusal;
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
