// Section "Status" of porto.h: names of codes, error objects, and how exceptions become them.
#include <new>
#include <stdexcept>
#include <string>

#include "base/text.hpp"
#include "guard.hpp"
#include "porto/import.hpp"

struct porto_error {
  std::int32_t code;
  std::string message;
  std::string where;
  std::uint64_t committed = 0;
  porto::Cause cause{};
};

namespace porto::c {
namespace {

// Made when the library is loaded: reporting that memory is out must not need any. Never freed.
porto_error out_of_memory{PORTO_E_OUT_OF_MEMORY, "out of memory; free some and try again", {}};

std::int32_t report(porto_error** err, std::int32_t code, const char* message, const char* where,
                    std::uint64_t committed = 0, const Cause& cause = {}) noexcept {
  if (!err) return code;
  try {
    // What a caller gave, a path or the name of a document, need not be UTF-8; what it gets is.
    *err = new porto_error{code, porto::internal::escaped_lines(message),
                           porto::internal::escaped(where), committed, cause};
    return code;
  } catch (const std::bad_alloc&) {
    *err = &out_of_memory;
    return out_of_memory.code;
  }
}

}  // namespace

std::int32_t fail(porto_error** err) noexcept {
  try {
    throw;
  } catch (const ImportStopped& stopped) {
    return report(err, static_cast<std::int32_t>(stopped.code()), stopped.what(),
                  stopped.where().c_str(), stopped.committed(), stopped.cause());
  } catch (const Error& error) {
    return report(err, static_cast<std::int32_t>(error.code()), error.what(), error.where().c_str(),
                  0, error.cause());
  } catch (const std::bad_alloc&) {
    if (err) *err = &out_of_memory;
    return out_of_memory.code;
  } catch (const std::length_error&) {  // more than any memory has
    if (err) *err = &out_of_memory;
    return out_of_memory.code;
  } catch (const std::exception& error) {
    return report(err, PORTO_E_INTERNAL, error.what(), "");
  } catch (...) {
    return report(err, PORTO_E_INTERNAL, "an exception of an unknown type; report a bug", "");
  }
}

}  // namespace porto::c

const char* porto_status_name(int32_t status) {
  switch (status) {
    case PORTO_OK:
      return "ok";
    case PORTO_DONE:
      return "done";
    case PORTO_EXISTS:
      return "exists";
    case PORTO_DIFFERS:
      return "differs";
    case PORTO_REJECTS:
      return "rejects";
    default:
      return to_string(static_cast<porto::ErrorCode>(status));
  }
}

int32_t porto_error_code(const porto_error* error) {
  return error ? error->code : static_cast<int32_t>(PORTO_E_INVALID);
}

const char* porto_error_message(const porto_error* error) {
  return error ? error->message.c_str() : "";
}

const char* porto_error_where(const porto_error* error) {
  return error ? error->where.c_str() : "";
}

uint64_t porto_error_committed(const porto_error* error) { return error ? error->committed : 0; }

int32_t porto_error_system_errno(const porto_error* error) {
  return error ? error->cause.system_errno : 0;
}

int32_t porto_error_sqlite_code(const porto_error* error) {
  return error ? error->cause.sqlite_code : 0;
}

void porto_error_free(porto_error* error) {
  if (error != &porto::c::out_of_memory) delete error;
}
