// A recorder: a ledger file open for recording by any number of callers at once.
"use strict";
const { pack, recordMany, recordPacked } = require("./events.js");
const { Handle, open } = require("./handle.js");

const NAMES = {
  close: "porto_recorder_close",
  interrupt: "porto_recorder_interrupt",
  overlaps: true,
};

/** Calls that come at the same time are written in one transaction, faster than one each. */
class Recorder extends Handle {
  static async open(path, { signal, ...options } = {}) {
    return new Recorder(await open("porto_recorder_open", path, options, signal), path, NAMES);
  }

  /** Records events in one transaction. interrupt() ends this call and all others: there is no
   * signal for one of them. */
  async record(events, options) {
    return recordPacked(this, "porto_recorder_record", pack([...events]), unsignalled(options));
  }

  async recordMany(events, options) {
    const one = (packed, how) => recordPacked(this, "porto_recorder_record", packed, how);
    return recordMany(one, events, unsignalled(options));
  }
}

function unsignalled(options) {
  if (options?.signal !== undefined)
    throw new TypeError("signal: an abort would end the calls of all; interrupt() does");
  return options;
}

module.exports = { Recorder };
