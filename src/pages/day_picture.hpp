// Usage by day as a picture: a bar a day, in another colour where the included units were used up,
// and a mark on that day.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "pages/allowance.hpp"

namespace porto::internal {

/// An <svg> element. `number` counts the pictures of a page, since the ids in it are unique;
/// `description` is the picture in words.
std::string day_picture(const PageView& view, const DayTotals& usage,
                        const std::optional<Allowance>& allowance, std::size_t number,
                        std::string_view description);

}  // namespace porto::internal
