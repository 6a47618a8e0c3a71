// porto.h, line by line, to mdoc.
#include "header_page.hpp"

#include <algorithm>

#include "roff.hpp"

namespace porto_manual {
namespace {

/// What is between the marks of a comment of one line or more, as one line.
std::string words_of(const std::string& comment) {
  std::string words;
  for (const std::string& line : split(comment, '\n')) {
    std::string text = trimmed(line);
    for (const char* const mark : {"/*", "*"})
      if (begins_with(text, mark) && !begins_with(text, "*/"))
        text = text.substr(std::string(mark).size());
    words += (words.empty() ? "" : " ") + trimmed(text.substr(0, text.find("*/")));
  }
  return trimmed(words);
}

/// To the first point that ends something.
std::string first_sentence(const std::string& words) {
  const std::size_t end = words.find(". ");
  return end == std::string::npos ? words : words.substr(0, end + 1);
}

/// porto.h, as far as its form is fixed: headings, comments before functions, enumerators with
/// comments behind them.
class Header {
 public:
  Header(const std::string& text, Page& page) : lines_(split(text, '\n')), page_(page) {}

  /// The numbered rules of the first comment.
  void add_rules() {
    page_.begin_bullets();
    std::string rule;
    for (; at_ < lines_.size() && lines_[at_] != " */"; ++at_) {
      const std::string text =
          trimmed(lines_[at_].substr(std::min<std::size_t>(2, lines_[at_].size())));
      const std::size_t number = text.find(". ");
      const bool is_rule = number != std::string::npos && number > 0 && number < 3 &&
                           text.find_first_not_of("0123456789") == number;
      if (is_rule && !rule.empty()) page_.bullet(rule);
      if (is_rule)
        rule = "**" + text.substr(number + 2, text.find(". ", number + 2) - number - 1) + "**" +
               text.substr(text.find(". ", number + 2) + 1);
      else if (!rule.empty())
        rule += " " + text;
    }
    page_.bullet(rule);
    page_.end_list();
  }

  /// Each section with its functions, and the statuses where they stand.
  void add_sections() {
    for (; at_ < lines_.size(); ++at_) {
      const std::string& line = lines_[at_];
      if (begins_with(line, "/* ---- ")) begin_section(line);
      if (begins_with(line, "/*")) take_comment();
      if (begins_with(line, "typedef enum porto_status")) add_statuses();
      if (begins_with(line, "PORTO_API")) add_function();
    }
    if (has_list_) page_.end_list();
  }

 private:
  void begin_section(const std::string& line) {
    if (has_list_) page_.end_list();
    has_list_ = false;
    const std::string name = line.substr(8);
    heading_ = name.substr(0, name.find(" --"));
  }

  void take_comment() {
    comment_.clear();
    while (lines_[at_].find("*/") == std::string::npos) comment_ += lines_[at_++] + "\n";
    comment_ += lines_[at_];
  }

  void begin_list() {
    if (has_list_) return;
    page_.subsection(heading_);
    page_.begin_tags();
    has_list_ = true;
  }

  void add_function() {
    std::string declaration;
    while (lines_[at_].find(';') == std::string::npos) declaration += lines_[at_++] + " ";
    declaration += lines_[at_];
    const std::size_t open = declaration.find('(');
    const std::size_t begin = declaration.find_last_of(" *", open) + 1;
    begin_list();
    page_.tag("Fn " + argument(declaration.substr(begin, open - begin)),
              first_sentence(words_of(comment_)));
  }

  void add_statuses() {
    begin_list();
    for (++at_; !begins_with(lines_[at_], "}"); ++at_) {
      const std::string text = trimmed(lines_[at_]);
      const std::size_t equal = text.find(" = ");
      const std::size_t comment = text.find("/*");
      if (equal == std::string::npos || comment == std::string::npos) continue;
      const std::string number =
          text.substr(equal + 3, text.find_first_of(", ", equal + 3) - equal - 3);
      page_.tag("Dv " + argument(text.substr(0, equal)) + " Pq " + argument(number),
                words_of(text.substr(comment)) + ".");
    }
  }

  std::vector<std::string> lines_;
  Page& page_;
  std::size_t at_ = 0;
  std::string heading_;
  std::string comment_;
  bool has_list_ = false;
};

}  // namespace

std::string header_page(const std::string& header, const Release& release) {
  Page page("porto", 3, "count usage and turn it into invoice lines, from a program", release);
  page.section("LIBRARY");
  page.paragraph("libporto (`-lporto`; `pkg-config --cflags --libs porto`)");
  page.section("SYNOPSIS");
  page.macro(".In porto/porto.h");
  page.section("DESCRIPTION");
  page.paragraph(
      "libporto is an embedded usage-metering and billing engine: one library, and one SQLite file "
      "as ledger. This page has the rules that hold for every function, and a line about each; the "
      "header itself says all of them.");
  Header sections(header, page);
  page.section("RULES");
  sections.add_rules();
  page.section("FUNCTIONS");
  page.paragraph("By the sections of the header.");
  sections.add_sections();
  page.see_also({"porto(1)", "porto-tariff(5)"});
  return page.text();
}

}  // namespace porto_manual
