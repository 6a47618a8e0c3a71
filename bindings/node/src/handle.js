// A ledger or a recorder that is open: whose turn it is, its end, and the interrupt of its calls.
"use strict";
const { AsyncLocalStorage } = require("node:async_hooks");
const { NO_WAIT } = require("./abi.js");
const { Call, pointerIn } = require("./call.js");
const { InvalidError, STATUS, aborted } = require("./errors.js");
const { native } = require("./library.js");
const { names: namesOf, pathBytes } = require("./memory.js");
const { given } = require("./options.js");
const { Rows } = require("./rows.js");
const { count, kindOf } = require("./values.js");

// The options of a change: `settle` is for those that take something away from closed months.
const CHANGE = namesOf("porto_change_options", ["signal"], ["settle"]);

// The handles whose callbacks, or whose inputs, the running code belongs to.
const within = new AsyncLocalStorage();

const forgotten = new FinalizationRegistry((state) => {
  process.emitWarning(`${state.path} was not closed: call close(), or use "await using"`, {
    type: "PortoWarning",
    code: "PORTO_NOT_CLOSED",
  });
  native(state.close)(state.pointer);
});

/** A call whose signal is aborted does not begin. */
function refuseAborted(signal) {
  if (signal === undefined || signal === null) return;
  if (typeof signal.aborted !== "boolean")
    throw new TypeError(`signal: an AbortSignal is needed, not ${kindOf(signal)}`);
  if (signal.aborted) throw aborted(signal);
}

/** The handle of a file that is opened or created, by a thread of the pool. What an abort came too
 * late for is closed by `close`; without that, it stays: a file that was created is there. */
async function open(name, path, options, signal, close) {
  refuseAborted(signal);
  const call = new Call(name);
  try {
    call.path(path).struct("porto_ledger_options", timeouts(options));
    const place = call.out();
    await call.later({ signal });
    const pointer = pointerIn(place);
    if (!close || !signal?.aborted) return pointer;
    await new Promise((closed) => native(close).async(pointer, closed));
    throw aborted(signal);
  } finally {
    call.release();
  }
}

/** A call of no handle, which nothing ends but its own callbacks. */
async function callAlone(name, build, take, signal) {
  refuseAborted(signal);
  const call = new Call(name);
  try {
    build(call);
    return take(call, await call.later({ signal }));
  } finally {
    call.release();
  }
}

/** `busyTimeout` 0 is not to wait at all; left out, it is what the library says. */
function timeouts({ busyTimeout, ...options }) {
  if (busyTimeout === undefined || busyTimeout === null) return options;
  const wait = count(busyTimeout, "busyTimeout");
  if (wait < 0n)
    throw new InvalidError("Milliseconds are 0 (not to wait) or more", { where: "busyTimeout" });
  return { ...options, busyTimeout: wait === 0n ? NO_WAIT : wait };
}

class Handle {
  #state;
  #waiting = [];
  #stops = new Set(); // of the calls that go on: how they are stopped
  #going = 0;
  #closing = null;

  /** `names` has the functions that close and interrupt. */
  constructor(pointer, path, names) {
    this.#state = { pointer, path: pathBytes(path).toString(), ...names };
    forgotten.register(this, this.#state, this.#state);
  }

  get path() {
    return this.#state.path;
  }

  get closed() {
    return this.#closing !== null;
  }

  #check() {
    if (this.#closing) throw new InvalidError(`${this.path} is closed`);
    this.#outside();
  }

  #outside() {
    for (let at = within.getStore(); at; at = at.outer)
      if (at.handle === this && at.alive)
        throw new InvalidError(`${this.path}: a callback must not call what calls it`);
  }

  // ---- Calls -----------------------------------------------------------------------------------

