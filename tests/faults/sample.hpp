// The ledger that faults happen to, and all that can be seen of one.
#pragma once

#include <stdexcept>
#include <string>

#include "porto/ledger.hpp"

namespace porto::testing {

/// 500 SEK a month cover 100 messages, 0.0125 SEK for each above.
extern const char* const sample_tariff;
/// Everything is later than this, in Stockholm.
extern const Month sample_month;  // 2025-01
/// Noon of a day of a month of 2025.
Instant noon(int month, int day);

/// Makes the ledger: two companies on the tariff, a sending domain, usage of three months that was
/// recorded and imported (`usage` is a file of sample_rows), a correction and a void; January is
/// closed.
void fill_sample(Ledger& ledger, const std::string& usage);
std::string sample_rows();
/// The same as bytes of a file.
std::string sample_file();

/// All that a ledger tells of what was stored in it, as text; without the numbers and records of
/// imports, which say how often somebody tried, and what is hashed of them.
std::string state_of(const Ledger& ledger);
/// The same with the number of imports.
std::string state_and_imports_of(const Ledger& ledger);
/// What `verify` finds, as text; empty if that is nothing.
std::string findings_of(const Ledger& ledger);

/// The first line in which two states differ, of both.
std::string difference(const std::string& expected, const std::string& seen);

/// What is expected, and did not happen.
struct Wrong : std::runtime_error {
  using std::runtime_error::runtime_error;
};
/// `when`: of which moment the state is.
void require_state(const std::string& state, const std::string& expected, const std::string& when);

}  // namespace porto::testing
