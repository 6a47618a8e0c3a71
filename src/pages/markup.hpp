// Markup with other people's texts in it: HTML that is well-formed XML as well, and SVG.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace porto::internal {

/// Text as markup shows it, in content and in attributes. What no page may have becomes U+FFFD:
/// bytes that are not UTF-8, control characters, characters that turn the direction of writing.
std::string escaped_markup(std::string_view text);

class Markup {
 public:
  /// Tags as they are.
  Markup& tag(std::string_view text) {
    out_ += text;
    return *this;
  }
  Markup& text(std::string_view words) { return tag(escaped_markup(words)); }
  /// Other people's words, whose direction of writing ends with them.
  Markup& name(std::string_view words) { return tag("<bdi>").text(words).tag("</bdi>"); }
  /// <td class="number">12</td>; no class where `kind` is empty.
  Markup& cell(std::string_view words, std::string_view kind = {});
  Markup& head_cell(std::string_view words, std::string_view kind = {});
  /// <h2>words</h2>, and the like.
  Markup& element(std::string_view element, std::string_view words);
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

/// The beginning of a page with its title and its style, up to <body>, and what it has beside them
/// in its head; and the end of it.
std::string page_head(std::string_view language, std::string_view title,
                      std::string_view more = {});
std::string_view page_end();

}  // namespace porto::internal
