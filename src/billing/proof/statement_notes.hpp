// The notes of a statement that say the same of every company, so that a page can say them in
// another language.
#pragma once

#include <string_view>

namespace porto::internal {

inline constexpr std::string_view note_open = "the month is open: nothing here is final";
inline constexpr std::string_view note_before_first =
    "the month is before the first that was closed: later invoices have what is due";
inline constexpr std::string_view note_pruned =
    "the events of the month were pruned: of its days only the usage of domains is known any more";
/// A change's number, who made it and why follow.
inline constexpr std::string_view note_closed_without = "the month was closed without the company";
inline constexpr std::string_view note_left_out_is_due =
    "the next close bills what is due of the month";
inline constexpr std::string_view note_changed =
    "the month has changed since it was closed; the next close settles that";

}  // namespace porto::internal
