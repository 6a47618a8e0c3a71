// What is imported or compared with: a path, bytes, a stream or an iterable of bytes, a descriptor.
"use strict";
const { Readable } = require("node:stream");
const { Socket } = require("node:net");
const { closeSync } = require("node:fs");
const koffi = require("koffi");
const { plain, settled } = require("./callbacks.js");
const { InvalidError } = require("./errors.js");
const { given } = require("./options.js");
const { encode, kindOf } = require("./values.js");

const ENOUGH = 65536; // bytes: the library asks seldom, however small the pieces are
const EMPTY = 1000; // pieces, one after the other
const FIRST_HALF = /[\ud800-\udbff]$/; // of a character that is two UTF-16 units
const CLOEXEC = 0o2000000;
const KINDS = ["path", "bytes", "stream", "read", "fd"];

/** An input as an object with one of path, bytes, stream, read and fd. */
function described(input) {
  if (typeof input === "string" || input instanceof URL) return { path: input };
  if (input instanceof Uint8Array) return { bytes: input };
  // A stream of a file has a descriptor too, but has taken bytes from it, or has a place to begin.
  if (isStream(input)) return { stream: input };
  if (isFileHandle(input)) return { fd: input.fd, kept: input };
  if (typeof input !== "object" || input === null)
    throw new TypeError(`inputs: a path, bytes or a stream is needed, not ${kindOf(input)}`);
  const made = given(input, [...KINDS, "name"], "inputs.");
  const kinds = KINDS.filter((kind) => made[kind] !== undefined);
  if (kinds.length === 1) return made;
  throw new TypeError(
    `inputs: one of ${KINDS.join(", ")} is needed, not ${kinds.join(" and ") || "none"}`,
  );
}

const isFileHandle = (input) => typeof input?.fd === "number" && typeof input.read === "function";
const isIterable = (input) => typeof input?.[Symbol.iterator] === "function";
const isStream = (input) =>
  isIterable(input) ||
  typeof input?.[Symbol.asyncIterator] === "function" ||
  typeof input?.getReader === "function";

/** The bytes of pieces, of which texts may end in the middle of a character. */
class Pieces {
  #half = "";

  bytes(piece) {
    settled(piece, "inputs");
    if (piece instanceof Uint8Array) {
      this.end();
      return piece;
    }
    if (typeof piece !== "string")
      throw new TypeError(`inputs: a stream gives bytes or texts, not ${kindOf(piece)}`);
    const text = this.#half + piece;
    const whole = FIRST_HALF.test(text) ? text.length - 1 : text.length;
    this.#half = text.slice(whole);
    return encode(text.slice(0, whole), "inputs");
  }

  /** What is left of a character now is none. */
  end() {
    encode(this.#half, "inputs");
  }
}

/** A function that gives the next bytes of an iterator, at most so many. */
function reader(iterator) {
  const pieces = new Pieces();
  let rest = Buffer.alloc(0);
  let over = false;
  return (size) => {
    const parts = [rest];
    let length = rest.length;
    while (!over && length < Math.min(size, ENOUGH)) {
      const { done, value } = iterator.next();
      over = Boolean(done);
      if (over) pieces.end();
      else length += parts[parts.push(pieces.bytes(value)) - 1].length;
    }
    const all = Buffer.concat(parts, length);
    rest = all.subarray(size);
    return all.subarray(0, size);
  };
}

/** The same of a function that gives one piece a call, and null or undefined at the end. An empty
 * piece is not the end; without end they would be one call that never returns. */
function asked(give) {
  const pieces = new Pieces();
  let rest = Buffer.alloc(0);
  let over = false;
  return (size) => {
    for (let empty = 0; !over && !rest.length; empty += 1) {
      const piece = settled(give(), "inputs.read");
      over = piece === null || piece === undefined;
      if (over) pieces.end();
      else rest = pieces.bytes(piece);
      if (empty === EMPTY)
        throw new InvalidError(`It gave ${EMPTY} empty pieces; null says that there are no more`, {
          where: "inputs.read",
        });
    }
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
  #read = null;
  #to = null;
  #failed = null;
  #stopped = false;

  /** What fails while the call waits for its turn is kept for it: an "error" that nobody listens
   * to would end the process. */
  constructor(source) {
    this.#source = source;
    source.on?.("error", (error) => (this.#failed ??= { error }));
  }

  /** The end that the library reads. */
  begin() {
    const [read, write] = pipe();
    this.#read = read;
    this.#to = new Socket({ fd: write, readable: false, writable: true });
    this.#to.on("error", () => {}); // the library has stopped reading: its status says why
    return read;
  }

  /** Gives all pieces. What the source throws ends the call, by `fail`. */
  async run(fail) {
    const pieces = new Pieces();
    try {
      if (this.#failed) throw this.#failed.error;
      for await (const piece of this.#source) {
        if (this.#stopped) return;
        if (!this.#to.write(pieces.bytes(piece))) await this.#drained();
      }
      pieces.end();
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

  /** Once the call has ended, or never begins. */
  stop() {
    this.#stopped = true;
    this.#to?.destroy();
    if (this.#read !== null) closeSync(this.#read);
    this.#source.destroy?.();
  }
}

/** A web stream as one of Node's, which can be ended from outside. */
function iterated(stream) {
  if (typeof stream.getReader === "function") return Readable.fromWeb(stream);
  if (stream.readableEnded)
    throw new InvalidError("The stream was read to its end already", { where: "inputs" });
  return stream;
}

function bytesMember(bytes) {
  if (typeof bytes !== "string" && !(bytes instanceof Uint8Array))
    throw new TypeError(`inputs.bytes: bytes or a text are needed, not ${kindOf(bytes)}`);
  const data = typeof bytes === "string" ? encode(bytes, "inputs.bytes") : bytes;
  return { buffer: data.length ? data : Buffer.alloc(1), count: data.length };
}

/** The members of a porto_input. What streams give is given while the call goes on. */
function members(input, call) {
  const { path, bytes, stream, read, fd, name, kept } = described(input);
  if (kept) call.push(kept); // a FileHandle that is forgotten is closed
  if (path !== undefined) return { path, name };
  if (fd !== undefined) return { fromDescriptor: true, descriptor: fd, name: name ?? `fd ${fd}` };
  if (bytes !== undefined) return { bytes: bytesMember(bytes), name: name ?? "bytes" };
  if (typeof read === "function")
    return { read: asked(plain(read, "inputs.read")), name: name ?? "input" };
  if (!isStream(stream))
    throw new TypeError(`inputs: what can be read is needed, not ${kindOf(stream ?? read)}`);
  if (isIterable(stream)) {
    const iterator = stream[Symbol.iterator]();
    call.atEnd(() => iterator.return?.());
    return { read: reader(iterator), name: name ?? "input" };
  }
  const feed = new Feed(iterated(stream));
  call.beside((fail) => feed.run(fail));
  call.atEnd(() => feed.stop());
  const called = typeof stream.path === "string" ? stream.path : "stream";
  return { fromDescriptor: true, descriptor: () => feed.begin(), name: name ?? called };
}

module.exports = { members };
