// Results: tables of named rows, whose cells are JavaScript values by the types of their columns.
"use strict";
const koffi = require("koffi");
const { enums } = require("./abi.js");
const { Call, callNow } = require("./call.js");
const { InvalidError, NotFoundError, OverflowError } = require("./errors.js");
const { native } = require("./library.js");
const { writing } = require("./outputs.js");
const { Owned } = require("./owned.js");

const TYPES = Object.fromEntries(
  Object.entries(enums.porto_column_type).map(([name, number]) => [
    number,
    name.replace("PORTO_COLUMN_", "").toLowerCase().replaceAll("_", "-"),
  ]),
);
const propertyName = (column) => column.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

/** A cell of an integer column. A Number that is not exact is never given. */
function whole(text) {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new OverflowError(`${text} is no exact Number`);
  return number;
}

function columnsOf(pointer, asTheyAre) {
  const name = native("porto_rows_column_name");
  const type = native("porto_rows_column_type");
  return Array.from({ length: native("porto_rows_column_count")(pointer) }, (_, i) => {
    const column = name(pointer, i);
    return Object.freeze({
      name: asTheyAre ? column : propertyName(column),
      column,
      type: TYPES[type(pointer, i)] ?? "text",
    });
  });
}

/** The number of a format, "csv". */
function formatNumber(name) {
  const out = Buffer.alloc(4);
  callNow("porto_format_parse", (call) => call.text(name, "format").value(out));
  return new Int32Array(out.buffer, out.byteOffset, 1)[0];
}

/** The names of all formats: "table", "csv", "json", "html". */
function formats() {
  const names = [];
  for (let name; (name = native("porto_format_name")(names.length + 1));) names.push(name);
  return names;
}

/** The output of a call that takes porto_write_fn, in pieces. `build` gives all before that. */
function pieces(name, build) {
  const made = [];
  callNow(name, (call) => {
    build(call);
    call.function("porto_write_fn", (piece) => made.push(piece), "write");
  });
  return made;
}

/** The rows of a result: `for (const row of rows)`, rows.length, rows.at(0), rows.toArray(). */
class Rows extends Owned {
  #columns;
  #asTheyAre;
  #cells = null;

  /** Takes a handle of the library, which it closes. */
  constructor(pointer, { asTheyAre = false } = {}) {
    super(pointer, "porto_rows_close");
    this.#asTheyAre = asTheyAre;
    this.#columns = Object.freeze(columnsOf(pointer, asTheyAre));
  }

  /** Their columns: `name` in JavaScript, `column` elsewhere, `type`. */
  get columns() {
    return this.#columns;
  }

  get length() {
    return this.#cells?.length ?? Number(native("porto_rows_count")(Owned.pointer(this, Rows)));
  }

  /** All rows as objects. They are read once, when they are first wanted. */
  toArray() {
    this.#cells ??= Object.freeze(this.#read());
    return [...this.#cells];
  }

  [Symbol.iterator]() {
    this.#cells ??= Object.freeze(this.#read());
    return this.#cells[Symbol.iterator]();
  }

  at(index) {
    this.#cells ??= Object.freeze(this.#read());
    return this.#cells.at(index);
  }

  map(take, self) {
    return this.toArray().map(take, self);
  }

  filter(wanted, self) {
    return this.toArray().filter(wanted, self);
  }

  find(wanted, self) {
    return this.toArray().find(wanted, self);
  }

  /** JSON.stringify() has the rows. */
  toJSON() {
    return this.toArray();
  }

  // ---- Cells -----------------------------------------------------------------------------------

  /** Runs `each` for every row, from the first. */
  *#each() {
    const pointer = Owned.pointer(this, Rows);
    const next = native("porto_rows_next");
    const error = new BigUint64Array(1);
    native("porto_rows_rewind")(pointer);
    while (next(pointer, error) === 0) yield pointer;
  }

