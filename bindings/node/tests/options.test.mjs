// Options: none that is unknown, or of another method, is left out in silence.
import assert from "node:assert/strict";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { test } from "node:test";
import { ANNA, NOW, TARIFF, event, folder, ledger, porto } from "./support.mjs";

const { Ledger, Recorder, Tariff } = porto;
const SPAN = { from: "2026-03", through: "2026-03" };
const ITEM = { month: "2026-03", company: "bolag-17", text: "x", amount: "1.00" };

/** Every method of a ledger that takes options, called with these. */
const METHODS = {
  info: (made, how) => made.info(how),
  storage: (made, how) => made.storage(how),
  monthOf: (made, how) => made.monthOf(NOW, how),
  addCompanies: (made, how) => made.addCompanies({ id: "a" }, how),
  removeCompany: (made, how) => made.removeCompany("a", { ...ANNA, ...how }),
  companies: (made, how) => made.companies(how),
  unsubscribed: (made, how) => made.unsubscribed("2026-03", how),
  addMeters: (made, how) => made.addMeters({ id: "a" }, how),
  meters: (made, how) => made.meters(how),
  units: (made, how) => made.units("messages", "1", how),
  addTariff: (made, how) => made.addTariff(TARIFF, how),
  removeTariff: (made, how) => made.removeTariff("vitec-epost", 1, { ...ANNA, ...how }),
  tariffs: (made, how) => made.tariffs(how),
  tariffDocument: (made, how) => made.tariffDocument("vitec-epost", how),
  tariffFor: (made, how) => made.tariffFor("vitec-epost", "2026-03", how),
  subscribe: (made, how) => made.subscribe([], how),
  endSubscription: (made, how) => made.endSubscription("bolag-17", "vitec-epost", "2026-05", how),
  removeSubscription: (made, how) => made.removeSubscription("bolag-17", "vitec-epost", how),
  subscriptions: (made, how) => made.subscriptions(how),
  addDomain: (made, how) => made.addDomain("a.example", "bolag-17", how),
  endDomain: (made, how) => made.endDomain("a.example", "bolag-17", "2026-03-20", how),
  removeDomain: (made, how) => made.removeDomain("a.example", "bolag-17", how),
  domains: (made, how) => made.domains(how),
  addItems: (made, how) => made.addItems(ITEM, { ...ANNA, ...how }),
  removeItem: (made, how) => made.removeItem(1, { ...ANNA, ...how }),
  items: (made, how) => made.items(how),
  importCompanies: (made, how) => made.importCompanies(Buffer.from("id\na\n"), how),
  exportCompanies: (made, how) => made.exportCompanies(how),
  changes: (made, how) => made.changes(how),
  record: (made, how) => made.record([event(1)], how),
  recordMany: (made, how) => made.recordMany([event(1)], how),
  importUsage: (made, how) => made.importUsage(Buffer.from(""), how),
  usage: (made, how) => made.usage(how),
  unassigned: (made, how) => made.unassigned(how),
  reconcile: (made, how) => made.reconcile(Buffer.from("month,company,quantity\n"), how),
  imports: (made, how) => made.imports(how),
  importDetails: (made, how) => made.importDetails(1, how),
  undoImport: (made, how) => made.undoImport(1, { ...ANNA, ...how }),
  invoice: (made, how) => made.invoice("2026-03", how),
  causes: (made, how) => made.causes("2026-03", how),
  closeMonth: (made, how) => made.closeMonth("2026-03", { now: NOW, dryRun: true, ...how }),
  closedMonths: (made, how) => made.closedMonths(how),
  orderRows: (made, how) => made.orderRows("2026-03", how),
  exportBooks: (made, how) => made.exportBooks("2026-03", "sie", how),
  event: (made, how) => made.event("e-1", how),
  events: (made, how) => made.events(how),
  eachEvent: (made, how) => made.eachEvent(how).next(),
  writeEvents: (made, how) => made.writeEvents(new PassThrough(), how),
  void: (made, how) => made.void("e-1", { ...ANNA, ...how }),
  correct: (made, how) => made.correct("e-1", 1n, { ...ANNA, ...how }),
  verify: (made, how) => made.verify(how),
  statement: (made, how) => made.statement("2026-03", "bolag-17", how),
  statements: (made, how) => made.statements("2026-03", () => undefined, how),
  prune: (made, how) => made.prune("2026-03", how),
  backup: (made, how) => made.backup(`${made.path}.copy`, how),
  charges: (made, how) => made.charges(how),
  tasks: (made, how) => made.tasks(how),
  simulate: (made, how) => made.simulate(Tariff.parse(TARIFF), { ...SPAN, ...how }),
  simulationPlot: (made, how) => made.simulationPlot(Tariff.parse(TARIFF), { ...SPAN, ...how }),
  report: (made, how) => made.report({ ...SPAN, ...how }),
  reportPlot: (made, how) => made.reportPlot({ ...SPAN, ...how }),
  monthPage: (made, how) => made.monthPage("2026-03", how),
};

