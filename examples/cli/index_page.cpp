// See index_page.hpp.
#include "index_page.hpp"

#include <algorithm>
#include <array>
#include <string_view>

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

struct IndexWords {
  std::string_view language;
  std::string_view title;
  std::string_view company;
  std::string_view name;
  std::string_view total;
  std::string_view one;
  std::string_view many;
  std::string_view group_mark;
  std::string_view decimal_mark;
  std::string_view krona;  ///< the unit of amounts in SEK
  std::array<std::string_view, 12> months;
};
constexpr IndexWords index_words[] = {
    {"en",
     "Statements",
     "Company",
     "Name",
     "Total excluding VAT",
     "company",
     "companies",
     ",",
     ".",
     "SEK",
     {"January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December"}},
    {"sv",
     "Fakturaunderlag",
     "Kund",
     "Namn",
     "Summa exklusive moms",
     "kund",
     "kunder",
     "\u00A0",
     ",",
     "kr",
     {"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
      "oktober", "november", "december"}},
};

const IndexWords& words_of(std::string_view language) {
  for (const IndexWords& words : index_words)
    if (words.language == language) return words;
  return index_words[0];
}

/// "12345.60" as the pages write it: "12 345,60", "12,345.60".
std::string number_text(std::string_view number, const IndexWords& words) {
  const std::size_t end = std::min(number.find('.'), number.size());
  std::string text;
  for (std::size_t i = 0; i < number.size(); ++i) {
    const bool after_digit = i > 0 && number[i - 1] != '-';
    if (i < end && after_digit && (end - i) % 3 == 0) text += words.group_mark;
    if (i == end)
      text += words.decimal_mark;
    else
      text += number[i];
  }
  return text;
}

/// "12345.60 SEK" as the pages write it: "12 345,60 kr", "12,345.60 SEK".
std::string amount_text(std::string_view amount, const IndexWords& words) {
  const std::size_t space = amount.find(' ');
  if (space == amount.npos) return std::string(amount);
  const std::string_view currency = amount.substr(space + 1);
  return number_text(amount.substr(0, space), words)
      .append("\u00A0")
      .append(currency == "SEK" ? words.krona : currency);
}

/// "mars 2026".
std::string month_name(std::int32_t month_yyyymm, const IndexWords& words) {
  return std::string(words.months[static_cast<std::size_t>(month_yyyymm % 100 - 1)]) + " " +
         std::to_string(month_yyyymm / 100);
}

std::string index_row(const IndexEntry& entry, const IndexWords& words) {
  return "<tr><td><a href=\"" + escaped(entry.file) + "\"><bdi>" + escaped(entry.company) +
         "</bdi></a></td><td><bdi>" + escaped(entry.name) + "</bdi></td><td class=\"number\">" +
         escaped(amount_text(entry.amount, words)) + "</td></tr>\n";
}

std::string head_cell(std::string_view words, std::string_view kind = {}) {
  return "<th scope=\"col\"" + std::string(kind) + ">" + std::string(words) + "</th>";
}

}  // namespace

std::string index_page(std::int32_t month_yyyymm, const std::vector<IndexEntry>& entries,
                       const std::string& total, const std::string& language) {
  const IndexWords& words = words_of(language);
  const std::string title = std::string(words.title) + " " + month_name(month_yyyymm, words);
  std::string page = "<!DOCTYPE html>\n<html lang=\"" + std::string(words.language) +
                     "\">\n<head>\n<title>" + title + "</title>\n";
  page += head;
  page += "</head>\n<body>\n<h1>" + title + "</h1>\n<table>\n<thead><tr>" +
          head_cell(words.company) + head_cell(words.name) +
          head_cell(words.total, " class=\"number\"") + "</tr></thead>\n<tbody>\n";
  for (const IndexEntry& entry : entries) page += index_row(entry, words);
  return page + "</tbody>\n<tfoot><tr><th scope=\"row\" colspan=\"2\">" +
         number_text(std::to_string(entries.size()), words) + " " +
         std::string(entries.size() == 1 ? words.one : words.many) + "</th><td class=\"number\">" +
         escaped(amount_text(total, words)) + "</td></tr></tfoot>\n</table>\n</body>\n</html>\n";
}

}  // namespace porto_cli
