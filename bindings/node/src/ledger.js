// A ledger: companies, tariffs, subscriptions, usage and closed months in one file.
"use strict";
const { Audit } = require("./audit.js");
const { Catalogue } = require("./catalogue.js");
const { Handle, open } = require("./handle.js");
const { Invoices } = require("./invoices.js");
const { names } = require("./memory.js");
const { given } = require("./options.js");
const { Outlook } = require("./outlook.js");
const { Usage } = require("./usage.js");
const values = require("./values.js");

const NAMES = {
  close: "porto_ledger_close",
  interrupt: "porto_ledger_interrupt",
};

const yearMonth = (number) =>
  `${String(Math.trunc(number / 100)).padStart(4, "0")}-${String(number % 100).padStart(2, "0")}`;

const CREATE = names("porto_ledger_options", ["signal"], ["readOnly"]);
const OPEN = ["readOnly", "busyTimeout", "signal"];

/** An open ledger. Its calls are made one after the other, in the order in which they come. */
class Ledger extends Outlook(Audit(Invoices(Usage(Catalogue(Handle))))) {
  static async create(path, options) {
    const { signal, ...how } = given(options, CREATE);
    return new Ledger(await open("porto_ledger_create", path, how, signal), path, NAMES);
  }

  static async open(path, options) {
    const { signal, ...how } = given(options, OPEN);
    const pointer = await open("porto_ledger_open", path, how, signal, NAMES.close);
    return new Ledger(pointer, path, NAMES);
  }

  async info(options) {
    return (await this.rows("porto_ledger_info", (call) => call, options)).at(0);
  }

  async monthOf(time, options) {
    const month = new Int32Array(1);
    return this.call(
      "porto_ledger_month_of",
      (call) => call.value(values.micros(time)).value(month),
      () => yearMonth(month[0]),
      given(options, ["signal"]),
    );
  }
}

module.exports = { Ledger };
