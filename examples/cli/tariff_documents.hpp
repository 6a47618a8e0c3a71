// Tariff documents as the commands name and check them.
#pragma once

#include <cstdint>
#include <string>

#include "session.hpp"

namespace porto_cli {

/// The row of a tariff in the ledger; `version` 0: the highest. Throws Failure.
Rows find_tariff(porto_ledger* ledger, const std::string& id, std::int32_t version);

/// What help says of a name that find_document() takes.
inline constexpr const char* kTariffNames =
    "A file, - for standard input, or a tariff of the ledger: ID (its highest version) or "
    "ID@VERSION; a name that is both means the file";

/// The document that a name stands for: a file, "-" for standard input, or where there is no such
/// file a tariff of the ledger, as ID (its highest version) or ID@VERSION. Throws Failure.
std::string find_document(const Session& session, const std::string& name);

/// Reads a document that has no mistakes.
Tariff open_tariff(const std::string& name, const std::string& document);

/// Lists the mistakes of a document on standard error; false if there are errors among them.
bool has_no_mistakes(Session& session, const std::string& name, const std::string& document);

}  // namespace porto_cli
