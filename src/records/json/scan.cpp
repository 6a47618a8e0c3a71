// See scan.hpp.
#include "records/json/scan.hpp"

#include "records/json/tokens.hpp"

namespace porto::internal {
namespace {

constexpr int max_depth = 64;  // as many levels as objects_ has bits

}  // namespace

JsonScan JsonScan::to_lists() {
  JsonScan scan;
  scan.at_lists_ = true;
  return scan;
}

JsonScan JsonScan::rest_of_envelope() {
  JsonScan scan = to_lists();
  scan.depth_ = 1;
  scan.objects_ = 1;
  scan.last_ = ']';
  return scan;
}

JsonScan JsonScan::to_members() {
  JsonScan scan;
  scan.at_members_ = true;
  return scan;
}

JsonScan::State JsonScan::fail(const char* why) {
  why_ = why;
  return State::broken;
}

JsonScan::State JsonScan::scan(std::string_view bytes) {
  while (at_ < bytes.size()) {
    const State state = in_text_ ? take_in_text(bytes) : take(bytes[at_]);
    if (state != State::open) return state;
  }
  return State::open;
}

// Through the closing quote, or to the end of the bytes.
JsonScan::State JsonScan::take_in_text(std::string_view bytes) {
  std::size_t at = at_;
  if (escaped_ && at < bytes.size()) {
    escaped_ = false;
    ++at;
  }
  while (at < bytes.size() && bytes[at] != '"' && bytes[at] != '\\' && bytes[at] != '\n') ++at;
  at_ = at;
  if (at == bytes.size()) return State::open;
  if (bytes[at] == '\n') return fail("a text is not closed on its line");
  if (bytes[at] == '\\') {
    escaped_ = true;
  } else {
    in_text_ = false;
    text_end_ = at;
  }
  ++at_;
  return depth_ == 0 && !in_text_ ? State::ended : State::open;
}

JsonScan::State JsonScan::take(char c) {
  if (depth_ == 0 && last_ != '\0' && (is_json_blank(c) || c == ',' || c == ']' || c == '}'))
    return State::ended;  // a number or a literal alone
  if (is_json_blank(c)) {
    ++at_;
    return State::open;
  }
  if (c == '{' || c == '[') return open_nest(c);
  if (c == '}' || c == ']') return close_nest(c);
  if (c == '"') return start_text();
  const bool is_member = at_members_ && c == ':' && last_ == '"' && depth_ > 0 && in_object();
  last_ = c;
  ++at_;
  return is_member ? State::member : State::open;
}

JsonScan::State JsonScan::start_text() {
  if (depth_ != 0 && last_ != '{' && last_ != '[' && last_ != ',' && last_ != ':')
    return fail("a comma or colon is missing before a text");
  in_text_ = true;
  last_ = '"';
  text_start_ = ++at_;
  return State::open;
}

JsonScan::State JsonScan::open_nest(char c) {
  const bool fits = depth_ == 0   ? last_ == '\0'
                    : in_object() ? last_ == ':'
                                  : last_ == '[' || last_ == ',';
  if (!fits)
    return fail(c == '{' ? "an object begins where none may" : "an array begins where none may");
  if (depth_ == max_depth) return fail("it is nested too deeply, more than 64 levels");
  ++at_;
  if (at_lists_ && c == '[' && depth_ == 1 && in_object()) return State::list;
  push(c == '{');
  return State::open;
}

void JsonScan::enter_list() { push(false); }

void JsonScan::push(bool object) {
  const std::uint64_t bit = std::uint64_t{1} << depth_;
  objects_ = object ? objects_ | bit : objects_ & ~bit;
  ++depth_;
  last_ = object ? '{' : '[';
}

JsonScan::State JsonScan::close_nest(char c) {
  if (depth_ == 0) return fail("a bracket closes what was not opened");
  if ((c == '}') != in_object()) return fail("a bracket closes the other kind");
  --depth_;
  last_ = c;
  ++at_;
  return depth_ == 0 ? State::ended : State::open;
}

}  // namespace porto::internal
