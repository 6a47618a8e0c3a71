// Tariff documents without a ledger: reading, rating, explaining, comparing and drawing.
"use strict";
const { readFileSync } = require("node:fs");
const { callNow, pointerIn } = require("./call.js");
const { native } = require("./library.js");
const { given } = require("./options.js");
const { Owned } = require("./owned.js");
const { Rows, pieces } = require("./rows.js");
const values = require("./values.js");

/** A document as bytes: TOML as text, or the bytes of a file. */
const documentBytes = (document) =>
  document instanceof Uint8Array ? document : values.encode(document, "document");

/** What was used of a meter: a BigInt, a decimal text, or `values` of its events. */
function meterUsage(call, meter, used) {
  if (typeof used !== "object" || used === null)
    return { meter, quantityText: values.numberText(used, meter ?? "usage") };
  const { values: each, decimals = 0 } = given(
    used,
    ["values", "decimals"],
    `${meter ?? "usage"}.`,
  );
  const buffer = BigInt64Array.from(each, (value) => values.units(value, `${meter}.values`));
  const bytes = Buffer.from(buffer.buffer);
  return { meter, decimals, values: { buffer: bytes, count: buffer.length } };
}

/** The members of a porto_usage: of the only meter, or by meter. */
function usageMembers(call, usage, share) {
  const named = typeof usage === "object" && usage !== null && !("values" in usage);
  const meters = named
    ? Object.entries(usage).map(([meter, used]) => meterUsage(call, meter, used))
    : [meterUsage(call, undefined, usage)];
  const part = share ?? [0, 0];
  if (!Array.isArray(part) || part.length !== 2)
    throw new TypeError("share: days and of how many are needed, such as [15, 31]");
  const [shareDays, shareOf] = part;
  return { meters: call.structs("porto_meter_usage", meters, "usage"), shareDays, shareOf };
}

/** A call of a handle that gives one table. */
function table(owned, name, build = () => undefined) {
  return callNow(
    name,
    (call) => {
      call.owned(owned);
      build(call);
      call.rows();
    },
    (call) => new Rows(call.tables[0]),
  );
}

/** What usage costs: the lines of an invoice. */
class Rating extends Owned {
  constructor(pointer) {
    super(pointer, "porto_rating_close");
  }

  /** How many lines there are. */
  get length() {
    return native("porto_rating_count")(Owned.pointer(this));
  }

  #minor(name, line) {
    const minor = new BigInt64Array(1);
    callNow(name, (call) => {
      call.owned(this);
      if (line !== undefined) call.value(values.small(line, "line", 0));
      call.value(minor);
    });
    return minor[0];
  }

  /** The sum of the lines, excluding VAT, in minor units of the currency: 86000n is 860.00. */
  get totalMinor() {
    return this.#minor("porto_rating_total");
  }

  /** The same as a decimal text, "860.00". */
  get total() {
    const lines = this.lines("2000-01"); // the texts alone are of a month
    const [decimals = 0] = lines.decimals("netAmount");
    lines.close();
    return values.decimalText(this.totalMinor, decimals);
  }

  netMinor(line) {
    return this.#minor("porto_rating_net", line);
  }

  /** The id of the charge of a line, from 0; "" for limits of the whole tariff. */
  charge(line) {
    return native("porto_rating_charge")(Owned.pointer(this), values.small(line, "line", 0));
  }

  /** The lines as an invoice has them, with their texts for a month and a company. */
  lines(month, company) {
    const number = values.yyyymm(month);
    return table(this, "porto_rating_rows", (call) => call.value(number).text(company, "company"));
  }
}

/** A tariff document that was read: how usage becomes money. */
class Tariff extends Owned {
  /** Of a handle, which it closes. */
  static of(pointer) {
    return new Tariff(pointer, "porto_tariff_close");
  }

  static parse(document, options) {
    const { fileName } = given(options, ["fileName"]);
    let place;
    return callNow(
      "porto_tariff_open",
      (call) => (place = call.bytes(documentBytes(document)).text(fileName, "fileName").out()),
      () => Tariff.of(pointerIn(place)),
    );
  }

  /** Reads the document in a file. */
  static load(path) {
    return Tariff.parse(readFileSync(path), { fileName: String(path) });
  }

  get info() {
    return table(this, "porto_tariff_info").at(0);
  }

  rate(usage, options) {
    const { share } = given(options, ["share"]);
    let place;
    callNow("porto_rating_open", (call) => (place = call.out()));
    const rating = new Rating(pointerIn(place));
    callNow("porto_tariff_rate", (call) =>
      call
        .owned(this)
        .struct("porto_usage", usageMembers(call, usage, share))
        .owned(rating),
    );
    return rating;
  }

  /** The figures of the examples inside the document, and whether they are right. */
  examples() {
    return table(this, "porto_tariff_examples");
  }

  describe(language) {
    return table(this, "porto_tariff_describe", (call) => call.text(language, "language"));
  }

  explain(usage, options) {
    const { language, share } = given(options, ["language", "share"]);
    return table(this, "porto_tariff_explain", (call) =>
      call.struct("porto_usage", usageMembers(call, usage, share)).text(language, "language"),
    );
  }

  diff(after) {
    return table(this, "porto_tariff_diff", (call) => call.owned(after, Tariff, "after"));
  }

  /** What each usage costs under both; without usages: some that tell the two apart. */
  compare(after, usages = []) {
    return table(this, "porto_tariff_compare", (call) =>
      call.owned(after, Tariff, "after").array(
        "porto_usage",
        usages.map((usage) => usageMembers(call, usage)),
        "usages",
      ),
    );
  }

  /** What usage of a meter costs, as an SVG picture. */
  plot(how) {
    const { meter, from, to } = given(how, ["meter", "from", "to"]);
    const text = (value, where) =>
      value === undefined ? undefined : values.numberText(value, where);
    const options = { meter, from: text(from, "from"), to: text(to, "to") };
    const made = pieces("porto_tariff_plot", (call) =>
      call.owned(this).struct("porto_plot_options", options),
    );
    return Buffer.concat(made).toString("utf8");
  }
}

/** The mistakes of a document, none if it is good. */
function mistakes(document, options) {
  const { fileName } = given(options, ["fileName"]);
  return callNow(
    "porto_tariff_mistakes",
    (call) => call.bytes(documentBytes(document)).text(fileName, "fileName").rows(),
    (call) => new Rows(call.tables[0]),
  );
}

module.exports = { Rating, Tariff, documentBytes, mistakes };
