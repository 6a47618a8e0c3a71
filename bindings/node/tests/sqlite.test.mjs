// Beside an SQLite of the host, on the same ledger: what is safe, and how many SQLites there are.
// That of the host is Node's own, or what node:sqlite is made from, compiled, for older Node.js.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { readFileSync, readdirSync, readlinkSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { PACKAGE, event, folder, ledger, porto } from "./support.mjs";

const require = createRequire(resolve(process.env.PORTO_PACKAGES ?? ".", "package.json"));
const COUNT = "SELECT count(*) AS n FROM v_usage_month";

/** The host's SQLite as a function that opens a file, or why there is none. */
function host() {
  const why = [];
  for (const name of ["@photostructure/sqlite", "node:sqlite"])
    try {
      const { DatabaseSync } = require(name);
      new DatabaseSync(":memory:").close();
      const open = (path, how = {}) => new DatabaseSync(path, how);
      return { name, open, module: name.startsWith("node:") ? name : require.resolve(name) };
    } catch (error) {
      why.push(error.message.split("\n")[0]);
    }
  return { why: why.join("; ") };
}

const sqlite = host();
const skip = sqlite.open ? false : sqlite.why;
console.log(skip ? `skipped: ${skip}` : `beside ${sqlite.name}`);

// What an SQLite says that it was made from, SQLITE_SOURCE_ID.
const SOURCE_ID = /20\d\d-\d\d-\d\d \d\d:\d\d:\d\d [0-9a-f]{64}/;

/** The files of this process that have an SQLite in them. */
function copies() {
  const maps = readFileSync("/proc/self/maps", "utf8").split("\n");
  const paths = new Set(maps.map((line) => /\s(\/\S+)$/.exec(line)?.[1]).filter(Boolean));
  const programs = [...paths].filter((path) => /\.(so|node)\b|\/node(js)?$/.test(path));
  const files = new Set(programs.map((path) => realpathSync(path)));
  return [...files].filter((path) => SOURCE_ID.test(readFileSync(path, "latin1"))).sort();
}

test("how many there are", { skip }, async (t) => {
  await ledger(t);
  const database = sqlite.open(":memory:");
  database.close();
  const found = copies();
  console.log(`copies of SQLite in this process: ${found.length}: ${found.join(", ")}`);
  // That of porto, that of the package, and that of node:sqlite, which is in Node itself.
  assert.ok(found.length >= 1 && found.length <= 3, String(found));
});

test("another process reads with SQL", { skip }, async (t) => {
  const made = await ledger(t);
  await made.record([event(1, 5n)]);
  const program = `const { DatabaseSync } = require(${JSON.stringify(sqlite.module)});
    const db = new DatabaseSync(process.argv[1], { readOnly: true });`;
  const query = 'console.log(db.prepare("SELECT quantity FROM v_usage_month").get().quantity);';
  const how = ["-e", program + query, made.path];
  const done = spawnSync(process.execPath, how, { encoding: "utf8" });
  assert.equal(done.stdout, "5\n", done.stderr);
  assert.equal((await made.record([event(2)])).stored, 1);
});

test("a copy is read in this process", { skip }, async (t) => {
  const made = await ledger(t);
  await made.record([event(1, 5n)]);
  const path = join(folder(t), "copy.db");
  await made.backup(path);
  const copy = sqlite.open(path, { readOnly: true });
  assert.equal(copy.prepare(COUNT).get().n, 1);
  copy.close();
});

// Rule 10 forbids what follows: when an SQLite of the host closes the file, this process loses its
// locks on it. All that was acknowledged is in the file all the same.

const OTHER = `import { porto, event } from ${JSON.stringify(join(PACKAGE, "tests/support.mjs"))};
const recorder = await porto.Recorder.open(process.argv[1], { busyTimeout: 60_000 });
let stored = 0;
for (let n = 0; n < 150; n += 1) stored += (await recorder.record([event(10_000 + n)])).stored;
await recorder.close();
console.log(stored);`;

test("the same file in this process, while another one writes", { skip }, async (t) => {
  const made = await ledger(t, { busyTimeout: 60_000 });
  const how = ["--input-type=module", "-e", OTHER, made.path];
  const child = spawn(process.execPath, how, { stdio: ["ignore", "pipe", "inherit"] });
  let told = "";
  child.stdout.on("data", (piece) => (told += piece));
  let going = true;
  const ended = new Promise((go) => child.once("close", go)).then(() => (going = false));
  const before = descriptors(made.path);
  const kept = sqlite.open(made.path);
  let stored = 0;
  for (let n = 0; going || n < 20; n += 1) {
    const recording = made.record([event(n)]);
    const other = n % 2 ? kept : sqlite.open(made.path);
    read(other);
    stored += (await recording).stored;
    read(other);
    if (other !== kept) other.close();
  }
  kept.close();
  // Locks are lost by closing the file, and nothing else: it was not only a handle that was closed.
  assert.equal(descriptors(made.path), before);
  await ended;
  await made.close();
  const again = await porto.Ledger.open(made.path);
  const { events } = (await again.usage()).at(0);
  console.log(`${events} events stored, ${stored} of them here and ${told.trim()} elsewhere`);
  assert.equal(events, stored + Number(told));
  assert.equal((await again.verify()).sound, true);
  await again.close();
});

const descriptors = (path) =>
  readdirSync("/proc/self/fd").filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`) === path;
    } catch {
      return false;
    }
  }).length;

/** What it reads may be of two states at once, and it may be told that others write. */
function read(database) {
  try {
    database.exec(COUNT); // a statement would hold the file open after close()
  } catch (error) {
    assert.match(String(error.code ?? error), /SQLITE|ERR_SQLITE/);
  }
}
