// How the lines came about: the steps of the derivations, with their formulas in words.
#include <vector>

#include "pages/formula.hpp"
#include "pages/markup.hpp"
#include "pages/view.hpp"

namespace porto::internal {
namespace {

// A charge that prices each event has steps for each of them: a page shows the first, the last, and
// those that give lines.
constexpr std::size_t first_steps = 30;
constexpr std::size_t last_steps = 10;
constexpr std::size_t longest_formula = 300;

std::string heading_of(const PageView& view, const Statement::Derivation& derivation) {
  const Language& language = view.language();
  const PageWords& words = view.words();
  const Tariff* tariff = view.tariff(derivation.tariff, derivation.tariff_version);
  const bool is_named = tariff && !tariff->name.empty();
  std::string heading =
      filled(words.tariff_version, {{"tariff", is_named ? tariff->name : derivation.tariff},
                                    {"version", std::to_string(derivation.tariff_version)}});
  if (derivation.usage_month != view.statement().month)
    heading += filled(words.usage_of, {{"month", language.month(derivation.usage_month)}});
  if (derivation.invoice && *derivation.invoice != view.statement().month)
    heading += filled(words.on_invoice, {{"month", language.month(*derivation.invoice)}});
  if (!derivation.invoice && view.statement().closed) heading += words.due_now;
  return heading;
}

std::string calculation_of(const PageView& view, const ExplainStep& step) {
  if (step.formula == step.value) return {};
  if (step.formula.size() > longest_formula) return "\u2026";
  return formula_in_words(view.language(), step.formula);
}

void add_step(const PageView& view, const ExplainStep& step, Markup& out) {
  out.tag("<tr><td>").name(step.step).tag("</td>");
  out.cell(calculation_of(view, step));
  out.cell(formula_in_words(view.language(), step.value), "number");
  out.cell(step.line == 0 ? std::string() : std::to_string(step.line), "number").tag("</tr>\n");
}

void add_derivation(const PageView& view, const Statement::Derivation& derivation, Markup& out) {
  const PageWords& words = view.words();
  out.tag("<h3>").name(heading_of(view, derivation)).tag("</h3>\n");
  out.tag("<div class=\"wide\"><table class=\"steps\">\n<thead><tr>")
      .head_cell(words.step)
      .head_cell(words.calculation)
      .head_cell(words.result, "number")
      .head_cell(words.line, "number")
      .tag("</tr></thead>\n<tbody>\n");
  std::size_t left_out = 0;
  const std::vector<ExplainStep>& steps = derivation.steps;
  for (std::size_t i = 0; i < steps.size(); ++i)
    if (i < first_steps || i + last_steps >= steps.size() || steps[i].line != 0)
      add_step(view, steps[i], out);
    else
      ++left_out;
  out.tag("</tbody>\n</table></div>\n");
  if (left_out > 0)
    out.tag("<p class=\"small\">")
        .text(filled(words.more_steps, {{"number", view.number(left_out)}}))
        .tag("</p>\n");
}

}  // namespace

std::string steps_section(const PageView& view) {
  Markup derived;
  // An item has no tariff: its line says what was agreed, and a page does not say by whom.
  for (const Statement::Derivation& derivation : view.statement().derivations)
    if (!derivation.tariff.empty()) add_derivation(view, derivation, derived);
  const std::string steps = derived.take();
  if (steps.empty()) return {};
  Markup out;
  return out.element("h2", view.words().steps).tag(steps).take();
}

}  // namespace porto::internal
