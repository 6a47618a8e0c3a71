// See index_page.hpp.
#include "index_page.hpp"

#include <string_view>

#include "counted.hpp"

namespace porto_cli {
namespace {

constexpr std::string_view head = R"(<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="generator" content="porto"/>
<style>
body { margin: 0 auto; max-width: 46rem; padding: 1.5rem 1rem; background: #ffffff; color: #111827;
  font: 15px/1.45 system-ui, "Segoe UI", Roboto, Helvetica, Arial, "DejaVu Sans", sans-serif;
  overflow-wrap: anywhere }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: 0.25rem 0.9rem 0.25rem 0; border-bottom: 1px solid #e5e7eb }
.number { text-align: right; white-space: nowrap }
</style>
)";

// Ids and names are text without control characters.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  return out;
}

std::string index_row(const IndexEntry& entry) {
  return "<tr><td><a href=\"" + escaped(entry.file) + "\"><bdi>" + escaped(entry.company) +
         "</bdi></a></td><td><bdi>" + escaped(entry.name) + "</bdi></td><td class=\"number\">" +
         escaped(entry.amount) + "</td></tr>\n";
}

}  // namespace

std::string index_page(const std::string& month, const std::vector<IndexEntry>& entries,
                       const std::string& total) {
  const std::string title = "Statements " + month;
  std::string page = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<title>" + title + "</title>\n";
  page += head;
  page += "</head>\n<body>\n<h1>" + title +
          "</h1>\n<table>\n<thead><tr><th scope=\"col\">Company</th><th scope=\"col\">Name</th>"
          "<th scope=\"col\" class=\"number\">Total excluding VAT</th></tr></thead>\n<tbody>\n";
  for (const IndexEntry& entry : entries) page += index_row(entry);
  return page + "</tbody>\n<tfoot><tr><th scope=\"row\" colspan=\"2\">" +
         counted(entries.size(), "company", "companies") + "</th><td class=\"number\">" +
         escaped(total) + "</td></tr></tfoot>\n</table>\n</body>\n</html>\n";
}

}  // namespace porto_cli
