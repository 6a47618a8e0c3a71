// Which known name somebody meant.
#pragma once

#include <string>
#include <vector>

namespace porto_cli {

/// The known name that `name` is a slip of: a letter or two that are wrong, missing, too many or in
/// the wrong order. Empty if there is none.
std::string nearest(const std::string& name, const std::vector<std::string>& known);

}  // namespace porto_cli
