// The options of a call, by name: one that is not known is told and not left out.
"use strict";
const { kindOf } = require("./values.js");

/** How many letters must be changed, added or left out to make one name of the other. */
function distance(one, other) {
  let before = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...one].entries()) {
    const row = [i + 1];
    for (let j = 0; j < other.length; j += 1) {
      const same = letter.toLowerCase() === other[j].toLowerCase();
      row.push(Math.min(row[j] + 1, before[j + 1] + 1, before[j] + (same ? 0 : 1)));
    }
    before = row;
  }
  return before[other.length];
}

function nearest(name, known) {
  const far = new Map(known.map((one) => [one, distance(name, one)]));
  return known.reduce((best, one) => (far.get(one) < far.get(best) ? one : best));
}

/** The error of a name that is not known, with the known one that is most like it. */
function unknown(name, known, prefix = "") {
  const there = known.length
    ? `the nearest is ${nearest(name.slice(0, 100), known)}, of ${known.join(", ")}`
    : "there are none";
  return new TypeError(`${prefix}${name} is no option here; ${there}`);
}

/** The options with these names, and there may be no others: `dryrun` would change something.
 * `prefix` is the place of the object, "companies[0].". */
function given(options, known, prefix = "") {
  if (options === undefined) return {};
  if (Object.prototype.toString.call(options) !== "[object Object]")
    throw new TypeError(
      `${prefix.replace(/\.$/, "") || "options"}: an object is needed, not ${kindOf(options)}`,
    );
  for (const name in options) if (!known.includes(name)) throw unknown(name, known, prefix);
  return Object.fromEntries(
    known.filter((name) => name in options).map((name) => [name, options[name]]),
  );
}

module.exports = { given };
