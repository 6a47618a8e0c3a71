// The parts of a statement as lists, for the formats to write.
#pragma once

#include <string>
#include <vector>

#include "porto/audit.hpp"
#include "porto/rows.hpp"

namespace porto::internal {

/// A part of a statement. Its name is a contract, its title is for people.
struct StatementPart {
  const char* name;
  const char* title;
  Rows rows;
};
std::vector<StatementPart> parts_of(const Statement& statement, const std::string& library_version);

/// A row for each cell of the parts: part, row (from 1), name, value. Values that are numbers have
/// this mark before decimals.
Rows cells_of(std::vector<StatementPart> parts, char decimal_mark);
/// A row for each cell of a part: name, value.
Rows values_of(StatementPart part);

}  // namespace porto::internal
