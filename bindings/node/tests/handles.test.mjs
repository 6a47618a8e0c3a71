// Ledgers and recorders: closed, forgotten, used again, used by many at once, interrupted.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { PACKAGE, TARIFF, collected, event, events, folder, ledger, porto } from "./support.mjs";

const { InvalidError } = porto;

test("a closed handle that is used again", async (t) => {
  const made = await ledger(t);
  assert.equal(made.closed, false);
  await made.close();
  await made.close();
  assert.equal(made.closed, true);
  await assert.rejects(made.companies(), InvalidError);
  await assert.rejects(made.record([event(1)]), /is closed/);
  made.interrupt();
});

test("close waits for the calls before it, and those after it are refused", async (t) => {
  const made = await ledger(t);
  const recorded = made.record(events(1000));
  const totals = made.usage();
  const closed = made.close();
  await assert.rejects(made.usage(), InvalidError);
  assert.equal((await recorded).stored, 1000);
  assert.equal((await totals).at(0).events, 1000);
  await closed;
});

test("calls of one ledger are made in their order", async (t) => {
  const made = await ledger(t);
  const counts = [];
  const each = Array.from({ length: 20 }, async (_, n) => {
    await made.record([event(n)]);
    counts.push(n);
  });
  await Promise.all(each);
  assert.deepEqual(
    counts,
    Array.from({ length: 20 }, (_, n) => n),
  );
  assert.equal((await made.usage()).at(0).events, 20);
});

test("Symbol.dispose and Symbol.asyncDispose", async (t) => {
  const dispose = Symbol.dispose ?? Symbol.for("Symbol.dispose");
  const asyncDispose = Symbol.asyncDispose ?? Symbol.for("Symbol.asyncDispose");
  const path = join(folder(t), "a.db");
  const first = await porto.Ledger.create(pathToFileURL(path));
  assert.equal(first.path, path);
  const going = first.companies();
  assert.throws(() => first[dispose](), /a call goes on/);
  await going;
  first[dispose]();
  first[dispose]();
  assert.equal(first.closed, true);
  const second = await porto.Ledger.open(path);
  await second[asyncDispose]();
  await assert.rejects(second.companies(), InvalidError);
  const rows = porto.importMaps();
  rows[dispose]();
  assert.throws(() => rows.length, InvalidError);
});

test("handles that are forgotten are closed, with a warning", async (t) => {
  const warnings = [];
  const noted = (warning) => warnings.push(warning);
  process.on("warning", noted);
  const path = join(folder(t), "a.db");
  await (async () => {
    const made = await porto.Ledger.create(path);
    await made.addCompanies({ id: "c-1" });
    const recorder = await porto.Recorder.open(path);
    await recorder.record([event(1, 1n, { company: "c-1" })]);
  })();
  await collected(() => warnings.length === 2);
  process.off("warning", noted);
  assert.deepEqual(
    warnings.map(({ code }) => code),
    ["PORTO_NOT_CLOSED", "PORTO_NOT_CLOSED"],
  );
  assert.match(warnings[0].message, /a\.db was not closed/);
  const again = await porto.Ledger.open(path);
  assert.equal((await again.usage()).at(0).events, 1);
  await again.close();
});

test("a ledger whose call goes on is not collected", async (t) => {
  const path = join(folder(t), "a.db");
  const going = (async () => {
    const made = await porto.Ledger.create(path);
    await made.addCompanies({ id: "bolag-17" });
    return made.recordMany(events(20_000), { batch: 1000 });
  })();
  for (let i = 0; i < 20; i += 1) {
    globalThis.gc();
    await new Promise(setImmediate);
  }
  assert.equal((await going).stored, 20_000);
});

test("what a call uses is freed once the call has ended", async (t) => {
  const made = await ledger(t);
  await made.record(events(1000));
  const span = { from: "2026-03", through: "2026-03" };
  const dearer = TARIFF.replace('"0.012"', '"0.020"');
  const wanted = (await made.simulate(porto.Tariff.parse(dearer), span)).rows.toText();
  const each = [];
  for (let i = 0; i < 50; i += 1) {
    const tariff = porto.Tariff.parse(dearer);
    each.push(made.simulate(tariff, span), made.simulationPlot(tariff, span));
    tariff.close();
    porto.Tariff.parse(TARIFF); // it may have the memory of the one that was closed
    assert.throws(() => tariff.info, InvalidError);
    await assert.rejects(made.simulate(tariff, span), /The Tariff was closed/);
  }
  for (const done of await Promise.all(each))
    if (done.rows) assert.equal(done.rows.toText(), wanted);
  const forgotten = made.simulate(porto.Tariff.parse(dearer), span);
  globalThis.gc();
  assert.equal((await forgotten).rows.toText(), wanted);
  const other = porto.Tariff.parse(dearer).rate("1");
  await assert.rejects(made.simulate(other, span), /tariff: an object of Tariff is needed/);
});

