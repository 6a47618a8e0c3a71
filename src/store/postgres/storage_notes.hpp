// What is to be known of the settings and numbers of a server, in words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace porto::internal::postgres {

/// Of the oldest transaction's age, where it nears `freezes_at`, at which autovacuum freezes, or
/// passes it, or nears the end of the numbers; else empty.
std::string note_on_age(std::int64_t age, std::int64_t freezes_at);
/// Of a setting that takes something from what porto promises; else empty.
std::string note_on_setting(std::string_view name, std::string_view value);
/// Of a lane that was cut by a close which has not closed its month; else empty. `closed`: the last
/// closed month; both as 202402, 0: none.
std::string note_on_fence(int fenced, int closed);
/// Of what the server did not tell; `state`: its SQLSTATE.
std::string note_on_refusal(std::string_view state);

}  // namespace porto::internal::postgres
