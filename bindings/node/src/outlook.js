// What lies ahead and what there was: the running month, other tariffs, reports, pages and tasks.
"use strict";
const { text } = require("./audit.js");
const { callNow } = require("./call.js");
const { names } = require("./memory.js");
const { given } = require("./options.js");
const { Rows } = require("./rows.js");
const { Tariff } = require("./tariff.js");
const values = require("./values.js");

const AHEAD = names("porto_outlook_options", ["now", "signal"]);
const SIMULATE = names("porto_simulate_options", ["signal"]);
const REPORT = names("porto_report_options", ["signal"]);
const PAGE = names("porto_page_options", ["signal"]);

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
    #ahead(name, options) {
      const { now, company, signal } = given(options, AHEAD);
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

    async simulate(tariff, options) {
      const { signal, ...how } = given(options, SIMULATE);
      return this.call(
        "porto_outlook_simulate",
        (call) => {
          call.owned(tariff, Tariff, "tariff").struct("porto_simulate_options", how);
          call.rows().rows().rows();
        },
        withNotices(false),
        { signal },
      );
    }

    async report(options) {
      const { signal, ...how } = given(options, REPORT);
      // The columns of a pivot are named after values: they are no names of JavaScript's.
      const asTheyAre = how.pivot !== undefined;
      return this.call(
        "porto_report",
        (call) => call.struct("porto_report_options", reportOptions(how)).rows().rows().rows(),
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
            call.function("porto_write_fn", write, "write").rows();
          },
          (call) => (notices = new Rows(call.tables[0])),
          { signal },
        ),
      );
      return { svg, notices };
    }

    async simulationPlot(tariff, options) {
      const { signal, ...how } = given(options, SIMULATE);
      const build = (call) =>
        call.owned(tariff, Tariff, "tariff").struct("porto_simulate_options", how);
      return this.#picture("porto_outlook_plot", build, signal);
    }

    async reportPlot(options) {
      const { signal, language, ...how } = given(options, [...REPORT, "language"]);
      const build = (call) =>
        call.struct("porto_report_options", reportOptions(how)).text(language, "language");
      return this.#picture("porto_report_plot", build, signal);
    }

    async monthPage(month, options) {
      const { language, signal } = given(options, PAGE);
      const number = values.yyyymm(month);
      return text((write) =>
        this.call(
          "porto_month_page",
          (call) =>
            call
              .value(number)
              .struct("porto_page_options", { language })
              .function("porto_write_fn", write, "write"),
          undefined,
          { signal },
        ),
      );
    }
  };

module.exports = { Outlook, outlookTotals };
