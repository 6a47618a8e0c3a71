// SQL without what means nothing: SQLite keeps a statement as it was written.
#pragma once

#include <string>
#include <string_view>

namespace porto::internal {

/// The statement without comments, with one blank where there were blanks or line breaks. What
/// stands in quotation marks or brackets stays as it is.
std::string plain_sql(std::string_view sql);

}  // namespace porto::internal
