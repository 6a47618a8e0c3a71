// Invoices and closed months, and a closed month as the vendor's accounting system takes it.
"use strict";
const { enums } = require("./abi.js");
const { callNow } = require("./call.js");
const { plain } = require("./callbacks.js");
const { STATUS } = require("./errors.js");
const { names } = require("./memory.js");
const { given } = require("./options.js");
const { Rows } = require("./rows.js");
const values = require("./values.js");

const STATES = Object.fromEntries(
  Object.entries(enums.porto_month_state).map(([name, number]) => [
    number,
    name.replace("PORTO_MONTH_", "").toLowerCase(),
  ]),
);

const INVOICE = names("porto_invoice_options", ["signal"]);
const CLOSE = names("porto_close_options", ["now", "without", "signal"], ["except"]);
const BOOKS = names("porto_books_options", ["signal"], ["format"]);

/** The totals of each company in the order of the lines, then those of all. */
const invoiceTotals = (lines) =>
  callNow(
    "porto_invoice_totals",
    (call) => call.owned(lines, Rows, "lines").rows(),
    (call) => new Rows(call.tables[0]),
  );

const tables = (call) => call.tables.map((pointer) => new Rows(pointer));

/** Invoices and closed months. */
const Invoices = (Base) =>
  class extends Base {
    async invoice(month, options) {
      const { company, signal } = given(options, INVOICE);
      const number = values.yyyymm(month);
      const state = new Int32Array(1);
      return this.call(
        "porto_invoice_show",
        (call) => {
          call.value(number).struct("porto_invoice_options", { company });
          call.rows().rows().rows().value(state);
        },
        (call) => {
          const [lines, unbilled, tasks] = tables(call);
          const totals = () => invoiceTotals(lines);
          return { state: STATES[state[0]] ?? "open", lines, unbilled, tasks, totals };
        },
        { signal },
      );
    }

    async causes(month, options) {
      const { company, signal } = given(options, INVOICE);
      const number = values.yyyymm(month);
      const build = (call) => call.value(number).struct("porto_invoice_options", { company });
      return this.rows("porto_invoice_causes", build, { signal });
    }

    async closeMonth(month, options) {
      const { now, without, signal, ...rest } = given(options, CLOSE);
      const number = values.yyyymm(month);
      const how = { ...rest, except: without };
      return this.call(
        "porto_month_close",
        (call) =>
          call
            .value(number)
            .value(values.nowOr(now))
            .struct("porto_close_options", how)
            .rows()
            .rows(),
        (call, status) => {
          const [lines, tasks] = tables(call);
          const totals = () => invoiceTotals(lines);
          return { changed: status !== STATUS.PORTO_EXISTS, lines, tasks, totals };
        },
        { signal },
      );
    }

    async closedMonths(options) {
      return this.rows("porto_month_list", (call) => call, options);
    }

    // ---- Books ---------------------------------------------------------------------------------

    async #books(month, how, signal, take) {
      const number = values.yyyymm(month);
      const build = (call) => call.value(number).struct("porto_books_options", how).rows().rows();
      return this.call("porto_books_export", build, (call) => take(...tables(call)), { signal });
    }

    async orderRows(month, options) {
      const { books, fileName, signal } = given(options, ["books", "fileName", "signal"]);
      const how = { format: "rows", books, fileName };
      return this.#books(month, how, signal, (rows, notices) => ({ rows, notices }));
    }

    async exportBooks(month, format, options) {
      const { now, signal, onFile, ...rest } = given(options, BOOKS);
      if (onFile) plain(onFile, "onFile");
      const files = new Map();
      const keep = (name, bytes) => {
        files.set(name, bytes);
        return onFile?.(name, bytes);
      };
      const how = { ...rest, format, now: now ?? new Date(), onFile: keep };
      const take = (invoices, notices) => ({ invoices, notices, files });
      return this.#books(month, how, signal, take);
    }
  };

module.exports = { Invoices, invoiceTotals };
