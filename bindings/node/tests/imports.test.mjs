// Imports: paths, bytes, streams, iterables; callbacks that throw; imports that are aborted.
import assert from "node:assert/strict";
import { pbkdf2 } from "node:crypto";
import {
  closeSync,
  createReadStream,
  existsSync,
  openSync,
  readdirSync,
  writeFileSync,
} from "node:fs";
import { once } from "node:events";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { ANNA, NOW, folder, ledger, porto } from "./support.mjs";

const HEAD = "event_id,company,occurred_at,quantity\n";
const line = (n) => `e-${n},bolag-17,2026-03-02T00:00:00Z,1\n`;
const file = (count) => HEAD + Array.from({ length: count }, (_, n) => line(n)).join("");

test("inputs of every kind, which are one", async (t) => {
  const made = await ledger(t);
  const path = join(folder(t), "march.csv");
  const text = file(3);
  writeFileSync(path, text);
  const handle = await open(path);
  const fd = openSync(path);
  const inputs = {
    path,
    url: pathToFileURL(path),
    buffer: Buffer.from(text),
    bytes: { bytes: new TextEncoder().encode(text), name: "b.csv" },
    stream: createReadStream(path, { highWaterMark: 7 }),
    web: new Blob([text]).stream(),
    iterable: [text.slice(0, 50), Buffer.from(text.slice(50))].values(),
    async: (async function* () {
      yield text;
    })(),
    fd: { fd, name: "d.csv" },
    handle,
  };
  for (const [kind, input] of Object.entries(inputs)) {
    const done = await made.importUsage(input);
    const stored = kind === "path" ? 3 : 0;
    assert.deepEqual([done.complete, done.count("stored")], [true, stored], kind);
    assert.equal(done.count("stored") + done.count("duplicate"), 3, kind);
  }
  await handle.close();
  closeSync(fd);
  assert.equal((await made.imports()).length, Object.keys(inputs).length);
  await assert.rejects(made.importUsage(7), TypeError);
  await assert.rejects(made.importUsage({ file: path }), TypeError);
  await assert.rejects(made.importUsage(join(folder(t), "none.csv")), porto.IOError);
  await assert.rejects(made.importUsage(Readable.from([7])), TypeError);
});

test("a stream of a file is a stream, also once it is open", async (t) => {
  const made = await ledger(t);
  const path = join(folder(t), "march.csv");
  writeFileSync(path, `# not for the import\n${file(3)}`);
  const stream = createReadStream(path, { start: 21 });
  await once(stream, "open");
  assert.equal((await made.importUsage(stream)).count("stored"), 3);
  const begun = createReadStream(path, { start: 21 });
  await once(begun, "readable");
  begun.unshift(`${HEAD}early,bolag-17,2026-03-02T00:00:00Z,1\n${line(9)}`);
  begun.read(HEAD.length);
  begun.unshift(HEAD);
  assert.equal((await made.importUsage(begun)).count("stored"), 2);
  assert.ok(begun.destroyed);
  await assert.rejects(made.importUsage(begun), /read to its end already/);
  const gone = createReadStream(path).destroy();
  await assert.rejects(made.importUsage(gone), { code: "ERR_STREAM_PREMATURE_CLOSE" });
});

test("a stream that fails while its import waits for its turn", async (t) => {
  const made = await ledger(t);
  const none = join(folder(t), "none.csv");
  const each = [made.importUsage(Buffer.from(file(2000)))];
  for (let i = 0; i < 3; i += 1) each.push(made.importUsage(createReadStream(none)));
  const web = new ReadableStream({ start: (how) => how.error(new Error("no web")) });
  each.push(made.importUsage(web));
  const [first, ...others] = await Promise.allSettled(each);
  assert.equal(first.value.count("stored"), 2000);
  for (const { reason } of others.slice(0, 3)) assert.equal(reason.code, "ENOENT");
  assert.equal(others[3].reason.message, "no web");
  assert.equal((await made.imports()).length, 1);
});

test("hundreds of streams wait for their turn without a descriptor each", async (t) => {
  const made = await ledger(t);
  const open = () => readdirSync("/proc/self/fd").length;
  const before = open();
  async function* source() {
    yield file(1);
  }
  const each = Array.from({ length: 300 }, () => made.importUsage(source()));
  assert.ok(open() < before + 20, `${open()} descriptors`);
  await Promise.all(each);
});

test("characters that are split over pieces, and halves of them", async (t) => {
  const made = await ledger(t);
  const row = (id) => `${id},bolag-17,2026-03-02T00:00:00Z,1\n`;
  const units = (id) => row(id).split(""); // of UTF-16
  const kinds = {
    now: (pieces) => pieces.values(),
    later: (pieces) => Readable.from(pieces),
    asked: (pieces) => ({ read: () => pieces.shift() }),
  };
  for (const [kind, input] of Object.entries(kinds)) {
    const done = await made.importUsage(input([HEAD, ...units(`🧾-${kind}`)]));
    assert.equal(done.count("stored"), 1, kind);
    assert.equal((await made.event(`🧾-${kind}`)).eventId, `🧾-${kind}`);
    const half = "\ud83e";
    for (const wrong of [[half], [half, "x"], [half, Buffer.from("x")], ["x\udc00"]]) {
      const pieces = [HEAD, row("whole"), ...wrong];
      await assert.rejects(made.importUsage(input(pieces)), /half of a surrogate pair/, kind);
    }
  }
  await assert.rejects(made.importUsage({ bytes: "\ud83e" }), /half of a surrogate pair/);
  await assert.rejects(made.importUsage({ bytes: 7 }), /inputs.bytes: bytes or a text/);
  assert.equal((await made.usage()).at(0).events, 3);
});

