// Tariff documents that several tests price with.
#pragma once

#include <string>

namespace porto::testing {

/// 500 SEK a month covers 10,000 messages, 0.012 SEK for each one above.
inline const std::string vitec = R"toml(id        = "vitec-epost"
version   = 1
effective = "2024-02"
name      = "E-post via Mailgun"
currency  = "SEK"
language  = "sv"
round     = { decimals = 2, mode = "half_up" }

[[charge]]
id       = "epost"
meter    = "messages"
fee      = 500
included = 10000
price    = "0.012"
unit     = "H87"
fee_text = "E-post via Mailgun, fast avgift {month} ({included} meddelanden ingår)"
text     = "E-post via Mailgun {month}, {quantity} meddelanden utöver {included}"
)toml";

/// The text with the first occurrence of `what` replaced.
inline std::string replaced(std::string text, const std::string& what, const std::string& with) {
  return text.replace(text.find(what), what.size(), with);
}

}  // namespace porto::testing
