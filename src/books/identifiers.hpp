// Numbers of companies, and whether they can be.
#pragma once

#include <string>
#include <string_view>

namespace porto::internal {

/// Without blanks and '-': "556677-8899" to "5566778899".
std::string without_marks(std::string_view number);
/// 1 or more digits, and nothing else.
bool is_digits(std::string_view text) noexcept;
/// Digits of which the last is right by Luhn's rule: bankgiro and plusgiro numbers are.
bool has_luhn_digit(std::string_view digits) noexcept;
/// An IBAN without blanks: a country, two check digits that are right modulo 97, and the account.
bool is_iban(std::string_view iban) noexcept;
/// A Swedish organisation number as 10 digits, of which the last is right by Luhn's rule.
bool is_swedish_organisation(std::string_view digits) noexcept;
/// "SE", 10 digits as above, "01".
bool is_swedish_vat_number(std::string_view number) noexcept;
/// A VAT number begins with the two letters of a country; Greece has EL.
bool begins_with_country(std::string_view number) noexcept;

}  // namespace porto::internal
