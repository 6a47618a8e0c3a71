// What is imported or compared with: a path, bytes, a stream or an iterable of bytes, a descriptor.
"use strict";
const { Readable } = require("node:stream");
const { Socket } = require("node:net");
const { closeSync } = require("node:fs");
const koffi = require("koffi");
const { plain, settled } = require("./callbacks.js");
const { given } = require("./options.js");
const { kindOf } = require("./values.js");

const ENOUGH = 65536; // bytes: the library asks seldom, however small the pieces are
const CLOEXEC = 0o2000000;
const KINDS = ["path", "bytes", "stream", "read", "fd"];

/** An input as an object with one of path, bytes, stream, read and fd. */
function described(input) {
  if (typeof input === "string" || input instanceof URL) return { path: input };
  if (input instanceof Uint8Array) return { bytes: input };
  if (typeof input?.fd === "number" && typeof input.read === "function") return { fd: input.fd };
  if (isStream(input)) return { stream: input };
  if (typeof input !== "object" || input === null)
    throw new TypeError(`inputs: a path, bytes or a stream is needed, not ${kindOf(input)}`);
  const made = given(input, [...KINDS, "name"], "inputs.");
  const kinds = KINDS.filter((kind) => made[kind] !== undefined);
  if (kinds.length === 1) return made;
  throw new TypeError(
    `inputs: one of ${KINDS.join(", ")} is needed, not ${kinds.join(" and ") || "none"}`,
  );
}

const isIterable = (input) => typeof input?.[Symbol.iterator] === "function";
const isStream = (input) =>
  isIterable(input) ||
  typeof input?.[Symbol.asyncIterator] === "function" ||
  typeof input?.getReader === "function";

function pieceBytes(piece) {
  settled(piece, "inputs");
  if (typeof piece === "string") return Buffer.from(piece, "utf8");
  if (piece instanceof Uint8Array) return piece;
  throw new TypeError(`inputs: a stream gives bytes, not ${kindOf(piece)}`);
}

/** A function that gives the next bytes of an iterable, at most so many. */
function reader(iterable) {
  const pieces = iterable[Symbol.iterator]();
  let rest = Buffer.alloc(0);
  return (size) => {
    const parts = [rest];
    let length = rest.length;
    while (length < Math.min(size, ENOUGH)) {
      const { done, value } = pieces.next();
      if (done) break;
      parts.push(pieceBytes(value));
      length += parts.at(-1).length;
    }
    const all = Buffer.concat(parts, length);
    rest = all.subarray(size);
    return all.subarray(0, size);
  };
}

/** The same of a function that gives one piece a call, and nothing at the end. */
function asked(give) {
  let rest = Buffer.alloc(0);
  return (size) => {
    if (!rest.length) rest = pieceBytes(settled(give(), "inputs.read") ?? "");
    const piece = rest.subarray(0, size);
    rest = rest.subarray(size);
    return piece;
  };
}

function pipe() {
  const ends = new Int32Array(2);
  const make = koffi.load(null).func("pipe2", "int", ["void *", "int"]);
  if (make(ends, CLOEXEC) !== 0) throw new Error(`No pipe can be made: errno ${koffi.errno()}`);
  return [...ends];
}

/** What JavaScript gives piece by piece, and only when it has it, goes through a pipe: the library
 * waits at its other end, and neither blocks the event loop nor keeps what it has no room for. */
class Feed {
  #source;
  #read;
  #to;
  #stopped = false;

  constructor(source) {
    this.#source = source;
    const [read, write] = pipe();
    this.#read = read;
    this.#to = new Socket({ fd: write, readable: false, writable: true });
    this.#to.on("error", () => {}); // the library has stopped reading: its status says why
  }

  get descriptor() {
    return this.#read;
  }

  /** Gives all pieces. What the source throws ends the call, by `fail`. */
  async run(fail) {
    try {
      for await (const piece of this.#source) {
        if (this.#stopped) return;
        if (!this.#to.write(pieceBytes(piece))) await this.#drained();
      }
      this.#to.end();
    } catch (error) {
      // The pipe stays open until the call has ended: its end would say that this was all.
      if (!this.#stopped) fail(error);
    }
  }

  #drained() {
    return new Promise((go) => {
      const done = () => {
        this.#to.off("drain", done).off("close", done);
        go();
      };
      this.#to.once("drain", done).once("close", done);
    });
  }

  /** Once the call has ended. */
  stop() {
    this.#stopped = true;
    this.#to.destroy();
    closeSync(this.#read);
    this.#source.destroy?.();
  }
}

/** A web stream as one of Node's, which can be ended from outside. */
const iterated = (stream) =>
  typeof stream.getReader === "function" ? Readable.fromWeb(stream) : stream;

function bytesMember(bytes) {
  const data = typeof bytes === "string" ? Buffer.from(bytes, "utf8") : bytes;
  return { buffer: data.length ? data : Buffer.alloc(1), count: data.length };
}

/** The members of a porto_input. What streams give is given while the call goes on. */
function members(input, call) {
  const { path, bytes, stream, read, fd, name } = described(input);
  if (path !== undefined) return { path, name };
  if (fd !== undefined) return { fromDescriptor: true, descriptor: fd, name: name ?? `fd ${fd}` };
  if (bytes !== undefined) return { bytes: bytesMember(bytes), name: name ?? "bytes" };
  if (typeof read === "function")
    return { read: asked(plain(read, "inputs.read")), name: name ?? "input" };
  if (!isStream(stream))
    throw new TypeError(`inputs: what can be read is needed, not ${kindOf(stream ?? read)}`);
  if (isIterable(stream)) return { read: reader(stream), name: name ?? "input" };
  const feed = new Feed(iterated(stream));
  call.beside((fail) => feed.run(fail));
  call.atEnd(() => feed.stop());
  const called = typeof stream.path === "string" ? stream.path : "stream";
  return { fromDescriptor: true, descriptor: feed.descriptor, name: name ?? called };
}

module.exports = { members };
