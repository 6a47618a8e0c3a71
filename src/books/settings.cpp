// See settings.hpp.
#include "books/settings.hpp"

#include <algorithm>

namespace porto::internal {

const Buyer* BooksSettings::buyer(std::string_view company) const {
  const auto found = std::ranges::find(buyers, company, &Buyer::company);
  return found == buyers.end() ? nullptr : &*found;
}

const Vat* BooksSettings::vat_of(const Buyer* buyer, std::string_view article) const {
  const auto is_meant = [&](const Vat& vat) {
    if (buyer && !buyer->vat.empty()) return vat.id == buyer->vat;
    return !article.empty() && std::ranges::find(vat.articles, article) != vat.articles.end();
  };
  const auto found = std::ranges::find_if(vats, is_meant);
  if (found != vats.end()) return &*found;
  return vats.empty() ? nullptr : &vats.front();
}

}  // namespace porto::internal
