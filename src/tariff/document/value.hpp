// The parts of the reading tables: a value that is read as what it should be, or reported; and a
// table that is read key by key. Adding a key to the language is one row in a table of keys.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "porto/decimal.hpp"
#include "porto/error.hpp"
#include "tariff/document/document.hpp"
#include "tariff/document/meant_key.hpp"

namespace porto::internal {

/// Collects what is wrong with a document, in any order. It keeps what will be listed and no more,
/// so that a document of nothing but mistakes needs no more memory than another.
class Mistakes {
 public:
  static constexpr std::size_t most = 100;

  void error(TextPosition at, std::string what, std::string hint) {
    add(Mistake::Severity::error, at, std::move(what), std::move(hint));
  }
  void warning(TextPosition at, std::string what, std::string hint) {
    add(Mistake::Severity::warning, at, std::move(what), std::move(hint));
  }
  /// False if an error here will not be listed: its words need not be found.
  bool lists(TextPosition at) const;
  /// In the order of the document, errors before warnings if there are too many; at most 100 of
  /// them, and a last one that says so.
  std::vector<Mistake> sorted() const;
  bool has_errors() const { return errors_.count > 0; }

 private:
  // The first of a kind, by their places; those at one place in the order they were found.
  struct List {
    std::multimap<std::pair<int, int>, Mistake> first;
    std::size_t count = 0;
  };
  void add(Mistake::Severity severity, TextPosition at, std::string what, std::string hint);
  List errors_;
  List warnings_;
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
  /// `example` is what a right value looks like, in TOML. `is_told`: a mistake was reported of its
  /// key, and none is of the value itself.
  Value(const Node& node, std::string_view example, Mistakes& mistakes, bool is_told = false)
      : node_(node), example_(example), mistakes_(mistakes), is_told_(is_told) {}

  const Node& node() const noexcept { return node_; }
  TextPosition at() const noexcept { return node_.at; }
  Mistakes& mistakes() const noexcept { return mistakes_; }
  /// Reports a mistake here.
  void refuse(std::string what, std::string hint) const;
  /// Reports what an Error says: "what is wrong; what to do".
  void refuse(const Error& error) const;
  /// Reports "`key` is not ..."; the hint shows the example.
  void refuse_as_not(std::string_view what_it_should_be) const;

  std::optional<std::string> text() const;
  /// A text that can stand on an invoice.
  std::optional<std::string> line_text() const;
  /// A text that can be an id.
  std::optional<std::string> id() const;
  /// An account of a chart of accounts, 1 to 10 digits, in quotes or not.
  std::optional<std::string> account() const;
  /// A decimal in quotes, or an integer.
  std::optional<Decimal> number() const;
  std::optional<Decimal> not_negative() const;
  std::optional<Decimal> positive() const;
  std::optional<int> whole(int least, int most) const;
  std::optional<bool> yes_or_no() const;  ///< true or false
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
  void refuse_endless() const;
  bool is_endless() const;
  bool has_plain_digits(const Decimal& value) const;
  std::string assigned(std::string_view value) const;

  const Node& node_;
  std::string_view example_;
  Mistakes& mistakes_;
  bool is_told_;
};

/// One row of a reading table.
template <class T>
struct Key {
  std::string_view name;
  std::string_view example;  ///< a right value, as it is written: "\"0.012\""
  void (*read)(const Value&, T&);
  bool required = false;
};

/// The names of the keys of reading tables.
template <class... Keys>
std::vector<std::string_view> names_of(const Keys&... tables) {
  std::vector<std::string_view> names;
  const auto add = [&names](const auto& keys) {
    for (const auto& key : keys) names.push_back(key.name);
  };
  (add(tables), ...);
  return names;
}

/// A table of the document that is read by one or several reading tables, whose keys are `known`.
/// All other keys are mistakes. A misspelt one is read as the key that is meant, so that nothing
/// else is said about what follows from it, nor of its value until the key is right.
class Table {
 public:
  /// `meant` says what may be meant by a key that is not `known`.
  Table(const Value& value, std::vector<std::string_view> known,
        decltype(&meant_key) meant = &meant_key);

  template <class T, std::size_t N>
  void read(const Key<T> (&keys)[N], T& into) {
    for (const Key<T>& key : keys) {
      if (const Node* member = find(key.name))
        key.read(Value(*member, key.example, mistakes_, member->key != key.name), into);
      else if (key.required && !is_misplaced(key.name))
        report_missing(key.name, key.example);
    }
  }

  const Node& node() const noexcept { return node_; }
  /// The member with this key, or with one that is meant to be it.
  const Node* find(std::string_view key) const;
  bool has(std::string_view key) const { return find(key) != nullptr; }
  /// The position of a key, or of the table if it has no such key.
  TextPosition at(std::string_view key) const;
  TextPosition at() const noexcept { return node_.at; }
  Mistakes& mistakes() const noexcept { return mistakes_; }
  void report_missing(std::string_view key, std::string_view example) const;
  /// Reports that `key` stands here without one of the keys it needs, if so.
  void demand(std::string_view key, std::initializer_list<std::string_view> one_of,
              std::string_view hint) const;

 private:
  void refuse_unknown_keys(decltype(&meant_key) meant_of);
  // A key of the top that stands below a [[charge]] has its own message there.
  bool is_misplaced(std::string_view key) const;

  const Node& node_;
  Mistakes& mistakes_;
  std::vector<std::string_view> known_;
  std::vector<std::pair<std::string_view, const Node*>> meant_;
};

}  // namespace porto::internal
