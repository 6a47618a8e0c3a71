// Stored events as rows of the server: the columns that are read of each, and what they make.
#pragma once

#include <string>
#include <vector>

#include "porto/usage.hpp"
#include "store/postgres/connection/params.hpp"
#include "store/postgres/connection/rows.hpp"

namespace porto::internal::postgres {

/// A statement as it is put together, with its values.
struct Statement {
  std::string text{};
  std::vector<Param> values{};

  /// The place of a value in the text: "$1".
  std::string value(const Param& value) {
    values.push_back(value);
    return '$' + std::to_string(values.size());
  }
};

/// The company, as text, that has the domain of the event `e` on its day; NULL if none has.
inline constexpr const char* claimed_by =
    "(SELECT claim.company FROM sending_domain AS claim WHERE claim.domain = domain.id"
    " AND e.day >= coalesce(claim.from_day, 0) AND e.day <= coalesce(claim.through_day, 99999999)"
    " ORDER BY coalesce(claim.from_day, 0) LIMIT 1)";

/// SELECT of an event from `events`, which gives rows of usage_event. `e` is the event, `void` its
/// void. With or without the event that it corrects, which is a look-up for each.
std::string select_events(const std::string& events, bool with_corrects);

/// Writes over `event`, whose texts keep their memory; its import stays as it is. Error corrupt for
/// what porto does not write.
void read_event(const Row& row, StoredEvent& event);
/// Whether it was taken back with its import, so that its identity is free.
bool is_undone(const Row& row);
/// The number that stands for its source.
std::int64_t source_number(const Row& row);

}  // namespace porto::internal::postgres
