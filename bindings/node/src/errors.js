// Errors: one class for each failure that programs tell apart, grouped by who must act.
"use strict";
const { enums } = require("./abi.js");
const { native } = require("./library.js");

const STATUS = enums.porto_status;
const NAMES = new Map(Object.entries(STATUS).map(([name, number]) => [number, name]));

/** A call of porto that failed. It has changed nothing, unless `committed` says otherwise. */
class PortoError extends Error {
  static status = STATUS.PORTO_E_INTERNAL;

  constructor(message, { where = "", status, cause } = {}) {
    const told = !where || message.startsWith(where) ? message : `${where}: ${message}`;
    super(told, cause === undefined ? undefined : { cause });
    this.status = status ?? new.target.status;
    this.code = NAMES.get(this.status) ?? `PORTO_E_${-this.status}`;
    this.where = where;
    this.committed = 0;
    this.errno = 0;
    this.sqliteCode = 0;
  }
}
class CallError extends PortoError {}
class DataError extends PortoError {}
class MachineError extends PortoError {}
class InternalError extends PortoError {}

/** The name of a class in front of messages, where no property of each error shows it twice. */
function named(kind, name) {
  Object.defineProperty(kind.prototype, "name", {
    value: name,
    configurable: true,
    writable: true,
  });
  return kind;
}

const GROUPS = { 1: CallError, 2: DataError, 3: MachineError };
const classes = { PortoError, CallError, DataError, MachineError, InternalError };
for (const [name, kind] of Object.entries(classes)) named(kind, name);
const byStatus = new Map();

/** "PORTO_E_NOT_FOUND" is NotFoundError, below the class of those who act. */
function declare(code, status) {
  const words = code.replace("PORTO_E_", "").toLowerCase().split("_");
  const plain = words.map((word) => (word === "io" ? "IO" : word[0].toUpperCase() + word.slice(1)));
  const name = `${plain.join("")}Error`;
  if (status <= -400) return byStatus.set(status, InternalError);
  const group = GROUPS[Math.trunc(-status / 100)];
  const made = named({ [name]: class extends group {} }[name], name);
  made.status = status;
  classes[name] = made;
  return byStatus.set(status, made);
}
for (const [code, status] of Object.entries(STATUS)) if (status < 0) declare(code, status);

/** The error of an error object of the library, which is freed. */
function take(status, pointer) {
  const code = pointer ? native("porto_error_code")(pointer) : status;
  const kind = byStatus.get(code) ?? GROUPS[Math.trunc(-code / 100)] ?? InternalError;
  const message = native("porto_error_message")(pointer);
  const error = new kind(message, { where: native("porto_error_where")(pointer), status: code });
  error.committed = Number(native("porto_error_committed")(pointer));
  error.errno = native("porto_error_system_errno")(pointer);
  error.sqliteCode = native("porto_error_sqlite_code")(pointer);
  native("porto_error_free")(pointer);
  return error;
}

/** The error of a call that an AbortSignal ended: its name is that of Node's own. */
function aborted(signal, committed = 0) {
  const error = new classes.CancelledError("The call was aborted", { cause: signal.reason });
  Object.defineProperty(error, "name", { value: "AbortError" });
  error.committed = committed;
  return error;
}

/** Tells with any error how much of a bulk was stored by then. */
function withCommitted(error, committed) {
  if (error instanceof classes.PortoError) error.committed = committed;
  else if (committed && error instanceof Error && !("committed" in error))
    Object.defineProperty(error, "committed", { value: committed, configurable: true });
  return error;
}

/** The stable name of a status: "not_found". */
const statusName = (status) => native("porto_status_name")(status);

module.exports = { ...classes, classes, STATUS, take, aborted, statusName, withCommitted };
