// What a server keeps beside the rows that a copy has: lanes with their cuts, totals of companies
// without those of their domains, the next numbers of names.
#pragma once

#include "store/postgres/connection/connection.hpp"

namespace porto::internal::postgres {

/// Makes it, once all rows are there.
void complete_restored(Connection& connection);

}  // namespace porto::internal::postgres
