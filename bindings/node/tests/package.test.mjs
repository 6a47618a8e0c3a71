// The package as npm packs it: what is in it, loaded by `import` and by require().
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { PACKAGE, ROOT, folder, porto } from "./support.mjs";

const { files, dependencies } = JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8"));

/** A folder with the files that package.json names, and the packages that it needs. */
function installed(t) {
  const place = folder(t);
  const modules = join(place, "node_modules");
  mkdirSync(join(modules, "porto"), { recursive: true });
  for (const name of [...files, "package.json"])
    cpSync(join(PACKAGE, name), join(modules, "porto", name), { recursive: true });
  for (const name of [...Object.keys(dependencies), "@koromix"])
    symlinkSync(join(process.env.NODE_PATH, name), join(modules, name));
  return place;
}

function run(place, name, program, given = []) {
  writeFileSync(join(place, name), program);
  const how = { cwd: place, encoding: "utf8", env: { ...process.env, NODE_PATH: "" } };
  return spawnSync(process.execPath, ["--preserve-symlinks", name, ...given], how);
}

const load = `porto.load(${JSON.stringify(process.env.PORTO_LIBRARY)});\n`;

test("import and require() give one module", (t) => {
  const program = `import * as porto from "porto"; import byDefault from "porto";
    import { createRequire } from "node:module"; ${load}
    const required = createRequire(import.meta.url)("porto");
    const other = Object.keys(required).filter((name) => porto[name] !== required[name]);
    console.log(other.length, byDefault === required, porto.libraryVersion());`;
  const done = run(installed(t), "a.mjs", program);
  assert.equal(done.stdout, `0 true ${porto.libraryVersion()}\n`, done.stderr);
  const common = `const porto = require("porto"); ${load} console.log(porto.libraryVersion());`;
  assert.equal(run(installed(t), "a.cjs", common).stdout, `${porto.libraryVersion()}\n`);
});

test("a library that is not there is told", (t) => {
  const program = `const porto = require("porto"); porto.load("/nowhere/libporto.so.0");`;
  const done = run(installed(t), "a.cjs", program);
  assert.match(done.stderr, /The library of porto cannot be loaded: .*porto\.load\(/s);
  const late = `const porto = require("porto"); ${load} porto.load("/nowhere/libporto.so.0");`;
  assert.match(run(installed(t), "b.cjs", late).stderr, /call load\(\) before anything else/);
});

test("a library may be a URL, and nothing that is no place", (t) => {
  const url = pathToFileURL(process.env.PORTO_LIBRARY).href;
  const program = `const porto = require("porto"); const url = new URL(${JSON.stringify(url)});
    porto.load(url); porto.load(url); console.log(porto.libraryVersion());
    for (const wrong of [7, undefined, Buffer.from("x")])
      try { porto.load(wrong); } catch (error) { console.log(error.message); }`;
  const done = run(installed(t), "a.cjs", program);
  const said = (kind) => `path: a path or a URL of a file is needed, not ${kind}\n`;
  const wanted = `${porto.libraryVersion()}\n${said("number")}${said("undefined")}${said("object")}`;
  assert.equal(done.stdout, wanted, done.stderr);
});

test("npm packs these files and no others", { skip: !existsSync("/usr/bin/npm") }, () => {
  const how = { cwd: PACKAGE, encoding: "utf8" };
  const done = spawnSync("npm", ["pack", "--dry-run", "--json", "--offline"], how);
  const packed = JSON.parse(done.stdout);
  const [{ files: listed }] = Array.isArray(packed) ? packed : Object.values(packed);
  const names = listed.map(({ path }) => path);
  for (const name of ["src/index.js", "src/index.mjs", "index.d.ts", "tables.d.ts", "README.md"])
    assert.ok(names.includes(name), name);
  assert.deepEqual(
    names.filter((name) => /^(tests|tools|examples)\//.test(name)),
    [],
  );
});

test("the example of the main job", (t) => {
  const place = installed(t);
  const example = readFileSync(join(PACKAGE, "examples/main-job.mjs"), "utf8");
  writeFileSync(join(place, "main-job.mjs"), example);
  writeFileSync(join(place, "load.cjs"), `const porto = require("porto"); ${load}`);
  const done = run(place, "a.mjs", 'import "./load.cjs"; await import("./main-job.mjs");');
  assert.match(done.stdout, /Total excluding VAT +860\.00 SEK\n$/, done.stderr);
});

test("the programs of the README run as they are", { skip: !existsSync(ROOT) }, (t) => {
  const readme = readFileSync(join(PACKAGE, "README.md"), "utf8");
  const programs = Array.from(readme.matchAll(/```js\n(\/\/ (\S+\.mjs).*?)```/gs));
  assert.ok(programs.length >= 1, "no program has a name");
  const place = installed(t);
  writeFileSync(join(place, "load.cjs"), `const porto = require("porto"); ${load}`);
  for (const [, program, name] of programs) {
    const done = run(place, name, `import "./load.cjs";\n${program}`);
    assert.equal(done.status, 0, done.stderr);
    const shown = new RegExp(`node ${name.replace(".", "\\.")}\n(.*?)\`\`\``, "s").exec(readme);
    if (shown) assert.equal(done.stdout, shown[1], name);
  }
});
