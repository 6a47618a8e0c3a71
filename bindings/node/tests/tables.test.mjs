// Every table has the columns that are declared for TypeScript, and every method that gives one
// runs.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Writable } from "node:stream";
import { test } from "node:test";
import { ANNA, NOW, PACKAGE, TARIFF, event, folder, ledger, porto } from "./support.mjs";

const DECLARED = Object.fromEntries(
  Array.from(
    readFileSync(join(PACKAGE, "tables.d.ts"), "utf8").matchAll(
      /export interface (\w+) \{\n(.*?)\n\}/gs,
    ),
    ([, name, body]) => [
      name,
      Object.fromEntries(
        Array.from(body.matchAll(/ {2}(\w+): (.*);/g), ([, column, types]) => [
          column,
          types.split(" | "),
        ]),
      ),
    ],
  ),
);
const KINDS = {
  text: ["string"],
  integer: ["number"],
  decimal: ["Decimal"],
  money: ["Decimal"],
  quantity: ["Decimal"],
  time: ["Time"],
  month: ["Month"],
  day: ["Day"],
  "month-or-day": ["Month", "Day"],
};
const BOOKS = `
[seller]
name = "Exempelpost AB"
organisation = "556677-8899"
vat_number = "SE556677889901"
street = "Storgatan 1"
city = "Umeå"
postcode = "903 24"
bankgiro = "5050-1055"

[numbers]
series = "2026"
prefix = "E-"
first = 1001

[[vat]]
id = "standard"
category = "S"
rate = 25
account = 2611

[defaults]
article = "EPOST"
account = 3041
`;
const seen = new Set();

/** The columns of a result, and its cells, are those of its interface. */
function check(kind, rows, least = 1) {
  const declared = DECLARED[kind];
  seen.add(kind);
  assert.deepEqual(
    rows.columns.map(({ name }) => name),
    Object.keys(declared),
    kind,
  );
  for (const { name, type } of rows.columns) {
    const types = declared[name].filter((one) => one !== "null");
    assert.deepEqual(types, KINDS[type], `${kind}.${name}`);
    for (const row of rows) {
      const absent = row[name] === null;
      if (absent) assert.ok(declared[name].includes("null"), `${kind}.${name} is absent`);
      else assert.equal(typeof row[name], types[0] === "number" ? "number" : "string", name);
    }
  }
  assert.ok(rows.length >= least, `${kind} has ${rows.length} rows`);
  return rows;
}

async function catalogue(made) {
  check("CompanyRow", await made.companies());
  check("CompanyRow", await made.unsubscribed("2026-02"));
  check("MeterRow", await made.meters());
  check("TariffRow", await made.tariffs());
  check("SubscriptionRow", await made.subscriptions());
  check("SubscriptionRow", await made.subscriptions({ month: "2026-03", which: "joined" }));
  const document = await made.tariffDocument("vitec-epost");
  assert.deepEqual(Object.keys(document), Object.keys(DECLARED.TariffDocument));
  assert.equal(document.document, TARIFF);
  await made.addCompanies([{ id: "x" }, { id: "y" }]);
  await made.subscribe({ company: "x", tariff: "vitec-epost", from: "2026-03" }, ANNA);
  await made.endSubscription("x", "vitec-epost", "2026-05", ANNA);
  await made.removeSubscription("x", "vitec-epost", ANNA);
  await made.addDomain("a.example", "y", { ...ANNA, from: "2026-03-01" });
  await made.endDomain("a.example", "y", "2026-03-20", ANNA);
  check("DomainRow", await made.domains());
  await made.removeDomain("a.example", "y", ANNA);
  const item = { month: "2026-03", company: "x", text: "A credit", amount: "-100.00" };
  check("ItemRow", (await made.addItems([item], ANNA)).items);
  const [{ item: number }] = await made.items({ month: "2026-03" });
  await made.removeItem(number, ANNA);
  const removed = await made.removeCompany("x", ANNA);
  check("Effect", removed.effect);
  assert.equal(removed.changed, true);
  check("ChangeRecord", await made.changes({ limit: 100 }));
  await made.addTariff(
    TARIFF.replace("version   = 1", "version = 2").replace("2024-02", "2026-09"),
  );
  await made.removeTariff("vitec-epost", 2, ANNA);
  const info = await made.info();
  assert.deepEqual(Object.keys(info), Object.keys(DECLARED.LedgerInfo));
  seen.add("LedgerInfo").add("TariffDocument");
  const storage = await made.storage();
  const { value } = [...check("StorageFact", storage.facts)].find(({ name }) => name === "events");
  const lanes = [...check("StorageLane", storage.lanes)];
  assert.equal(value, String(lanes.reduce((sum, { events }) => sum + events, 0)));
}

