// The main job: a company, a tariff, 40,000 messages, and what they cost.
import { Ledger } from "porto";

const tariff = `
id = "mail"
version = 1
effective = "2026-01"
name = "E-mail"
currency = "SEK"
round = { decimals = 2, mode = "half_up" }

[[charge]]
id = "messages"
meter = "messages"
fee = 500
included = 10000
price = "0.012"
fee_text = "Fee {month}"
text = "Messages {month}"
`;

function* messages() {
  const start = Date.UTC(2026, 2, 2, 8);
  for (let n = 0; n < 40_000; n += 1)
    yield { eventId: `m-${n}`, company: "eken", occurredAt: new Date(start + n), quantity: 1n };
}

const ledger = await Ledger.create(process.argv[2] ?? ":memory:");
await ledger.addCompanies({ id: "eken", name: "Eken Bostad AB" });
await ledger.addTariff(tariff);
await ledger.subscribe({ company: "eken", tariff: "mail", from: "2026-03" });
const { stored } = await ledger.recordMany(messages());
console.log(`${stored} messages are stored`);

const march = await ledger.invoice("2026-03");
for (const { text, quantity, netAmount, currency } of march.lines)
  console.log(text.padEnd(24), quantity.padStart(8), netAmount.padStart(10), currency);
const { netAmount, currency } = march.totals().at(-1);
console.log("Total excluding VAT".padEnd(33), netAmount.padStart(10), currency);
await ledger.close();
