// Markdown, block by block, to mdoc.
#include "document_page.hpp"

#include <cctype>

#include "roff.hpp"

namespace porto_manual {
namespace {

/// The lines of a document, block by block.
class Blocks {
 public:
  Blocks(const std::string& markdown, Page& page) : lines_(split(markdown, '\n')), page_(page) {}

  void add_all() {
    while (at_ < lines_.size()) add_next();
  }

 private:
  const std::string& line() const { return lines_[at_]; }
  bool has(const std::string& begin) const {
    return at_ < lines_.size() && begins_with(line(), begin);
  }

  void add_next() {
    if (trimmed(line()).empty()) {
      ++at_;
    } else if (has("#")) {
      add_heading();
    } else if (has("```")) {
      add_code();
    } else if (has("|")) {
      add_table();
    } else if (has("- ")) {
      add_list();
    } else if (has("![")) {
      paragraph();
    } else {
      page_.paragraph(paragraph());
    }
  }

  void add_heading() {
    const std::size_t level = line().find(' ');
    const std::string title = line().substr(level + 1);
    ++at_;
    if (level == 2) page_.section(in_capitals(title));
    if (level > 2) page_.subsection(title);
    // What comes before the first heading of the second level is the description.
    if (level == 1) page_.section("DESCRIPTION");
  }

  void add_code() {
    std::vector<std::string> code;
    for (++at_; at_ < lines_.size() && !has("```"); ++at_) code.push_back(line());
    ++at_;
    page_.display(code);
  }

  /// Lines to the next blank one, of a paragraph or a quotation.
  std::string paragraph() {
    std::string text;
    for (; at_ < lines_.size() && !trimmed(line()).empty() && !has("```") && !has("|"); ++at_) {
      if (has("- ") && !text.empty()) break;
      text += (has("> ") ? line().substr(2) : trimmed(line())) + " ";
    }
    return text;
  }

  void add_list() {
    page_.begin_bullets();
    while (has("- ")) {
      std::string text = line().substr(2);
      for (++at_; has("  "); ++at_) text += " " + trimmed(line());
      page_.bullet(text);
    }
    page_.end_list();
  }

  static std::vector<std::string> cells_of(const std::string& row) {
    std::vector<std::string> cells = split(row.substr(1), '|');
    for (std::string& cell : cells) cell = trimmed(cell);
    if (!cells.empty() && cells.back().empty()) cells.pop_back();
    return cells;
  }

  /// A table is a list: the first cell of a row is a tag, the others say under their headings what
  /// it is.
  void add_table() {
    const std::vector<std::string> heads = cells_of(line());
    at_ += 2;
    page_.begin_tags();
    for (; has("|"); ++at_) {
      const std::vector<std::string> cells = cells_of(line());
      std::string text;
      for (std::size_t i = 1; i < cells.size(); ++i) {
        const bool is_named = heads.size() > 3 && i < heads.size() && !heads[i].empty();
        if (!cells[i].empty())
          text += (text.empty() ? "" : "; ") + (is_named ? heads[i] + ": " : "") + cells[i];
      }
      page_.tag(tags(cells.front()), text + ".");
    }
    page_.end_list();
  }

  /// "`minimum`, `maximum`": a macro for each.
  static std::string tags(const std::string& cell) {
    std::string macros;
    for (const std::string& part : split(cell, ',')) {
      std::string name;
      for (const char letter : trimmed(part))
        if (letter != '`') name += letter;
      macros += (macros.empty() ? "Ic " : " , Ic ") + argument(name);
    }
    return macros;
  }

  static std::string in_capitals(std::string text) {
    for (char& letter : text) letter = static_cast<char>(std::toupper(letter));
    return text;
  }

  std::vector<std::string> lines_;
  Page& page_;
  std::size_t at_ = 0;
};

}  // namespace

std::string document_page(const std::string& markdown, const std::string& name, int section,
                          const std::string& about, const std::vector<std::string>& related,
                          const Release& release) {
  Page page(name, section, about, release);
  Blocks(markdown, page).add_all();
  page.see_also(related);
  return page.text();
}

}  // namespace porto_manual
