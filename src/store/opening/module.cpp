// See module.hpp.
#include "store/opening/module.hpp"

#include <dlfcn.h>
#include <link.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

#include "porto/error.hpp"
#include "porto_source_id.h"  // made by source_id.cmake

namespace porto::internal {
namespace {

// The library, or the program, that this function is in. The loader does not know the place of a
// program.
std::filesystem::path own_file() {
  Dl_info found{};
  void* map = nullptr;
  std::string name;
  if (dladdr1(reinterpret_cast<const void*>(&own_file), &found, &map, RTLD_DL_LINKMAP) != 0 && map)
    name = static_cast<const link_map*>(map)->l_name;
  std::error_code none;
  return std::filesystem::canonical(name.empty() ? "/proc/self/exe" : name, none);
}

// Beside what asks for it, in the build as where it is installed; else by its name alone, for the
// system to find. No other place comes before these, so that it is the one that came along.
std::string place_of_module() {
  const std::filesystem::path folder = own_file().parent_path();
  for (const char* place : {".", "porto", "../lib", "../lib/porto"}) {
    const std::filesystem::path file = (folder / place / module_file).lexically_normal();
    std::error_code none;
    if (!folder.empty() && std::filesystem::exists(file, none)) return file;
  }
  return module_file;
}

[[noreturn]] void not_loaded(const std::string& place, std::string_view why) {
  // Of another file, such as libpq.so.5, it says the same.
  if (why.starts_with(module_file) && why.find("cannot open shared object") != why.npos)
    throw Error(ErrorCode::not_found,
                "a ledger on a PostgreSQL server needs the module " + std::string(module_file) +
                    ", which is not on this machine: install the package libporto-postgresql");
  throw Error(ErrorCode::io, "the module for ledgers on a PostgreSQL server, " + place +
                                 ", cannot be loaded: " + std::string(why));
}

struct Module {
  std::string place = place_of_module();
  ModuleEntry entry = nullptr;

  Module() {
    void* library = dlopen(place.c_str(), RTLD_NOW | RTLD_LOCAL);
    const char* why = library ? nullptr : dlerror();
    if (!library) not_loaded(place, why ? why : "no reason is given");
    entry = reinterpret_cast<ModuleEntry>(dlsym(library, module_entry));
  }
};

[[noreturn]] void of_another_build(const std::string& place) {
  throw Error(ErrorCode::io, "the module for ledgers on a PostgreSQL server, " + place +
                                 ", is of another build than this porto: install the package "
                                 "libporto-postgresql of the same version");
}

}  // namespace

StoreAnswer ask_module(const StoreRequest& request) {
  static const Module module;  // after a failure, the next call tries again
  if (!module.entry) of_another_build(module.place);
  StoreAnswer answer;
  if (!module.entry(PORTO_SOURCE_ID, request, answer)) of_another_build(module.place);
  return answer;
}

}  // namespace porto::internal