async function usage(made) {
  const some = [event(1), event(3, 2n), event(5, 1n, { company: null, domain: "b.example" })];
  const done = await made.record([...some, event(6, -1n)], { now: NOW });
  assert.deepEqual([done.stored, done.rejected], [3, 1]);
  assert.deepEqual(Object.keys(done.rejects[0]), Object.keys(DECLARED.RejectedRow));
  seen.add("RejectedRow");
  check("UsageTotal", await made.usage());
  check("UnassignedUsage", await made.unassigned());
  const text = "event_id,company,occurred_at,quantity\na,bolag-17,2026-03-09T00:00:00Z,5\n";
  const imported = await made.importUsage(Buffer.from(text), { now: NOW });
  check("ImportReportRow", imported.report);
  check("Effect", imported.effect);
  check("ImportRecord", await made.imports());
  check("ImportDetail", await made.importDetails(1));
  const counts = Buffer.from("month,company,quantity\n2026-03,bolag-17,7\n");
  const compared = await made.reconcile(counts);
  check("Reconciled", compared.rows);
  check("ReportRow", compared.report);
  check("Undone", (await made.undoImport(1, ANNA)).rows);
  const table = Buffer.from("id,name,tariff,from\nbolag-9,Asp,vitec-epost,2026-03\n");
  const report = await made.importCompanies(table, { all: true, ...ANNA });
  check("TableDifference", report.rows);
  check("TableReportRow", report.report);
  check("CompanyTableRow", await made.exportCompanies());
  check("ImportMap", porto.importMaps());
}

async function billing(made) {
  const preview = await made.invoice("2026-03");
  assert.equal(preview.state, "open");
  check("InvoiceLine", preview.lines, 2);
  check("UsageTotal", preview.unbilled, 0);
  check("Task", preview.tasks, 0);
  const how = { now: NOW, without: ["bolag-9"], actor: "anna", reason: "a test" };
  const tried = await made.closeMonth("2026-03", { ...how, dryRun: true });
  assert.equal((await made.invoice("2026-03")).state, "open");
  const closed = await made.closeMonth("2026-03", how);
  assert.deepEqual(closed.lines.toArray(), tried.lines.toArray());
  check("Task", closed.tasks);
  assert.equal((await made.closeMonth("2026-03", { now: NOW })).changed, false);
  check("InvoiceTotal", (await made.invoice("2026-03")).totals(), 2);
  check("ClosedMonth", await made.closedMonths());
  const voided = await made.void("e-1", ANNA);
  check("StoredEvent", voided.rows);
  check("Effect", voided.effect, 2);
  check("Corrected", (await made.correct("e-3", 4n, ANNA)).rows);
  check("Cause", await made.causes("2026-04"), 2);
}

async function audit(made) {
  check("StoredEvent", await made.events({ from: "2026-03" }), 2);
  assert.equal((await made.event("e-1")).reason, "a test");
  const pages = [];
  for await (const one of made.eachEvent({ company: "bolag-17" })) pages.push(one.eventId);
  assert.deepEqual(
    pages,
    (await made.events({ company: "bolag-17" })).map((e) => e.eventId),
  );
  const verified = await made.verify();
  assert.equal(verified.sound, true);
  check("Finding", verified.findings);
  const kept = { digest: "0".repeat(64), month: "2026-03" };
  assert.equal((await made.verify({ expected: [kept] })).sound, false);
  const pieces = [];
  const to = new Writable({ write: (piece, _, done) => (pieces.push(piece), done()) });
  await made.writeEvents(to, { format: "json", voided: true });
  assert.equal(JSON.parse(Buffer.concat(pieces))[0].event_id, "e-1");
  const statements = new Map();
  await made.statements("2026-03", (id, text) => statements.set(id, text), { format: "json" });
  const alone = await made.statement("2026-03", "bolag-17", { format: "json" });
  assert.equal(statements.get("bolag-17"), alone);
  const stop = () => assert.fail("enough");
  await assert.rejects(made.statements("2026-03", stop), /enough/);
}

