// Months, days, times and numbers: between what JavaScript has and what porto.h takes.
"use strict";
const { native } = require("./library.js");
const { InvalidError, BadTimeError, OverflowError, take } = require("./errors.js");

const INT64 = { least: -(2n ** 63n), most: 2n ** 63n - 1n };

/** What a value is, for a message. */
function kindOf(value) {
  if (value === null || typeof value !== "object") return value === null ? "null" : typeof value;
  return value.constructor?.name ?? "object";
}

const isTemporal = (value, kind) => value?.[Symbol.toStringTag] === `Temporal.${kind}`;
const LONE = /\p{Surrogate}/u;
const wellFormed = (text) => (text.isWellFormed ? text.isWellFormed() : !LONE.test(text));

/** UTF-8. A text that has none (a lone surrogate) is no text: it would become another one. */
function encode(text, where) {
  if (typeof text !== "string")
    throw new TypeError(`${where}: a string is needed, not ${kindOf(text)}`);
  if (!wellFormed(text)) throw new InvalidError("The text has half of a surrogate pair", { where });
  return Buffer.from(text, "utf8");
}

/** A function of porto.h that reads a text, and what it gives as a number of so many bytes. */
function parsed(name, text, where, bytes) {
  const encoded = encode(text, where);
  const out = Buffer.alloc(bytes);
  const error = new BigUint64Array(1);
  const status = native(name)(encoded, encoded.length, out, error);
  if (status < 0) throw take(status, error[0]);
  return new DataView(out.buffer, out.byteOffset, bytes);
}

const LITTLE = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** "2026-03", or a Temporal.PlainYearMonth, as 202603. */
function yyyymm(month, where = "month") {
  const text = isTemporal(month, "PlainYearMonth") ? month.toString() : month;
  if (typeof text !== "string")
    throw new TypeError(`${where}: a month such as "2026-03" is needed, not ${kindOf(month)}`);
  return parsed("porto_month_parse", text, where, 4).getInt32(0, LITTLE);
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** "2026-03-17", or a Temporal.PlainDate, as 20260317. */
function yyyymmdd(day, where = "day") {
  const text = isTemporal(day, "PlainDate") ? day.toString() : day;
  if (typeof text !== "string")
    throw new TypeError(`${where}: a day such as "2026-03-17" is needed, not ${kindOf(day)}`);
  const [, year, month, date] = DAY.exec(text) ?? [];
  const real = new Date(`${text}T00:00:00Z`);
  if (!year || real.getUTCDate() !== Number(date))
    throw new InvalidError(`${text} is no day: it is written 2026-03-17`, { where });
  return Number(year + month + date);
}

/** A day or a month, as yyyymmdd or yyyymm. */
function dayOrMonth(value, where) {
  const month = typeof value === "string" ? value.length <= 7 : !isTemporal(value, "PlainDate");
  return month ? yyyymm(value, where) : yyyymmdd(value, where);
}

/** A time as microseconds since 1970: a Date, RFC 3339, or what has epochNanoseconds (Temporal).
 * A number is refused: nobody knows whether it is of seconds or milliseconds. */
function micros(time, where = "time") {
  if (time instanceof Date) {
    if (Number.isNaN(time.getTime())) throw new BadTimeError("The Date is none", { where });
    return BigInt(time.getTime()) * 1000n;
  }
  if (typeof time === "string")
    return parsed("porto_time_parse", time, where, 8).getBigInt64(0, LITTLE);
  if (typeof time?.epochNanoseconds === "bigint") {
    if (time.epochNanoseconds % 1000n !== 0n)
      throw new BadTimeError("The time has parts of a microsecond", { where });
    return time.epochNanoseconds / 1000n;
  }
  throw new TypeError(
    `${where}: a Date, RFC 3339 text or a Temporal.Instant is needed, not ${kindOf(time)}`,
  );
}

/** Microseconds of a time, or of the clock: the library itself reads none. */
const nowOr = (time) => micros(time ?? new Date(), "now");

/** The time in microseconds as RFC 3339 in UTC, as results have it. */
function timeText(unixMicros) {
  const rest = ((unixMicros % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const text = new Date(Number((unixMicros - rest) / 1000n)).toISOString().slice(0, 19);
  return rest ? `${text}.${String(rest).padStart(6, "0")}Z` : `${text}Z`;
}

/** RFC 3339 with seconds and an offset, as microseconds since 1970. */
const parseTime = (text) => micros(text, "text");

/** An amount or a quantity in smallest units. A Number is refused: it may not be exact. */
function units(value, where) {
  if (typeof value !== "bigint")
    throw new TypeError(`${where}: a BigInt is needed, not ${kindOf(value)}`);
  if (value < INT64.least || value > INT64.most)
    throw new OverflowError(`${value} does not fit into 64 bits`, { where });
  return value;
}

/** The digits of an exact number: a BigInt or a decimal text. */
function numberText(value, where) {
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "string") return value;
  throw new TypeError(
    `${where}: a BigInt or a decimal text such as "2.5" is needed, not ${kindOf(value)}`,
  );
}

/** A number of something that is counted: a BigInt, or a Number that is whole and exact. */
function count(value, where) {
  if (typeof value === "bigint") return units(value, where);
  if (!Number.isSafeInteger(value))
    throw new TypeError(`${where}: a whole number is needed, not ${String(value)}`);
  return BigInt(value);
}

/** A whole Number that fits into 32 bits. */
function small(value, where, least = -(2 ** 31), most = 2 ** 31 - 1) {
  const number = typeof value === "bigint" ? Number(value) : value;
  if (!Number.isSafeInteger(number))
    throw new TypeError(`${where}: a whole number is needed, not ${String(value)}`);
  if (number < least || number > most) throw new OverflowError(`${value} does not fit`, { where });
  return number;
}

/** 86000n with 2 decimals is "860.00". */
function decimalText(value, decimals) {
  const digits = String(value < 0n ? -value : value).padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const text = decimals ? `${whole}.${digits.slice(-decimals)}` : whole;
  return value < 0n ? `-${text}` : text;
}

module.exports = {
  INT64,
  LITTLE,
  count,
  dayOrMonth,
  decimalText,
  encode,
  kindOf,
  micros,
  nowOr,
  numberText,
  parseTime,
  small,
  timeText,
  units,
  wellFormed,
  yyyymm,
  yyyymmdd,
};
