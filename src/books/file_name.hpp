// Names of files that any file system can have, made from numbers of invoices, which may be any
// text. The rule is that of the command for statements (examples/cli/file_name.hpp), but that upper
// case stays: no two numbers of a ledger differ by case alone, and E-1001.xml should be called so.
#pragma once

#include <string>
#include <string_view>

namespace porto::internal {

/// Letters of ASCII, digits, '-' and '.' stay; any other byte is '_' and two hexadecimal digits. A
/// first letter is written that way too where Windows has a device of that name, and a first '.',
/// which would hide the file. A name that would be longer than file systems take ends in "__" and a
/// checksum.
std::string file_name_of(std::string_view number);

}  // namespace porto::internal