  #read() {
    const size = new BigUint64Array(1);
    const cell = textReader(native("porto_rows_text"), size);
    const columns = this.#columns.map(({ name, type }, i) => [name, type === "integer", i]);
    const rows = [];
    for (const pointer of this.#each()) {
      const cells = [];
      for (const [name, integer, i] of columns) {
        const text = cell(pointer, i);
        cells.push([name, integer && text !== null ? whole(text) : text]);
      }
      rows.push(Object.fromEntries(cells));
    }
    return rows;
  }

  /** Cells as tables show them to people: times by the clocks of the ledger's zone. */
  shown() {
    const cell = textReader(native("porto_rows_shown"), new BigUint64Array(1));
    return Array.from(this.#each(), (pointer) =>
      Object.fromEntries(this.#columns.map(({ name }, i) => [name, cell(pointer, i)])),
    );
  }

  /** A column as the BigInts that the library takes: 86000n for 860.00 SEK, 202603n for a month,
   * microseconds for a time; null where a cell is absent. */
  integers(name) {
    return this.#numbers("porto_rows_int64", name, BigInt64Array);
  }

  /** How many digits of each of these are decimals. */
  decimals(name) {
    return this.#numbers("porto_rows_decimals", name, Int32Array);
  }

  #numbers(name, column, Kind) {
    const index = this.#index(column);
    const value = new Kind(1);
    return Array.from(this.#each(), (pointer) => {
      try {
        callNow(name, (call) => call.value(pointer).value(index).value(value));
        return value[0];
      } catch (error) {
        if (error instanceof NotFoundError) return null;
        throw error;
      }
    });
  }

  /** The name of a column in the library. */
  #named(name) {
    return this.#columns.find((column) => column.name === name)?.column ?? name;
  }

  #index(name) {
    const out = new Uint32Array(1);
    callNow("porto_rows_find_column", (call) =>
      call.owned(this, Rows).text(this.#named(name), "name").value(out),
    );
    return out[0];
  }

  /** The rows whose cell of a column is this text; null: is absent. */
  where(column, is) {
    return callNow(
      "porto_rows_where",
      (call) =>
        call
          .owned(this, Rows)
          .text(this.#named(column), "column")
          .text(is === null ? null : String(is), "is")
          .rows(),
      (call) => new Rows(call.tables[0], { asTheyAre: this.#asTheyAre }),
    );
  }

  // ---- As text ---------------------------------------------------------------------------------

  #pieces(format, output) {
    return pieces("porto_rows_write", (call) => {
      call.owned(this, Rows).value(formatNumber(format)).struct("porto_output_options", output);
      native("porto_rows_rewind")(Owned.pointer(this, Rows));
    });
  }

  /** All rows in a format: "table", "csv", "json" or "html". */
  toText(format = "csv", output = {}) {
    return Buffer.concat(this.#pieces(format, output)).toString("utf8");
  }

  toString() {
    return this.toText("table");
  }

  /** Writes all rows to a Writable, no faster than it takes them; it stays open. */
  async write(to, format = "csv", output = {}) {
    const made = this.#pieces(format, output);
    await writing(to, async (stream) => {
      for (const piece of made) if (!stream.write(piece)) await stream.drained();
    });
  }
}

/** A function that gives a cell as text, or null. */
function textReader(read, size) {
  const decode = koffi.decode.string;
  return (pointer, column) => {
    const text = read(pointer, column, size);
    if (!text) return null;
    return size[0] === 0n ? "" : decode(text, size[0]);
  };
}

/** Several results with the same columns as text, as if they were one. */
function joinedText(results, format = "csv", output = {}) {
  const made = pieces("porto_rows_write_joined", (call) => {
    const pointers = BigUint64Array.from(results, (rows) => call.held(rows, Rows, "results"));
    if (new Set(pointers).size < pointers.length)
      throw new InvalidError("The same rows are there twice", { where: "results" });
    call
      .value(pointers)
      .value(pointers.length)
      .value(formatNumber(format))
      .struct("porto_output_options", output);
    for (const pointer of pointers) native("porto_rows_rewind")(pointer);
  });
  return Buffer.concat(made).toString("utf8");
}

module.exports = { Rows, formatNumber, formats, joinedText, pieces, whole };
