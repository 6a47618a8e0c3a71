// Everything of the C++ API. The C++ API is source-stable, not ABI-stable: see
// docs/api-stability.md.
#pragma once

#include "porto/audit.hpp"
#include "porto/calendar.hpp"
#include "porto/decimal.hpp"
#include "porto/error.hpp"
#include "porto/import.hpp"
#include "porto/invoice.hpp"
#include "porto/ledger.hpp"
#include "porto/ledger_options.hpp"
#include "porto/money.hpp"
#include "porto/tariff.hpp"
#include "porto/tariff_tools.hpp"
#include "porto/usage.hpp"
