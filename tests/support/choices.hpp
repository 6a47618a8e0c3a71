// Decisions, one after another, that make a random case: bytes from a seed, a fuzzer or a list that
// is being made smaller. A generator asks for each of its decisions here and for nothing else, so
// the bytes are the case. 0 is always the simplest answer; behind the last byte all are 0.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <random>
#include <span>
#include <vector>

namespace porto::testing {

using namespace internal;

using Bytes = std::vector<std::uint8_t>;

class Choices {
 public:
  explicit Choices(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  /// 0 .. count - 1, for up to 256.
  int below(int count) { return count < 2 ? 0 : next() % count; }
  bool one_in(int count) { return below(count) == count - 1; }
  template <class T>
  T pick(std::initializer_list<T> of) {
    return of.begin()[below(static_cast<int>(of.size()))];
  }

 private:
  int next() { return at_ < bytes_.size() ? bytes_[at_++] : 0; }

  std::span<const std::uint8_t> bytes_;
  std::size_t at_ = 0;
};

/// The bytes of case number `index` of a seed: the same on every machine.
inline Bytes bytes_of(std::uint64_t seed, std::uint64_t index, std::size_t size = 512) {
  std::mt19937_64 random(seed * 0x9E3779B97F4A7C15u + index);
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(random());
  return bytes;
}

/// The shortest and simplest bytes near these that still fail: pieces are left out, numbers made
/// smaller, as long as that helps.
template <class Fails>
Bytes shrunk(Bytes bytes, Fails fails) {
  const auto try_instead = [&](Bytes smaller) {
    if (smaller == bytes || !fails(smaller)) return false;
    bytes = std::move(smaller);
    return true;
  };
  for (bool better = true; better;) {
    better = false;
    for (std::size_t length = bytes.size(); length > 0; length /= 2)
      for (std::size_t at = 0; at + length <= bytes.size();) {
        Bytes shorter = bytes;
        const auto first = shorter.begin() + static_cast<std::ptrdiff_t>(at);
        shorter.erase(first, first + static_cast<std::ptrdiff_t>(length));
        if (try_instead(std::move(shorter)))
          better = true;
        else
          at += length;
      }
    for (std::size_t at = 0; at < bytes.size(); ++at)
      for (const int to : {0, bytes[at] / 2, bytes[at] - 1}) {
        if (to < 0 || to >= bytes[at]) continue;
        Bytes lower = bytes;
        lower[at] = static_cast<std::uint8_t>(to);
        if (try_instead(std::move(lower))) better = true;
      }
  }
  return bytes;
}

}  // namespace porto::testing
