// A TOML document as a plain tree that remembers where everything stood. The only part of porto
// that knows the TOML library is document.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "porto/tariff.hpp"
#include "tariff/document/source.hpp"

namespace porto::internal {

/// A value of the document and, inside a table, its key.
struct Node {
  enum class Kind { text, integer, fraction, boolean, time, array, table };
  Kind kind = Kind::table;
  TextPosition at;
  std::string key;
  TextPosition key_at;
  std::string text;            ///< the text, or the value as the document spells it
  std::vector<Node> children;  ///< elements or members, in the order of the document

  const Node* find(std::string_view name) const;
};

/// Documents beyond these are refused before they are parsed.
inline constexpr std::size_t max_document_bytes = 1024 * 1024;
inline constexpr int max_nesting = 16;

/// The root table, or the mistake that keeps the document from being TOML.
struct Document {
  std::optional<Node> root;
  std::optional<Mistake> mistake;
};
Document parse_document(std::string_view toml);

}  // namespace porto::internal
