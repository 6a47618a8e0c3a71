// Reading the names of kinds of changes.
#pragma once

#include <optional>
#include <string_view>

#include "porto/changes.hpp"

namespace porto::internal {

/// The kind with this name; not set if there is none.
std::optional<ChangeKind> change_kind_of(std::string_view name) noexcept;

}  // namespace porto::internal
