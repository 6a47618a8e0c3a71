// Whether a spreadsheet file is whole. libxlsxwriter puts it together from temporary files and does
// not look whether the disk took what it wrote there.
#pragma once

#include <cstdint>
#include <cstdio>
#include <vector>

namespace porto_cli {

/// Whether each part of the archive ends as it must, and the rows of sheet i take rows[i] bytes.
bool is_whole(std::FILE* archive, const std::vector<std::uint64_t>& rows);

}  // namespace porto_cli
