// A document of docs/, in Markdown, as a manual page.
#pragma once

#include "page.hpp"

namespace porto_manual {

/// Knows what docs/reference/ has: headings, paragraphs, lists of one level, quotations, tables and
/// code; pictures are left out. Headings of the first level are the page's name and no section.
std::string document_page(const std::string& markdown, const std::string& name, int section,
                          const std::string& about, const std::vector<std::string>& related,
                          const Release& release);

}  // namespace porto_manual
