// What all pictures are drawn on: SVG elements, with lengths as whole numbers of hundredths of a
// pixel until they are written.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "porto/tariff_tools.hpp"

namespace porto::internal {

inline constexpr int pixel = 100;
inline constexpr int character_width =
    740;  ///< how wide a character of 12 pixels is at most, about
inline constexpr int title_character = 1220;  ///< how wide one of the title is
inline constexpr int edge = 24 * pixel;

/// Characters, counted as the bytes that begin one.
int length_of(std::string_view text);
inline int width_of(std::string_view label) { return length_of(label) * character_width; }
/// The text, with its end left out where it has more characters.
std::string cut(std::string_view text, int most);
/// Hundredths of a pixel as pixels: "12.34".
std::string px(int hundredths);

/// The rules of style that are common to all pictures, for a page with some in it.
std::string_view picture_rules();

enum class Anchor { start, middle, end };

class Canvas {
 public:
  struct Head {
    int width;
    int height;
    std::string_view language;
    std::string_view title;
    std::string_view description;
    /// Of a picture in a page, which has picture_rules(), other rules and the white of the paper;
    /// empty: a file of its own.
    std::string_view id = {};
  };
  /// Begins with a white paper, and with rules of style for the kinds that are not common to all
  /// pictures: those are title, heading, label, grid, axis, open.
  Canvas(const Head& head, std::string_view rules);

  Canvas& tag(std::string_view text);
  void line(std::string_view kind, int x1, int y1, int x2, int y2, std::string_view tip = {});
  void box(std::string_view kind, int x, int y, int width, int height, std::string_view tip = {});
  void dot(std::string_view kind, int x, int y, int radius, std::string_view tip = {});
  void text(std::string_view kind, int x, int y, Anchor anchor, std::string_view words);
  /// The steps of a y axis, with their labels to the left. `floor` is the bottom of the panel.
  void grid(const std::vector<Plot::Mark>& ticks, int left, int width, int floor);
  std::string take();

 private:
  std::string out_;
};

}  // namespace porto::internal
