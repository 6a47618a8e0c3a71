// Comparing many short texts, such as names and ids: a call of memcmp for each costs more than the
// comparison (docs/decisions/0014-measure-or-delete.md has the figures).
#pragma once

#include <boost/endian/conversion.hpp>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace porto::internal {

template <class Word>
Word word_at(const char* bytes) noexcept {
  Word word;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

// Compares texts of one length, one to two words: the first word and the last, which may overlap,
// cover them.
template <class Word>
bool same_words(std::string_view a, std::string_view b) noexcept {
  const std::size_t last = a.size() - sizeof(Word);
  return word_at<Word>(a.data()) == word_at<Word>(b.data()) &&
         word_at<Word>(a.data() + last) == word_at<Word>(b.data() + last);
}

/// a == b.
inline bool same_text(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) return false;
  if (8 <= a.size() && a.size() <= 16) return same_words<std::uint64_t>(a, b);
  if (4 <= a.size() && a.size() < 8) return same_words<std::uint32_t>(a, b);
  return a == b;
}

/// The first eight bytes of a text as a number. Of two texts the one with the smaller head comes
/// first in the order of bytes; equal heads tell nothing.
inline std::uint64_t text_head(std::string_view text) noexcept {
  using boost::endian::big_to_native;
  if (text.size() >= 8) return big_to_native(word_at<std::uint64_t>(text.data()));
  std::uint64_t head = 0;
  text.copy(reinterpret_cast<char*>(&head), sizeof head);
  return big_to_native(head);
}

}  // namespace porto::internal
