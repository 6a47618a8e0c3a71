// See wrappers.hpp.
#include "records/json/wrappers.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include "base/text.hpp"
#include "input/gzip.hpp"
#include "input/lines.hpp"
#include "porto/error.hpp"
#include "records/json/base64.hpp"
#include "records/json/head.hpp"

namespace porto::internal {
namespace {

enum class Holds : std::uint8_t {
  json,  // an object, an array, or text of one
  text,
  object,
  base64,
};

// A record with the member `content` is a wrapper if one of the marks is beside it. Without marks
// the content tells by itself.
struct Wrapper {
  const char* content;
  Holds holds;
  std::array<const char*, 6> marks{};
};
constexpr Wrapper wrappers[] = {
    // Amazon SNS, to a web address or a queue; to a Lambda function.
    {"Message", Holds::json, {"TopicArn", "Type", "UnsubscribeURL", "SigningCertURL"}},
    {"Sns", Holds::object},
    // Amazon EventBridge.
    {"detail", Holds::json, {"detail-type"}},
    // Amazon SQS to a Lambda function, and what a web address behind API Gateway was sent.
    {"body",
     Holds::json,
     {"receiptHandle", "md5OfBody", "messageId", "eventSource", "httpMethod", "requestContext"}},
    // Amazon SQS, as a queue is read.
    {"Body", Holds::json, {"ReceiptHandle", "MD5OfBody", "MessageId"}},
    // Amazon CloudWatch Logs: an event of a log; what a Lambda function is sent.
    {"message", Holds::text, {"timestamp", "ingestionTime", "eventId", "logStreamName"}},
    {"awslogs.data", Holds::base64},
    // What a Lambda function was called with, as its destinations have it.
    {"requestPayload", Holds::json, {"requestContext"}},
    // Amazon Kinesis: to a Lambda function, as a stream is read, and Firehose's records.
    {"kinesis.data", Holds::base64},
    {"Data", Holds::base64, {"SequenceNumber", "PartitionKey"}},
    {"data", Holds::base64},
    // Google Pub/Sub, pushed or pulled.
    {"message.data", Holds::base64, {"subscription", "ackId"}},
    // OpenMeter's list answer.
    {"event", Holds::object, {"event.specversion"}},
};

// Members whose array holds wrapped records, and the member by which its elements are known.
struct WrapperList {
  std::string_view name;
  std::string_view element;
};
constexpr WrapperList wrapper_lists[] = {
    {"Records", "Sns"},
    {"Records", "body"},
    {"Records", "Data"},
    {"Records", "kinesis.data"},
    {"records", "data"},
    {"Messages", "Body"},
    {"logEvents", "message"},
    {"events", "message"},
    {"items", "event.specversion"},
    {"data", "event.specversion"},
    {"receivedMessages", "message.data"},
};
// What may stand beside such an array in a page that has nothing else.
constexpr std::string_view page_members[] = {
    "nextCursor", "nextToken", "NextToken", "nextForwardToken", "nextBackwardToken",
    "meta",       "page",      "pageSize",  "totalCount",       "searchedLogStreams"};

// What services write as text into their own messages.
struct Note {
  std::string_view start;
  std::string_view type;
};
constexpr Note notes[] = {{"Successfully validated SNS topic", "topic validation"},
                          {"CWL CONTROL MESSAGE", "log control message"},
                          {"INIT_START ", "log of a function's run"},
                          {"START RequestId: ", "log of a function's run"},
                          {"END RequestId: ", "log of a function's run"},
                          {"REPORT RequestId: ", "log of a function's run"}};

struct ServiceEvent {
  std::string_view source;
  std::string_view type;
};
// Of EventBridge, none of which is about a message.
constexpr ServiceEvent service_events[] = {{"aws.ses", "Advisor Recommendation Status Open"},
                                           {"aws.ses", "Advisor Recommendation Status Resolved"},
                                           {"aws.ses", "Sending Status Enabled"},
                                           {"aws.ses", "Sending Status Disabled"},
                                           {"aws.events", "Scheduled Event"}};

bool begins_json(std::string_view text) {
  if (text.starts_with(utf8_mark)) text.remove_prefix(utf8_mark.size());
  const std::size_t start = text.find_first_not_of(json_blanks);
  return start != std::string_view::npos && (text[start] == '{' || text[start] == '[');
}

class TextSource final : public ByteSource {
 public:
  explicit TextSource(std::string_view text) : left_(text) {}
  std::size_t read(std::span<char> to) override {
    const std::size_t count = left_.copy(to.data(), to.size());
    left_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view left_;
};

// Decompresses text as long as a record may be.
std::string expanded(std::string_view compressed) {
  std::string text;
  try {
    const auto source = gunzip(std::make_unique<TextSource>(compressed), "");
    std::array<char, 16 * 1024> bytes;
    for (std::size_t count = source->read(bytes); count != 0; count = source->read(bytes)) {
      text.append(bytes.data(), count);
      if (text.size() > max_row_bytes)
        throw Refusal{"row is too long",
                      "decompressed, it may have " + std::to_string(max_row_bytes) + " bytes"};
    }
  } catch (const Error& error) {
    if (error.code() != ErrorCode::bad_input) throw;
    throw Refusal{"row is not gzip", "what it holds in base64 is damaged or cut short"};
  }
  return text;
}

}  // namespace

Unwrapper::Unwrapper() {
  for (std::size_t row = 0; row < std::size(wrappers); ++row) {
    Known& known = known_.emplace_back(Known{row, members_.want(wrappers[row].content), {}});
    for (const char* mark : wrappers[row].marks)
      if (mark != nullptr) known.marks.push_back(members_.want(mark));
  }
  for (const WrapperList& list : wrapper_lists) lists_.push_back(members_.want(list.name));
}

Wrapping Unwrapper::look(std::string_view record) {
  try {
    members_.read(record);
  } catch (const Refusal&) {
    return Wrapping::nothing;  // whoever reads events says why
  }
  if (has(specversion_)) return Wrapping::nothing;  // a CloudEvent, which is an event
  if (is_no_usage()) return Wrapping::no_usage;
  for (const Known& known : known_) {
    if (!is(known)) continue;
    const Wrapping found = take(known);
    if (found != Wrapping::nothing) return found;
  }
  if (!is_empty_page(record)) return Wrapping::nothing;
  content_ = "[]";
  is_part_ = false;
  return Wrapping::records;
}

bool Unwrapper::has(JsonMembers::Member member) const {
  const JsonKind kind = members_[member].kind;
  return kind != JsonKind::absent && kind != JsonKind::null;
}

// By OpenMeter.
bool Unwrapper::is_uncounted() const {
  return !members_.text(validation_error_).empty() || members_[validation_errors_].items != 0;
}

bool Unwrapper::is(const Known& known) const {
  const JsonKind kind = members_[known.content].kind;
  const Holds holds = wrappers[known.row].holds;
  const bool fits = kind == JsonKind::text     ? holds != Holds::object
                    : kind == JsonKind::object ? holds == Holds::json || holds == Holds::object
                                               : kind == JsonKind::array && holds == Holds::json;
  return fits && (known.marks.empty() ||
                  std::ranges::any_of(known.marks, [this](auto mark) { return has(mark); }));
}

bool Unwrapper::is_no_usage() {
  const std::string_view type = members_.text(type_of_message_);
  const bool confirms = type == "SubscriptionConfirmation" || type == "UnsubscribeConfirmation";
  if (confirms && has(topic_)) {
    type_ = type;
    return true;
  }
  for (const ServiceEvent& event : service_events) {
    if (members_.text(source_) != event.source || members_.text(detail_type_) != event.type)
      continue;
    type_ = event.type;
    return true;
  }
  return false;
}

Wrapping Unwrapper::take(const Known& known) {
  const JsonValue& value = members_[known.content];
  content_ = value.text;
  is_part_ = value.kind != JsonKind::text;
  if (is_part_) return Wrapping::records;
  for (const Note& note : notes) {
    if (!content_.starts_with(note.start)) continue;
    type_ = note.type;
    return Wrapping::no_usage;
  }
  if (decode(known) && begins_json(content_)) return Wrapping::records;
  if (known.marks.empty()) return Wrapping::nothing;
  throw Refusal{"row is not JSON", "its member " + members_.path(known.content) + " holds " +
                                       in_quotes(value.text) + "; porto reads JSON there"};
}

// False if the content is to be base64 and is not.
bool Unwrapper::decode(const Known& known) {
  const bool is_base64 =
      wrappers[known.row].holds == Holds::base64 || members_[is_base64_].text == "true";
  if (!is_base64) return true;
  if (!decode_base64(content_, decoded_)) return false;
  content_ = decoded_;
  if (!is_gzip(content_)) return true;
  expanded_ = expanded(content_);
  content_ = expanded_;
  return true;
}

bool Unwrapper::is_empty_page(std::string_view record) {
  const auto is_empty = [this](JsonMembers::Member member) {
    return members_[member].kind == JsonKind::array && members_[member].items == 0;
  };
  if (!std::ranges::any_of(lists_, is_empty)) return false;
  bool has_more = false;
  JsonMembers page;
  for (const WrapperList& list : wrapper_lists) page.want(list.name);
  for (const std::string_view name : page_members) page.want(name);
  page.on_other = [&has_more](std::string_view) { return has_more = true; };
  page.read(record);
  return !has_more && std::ranges::all_of(lists_, [&](JsonMembers::Member member) {
    return members_[member].kind == JsonKind::absent || is_empty(member);
  });
}

bool may_hold_wrappers(std::string_view name) noexcept {
  return std::ranges::find(wrapper_lists, name, &WrapperList::name) != std::end(wrapper_lists);
}

bool holds_wrappers(std::string_view name, std::string_view elements) {
  const JsonHead first(elements.substr(0, enough_of_wrapper), true);
  return std::ranges::any_of(wrapper_lists, [&](const WrapperList& list) {
    return list.name == name && first.has(list.element);
  });
}

}  // namespace porto::internal
