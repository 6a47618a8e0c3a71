// What is behind a porto_tariff.
#pragma once

#include <memory>
#include <string>

#include "arguments.hpp"
#include "porto/tariff.hpp"

namespace porto::c {

/// A document that was read. It never changes, so that any thread may read it.
struct ReadTariff {
  std::string toml;
  std::string file;  ///< its name in messages
  Tariff tariff;
};

}  // namespace porto::c

/// Shared with the ratings that were made by it.
struct porto_tariff {
  std::shared_ptr<const porto::c::ReadTariff> read;
};

namespace porto::c {

inline const ReadTariff& read_tariff_of(const porto_tariff* tariff, std::string_view parameter) {
  return *given(tariff, parameter).read;
}

}  // namespace porto::c
