// Errors say who acts, what is wrong and where; and what JavaScript expects of an error.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { ANNA, event, folder, ledger, porto } from "./support.mjs";

const failure = (promise) => promise.then(assert.fail, (error) => error);

test("by who acts", async (t) => {
  const made = await ledger(t);
  const call = await failure(porto.Ledger.create(":memory:", { zone: "Nowhere" }));
  assert.ok(call instanceof porto.UnknownZoneError && call instanceof porto.CallError);
  assert.deepEqual([call.code, call.status], ["PORTO_E_UNKNOWN_ZONE", -104]);
  assert.deepEqual([call.where, call.name], ["options.zone", "UnknownZoneError"]);
  const data = await failure(made.event("none"));
  assert.ok(data instanceof porto.NotFoundError && data instanceof porto.DataError);
  assert.ok(data instanceof porto.PortoError && data instanceof Error);
  const machine = await failure(porto.Ledger.create(join(folder(t), "none/a.db")));
  assert.ok(machine instanceof porto.PortoError);
  assert.match(String(machine), /^\w+Error: /);
  assert.match(data.stack, /errors\.test\.mjs/, "the stack leads to the call");
});

test("a mistake in an array has its number", async (t) => {
  const made = await ledger(t);
  const error = await failure(made.addCompanies([{ id: "a" }, { id: "" }]));
  assert.match(error.where, /companies\[1\]/);
  assert.equal((await made.companies()).length, 1);
});

test("how much of a bulk was stored", async (t) => {
  const made = await ledger(t);
  function* some() {
    for (let n = 0; n < 250; n += 1) yield event(n);
    yield event(250, 7); // a Number
  }
  const error = await failure(made.recordMany(some(), { batch: 100 }));
  assert.ok(error instanceof TypeError);
  assert.equal(error.committed, 200);
  assert.equal((await made.usage()).at(0).events, 200);
  // 50 that are there already, 100 that are new, and one that does not fit.
  const more = Array.from({ length: 150 }, (_, n) => event(n + 150));
  const wide = event(1000, 2n ** 63n - 1n);
  const over = await failure(made.recordMany([...more, wide], { batch: 50 }));
  assert.ok(over instanceof porto.OverflowError);
  assert.equal(over.committed, 100);
  assert.equal((await made.usage()).at(0).events, 300);
  await assert.rejects(made.recordMany([], { batch: 0 }), porto.InvalidError);
});

test("what is done already is no error", async (t) => {
  const made = await ledger(t);
  assert.equal(await made.addCompanies({ id: "bolag-17" }), false);
  const again = await made.subscribe(
    { company: "bolag-17", tariff: "vitec-epost", from: "2026-03" },
    ANNA,
  );
  assert.equal(again.changed, false);
});

test("errors of one's own", () => {
  const error = new porto.NotFoundError("There is none", { where: "company" });
  assert.equal(error.message, "company: There is none");
  assert.deepEqual([error.code, error.committed], ["PORTO_E_NOT_FOUND", 0]);
  assert.equal(porto.statusName(-200), "not_found");
  assert.equal(porto.statusName(7), "unknown");
});
