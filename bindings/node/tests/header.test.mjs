// What the package knows is what the header says, and it uses every function of the library.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { declarations, module } from "../tools/make-abi.mjs";
import { PACKAGE, ROOT, porto } from "./support.mjs";

const require = createRequire(import.meta.url);
const memory = require("../src/memory.js");
const header = readFileSync(join(ROOT, "include/porto/porto.h"), "utf8");
const SOURCE = readdirSync(join(PACKAGE, "src"))
  .filter((name) => name !== "abi.js")
  .map((name) => readFileSync(join(PACKAGE, "src", name), "utf8"))
  .join("");

test("declarations are those of the header", () => {
  const kept = readFileSync(join(PACKAGE, "src/abi.js"), "utf8");
  assert.ok(kept === module(header), "run tools/make-abi.mjs ../../include/porto/porto.h");
});

test("a function that is new in the header is noticed", () => {
  const more = header.replace(
    "PORTO_API const char* porto_source_id(void);",
    "$&\nPORTO_API int32_t porto_new(porto_ledger* ledger, int64_t n, porto_error** err);",
  );
  const { functions } = declarations(more);
  assert.deepEqual(functions.porto_new, ["int32_t", "porto_ledger*", "int64_t", "porto_error**"]);
});

test("every function is used, and none that there is not", () => {
  const map = readFileSync(join(ROOT, "bindings/c/porto.map"), "utf8");
  const exported = new Set(Array.from(map.matchAll(/^ +(porto_\w+);/gm), ([, name]) => name));
  const used = new Set(Array.from(SOURCE.matchAll(/"(porto_\w+)"/g), ([, name]) => name));
  const { functions, structs, callbacks } = declarations(header);
  assert.ok(exported.size > 80);
  assert.deepEqual(new Set(Object.keys(functions)), exported);
  assert.deepEqual(
    [...exported].filter((name) => !used.has(name)),
    [],
    "not offered",
  );
  const known = new Set([...exported, ...Object.keys(structs), ...Object.keys(callbacks)]);
  assert.deepEqual(
    [...used].filter((name) => !known.has(name)),
    [],
    "unknown",
  );
});

test("every struct is used, and each of its members has an option", () => {
  const { structs } = declarations(header);
  const unused = Object.keys(structs).filter((kind) => !SOURCE.includes(`porto_${kind.slice(6)}`));
  assert.deepEqual(unused, []);
  const sure = /^(struct_size|header_version|reserved|user)$|_(len|count)$/;
  for (const [kind, members] of Object.entries(structs)) {
    const wanted = Object.keys(members).filter((name) => !sure.test(name));
    assert.equal(memory.options[kind].size, wanted.length, kind);
  }
});

test("every option is declared for TypeScript", () => {
  const types = readFileSync(join(PACKAGE, "index.d.ts"), "utf8");
  // Given otherwise: events and usage have functions, inputs and voids objects of their own.
  const otherwise = new Set(
    (
      "kind descriptor fromDescriptor bytes read amountMinor quantity quantityText meters values " +
      "shareDays shareOf expected voidedAt except correct skipVerify"
    ).split(" "),
  );
  const missing = Object.entries(memory.options).flatMap(([kind, options]) =>
    [...options.keys()]
      .filter((name) => !otherwise.has(name) && !new RegExp(`\\b${name}\\??:`).test(types))
      .map((name) => `${kind}.${name}`),
  );
  assert.deepEqual(missing, []);
});

test("structs are as large as the library takes them", async () => {
  // Each call checks struct_size; a wrong offset of a text would be a crash or another text.
  const ledger = await porto.Ledger.create(":memory:", { zone: "UTC", currency: "EUR" });
  const info = await ledger.info();
  assert.equal(`${info.zone} ${info.currency}`, "UTC EUR");
  await ledger.close();
});

test("every status has a class, and every class is exported", () => {
  const { porto_status: statuses } = declarations(header).enums;
  for (const [name, status] of Object.entries(statuses)) {
    if (status >= 0) continue;
    const kinds = Object.values(porto).filter((kind) => kind?.status === status);
    assert.ok(kinds.length >= 1, name);
  }
  const { classes } = require("../src/errors.js");
  for (const name of Object.keys(classes)) assert.equal(porto[name], classes[name], name);
});
