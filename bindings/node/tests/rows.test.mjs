// Rows: iterating, cells, formats, streams.
import assert from "node:assert/strict";
import { PassThrough, Writable } from "node:stream";
import { inspect } from "node:util";
import { test } from "node:test";
import { createRequire } from "node:module";
import { events, ledger, porto } from "./support.mjs";

const { whole } = createRequire(import.meta.url)("../src/rows.js");

async function lines(t) {
  const made = await ledger(t);
  await made.record(events(1000).map((one) => ({ ...one, quantity: 40n })));
  return (await made.invoice("2026-03")).lines;
}

test("iterating", async (t) => {
  const rows = await lines(t);
  assert.equal(rows.length, 2);
  assert.deepEqual(
    [...rows].map((row) => row.netAmount),
    ["500.00", "360.00"],
  );
  assert.deepEqual(
    rows.map((row) => row.line),
    [1, 2],
  );
  assert.equal(rows.filter((row) => row.kind === "usage").length, 1);
  assert.equal(rows.find((row) => row.line === 2).quantity, "30000");
  assert.equal(rows.at(-1).unitPrice, "0.012");
  assert.equal(rows.at(7), undefined);
  const [first, ...rest] = rows;
  assert.deepEqual([first.tariffVersion, rest.length], [1, 1]);
  assert.deepEqual(Array.from(rows), rows.toArray());
  assert.equal(JSON.parse(JSON.stringify(rows))[0].netAmount, "500.00");
  for (const a of rows) for (const b of rows) assert.ok(a.line > 0 && b.line > 0);
});

test("cells as numbers of the library", async (t) => {
  const rows = await lines(t);
  assert.deepEqual(rows.integers("netAmount"), [50000n, 36000n]);
  assert.deepEqual(rows.decimals("netAmount"), [2, 2]);
  assert.deepEqual(rows.integers("month"), [202603n, 202603n]);
  assert.throws(() => rows.integers("exactAmount"), porto.BadNumberError);
  assert.throws(() => rows.integers("net"), porto.NotFoundError);
  assert.deepEqual(rows.integers("net_amount"), [50000n, 36000n]);
});

test("a count that no Number holds is told", () => {
  assert.equal(whole("9007199254740991"), 9007199254740991);
  assert.throws(() => whole("9007199254740993"), porto.OverflowError);
});

test("some of them", async (t) => {
  const rows = await lines(t);
  assert.equal(rows.where("kind", "usage").length, 1);
  assert.equal(rows.where("tariffVersion", 1).length, 2);
  assert.equal(
    rows.where("unitPrice", null).length,
    rows.filter((r) => r.unitPrice === null).length,
  );
  assert.throws(() => rows.where("kinds", "usage"), porto.InvalidError);
});

test("formats", async (t) => {
  const rows = await lines(t);
  assert.deepEqual(porto.formats(), ["table", "csv", "json", "html"]);
  assert.match(rows.toText("csv"), /^month,company,line,.*\n2026-03,bolag-17,1,/);
  assert.match(rows.toText("csv", { delimiter: ";", decimalMark: "," }), /;500,00;/);
  assert.match(rows.toText("csv", { csv: "excel-sv" }), /^\ufeff/);
  assert.equal(JSON.parse(rows.toText("json"))[1].net_amount, "360.00");
  assert.match(String(rows), /360\.00/);
  assert.throws(() => rows.toText("xml"), porto.InvalidError);
  assert.throws(() => rows.toText("csv", { delimiter: "ab" }), porto.InvalidError);
  const joined = porto.joinedText([rows, rows.where("kind", "usage")], "csv");
  assert.equal(joined.trim().split("\n").length, 4);
  assert.throws(() => porto.joinedText([rows, rows]), porto.InvalidError);
  assert.ok(rows.shown()[0].netAmount);
  assert.match(inspect(rows), /^Rows/);
});

