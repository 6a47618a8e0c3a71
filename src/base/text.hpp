// Small tools on text that every folder's messages and checks share.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace porto::internal {

/// True for the ten digits of ASCII, in every locale.
constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
/// A char has no sign on some machines, so that it cannot be asked whether it is below 0.
constexpr bool is_ascii(char c) noexcept { return static_cast<unsigned char>(c) < 0x80; }

/// The text as it may be shown in a message: in quotes (std::quoted would not escape); the bytes of
/// control characters, of marks that turn the direction of writing, and of what is no UTF-8 as
/// \xNN; cut at about 60 bytes.
std::string in_quotes(std::string_view text);
/// The same without quotes, and all of it: what comes from outside (a path, the name of a document)
/// and is given back is UTF-8, on one line.
std::string escaped(std::string_view text);
/// The same, but line ends stay.
std::string escaped_lines(std::string_view text);

/// The text without the spaces, tabs and no-break spaces (U+00A0, U+202F) at its ends.
std::string_view without_blanks(std::string_view text) noexcept;

/// The known name that is close enough to be meant (a few edits away), or empty.
std::string_view nearest(std::string_view name, std::span<const std::string_view> known);

/// The letters A to Z in lower case; all else stays.
std::string lower_case(std::string_view text);

/// True for well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms).
bool is_utf8(std::string_view text) noexcept;
/// How many bytes at the front are well-formed UTF-8.
std::size_t utf8_length(std::string_view text) noexcept;
/// The first character of well-formed UTF-8, and else the first byte; `text` is not empty.
std::string_view first_character(std::string_view text) noexcept;

/// Why text cannot stand in an invoice, or in any XML 1.0: not UTF-8, a control character, U+FFFE
/// or U+FFFF, a character that turns the direction of writing; null if it can.
const char* why_not_text(std::string_view text) noexcept;

/// Why text cannot be an id (company, event, source, tariff ...): empty, too long, or
/// why_not_text(); null if it can. Ids are never normalised.
const char* why_not_id(std::string_view text) noexcept;

}  // namespace porto::internal
