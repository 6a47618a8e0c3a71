// What the accounting system calls a line: its article and its account.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "books/settings.hpp"
#include "store/store.hpp"

namespace porto::internal {

struct Posting {
  std::string article;
  std::string account;
};

/// The articles and accounts of a ledger's charges, from its tariffs, with the defaults of the
/// books file where a charge has none, and for the limits of whole tariffs.
class Postings {
 public:
  Postings(Store& store, const PostingDefaults& defaults);
  Posting of(const InvoiceLine& line) const;

 private:
  using TariffVersion = std::pair<std::string, int>;
  PostingDefaults defaults_;
  std::map<TariffVersion, std::map<std::string, Posting>> charges_;  // of the tariff, by id
};

}  // namespace porto::internal
