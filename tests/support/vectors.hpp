// Reads the test vectors of tests/vectors; their README.md describes the format.
#pragma once

#include <simdjson.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace porto::testing {

using namespace internal;

using Vector = simdjson::dom::element;

/// A member that must be there, as text: every number of a vector is one.
inline std::string_view text_of(const Vector& vector, std::string_view member) {
  return vector[member].get_string().value();
}

inline bool has(const Vector& vector, std::string_view member) {
  return vector[member].error() == simdjson::SUCCESS;
}

/// Calls `visit` with every vector, file after file in order of name.
template <class Visit>
void for_each_vector(Visit visit) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(PORTO_TESTS_DIR "/vectors"))
    if (entry.path().extension() == ".json") files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  for (const std::string& file : files) {
    simdjson::dom::parser parser;
    const simdjson::dom::array vectors = parser.load(file).get_array().value();
    for (const Vector& vector : vectors) visit(vector);
  }
}

}  // namespace porto::testing
