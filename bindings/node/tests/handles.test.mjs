// Ledgers and recorders: closed, forgotten, used again, used by many at once, interrupted.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { collected, event, events, folder, ledger, porto } from "./support.mjs";

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
  assert.deepEqual(counts, Array.from({ length: 20 }, (_, n) => n));
  assert.equal((await made.usage()).at(0).events, 20);
});

test("Symbol.dispose and Symbol.asyncDispose", async (t) => {
  const dispose = Symbol.dispose ?? Symbol.for("Symbol.dispose");
  const asyncDispose = Symbol.asyncDispose ?? Symbol.for("Symbol.asyncDispose");
  const path = join(folder(t), "a.db");
  const first = await porto.Ledger.create(path);
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
  assert.deepEqual(warnings.map(({ code }) => code), ["PORTO_NOT_CLOSED", "PORTO_NOT_CLOSED"]);
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

test("a recorder takes calls of many at once", async (t) => {
  const made = await ledger(t);
  const recorder = await porto.Recorder.open(made.path, { busyTimeout: 60_000 });
  const each = Array.from({ length: 100 }, (_, n) =>
    recorder.record([event(n), event(n + 1000), event(9999)]),
  );
  const outcomes = (await Promise.all(each)).flatMap((one) => one.outcomes);
  assert.equal(outcomes.filter((one) => one === "stored").length, 201);
  assert.equal(outcomes.filter((one) => one === "duplicate").length, 99);
  await assert.rejects(recorder.record([], { signal: AbortSignal.abort() }), TypeError);
  await recorder.close();
  await assert.rejects(recorder.record([event(1)]), InvalidError);
  assert.equal((await made.usage()).at(0).events, 201);
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
