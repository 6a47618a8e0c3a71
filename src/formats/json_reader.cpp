// See json_reader.hpp.
#include "formats/json_reader.hpp"

#include <algorithm>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto::internal {

JsonReader::JsonReader(Lines lines, std::span<const std::string_view> envelopes)
    : records_(std::move(lines), envelopes) {
  if (records_.at_end())
    throw Error(ErrorCode::bad_input, "the file has only blank lines; nothing would be imported",
                records_.lines().path() + ":1");
}

bool JsonReader::next(Row& row) {
  bool there = records_.next();
  while (there) {
    if (!take_record(row)) {
      there = records_.next();
      continue;
    }
    if (!row.refusal || !records_.is_guess()) break;
    there = records_.again();
  }
  if (there && row.refusal && !row.bytes.empty())
    row.refusal->detail += "; the row starts with " + in_quotes(row.bytes);
  return there;
}

std::vector<std::string> JsonReader::notices() const {
  const auto& [records, first_line] = records_.uncounted();
  if (records == 0) return {};
  const std::string them = records == 1 ? "1 event has" : std::to_string(records) + " events have";
  return {lines().path() + ":" + std::to_string(first_line) + ": " + them +
          " a validation error of OpenMeter, which does not meter such events; here they are read"
          " as all others"};
}

void JsonReader::begin(Row& row) const {
  row.begin(records_.line());
  row.bytes = records_.bytes();
}

// False if the record is a wrapper, whose records come next. Only what cannot be read as an event
// is looked at as a wrapper, so that events pay nothing for it; but the records of a file are
// mostly alike, so that behind a wrapper another one is expected.
bool JsonReader::take_record(Row& row) {
  begin(row);
  row.refusal = records_.broken();
  if (row.refusal) return true;
  Wrapping wrapping = Wrapping::nothing;
  bool& likely = wrapped_[records_.depth()];
  const bool looked = likely;
  if (looked) wrapping = open_record(row);
  if (wrapping == Wrapping::nothing) {
    read_record(row);
    if (row.refusal && !looked) wrapping = open_record(row);
  }
  likely = wrapping != Wrapping::nothing;
  return wrapping != Wrapping::records;
}

void JsonReader::read_record(Row& row) {
  try {
    read_members(row.bytes);
    read(row);
  } catch (Refusal& refusal) {
    row.refusal = std::move(refusal);
  }
}

// The row of a wrapper that holds no records; it stays as it is if the record is no wrapper.
Wrapping JsonReader::open_record(Row& row) {
  try {
    const Wrapping wrapping = records_.open();
    if (wrapping != Wrapping::no_usage) return wrapping;
    begin(row);
    row.not_counted = records_.type();
  } catch (Refusal& refusal) {
    begin(row);
    row.refusal = std::move(refusal);
  }
  return Wrapping::no_usage;
}

std::string_view counting_rule(const ImportOptions& options, std::string_view format,
                               std::initializer_list<std::string_view> rules) {
  if (options.count.empty()) return *rules.begin();
  const auto* rule = std::ranges::find(rules, options.count);
  if (rule != rules.end()) return *rule;
  std::string message = "events of format " + std::string(format) +
                        " cannot be counted by the rule " + in_quotes(options.count) + "; use";
  for (const auto* known = rules.begin(); known != rules.end(); ++known)
    message += (known == rules.begin() ? " " : " or ") + std::string(*known);
  throw Error(ErrorCode::invalid_argument, message, "count");
}

std::string_view QuantityFrom::of(const JsonMembers& members) const {
  return member_ ? members.required_number(*member_) : "1";
}

namespace {

Instant instant(Instant (*parse)(std::string_view), std::string_view text, std::string_view name) {
  try {
    return parse(text);
  } catch (const Error& error) {
    throw Refusal{std::string(name) + " is malformed", error.what()};
  }
}

}  // namespace

Instant rfc3339_instant(std::string_view text, std::string_view name) {
  return instant(parse_rfc3339, text, name);
}

Instant epoch_instant(std::string_view seconds, std::string_view name) {
  return instant(parse_epoch_seconds, seconds, name);
}

std::string recipient_mark(std::string_view message_id, std::string_view recipient) {
  constexpr std::size_t digits = 16;  // 64 bits: a message has far fewer recipients than 2^32
  Sha256 digest;
  digest.add(message_id);
  digest.add(std::string_view("\0", 1));
  digest.add(recipient);
  return digest.hex().substr(0, digits);
}

std::string_view event_type(std::string_view type) {
  constexpr std::size_t longest = 100;
  if (type.size() > longest || why_not_id(type) != nullptr)
    throw Refusal{"type of event cannot be used",
                  in_quotes(type) + " is not a short name such as delivered"};
  return type;
}

void set_not_counted(Row& row, std::string_view type) {
  try {
    row.not_counted = event_type(type);
  } catch (Refusal& refusal) {
    row.refusal = std::move(refusal);
  }
}

}  // namespace porto::internal
