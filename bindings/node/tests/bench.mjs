// What the binding costs beside the C calls that it makes, in one run; a measurement, never a test.
//
//     PORTO_LIBRARY=build/lib/libporto.so NODE_PATH=build/bindings/node/packages/node_modules \
//       node bindings/node/tests/bench.mjs [EVENTS]
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NOW, porto } from "./support.mjs";

const require = createRequire(import.meta.url);
const { callNow, pointerIn } = require("../src/call.js");
const { pack } = require("../src/events.js");
const { native } = require("../src/library.js");

const COUNT = Number(process.argv[2] ?? 200_000);
const BATCH = 10_000;
const ROUNDS = 5;
const place = mkdtempSync(join(tmpdir(), "porto-"));

/** Milliseconds of the processor, of all threads, which others on the machine do not lengthen. */
function spent(since) {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

async function timed(work) {
  const before = process.cpuUsage();
  await work();
  return spent(before);
}

const start = NOW.getTime() - 20 * 86_400_000;
const all = Array.from({ length: COUNT }, (_, n) => ({
  eventId: `id-${String(n).padStart(8, "0")}`,
  occurredAt: new Date(start + n),
  quantity: 1n,
  company: "bolag-17",
}));
const batches = Array.from({ length: Math.ceil(COUNT / BATCH) }, (_, n) =>
  all.slice(n * BATCH, (n + 1) * BATCH),
);
const packed = batches.map(pack);

/** A ledger by the C functions alone, whose arrays are made already. */
function inC(name) {
  let out;
  callNow("porto_ledger_create", (call) => (out = call.path(join(place, name)).value(null).out()));
  const handle = pointerIn(out);
  callNow("porto_company_add", (call) =>
    call.value(handle).array("porto_company", [{ id: "bolag-17" }], "companies"),
  );
  const outcomes = new Int32Array(BATCH);
  const record = native("porto_usage_record");
  return timed(() => {
    for (const { array, count } of packed)
      if (record(handle, array, count, 0, null, outcomes, null, null) < 0) throw new Error(name);
  }).finally(() => native("porto_ledger_close")(handle));
}

async function inNode(name, batch = BATCH) {
  const made = await porto.Ledger.create(join(place, name));
  await made.addCompanies({ id: "bolag-17" });
  const milliseconds = await timed(() => made.recordMany(all, { now: NOW, batch }));
  return { made, milliseconds };
}

async function nanoseconds(name, work, times) {
  for (let i = 0; i < times / 10; i += 1) await work();
  const cpu = await timed(async () => {
    for (let i = 0; i < times; i += 1) await work();
  });
  console.log(
    name.padEnd(44),
    Math.round((cpu / times) * 1e6)
      .toLocaleString("en")
      .padStart(9),
    "ns",
  );
}

function nanosecondsNow(name, work, times) {
  for (let i = 0; i < times / 10; i += 1) work();
  const before = process.cpuUsage();
  for (let i = 0; i < times; i += 1) work();
  const each = Math.round((spent(before) / times) * 1e6);
  console.log(name.padEnd(44), each.toLocaleString("en").padStart(9), "ns");
}

const c = [];
const node = [];
const small = [];
const packing = [];
let last;
for (let turn = 0; turn < ROUNDS; turn += 1) {
  packing.push(await timed(() => batches.map(pack)));
  c.push(await inC(`c-${turn}.db`));
  const { made, milliseconds } = await inNode(`node-${turn}.db`);
  node.push(milliseconds);
  await last?.close();
  last = made;
  const thousand = await inNode(`small-${turn}.db`, 1000);
  small.push(thousand.milliseconds);
  await thousand.made.close();
}
const [fastC, fast, fastSmall, fastPacking] = [c, node, small, packing].map((some) =>
  Math.min(...some),
);
const rate = (milliseconds) => Math.round((COUNT / milliseconds) * 1000).toLocaleString("en");

const version = native("porto_version_number");
const tariff = porto.Tariff.parse(`id = "mail"\nversion = 1\neffective = "2026-01"\nname = "E"
currency = "SEK"\nround = { decimals = 2, mode = "half_up" }\n[[charge]]\nid = "m"
meter = "messages"\nfee = 500\nincluded = 10000\nprice = "0.012"\ntext = "T"\nfee_text = "F"\n`);
nanosecondsNow("[].length, for comparison", () => [].length, 1_000_000);
nanosecondsNow("porto_version_number()", version, 1_000_000);
nanosecondsNow("Tariff.rate(40000n).totalMinor", () => tariff.rate(40_000n).totalMinor, 20_000);
await nanoseconds("Ledger.monthOf(), by a thread of the pool", () => last.monthOf(NOW), 5000);
await nanoseconds("Ledger.meters(), by a thread of the pool", () => last.meters(), 2000);
const rows = await last.events({ limit: BATCH });
const reading = await timed(() => rows.at(0));
const cells = rows.length * rows.columns.length;
console.log(
  `events a second of processor: C ${rate(fastC)}, Node ${rate(fast)}, ` +
    `in batches of 1,000 ${rate(fastSmall)}`,
);
console.log(
  `time of Node / time of C: ${(fast / fastC).toFixed(2)}; ` +
    `packing alone ${(fastPacking / fastC).toFixed(2)}`,
);
console.log(`reading a cell: ${Math.round((reading / cells) * 1e6).toLocaleString("en")} ns`);
await last.close();
rmSync(place, { recursive: true });
