// porto_import_options as the library knows them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "arguments.hpp"
#include "porto/ledger.hpp"
#include "porto/porto.h"

namespace porto::c {

/// With the defaults in members that the program does not know; `options` may be NULL.
porto_import_options read_import_struct(const porto_import_options* options);

/// Without the callbacks.
ImportOptions read_import_options(const porto_import_options& given);

// Members that other options have too.

/// Of what reads files, as it is named in options.
inline constexpr Place places_of_reading[] = {
    {"format", "options.format"},   {"encoding", "options.encoding"},
    {"map", "options.map"},         {"delimiter", "options.delimiter"},
    {"zone", "options.zone"},       {"company_from", "options.company_from"},
    {"company", "options.company"}, {"count", "options.count"},
    {"metric", "options.metric"},   {"meter", "options.meter"},
    {"actor", "options.actor"},     {"reason", "options.reason"},
    {"now", "options.now_unix_us"}};

char read_delimiter(std::uint32_t delimiter, std::string_view parameter = "options.delimiter");
/// Sets the value, unless `bytes` are NULL.
void read_text(const char* bytes, std::size_t length, const char* parameter, std::string& value);

}  // namespace porto::c
