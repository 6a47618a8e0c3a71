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

const TimeLayout& iso() {
  static const TimeLayout layout("iso");
  return layout;
}

bool starts_with_date(std::string_view line) noexcept {
  return line.size() >= 19 && line[4] == '-' && line[7] == '-' && line[13] == ':' &&
         std::ranges::all_of(line.substr(0, 4), is_digit);
}

bool starts_with_old_time(std::string_view line) noexcept {
  return line.size() > old_time_length && line[3] == ' ' && line[6] == ' ' && line[9] == ':' &&
         line[12] == ':' && is_digit(line[14]);
}

// How far into its year an old syslog time is, in days of months that all have 31; 0 if it names
// none.
int day_of(std::string_view text) noexcept {
  constexpr std::string_view names = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const std::size_t at = names.find(text.substr(0, 3));
  const bool tens = is_digit(text[4]);
  if (at == names.npos || at % 3 != 0 || (!tens && text[4] != ' ') || !is_digit(text[5])) return 0;
  return static_cast<int>(at / 3) * 31 + (tens ? text[4] - '0' : 0) * 10 + (text[5] - '0') + 1;
}

bool has_offset(std::string_view time) noexcept {
  constexpr std::size_t clock_length = 19;  // "2026-03-01T00:00:01"
  return time.size() > clock_length &&
         time.find_first_of("+-Zz", clock_length) != std::string_view::npos;
}

[[noreturn]] void demand(const char* what, const char* option, const std::string& place) {
  throw Error(ErrorCode::bad_input,
              std::string("the times of this log have no ") + what + "; say " + option, place);
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

LogClock::LogClock(const ImportOptions& options) : first_year_(options.year) {
  if (!options.zone.empty()) zone_.emplace(options.zone);
}

void LogClock::pass(std::string_view text) {
  if (text.empty() || text == passed_) return;
  passed_ = text;
  count_years(text);
  ClockTime time;
  const bool whole = starts_with_date(text) || first_year_.has_value();
  if (zone_ && whole && !has_offset(text) && parse(text, time).empty()) follow(time);
}

// A step back of more than half a year is a new year; one forward is a late line of the year
// before, which may come before all others.
void LogClock::count_years(std::string_view text) {
  constexpr int half_a_year = 6 * 31;
  const int day = starts_with_date(text) ? 0 : day_of(text);
  if (day == 0) return;
  const int step = last_day_ == 0 ? 0 : day - last_day_;
  last_day_ = day;
  if (step < -half_a_year) most_passed_ = std::max(most_passed_, ++years_passed_);
  if (step > half_a_year) least_passed_ = std::min(least_passed_, --years_passed_);
}

// The first of two hours is certain if a line came less than an hour before, the second one if the
// clock went back; lines may be a little late.
void LogClock::follow(const ClockTime& time) {
  constexpr std::int64_t minute_us = std::int64_t{60} * 1'000'000;
  constexpr std::int64_t late_us = 5 * minute_us;
  const LocalInstants found = zone_->at_local(time.local_us);
  if (found.count == 0) return;
  const std::int64_t first = found.first.unix_us;
  const std::int64_t last = last_ ? last_->unix_us : first;
  const bool back = found.count == 2 && first + late_us < last;
  if (found.count == 1)
    certain_ = true;
  else if (back)
    certain_ = found.last.unix_us + late_us >= last;
  else
    certain_ = certain_ && first - last < 60 * minute_us;
  last_ = back && certain_ ? found.last : found.first;
}

// With the year in front of an old time.
std::string LogClock::parse(std::string_view text, ClockTime& time) const {
  static const TimeLayout padded("YYYY MMM  D HH:mm:ss");
  static const TimeLayout full("YYYY MMM DD HH:mm:ss");
  if (starts_with_date(text)) return iso().read(text, time);
  return (text[4] == ' ' ? padded : full).read(with_year(text), time);
}

std::string LogClock::with_year(std::string_view text) const {
  const std::string year = std::to_string(first_year_.value_or(0) + years_passed_);
  return std::string(4 - std::min<std::size_t>(year.size(), 4), '0') + year + ' ' +
         std::string(text);
}

std::string LogClock::years() const {
  if (!first_year_ || least_passed_ == most_passed_) return {};
  return "the first line is of " + std::to_string(*first_year_) +
         ", as was said; its lines are of " + std::to_string(*first_year_ + least_passed_) +
         " to " + std::to_string(*first_year_ + most_passed_);
}

std::optional<Refusal> LogClock::read(std::string_view text, const std::string& place,
                                      Instant& instant) {
  pass(text);
  const bool old = !starts_with_date(text);
  if (old && !first_year_) demand("year", "that of the first line (--year 2026)", place);
  shown_ = old ? with_year(text) : std::string(text);
  ClockTime time;
  std::string why = parse(text, time);
  if (!why.empty()) return Refusal{"time is malformed", why};
  if (!time.offset_us && !zone_) demand("zone", "which (--zone Europe/Stockholm)", place);
  why = to_instant(time, zone_ ? &*zone_ : nullptr, Ambiguous::first, instant);
  if (!why.empty()) return Refusal{"time is not certain", in_quotes(text) + ": " + why};
  if (time.offset_us) return {};
  if (!certain_)
    return Refusal{"time is not certain",
                   in_quotes(text) + ": clocks in " + zone_->name() +
                       " showed it twice, and no line less than an hour before tells which is"
                       " meant; import the log from before that hour in one stream"
                       " (cat mail.log.1 mail.log | ... -)"};
  instant = *last_;
  return {};
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