test("arguments that close what they are given to", async (t) => {
  const made = await ledger(t);
  const tariff = porto.Tariff.parse(TARIFF);
  const closing = {
    *[Symbol.iterator]() {
      tariff.close();
      yield 40_000n;
    },
  };
  assert.equal(tariff.rate({ messages: { values: closing } }).total, "860.00");
  assert.throws(() => tariff.rate("1"), InvalidError);
  const rows = await made.companies();
  const all = [rows, porto.importMaps()].values();
  const some = {
    *[Symbol.iterator]() {
      yield all.next().value;
      rows.close();
      yield rows;
    },
  };
  assert.throws(() => porto.joinedText(some), /The Rows was closed/);
  const company = {
    get id() {
      made.close();
      return "late";
    },
  };
  await assert.rejects(made.addCompanies(company), /is closed/);
});

test("rows, tariffs and ratings are freed by the garbage collector", async () => {
  let rss = 0;
  const document = 'id = "a"\nversion = 1\neffective = "2026-01"\nname = "A"\ncurrency = "SEK"\n';
  const tariff = `${document}round = { decimals = 2, mode = "half_up" }\n
[[charge]]\nid = "m"\nmeter = "messages"\nprice = "1"\ntext = "T {month}"\n`;
  for (let round = 0; round < 30; round += 1) {
    for (let i = 0; i < 100; i += 1) porto.Tariff.parse(tariff).rate(3n).lines("2026-03").at(0);
    globalThis.gc();
    await new Promise(setImmediate);
    if (round === 10) rss = process.memoryUsage().rss;
  }
  assert.ok(process.memoryUsage().rss - rss < 20_000_000, "memory grows");
});

test("interrupt ends the call that goes on, and no other", async (t) => {
  const made = await ledger(t);
  await made.record(events(5000));
  const going = made.verify({ onProgress: () => made.interrupt() });
  const next = made.usage();
  await assert.rejects(going, porto.CancelledError);
  assert.equal((await next).at(0).events, 5000);
  made.interrupt();
  assert.equal((await made.verify()).sound, true);
});

test("the event loop goes on while a call waits", async (t) => {
  const made = await ledger(t);
  let ticks = 0;
  const timer = setInterval(() => (ticks += 1), 1);
  let release;
  const held = new Promise((go) => (release = go));
  async function* slow() {
    yield "event_id,company,occurred_at,quantity\n";
    await held;
    yield "a,bolag-17,2026-03-02T00:00:00Z,1\n";
  }
  const going = made.importUsage({ stream: slow(), name: "slow.csv" });
  await new Promise((go) => setTimeout(go, 200));
  clearInterval(timer);
  assert.ok(ticks > 20, `${ticks} ticks`);
  release();
  assert.equal((await going).count("stored"), 1);
});

test("a recorder takes calls of many at once, each with its own answer", async (t) => {
  const made = await ledger(t);
  const recorder = await porto.Recorder.open(made.path, { busyTimeout: 60_000 });
  const bad = (n) => event(n, -1n, { eventId: `bad-${n}` });
  const each = Array.from({ length: 100 }, (_, n) =>
    recorder.record([event(n), bad(n), event(n + 1000), event(9999)]),
  );
  const done = await Promise.all(each);
  done.forEach(({ outcomes, rejects, complete, rejected }, n) => {
    const last = n === 0 ? "stored" : "duplicate";
    assert.deepEqual(outcomes, ["stored", "rejected", "stored", last]);
    assert.deepEqual([rejects.length, rejects[0].index, complete, rejected], [1, 1, false, 1]);
  });
  const many = await recorder.recordMany(events(3000), { batch: 500 });
  assert.deepEqual([many.stored, many.duplicate], [2800, 200]);
  await recorder.close();
  await assert.rejects(recorder.record([event(1)]), InvalidError);
  assert.equal((await made.usage()).at(0).events, 3001);
});

test("what one caller of a recorder does wrong is told to that one", async (t) => {
  const made = await ledger(t);
  const recorder = await porto.Recorder.open(made.path);
  const going = recorder.record([event(0)]); // the others wait for it, and go together
  const most = 2n ** 63n - 1n;
  const others = [1, 2, 3].map((n) => recorder.record([event(n)]));
  const over = recorder.record([event(4, most), event(5, most)]);
  const more = recorder.record([event(6)], { now: "2026-05-01T00:00:00Z" });
  await assert.rejects(over, porto.OverflowError);
  for (const done of await Promise.all([going, ...others, more])) assert.equal(done.stored, 1);
  await assert.rejects(recorder.record([event(7, 1)]), TypeError);
  await assert.rejects(recorder.record([], { signal: AbortSignal.abort() }), TypeError);
  await assert.rejects(recorder.record([], { nov: new Date() }), /nov is no option/);
  assert.equal((await recorder.record([])).complete, true);
  const late = [recorder.record([event(8)]), recorder.record([event(9)])];
  const closed = recorder.close();
  assert.deepEqual(
    (await Promise.all(late)).map(({ stored }) => stored),
    [1, 1],
  );
  await closed;
  assert.equal((await made.usage()).at(0).events, 7);
});

