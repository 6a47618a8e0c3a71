// Names of files that any file system can have, made from ids, which may be any text.
#pragma once

#include <string>
#include <string_view>

namespace porto_cli {

/// The letters a to z, digits, '-' and '.' stay; any other byte is '_' and two hexadecimal digits,
/// so that two ids never give one name, also where case does not count. A first letter is written
/// that way too where Windows has a device of that name, or where it would hide the file; and
/// "index" is left to the list of all files. A name that would be longer than file systems take
/// ends in "__" and a checksum.
std::string file_name_of(std::string_view id);

}  // namespace porto_cli
