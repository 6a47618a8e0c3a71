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

  /** Records events in one transaction. interrupt() ends this call and all others. */
  async record(events, { now, ...rest } = {}) {
    return recordPacked(this, "porto_recorder_record", pack([...events]), { now, ...rest });
  }

  async recordMany(events, options) {
    const one = (packed, how) => recordPacked(this, "porto_recorder_record", packed, how);
    return recordMany(one, events, options);
  }
}

module.exports = { Recorder };
