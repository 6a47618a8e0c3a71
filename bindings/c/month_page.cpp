// porto_month_page of section "Outlook" of porto.h.
#include <string>

#include "handles.hpp"
#include "porto/month_overview.hpp"
#include "porto/output.hpp"
#include "writer.hpp"

using namespace porto::c;

int32_t porto_month_page(porto_ledger* ledger, int32_t month_yyyymm,
                         const porto_page_options* options, porto_write_fn write, void* user,
                         porto_error** err) {
  return guard(err, [&] {
    const porto::Ledger& open = ledger_of(ledger);
    const porto::Month month = porto::c::month(month_yyyymm, "month_yyyymm");
    const auto read = read_options(options, PORTO_PAGE_OPTIONS_INIT);
    const auto language = optional_text(read.language, read.language_len, "options.language");
    Writer out(write, user);
    const std::string page = placed({{"language", "options.language"}}, [&] {
      return porto::to_html(open.month_overview(month, language.value_or("")));
    });
    const InCallback busy(*ledger);
    out.sink()(page);
    out.finish();
    return PORTO_OK;
  });
}
