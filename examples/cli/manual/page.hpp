// A manual page in the language mdoc, as it grows.
#pragma once

#include <string>
#include <vector>

namespace porto_manual {

/// What pages and completions say of the version; neither has a time of its own.
struct Release {
  std::string version;  ///< "0.3.0"
  std::string date;     ///< "December 1, 2026"
};

class Page {
 public:
  /// `about` completes "name -".
  Page(const std::string& name, int section, const std::string& about, const Release& release);

  void section(const std::string& title);
  void subsection(const std::string& title);
  /// A line of mdoc as it stands.
  void macro(const std::string& line);
  /// Running text, with the marks that running() knows.
  void paragraph(const std::string& text);
  /// Lines as they are.
  void display(const std::vector<std::string>& lines);

  /// A list of tagged items, whose heads are macros and whose texts are paragraphs.
  void begin_tags();
  void tag(const std::string& macros, const std::string& text);
  void begin_bullets();
  void bullet(const std::string& text);
  void end_list();

  /// References to pages, "porto(1)", in a section of their own.
  void see_also(std::vector<std::string> pages);

  const std::string& text() const { return text_; }

 private:
  std::string text_;
  bool is_after_heading_ = true;
};

}  // namespace porto_manual
