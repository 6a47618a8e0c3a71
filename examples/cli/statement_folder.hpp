// The statements of all companies of a month, one file each in a folder. Each is
// written before the next is made: what is in memory of all of them are their names and totals.
#pragma once

#include <cstdint>
#include <string>

#include "session.hpp"

namespace porto_cli {

struct StatementFolder {
  std::int32_t month = 0;
  std::string path;  ///< made if it is not there
  porto_format format = PORTO_FORMAT_HTML;
  bool overwrite = false;  ///< also what has other content
};

/// Writes what is not there, or is cut off; keeps what is there and the same. Without `overwrite`,
/// what is there with other content stays, is told of, and wants attention. The list of all,
/// index.html, comes last. Throws Failure; what was written until then stays.
void write_statements(Session& session, porto_ledger* ledger, const StatementFolder& folder);

}  // namespace porto_cli
