// A Writable that results are written to, which stays open: what fails of it fails the call, also
// what it says of a piece long after it was given.
"use strict";
const { InvalidError } = require("./errors.js");
const { kindOf } = require("./values.js");

const closed = () => new InvalidError("The stream was closed too early", { where: "to" });

class Output {
  #to;
  #last = null; // until the last piece is taken; pieces are taken in order
  #failed = null;
  #failing; // rejects once the stream has failed
  #fail;

  constructor(to) {
    if (typeof to?.write !== "function" || typeof to.once !== "function")
      throw new TypeError(`to: a Writable is needed, not ${kindOf(to)}`);
    if (to.destroyed || to.writableEnded)
      throw new InvalidError("The stream is closed, or was ended", { where: "to" });
    this.#to = to;
    this.#failing = new Promise((_, fail) => {
      this.#fail = (error) => fail((this.#failed ??= { error }).error);
    });
    this.#failing.catch(() => {}); // it is told by what waits below
    to.on("error", this.#fail).on("close", this.#closed);
  }

  #closed = () => this.#fail(closed());

  /** Gives a piece; false: it has enough for now. */
  write(piece) {
    if (this.#failed) throw this.#failed.error;
    let taken;
    this.#last = new Promise((done) => (taken = done));
    return this.#to.write(piece, (error) => (error ? this.#fail(error) : taken()));
  }

  /** Until it takes more. */
  async drained() {
    let go;
    const drained = new Promise((done) => this.#to.once("drain", (go = done)));
    try {
      await Promise.race([this.#failing, drained]);
    } finally {
      this.#to.off("drain", go);
    }
  }

  /** Until it has taken all that it was given. */
  async taken() {
    await Promise.race([this.#failing, this.#last]);
    if (this.#failed) throw this.#failed.error;
  }

  /** Nothing is given any more. An "error" that comes after the failure was told ends nothing. */
  release() {
    this.#to.off("close", this.#closed);
    if (!this.#failed) this.#to.off("error", this.#fail);
  }
}

/** Runs `work` with the Output of a Writable, and waits until all of it is taken. */
async function writing(to, work) {
  const output = new Output(to);
  try {
    await work(output);
    await output.taken();
  } finally {
    output.release();
  }
}

module.exports = { writing };
