// Random tariffs and usages: every key of the language (docs/reference/tariff.md) in every legal
// place, and quantities that like the edges.
#pragma once

#include <string>

#include "porto/tariff.hpp"
#include "support/choices.hpp"

namespace porto::testing {

using namespace internal;

struct RandomCase {
  std::string toml;  ///< a document that has no mistakes
  Usage usage;
};

RandomCase random_case(Choices& choices);

/// The usage as an [[example]] of the document with these further lines ("total = \"5\"\n").
std::string example_of(const Usage& usage, bool with_share, const std::string& expected);

}  // namespace porto::testing
