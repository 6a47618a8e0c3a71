// A ledger: companies, tariffs, subscriptions, usage and closed months in one file.
"use strict";
const { Audit } = require("./audit.js");
const { Catalogue } = require("./catalogue.js");
const { STATUS } = require("./errors.js");
const { Handle, callAlone, open, timeouts } = require("./handle.js");
const { Invoices } = require("./invoices.js");
const { names } = require("./memory.js");
const { given } = require("./options.js");
const { Outlook } = require("./outlook.js");
const { Rows } = require("./rows.js");
const { Usage } = require("./usage.js");
const values = require("./values.js");

const NAMES = {
  close: "porto_ledger_close",
  interrupt: "porto_ledger_interrupt",
};

const yearMonth = (number) =>
  `${String(Math.trunc(number / 100)).padStart(4, "0")}-${String(number % 100).padStart(2, "0")}`;

const CREATE = names("porto_ledger_options", ["signal"], ["readOnly"]);
const COPY = ["verify", "limit", "onProgress", "busyTimeout", "signal"];
const MIGRATE = ["busyTimeout", "signal"];
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

  static async copy(from, to, options) {
    const { signal, verify = true, ...how } = given(options, COPY);
    const settings = { ...timeouts(how), skipVerify: !verify };
    return callAlone(
      "porto_ledger_copy",
      (call) => call.path(from).path(to).struct("porto_copy_options", settings).rows().rows(),
      (call, status) => {
        const [copied, findings] = call.tables.map((table) => new Rows(table));
        const counts = copied.at(0);
        copied.close();
        return { ...counts, sound: status !== STATUS.PORTO_DIFFERS, findings };
      },
      signal,
    );
  }

  static async migrate(path, options) {
    const { signal, ...how } = given(options, MIGRATE);
    return callAlone(
      "porto_ledger_migrate",
      (call) => call.path(path).struct("porto_migrate_options", timeouts(how)).rows(),
      (call) => {
        const rows = new Rows(call.tables[0]);
        const versions = rows.at(0);
        rows.close();
        return versions;
      },
      signal,
    );
  }

  async info(options) {
    return (await this.rows("porto_ledger_info", (call) => call, options)).at(0);
  }

  async storage(options) {
    return this.call(
      "porto_ledger_storage",
      (call) => call.rows().rows(),
      (call) => {
        const [facts, lanes] = call.tables.map((table) => new Rows(table));
        return { facts, lanes };
      },
      given(options, ["signal"]),
    );
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
