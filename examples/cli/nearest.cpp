// Distances between names: see nearest.hpp. The library has a like of it for the keys of tariffs,
// which porto.h does not show.
#include "nearest.hpp"

#include <algorithm>

namespace porto_cli {
namespace {

/// How many letters are to be changed, added, taken away or swapped with the next one.
std::size_t edits_between(const std::string& a, const std::string& b) {
  std::vector<std::vector<std::size_t>> edits(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) edits[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) edits[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = edits[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      edits[i][j] = std::min({edits[i - 1][j] + 1, edits[i][j - 1] + 1, changed});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        edits[i][j] = std::min(edits[i][j], edits[i - 2][j - 2] + 1);
    }
  return edits[a.size()][b.size()];
}

}  // namespace

std::string nearest(const std::string& name, const std::vector<std::string>& known) {
  std::string best;
  // One slip in a short name, two in a longer one. Nobody writes names that are much longer.
  std::size_t most = name.size() < 5 ? 1 : name.size() < 40 ? 2 : 0;
  for (const std::string& candidate : known) {
    const std::size_t edits = edits_between(name, candidate);
    if (edits > most || (edits == most && !best.empty())) continue;
    best = candidate;
    most = edits;
  }
  return best;
}

}  // namespace porto_cli
