"""Exceptions: one class for each failure that programs tell apart, grouped by who must act."""

from __future__ import annotations

from typing import Any, ClassVar

from ._library import ffi, lib


class PortoError(Exception):
    """A call of porto that failed. It has changed nothing, unless `committed` says otherwise.

    `code` is the number of the status and `name` its stable name ("not_found"); `message` is for
    people and says what to do; `where` is the place, "file:line" or the name of a parameter, or
    "". `system_errno` and `sqlite_code` are the numbers behind a failure of the machine, or 0.
    """

    code: int
    name: str
    message: str
    where: str
    committed: int
    """How many events a stopped import, or a bulk of several batches, has stored; they stay."""
    system_errno: int
    sqlite_code: int

    default_code: ClassVar[int] = lib.PORTO_E_INTERNAL

    def __init__(self, message: str, where: str = "", code: int | None = None) -> None:
        super().__init__(message)
        self.code = self.default_code if code is None else code
        self.name = ffi.string(lib.porto_status_name(self.code)).decode()
        self.message = message
        self.where = where
        self.committed = 0
        self.system_errno = 0
        self.sqlite_code = 0

    def __str__(self) -> str:
        # A message that lists several mistakes has the place of each of them already.
        if not self.where or self.message.startswith(self.where + ":"):
            return self.message
        return f"{self.where}: {self.message}"


class CallError(PortoError):
    """The call is wrong: fix the program (-1xx)."""


class DataError(PortoError):
    """The data, or the order of things, is wrong: fix that (-2xx)."""


class MachineError(PortoError):
    """The machine failed: free space, mend permissions, or try again (-3xx)."""


class InternalError(PortoError):
    """A fault of porto: report it, with porto.source_id() (-4xx)."""


class Invalid(CallError, ValueError):
    """An argument is malformed, or the object cannot do that (it is closed)."""

    default_code: ClassVar[int] = lib.PORTO_E_INVALID


class BadNumber(CallError, ValueError):
    """A text that is no exact decimal number."""

    default_code: ClassVar[int] = lib.PORTO_E_BAD_NUMBER


class BadTime(CallError, ValueError):
    """No time, or one outside 1970 to 2199."""

    default_code: ClassVar[int] = lib.PORTO_E_BAD_TIME


class NumberOverflow(CallError, OverflowError):
    """A number does not fit; nothing was wrapped or written."""

    default_code: ClassVar[int] = lib.PORTO_E_OVERFLOW


class UnknownZone(CallError, LookupError):
    """No such IANA time zone on this machine."""

    default_code: ClassVar[int] = lib.PORTO_E_UNKNOWN_ZONE


class UnknownCurrency(CallError, LookupError):
    """No such ISO 4217 currency."""

    default_code: ClassVar[int] = lib.PORTO_E_UNKNOWN_CURRENCY


class NotFound(DataError, LookupError):
    """No such company, tariff, month, file."""

    default_code: ClassVar[int] = lib.PORTO_E_NOT_FOUND


class Conflict(DataError):
    """The same identity is there with other content."""

    default_code: ClassVar[int] = lib.PORTO_E_CONFLICT


class BadTariff(DataError, ValueError):
    """A tariff document has mistakes, which the message lists."""

    default_code: ClassVar[int] = lib.PORTO_E_BAD_TARIFF


class BadInput(DataError, ValueError):
    """An input cannot be read as what it claims to be."""

    default_code: ClassVar[int] = lib.PORTO_E_BAD_INPUT


class MonthOpen(DataError):
    """The month is not over, or an earlier one is open."""

    default_code: ClassVar[int] = lib.PORTO_E_MONTH_OPEN


class MonthClosed(DataError):
    """The change would touch a month that is closed."""

    default_code: ClassVar[int] = lib.PORTO_E_MONTH_CLOSED


class LedgerExists(DataError):
    """A ledger is there already."""

    default_code: ClassVar[int] = lib.PORTO_E_LEDGER_EXISTS


class NotALedger(DataError):
    """The file is no ledger of porto."""

    default_code: ClassVar[int] = lib.PORTO_E_NOT_A_LEDGER


class NewerLedger(DataError):
    """The ledger was written by a newer porto."""

    default_code: ClassVar[int] = lib.PORTO_E_NEWER_LEDGER


class NegativeUsage(DataError):
    """Usage below zero that the tariff does not price."""

    default_code: ClassVar[int] = lib.PORTO_E_NEGATIVE_USAGE


class Unrated(DataError):
    """Companies that cannot be rated, with the reasons."""

    default_code: ClassVar[int] = lib.PORTO_E_UNRATED


class IOFailure(MachineError):
    """Reading or writing failed; whether a commit is done is known once the call was repeated."""

    default_code: ClassVar[int] = lib.PORTO_E_IO


class Busy(MachineError):
    """Another process writes to the ledger: try again."""

    default_code: ClassVar[int] = lib.PORTO_E_BUSY


class DiskFull(MachineError):
    """The disk is full."""

    default_code: ClassVar[int] = lib.PORTO_E_FULL


class ReadOnly(MachineError):
    """The ledger or its folder cannot be written."""

    default_code: ClassVar[int] = lib.PORTO_E_READ_ONLY


class Corrupt(MachineError):
    """The file is damaged: restore a backup."""

    default_code: ClassVar[int] = lib.PORTO_E_CORRUPT


class Cancelled(MachineError):
    """`interrupt()` stopped the work."""

    default_code: ClassVar[int] = lib.PORTO_E_CANCELLED


class OutOfMemory(MachineError, MemoryError):
    """There was not enough memory."""

    default_code: ClassVar[int] = lib.PORTO_E_OUT_OF_MEMORY


_GROUPS = {1: CallError, 2: DataError, 3: MachineError}
BY_CODE: dict[int, type[PortoError]] = {
    kind.default_code: kind for group in _GROUPS.values() for kind in group.__subclasses__()
}


def _text(value: Any) -> str:
    return str(ffi.string(value).decode("utf-8", "surrogateescape"))


def take(code: int, handle: Any) -> PortoError:
    """The exception of an error object of the library, which is freed."""
    if handle != ffi.NULL:
        code = lib.porto_error_code(handle)
    kind = BY_CODE.get(code) or _GROUPS.get(-code // 100, InternalError)
    assert kind is not None
    error = kind(_text(lib.porto_error_message(handle)), _text(lib.porto_error_where(handle)), code)
    error.committed = lib.porto_error_committed(handle)
    error.system_errno = lib.porto_error_system_errno(handle)
    error.sqlite_code = lib.porto_error_sqlite_code(handle)
    lib.porto_error_free(handle)
    return error
