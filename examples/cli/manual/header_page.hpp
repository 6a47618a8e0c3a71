// The manual page of the C ABI, made of porto.h: its rules, its functions by section, its statuses.
#pragma once

#include "page.hpp"

namespace porto_manual {

std::string header_page(const std::string& header, const Release& release);

}  // namespace porto_manual
