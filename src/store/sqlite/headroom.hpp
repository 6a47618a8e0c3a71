// How far the totals are from the limit of 64 bits at least: a bound that costs an import nearly
// nothing, so that each batch can be asked whether it fits before anything of it is stored.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "store/sqlite/connection/connection.hpp"
#include "store/store.hpp"
#include "store/wide.hpp"

namespace porto::internal {

/// The largest totals of the months that were asked for, and the sum of all that was added since,
/// to whichever totals. It outlives transactions: the totals of a month are read once, and again
/// when another connection, or something else than an append, has changed them.
class Headroom {
 public:
  explicit Headroom(Connection& connection) : connection_(connection) {}

  /// A transaction begins.
  void begin() noexcept { taken_ = false; }
  /// Whether something is known, of the totals as they are.
  bool is_known();
  /// Adds events that are about to be appended. False if totals may not hold them; they are added
  /// all the same. To be called in a write transaction; where nothing is known, once no append is
  /// only in memory.
  bool take(std::span<const DatedEvent> events);
  /// Events are appended; unless they were taken, nothing is known any longer.
  void append() noexcept;
  void forget() noexcept;

 private:
  std::int64_t version();
  Wide largest(Month month);
  Wide read_largest(int month);

  Connection& connection_;
  std::int64_t version_ = 0;   // of the file, as others change it
  std::vector<Wide> largest_;  // by number of the month since 1970; below 0: not known
  Wide added_ = 0;
  bool taken_ = false;  // what is appended next
};

}  // namespace porto::internal
