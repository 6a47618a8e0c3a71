// See records.hpp.
#include "records/json/records.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "input/row.hpp"
#include "records/json/value.hpp"
#include "records/json/wrappers.hpp"

namespace porto::internal {
namespace {

constexpr std::size_t max_indent = 256;

}  // namespace

JsonRecords::JsonRecords(Lines lines, std::span<const std::string_view> envelopes,
                         std::uint64_t first_line)
    : lines_(std::move(lines)), envelopes_(envelopes), line_(first_line) {}

void JsonRecords::consume(std::size_t bytes) {
  const std::string_view taken = lines_.unread().substr(0, bytes);
  line_ += static_cast<std::uint64_t>(std::ranges::count(taken, '\n'));
  lines_.consume(bytes);
  line_start_ = false;
}

bool JsonRecords::read_more() {
  const std::size_t before = lines_.unread().size();
  lines_.fill(before + 1);
  return lines_.unread().size() > before;
}

// Blanks, and the byte order marks of files that were joined.
void JsonRecords::skip_blanks() {
  do {
    std::size_t at = 0;
    for (const char c : lines_.unread()) {
      if (json_blanks.find(c) == std::string_view::npos) break;
      ++at;
      if (c == '\n') {
        ++line_;
        line_start_ = true;
        indent_.clear();
      } else if (line_start_ && indent_.size() < max_indent) {
        indent_ += c;
      }
    }
    lines_.consume(at);
  } while (lines_.unread().empty() ? read_more() : lines_.drop_marks());
}

bool JsonRecords::at_end() {
  skip_blanks();
  return lines_.unread().empty();
}

bool JsonRecords::next() {
  leave_record();
  return find_record();
}

bool JsonRecords::again() {
  guess_ = false;
  length_ = 0;
  const Step step = take_value();
  return step == Step::found || (step == Step::go_on && find_record());
}

bool JsonRecords::find_record() {
  for (;;) {
    const Step taken = step();
    if (taken != Step::go_on) return taken == Step::found;
  }
}

void JsonRecords::leave_record() {
  if (length_ != 0) {
    if (guess_)
      lines_.consume(length_);  // a part of one line
    else
      consume(length_);
    line_start_ = false;
    awaits_ = Awaits::comma;
  }
  if (skipping_) skip_to_line();
  length_ = 0;
  guess_ = skipping_ = false;
  broken_.reset();
}

std::string JsonRecords::line_beginning() const { return "\n" + indent_ + bracket_; }

// Goes on, behind a broken record, at a line that begins as the record's did.
void JsonRecords::skip_to_line() {
  const std::string beginning = line_beginning();
  nests_.resize(nests_above_);
  awaits_ = Awaits::element;
  std::size_t found = lines_.unread().find(beginning);
  while (found == std::string_view::npos) {
    // It may lie across the seam of two chunks.
    consume(lines_.unread().size() - std::min(lines_.unread().size(), beginning.size() - 1));
    if (!read_more()) {
      consume(lines_.unread().size());
      nests_.clear();  // that they are not closed is part of what was refused
      return;
    }
    found = lines_.unread().find(beginning);
  }
  consume(found);
}

JsonRecords::Step JsonRecords::refuse(Refusal why) {
  broken_ = std::move(why);
  return Step::found;
}

JsonRecords::Step JsonRecords::refuse_and_skip(Refusal why) {
  const std::string beginning = line_beginning();
  std::size_t end = lines_.unread().find(beginning);
  while (end == std::string_view::npos && lines_.unread().size() <= max_row_bytes) {
    // It may lie across the seam of two chunks.
    const std::size_t searched =
        lines_.unread().size() - std::min(lines_.unread().size(), beginning.size() - 1);
    if (!read_more()) break;
    end = lines_.unread().find(beginning, searched);
  }
  const std::string_view refused = lines_.unread().substr(0, std::min(end, max_row_bytes));
  length_ = refused.find_last_not_of(json_blanks) + 1;
  skipping_ = true;
  return refuse(std::move(why));
}

JsonRecords::Step JsonRecords::step() {
  skip_blanks();
  record_line_ = line_;
  if (lines_.unread().empty()) {
    if (nests_.empty()) return Step::end;
    nests_.clear();
    return refuse(
        {"row is missing", "the file ends before its list of records does; it may be cut off"});
  }
  const char c = lines_.unread().front();
  if (line_start_) {
    bracket_ = c == '[' ? '[' : '{';
    nests_above_ = nests_.size();
  }
  if (!nests_.empty()) return step_in_nest(c);
  if (c == '[') {
    enter(Nest::array, 1);
    return Step::go_on;
  }
  if (c == '{') return take_line() ? Step::found : take_value();
  if (c == ',' && awaits_ == Awaits::comma) {  // as in an array, whose brackets are not here
    consume(1);
    awaits_ = Awaits::element;
    return Step::go_on;
  }
  return refuse_and_skip({"row is not JSON", "a record begins with {"});
}

JsonRecords::Step JsonRecords::step_in_nest(char c) {
  if (c == ']') return leave_nest();
  if (c == ',' && awaits_ == Awaits::comma) {
    consume(1);
    awaits_ = Awaits::element;
    return Step::go_on;
  }
  if (c == ',') return refuse_and_skip({"row is missing", "nothing stands before a comma"});
  if (awaits_ != Awaits::comma) return take_line() ? Step::found : take_value();
  if (c != '{') return refuse_and_skip({"row is not JSON", "a comma is missing before it"});
  nests_.clear();
  return refuse(
      {"row is missing",
       "the list of records is not closed here; what follows is read as further records"});
}

void JsonRecords::enter(Nest nest, std::size_t bytes) {
  consume(bytes);
  nests_.push_back(nest);
  awaits_ = Awaits::first;
}

JsonRecords::Step JsonRecords::leave_nest() {
  const Nest nest = nests_.back();
  const bool comma_before = awaits_ == Awaits::element;
  consume(1);
  nests_.pop_back();
  awaits_ = Awaits::comma;
  if (nest == Nest::envelope) {
    JsonScan rest = JsonScan::rest_of_envelope();
    Refusal why;
    const JsonScan::State state = run(rest, why);
    if (state == JsonScan::State::broken) return refuse_and_skip(std::move(why));
    if (state == JsonScan::State::list)
      enter(Nest::envelope, rest.size());
    else
      consume(rest.size());
  }
  if (comma_before) return refuse({"row is missing", "nothing follows the last comma of the list"});
  return Step::go_on;
}

// Takes the line for the record, if it looks like one: nearly always right where there is a record
// a line, and many times as fast as looking at each byte.
bool JsonRecords::take_line() {
  if (!line_start_) return false;
  const std::size_t end = lines_.line_end(0);
  if (end > max_row_bytes) return false;
  std::string_view line = lines_.unread().substr(0, end);
  const auto drop_blanks = [&line] {
    line = line.substr(0, line.find_last_not_of(json_blanks) + 1);
  };
  drop_blanks();
  if (line.ends_with(',')) {
    line.remove_suffix(1);
    drop_blanks();
  }
  if (!line.starts_with('{') || !line.ends_with('}')) return false;
  length_ = line.size();
  guess_ = true;
  return true;
}

JsonRecords::Step JsonRecords::take_value() {
  const bool in_envelope = std::ranges::find(nests_, Nest::envelope) != nests_.end();
  JsonScan scan = in_envelope ? JsonScan() : JsonScan::to_lists();
  Refusal why;
  const JsonScan::State state = run(scan, why);
  if (state == JsonScan::State::broken) return refuse_and_skip(std::move(why));
  if (state == JsonScan::State::list) {
    enter(Nest::envelope, scan.size());
    return Step::go_on;
  }
  length_ = scan.size();
  return Step::found;
}

// Whether the array there, a member of this name, holds records.
bool JsonRecords::is_envelope(std::size_t list, std::string_view name) {
  if (std::ranges::find(envelopes_, name) != envelopes_.end()) return true;
  if (!may_hold_wrappers(name)) return false;
  const std::string known(name);  // reading moves it
  lines_.fill(list + enough_of_wrapper);
  return holds_wrappers(known, lines_.unread().substr(list));
}

// Scans a value at the front, reading as needed; it ends, or there is the list of an envelope.
JsonScan::State JsonRecords::run_to_list(JsonScan& scan) {
  for (;;) {
    const JsonScan::State state = scan.scan(lines_.unread());
    if (state == JsonScan::State::list) {
      if (is_envelope(scan.size(), scan.text(lines_.unread()))) return state;
      scan.enter_list();
    } else if (state != JsonScan::State::open || scan.size() > max_row_bytes || !read_more()) {
      return state;
    }
  }
}

// The same, and says why a value is broken.
JsonScan::State JsonRecords::run(JsonScan& scan, Refusal& why) {
  const JsonScan::State state = run_to_list(scan);
  if (scan.size() > max_row_bytes) {
    why = too_long();
    return JsonScan::State::broken;
  }
  if (state == JsonScan::State::open && scan.may_end()) return JsonScan::State::ended;
  if (state == JsonScan::State::open) {
    why = {"row is not JSON", "the file ends inside it; it may be cut off"};
    return JsonScan::State::broken;
  }
  if (state == JsonScan::State::broken) {
    const std::string_view read = lines_.unread().substr(0, scan.size());
    const auto line = line_ + static_cast<std::uint64_t>(std::ranges::count(read, '\n'));
    why = {"row is not JSON", std::string(scan.why()) + " (line " + std::to_string(line) + ")"};
  }
  return state;
}

}  // namespace porto::internal
