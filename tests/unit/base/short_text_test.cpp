// Short texts are compared as their bytes are, whatever their lengths.
#include "base/short_text.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>

using namespace porto;
using namespace porto::internal;

TEST_CASE("texts are the same if all of their bytes are") {
  for (std::size_t size = 0; size < 40; ++size) {
    const std::string text(size, 'x');
    CHECK(same_text(text, std::string(size, 'x')));
    CHECK_FALSE(same_text(text, text + 'x'));
    for (std::size_t i = 0; i < size; ++i) {
      std::string other = text;
      other[i] = '\0';
      CHECK_FALSE(same_text(text, other));
    }
  }
  CHECK(same_text({}, ""));
}

TEST_CASE("heads are in the order of the texts, and equal only where eight bytes do not tell") {
  CHECK(text_head("") == 0);
  CHECK(text_head("\x01") == 0x0100'0000'0000'0000);
  CHECK(text_head("abcdefghi") == 0x6162'6364'6566'6768);
  std::mt19937 random(3);
  const auto draw = [&] {
    std::string text(random() % 11, 'a');
    for (char& c : text) c = "\0a\x7F\x80\xFF"[random() % 5];
    return text;
  };
  for (int i = 0; i < 20'000; ++i) {
    const std::string a = draw();
    const std::string b = draw();
    if (text_head(a) < text_head(b)) CHECK(a < b);
    if (text_head(a) != text_head(b)) continue;
    const std::size_t shorter = std::min({a.size(), b.size(), std::size_t{8}});
    CHECK(a.substr(0, shorter) == b.substr(0, shorter));
  }
}
