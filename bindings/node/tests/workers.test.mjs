// Worker threads: each has handles of its own, also on one file; one that is ended leaves it sound.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { Worker } from "node:worker_threads";
import { PACKAGE, event, ledger, porto } from "./support.mjs";

const SUPPORT = JSON.stringify(join(PACKAGE, "tests/support.mjs"));

function work(program, workerData) {
  const source = `const { workerData, parentPort } = require("node:worker_threads");
    (async () => {
      const { porto, event, events } = await import(${SUPPORT});
      ${program}
    })();`;
  const worker = new Worker(source, { eval: true, workerData });
  const ended = new Promise((go, fail) => {
    const messages = [];
    worker.on("message", (message) => messages.push(message));
    worker.on("error", fail);
    worker.on("exit", (code) => go({ code, messages }));
  });
  return { worker, ended };
}

test("four threads record to one file", async (t) => {
  const made = await ledger(t);
  const program = `
    const recorder = await porto.Recorder.open(workerData.path, { busyTimeout: 60_000 });
    let stored = 0;
    for (let i = 0; i < 20; i += 1) {
      const first = workerData.number * 1000 + i * 50;
      const some = Array.from({ length: 50 }, (_, n) => event(first + n));
      const done = await recorder.record([...some, event(99_999)]);
      stored += done.stored;
    }
    await recorder.close();
    parentPort.postMessage(stored);`;
  const each = [0, 1, 2, 3].map((number) => work(program, { path: made.path, number }).ended);
  const sum = (await Promise.all(each)).reduce((all, { messages }) => all + messages[0], 0);
  assert.equal(sum, 4001);
  assert.equal((await made.usage()).at(0).events, 4001);
  assert.equal((await made.verify()).sound, true);
});

test("the library is where load() said, in threads too", async () => {
  const source = `const { parentPort, workerData } = require("node:worker_threads");
    parentPort.postMessage(require(workerData).libraryVersion());`;
  const worker = new Worker(source, { eval: true, workerData: join(PACKAGE, "src/index.js") });
  const version = await new Promise((go, fail) => worker.on("message", go).on("error", fail));
  assert.equal(version, porto.libraryVersion());
  await worker.terminate();
});

test("process.exit() of a thread while a call goes on", async (t) => {
  const made = await ledger(t);
  await made.record([event(1)]);
  const program = `
    const made = await porto.Ledger.open(workerData.path);
    async function* stuck() {
      yield "event_id,company,occurred_at,quantity\\nx,bolag-17,2026-03-02T00:00:00Z,1\\n";
      setTimeout(() => process.exit(4), 100);
      await new Promise((go) => setTimeout(go, 600_000));
    }
    await made.importUsage(stuck());`;
  const { ended } = work(program, { path: made.path });
  assert.equal((await ended).code, 4);
  assert.equal((await made.usage()).at(0).events, 1, "half a stream is imported");
  assert.equal((await made.record([event(2)])).stored, 1);
  assert.equal((await made.verify()).sound, true);
});

test("a thread that is terminated while a call goes on", async (t) => {
  const made = await ledger(t);
  const program = `
    const made = await porto.Ledger.open(workerData.path);
    parentPort.postMessage("going");
    for (;;) await made.verify();`;
  const { worker, ended } = work(program, { path: made.path });
  await new Promise((go) => worker.once("message", go));
  await worker.terminate();
  await ended;
  assert.equal((await made.record([event(2)])).stored, 1);
  assert.equal((await made.verify()).sound, true);
});