  /** Makes a call once it is its turn; `build` says its arguments, `take` what it gives. Where
   * nothing goes on, the call has begun when this returns. */
  async call(name, build, take = () => undefined, { signal } = {}) {
    this.#check();
    refuseAborted(signal);
    // What callbacks and inputs start may outlive the call, and calls this handle rightly then.
    const scope = { handle: this, outer: within.getStore(), alive: true };
    const call = new Call(name, (work) => within.run(scope, work));
    try {
      call.value(this.#state.pointer);
      build(call);
      this.#check(); // code that gave the arguments may have closed it
      if (this.#going === 0) this.#going = 1;
      else await this.#turn(signal);
      try {
        return take(call, await this.#later(call, signal));
      } finally {
        this.#leave();
      }
    } finally {
      scope.alive = false;
      call.release();
    }
  }

  async #later(call, signal) {
    let stopped;
    const running = (stop) => this.#stops.add((stopped = stop));
    const interrupt = () => native(this.#state.interrupt)(this.#state.pointer);
    try {
      return await call.later({ signal, interrupt, running });
    } finally {
      this.#stops.delete(stopped);
    }
  }

  /** Until the calls before this one have ended; then it is one that goes on. */
  #turn(signal) {
    return new Promise((begin, fail) => {
      const entry = { begin: () => (signal?.removeEventListener("abort", leave), begin()) };
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(entry), 1);
        fail(aborted(signal));
      };
      signal?.addEventListener("abort", leave, { once: true });
      this.#waiting.push(entry);
    });
  }

  #leave() {
    this.#going -= 1;
    if (this.#going > 0 || this.#waiting.length === 0) return;
    this.#going += 1;
    this.#waiting.shift().begin();
  }

  /** A call that gives one table, whose only option is `signal`. */
  rows(name, build, options) {
    const take = (call) => new Rows(call.tables[0]);
    return this.call(name, (call) => build(call).rows(), take, given(options, ["signal"]));
  }

  /** A change that tells its effect, and may give rows before that; `known` are its options. */
  change(name, build, options, { tables = [], known = CHANGE } = {}) {
    const { signal, ...how } = given(options, known);
    return this.call(
      name,
      (call) => {
        build(call);
        call.struct("porto_change_options", how);
        tables.forEach(() => call.rows());
        call.rows();
      },
      (call, status) => {
        const made = call.tables.map((pointer) => new Rows(pointer));
        const named = Object.fromEntries(tables.map((table, i) => [table, made[i]]));
        return { changed: status !== STATUS.PORTO_EXISTS, ...named, effect: made.at(-1) };
      },
      { signal },
    );
  }

  /** Ends the calls that go on, with CancelledError. Those that wait for their turn go on. */
  interrupt() {
    for (const stop of this.#stops) stop();
  }

  // ---- End -------------------------------------------------------------------------------------

  /** Closes it once the calls before have ended; again is right. */
  close() {
    if (this.#closing) return this.#closing;
    try {
      this.#outside();
    } catch (error) {
      return Promise.reject(error);
    }
    this.#closing = this.#end();
    return this.#closing;
  }

  async #end() {
    if (this.#going) await this.#turn();
    const { pointer, close } = this.#taken();
    await new Promise((closed) => native(close).async(pointer, closed));
  }

  #taken() {
    forgotten.unregister(this.#state);
    const taken = { ...this.#state };
    this.#state.pointer = null;
    return taken;
  }

  /** For `using`: closes it now. While a call goes on that is an error: `await using` waits. */
  [Symbol.dispose ?? Symbol.for("Symbol.dispose")]() {
    if (this.#closing) return;
    if (this.#going) throw new InvalidError(`${this.path}: a call goes on; await close()`);
    this.#closing = Promise.resolve();
    const { pointer, close } = this.#taken();
    native(close)(pointer);
  }

  [Symbol.asyncDispose ?? Symbol.for("Symbol.asyncDispose")]() {
    return this.close();
  }
}

module.exports = { CHANGE, Handle, callAlone, open, timeouts };
