// Usage events: how many of them become an array of porto_event, column by column, and what
// recording them did.
"use strict";
const { OUTCOMES } = require("./callbacks.js");
const { InvalidError, aborted, withCommitted } = require("./errors.js");
const { layouts, address } = require("./memory.js");
const { given } = require("./options.js");
const { Rows } = require("./rows.js");
const values = require("./values.js");

const { size: SIZE, fields: FIELDS } = layouts.porto_event;
const WORDS = SIZE / 4;
// Addresses are written as two halves: a BigInt for each would be an object for each.
const [LOW, HIGH] = values.LITTLE ? [0, 1] : [1, 0];
const HALF = 2 ** 32;
const KEYS = new Set("eventId occurredAt quantity company meter source domain".split(" "));
const TEXTS = {
  source: "source",
  event_id: "eventId",
  company: "company",
  meter: "meter",
  domain: "domain",
};

function putPair(words, at, number) {
  words[at + LOW] = number % HALF;
  words[at + HIGH] = Math.floor(number / HALF);
}

/** The texts of a column as one piece of memory, each different one once. */
class Texts {
  #key;
  #places;
  #texts = [];
  #length = 0;

  /** Ids of events differ: looking for the same one would find none. */
  constructor(key) {
    this.#key = key;
    this.#places = key === "eventId" ? null : new Map();
  }

