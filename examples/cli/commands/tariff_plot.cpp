// porto tariff plot: what usage costs, as a picture.
#include "arguments.hpp"
#include "commands.hpp"
#include "picture.hpp"
#include "tariff_documents.hpp"

namespace porto_cli {
namespace {

const char* const kTariffPlotPages =
    R"(Draws what a month's usage of a meter costs, and what a unit costs on average, as an SVG
picture in the tariff's language. No ledger is needed for a file. Usage of other meters is 0.
Dashed lines mark where prices change. Costs are exact, before invoice lines are rounded. For a
charge that prices each event, the picture shows one event beyond the free ones. Without --to it
ends at twice the last usage at which a price changes.

Example:
  $ porto tariff plot vitec-epost.toml --to 40000 --svg vitec-epost.svg
  porto: vitec-epost.svg: drawn

Exit status: 0 done; 1 failed; 2 wrong usage.)";

struct TariffPlotOptions {
  std::string tariff;
  std::string meter;
  std::string from;
  std::string to;
  std::string svg;
};

void run_tariff_plot(Session& session, const TariffPlotOptions& options) {
  const std::string document = find_document(session, options.tariff);
  if (!has_no_mistakes(session, options.tariff, document)) {
    session.status = Failure::failed;
    return;
  }
  Picture picture;
  const Tariff tariff = open_tariff(options.tariff, document);
  porto_plot_options range = PORTO_PLOT_OPTIONS_INIT;
  range.meter = given(options.meter);
  range.from = given(options.from);
  range.to = given(options.to);
  call(porto_tariff_plot, tariff.get(), &range, Picture::append, static_cast<void*>(&picture));
  picture.save(session, options.svg);
}

}  // namespace

void add_tariff_plot(Command tariff, Session& session) {
  const auto options = std::make_shared<TariffPlotOptions>();
  Command plot = tariff.add_command("plot", "Draw what usage costs", kTariffPlotPages);
  plot.add_argument("TARIFF", options->tariff, kTariffNames);
  plot.add_text("--to", options->to, "Usage where the picture ends [beyond all that changes]",
                "QUANTITY");
  plot.add_text("--from", options->from, "Usage where the picture begins [0]", "QUANTITY");
  plot.add_text("--meter", options->meter, "Meter that is used [the only one]", "METER");
  plot.add_text(
          "--svg", options->svg,
          "The file to write; - is standard output; one that ends in .png is made by rsvg-convert",
          "FILE")
      .required();
  plot.runs([&session, options] { run_tariff_plot(session, *options); });
}

}  // namespace porto_cli
