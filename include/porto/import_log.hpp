// The import log: the record of each import, and taking an import back.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "porto/calendar.hpp"

namespace porto {

/// A file of an import.
struct ImportedFile {
  std::string path{};      ///< of a file; else what the input was called
  std::string format{};    ///< the format it was read as
  std::uint64_t size = 0;  ///< in bytes; 0 if it was not read through
  /// The BLAKE2b-256 of its bytes, taken while they were read: 64 hexadecimal digits. Empty if it
  /// was not read through.
  std::string digest{};
  friend bool operator==(const ImportedFile&, const ImportedFile&) = default;
};

/// An option of an import that was given: "zone" and "Europe/Stockholm".
struct ImportOption {
  std::string name{};
  std::string value{};
  friend bool operator==(const ImportOption&, const ImportOption&) = default;
};

/// Events with the numbers `first` to `last`.
struct EventRange {
  std::int64_t first = 0;
  std::int64_t last = 0;
  friend bool operator==(const EventRange&, const EventRange&) = default;
};

/// The taking back of an import.
struct ImportUndo {
  std::int64_t no = 0;      ///< from 1, in the order in which imports were undone
  std::int64_t import = 0;  ///< the number of the import
  std::string actor{};      ///< who did it
  std::string reason{};     ///< why
  Instant undone_at{};
  std::int64_t voided = 0;  ///< events that it took out of what is counted
  std::int64_t kept = 0;    ///< events that had been voided or corrected one by one, and stay so
  std::string digest{};     ///< the link of the chain of undos; docs/reference/chain.md
  friend bool operator==(const ImportUndo&, const ImportUndo&) = default;
};

/// The record of an import. It is written with the first events that the import stores, and brought
/// up to date with all that follow, so that an import that was stopped has one too.
struct ImportRecord {
  std::int64_t no = 0;                  ///< from 1, in the order in which imports began
  std::optional<Instant> begun_at{};    ///< ImportOptions::now
  bool finished = false;                ///< false: it was stopped, or goes on
  std::vector<ImportedFile> files{};    ///< in the order given
  std::vector<ImportOption> options{};  ///< those that were given
  std::uint64_t rows = 0;
  std::uint64_t stored = 0;
  std::uint64_t duplicate = 0;
  std::uint64_t conflict = 0;
  std::uint64_t rejected = 0;
  std::uint64_t not_counted = 0;
  std::uint64_t corrected =
      0;  ///< rows that corrected events, whose corrections are not in `events`
  std::map<Month, std::uint64_t> stored_by_month{};
  std::vector<EventRange> events{};    ///< those that it stored, by their `seq`
  std::string digest{};                ///< over all of the above; docs/reference/chain.md
  std::optional<ImportUndo> undone{};  ///< if it was
  friend bool operator==(const ImportRecord&, const ImportRecord&) = default;
};

}  // namespace porto