  /** Where a text will be, from the start of the piece, and how long it is. */
  place(text, index) {
    const known = this.#places?.get(text);
    if (known) return known;
    if (typeof text !== "string" || !values.wellFormed(text))
      values.encode(text, `events[${index}].${this.#key}`);
    const place = { start: this.#length, size: Buffer.byteLength(text, "utf8") };
    this.#texts.push(text);
    this.#length += place.size;
    this.#places?.set(text, place);
    return place;
  }

  get none() {
    return this.#texts.length === 0;
  }

  /** All of it; at least one byte, since an empty text has an address too. */
  bytes() {
    return Buffer.from(`${this.#texts.join("")}\0`, "utf8");
  }
}

/** Sets one text of all events. */
function putTexts(words, events, member, key, kept) {
  const texts = new Texts(key);
  const places = events.map((event, i) => {
    const text = event[key];
    return text === undefined || text === null ? null : texts.place(text, i);
  });
  if (texts.none) return;
  const bytes = texts.bytes();
  kept.push(bytes);
  const base = Number(address(bytes));
  const start = FIELDS[member].offset / 4;
  const length = FIELDS[`${member}_len`].offset / 4;
  places.forEach((place, i) => {
    if (!place) return;
    putPair(words, i * WORDS + start, base + place.start);
    putPair(words, i * WORDS + length, place.size);
  });
}

// Up to here microseconds of a Date are exact as a Number, and no BigInt is made of them.
const EXACT = Math.floor(Number.MAX_SAFE_INTEGER / 1000);

function putNumbers(words, longs, events) {
  const time = FIELDS.occurred_at_unix_us.offset / 4;
  const quantity = FIELDS.quantity.offset / 8;
  events.forEach(({ occurredAt, quantity: number }, i) => {
    const date = occurredAt instanceof Date ? occurredAt.getTime() : -1;
    if (date >= 0 && date <= EXACT) putPair(words, i * WORDS + time, date * 1000);
    else longs[(i * WORDS + time) / 2] = values.micros(occurredAt, `events[${i}].occurredAt`);
    longs[(i * SIZE) / 8 + quantity] = values.units(number, `events[${i}].quantity`);
  });
}

function check(event, i) {
  if (typeof event !== "object" || event === null)
    throw new TypeError(`events[${i}]: an object is needed, not ${values.kindOf(event)}`);
  for (const key in event)
    if (!KEYS.has(key))
      throw new TypeError(`events[${i}].${key}: an event has ${[...KEYS].join(", ")}`);
}

/** An array of porto_event, and what it points to. */
function pack(events) {
  const buffer = new ArrayBuffer(Math.max(8, events.length * SIZE));
  const words = new Uint32Array(buffer);
  const kept = [buffer];
  events.forEach(check);
  for (let i = 0; i < events.length; i += 1) words[i * WORDS] = SIZE;
  for (const [member, key] of Object.entries(TEXTS)) putTexts(words, events, member, key, kept);
  putNumbers(words, new BigInt64Array(buffer), events);
  return { array: new Uint8Array(buffer), count: events.length, kept };
}

/** Several arrays as one: what they point to stays where it is. */
function joined(several) {
  const array = Buffer.concat(several.map((one) => one.array.subarray(0, one.count * SIZE)));
  const count = several.reduce((sum, one) => sum + one.count, 0);
  return { array: array.length ? array : Buffer.alloc(8), count, kept: several };
}

/** Gives packed events to porto_usage_record or porto_recorder_record, in one transaction. */
async function recordPacked(handle, name, packed, options) {
  const { now, signal } = given(options, ["now", "signal"]);
  const outcomes = new Int32Array(Math.max(1, packed.count));
  const moment = values.nowOr(now);
  return handle.call(
    name,
    (call) => {
      call.value(packed.array).value(packed.count).value(moment);
      call.struct("porto_record_options").value(outcomes).rows();
      call.push(packed.kept);
    },
    (call) => {
      const rows = new Rows(call.tables[0]);
      const rejects = rows.toArray();
      rows.close();
      const names = Array.from(outcomes.subarray(0, packed.count), (number) => OUTCOMES[number]);
      return recorded(names, rejects);
    },
    { signal },
  );
}

/** What recording did: how many events were stored, and which were not, and why. */
function recorded(outcomes, rejects) {
  const made = { stored: 0, duplicate: 0, conflict: 0, rejected: 0 };
  for (const outcome of outcomes) made[outcome] += 1;
  return { ...made, complete: rejects.length === 0, rejects, outcomes };
}

/** What became of some of the events that were recorded together. */
function part({ outcomes, rejects }, start, count) {
  const own = rejects.filter(({ index }) => index >= start && index < start + count);
  const shifted = own.map((row) => ({ ...row, index: row.index - start }));
  return recorded(outcomes.slice(start, start + count), shifted);
}

/** What a promise gives, unless the signal is aborted before. */
async function orAborted(promise, signal) {
  if (!signal) return promise;
  let stop;
  const stopped = new Promise((_, fail) => {
    stop = () => fail(aborted(signal));
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) stop();
  });
  try {
    return await Promise.race([promise, stopped]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

async function* batches(events, size, signal) {
  const iterator = events[Symbol.asyncIterator]();
  let batch = [];
  let over = false;
  try {
    while (!over) {
      const { done, value } = await orAborted(iterator.next(), signal);
      over = Boolean(done);
      if (!over) batch.push(value);
      if (batch.length < (over ? 1 : size)) continue;
      yield batch;
      batch = [];
    }
  } finally {
    // One that an abort left in the middle of its next event would be waited for in vain.
    if (!over) Promise.resolve(iterator.return?.()).catch(() => {});
  }
}

/** The same without waiting for each event of what is there. */
function* batchesNow(events, size) {
  const all = Array.isArray(events) ? events : null;
  let batch = [];
  for (let i = 0; all && i < all.length; i += size) yield all.slice(i, i + size);
  if (all) return;
  for (const event of events) {
    batch.push(event);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length) yield batch;
}

function add(total, done) {
  const before = total.stored + total.duplicate + total.conflict + total.rejected;
  for (const name of OUTCOMES) total[name] += done[name];
  total.complete &&= done.complete;
  for (const row of done.rejects) total.rejects.push({ ...row, index: row.index + before });
}

/** Batch by batch, of which one is made ready while the one before it is stored. What was stored
 * before a failure stays, and the error says how much it is. */
async function recordMany(record, events, options) {
  const { batch = 10_000, ...how } = given(options, ["batch", "now", "signal"]);
  if (!Number.isSafeInteger(batch) || batch < 1)
    throw new InvalidError("A batch has at least one event", { where: "batch" });
  const { signal } = how;
  if (signal?.aborted) throw aborted(signal);
  const now = typeof events?.[Symbol.iterator] === "function";
  if (!now && typeof events?.[Symbol.asyncIterator] !== "function")
    throw new TypeError(`events: an iterable is needed, not ${values.kindOf(events)}`);
  const total = { stored: 0, duplicate: 0, conflict: 0, rejected: 0, complete: true, rejects: [] };
  let going = null;
  try {
    for await (const some of now ? batchesNow(events, batch) : batches(events, batch, signal)) {
      if (signal?.aborted) throw aborted(signal);
      const packed = pack(some);
      if (going) add(total, await going);
      going = record(packed, how);
      going.catch(() => {}); // it is awaited above or below
    }
    if (going) add(total, await going);
    going = null;
  } catch (error) {
    await settle(going, total);
    throw withCommitted(error, total.stored);
  }
  return total;
}

/** The batch that was going on when making the next one ready failed. */
async function settle(going, total) {
  try {
    if (going) add(total, await going);
  } catch {
    // It is the failure that is thrown.
  }
}

module.exports = { joined, pack, part, recordMany, recordPacked };
