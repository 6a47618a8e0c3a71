// See failure.hpp. The classes of SQLSTATE are those of PostgreSQL's manual, appendix A.
#include "store/postgres/connection/failure.hpp"

#include <array>

#include "base/text.hpp"

namespace porto::internal::postgres {
namespace {

// What the first characters of a state mean; of those that fit, the longest is taken.
struct Meaning {
  std::string_view state;
  ErrorCode code;
  const char* what;  ///< before the server's own words
};

constexpr Meaning meanings[] = {
    {"", ErrorCode::io, "the connection to the server is lost: try again when it is back"},
    {"08", ErrorCode::io, "the connection to the server is lost: try again when it is back"},
    {"0A", ErrorCode::internal, "the server does not do this"},
    {"22003", ErrorCode::overflow, "a number does not fit in 64 bits: nothing was stored"},
    {"22021", ErrorCode::invalid_argument,
     "a text has bytes that the server does not take, such as NUL or what is no UTF-8"},
    {"22", ErrorCode::internal, "the server refuses a value"},
    {"23502", ErrorCode::internal, "the ledger refuses this"},
    {"23503", ErrorCode::not_found, "the ledger lacks what this refers to"},
    {"23505", ErrorCode::conflict, "the ledger has this already"},
    {"23", ErrorCode::internal, "the ledger refuses this"},
    {"25006", ErrorCode::read_only,
     "the server is read only, as a standby is: connect to the one that writes"},
    {"28", ErrorCode::io,
     "the server does not let this user in: look at the user, the password and pg_hba.conf"},
    {"3D000", ErrorCode::not_found, "there is no such database: create it, or mend the URL"},
    {"3F000", ErrorCode::not_found, "there is no such ledger in this database"},
    {"40", ErrorCode::busy, "another writer came in between: try again"},
    {"42501", ErrorCode::read_only,
     "the user of the database may not do this: give it the role that it needs"},
    {"42P01", ErrorCode::corrupt, "the tables of the ledger are not as porto makes them"},
    {"42", ErrorCode::corrupt, "the tables of the ledger are not as porto makes them"},
    {"53100", ErrorCode::full, "the server's disk is full: nothing was changed"},
    {"53200", ErrorCode::out_of_memory, "the server has not enough memory"},
    {"53300", ErrorCode::busy, "the server has no connection left: try again, or use a pooler"},
    {"53", ErrorCode::full, "the server is out of something that it needs"},
    {"54", ErrorCode::overflow, "this is more than the server takes"},
    {"55P03", ErrorCode::busy, "another writer holds the ledger: try again when it is done"},
    {"57014", ErrorCode::cancelled, "the work was stopped"},
    {"57P", ErrorCode::io, "the server is stopping or starting: try again when it is back"},
    {"58", ErrorCode::io, "the server cannot read or write its files"},
    {"P0001", ErrorCode::internal, "the ledger refuses this"},
    {"XX001", ErrorCode::corrupt, "the data of the server are damaged: restore a backup"},
    {"XX002", ErrorCode::corrupt, "an index of the server is damaged: let its owner look at it"},
};

const Meaning* meaning_of(std::string_view state) {
  const Meaning* best = nullptr;
  for (const Meaning& one : meanings)
    if (state.empty() ? one.state.empty() : !one.state.empty() && state.starts_with(one.state))
      if (!best || one.state.size() > best->state.size()) best = &one;
  return best;
}

// The first line, without the word that libpq begins it with.
std::string first_line(std::string_view text) {
  text = text.substr(0, text.find('\n'));
  for (const std::string_view word : {"ERROR:  ", "FATAL:  "})
    if (text.starts_with(word)) text.remove_prefix(word.size());
  return std::string(text);
}

}  // namespace

bool ServerError::lost() const noexcept {
  return state_.empty() || state_.starts_with("08") || state_.starts_with("57P");
}

bool ServerError::repeatable() const noexcept {
  return lost() || collided() || state_.starts_with("40");
}

ServerError failure(const std::string& state, const std::string& text, const std::string& ledger) {
  const Meaning* meaning = meaning_of(state);
  const ErrorCode code = meaning ? meaning->code : ErrorCode::internal;
  const std::string what = meaning ? meaning->what : "the server refuses this";
  const std::string words = first_line(text);
  return {Error(code, "the ledger " + ledger + ": " + what + " (" +
                          (state.empty() ? words : state + ": " + words) + ")"),
          state};
}

ServerError unreachable(const std::string& text, const std::string& ledger) {
  return {Error(ErrorCode::io, "the ledger " + ledger +
                                   ": the server cannot be reached or lets nobody in: look at the "
                                   "URL, the user and the server (" +
                                   first_line(text) + ")"),
          ""};
}

}  // namespace porto::internal::postgres
