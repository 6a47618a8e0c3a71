// What a person calls a ledger: a file, or the URL of one on a server, which may have a password.
#pragma once

#include <string>

namespace porto_cli {

/// Whether it is the URL of a ledger on a server, and no file.
bool is_on_server(const std::string& ledger);

/// As messages show it: a file as it is, a URL without password and without options.
std::string shown_ledger(const std::string& given);

}  // namespace porto_cli
