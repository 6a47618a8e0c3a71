// Runs tests/conformance/table.json, which C, C++ and every binding run, through the package.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, openSync, readFileSync, unlinkSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { Writable } from "node:stream";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { createRequire } from "node:module";
import { ROOT, collected, folder, porto } from "./support.mjs";

const abi = createRequire(import.meta.url)("../src/abi.js");
const read = (name) => JSON.parse(readFileSync(join(ROOT, "tests/conformance", name), "utf8"));
const TABLE = read("table.json");
const COMPARED = ["status", "where", "committed", "value", "state", "outcomes"];
// The members of each kind of step; with any, `only`.
const KINDS = {
  call: ["args", "thrown", "rows", "first_rows", ...COMPARED],
  file: ["path", "text", "offset", "hex"],
  interrupt: [],
  forget: [],
  process: [],
  threads: ["steps"],
  fork: [],
};
const HERE = ["node", "bindings"];

class Thrown extends Error {}

const copied = (from, names) =>
  Object.fromEntries(names.filter((name) => name in from).map((name) => [name, from[name]]));
const camel = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

const FLAGS = ["allow_far", "allow_negative", "dry_run", "read_only", "settle"];
const COUNTS = ["batch_events", "decimals"];

function member(name, value) {
  if (FLAGS.includes(name)) return value !== "0";
  return COUNTS.includes(name) ? Number(value) : value;
}

/** Members of a struct as the package calls them, with what is not text in JavaScript. */
const options = (of = {}) =>
  Object.fromEntries(
    Object.entries(of).map(([name, value]) => [
      camel(name.replace(/_(yyyymmdd|yyyymm|unix_us|ms)$/, "")),
      member(name, value),
    ]),
  );

const event = (item) => ({
  ...copied(item, ["company", "meter", "source", "domain"]),
  eventId: item.event_id,
  occurredAt: item.occurred_at_unix_us,
  quantity: BigInt(item.quantity),
});

const changed = (done) => ({ status: done.changed ? "ok" : "exists", ...done, out: done.rows });
const recorded = (done) => ({
  status: done.complete ? "ok" : "rejects",
  outcomes: done.outcomes,
  rejected: done.rejects,
});