/** The methods of a class and of those that it extends. */
function methods(kind) {
  const names = [];
  for (let at = kind.prototype; at !== Object.prototype; at = Object.getPrototypeOf(at))
    names.push(...Object.getOwnPropertyNames(at));
  const without = ["constructor", "path", "closed", "call", "rows", "change"];
  const ends = ["interrupt", "close"];
  return new Set(names.filter((name) => ![...without, ...ends].includes(name)));
}

test("no method of a ledger leaves an option out", async (t) => {
  const made = await ledger(t);
  const before = async () => [(await made.changes()).length, (await made.companies()).length];
  const counts = await before();
  assert.deepEqual(new Set(Object.keys(METHODS)), methods(Ledger));
  for (const [name, call] of Object.entries(METHODS)) {
    const wrong = { signol: undefined };
    const told = /TypeError: signol is no option here; the nearest is signal, of /;
    await assert.rejects(call(made, wrong), told, name);
    await assert.rejects(call(made, { asTheyAre: true }), TypeError, name);
  }
  assert.deepEqual(await before(), counts, "nothing was changed");
});

test("what belongs to another method, or to another option, is told", async (t) => {
  const made = await ledger(t);
  const wrong = {
    which: () => made.subscriptions({ which: "joined" }),
    except: () => made.closeMonth("2026-03", { now: NOW, except: ["bolag-17"] }),
    format: () => made.exportBooks("2026-03", "sie", { format: "ubl" }),
    settle: () => made.subscribe([], { settle: true }),
    actor: () => made.importUsage(Buffer.from(""), { actor: "anna", reason: "x" }),
    "correct.dryRun": () => made.importUsage("a", { correct: { actor: "anna", dryRun: true } }),
    correct: () => made.importUsage("a", { correct: true }),
    readOnly: () => Ledger.create(":memory:", { readOnly: true }),
    zone: () => Ledger.open(made.path, { zone: "UTC" }),
    currency: () => Recorder.open(made.path, { currency: "EUR" }),
    "inputs: .* path and bytes": () => made.importUsage({ path: "a", bytes: "b" }),
    "inputs.nome": () => made.importUsage({ path: "a", nome: "b" }),
    "messages.decimal ": () => Tariff.parse(TARIFF).rate({ messages: { values: [], decimal: 2 } }),
    "usage.messages": () => Tariff.parse(TARIFF).rate({ values: [1n], messages: 7n }),
    "share: ": () => Tariff.parse(TARIFF).rate("1", { share: [1, 31, 2] }),
    language: () => Tariff.parse(TARIFF).rate("1", { language: "sv" }),
    company: () => Tariff.parse(TARIFF).plot({ company: "a" }),
    file: () => Tariff.parse(TARIFF, { file: "a" }),
    name: () => porto.mistakes(TARIFF, { name: "a" }),
    "companies\\[1\\].nme is .* nearest is name": () =>
      made.addCompanies([{ id: "a" }, { id: "b", nme: "B" }]),
  };
  for (const [name, call] of Object.entries(wrong))
    await assert.rejects(async () => call(), new RegExp(`TypeError: ${name}`), name);
});

test("what is no object of options is told", async (t) => {
  const made = await ledger(t);
  for (const wrong of [null, 7, "2026-03", NOW, [], new Map(), AbortSignal.timeout(1000)])
    await assert.rejects(made.verify(wrong), /TypeError: options: an object is needed, not /);
  await assert.rejects(made.addCompanies("bolag-18"), /companies\[0\]: an object is needed/);
  for (const dryRun of ["false", 0, 1])
    await assert.rejects(made.subscribe([], { dryRun }), /dryRun: true or false is needed/);
  for (const signal of [7, new AbortController()])
    await assert.rejects(made.verify({ signal }), /signal: an AbortSignal is needed/);
});

test("options of a class of one's own are all of them", async (t) => {
  const made = await ledger(t);
  await made.addCompanies({ id: "bolag-18" });
  class Careful {
    get dryRun() {
      return true;
    }
  }
  assert.equal(
    (await made.closeMonth("2026-03", Object.create({ dryRun: true, now: NOW }))).changed,
    true,
  );
  await made.subscribe(
    { company: "bolag-18", tariff: "vitec-epost", from: "2026-03" },
    new Careful(),
  );
  assert.equal((await made.subscriptions()).length, 1);
  assert.equal((await made.closedMonths()).length, 0);
});

test("a recorder has its own", async (t) => {
  const made = await ledger(t, { path: join(folder(t), "a.db") });
  const recorder = await Recorder.open(made.path);
  await assert.rejects(
    recorder.record([], { nov: NOW }),
    /nov is no option here; the nearest is now/,
  );
  await assert.rejects(recorder.record([], { batch: 7 }), TypeError);
  await assert.rejects(recorder.recordMany([], { bach: 7 }), /the nearest is batch/);
  await recorder.close();
});
