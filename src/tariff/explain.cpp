// The derivation of a rating: the pipeline runs with a trace.
#include "porto/tariff.hpp"
#include "tariff/rater.hpp"

namespace porto {

using namespace internal;

std::vector<ExplainStep> explain(const Tariff& tariff, const Usage& usage,
                                 std::string_view language) {
  std::vector<ExplainStep> steps;
  Trace trace(steps, language_of(language));
  Rating rating;
  Rater(tariff, usage, &trace, rating).rate();
  return steps;
}

}  // namespace porto
