// The macros of mdoc that pages are made of.
#include "page.hpp"

#include <algorithm>
#include <cctype>

#include "roff.hpp"

namespace porto_manual {
namespace {

std::string in_capitals(std::string text) {
  for (char& letter : text) letter = static_cast<char>(std::toupper(letter));
  return text;
}

}  // namespace

Page::Page(const std::string& name, int section, const std::string& about, const Release& release) {
  macro(".\\\" Made by porto_manual from the sources of porto; changes here are lost.");
  macro(".Dd " + release.date);
  macro(".Dt " + in_capitals(name) + " " + std::to_string(section));
  macro(".Os \"porto " + release.version + "\"");
  this->section("NAME");
  macro(".Nm " + name);
  macro(".Nd " + literal(about));
}

void Page::section(const std::string& title) {
  macro(".Sh " + argument(title));
  is_after_heading_ = true;
}

void Page::subsection(const std::string& title) {
  macro(".Ss " + argument(title));
  is_after_heading_ = true;
}

void Page::macro(const std::string& line) {
  text_ += line + "\n";
  is_after_heading_ = false;
}

void Page::paragraph(const std::string& text) {
  if (!is_after_heading_) macro(".Pp");
  text_ += running(text);
  is_after_heading_ = false;
}

void Page::display(const std::vector<std::string>& lines) {
  macro(".Bd -literal -offset indent");
  for (const std::string& line : lines) macro(literal(line));
  macro(".Ed");
}

void Page::begin_tags() { macro(".Bl -tag -width Ds"); }

void Page::tag(const std::string& macros, const std::string& text) {
  macro(".It " + macros);
  text_ += running(text);
}

void Page::begin_bullets() { macro(".Bl -bullet"); }

void Page::bullet(const std::string& text) {
  macro(".It");
  text_ += running(text);
}

void Page::end_list() { macro(".El"); }

// Sorted by section and name, as readers and mandoc expect.
void Page::see_also(std::vector<std::string> pages) {
  const auto key = [](const std::string& page) {
    const std::size_t open = page.find('(');
    return page.substr(open) + page.substr(0, open);
  };
  std::sort(pages.begin(), pages.end(),
            [&key](const std::string& a, const std::string& b) { return key(a) < key(b); });
  section("SEE ALSO");
  for (const std::string& page : pages) {
    const std::size_t open = page.find('(');
    macro(".Xr " + page.substr(0, open) + " " + page.substr(open + 1, page.size() - open - 2) +
          (page == pages.back() ? "" : " ,"));
  }
}

}  // namespace porto_manual
