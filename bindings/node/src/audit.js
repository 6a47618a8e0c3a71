// Stored events, corrections, statements, and the proof that everything is as it was.
"use strict";
const { STATUS, aborted } = require("./errors.js");
const { names, pathBytes } = require("./memory.js");
const { given } = require("./options.js");
const { writing } = require("./outputs.js");
const { Rows, formatNumber } = require("./rows.js");
const values = require("./values.js");

const PAGE = 10_000;
const WRITTEN = ["format", "output", "signal"];
const EVENTS = names("porto_event_filter", ["signal"]);
const VOID = ["source", "actor", "reason", "at", "dryRun", "signal"];
const VERIFY = names("porto_verify_options", ["signal"]);
const STATEMENT = names("porto_statement_options", WRITTEN);
const PRUNE = names("porto_prune_options", ["now", "signal"]);
const BACKUP = names("porto_backup_options", ["signal"]);

/** Runs a call that writes with a function that takes pieces, and gives what it took as text. */
async function text(run) {
  const pieces = [];
  await run((piece) => pieces.push(piece));
  return Buffer.concat(pieces).toString("utf8");
}

/** Splits the options of a void into the struct porto_void and what else there is. */
function voided(eventId, options) {
  const { source = "import", actor, reason, at, ...rest } = given(options, VOID);
  return [{ source, eventId, actor, reason, voidedAt: at ?? new Date() }, rest];
}

/** Stored events, corrections and proofs. */
const Audit = (Base) =>
  class extends Base {
    async event(eventId, options) {
      const { source = "import", signal } = given(options, ["source", "signal"]);
      const build = (call) => call.text(source, "source").text(eventId, "eventId");
      return (await this.rows("porto_event_show", build, { signal })).at(0);
    }

    async events(options) {
      const { signal, ...filter } = given(options, EVENTS);
      const build = (call) => call.struct("porto_event_filter", filter);
      return this.rows("porto_event_list", build, { signal });
    }

    /** All of them, one by one: no more than a page is in memory. */
    async *eachEvent(options) {
      let { after = 0, limit = Infinity, ...filter } = given(options, EVENTS);
      for (let left = limit; left > 0;) {
        const page = await this.events({ ...filter, after, limit: Math.min(left, PAGE) });
        const rows = page.toArray();
        page.close();
        for (const row of rows) {
          if (filter.signal?.aborted) throw aborted(filter.signal);
          yield row;
        }
        if (rows.length < Math.min(left, PAGE)) return;
        left -= rows.length;
        after = rows.at(-1).seq;
      }
    }

    async writeEvents(to, options) {
      const known = [...EVENTS, "format", "output"];
      const { format = "csv", output = {}, signal, ...filter } = given(options, known);
      const number = formatNumber(format);
      await writing(to, (stream) => {
        const write = (piece) => void stream.write(piece);
        const build = (call) =>
          call
            .struct("porto_event_filter", filter)
            .value(number)
            .struct("porto_output_options", output)
            .function("porto_write_fn", write, "write");
        return this.call("porto_event_write", build, undefined, { signal });
      });
    }

    async void(eventId, options) {
      const [what, how] = voided(eventId, options);
      const build = (call) => call.struct("porto_void", what);
      return this.change("porto_event_void", build, how, { tables: ["rows"] });
    }

    async correct(eventId, quantity, options) {
      const [what, how] = voided(eventId, options);
      const build = (call) =>
        call.struct("porto_void", what).value(values.units(quantity, "quantity"));
      return this.change("porto_event_correct", build, how, { tables: ["rows"] });
    }

    async verify(options) {
      const { expected = [], signal, ...how } = given(options, VERIFY);
      return this.call(
        "porto_ledger_verify",
        (call) => {
          const digests = call.structs("porto_kept_digest", [...expected], "expected");
          call.struct("porto_verify_options", { ...how, expected: digests }).rows();
        },
        (call, status) => ({
          sound: status !== STATUS.PORTO_DIFFERS,
          findings: new Rows(call.tables[0]),
        }),
        { signal },
      );
    }

    async statement(month, company, options) {
      const { format = "html", output = {}, signal, ...how } = given(options, STATEMENT);
      const number = values.yyyymm(month);
      const written = formatNumber(format);
      const build = (write) => (call) =>
        call
          .value(number)
          .text(company, "company")
          .struct("porto_statement_options", how)
          .value(written)
          .struct("porto_output_options", output)
          .function("porto_write_fn", write, "write");
      return text((write) =>
        this.call("porto_ledger_statement", build(write), undefined, { signal }),
      );
    }

    async statements(month, take, options) {
      const { format = "html", output = {}, signal, ...how } = given(options, STATEMENT);
      const number = values.yyyymm(month);
      const written = formatNumber(format);
      await this.call(
        "porto_ledger_statements",
        (call) =>
          call
            .value(number)
            .struct("porto_statement_options", how)
            .value(written)
            .struct("porto_output_options", output)
            .function("porto_statement_fn", take, "take"),
        undefined,
        { signal },
      );
    }

    async prune(before, options) {
      const { now, signal, ...how } = given(options, PRUNE);
      const number = values.yyyymm(before, "before");
      const build = (call) =>
        call.value(number).value(values.nowOr(now)).struct("porto_prune_options", how);
      return (await this.rows("porto_ledger_prune", build, { signal })).at(0);
    }

    async backup(path, options) {
      const { signal, ...how } = given(options, BACKUP);
      const build = (call) => call.bytes(pathBytes(path)).struct("porto_backup_options", how);
      await this.call("porto_ledger_backup", build, undefined, { signal });
    }
  };

module.exports = { Audit, text };
