// Files that were imported before: the same size and the same digest.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/interrupt.hpp"
#include "porto/import.hpp"
#include "porto/import_log.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// An import that read a file with this content through: the last whose events count; else the last
/// that was undone; else the last. Imports from `before` on are not looked at; 0: all are.
std::optional<KnownFile> known_file(Store& store, std::uint64_t size, const std::string& digest,
                                    std::int64_t before);

/// The same for a file that can be read twice. It is read only if a file of its size is known.
std::optional<KnownFile> known_file(Store& store, const ImportInput& input, std::uint64_t size,
                                    const Stop& stop);

/// What is told of a known file: "the same file was imported before: ...".
std::string about(Store& store, const KnownFile& known);

}  // namespace porto::internal
