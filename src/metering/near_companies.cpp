// See near_companies.hpp.
#include "metering/near_companies.hpp"

#include <map>

#include "base/fold.hpp"
#include "base/text.hpp"

namespace porto::internal {

std::vector<std::string> near_companies(Store& store, std::span<const std::string> new_companies) {
  if (new_companies.empty()) return {};
  std::map<std::string, std::vector<std::string>> alike;  // by folded id
  for (const Company& company : store.companies()) alike[folded(company.id)].push_back(company.id);
  constexpr std::size_t shown = 3;
  std::size_t found = 0;
  std::string pairs;
  for (const std::string& id : new_companies) {
    for (const std::string& other : alike[folded(id)]) {
      if (other == id) continue;
      if (++found <= shown)
        pairs += (pairs.empty() ? "" : "; ") + in_quotes(id) + " from " + in_quotes(other) +
                 (look_alike(id, other) ? ", which looks the same" : "");
      break;
    }
  }
  if (found == 0) return {};
  return {(found == 1 ? "1 new company differs" : std::to_string(found) + " new companies differ") +
          " from another only by blanks, case or Unicode form (" + pairs +
          (found > shown ? "; ..." : "") + "): are they the same?"};
}

}  // namespace porto::internal
