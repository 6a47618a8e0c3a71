// Numbers, times, months and texts: what is taken, and what is refused since it would not be exact.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ANNA, NOW, TARIFF, event, ledger, porto } from "./support.mjs";

const { BadNumberError, BadTimeError, InvalidError, OverflowError } = porto;

test("a Number is no quantity", async (t) => {
  const made = await ledger(t);
  await assert.rejects(made.record([event(1, 1)]), TypeError);
  await assert.rejects(made.record([event(1, 1.5)]), TypeError);
  await assert.rejects(made.record([event(1, "1")]), TypeError);
  await assert.rejects(made.correct("e-1", 2, ANNA), TypeError);
  const item = { company: "bolag-17", month: "2026-03", text: "x" };
  await assert.rejects(made.addItems({ ...item, amount: 1 }, ANNA), TypeError);
  const { items } = await made.addItems({ ...item, amount: "-1.5" }, ANNA);
  assert.equal(items.at(0).amount, "-1.50");
  const more = { ...item, text: "y", amountMinor: 9_007_199_254_740_993n };
  assert.equal((await made.addItems(more, ANNA)).items.at(0).amount, "90071992547409.93");
});

test("the unit of an amount is said by its name", async (t) => {
  const made = await ledger(t);
  const item = { company: "bolag-17", month: "2026-03", text: "x" };
  const add = (amount) => made.addItems([{ ...item, ...amount }], ANNA);
  await assert.rejects(add({ amount: 1000n }), /^TypeError: items\[0\]\.amount: .*amountMinor$/);
  await assert.rejects(add({ amount: 1000 }), /items\[0\]\.amount: .* not number/);
  await assert.rejects(add({ amountMinor: "1000" }), TypeError);
  const one = /^TypeError: items\[0\]: amount or amountMinor is needed, and one of them alone$/;
  await assert.rejects(add({ amount: "10.00", amountMinor: 2000n }), one);
  await assert.rejects(add({}), one);
  await assert.rejects(made.addItems(null, ANNA), one);
  assert.equal((await made.items()).length, 0);
  assert.equal((await add({ amountMinor: 1000n })).items.at(0).amount, "10.00");
  assert.equal((await add({ amount: "10.00" })).changed, false, "it is the same amount");
});

test("usage without a ledger is of whole units", () => {
  const tariff = porto.Tariff.parse(TARIFF);
  const total = (usage) => tariff.rate(usage).total;
  assert.equal(total(40_000n), total("40000"));
  assert.equal(total({ messages: 40_000n }), total({ messages: "40000.0" }));
  const compared = tariff.compare(tariff, [40_000n, "40000"]).map((row) => row.usage);
  assert.equal(compared[0], compared[1]);
  const scaled = { values: [3_999_900n, 100n], decimals: 2 };
  assert.equal(total({ messages: scaled }), total("40000"));
});

test("64 bits are all of them", async (t) => {
  const made = await ledger(t);
  const most = 2n ** 63n - 1n;
  assert.equal((await made.record([event(1, most)])).stored, 1);
  assert.equal((await made.usage()).at(0).quantity, String(most));
  assert.deepEqual((await made.usage()).integers("quantity"), [most]);
  await assert.rejects(made.record([event(2, most + 1n)]), OverflowError);
  await assert.rejects(made.record([event(2, 1n)]), OverflowError); // the total of the month
});

test("a quantity of a meter with decimals", async (t) => {
  const made = await ledger(t);
  await made.addMeters({ id: "storage", decimals: 2 });
  assert.equal(await made.units("storage", "2.5"), 250n);
  assert.equal(await made.units("storage", "-0.05"), -5n);
  assert.equal(await made.units("storage", 2n), 200n);
  assert.equal(await made.units("storage", "2.500"), 250n);
  await assert.rejects(made.units("storage", "2.505"), BadNumberError);
  await assert.rejects(made.units("storage", "1e3"), BadNumberError);
  await assert.rejects(made.units("storage", 2.5), TypeError);
  await assert.rejects(made.units("nothing", "1"), porto.NotFoundError);
});

test("times to the microsecond", async (t) => {
  const made = await ledger(t);
  const exact = "2026-03-02T00:00:00.000001Z";
  const temporal = { epochNanoseconds: porto.parseTime(exact) * 1000n };
  await made.record([event(1, 1n, { occurredAt: exact })]);
  const again = await made.record([event(1, 1n, { occurredAt: temporal })]);
  assert.deepEqual(again.outcomes, ["duplicate"]);
  const stored = await made.event("e-1");
  assert.equal(stored.occurredAt, exact);
  assert.equal(porto.timeText(porto.parseTime(exact)), exact);
  const date = new Date("2026-03-02T08:00:00.123Z");
  await made.record([event(2, 1n, { occurredAt: date })]);
  const same = await made.record([event(2, 1n, { occurredAt: "2026-03-02T08:00:00.123Z" })]);
  assert.deepEqual(same.outcomes, ["duplicate"]);
  assert.equal(porto.timeText(-1n), "1969-12-31T23:59:59.999999Z");
  assert.equal(new Date(stored.occurredAt).getTime(), Date.UTC(2026, 2, 2));
});

