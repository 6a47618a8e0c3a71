// The frame of a statement's page: its head, the state of the month, the sections, and the hash.
// See statement_page.hpp.
#include "pages/statement_page.hpp"

#include <string_view>

#include "billing/proof/statement_notes.hpp"
#include "pages/markup.hpp"
#include "pages/view.hpp"

namespace porto::internal {
namespace {

bool is_before_first(const Statement& statement) {
  for (const std::string& note : statement.notes)
    if (note == note_before_first) return true;
  return false;
}

std::string header(const PageView& view) {
  const Statement& statement = view.statement();
  const PageWords& words = view.words();
  Markup out;
  out.tag("<header>\n<p class=\"kind\">").text(words.statement).text(" \u00B7 ");
  out.text(view.language().month(statement.month)).tag("</p>\n");
  out.tag("<h1>").name(view.customer()).tag("</h1>\n");
  out.tag("<p>").text(words.customer).text(": ").name(statement.company.id).tag("</p>\n");
  if (statement.closed) {
    const Day day = view.zone().day_of(statement.closed->closed_at);
    out.element("p", filled(words.closed, {{"day", date_text(view.language(), day)}}));
  } else {
    out.tag("<p class=\"state\"><strong>")
        .text(is_before_first(statement) ? words.before_first : words.open)
        .tag("</strong></p>\n");
  }
  return out.tag("</header>\n<main>\n").take();
}

// Empty for a note that the page tells elsewhere.
std::string_view known_note(const PageWords& words, std::string_view note) {
  if (note == note_pruned) return words.pruned;
  if (note == note_changed) return words.changed;
  if (note.starts_with(note_closed_without)) return words.left_out;
  return {};
}

bool is_told_elsewhere(std::string_view note) {
  return note == note_open || note == note_before_first || note == note_left_out_is_due;
}

// Notes that have no words of their own are what the library says, in English.
std::string notes(const PageView& view) {
  Markup list;
  for (const std::string& note : view.statement().notes) {
    if (is_told_elsewhere(note)) continue;
    const std::string_view known = known_note(view.words(), note);
    if (known.empty())
      list.tag("<li lang=\"en\">").name(note).tag("</li>\n");
    else
      list.element("li", known);
  }
  const std::string items = list.take();
  if (items.empty()) return {};
  return Markup().element("h2", view.words().notes).tag("<ul>\n" + items + "</ul>\n").take();
}

std::string footer(const PageView& view) {
  const Statement& statement = view.statement();
  if (!statement.closed) return {};
  Markup out;
  out.tag("<footer class=\"small\">")
      .text(filled(view.words().hash, {{"month", view.language().month(statement.month)}}))
      .tag("<br/><code>");
  return out.text(statement.closed->hash).tag("</code></footer>\n").take();
}

}  // namespace

std::string statement_page(const Statement& statement) {
  const PageView view(statement);
  const std::string title = std::string(view.words().statement) + " " +
                            view.language().month(statement.month) + ", " +
                            std::string(view.customer());
  Markup page;
  page.tag(page_head(view.language().code, title)).tag(header(view));
  page.tag(lines_section(view)).tag(days_section(view)).tag(steps_section(view));
  page.tag(later_section(view)).tag(voids_section(view)).tag(notes(view));
  return page.tag("</main>\n").tag(footer(view)).tag(page_end()).take();
}

}  // namespace porto::internal
