// The structs of porto.h in memory: where their members are, and how JavaScript values get there.
"use strict";
const { fileURLToPath } = require("node:url");
const koffi = require("koffi");
const abi = require("./abi.js");
const { InvalidError } = require("./errors.js");
const { given: checked } = require("./options.js");
const values = require("./values.js");

const { LITTLE } = values;
// Members that the header calls numbers and describes as flags: not 0 is true.
const FLAGS = new Set(
  (
    "all allow_far allow_negative by_company by_usage_month byte_order_mark correct descending " +
    "dry_run from_descriptor only_differs read_only settle skip_verify voided"
  ).split(" "),
);
const HIDDEN = /^(struct_size|header_version|reserved|user)$|_(len|count)$/;

const sizeOf = (type) => (type === "int32_t" || type === "uint32_t" ? 4 : 8);

function layout(members) {
  const fields = {};
  let size = 0;
  for (const [name, type] of Object.entries(members)) {
    const bytes = sizeOf(type);
    size = Math.ceil(size / bytes) * bytes;
    fields[name] = { name, type, offset: size };
    size += bytes;
  }
  return { fields, size: Math.ceil(size / 8) * 8 };
}
const layouts = Object.fromEntries(
  Object.entries(abi.structs).map(([name, members]) => [name, layout(members)]),
);

/** What JavaScript calls a member: "first_month_yyyymm" is firstMonth. */
const optionName = (member) =>
  member
    .replace(/_(yyyymmdd|yyyymm|unix_us|ms)$/, "")
    .replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

const options = Object.fromEntries(
  Object.entries(layouts).map(([kind, { fields }]) => {
    const named = Object.keys(fields).filter((name) => !HIDDEN.test(name));
    return [kind, new Map(named.map((name) => [optionName(name), fields[name]]))];
  }),
);

/** The names of the members of a struct, with some more, and without some. */
const names = (kind, more = [], less = []) =>
  [...options[kind].keys(), ...more].filter((name) => !less.includes(name));

const NAMES = Object.fromEntries(Object.keys(options).map((kind) => [kind, names(kind)]));

const address = (buffer) => (buffer.length ? koffi.address(buffer) : 0n);

/** A path: text, bytes or a file URL. */
function pathBytes(path, where = "path") {
  if (path instanceof URL) return Buffer.from(fileURLToPath(path));
  if (path instanceof Uint8Array) return Buffer.from(path);
  return values.encode(path, where);
}

function mark(text, where) {
  if (typeof text !== "string" || text.length !== 1)
    throw new InvalidError("One character is needed", { where });
  return text.charCodeAt(0);
}

/** "false", or "no", would be true. */
function flag(value, where) {
  if (typeof value !== "boolean")
    throw new TypeError(`${where}: true or false is needed, not ${values.kindOf(value)}`);
  return value ? 1 : 0;
}

/** The number that a member of a struct gets for a value. */
function numberFor(kind, { name, type }, value, where) {
  if (name.endsWith("_unix_us")) return values.micros(value, where);
  if (name.endsWith("_yyyymmdd")) return values.yyyymmdd(value, where);
  if (name.endsWith("_yyyymm")) return values.yyyymm(value, where);
  if (kind === "porto_subscription") return values.dayOrMonth(value, where);
  if (name === "delimiter" || name === "decimal_mark") return mark(value, where);
  if (FLAGS.has(name)) return flag(value, where);
  if (type === "uint32_t") return values.small(value, where, 0, 2 ** 32 - 1);
  if (type === "int32_t") return values.small(value, where);
  return name === "quantity" || name === "amount_minor"
    ? values.units(value, where)
    : values.count(value, where);
}

function put(view, { type, offset }, number) {
  if (type === "int32_t") view.setInt32(offset, number, LITTLE);
  else if (type === "uint32_t") view.setUint32(offset, number, LITTLE);
  else if (type === "int64_t") view.setBigInt64(offset, BigInt(number), LITTLE);
  else view.setBigUint64(offset, BigInt(number), LITTLE);
}

/** Sets a member, and those that belong to it; gives what must live as long as the struct. */
function set(view, kind, field, value, where) {
  const { fields } = layouts[kind];
  const { name, type } = field;
  if (type === "char*") {
    const bytes = /(^|_)path$/.test(name) ? pathBytes(value, where) : values.encode(value, where);
    // An empty text is there, and NULL is not: its address must be one.
    const kept = bytes.length ? bytes : Buffer.alloc(1);
    put(view, field, address(kept));
    put(view, fields[`${name}_len`], bytes.length);
    return kept;
  }
  if (type === "char**") {
    const texts = textArray(value, where);
    put(view, field, address(texts.array));
    put(view, fields[`${name}_count`], texts.length);
    return texts;
  }
  if (type.endsWith("*")) {
    put(view, field, address(value.buffer));
    put(view, fields[`${name}_count`] ?? fields[`${name.replace(/s$/, "")}_count`], value.count);
    return value.buffer;
  }
  put(view, field, numberFor(kind, field, value, where));
  return null;
}

/** An array of texts that end with a NUL. */
function textArray(texts, where) {
  if (typeof texts === "string" || typeof texts?.[Symbol.iterator] !== "function")
    throw new TypeError(`${where}: several texts are needed`);
  const kept = [...texts].map((text) => {
    const bytes = values.encode(text, where);
    if (bytes.includes(0)) throw new InvalidError("A text has a NUL in it", { where });
    return Buffer.concat([bytes, Buffer.alloc(1)]);
  });
  const array = Buffer.from(BigUint64Array.from(kept, address).buffer);
  return { array, kept, length: kept.length };
}

/** Fills one struct at an offset of a buffer from an object with the names of optionName(). */
function fill(buffer, at, kind, given, keep, where = "") {
  const { size, fields } = layouts[kind];
  const view = new DataView(buffer.buffer, buffer.byteOffset + at, size);
  put(view, fields.struct_size, size);
  if (fields.header_version) put(view, fields.header_version, abi.VERSION_NUMBER);
  for (const [key, value] of Object.entries(checked(given, NAMES[kind], where))) {
    const field = options[kind].get(key);
    if (value === undefined || value === null) continue;
    const later = (number) => put(view, field, number);
    if (field.type.endsWith("_fn")) keep.callback(field.type, value, where + key, later);
    else if (field.name === "descriptor" && typeof value === "function")
      keep.late(() => later(value()));
    else keep.push(set(view, kind, field, value, where + key));
  }
}

module.exports = { address, fill, layouts, names, options, pathBytes };
