// JavaScript functions as callbacks of the library: what they throw stops the call and is thrown
// by it.
"use strict";
const koffi = require("koffi");
const abi = require("./abi.js");
const { kindOf } = require("./values.js");

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

const ASYNC = /^\[object Async(Generator)?Function\]$/;
const CANNOT_WAIT = "the call goes on once it returns, and cannot wait for a Promise";

/** A function that can be a callback, as far as can be seen. */
function plain(wanted, where) {
  if (typeof wanted !== "function")
    throw new TypeError(`${where}: a function is needed, not ${kindOf(wanted)}`);
  if (ASYNC.test(Object.prototype.toString.call(wanted)))
    throw new TypeError(`${where}: it cannot be async: ${CANNOT_WAIT}`);
  return wanted;
}

/** What a callback gave is no Promise, which nobody would wait for, nor see fail. */
function settled(given, where) {
  if (typeof given?.then !== "function") return given;
  given.then(undefined, () => {}); // the call says what is wrong
  throw new TypeError(`${where}: it gave a Promise: ${CANNOT_WAIT}`);
}

/** The callbacks of one call. */
class Callbacks {
  thrown = null;
  #registered = [];
  #within;

  /** `within` runs a function as one that the call made. */
  constructor(within = (work) => work()) {
    this.#within = within;
  }

  /** A pointer for C. There are not many of them at a time: only a call that goes on has some. */
  register(type, wanted, where) {
    const call = ADAPTERS[type](wanted);
    const guarded = (...given) => {
      if (this.thrown) return -1;
      try {
        const result = this.#within(() => call(...given));
        if (type === "porto_read_fn") return result;
        settled(result, where);
        return 0;
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

module.exports = { Callbacks, OUTCOMES, plain, settled };
