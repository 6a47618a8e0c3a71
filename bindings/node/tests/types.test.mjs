// TypeScript with --strict takes the declarations, and what uses them as it is meant.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { PACKAGE, folder } from "./support.mjs";

const MODULES = join(process.env.PORTO_PACKAGES ?? "", "node_modules");
const TSC = join(MODULES, ".bin/tsc");

/** A folder with the package, as npm would install it, and a source. */
function project(t, source, name) {
  const place = folder(t);
  mkdirSync(join(place, "node_modules"));
  symlinkSync(PACKAGE, join(place, "node_modules/porto"));
  symlinkSync(join(MODULES, "@types"), join(place, "node_modules/@types"));
  symlinkSync(join(MODULES, "undici-types"), join(place, "node_modules/undici-types"));
  if (existsSync(source)) copyFileSync(source, join(place, name));
  else writeFileSync(join(place, name), source);
  return place;
}

function check(place, name) {
  const options = "--strict --noEmit --exactOptionalPropertyTypes --preserveSymlinks";
  const target = "--target es2022 --lib es2022,esnext.disposable,dom --types node";
  const how = `${options} ${target} --module nodenext --moduleResolution nodenext`;
  return spawnSync(TSC, [...how.split(" "), name], { cwd: place, encoding: "utf8" });
}

const works = existsSync(TSC) && spawnSync(TSC, ["--version"]).status === 0;
const skip = works ? false : "tsc of TypeScript is not in PORTO_PACKAGES, or does not run here";
if (skip) console.log(`skipped: ${skip}`);

test("an ES module", { skip }, (t) => {
  const done = check(project(t, join(PACKAGE, "tests/types.ts"), "use.mts"), "use.mts");
  assert.equal(done.status, 0, done.stdout);
});

test("a CommonJS module", { skip }, (t) => {
  const done = check(project(t, join(PACKAGE, "tests/types.ts"), "use.cts"), "use.cts");
  assert.equal(done.status, 0, done.stdout);
});

test("what is wrong is told", { skip }, (t) => {
  const source = 'import { Ledger } from "porto";\nvoid Ledger.open(7);\n';
  assert.match(check(project(t, source, "a.mts"), "a.mts").stdout, /TS2345/);
});
