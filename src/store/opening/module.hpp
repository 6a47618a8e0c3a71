// The module of the store on a server, found and loaded when it is first asked for. It stays: what
// it made may be in use until the process ends.
#pragma once

#include "store/module.hpp"

namespace porto::internal {

/// What is asked for. Beside the Errors of that store: not_found, the module is not on this
/// machine; io, it cannot be loaded (libpq is not there), or is of another build.
StoreAnswer ask_module(const StoreRequest& request);

}  // namespace porto::internal
