// One call of the library: its arguments, what must live until it has ended, and what it gives.
"use strict";
const { Callbacks, plain } = require("./callbacks.js");
const { CancelledError, aborted, take, withCommitted } = require("./errors.js");
const { native } = require("./library.js");
const memory = require("./memory.js");
const { Owned } = require("./owned.js");
const { encode } = require("./values.js");
const threads = require("./threads.js");

const AGAIN = 20; // milliseconds between two interrupts of a call that has not ended

class Call {
  #name;
  #args = [];
  #kept = []; // what the arguments point to
  #tables = [];
  #callbacks;
  #late = []; // what is made when the call begins
  #within;
  #beginnings = [];
  #ends = [];
  #streams = false;

  /** `within` runs a function as one that this call made. */
  constructor(name, within = (work) => work()) {
    this.#name = name;
    this.#within = within;
    this.#callbacks = new Callbacks(within);
  }

  // ---- Arguments -------------------------------------------------------------------------------

  /** A number or a pointer. */
  value(value) {
    this.#args.push(value);
    return this;
  }

  /** The handle of rows, a tariff or a rating, which nobody frees before the call has ended. */
  owned(owned, kind, where) {
    return this.value(this.held(owned, kind, where));
  }

  /** The same, not as an argument of its own. */
  held(owned, kind, where) {
    const { pointer, release } = Owned.hold(owned, kind, where);
    this.atEnd(release);
    return pointer;
  }

  /** Bytes with their length; null: NULL. */
  bytes(bytes) {
    // Koffi has no address for an empty buffer, and the ABI refuses NULL.
    const data = bytes && (bytes.length ? bytes : Buffer.alloc(1));
    return this.value(data ?? null).value(bytes?.length ?? 0);
  }

  /** A text with its length; null or undefined: NULL. */
  text(text, where) {
    return this.bytes(text === null || text === undefined ? null : encode(text, where));
  }

  path(path) {
    return this.bytes(memory.pathBytes(path));
  }

  struct(kind, given = {}) {
    const buffer = Buffer.alloc(memory.layouts[kind].size);
    memory.fill(buffer, 0, kind, given, this);
    return this.value(buffer);
  }

  /** An array of structs, and how many there are; `where` names it in messages. */
  array(kind, items, where) {
    return this.value(this.structs(kind, items, where).buffer).value(items.length);
  }

  /** The same, not as an argument but as what a struct points to. */
  structs(kind, items, where) {
    const { size } = memory.layouts[kind];
    const buffer = Buffer.alloc(Math.max(1, items.length * size));
    items.forEach((item, i) => memory.fill(buffer, i * size, kind, item, this, `${where}[${i}].`));
    return { buffer, count: items.length };
  }

  /** A place for a number or a handle. */
  out(bytes = 8) {
    const buffer = Buffer.alloc(bytes);
    this.value(buffer);
    return buffer;
  }

  /** A place for a table; result() has the rows in this order. */
  rows() {
    this.#tables.push(this.out());
    return this;
  }

  /** A function as a callback, with no `user`; `where` names it in messages. */
  function(type, wanted, where) {
    const at = this.#args.push(null) - 1;
    this.callback(type, wanted, where, (pointer) => (this.#args[at] = pointer));
    return this.value(null);
  }

  // What memory.fill() keeps here.
  push(kept) {
    this.#kept.push(kept);
  }

  /** `put` gets the pointer of a callback when the call begins: many may wait for their turn. */
  callback(type, wanted, where, put) {
    plain(wanted, where);
    this.late(() => put(this.#callbacks.register(type, wanted, where)));
  }

  /** Runs `make` when the call begins, for what there is little of. */
  late(make) {
    this.#late.push(make);
  }

  // What inputs.js does beside the call.

  /** Runs `work` once the call is about to begin; what it gives to its parameter ends the call, and
   * is thrown by it. */
  beside(work) {
    this.#streams = true;
    this.#beginnings.push((stop) =>
      this.#within(() =>
        work((error) => {
          this.#callbacks.thrown ??= { error };
          stop();
        }),
      ),
    );
  }

  /** Runs `work` once the call has ended, or has not begun and never will. */
  atEnd(work) {
    this.#ends.push(work);
  }

  // ---- The call --------------------------------------------------------------------------------

  /** Calls on this thread, and waits for it. */
  now() {
    const error = new BigUint64Array(1);
    for (const make of this.#late) make();
    return this.#ended(native(this.#name)(...this.#args, error), error);
  }

  /** Has a thread of Node's pool make the call. `interrupt` ends it, where it can be ended;
   * `running` gets what stops it, also while it waits for a thread. */
  async later({ interrupt, signal, running } = {}) {
    const error = new BigUint64Array(1);
    const streams = this.#streams;
    let status, timer, waiting;
    let entered = false;
    let stopped = false;
    const stop = () => {
      stopped = true;
      waiting?.leave();
      if (!entered || !interrupt) return; // opening has no handle yet
      interrupt();
      // One that came before a thread of the pool had begun the call has ended nothing.
      timer ??= setInterval(interrupt, AGAIN);
    };
    signal?.addEventListener("abort", stop, { once: true });
    threads.stops.add(stop);
    running?.(stop);
    try {
      if (signal?.aborted) throw aborted(signal);
      entered = threads.enter(streams);
      if (!entered) {
        waiting = threads.turn(streams);
        entered = await waiting.begun;
      }
      if (stopped) throw signal?.aborted ? aborted(signal) : new CancelledError("interrupted");
      for (const make of this.#late) make();
      for (const begin of this.#beginnings) begin(stop);
      status = await new Promise((resolve, reject) =>
        native(this.#name).async(...this.#args, error, (failure, result) =>
          failure ? reject(failure) : resolve(result),
        ),
      );
    } finally {
      clearInterval(timer);
      threads.stops.delete(stop);
      signal?.removeEventListener("abort", stop);
      if (entered) threads.leave(streams);
    }
    return this.#ended(status, error, signal);
  }

  #ended(status, error, signal) {
    const failure = status < 0 ? take(status, error[0]) : null;
    const { thrown } = this.#callbacks;
    if (thrown && (!failure || failure instanceof CancelledError)) {
      this.#tables.forEach(close);
      throw failure ? withCommitted(thrown.error, failure.committed) : thrown.error;
    }
    if (failure instanceof CancelledError && signal?.aborted)
      throw aborted(signal, failure.committed);
    if (failure) throw failure;
    return status;
  }

  /** The handles of the tables, which belong to the caller now. */
  get tables() {
    return this.#tables.map(pointerIn);
  }

  release() {
    this.#callbacks.release();
    for (const end of this.#ends.splice(0)) end();
  }
}

const pointerIn = (place) => new BigUint64Array(place.buffer, place.byteOffset, 1)[0];
const close = (place) => native("porto_rows_close")(pointerIn(place));

/** A call that neither waits nor reads much, with what `build` gives it. */
function callNow(name, build, take = () => undefined) {
  const call = new Call(name);
  try {
    build(call);
    return take(call, call.now());
  } finally {
    call.release();
  }
}

module.exports = { Call, callNow, pointerIn };
