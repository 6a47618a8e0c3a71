// A process that ends in the middle: it ends, with its own exit status, and nothing is half done.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { PACKAGE, folder, porto } from "./support.mjs";

const FILE = JSON.stringify(join(PACKAGE, "tests/support.mjs"));
const SUPPORT = `import { porto, events, event } from ${FILE};
const path = process.argv[1];
const made = await porto.Ledger.create(path);
await made.addCompanies({ id: "bolag-17" });
await made.record(events(100));
async function* endless() {
  yield "event_id,company,occurred_at,quantity\\n";
  for (let n = 0; ; n += 1) yield "x-" + n + ",bolag-17,2026-03-02T00:00:00Z,1\\n";
}
async function* stuck() {
  yield "event_id,company,occurred_at,quantity\\n";
  console.log("going");
  await new Promise((go) => setTimeout(go, 600_000));
}
`;

/** Runs a program with a ledger of 100 events, and gives how it ended. */
function run(t, program) {
  const path = join(folder(t), "a.db");
  const how = ["--input-type=module", "--expose-gc", "-e", SUPPORT + program, path];
  const done = spawnSync(process.execPath, how, { encoding: "utf8", timeout: 60_000 });
  return { ...done, path };
}

/** What is in the ledger afterwards. */
async function after(path) {
  const ledger = await porto.Ledger.open(path);
  const { events } = (await ledger.usage()).at(0);
  const { sound } = await ledger.verify();
  await ledger.close();
  assert.equal(sound, true);
  return events;
}

const ENDS = {
  "out of a callback": "await made.verify({ onProgress: () => process.exit(3) });",
  "while an import waits": "made.importUsage(stuck()); setTimeout(() => process.exit(3), 200);",
  "while an import goes on":
    "made.importUsage(endless(), { onProgress() {} }); setTimeout(() => process.exit(3), 300);",
  "while calls wait for their turn":
    "for (let i = 0; i < 20; i += 1) made.verify(); setTimeout(() => process.exit(3), 5);",
  "with a status of its own":
    "process.exitCode = 3; made.importUsage(stuck()); setTimeout(() => process.exit(), 200);",
};
for (const [name, program] of Object.entries(ENDS))
  test(`process.exit() ${name}`, async (t) => {
    const done = run(t, program);
    assert.equal(done.status, 3, `${done.signal} ${done.stderr}`);
    assert.ok((await after(done.path)) >= 100);
  });

test("an exception that nobody catches, in the middle of a call", async (t) => {
  const program = 'made.importUsage(stuck()); setTimeout(() => { throw new Error("mine"); }, 200);';
  const done = run(t, program);
  assert.equal(done.status, 1, done.stderr);
  assert.match(done.stderr, /Error: mine/);
  assert.equal(await after(done.path), 100);
});

test("a program that forgets to close ends by itself", async (t) => {
  const done = run(t, 'console.log("end");');
  assert.deepEqual([done.status, done.stdout], [0, "end\n"], done.stderr);
  assert.equal(await after(done.path), 100);
});

test("a program that forgets to await ends when the call has", async (t) => {
  const done = run(t, "made.recordMany(events(5000));");
  assert.equal(done.status, 0, done.stderr);
  assert.equal(await after(done.path), 5000);
});

test("a process that is killed", async (t) => {
  const path = join(folder(t), "a.db");
  const how = ["--input-type=module", "--expose-gc", "-e", `${SUPPORT}made.importUsage(stuck());`];
  const child = spawn(process.execPath, [...how, path], { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise((go) => child.stdout.once("data", go));
  child.kill("SIGKILL");
  await new Promise((go) => child.once("exit", go));
  assert.equal(await after(path), 100);
});
