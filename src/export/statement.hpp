// A statement in a format: everything at once, since its parts prove each other.
#pragma once

#include <string>

#include "export/formats.hpp"
#include "porto/audit.hpp"

namespace porto {

/// For people: one part after the other, with the tariff documents as they were added.
void write_statement_table(const Statement& statement, const std::string& library_version,
                           const Sink& sink);
/// One object with a member for each part; each is an array of objects, as in the other lists.
void write_statement_json(const Statement& statement, const std::string& library_version,
                          const Sink& sink);
/// A row for each cell: part, row (from 1), name, value.
void write_statement_csv(const Statement& statement, const std::string& library_version,
                         const Sink& sink);

}  // namespace porto
