// The columns that a rejects file of CSV rows has in front of theirs. A file with them is read as
// if they were not there, so that it can be imported again once it is corrected.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace porto::internal {

/// What became of the row, why, where it was, and the row itself if it could not be taken apart.
inline constexpr std::array<std::string_view, 5> rejects_columns = {
    "porto_outcome", "porto_reason", "porto_file", "porto_line", "porto_row"};

/// The delimiter of a rejects file, by its first line; NUL if it is none. A spreadsheet may have
/// saved it with another than it had.
char rejects_delimiter(std::string_view first_line) noexcept;

/// The row that a record of a rejects file holds: what stands behind our columns or, where that is
/// blank, the text of porto_row, which is put into `text`. The record itself if it is damaged.
std::string_view rejected_row(std::string_view record, char delimiter, std::string& text);

}  // namespace porto::internal