test("an interrupt of a recorder ends the calls of all", async (t) => {
  const made = await ledger(t);
  const recorder = await porto.Recorder.open(made.path, { busyTimeout: 60_000 });
  let each;
  await made.closeMonth("2026-03", {
    now: "2026-04-01T08:00:00Z",
    dryRun: true,
    onProgress: () => {
      each ??= [1, 2, 3].map((n) => recorder.record([event(n)]).catch((error) => error));
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
      recorder.interrupt();
    },
  });
  for (const error of await Promise.all(each)) assert.ok(error instanceof porto.CancelledError);
  assert.equal((await recorder.record([event(1)])).stored, 1);
  await recorder.close();
});

test("a second ledger of the process writes in its turn, or is told", async (t) => {
  const made = await ledger(t);
  const other = await porto.Ledger.open(made.path, { busyTimeout: 0 });
  let status;
  await made.importUsage(
    (async function* () {
      yield "event_id,company,occurred_at,quantity\na,bolag-17,2026-03-02T00:00:00Z,1\n";
      // Other ledgers may be called while an import waits for what is given here.
      status = await other.usage().then((rows) => rows.length);
    })(),
  );
  assert.equal(status, 0);
  await other.close();
});

test("thousands of calls with callbacks wait for their turn", async (t) => {
  const made = await ledger(t);
  const each = [];
  let told = 0;
  const line = "event_id,company,occurred_at,quantity\na,bolag-17,2026-03-02T00:00:00Z,1\n";
  for (let i = 0; i < 3000; i += 1) {
    const onFile = () => (told += 1);
    const how = { onFile, onRejected: onFile, onKnown() {}, onProgress() {}, dryRun: true };
    each.push(made.importUsage({ bytes: line }, how));
  }
  await Promise.all(each);
  assert.equal(told, 3000);
});

/** What `work` started, if it ends within two seconds. */
const soon = (work) => {
  const late = () => new Error("it does not end");
  return Promise.race([work, new Promise((_, fail) => setTimeout(() => fail(late()), 2000))]);
};

test("code that a callback started is not of the call once that has ended", async (t) => {
  const made = await ledger(t);
  await made.record(events(10));
  let later;
  const within = [];
  await made.verify({
    onProgress() {
      within.push(made.usage().catch((error) => error));
      later ??= new Promise((go) => setTimeout(go, 300)).then(() => made.usage());
    },
  });
  for (const error of await Promise.all(within)) assert.match(error.message, /must not call/);
  assert.equal((await later).at(0).events, 10);
  let source;
  async function* input() {
    yield "event_id,company,occurred_at,quantity\na,bolag-17,2026-03-02T00:00:00Z,1\n";
    source = new Promise((go) => setTimeout(go, 300)).then(() => made.usage());
  }
  await made.importUsage(input());
  assert.equal((await source).at(0).events, 11);
});

test("an abort or an interrupt of a call that waits for a thread", async (t) => {
  const made = await ledger(t);
  const other = await ledger(t);
  const streams = await Promise.all([ledger(t), ledger(t)]);
  const ends = [];
  async function* held() {
    yield "event_id,company,occurred_at,quantity\na,bolag-17,2026-03-02T00:00:00Z,1\n";
    await new Promise((go) => ends.push(go));
  }
  const going = streams.map((one) => one.importUsage(held()));
  async function* never() {
    assert.fail("it has no thread, and is not read");
  }
  const controller = new AbortController();
  const aborted = made.importUsage(never(), { signal: controller.signal });
  const ended = other.importUsage(never());
  const next = made.usage();
  await new Promise((go) => setTimeout(go, 50));
  controller.abort();
  other.interrupt();
  await assert.rejects(soon(aborted), { name: "AbortError" });
  await assert.rejects(soon(ended), porto.CancelledError);
  assert.equal((await soon(next)).length, 0);
  ends.forEach((end) => end());
  for (const done of await Promise.all(going)) assert.equal(done.count("stored"), 1);
});

