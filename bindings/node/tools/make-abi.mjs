// Makes src/abi.js from porto.h: what the binding knows of the C ABI, with nothing copied by hand.
//
//     node tools/make-abi.mjs ../../include/porto/porto.h [FILE]
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const plain = (type) =>
  type
    .replace(/\bconst\b/g, " ")
    .replace(/\s*\*\s*/g, "*")
    .replace(/\s+/g, " ")
    .trim();

/** A parameter or member, "const char* path", as [name, type]. */
function declared(text) {
  const [, type, name] = /^(.*?[\s*])(\w+)$/s.exec(text.trim()) ?? [];
  return [name, plain(type)];
}

const parameters = (text) =>
  text.trim() === "void" ? [] : text.split(",").map((one) => declared(one)[1]);

function enumerators(body) {
  return Object.fromEntries(
    body
      .split(",")
      .filter((one) => one.trim())
      .map((one) => {
        const [name, value] = one.split("=");
        return [name.trim(), Number(value)];
      }),
  );
}

/** Everything that porto.h declares. */
export function declarations(header) {
  const number = (name) => Number(new RegExp(`#define ${name} \\(?(-?\\d+)\\)?`).exec(header)[1]);
  const version = ["MAJOR", "MINOR", "PATCH"].map((part) => number(`PORTO_VERSION_${part}`));
  const text = header
    .replace(/\/\*.*?\*\//gs, " ")
    .replace(/\\\n/g, " ")
    .replace(/^#.*$/gm, "");
  const made = {
    VERSION_NUMBER: version[0] * 10000 + version[1] * 100 + version[2],
    NO_WAIT: number("PORTO_NO_WAIT"),
    enums: {},
    structs: {},
    callbacks: {},
    functions: {},
  };
  for (const [, name, body] of text.matchAll(/typedef enum (\w+) \{(.*?)\}/gs))
    made.enums[name] = enumerators(body);
  for (const [, name, body] of text.matchAll(/typedef struct (\w+) \{(.*?)\}/gs))
    made.structs[name] = Object.fromEntries(
      body
        .split(";")
        .filter((one) => one.trim())
        .map(declared),
    );
  for (const [, type, name, list] of text.matchAll(/typedef (\w+) \(\*(\w+)\)\((.*?)\);/gs))
    made.callbacks[name] = [type, ...parameters(list)];
  for (const [, type, name, list] of text.matchAll(/PORTO_API ([\w\s*]+?)(porto_\w+)\((.*?)\);/gs))
    made.functions[name] = [plain(type), ...parameters(list)];
  return made;
}

/** The text of the module for this header. */
export function module(header) {
  const { VERSION_NUMBER, NO_WAIT, ...tables } = declarations(header);
  let text = "// Made from porto.h by tools/make-abi.mjs: do not edit.\n";
  text += "/* eslint-disable */\n";
  text += `exports.VERSION_NUMBER = ${VERSION_NUMBER};\nexports.NO_WAIT = ${NO_WAIT};\n`;
  for (const [table, entries] of Object.entries(tables)) {
    text += `exports.${table} = {\n`;
    for (const [name, what] of Object.entries(entries)) {
      const list = Array.isArray(what);
      const parts = list
        ? what.map((one) => JSON.stringify(one))
        : Object.entries(what).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
      const ends = list ? ["[", "]"] : ["{", "}"];
      text += `  ${name}: ${ends[0]}${wrapped(parts, name.length)}${ends[1]},\n`;
    }
    text += "};\n";
  }
  return text;
}

/** Parts with commas: on one line if it has room for them, else on several. */
function wrapped(parts, taken) {
  const line = parts.join(", ");
  if (line.length + taken < 92) return line;
  const lines = [""];
  for (const part of parts) {
    if (lines.at(-1).length + part.length > 80) lines.push("");
    lines[lines.length - 1] += `${lines.at(-1) ? " " : ""}${part},`;
  }
  return `\n    ${lines.join("\n    ")}\n  `;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [header, target] = process.argv.slice(2);
  const file = target ?? fileURLToPath(new URL("../src/abi.js", import.meta.url));
  writeFileSync(file, module(readFileSync(header, "utf8")));
}
