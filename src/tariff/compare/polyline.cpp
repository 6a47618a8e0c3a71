// See polyline.hpp. Looks at the curve at every pixel, halves each stretch that is not straight
// until it is or has no width, and leaves out the points on a line between others.
#include "tariff/compare/polyline.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace porto::internal {
namespace {

using Point = Plot::Point;

constexpr int raster = 100;
constexpr int tolerance = 5;

// How far a point lies above or below the line between two others. A vertical line has only ends.
std::int64_t distance(const Point& from, const Point& to, const Point& point) {
  const std::int64_t run = to.x - from.x;
  if (run == 0) return 0;
  const std::int64_t rise = std::int64_t{to.y - from.y} * (point.x - from.x);
  return std::abs(rise - std::int64_t{point.y - from.y} * run) / run;
}

class Sampler {
 public:
  explicit Sampler(const std::function<int(int)>& y_of) : y_of_(y_of) {}

  std::vector<Point> sample(int first, int last) {
    points_ = {at(first)};
    while (points_.back().x < last) {
      const Point from = points_.back();
      refine(from, at(std::min(last, (from.x / raster + 1) * raster)));
    }
    return std::move(points_);
  }

 private:
  Point at(int x) const { return {x, y_of_(x)}; }

  // Adds the points after `from` up to `to`.
  void refine(const Point& from, const Point& to) {
    if (to.x - from.x <= 1) {
      if (std::abs(to.y - from.y) > tolerance) points_.push_back({from.x, to.y});  // a jump
      points_.push_back(to);
      return;
    }
    const int width = to.x - from.x;
    const Point middle = at(from.x + width / 2);
    // The second look finds what repeats itself in step with the first.
    if (distance(from, to, middle) <= tolerance &&
        distance(from, to, at(from.x + width * 3 / 8)) <= tolerance) {
      points_.push_back(to);
      return;
    }
    refine(from, middle);
    refine(middle, to);
  }

  const std::function<int(int)>& y_of_;
  std::vector<Point> points_;
};

// Ramer, Douglas and Peucker: keeps the point that is farthest from the line, if it is too far.
void simplify(const std::vector<Point>& points, std::size_t first, std::size_t last,
              std::vector<Point>& kept) {
  std::int64_t farthest = tolerance;
  std::size_t split = first;
  for (std::size_t i = first + 1; i < last; ++i) {
    const std::int64_t away = distance(points[first], points[last], points[i]);
    if (away <= farthest) continue;
    farthest = away;
    split = i;
  }
  if (split != first) {
    simplify(points, first, split, kept);
    simplify(points, split, last, kept);
  } else {
    kept.push_back(points[last]);
  }
}

}  // namespace

std::vector<Point> polyline(int first, int last, const std::function<int(int x)>& y_of) {
  const std::vector<Point> points = Sampler(y_of).sample(first, last);
  std::vector<Point> kept = {points.front()};
  if (points.size() > 1) simplify(points, 0, points.size() - 1, kept);
  return kept;
}

}  // namespace porto::internal
