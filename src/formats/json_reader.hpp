// What all readers of JSON events share: the records of the file, out of whatever wraps them, read
// strictly one by one, and their counting rule.
#pragma once

#include <array>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formats/reader.hpp"
#include "records/json/unwrap.hpp"
#include "records/json/value.hpp"

namespace porto::internal {

class JsonReader : public Reader {
 public:
  /// `envelopes`: see JsonRecords. Error bad_input if the file has only blanks.
  JsonReader(Lines lines, std::span<const std::string_view> envelopes);

  bool next(Row& row) final;
  const Lines& lines() const final { return records_.lines(); }
  std::vector<std::string> notices() const override;

 protected:
  /// Makes a row of the record that members_ has read. Throws Refusal.
  virtual void read(Row& row) = 0;
  /// Reads the members of a record. Throws Refusal.
  virtual void read_members(std::string_view record) { members_.read(record); }

  JsonMembers members_;

 private:
  bool take_record(Row& row);
  void read_record(Row& row);
  Wrapping open_record(Row& row);
  void begin(Row& row) const;

  WrappedRecords records_;
  // Whether the last record inside this many wrappers was one: the next is likely to be one too.
  std::array<bool, max_wrappers + 1> wrapped_{};
};

/// Counting rules that several formats have: what must have happened to a message.
namespace counting {
inline constexpr std::string_view processed = "processed";
inline constexpr std::string_view delivered = "delivered";
inline constexpr std::string_view accepted = "accepted";
}  // namespace counting

/// The rule by which events are counted: the caller's, which must be one of the format's, or else
/// the first of these. Error invalid_argument.
std::string_view counting_rule(const ImportOptions& options, std::string_view format,
                               std::initializer_list<std::string_view> rules);

/// The quantity of events that carry one: at the member that the caller named; 1 if none was named.
class QuantityFrom {
 public:
  QuantityFrom(std::string_view path, JsonMembers& members)
      : member_(path.empty() ? std::nullopt : std::optional(members.want(path))) {}
  /// Throws Refusal if there is no number, or text of one.
  std::string_view of(const JsonMembers& members) const;

 private:
  std::optional<JsonMembers::Member> member_;
};

/// Times as suppliers write them. `name` is the member's. Throw Refusal.
Instant rfc3339_instant(std::string_view text, std::string_view name);
Instant epoch_instant(std::string_view seconds, std::string_view name);

/// What stands for a recipient in an id: a digest with the message's id, so that the same address
/// is another mark in each message, and no address reaches the ledger.
std::string recipient_mark(std::string_view message_id, std::string_view recipient);

/// The type of an event that is no usage, as a report lists it. Throws Refusal if it is no name.
std::string_view event_type(std::string_view type);

/// The row is an event of a type that is no usage; or is refused, where event_type() refuses it.
void set_not_counted(Row& row, std::string_view type);

}  // namespace porto::internal