test("how long to wait for others: 0 is not at all, in both kinds of numbers", async (t) => {
  const made = await ledger(t);
  const program = `const { porto } = await import(${JSON.stringify(join(PACKAGE, "tests/support.mjs"))});
    const held = await porto.Ledger.open(process.argv[1]);
    await held.closeMonth("2026-03", { now: "2026-04-01T08:00:00Z", dryRun: true, onProgress() {
      console.log("held");
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3000);
    } });`;
  const each = [];
  for (const busyTimeout of [0, 0n, -0])
    each.push(await porto.Ledger.open(made.path, { busyTimeout }));
  const child = spawn(process.execPath, ["--input-type=module", "-e", program, made.path]);
  await once(child.stdout, "data");
  const start = process.hrtime.bigint();
  for (const one of each) await assert.rejects(one.addCompanies({ id: "x" }), porto.BusyError);
  assert.ok(process.hrtime.bigint() - start < 2_000_000_000n);
  child.kill();
  for (const one of each) await one.close();
  for (const busyTimeout of [-1, -1n])
    await assert.rejects(
      porto.Ledger.open(made.path, { busyTimeout }),
      /busyTimeout: Milliseconds/,
    );
});

test("an abort while a ledger is opened", async (t) => {
  const made = await ledger(t);
  await made.close();
  const open = () => readdirSync("/proc/self/fd").length;
  const before = open();
  for (const kind of [porto.Ledger, porto.Recorder]) {
    const controller = new AbortController();
    const opened = kind.open(made.path, { signal: controller.signal });
    controller.abort(new Error("enough"));
    const error = await opened.then(assert.fail, (failure) => failure);
    assert.deepEqual([error.name, error.cause.message], ["AbortError", "enough"]);
  }
  assert.equal(open(), before, "what was opened is closed");
  const signal = AbortSignal.abort();
  const path = join(folder(t), "none.db");
  await assert.rejects(porto.Ledger.create(path, { signal }), { name: "AbortError" });
  assert.equal(existsSync(path), false);
});

test("an abort between batches", async (t) => {
  const made = await ledger(t);
  const controller = new AbortController();
  let ended = false;
  async function* stuck() {
    try {
      for (let n = 0; n < 25; n += 1) yield event(n);
      setTimeout(() => controller.abort(), 100);
      await new Promise((go) => setTimeout(go, 3000));
    } finally {
      ended = true;
    }
  }
  const how = { batch: 10, signal: controller.signal };
  const error = await soon(made.recordMany(stuck(), how)).then(assert.fail, (failure) => failure);
  assert.deepEqual([error.name, error.committed, ended], ["AbortError", 20, false]);
  const late = new AbortController();
  function* last() {
    for (let n = 0; n < 25; n += 1) yield event(n);
    late.abort();
  }
  const aborted = made.recordMany(last(), { batch: 10, signal: late.signal });
  await assert.rejects(aborted, { name: "AbortError" });
  const none = made.recordMany([], { signal: late.signal });
  await assert.rejects(none, { name: "AbortError" });
  await assert.rejects(made.recordMany(7), /events: an iterable is needed, not number/);
  const pages = new AbortController();
  let seen = 0;
  const each = (async () => {
    for await (const _ of made.eachEvent({ signal: pages.signal })) {
      seen += 1;
      if (seen === 5) pages.abort();
    }
  })();
  await assert.rejects(each, { name: "AbortError" });
  assert.equal(seen, 5);
});

for (const [size, works] of [
  ["1", false],
  ["none", false],
  ["", false],
  ["2", true],
  ["3", true],
])
  test(`a pool of ${JSON.stringify(size)} threads`, async (t) => {
    const path = join(folder(t), "a.csv");
    const row = (n) => `e-${n},bolag-17,2026-03-02T00:00:00Z,1\n`;
    const text = Array.from({ length: 20_000 }, (_, n) => row(n)).join("");
    writeFileSync(path, `event_id,company,occurred_at,quantity\n${text}`);
    const program = `import { createReadStream } from "node:fs";
      import { porto, event } from ${JSON.stringify(join(PACKAGE, "tests/support.mjs"))};
      const made = await porto.Ledger.create(":memory:");
      const other = await porto.Ledger.create(":memory:");
      for (const one of [made, other]) await one.addCompanies({ id: "bolag-17" });
      const input = async function* () {
        yield* createReadStream(process.argv[1]);
        await other.record([event(1)]);
      };
      const said = [made, other].map((one) => one.importUsage(createReadStream(process.argv[1]))
        .then((done) => done.count("stored"), (error) => error.message));
      said.push(made.importUsage(input()).then((done) => done.complete, (error) => error.message));
      console.log((await Promise.all(said)).join());`;
    const env = { ...process.env, UV_THREADPOOL_SIZE: size };
    const how = { env, encoding: "utf8", timeout: 30_000 };
    const done = spawnSync(process.execPath, ["--input-type=module", "-e", program, path], how);
    if (works) assert.equal(done.stdout, "20000,20000,true\n", done.stderr);
    else assert.match(done.stdout, /needs two threads.*UV_THREADPOOL_SIZE is 1/, done.stderr);
  });
