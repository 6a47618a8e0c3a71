// What a terminal can show: how much of it, and how.
#pragma once

#include <cstddef>
#include <string>

namespace porto_cli {

/// Whether a descriptor is a terminal.
bool is_terminal(int descriptor);

/// Characters in a line of the terminal, as it is now: it may be resized at any time. If it does
/// not say, the environment's COLUMNS; else 80.
std::size_t terminal_width(int descriptor);

/// Whether what is written to a descriptor may be bold or red: it is a terminal that understands
/// such commands, and nobody has asked for none (NO_COLOR).
bool may_style(int descriptor);

/// The text, made bold or red where that may be.
std::string bold(const std::string& text, bool may);
/// What begins and ends red text on standard error; empty where that may not be.
const char* red_begins() noexcept;
const char* red_ends() noexcept;

}  // namespace porto_cli