test("times that are none", async (t) => {
  const made = await ledger(t);
  const record = (occurredAt) => made.record([event(1, 1n, { occurredAt })]);
  await assert.rejects(record(1_772_409_600_000), TypeError); // seconds or milliseconds?
  await assert.rejects(record(new Date("nonsense")), BadTimeError);
  await assert.rejects(record("2026-03-02"), BadTimeError);
  await assert.rejects(record("2026-03-02T00:00:00"), BadTimeError); // no offset
  await assert.rejects(record({ epochNanoseconds: 1n }), BadTimeError);
  await assert.rejects(record(undefined), TypeError);
});

test("months and days", async (t) => {
  const made = await ledger(t);
  assert.equal(await made.monthOf("2026-03-31T23:30:00Z"), "2026-04"); // Stockholm
  assert.equal(await made.monthOf(NOW), "2026-04");
  const temporal = { [Symbol.toStringTag]: "Temporal.PlainYearMonth", toString: () => "2026-03" };
  assert.equal((await made.unsubscribed(temporal)).length, 0);
  for (const wrong of ["2026-13", "2026-3", "march", ""])
    await assert.rejects(made.invoice(wrong), InvalidError, wrong);
  for (const wrong of [202603, NOW, null, undefined])
    await assert.rejects(made.invoice(wrong), TypeError);
  for (const wrong of ["2026-02-30", "2026-2-3", "20260203"])
    await assert.rejects(made.addDomain("a.example", "bolag-17", { from: wrong }), InvalidError);
  await made.addDomain("a.example", "bolag-17", { from: "2026-03-17" });
  const [domain] = await made.domains();
  assert.deepEqual(domain, {
    domain: "a.example",
    company: "bolag-17",
    from: "2026-03-17",
    through: null,
  });
});

test("texts are UTF-8 with their lengths", async (t) => {
  const made = await ledger(t);
  await made.addCompanies({ id: "åäö-🧾", name: "Å".repeat(100), reference: "" });
  const found = (await made.companies()).find((row) => row.company === "åäö-🧾");
  assert.equal(found.name, "Å".repeat(100));
  const half = "\ud800";
  await assert.rejects(made.addCompanies({ id: half }), InvalidError);
  await assert.rejects(made.record([event(1, 1n, { company: half })]), InvalidError);
  // A NUL is a control character: refused with its place, and not the end of the text.
  await assert.rejects(made.addCompanies({ id: "bolag-17\0x" }), InvalidError);
  const { rejects } = await made.record([event(1, 1n, { eventId: "e\0x" })]);
  assert.equal(rejects[0].outcome, "rejected");
  await assert.rejects(made.closeMonth("2026-03", { now: NOW, without: ["a\0b"] }), InvalidError);
  await assert.rejects(made.closeMonth("2026-03", { now: NOW, without: "bolag-17" }), TypeError);
});

test("a misspelt option is told", async (t) => {
  const made = await ledger(t);
  const how = { ...ANNA, dryrun: true };
  await assert.rejects(made.removeCompany("bolag-17", how), /dryrun is no option here.*dryRun/);
  await assert.rejects(made.record([{ ...event(1), amount: 1n }]), /events\[0\]\.amount/);
  await assert.rejects(porto.Ledger.create(":memory:", { timezone: "UTC" }), TypeError);
});

test("bulk has texts of every kind, also empty and long ones", async (t) => {
  const made = await ledger(t);
  const companies = Array.from({ length: 300 }, (_, n) => ({ id: `bolag-å-${n}` }));
  await made.addCompanies(companies);
  const all = Array.from({ length: 3000 }, (_, n) =>
    event(n, BigInt(n), {
      eventId: n % 2 ? `e-${n}` : `é🧾-${n}`,
      company: `bolag-å-${n % 300}`,
      source: n % 3 ? "källa" : undefined,
    }),
  );
  const done = await made.recordMany(all, { batch: 1000 });
  assert.deepEqual([done.stored, done.complete, done.rejects.length], [3000, true, 0]);
  const totals = await made.usage({ company: "bolag-å-7" });
  const sum = all.filter((one) => one.company === "bolag-å-7");
  assert.equal(totals.at(0).quantity, String(sum.reduce((n, one) => n + one.quantity, 0n)));
  const { rejects, complete } = await made.record([event(1, 1n, { eventId: "" }), event(2)]);
  assert.deepEqual([rejects.length, rejects[0].index, complete], [1, 0, false]);
});
