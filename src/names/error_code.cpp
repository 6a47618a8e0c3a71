// Names of error codes.
#include "names/table.hpp"
#include "porto/error.hpp"

namespace porto {

using namespace internal;

namespace {

constexpr Name<ErrorCode> error_codes[] = {
    {ErrorCode::invalid_argument, "invalid_argument"},
    {ErrorCode::bad_number, "bad_number"},
    {ErrorCode::bad_time, "bad_time"},
    {ErrorCode::overflow, "overflow"},
    {ErrorCode::unknown_zone, "unknown_zone"},
    {ErrorCode::unknown_currency, "unknown_currency"},
    {ErrorCode::not_found, "not_found"},
    {ErrorCode::conflict, "conflict"},
    {ErrorCode::bad_tariff, "bad_tariff"},
    {ErrorCode::bad_input, "bad_input"},
    {ErrorCode::month_open, "month_open"},
    {ErrorCode::month_closed, "month_closed"},
    {ErrorCode::ledger_exists, "ledger_exists"},
    {ErrorCode::not_a_ledger, "not_a_ledger"},
    {ErrorCode::newer_ledger, "newer_ledger"},
    {ErrorCode::negative_usage, "negative_usage"},
    {ErrorCode::unrated, "unrated"},
    {ErrorCode::io, "io"},
    {ErrorCode::busy, "busy"},
    {ErrorCode::full, "full"},
    {ErrorCode::read_only, "read_only"},
    {ErrorCode::corrupt, "corrupt"},
    {ErrorCode::cancelled, "cancelled"},
    {ErrorCode::out_of_memory, "out_of_memory"},
    {ErrorCode::internal, "internal"},
};

}  // namespace

const char* to_string(ErrorCode code) noexcept { return name_of(code, error_codes); }

}  // namespace porto
