// What the server says is wrong, as an error for the caller: by who must act.
#pragma once

#include <string>
#include <string_view>

#include "porto/error.hpp"

namespace porto::internal::postgres {

/// An Error of the server, with its SQLSTATE; that is empty where the connection is gone.
class ServerError : public Error {
 public:
  ServerError(const Error& error, std::string state)
      : Error(error.code(), error.what(), error.where(), error.cause()), state_(std::move(state)) {}

  const std::string& state() const noexcept { return state_; }
  /// The connection is gone, and nothing more is known.
  bool lost() const noexcept;
  /// Nothing of the transaction is there, for a reason that is nobody's fault: it can be repeated.
  bool repeatable() const noexcept;
  /// Another writer stored the same first.
  bool collided() const noexcept { return state_ == "23505"; }

 private:
  std::string state_;
};

/// `state`: the SQLSTATE; `text`: the server's own words; `ledger`: where the ledger is.
ServerError failure(const std::string& state, const std::string& text, const std::string& ledger);

/// The server cannot be reached, or lets nobody in; `text`: the words of libpq.
ServerError unreachable(const std::string& text, const std::string& ledger);

}  // namespace porto::internal::postgres
