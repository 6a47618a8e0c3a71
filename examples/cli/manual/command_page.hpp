// The manual page of a command, of what its --help says.
#pragma once

#include "described.hpp"
#include "page.hpp"

namespace porto_manual {

/// "porto-tariff-add", the page's name.
std::string page_name(const porto_cli::DescribedCommand& command);

/// `parent` is the command above it; nullptr for porto itself.
std::string command_page(const porto_cli::DescribedCommand& command,
                         const porto_cli::DescribedCommand* parent, const Release& release);

}  // namespace porto_manual
