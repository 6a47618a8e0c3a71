// Usage: recording and importing it, and what was metered.
"use strict";
const { callNow } = require("./call.js");
const { STATUS } = require("./errors.js");
const { pack, recordMany, recordPacked } = require("./events.js");
const { members } = require("./inputs.js");
const { names } = require("./memory.js");
const { given } = require("./options.js");
const { Rows, whole } = require("./rows.js");
const values = require("./values.js");

// Who corrects, and why, is said in `correct`.
const IMPORT = names("porto_import_options", ["signal"], ["actor", "reason"]);
const FILTER = names("porto_usage_filter", ["signal"]);
const RECONCILE = names("porto_reconcile_options", ["signal"]);
const LIST = names("porto_list_options", ["signal"]);

/** The column maps that are ready, whose names `map` of an import takes. */
const importMaps = () =>
  callNow(
    "porto_import_maps",
    (call) => call.rows(),
    (call) => new Rows(call.tables[0]),
  );

/** What an import did. */
function imported(call, status) {
  const [report, effect] = call.tables.map((pointer) => new Rows(pointer));
  return {
    complete: status !== STATUS.PORTO_REJECTS,
    report,
    effect,
    count: (entry) => whole(report.find((row) => row.entry === entry)?.value ?? "0"),
  };
}

/** What was used. */
const Usage = (Base) =>
  class extends Base {
    async record(events, options) {
      return recordPacked(this, "porto_usage_record", pack([...events]), options);
    }

    async recordMany(events, options) {
      const one = (packed, how) => recordPacked(this, "porto_usage_record", packed, how);
      return recordMany(one, events, options);
    }

    async importUsage(inputs, options) {
      const { signal, now, correct, ...rest } = given(options, IMPORT);
      const all = Array.isArray(inputs) ? inputs : [inputs];
      const corrected = correct ?? undefined;
      const who = given(corrected, ["actor", "reason"], "correct.");
      const how = { ...rest, ...who, correct: corrected !== undefined, now: now ?? new Date() };
      return this.call(
        "porto_usage_import",
        (call) =>
          call
            .array(
              "porto_input",
              all.map((input) => members(input, call)),
              "inputs",
            )
            .struct("porto_import_options", how)
            .rows()
            .rows(),
        imported,
        { signal },
      );
    }

    async usage(options) {
      const { signal, ...filter } = given(options, FILTER);
      const build = (call) => call.struct("porto_usage_filter", filter);
      return this.rows("porto_usage_list", build, { signal });
    }

    async unassigned(options) {
      return this.rows("porto_usage_unassigned", (call) => call, options);
    }

    async reconcile(counts, options) {
      const { signal, ...how } = given(options, RECONCILE);
      return this.call(
        "porto_usage_reconcile",
        (call) =>
          call
            .struct("porto_input", members(counts, call))
            .struct("porto_reconcile_options", how)
            .rows()
            .rows(),
        (call, status) => {
          const [rows, report] = call.tables.map((pointer) => new Rows(pointer));
          return { same: status !== STATUS.PORTO_DIFFERS, rows, report };
        },
        { signal },
      );
    }

    // ---- Import log ----------------------------------------------------------------------------

    async imports(options) {
      const { signal, ...which } = given(options, LIST);
      const build = (call) => call.struct("porto_list_options", which);
      return this.rows("porto_import_list", build, { signal });
    }

    async importDetails(number, options) {
      const build = (call) => call.value(values.count(number, "import"));
      return this.rows("porto_import_show", build, options);
    }

    async undoImport(number, options) {
      const build = (call) => call.value(values.count(number, "import"));
      return this.change("porto_import_undo", build, options, { tables: ["rows"] });
    }
  };

module.exports = { Usage, importMaps };