test("streams are written no faster than they take, and stay open", async (t) => {
  const made = await ledger(t);
  await made.recordMany(events(20_000));
  const rows = await made.events({ limit: 20_000 });
  let size = 0;
  const slow = new Writable({
    highWaterMark: 1000,
    write(piece, _, done) {
      size += piece.length;
      setTimeout(done, 1);
    },
  });
  await rows.write(slow, "csv");
  assert.equal(slow.writableEnded, false);
  await new Promise((end) => slow.end(end));
  assert.equal(size, Buffer.byteLength(rows.toText("csv")));
  const shut = new PassThrough({ highWaterMark: 10 });
  setTimeout(() => shut.destroy(), 20);
  await assert.rejects(rows.write(shut, "csv"), /closed/);
  const broken = new Writable({ write: (piece, _, done) => done(new Error("no room")) });
  await assert.rejects(rows.write(broken, "csv"), /no room/);
  const other = new Writable({ write: (piece, _, done) => done(new Error("no room")) });
  await assert.rejects(made.writeEvents(other), /no room/);
  assert.equal((await made.verify()).sound, true);
});

test("a stream that fails late, or failed before, fails what writes to it", async (t) => {
  const made = await ledger(t);
  await made.record(events(10));
  const rows = await made.events();
  const writes = { rows: (to) => rows.write(to), events: (to) => made.writeEvents(to) };
  const late = (piece, _, done) => setTimeout(() => done(new Error("no room")), 50);
  const destroy = (error, done) => setTimeout(() => done(error), 50);
  for (const [kind, write] of Object.entries(writes)) {
    await assert.rejects(write(new Writable({ write: late })), /^Error: no room$/, kind);
    await assert.rejects(write(new Writable({ write: late, destroy })), /no room/, kind);
    await assert.rejects(write(new Writable({ write: late, highWaterMark: 1 })), /no room/, kind);
    const shut = new Writable({ write() {} });
    setTimeout(() => shut.destroy(), 50);
    await assert.rejects(write(shut), /to: The stream was closed too early|premature/i, kind);
    const gone = new PassThrough({ highWaterMark: 10 }).destroy();
    await assert.rejects(write(gone), /to: The stream is closed, or was ended/, kind);
    await assert.rejects(write(new PassThrough().end()), /to: The stream is closed/, kind);
    await assert.rejects(write([]), /to: a Writable is needed, not Array/, kind);
    const fine = new Writable({ write: (piece, _, done) => setTimeout(done, 20) });
    await write(fine);
    assert.deepEqual([fine.writableLength, fine.destroyed], [0, false]);
    assert.deepEqual([fine.listenerCount("error"), fine.listenerCount("close")], [0, 0]);
  }
  await new Promise((go) => setTimeout(go, 200)); // no "error" comes later, that nobody hears
});

test("rows need their ledger no more, and are closed once", async (t) => {
  const made = await ledger(t);
  const rows = await made.companies();
  await made.close();
  assert.equal(rows.at(0).company, "bolag-17");
  rows.close();
  rows.close();
  assert.equal(rows.at(0).company, "bolag-17"); // what was read stays
  assert.throws(() => rows.toText(), porto.InvalidError);
});

test("rows of a pivot keep their names when some of them are taken", async (t) => {
  const made = await ledger(t);
  await made.addCompanies(["a_b", "aB"].map((id) => ({ id })));
  for (const company of ["a_b", "aB"])
    await made.subscribe({ company, tariff: "vitec-epost", from: "2026-03" });
  const how = { from: "2026-03", through: "2026-03", by: "month,company", pivot: "company" };
  const { rows } = await made.report(how);
  const some = rows.where("entry", "row");
  assert.deepEqual(some.columns, rows.columns);
  assert.deepEqual(some.at(0), rows.at(0));
  assert.deepEqual([some.at(0).a_b, some.at(0).aB], ["500.00", "500.00"]);
  assert.equal(some.where("a_b", "500.00").length, 1);
});

test("names that are those of JavaScript's own objects", async (t) => {
  const made = await ledger(t);
  await made.addCompanies(["__proto__", "constructor", "toString"].map((id) => ({ id })));
  for (const company of ["__proto__", "constructor", "toString"])
    await made.subscribe({ company, tariff: "vitec-epost", from: "2026-03" });
  const how = { from: "2026-03", through: "2026-03", by: "month,company", pivot: "company" };
  const { rows } = await made.report(how);
  const names = rows.columns.map(({ name }) => name);
  assert.deepEqual(Object.keys(rows.at(0)), names);
  assert.equal(Object.getOwnPropertyDescriptor(rows.at(0), "__proto__").value, "500.00");
});
