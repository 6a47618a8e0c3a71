// What may stand around a supplier's events when a service between it and the file has passed them
// on: the notifications, messages, log events and list answers of clouds and meters. A wrapper is a
// row of the table in wrappers.cpp; no reader of events knows of any.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "records/json/value.hpp"

namespace porto::internal {

/// What a record is.
enum class Wrapping : std::uint8_t {
  nothing,   ///< no wrapper that is known
  records,   ///< a wrapper with records inside, or an empty list
  no_usage,  ///< what the service itself says: a confirmation, a test
};

/// Looks whether records are wrappers, and takes out what they hold.
class Unwrapper {
 public:
  Unwrapper();

  /// Looks at a record, behind which padding_bytes may be read. Throws Refusal for a wrapper whose
  /// content cannot be taken out.
  Wrapping look(std::string_view record);

  /// The JSON that it holds; valid until the next look, while the record is.
  std::string_view content() const noexcept { return content_; }
  /// Whether the content is a part of the record as it stands there, and not text that was decoded.
  bool is_part() const noexcept { return is_part_; }
  /// Whether the service says that it has not counted what the record holds.
  bool is_uncounted() const;
  /// The type of a record that is no usage; valid as the content is.
  std::string_view type() const noexcept { return type_; }

 private:
  struct Known {
    std::size_t row;  // of the table
    JsonMembers::Member content;
    std::vector<JsonMembers::Member> marks;
  };

  bool has(JsonMembers::Member member) const;
  bool is(const Known& known) const;
  bool is_no_usage();
  Wrapping take(const Known& known);
  bool decode(const Known& known);
  bool is_empty_page(std::string_view record);

  JsonMembers members_;
  std::vector<Known> known_;
  std::vector<JsonMembers::Member> lists_;
  JsonMembers::Member specversion_ = members_.want("specversion");
  JsonMembers::Member type_of_message_ = members_.want("Type");
  JsonMembers::Member topic_ = members_.want("TopicArn");
  JsonMembers::Member detail_type_ = members_.want("detail-type");
  JsonMembers::Member source_ = members_.want("source");
  JsonMembers::Member is_base64_ = members_.want("isBase64Encoded");
  JsonMembers::Member validation_error_ = members_.want("validationError");
  JsonMembers::Member validation_errors_ = members_.want("validation_errors");
  std::string_view content_;
  std::string_view type_;
  bool is_part_ = false;
  std::string decoded_;  // the content, as the next
  std::string expanded_;
};

/// Whether an array may hold wrapped records, if it is a member of this name.
bool may_hold_wrappers(std::string_view name) noexcept;
/// Whether it does, by its first element: `elements` are the bytes behind its bracket, of which no
/// more than these are looked at.
inline constexpr std::size_t enough_of_wrapper = 16 * 1024;
bool holds_wrappers(std::string_view name, std::string_view elements);

}  // namespace porto::internal
