// Section "Text and time" of porto.h.
#include "arguments.hpp"
#include "guard.hpp"

using namespace porto::c;

int32_t porto_time_parse(const char* text, size_t text_len, int64_t* unix_us, porto_error** err) {
  return guard(err, [&] {
    const std::string_view time = porto::c::text(text, text_len, "text");
    given(unix_us, "unix_us") = porto::parse_rfc3339(time).unix_us;
    return PORTO_OK;
  });
}

int32_t porto_month_parse(const char* text, size_t text_len, int32_t* month_yyyymm,
                          porto_error** err) {
  return guard(err, [&] {
    const std::string_view month = porto::c::text(text, text_len, "text");
    given(month_yyyymm, "month_yyyymm") = porto::Month::parse(month).number();
    return PORTO_OK;
  });
}