test("an empty piece is not the end", async (t) => {
  const made = await ledger(t);
  const pieces = () => [HEAD, "", line(1), Buffer.alloc(0), line(2), ""];
  const asked = pieces();
  for (const input of [pieces().values(), Readable.from(pieces()), { read: () => asked.shift() }]) {
    const done = await made.importUsage(input);
    assert.equal(done.count("stored") + done.count("duplicate"), 2);
  }
  await assert.rejects(made.importUsage({ read: () => "" }), /inputs.read: It gave 1000 empty/);
});

test("a large stream is taken as it comes", async (t) => {
  const made = await ledger(t);
  const path = join(folder(t), "large.csv");
  writeFileSync(path, file(100_000));
  const progress = [];
  const done = await made.importUsage([createReadStream(path)], {
    onProgress: (bytes) => progress.push(bytes),
    onFile: (name, format) => assert.deepEqual([name, format], [path, "csv"]),
  });
  assert.equal(done.count("stored"), 100000);
  assert.ok(progress.length > 1);
});

test("several streams at once, of files that Node itself reads", async (t) => {
  const path = join(folder(t), "a.csv");
  writeFileSync(path, file(5000));
  const ledgers = await Promise.all(Array.from({ length: 6 }, () => ledger(t)));
  const all = ledgers.map((one) => one.importUsage(createReadStream(path)));
  for (const done of await Promise.all(all)) assert.equal(done.count("stored"), 5000);
});

test("callbacks are told, and what they throw is thrown", async (t) => {
  const made = await ledger(t);
  const bad = "x\0y,bolag-17,never,1\n"; // a row is what is in the file, with its NUL
  const rejected = [];
  const input = { bytes: file(2) + bad, name: "m.csv" };
  const done = await made.importUsage(input, { onRejected: (row) => rejected.push(row) });
  assert.equal(done.complete, false);
  const [row] = rejected;
  assert.deepEqual([row.file, row.line, row.outcome], ["m.csv", 4, "rejected"]);
  assert.equal(row.row.toString(), bad.trimEnd());

  class Mine extends Error {}
  const mine = new Mine("no more");
  const fail = () => {
    throw mine;
  };
  for (const name of ["onProgress", "onRejected", "onFile", "onKnown"])
    await assert.rejects(
      made.importUsage(input, { [name]: fail }),
      (error) => error === mine,
      name,
    );
  async function* source() {
    yield HEAD;
    throw mine;
  }
  await assert.rejects(made.importUsage(source()), (error) => error === mine);
  function* now() {
    yield HEAD;
    throw mine;
  }
  await assert.rejects(made.importUsage(now()), (error) => error === mine);
  const errors = Readable.from(source());
  await assert.rejects(made.importUsage(errors), (error) => error === mine);
  assert.equal((await made.usage()).at(0).events, 2);
});

test("what corrects is told", async (t) => {
  const made = await ledger(t);
  await made.importUsage(Buffer.from(file(2)));
  const corrected = [];
  const twice = Buffer.from(file(2).replace("Z,1\n", "Z,7\n"));
  const done = await made.importUsage(twice, {
    correct: { actor: "anna", reason: "counted wrong" },
    onCorrected: (row) => corrected.push(row),
  });
  assert.equal(done.count("corrected"), 1);
  const [{ eventId, correctedBy, before, quantity }] = corrected;
  assert.deepEqual([eventId, correctedBy, before, quantity], ["e-0", "e-0/correction-1", "1", "7"]);
});

test("an import that is aborted while it waits for its stream", async (t) => {
  const made = await ledger(t);
  let returned = false;
  const stream = new Readable({
    read() {},
    destroy(error, done) {
      returned = true;
      done(error);
    },
  });
  stream.push(HEAD + line(1));
  const controller = new AbortController();
  const going = made.importUsage(stream, { signal: controller.signal });
  setTimeout(() => controller.abort(new Error("enough")), 50);
  const error = await going.then(assert.fail, (failure) => failure);
  assert.deepEqual([error.name, error.code], ["AbortError", "PORTO_E_CANCELLED"]);
  assert.ok(error instanceof porto.CancelledError && error instanceof porto.MachineError);
  assert.equal(error.cause.message, "enough");
  assert.ok(returned, "the stream is destroyed");
  assert.equal((await made.usage()).length, 0);
  assert.equal((await made.verify()).sound, true);
});

