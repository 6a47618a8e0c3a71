// What the library and the module of a store on a server say to each other. The module is a shared
// library that only a process loads which opens such a ledger: opening/module.hpp finds it,
// postgres/module/entry.cpp is what it answers with. C++ objects and exceptions go between both, so
// both must be of the same sources, which is asked before anything else.
#pragma once

#include <memory>
#include <string>

#include "porto/ledger_options.hpp"
#include "store/copied.hpp"
#include "store/migrated.hpp"
#include "store/store.hpp"

namespace porto::internal {

/// The module's soname. Its number is that of libporto.so's.
inline constexpr const char* module_file = "libporto-postgresql.so.0";
/// The only name that the module exports: a ModuleEntry. Its number is raised when that changes.
inline constexpr const char* module_entry = "porto_postgresql_store_1";

/// What is asked for: to open a ledger, unless one of the others is set.
struct StoreRequest {
  const std::string& url;
  const OpenOptions& open;
  const LedgerOptions* create = nullptr;  ///< to make a ledger with these
  const CopiedLedger* restore = nullptr;  ///< to make one that gets the rows of another
  bool migrate = false;                   ///< to bring its tables to the version of this porto
};

/// What is given.
struct StoreAnswer {
  std::unique_ptr<Store> store{};
  std::unique_ptr<Restoring> restoring{};
  Migrated migrated{};
};

/// Answers; false, and nothing is looked at, if `source_id` is not the module's own. Throws Error.
using ModuleEntry = bool (*)(const char* source_id, const StoreRequest& request,
                             StoreAnswer& answer);

}  // namespace porto::internal
