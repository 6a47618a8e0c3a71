// A recorder: a ledger file open for recording by any number of callers at once.
"use strict";
const { CallError, CancelledError, DataError, InvalidError } = require("./errors.js");
const { joined, pack, part, recordMany, recordPacked } = require("./events.js");
const { Handle, open } = require("./handle.js");
const { given } = require("./options.js");
const values = require("./values.js");

const NAMES = {
  close: "porto_recorder_close",
  interrupt: "porto_recorder_interrupt",
};
const MOST = 10_000; // events that are written together

/** Calls that come while others are written are written together, in one transaction. The threads
 * of the pool, of which the library would make as many calls one, are few; the callers are not. */
class Recorder extends Handle {
  #waiting = [];
  #going = null;
  #closing = null;

  static async open(path, options) {
    const { signal, ...how } = given(options, ["busyTimeout", "signal"]);
    const pointer = await open("porto_recorder_open", path, how, signal, NAMES.close);
    return new Recorder(pointer, path, NAMES);
  }

  get closed() {
    return this.#closing !== null;
  }

  /** Records events in one transaction. interrupt() ends this call and all others: there is no
   * signal for one of them. */
  async record(events, options) {
    const how = checked(options, ["now"]);
    return this.#record(pack([...events]), how);
  }

  async recordMany(events, options) {
    const how = checked(options, ["now", "batch"]);
    return recordMany((packed, { now }) => this.#record(packed, { now }), events, how);
  }

  #record(packed, { now }) {
    if (this.#closing) throw new InvalidError(`${this.path} is closed`);
    const moment = now === undefined ? undefined : values.micros(now, "now");
    return new Promise((done, fail) => {
      this.#waiting.push({ packed, now, moment, done, fail });
      this.#going ??= this.#write();
    });
  }

  async #write() {
    while (this.#waiting.length) await this.#together(this.#next());
    this.#going = null;
  }

  /** The first that wait, as far as they say the same time. */
  #next() {
    const [{ moment }] = this.#waiting;
    let size = 0;
    const fits = ({ packed, moment: other }) =>
      other === moment && ((size += packed.count) <= MOST || size === packed.count);
    const end = this.#waiting.findIndex((one) => !fits(one));
    return this.#waiting.splice(0, end < 0 ? this.#waiting.length : end);
  }

  async #together(some) {
    const packed = some.length > 1 ? joined(some.map((one) => one.packed)) : some[0].packed;
    try {
      const { now } = some[0];
      const done = await recordPacked(this, "porto_recorder_record", packed, { now });
      let start = 0;
      for (const one of some) {
        one.done(part(done, start, one.packed.count));
        start += one.packed.count;
      }
    } catch (error) {
      await this.#failed(some, error);
    }
  }

  /** What one has brought about, such as a total that does not fit, is no failure of others. */
  async #failed(some, error) {
    const ofOne = error instanceof CallError || error instanceof DataError;
    if (some.length > 1 && ofOne) for (const one of some) await this.#together([one]);
    else for (const { fail } of some) fail(error);
  }

  interrupt() {
    for (const { fail } of this.#waiting.splice(0)) fail(new CancelledError("interrupted"));
    super.interrupt();
  }

  close() {
    this.#closing ??= (async () => {
      await this.#going;
      await super.close();
    })();
    return this.#closing;
  }

  [Symbol.dispose ?? Symbol.for("Symbol.dispose")]() {
    super[Symbol.dispose ?? Symbol.for("Symbol.dispose")]();
    this.#closing ??= Promise.resolve();
  }
}

/** A mistake in the options is that of one caller: it is told before others have a part in it. */
function checked(options, known) {
  if (options?.signal !== undefined)
    throw new TypeError("signal: an abort would end the calls of all; interrupt() does");
  const { signal: _, ...how } = given(options, [...known, "signal"]);
  return how;
}

module.exports = { Recorder };