/** The functions of porto.h that the table calls. */
const CALLS = {
  month_parse: async (run, args) => {
    const ledger = await porto.Ledger.create(":memory:");
    // The package has no number for a month: it takes and gives texts.
    await ledger.unsubscribed(args.text).finally(() => ledger.close());
    return { value: args.text.replace("-", "") };
  },
  time_parse: (run, args) => ({ value: String(porto.parseTime(args.text)) }),
  ledger_create: async (run, args) => {
    const made = await porto.Ledger.create(run.path(args.path), options(args.options));
    run.handles[args.as ?? "ledger"] = made;
  },
  ledger_open: async (run, args) => {
    const { busyTimeout, ...how } = options(args.options);
    // The package has 0 for not to wait.
    if (busyTimeout !== undefined) how.busyTimeout = Math.max(0, Number(busyTimeout));
    run.handles[args.as ?? "ledger"] = await porto.Ledger.open(run.path(args.path), how);
  },
  ledger_close: (run, args) => run.ledger(args).close(),
  ledger_month_of: async (run, args) => {
    const month = await run.ledger(args).monthOf(args.time_unix_us);
    return { value: month.replace("-", "") };
  },
  tariff_add: async (run, args) =>
    changed(
      await run.ledger(args).addTariff(TABLE.documents[args.toml], {
        fileName: args.file_name,
        ...options(args.options),
      }),
    ),
  company_add: async (run, args) => ({
    status: (await run.ledger(args).addCompanies(args.companies.map(options))) ? "ok" : "exists",
  }),
  company_remove: async (run, args) =>
    changed(await run.ledger(args).removeCompany(args.id, options(args.options))),
  company_list: async (run, args) => ({ out: await run.ledger(args).companies() }),
  meter_add: async (run, args) => {
    const added = await run.ledger(args).addMeters(args.meters.map(options));
    return { status: added ? "ok" : "exists" };
  },
  subscription_add: async (run, args) =>
    changed(await run.ledger(args).subscribe(args.subscriptions, options(args.options))),
  subscription_end: async (run, { company, tariff, through, ...args }) =>
    changed(
      await run.ledger(args).endSubscription(company, tariff, through, options(args.options)),
    ),
  subscription_remove: async (run, { company, tariff, from, ...args }) => {
    const how = { from, ...options(args.options) };
    return changed(await run.ledger(args).removeSubscription(company, tariff, how));
  },
  change_list: async (run, args) => ({ out: await run.ledger(args).changes() }),
  domain_add: async (run, args) =>
    changed(
      await run.ledger(args).addDomain(args.domain, args.company, {
        from: args.from_yyyymmdd,
        through: args.through_yyyymmdd,
        ...options(args.options),
      }),
    ),
  item_add: async (run, args) => {
    const items = args.items.map(options);
    const done = await run.ledger(args).addItems(items, options(args.options));
    return { status: done.changed ? "ok" : "exists", out: done.items };
  },
  usage_record: async (run, args) =>
    recorded(await run.ledger(args).record(args.events.map(event), { now: args.now_unix_us })),
  usage_import: async (run, args) => {
    const inputs = args.inputs.map((item) => run.input(item));
    const done = await run.ledger(args).importUsage(inputs, options(args.options));
    return { status: done.complete ? "ok" : "rejects", ...done };
  },
  import_undo: async (run, args) =>
    changed(await run.ledger(args).undoImport(BigInt(args.import), options(args.options))),
  usage_list: async (run, args) => ({ out: await run.ledger(args).usage(options(args.filter)) }),
  usage_unassigned: async (run, args) => ({ out: await run.ledger(args).unassigned() }),
  usage_reconcile: async (run, args) => {
    const { rows, same } = await run.ledger(args).reconcile(run.input(args.input), args.options);
    return { status: same ? "ok" : "differs", out: rows };
  },
  invoice_show: (run, args) => run.ledger(args).invoice(args.month_yyyymm, args.options),
  month_close: async (run, args) => {
    const { except, on_progress: progress, ...rest } = args.options ?? {};
    const done = await run.ledger(args).closeMonth(args.month_yyyymm, {
      ...options(rest),
      now: args.now_unix_us,
      without: except,
      onProgress: progress && run.callback(progress),
    });
    return { status: done.changed ? "ok" : "exists", out: done.lines, tasks: done.tasks };
  },
  month_list: async (run, args) => ({ out: await run.ledger(args).closedMonths() }),
  event_show: async (run, args) => ({
    out: [await run.ledger(args).event(args.event_id, { source: args.source })],
  }),
  event_write: async (run, args) => {
    const pieces = [];
    const told = args.write && run.callback(args.write);
    const to = new Writable({
      write(piece, _, done) {
        told?.();
        pieces.push(piece);
        done();
      },
    });
    await run.ledger(args).writeEvents(to, { format: args.format, ...options(args.filter) });
    return { value: Buffer.concat(pieces).toString("utf8") };
  },
  event_void: async (run, args) => changed(await run.ledger(args).void(...run.voided(args))),
  event_correct: async (run, args) => {
    const [id, how] = run.voided(args);
    return changed(await run.ledger(args).correct(id, BigInt(args.quantity), how));
  },
  ledger_verify: async (run, args) => {
    const { expected, on_progress: progress } = args.options ?? {};
    const { sound, findings } = await run.ledger(args).verify({
      expected: expected?.map(options),
      onProgress: progress && run.callback(progress),
    });
    return { status: sound ? "ok" : "differs", out: findings };
  },
  ledger_backup: (run, args) => {
    const progress = args.options?.on_progress;
    const onProgress = progress && run.callback(progress);
    return run.ledger(args).backup(run.path(args.path), { onProgress });
  },
  ledger_prune: async (run, args) => {
    const how = { now: args.now_unix_us };
    return { out: [await run.ledger(args).prune(args.before_yyyymm, how)] };
  },
  tariff_open: (run, args) => {
    run.handles.tariff = porto.Tariff.parse(TABLE.documents[args.toml]);
  },
  tariff_rate: (run, args) => {
    const meters = args.usage.meters.map((one) => [one.meter, one.quantity_text]);
    const usage = meters[0][0] === undefined ? meters[0][1] : Object.fromEntries(meters);
    const rating = run.handles.tariff.rate(usage);
    return { value: String(rating.totalMinor), lines: rating.lines(args.month_yyyymm) };
  },
  recorder_open: async (run, args) => {
    run.handles.recorder = await porto.Recorder.open(run.path(args.path));
  },
  recorder_record: async (run, args) => {
    const how = { now: args.now_unix_us };
    return recorded(await run.handles.recorder.record(args.events.map(event), how));
  },
  recorder_close: (run) => run.handles.recorder.close(),
};

/** The kind of a step. A member that is misspelt would say nothing. */
function kindOf(step) {
  const kind = Object.keys(KINDS).find((one) => one in step);
  const known = [kind, "only", ...(KINDS[kind] ?? [])];
  const wrong = Object.keys(step).find((name) => !known.includes(name));
  assert.equal(wrong, undefined, `a member that no step has: ${JSON.stringify(step)}`);
  return kind;
}

/** One case: its folder and its handles. */
class Run {
  handles = {};
  pending = []; // what the callbacks of the call began

  constructor(place) {
    this.place = place;
  }

  path(name) {
    return name === ":memory:" ? name : join(this.place, name);
  }

  ledger(args) {
    return this.handles[args.ledger ?? "ledger"];
  }

  voided({ what: { event_id: id, source, actor, reason, voided_at_unix_us: at }, ...args }) {
    return [id, { ...options(args.options), source, actor, reason, at }];
  }

  async steps(steps) {
    for (const step of steps) {
      const kind = kindOf(step);
      if (step.only && !step.only.some((one) => HERE.includes(one))) continue;
      assert.ok(this[kind], `no runner for ${kind}`);
      await this[kind](step);
    }
  }

  // ---- Steps that are no calls -----------------------------------------------------------------

