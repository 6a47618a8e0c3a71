// What the tests of the Node.js binding share. They need PORTO_LIBRARY, or the loader's libporto.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as porto from "../src/index.mjs";

if (process.env.PORTO_LIBRARY) porto.load(process.env.PORTO_LIBRARY);

export { porto };
export const PACKAGE = fileURLToPath(new URL("..", import.meta.url));
export const ROOT = join(PACKAGE, "../..");
export const TARIFF = readFileSync(join(ROOT, "examples/tariffs/vitec-epost.toml"), "utf8");
export const NOW = new Date("2026-04-01T08:00:00Z");
export const ANNA = { actor: "anna", reason: "a test", at: NOW };

const MARCH = Date.UTC(2026, 2, 2);

/** An event of March. */
export const event = (number, quantity = 1n, more = {}) => ({
  eventId: `e-${number}`,
  occurredAt: new Date(MARCH + number * 1000),
  quantity,
  company: "bolag-17",
  ...more,
});

export const events = (count) => Array.from({ length: count }, (_, n) => event(n));

/** A folder that goes with the test. */
export function folder(t) {
  const made = mkdtempSync(join(tmpdir(), "porto-"));
  t.after(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** A ledger file with a company on a tariff; it is closed at the end. */
export async function ledger(t, { path, ...options } = {}) {
  const made = await porto.Ledger.create(path ?? join(folder(t), "porto.db"), options);
  t.after(() => made.close());
  await made.addTariff(TARIFF, { fileName: "mail.toml" });
  await made.addCompanies({ id: "bolag-17", name: "Eken Bostad AB" });
  await made.subscribe({ company: "bolag-17", tariff: "vitec-epost", from: "2026-03" });
  return made;
}

/** Collects garbage until `done`, for a few seconds. */
export async function collected(done) {
  for (let i = 0; i < 100 && !done(); i += 1) {
    globalThis.gc();
    await new Promise((go) => setTimeout(go, 20));
  }
}
