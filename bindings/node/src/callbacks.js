// JavaScript functions as callbacks of the library: what they throw stops the call and is thrown
// by it.
"use strict";
const koffi = require("koffi");
const abi = require("./abi.js");

const types = new Map();

function typeOf(name) {
  if (!types.has(name)) {
    const [result, ...parameters] = abi.callbacks[name];
    const plain = parameters.map((type) => (type.endsWith("*") ? "void *" : type));
    types.set(name, koffi.pointer(koffi.proto(name, result, plain)));
  }
  return types.get(name);
}

/** A copy of bytes that the library lends for the callback. */
const bytes = (pointer, size) =>
  size ? Buffer.from(Buffer.from(koffi.view(pointer, Number(size)))) : Buffer.alloc(0);
const text = (pointer) => (pointer ? koffi.decode.string(pointer) : null);
const sized = (pointer, size) => bytes(pointer, size).toString("utf8");

/** How each kind of callback calls a JavaScript function. The first argument, `user`, is not used:
 * functions of JavaScript know what they belong to. */
const ADAPTERS = {
  porto_progress_fn: (call) => (_, done, total) => call(Number(done), Number(total)),
  porto_write_fn: (call) => (_, data, size) => call(bytes(data, size)),
  porto_file_fn: (call) => (_, file, format) => call(text(file), text(format)),
  porto_known_fn: (call) => (_, file, number, what) => call(text(file), Number(number), text(what)),
  porto_rejected_fn: (call) => (_, file, line, outcome, reason, row, size) =>
    call({
      file: text(file),
      line: Number(line),
      outcome: OUTCOMES[outcome],
      reason: text(reason),
      row: bytes(row, size),
    }),
  porto_corrected_fn: (call) => (_, file, line, eventId, correctedBy, before, quantity) =>
    call({
      file: text(file),
      line: Number(line),
      eventId: text(eventId),
      correctedBy: text(correctedBy),
      before: text(before),
      quantity: text(quantity),
    }),
  porto_books_file_fn: (call) => (_, name, nameLength, data, size) =>
    call(sized(name, nameLength), bytes(data, size)),
  porto_statement_fn: (call) => (_, company, companyLength, data, size) =>
    call(sized(company, companyLength), sized(data, size)),
  porto_read_fn: (call) => (_, to, size) => {
    const data = call(Number(size));
    if (data.length) Buffer.from(koffi.view(to, Number(size))).set(data);
    return data.length;
  },
};
const OUTCOMES = Object.keys(abi.enums.porto_outcome).map((name) =>
  name.replace("PORTO_", "").toLowerCase(),
);

/** The callbacks of one call. */
class Callbacks {
  thrown = null;
  #registered = [];
  #within;

  /** `within` runs a function as one that the call made. */
  constructor(within = (work) => work()) {
    this.#within = within;
  }

  /** A pointer for C. */
  register(type, wanted) {
    if (typeof wanted !== "function") throw new TypeError(`a function is needed, not ${wanted}`);
    const call = ADAPTERS[type](wanted);
    const guarded = (...given) => {
      if (this.thrown) return -1;
      try {
        const result = this.#within(() => call(...given));
        return type === "porto_read_fn" ? result : 0;
      } catch (error) {
        this.thrown = { error };
        return -1;
      }
    };
    const pointer = koffi.register(guarded, typeOf(type));
    this.#registered.push(pointer);
    return pointer;
  }

  release() {
    for (const pointer of this.#registered.splice(0)) koffi.unregister(pointer);
  }
}

module.exports = { Callbacks, OUTCOMES };
