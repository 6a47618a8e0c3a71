// What owns memory of the library: rows, tariffs and ratings. It is freed by close(), or by the
// garbage collector, but never while a call reads it.
"use strict";
const { InvalidError } = require("./errors.js");
const { native } = require("./library.js");
const { kindOf } = require("./values.js");

const forgotten = new FinalizationRegistry(end);

/** No call may begin to use it; the last one that does frees it. */
function end(state) {
  state.closed = true;
  free(state);
}

function free(state) {
  const { pointer } = state;
  if (!state.closed || state.users > 0 || !pointer) return;
  state.pointer = null;
  native(state.close)(pointer);
}

class Owned {
  #state;

  /** Takes a handle of the library; `close` is the function that frees it. */
  constructor(pointer, close) {
    this.#state = { pointer, close, users: 0, closed: false };
    forgotten.register(this, this.#state, this.#state);
  }

  /** The handle, for a function that returns before anything else can run. */
  static pointer(owned, kind = Owned, where = "") {
    if (!(owned instanceof kind))
      throw new TypeError(
        `${where && `${where}: `}an object of ${kind.name} is needed, not ${kindOf(owned)}`,
      );
    if (owned.#state.closed)
      throw new InvalidError(`The ${owned.constructor.name} was closed`, { where });
    return owned.#state.pointer;
  }

  /** The handle, which stays until `release` has been called. */
  static hold(owned, kind, where) {
    const pointer = Owned.pointer(owned, kind, where);
    const state = owned.#state;
    state.users += 1;
    const release = () => {
      state.users -= 1;
      free(state);
    };
    return { pointer, release };
  }

  /** Frees it, once no call uses it; again is right. */
  close() {
    forgotten.unregister(this.#state);
    end(this.#state);
  }

  [Symbol.dispose ?? Symbol.for("Symbol.dispose")]() {
    this.close();
  }
}

module.exports = { Owned };
