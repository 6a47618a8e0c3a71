// The same for `import`: one module behind both, so that a class is the same class.
import porto from "./index.js";

export const {
  Ledger, Rating, Recorder, Rows, Tariff,
  formats, importMaps, invoiceTotals, joinedText, libraryVersion, load, mistakes, outlookTotals,
  parseTime, sourceId, statusName, timeText,
  PortoError, CallError, DataError, MachineError, InternalError,
  InvalidError, BadNumberError, BadTimeError, OverflowError, UnknownZoneError, UnknownCurrencyError,
  NotFoundError, ConflictError, BadTariffError, BadInputError, MonthOpenError, MonthClosedError,
  LedgerExistsError, NotALedgerError, NewerLedgerError, NegativeUsageError, UnratedError,
  IOError, BusyError, FullError, ReadOnlyError, CorruptError, CancelledError, OutOfMemoryError,
} = porto;
export default porto;
