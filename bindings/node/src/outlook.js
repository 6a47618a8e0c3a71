// What lies ahead and what there was: the running month, other tariffs, reports, pages and tasks.
"use strict";
const { text } = require("./audit.js");
const { callNow } = require("./call.js");
const { Rows } = require("./rows.js");
const { Tariff } = require("./tariff.js");
const values = require("./values.js");

/** The totals of each company in the order of the rows, then those of all. */
const outlookTotals = (charges) =>
  callNow(
    "porto_outlook_totals",
    (call) => call.owned(charges, Rows, "charges").rows(),
    (call) => new Rows(call.tables[0]),
  );

const withNotices = (asTheyAre) => (call) => {
  const [rows, notices, tasks] = call.tables;
  return {
    rows: new Rows(rows, { asTheyAre }),
    notices: new Rows(notices),
    tasks: new Rows(tasks),
  };
};

/** A report's `by` may be a list. */
const reportOptions = ({ by, ...options }) => ({
  ...options,
  by: Array.isArray(by) ? by.join(",") : by,
});

/** The running month, other tariffs, reports and tasks. */
const Outlook = (Base) =>
  class extends Base {
    #ahead(name, { now, company, signal } = {}) {
      const build = (call) =>
        call.value(values.nowOr(now)).struct("porto_outlook_options", { company });
      return this.rows(name, build, { signal });
    }

    async charges(options) {
      return this.#ahead("porto_outlook_charges", options);
    }

    async tasks(options) {
      return this.#ahead("porto_outlook_tasks", options);
    }

    async simulate(tariff, { signal, ...options }) {
      return this.call(
        "porto_outlook_simulate",
        (call) => {
          call.owned(tariff, Tariff, "tariff").struct("porto_simulate_options", options);
          call.rows().rows().rows();
        },
        withNotices(false),
        { signal },
      );
    }

    async report({ signal, ...options }) {
      // The columns of a pivot are named after values: they are no names of JavaScript's.
      const asTheyAre = options.pivot !== undefined;
      return this.call(
        "porto_report",
        (call) => call.struct("porto_report_options", reportOptions(options)).rows().rows().rows(),
        withNotices(asTheyAre),
        { signal },
      );
    }

    // ---- Pictures and pages --------------------------------------------------------------------

    async #picture(name, build, signal) {
      let notices;
      const svg = await text((write) =>
        this.call(
          name,
          (call) => {
            build(call);
            call.function("porto_write_fn", write).rows();
          },
          (call) => (notices = new Rows(call.tables[0])),
          { signal },
        ),
      );
      return { svg, notices };
    }

    async simulationPlot(tariff, { signal, ...options }) {
      const build = (call) =>
        call.owned(tariff, Tariff, "tariff").struct("porto_simulate_options", options);
      return this.#picture("porto_outlook_plot", build, signal);
    }

    async reportPlot({ signal, language, ...options }) {
      const build = (call) =>
        call.struct("porto_report_options", reportOptions(options)).text(language, "language");
      return this.#picture("porto_report_plot", build, signal);
    }

    async monthPage(month, { language, signal } = {}) {
      const number = values.yyyymm(month);
      return text((write) =>
        this.call(
          "porto_month_page",
          (call) =>
            call
              .value(number)
              .struct("porto_page_options", { language })
              .function("porto_write_fn", write),
          undefined,
          { signal },
        ),
      );
    }
  };

module.exports = { Outlook, outlookTotals };
