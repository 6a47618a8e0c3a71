// See storage_notes.hpp.
#include "store/postgres/storage_notes.hpp"

#include "porto/calendar.hpp"

namespace porto::internal::postgres {
namespace {

// A server takes no number any more three million before 2^31; it warns 40 million before.
constexpr std::int64_t end_of_numbers = (std::int64_t{1} << 31) - 3'000'000;
constexpr std::int64_t near_the_end = 1'500'000'000;

}  // namespace

std::string note_on_age(std::int64_t age, std::int64_t freezes_at) {
  if (age >= near_the_end)
    return "the server ends all writing in " +
           std::to_string(age < end_of_numbers ? end_of_numbers - age : 0) +
           " transactions: end old transactions, and VACUUM FREEZE now";
  if (age > freezes_at)
    return "autovacuum is late to freeze: look for old transactions and replication slots, and "
           "VACUUM FREEZE";
  if (age >= freezes_at - freezes_at / 10)
    return "autovacuum freezes in " + std::to_string(freezes_at - age) +
           " transactions, which reads all tables";
  return {};
}

std::string note_on_setting(std::string_view name, std::string_view value) {
  if (value != "off") return {};
  if (name == "synchronous_commit")
    return "what is stored may be told before it is on disk: porto refuses to write";
  if (name == "fsync" || name == "full_page_writes")
    return "a crash of the machine can damage what is stored: turn it on";
  return {};
}

std::string note_on_fence(int fenced, int closed) {
  if (fenced <= closed) return {};
  return "a close of " + Month::from_number(fenced).to_string() +
         " goes on or was broken off: close it again";
}

std::string note_on_refusal(std::string_view state) {
  if (state == "42501") return "the user of the database may not see this";
  if (state == "55P03") return "another session holds this: ask again when it is done";
  return "the server does not tell this (" + std::string(state) + ")";
}

}  // namespace porto::internal::postgres