async function books(made) {
  const { rows } = await made.orderRows("2026-03", { books: BOOKS });
  check("OrderRow", rows);
  const now = "2026-04-02T00:00:00Z";
  const how = { books: BOOKS, now };
  const tried = await made.exportBooks("2026-03", "sie", { ...how, dryRun: true });
  const far = { ...how, issued: "2066-04-01", dryRun: true };
  await assert.rejects(made.exportBooks("2026-03", "sie", far), porto.InvalidError);
  const meant = await made.exportBooks("2026-03", "sie", { ...far, allowFar: true });
  assert.equal(meant.invoices.at(0).issued, "2066-04-01");
  const done = await made.exportBooks("2026-03", "sie", { ...how, issued: "2026-04-01" });
  check("NumberedInvoice", done.invoices);
  check("Notice", done.notices, 0);
  assert.equal(done.invoices.length, tried.invoices.length);
  assert.equal(done.invoices.at(0).issued, "2026-04-01");
  assert.match([...done.files.values()][0].toString("latin1"), /^#FLAGGA 0\r\n/);
  const wrong = { books: "[seller]\nnam = 1\n", now };
  await assert.rejects(made.exportBooks("2026-03", "sie", wrong), porto.BadInputError);
}

async function ahead(made, place) {
  const now = "2026-04-15T00:00:00Z";
  const charges = check("ChargeOutlook", await made.charges({ now }));
  check("OutlookTotal", porto.outlookTotals(charges));
  check("Task", await made.tasks({ now }));
  const tariff = await made.tariffFor("vitec-epost", "2026-03");
  const span = { from: "2026-03", through: "2026-04" };
  const simulated = await made.simulate(tariff, span);
  check("Simulated", simulated.rows);
  check("Notice", simulated.notices, 0);
  assert.match((await made.simulationPlot(tariff, span)).svg, /<svg/);
  const report = await made.report({ ...span, by: ["month", "company"], sort: "amount" });
  assert.equal(report.rows.at(0).entry, "row");
  assert.ok("net" in report.rows.at(0) === false && "companies" in report.rows.at(0));
  const pivot = await made.report({ ...span, by: "month,company", pivot: "company" });
  assert.ok("bolag-17" in pivot.rows.at(0), JSON.stringify(pivot.rows));
  assert.match((await made.reportPlot({ ...span, by: "company", language: "sv" })).svg, /"sv"/);
  assert.match(await made.monthPage("2026-03", { language: "en" }), /<html lang="en">/);
  await assert.rejects(made.monthPage("2026-03", { language: "de" }), porto.InvalidError);
  await made.closeMonth("2026-04", { now: "2026-05-02T00:00:00Z" });
  await made.backup(join(place, "copy.db"));
  const copy = await porto.Ledger.copy(join(place, "copy.db"), join(place, "away.db"));
  assert.equal(copy.sound, true);
  assert.equal(copy.closedMonths, (await made.closedMonths()).length);
  check("Finding", copy.findings);
  const versions = await porto.Ledger.migrate(join(place, "away.db"));
  assert.equal(versions.fromVersion, versions.toVersion);
  seen.add("Copied").add("Migrated");
  assert.deepEqual(await made.prune("2026-04", { now: "2026-05-02T00:00:00Z" }), {
    through: "2026-03",
    events: 5,
  });
  seen.add("Pruned");
}

function tariffs() {
  check("Mistake", porto.mistakes("id = 7", { fileName: "bad.toml" }));
  assert.throws(() => porto.Tariff.parse("id = 7"), porto.BadTariffError);
  const tariff = porto.Tariff.parse(TARIFF, { fileName: "mail.toml" });
  assert.equal(tariff.info.effective, "2024-02");
  check("Example", tariff.examples());
  const rating = tariff.rate(40_000n);
  assert.deepEqual([rating.totalMinor, rating.total, rating.length], [86000n, "860.00", 2]);
  assert.deepEqual(
    [rating.netMinor(1), rating.charge(1), rating.charge(9)],
    [36000n, "epost", null],
  );
  assert.throws(() => tariff.rate(40_000), TypeError);
  assert.throws(() => tariff.rate("4e4"), porto.BadNumberError);
  assert.throws(() => tariff.rate({ storage: 1n }), porto.InvalidError);
  assert.equal(tariff.rate({ messages: "40000" }).total, "860.00");
  assert.equal(tariff.rate({ messages: { values: [39_999n, 1n] } }).total, "860.00");
  check("InvoiceLine", rating.lines("2026-03", "bolag-17"), 2);
  check("Step", tariff.explain({ messages: 40_000n }, { language: "en" }), 5);
  check("ContractText", tariff.describe("sv"), 2);
  const dearer = porto.Tariff.parse(TARIFF.replace('"0.012"', '"0.020"'));
  check("Difference", tariff.diff(dearer));
  check("Comparison", tariff.compare(dearer, [40_000n, { messages: "7" }]), 2);
  check("Comparison", tariff.compare(dearer));
  assert.match(tariff.plot({ meter: "messages", from: 0n, to: "20000" }), /<svg/);
  tariff.close();
  assert.throws(() => tariff.info, porto.InvalidError);
}

test("all of them", async (t) => {
  const place = folder(t);
  const made = await ledger(t, { path: join(place, "porto.db") });
  await catalogue(made);
  await usage(made);
  await billing(made);
  await audit(made);
  await books(made);
  await ahead(made, place);
  tariffs();
  assert.deepEqual(
    Object.keys(DECLARED).filter((name) => !seen.has(name)),
    [],
  );
});
