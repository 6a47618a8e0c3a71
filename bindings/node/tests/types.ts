// What TypeScript makes of the declarations: this is checked and not run. A line below
// "@ts-expect-error" must be an error.
import { Ledger, Recorder, Tariff, NotFoundError, PortoError } from "porto";
import type { Event, InvoiceLine, Rows } from "porto";

function* events(): Generator<Event> {
  yield { eventId: "a", occurredAt: new Date(), quantity: 1n, company: "eken" };
  yield { eventId: "b", occurredAt: "2026-03-02T00:00:00Z", quantity: 1n, domain: "a.example" };
  // @ts-expect-error a Number is no quantity
  yield { eventId: "c", occurredAt: new Date(), quantity: 1 };
  // @ts-expect-error a Number is no time
  yield { eventId: "d", occurredAt: 1772409600000, quantity: 1n };
}

export async function month(signal: AbortSignal): Promise<string> {
  await using ledger = await Ledger.open("porto.db", { busyTimeout: 1000 });
  await using recorder = await Recorder.open("porto.db");
  await recorder.record(events());
  // @ts-expect-error a recorder has no signal
  await recorder.record(events(), { signal });
  const { stored, rejects } = await ledger.recordMany(events(), { batch: 1000, signal });
  for (const { index, reason } of rejects) console.log(index.toFixed(), reason.length, stored);
  await ledger.subscribe({ company: "eken", tariff: "mail", from: "2026-03" }, { actor: "anna" });
  // @ts-expect-error a misspelt option
  await ledger.removeCompany("eken", { actor: "anna", reason: "gone", dryrun: true });
  // @ts-expect-error who removes says why
  await ledger.removeCompany("eken", { actor: "anna" });
  const item = { month: "2026-03", company: "eken", text: "Help" };
  const who = { actor: "anna", reason: "agreed" };
  await ledger.addItems(
    [
      { ...item, amount: "10.00" },
      { ...item, amountMinor: 1000n },
    ],
    who,
  );
  // @ts-expect-error the unit of a BigInt is not said
  await ledger.addItems({ ...item, amount: 1000n }, who);
  // @ts-expect-error there are two amounts
  await ledger.addItems({ ...item, amount: "10.00", amountMinor: 1000n }, who);
  // @ts-expect-error nothing of closed months is taken away
  await ledger.addDomain("a.example", "eken", { settle: true });
  const { lines, state } = await ledger.invoice("2026-03", { company: "eken" });
  // @ts-expect-error there is no such state
  if (state === "shut") return "";
  const typed: Rows<InvoiceLine> = lines;
  const sums = lines.integers("netAmount").map((amount) => (amount ?? 0n) + 1n);
  for (const line of typed) {
    const amount: string = line.netAmount;
    // @ts-expect-error it is absent on some lines
    const price: string = line.unitPrice;
    // @ts-expect-error there is no such column
    console.log(amount, price, line.net_amount, sums);
  }
  await ledger.importUsage(["a.csv", Buffer.from("x"), { stream: process.stdin, name: "in" }], {
    onRejected: ({ line, row }) => console.log(line.toFixed(), row.toString("utf8")),
  });
  for await (const { eventId } of ledger.eachEvent({ from: "2026-03" })) console.log(eventId);
  using tariff: Tariff = Tariff.parse("");
  return tariff.rate({ messages: 40_000n, storage: "2.5" }).total;
}

export function reason(error: unknown): string | undefined {
  if (error instanceof NotFoundError) return error.where;
  return error instanceof PortoError ? error.code : undefined;
}
