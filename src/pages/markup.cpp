// See markup.hpp.
#include "pages/markup.hpp"

#include <utility>

#include "base/text.hpp"

namespace porto::internal {
namespace {

// Black on white, one column; lists that are too wide scroll. Colours of text have a contrast of
// 4.5 : 1 or more. A printed page is A4, without what only a screen needs.
constexpr std::string_view page_style = R"(<style>
:root { color-scheme: light }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 46rem; padding: 1.5rem 1rem; background: #ffffff; color: #111827;
  font: 15px/1.45 system-ui, "Segoe UI", Roboto, Helvetica, Arial, "DejaVu Sans", sans-serif;
  overflow-wrap: break-word }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 }
h2 { font-size: 1.05rem; margin: 1.6rem 0 0.4rem }
h3 { font-size: 0.95rem; margin: 0.9rem 0 0.2rem }
p { margin: 0.3rem 0 }
.kind { text-transform: uppercase; letter-spacing: 0.06em; font-size: 0.8rem; color: #374151 }
.state { border-left: 4px solid #b45309; background: #fffbeb; padding: 0.4rem 0.7rem }
.wide { overflow-x: auto }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.9rem 0.25rem 0 }
th { font-weight: 600; color: #374151; font-size: 0.85rem }
thead th { border-bottom: 1px solid #6b7280 }
tbody td, tbody th { border-bottom: 1px solid #e5e7eb }
td:first-child { min-width: 1.5rem }
td:last-child, th:last-child { padding-right: 0 }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
.text { min-width: 11rem }
tfoot th, tfoot td { border-top: 1px solid #111827; font-weight: 600; color: #111827;
  font-size: 1rem }
.steps td, .steps th { padding-top: 0.1rem; padding-bottom: 0.1rem; font-size: 0.85rem }
small, .small { font-size: 0.8rem; color: #374151 }
figure { margin: 0.3rem 0 }
figcaption { font-size: 0.9rem }
svg { display: block; width: 100%; min-width: 34rem; height: auto }
.swatch { display: inline-block; width: 0.7rem; min-width: 0.7rem; height: 0.7rem }
svg text { font-size: 12px; fill: #374151 }
.grid { stroke: #e5e7eb }
.axis { stroke: #6b7280 }
.mark { stroke: #111827; stroke-dasharray: 4 3 }
.usage { fill: #1d4ed8 }
.beyond { fill: #b45309 }
.aside { fill: #9ca3af }
footer { margin-top: 1.6rem; border-top: 1px solid #e5e7eb; padding-top: 0.5rem }
@media screen and (max-width: 34rem) {
  .lines tr { display: grid; grid-template-columns: 2rem 1fr auto auto; padding: 0.3rem 0 }
  .lines td, .lines th { border: 0; padding: 0.1rem 0.5rem 0.1rem 0 }
  .lines td:last-child, .lines th:last-child { padding-right: 0 }
  .lines .text { grid-column: 2 / 5 }
  .lines .quantity { grid-column: 2 }
  .lines tbody tr, .lines thead tr { border-bottom: 1px solid #e5e7eb }
  .lines tfoot th { grid-column: 1 / 4 }
}
@page { size: A4; margin: 12mm 14mm }
@media print {
  html { font-size: 12px }
  body { max-width: none; padding: 0; font-size: 9pt; line-height: 1.3 }
  h2 { margin-top: 1.1rem; break-after: avoid }
  h3 { break-after: avoid }
  th, td { padding-top: 0.12rem; padding-bottom: 0.12rem }
  .steps td, .steps th { padding-top: 0.05rem; padding-bottom: 0.05rem }
  tr, figure, .state { break-inside: avoid }
  .wide { overflow: visible }
  svg { min-width: 0 }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact }
}
</style>
)";

std::string class_of(std::string_view kind) {
  return kind.empty() ? std::string() : " class=\"" + std::string(kind) + "\"";
}

void append_character(std::string& out, std::string_view character) {
  switch (character[0]) {
    case '&':
      out += "&amp;";
      return;
    case '<':
      out += "&lt;";
      return;
    case '>':
      out += "&gt;";
      return;
    case '"':
      out += "&quot;";
      return;
    case '\'':
      out += "&#39;";
      return;
    default:
      out += why_not_text(character) ? std::string_view("\uFFFD") : character;
  }
}

}  // namespace

std::string escaped_markup(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::string_view character = first_character(text);
    append_character(out, character);
    text.remove_prefix(character.size());
  }
  return out;
}

Markup& Markup::cell(std::string_view words, std::string_view kind) {
  return tag("<td" + class_of(kind) + ">").text(words).tag("</td>");
}

Markup& Markup::head_cell(std::string_view words, std::string_view kind) {
  return tag("<th scope=\"col\"" + class_of(kind) + ">").text(words).tag("</th>");
}

Markup& Markup::element(std::string_view element, std::string_view words) {
  const std::string name(element);
  return tag("<" + name + ">").text(words).tag("</" + name + ">\n");
}

std::string page_head(std::string_view language, std::string_view title, std::string_view more) {
  Markup head;
  head.tag("<!DOCTYPE html>\n<html lang=\"").text(language).tag("\">\n<head>\n");
  head.tag("<meta charset=\"utf-8\"/>\n");
  head.tag("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
  head.tag("<meta name=\"generator\" content=\"porto\"/>\n");
  head.element("title", title).tag(page_style).tag(more).tag("</head>\n<body>\n");
  return head.take();
}

std::string_view page_end() { return "</body>\n</html>\n"; }

}  // namespace porto::internal
