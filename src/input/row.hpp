// What every input format reads a file into: rows of named texts.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/refusal.hpp"
#include "input/lines.hpp"
#include "porto/calendar.hpp"

namespace porto::internal {

/// What a row may hold. The names are those of CSV columns and JSON members.
enum class Field : std::uint8_t { event_id, company, occurred_at, quantity, meter, source };
inline constexpr std::array<std::string_view, 6> field_names = {
    "event_id", "company", "occurred_at", "quantity", "meter", "source"};
/// This many of them, from the front, must be there.
inline constexpr std::size_t required_fields = 4;

/// One row as its file has it. The views are valid until the next row is read.
struct Row {
  std::uint64_t line = 0;                  ///< the line its first byte stands on, from 1
  std::string_view bytes;                  ///< as they are, without the line end
  std::array<std::string_view, 6> fields;  ///< by Field; empty where the row has none
  std::optional<Refusal> refusal;          ///< why it is not a row of the format
  std::string_view domain;      ///< the sending domain (lower case), of a row that names no company
  std::optional<Instant> time;  ///< where the reader has read it; else occurred_at is RFC 3339
  std::string_view not_counted;  ///< the type of an event that is no usage ("opened"); else empty
  /// An empty row that begins on a line.
  void begin(std::uint64_t first_line) {
    line = first_line;
    bytes = domain = not_counted = {};
    for (std::string_view& field : fields) field = {};  // not = {}: that is slower by a fifth
    refusal.reset();
    time.reset();
  }
  /// Whether it is known already that the row is no event: refused, or no usage.
  bool is_settled() const noexcept { return refusal || !not_counted.empty(); }
  std::string_view operator[](Field field) const { return fields[static_cast<std::size_t>(field)]; }
  std::string_view& operator[](Field field) { return fields[static_cast<std::size_t>(field)]; }
};

/// What a row is refused for that does not end within max_row_bytes.
Refusal too_long();

/// Refuses the line at the front, which does not end within max_row_bytes: the row has the first of
/// its bytes, the rest is skipped.
void refuse_long_line(Lines& lines, Row& row);

}  // namespace porto::internal
