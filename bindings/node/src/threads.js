// How many calls go on at once. They run in the thread pool of Node, which reads files and looks up
// names too: one of its threads is left to that, so that an import from a file that Node reads does
// not wait for a thread that only the end of the import would give back.
"use strict";
const { writeSync } = require("node:fs");
const { inspect } = require("node:util");
const { isMainThread } = require("node:worker_threads");
const koffi = require("koffi");
const { InvalidError } = require("./errors.js");

// The variable is Node's own, and says how large its pool is. It is read as libuv reads it: what is
// no number is 1.
const { UV_THREADPOOL_SIZE: SIZE } = process.env;
const POOL = SIZE === undefined ? 4 : Math.min(1024, Math.max(1, Number.parseInt(SIZE, 10) || 1));
// Imports that wait for a stream leave a thread to what the stream may wait for: a file, or a call.
// Of two threads other calls have the second one, since they end by themselves.
const LIMIT = Math.max(Math.min(POOL, 2), POOL - 1);
const STREAMS = Math.min(POOL - 1, Math.max(1, LIMIT - 1));

const going = { all: 0, streams: 0 };
const waiting = [];
const stops = new Set(); // how the calls that go on are stopped
let uncaught = null;

const room = (stream) => going.all < LIMIT && (!stream || going.streams < STREAMS);

function take(stream) {
  going.all += 1;
  if (stream) going.streams += 1;
}

/** Whether the call may begin now. */
function enter(stream) {
  if (stream && STREAMS === 0)
    throw new InvalidError(
      "An import from a stream needs two threads of Node's pool, and UV_THREADPOOL_SIZE is 1: set " +
        "it to 2 or more, or import a file or bytes",
      { where: "inputs" },
    );
  const free = room(stream);
  if (free) begin(stream);
  return free;
}

/** A call that waits for a thread: `begun` is true once it has one, false once it has left. */
function turn(stream) {
  const entry = { stream };
  const begun = new Promise((go) => (entry.begun = go));
  waiting.push(entry);
  const leave = () => {
    const at = waiting.indexOf(entry);
    if (at < 0) return; // it has its thread already
    waiting.splice(at, 1);
    entry.begun(false);
  };
  return { begun, leave };
}

function begin(stream) {
  if (going.all === 0) watch("on");
  take(stream);
}

function leave(stream) {
  going.all -= 1;
  if (stream) going.streams -= 1;
  for (let i = 0; i < waiting.length;) {
    if (!room(waiting[i].stream)) i += 1;
    else {
      const [next] = waiting.splice(i, 1);
      take(next.stream);
      next.begun(true);
    }
  }
  if (going.all === 0) watch("off");
}

function watch(how) {
  process[how]("exit", leaveAtOnce);
  process[how]("uncaughtExceptionMonitor", noted);
}

/** Node says what nobody caught after "exit", which is too late here. */
function noted(error) {
  const caught =
    process.listenerCount("uncaughtException") > 0 || process.hasUncaughtExceptionCaptureCallback();
  if (!caught) uncaught = { error };
}

/** process.exit() waits for the threads of the pool, and one that waits for a callback never ends.
 * A process that leaves a call in the middle ends as if it were killed: nothing of the call is
 * stored but what an import has committed. A worker thread cannot end so; its calls are stopped. */
function leaveAtOnce(code) {
  if (!isMainThread) return stops.forEach((stop) => stop());
  if (uncaught) writeSync(2, `${inspect(uncaught.error)}\n\nNode.js ${process.version}\n`);
  return koffi.load(null).func("_exit", "void", ["int"])(code);
}

module.exports = { enter, leave, stops, turn };