  file({ file, path: name, ...step }) {
    const path = this.path(name);
    if (file === "write") writeFileSync(path, step.text);
    else if (file === "remove") unlinkSync(path);
    else if (file === "absent") assert.equal(existsSync(path), false, path);
    else if (file === "patch")
      writeSync(openSync(path, "r+"), Buffer.from(step.hex, "hex"), 0, null, +step.offset);
    else assert.fail(`no such step: ${file}`);
  }

  interrupt(step) {
    this.handles[step.interrupt].interrupt();
  }

  async forget(step) {
    let told = false;
    const noted = (warning) => (told ||= warning.code === "PORTO_NOT_CLOSED");
    process.on("warning", noted);
    delete this.handles[step.forget];
    await collected(() => told);
    process.off("warning", noted);
    assert.ok(told, "no warning of a handle that was not closed");
  }

  process(step) {
    const given = JSON.stringify({ place: this.place, steps: step.process });
    const done = spawnSync(process.execPath, [fileURLToPath(import.meta.url), given]);
    assert.equal(done.status, 0, String(done.stderr));
  }

  /** In JavaScript, many that call a handle at once are of one thread. */
  async threads({ threads, steps }) {
    const text = JSON.stringify(steps);
    const each = Array.from({ length: Number(threads) }, (_, n) =>
      this.steps(JSON.parse(text.replaceAll("{thread}", String(n)))),
    );
    await Promise.all(each);
  }

  // ---- Calls -----------------------------------------------------------------------------------

  /** A function that throws, or takes its steps the first time it is called. */
  callback(what) {
    let left = what === "throw" ? null : what;
    const { pending } = this; // of this call: those of the steps have their own
    return () => {
      if (what === "throw") throw new Thrown();
      if (!left) return;
      const steps = this.steps(left);
      steps.catch(() => {}); // it is awaited after the call, and may fail before
      pending.push(steps);
      left = null;
      // The call goes on once this returns: what another handle began has its time first.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    };
  }

  input(item) {
    if ("path" in item) return this.path(item.path);
    if ("bytes" in item) return { bytes: item.bytes, name: item.name };
    const then = item.then && this.callback(item.then);
    const pieces = item.read.values();
    const read = () => {
      const { done, value } = pieces.next();
      return done ? void then?.() : value;
    };
    return { read, name: item.name };
  }

  async call(step) {
    const pending = (this.pending = []);
    let result = {};
    let code = "ok";
    let failure = {};
    const made = CALLS[step.call.replace("porto_", "")];
    assert.ok(made, `no runner for ${step.call}`);
    try {
      result = (await made(this, step.args ?? {})) ?? {};
      code = result.status ?? "ok";
    } catch (error) {
      if (!(error instanceof Thrown) && !(error instanceof porto.PortoError)) throw error;
      code = error instanceof Thrown ? "cancelled" : porto.statusName(error.status);
      failure = { error, where: error.where, committed: String(error.committed ?? 0) };
    }
    for (const one of pending) await one;
    const thrown = failure.error instanceof Thrown;
    this.compare(step, { thrown, ...failure, ...result, status: code });
  }

  compare(step, result) {
    const told = JSON.stringify(step);
    assert.equal(result.thrown, step.thrown ?? false, `thrown of ${told}`);
    for (const key of COMPARED)
      if (key in step) assert.deepEqual(result[key], step[key], `${key} of ${told}`);
    for (const [name, { columns, rows }] of Object.entries(step.rows ?? {})) {
      assert.ok(result[name], `no rows ${name}: ${told}`);
      const got = [...result[name]].map((row) =>
        columns.map((column) => {
          assert.ok(camel(column) in row, `${column} of ${told}`);
          const cell = row[camel(column)];
          return cell === null ? null : String(cell);
        }),
      );
      const wanted = step.first_rows ? got.slice(0, rows.length) : got;
      assert.deepEqual(wanted, rows, told);
    }
  }

  async end() {
    for (const handle of Object.values(this.handles)) await handle.close();
  }
}

if (process.argv[2]) {
  const { place, steps } = JSON.parse(process.argv[2]);
  await new Run(place).steps(steps);
  process.exit(0);
}

async function taken(t, steps) {
  const run = new Run(folder(t));
  try {
    await run.steps(steps);
  } finally {
    await run.end();
  }
}

for (const { case: name, steps } of TABLE.cases) test(name, (t) => taken(t, steps));

for (const { case: name, steps } of read("wrong.json").cases)
  test(`fails: ${name}`, (t) => assert.rejects(taken(t, steps), assert.AssertionError));

test("fails: a call or a step that is not known", async (t) => {
  for (const step of [{ call: "porto_none", status: "ok" }, { frok: [] }, { file: "x", path: "y" }])
    await assert.rejects(taken(t, [step]), assert.AssertionError);
});

test("every status is reached, or said not to be", () => {
  const every = Object.values(abi.enums.porto_status).map(porto.statusName);
  const text = JSON.stringify(TABLE.cases);
  const missing = every.filter((name) => !text.includes(`"status":"${name}"`));
  assert.deepEqual(missing.sort(), Object.keys(TABLE.not_reached).sort());
});
