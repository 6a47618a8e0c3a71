// Why a text is not TOML, in the words of who wrote a tariff.
#pragma once

#include <string_view>

#include "porto/tariff.hpp"
#include "tariff/document/source.hpp"

namespace porto::internal {

/// `at` and `description` are the parser's: where it stopped, and what it expected there.
Mistake toml_mistake(const Source& source, TextPosition at, std::string_view description);

}  // namespace porto::internal