test("a web stream is cancelled where its import is", async (t) => {
  const made = await ledger(t);
  let cancelled = false;
  const stream = new ReadableStream({
    start: (to) => to.enqueue(new TextEncoder().encode(HEAD + line(1))),
    cancel: () => (cancelled = true),
  });
  const going = made.importUsage({ stream, name: "web" }, { signal: AbortSignal.timeout(50) });
  const error = await going.then(assert.fail, (failure) => failure);
  assert.deepEqual([error.name, error.cause.name], ["AbortError", "TimeoutError"]);
  await new Promise(setImmediate);
  assert.ok(cancelled);
});

test("what is aborted before it began", async (t) => {
  const made = await ledger(t);
  await assert.rejects(made.companies({ signal: AbortSignal.abort() }), { name: "AbortError" });
  const controller = new AbortController();
  const first = made.verify();
  const second = made.importUsage(createReadStream("/dev/null"), { signal: controller.signal });
  controller.abort();
  await assert.rejects(second, { name: "AbortError" });
  assert.equal((await first).sound, true);
  assert.equal((await made.companies()).length, 1);
});

test("an abort before a thread of the pool has begun the call", async (t) => {
  const made = await ledger(t);
  const controller = new AbortController();
  const busy = Array.from({ length: 4 }, () => promisify(pbkdf2)("a", "b", 200_000, 64, "sha512"));
  const stream = new Readable({ read() {} });
  const going = made.importUsage(stream, { signal: controller.signal });
  setImmediate(() => controller.abort());
  await assert.rejects(going, { name: "AbortError" });
  await Promise.all(busy);
});

test("an abort while somebody else writes", async (t) => {
  const made = await ledger(t);
  const other = await porto.Ledger.open(made.path, { busyTimeout: 60_000 });
  let waited;
  await made.closeMonth("2026-03", {
    now: NOW,
    dryRun: true,
    onProgress: () => {
      const signal = AbortSignal.timeout(100);
      waited ??= other.addCompanies({ id: "c-2" }, { signal }).catch((error) => error);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
    },
  });
  const result = await waited; // the abort, or the change if it was not in time
  assert.ok(result === true || result.name === "AbortError");
  await other.close();
});

test("an import is taken back, and rows are refused into a file", async (t) => {
  const made = await ledger(t);
  const rejectsPath = join(folder(t), "refused.csv");
  await made.importUsage(Buffer.from(`${file(2)}x,bolag-17,never,1\n`), { rejectsPath });
  assert.ok(existsSync(rejectsPath));
  const number = (await made.imports()).at(-1).import;
  assert.ok((await made.importDetails(number)).length > 5);
  const undone = await made.undoImport(number, { ...ANNA, at: new Date() });
  assert.deepEqual(undone.rows.at(0), { import: number, voided: 2, kept: 0 });
  assert.equal((await made.usage()).length, 0);
});

test("counts of somebody else", async (t) => {
  const made = await ledger(t);
  await made.importUsage(Buffer.from(file(3)));
  const theirs = Buffer.from("month,company,quantity\n2026-03,bolag-17,4\n");
  const { same, rows, report } = await made.reconcile(theirs, { onlyDiffers: true });
  assert.deepEqual([same, rows.at(0).difference, report.length > 3], [false, "-1", true]);
  const stream = Readable.from(["month,company,quantity\n", "2026-03,bolag-17,3\n"]);
  assert.equal((await made.reconcile(stream)).same, true);
});

test("a callback that is async is refused", async (t) => {
  const made = await ledger(t);
  const unhandled = [];
  const note = (error) => unhandled.push(error);
  process.on("unhandledRejection", note);
  const names = ["onProgress", "onRejected", "onFile", "onKnown", "onCorrected"];
  const input = { bytes: `${file(2)}x,bolag-17,never,1\n`, name: "m.csv" };
  const fails = async () => {
    throw new Error("nobody sees it");
  };
  const hidden = () => fails();
  const refused = (name, why) => new RegExp(`^TypeError: ${name}: it ${why}.*cannot wait`);
  for (const name of names)
    await assert.rejects(
      made.importUsage(input, { [name]: fails }),
      refused(name, "cannot be async"),
    );
  assert.equal((await made.imports()).length, 0, "it is refused before the call");
  for (const name of ["onProgress", "onRejected", "onFile"])
    await assert.rejects(
      made.importUsage(input, { [name]: hidden }),
      refused(name, "gave a Promise"),
    );
  const read = "inputs.read";
  await assert.rejects(made.importUsage({ read: fails }), refused(read, "cannot be async"));
  await assert.rejects(made.importUsage({ read: hidden }), refused(read, "gave a Promise"));
  function* promises() {
    yield hidden();
  }
  await assert.rejects(made.importUsage(promises()), refused("inputs", "gave a Promise"));
  await assert.rejects(made.statements("2026-03", fails), refused("take", "cannot be async"));
  await assert.rejects(made.statements("2026-03", 7), /take: a function is needed, not number/);
  const how = { onFile: fails };
  await assert.rejects(made.exportBooks("2026-03", "sie", how), refused("onFile", "cannot be"));
  await new Promise(setImmediate);
  process.off("unhandledRejection", note);
  assert.deepEqual(unhandled, []);
});
