// The parts of the reading tables: a value that is read as what it should be, or reported; and a
// table that is read key by key. Adding a key to the language is one row in a table of keys.
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "porto/decimal.hpp"
#include "porto/error.hpp"
#include "tariff/document/document.hpp"

namespace porto::internal {

/// Collects what is wrong with a document, in any order.
class Mistakes {
 public:
  void error(Position at, std::string what, std::string hint) {
    add(Mistake::Severity::error, at, std::move(what), std::move(hint));
  }
  void warning(Position at, std::string what, std::string hint) {
    add(Mistake::Severity::warning, at, std::move(what), std::move(hint));
  }
  /// In the order of the document; at most 100 of them, and a last one that says so.
  std::vector<Mistake> sorted() const;
  bool has_errors() const;

 private:
  void add(Mistake::Severity severity, Position at, std::string what, std::string hint);
  std::vector<Mistake> mistakes_;
};

/// A word of the language that stands for an enum value.
template <class E>
struct Word {
  std::string_view text;
  E value;
};

/// One value of a document on its way into the model. Each function returns nothing if the value is
/// not what it should be, after reporting what to write instead.
class Value {
 public:
  /// `example` is what a right value looks like, in TOML.
  Value(const Node& node, std::string_view example, Mistakes& mistakes)
      : node_(node), example_(example), mistakes_(mistakes) {}

  const Node& node() const noexcept { return node_; }
  Position at() const noexcept { return node_.at; }
  Mistakes& mistakes() const noexcept { return mistakes_; }
  /// Reports a mistake here.
  void refuse(std::string what, std::string hint) const;
  /// Reports what an Error says: "what is wrong; what to do".
  void refuse(const Error& error) const;
  /// Reports "`key` is not ..."; the hint shows the example.
  void refuse_as_not(std::string_view what_it_should_be) const;

  std::optional<std::string> text() const;
  /// A decimal in quotes, or an integer.
  std::optional<Decimal> number() const;
  std::optional<Decimal> not_negative() const;
  std::optional<Decimal> positive() const;
  std::optional<int> whole(int least, int most) const;
  template <class E>
  std::optional<E> one_of(std::span<const Word<E>> words) const {
    std::vector<std::string_view> names;
    for (const Word<E>& word : words) {
      if (node_.kind == Node::Kind::text && node_.text == word.text) return word.value;
      names.push_back(word.text);
    }
    refuse_word(names);
    return std::nullopt;
  }
  /// The elements, if this is an array; `example` is of one of them.
  std::vector<Value> elements(std::string_view example) const;
  bool is_table() const;  ///< reports if it is not

 private:
  void refuse_word(std::span<const std::string_view> names) const;
  void refuse_fraction() const;

  const Node& node_;
  std::string_view example_;
  Mistakes& mistakes_;
};

/// One row of a reading table.
template <class T>
struct Key {
  std::string_view name;
  std::string_view example;  ///< a right value, as it is written: "\"0.012\""
  void (*read)(const Value&, T&);
  bool required = false;
};

/// A table of the document that is read by one or several reading tables.
class Table {
 public:
  explicit Table(const Value& value) : node_(value.node()), mistakes_(value.mistakes()) {}

  template <class T, std::size_t N>
  void read(const Key<T> (&keys)[N], T& into) {
    for (const Key<T>& key : keys) {
      known_.push_back(key.name);
      if (const Node* member = node_.find(key.name))
        key.read(Value(*member, key.example, mistakes_), into);
      else if (key.required)
        report_missing(key.name, key.example);
    }
  }
  /// After the last read: every key that no reading table knows is a mistake.
  void refuse_unknown_keys() const;

  const Node& node() const noexcept { return node_; }
  bool has(std::string_view key) const { return node_.find(key) != nullptr; }
  /// The position of a key, or of the table if it has no such key.
  Position at(std::string_view key) const;
  Position at() const noexcept { return node_.at; }
  Mistakes& mistakes() const noexcept { return mistakes_; }
  void report_missing(std::string_view key, std::string_view example) const;
  /// Reports that `key` stands here without one of the keys it needs, if so.
  void demand(std::string_view key, std::initializer_list<std::string_view> one_of,
              std::string_view hint) const;

 private:
  const Node& node_;
  Mistakes& mistakes_;
  std::vector<std::string_view> known_;
};

}  // namespace porto::internal
