"""A ledger: companies, tariffs, subscriptions, usage and closed months in one file."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType

from ._call import call
from ._callbacks import Callbacks, Progress
from ._library import ffi, lib
from ._struct import make_struct
from .audit import Audit, LedgerCopy, Verification
from .books import Books
from .catalogue import Catalogue
from .handle import open_handle, timeout_ms
from .invoices import Invoices
from .outlook import Ahead
from .rows import Outputs, Rows
from .tables import Copied, Finding, LedgerInfo, Migrated, StorageFact, StorageLane
from .usage import UsageSection
from .values import Month, MonthLike, micros, yyyymm

Path = str | os.PathLike[str]


@dataclass(frozen=True)
class Storage:
    """Where a ledger is stored: what is known of it, and its lanes."""

    facts: Rows[StorageFact]
    lanes: Rows[StorageLane]


class Ledger(Catalogue, UsageSection, Invoices, Books, Audit, Ahead):
    """An open ledger. One thread at a time uses it; interrupt() may be called from any.

        with porto.Ledger.open("porto.db") as ledger:
            for line in ledger.invoice("2026-03").lines:
                print(line.company, line.net_amount)
    """

    _close = staticmethod(lib.porto_ledger_close)
    _interrupt = staticmethod(lib.porto_ledger_interrupt)

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        zone: str | None = None,
        currency: str | None = None,
        late: str | None = None,
        future_days: int = 0,
        allow_negative: bool = False,
        first_month: MonthLike | None = None,
        busy_timeout: int | None = None,
    ) -> Ledger:
        """Makes a new ledger file and opens it; ":memory:" makes one that goes with the object.

        `zone` is Europe/Stockholm and `currency` SEK unless they are said; `late` is "adjust" or
        "refuse"; `busy_timeout` is in seconds.
        """
        options = {
            "zone": zone,
            "currency": currency,
            "late": late,
            "future_days": future_days,
            "allow_negative": allow_negative,
            "first_month_yyyymm": None if first_month is None else yyyymm(first_month),
            "busy_timeout_ms": timeout_ms(busy_timeout),
        }
        handle = open_handle(lib.porto_ledger_create, "porto_ledger", path, options)
        return cls(handle, os.fsdecode(path))

    @classmethod
    def open(
        cls, path: Path, *, read_only: bool = False, busy_timeout: int | None = None
    ) -> Ledger:
        """Opens a ledger file. `busy_timeout` (seconds; 0: not at all; None: 10) is how long each
        call waits for another process that writes."""
        options = {"read_only": read_only, "busy_timeout_ms": timeout_ms(busy_timeout)}
        handle = open_handle(lib.porto_ledger_open, "porto_ledger", path, options)
        return cls(handle, os.fsdecode(path))

    @staticmethod
    def copy(
        source: Path,
        target: Path,
        *,
        verify: bool = True,
        limit: int = 0,
        on_progress: Progress | None = None,
        busy_timeout: int | None = None,
    ) -> LedgerCopy:
        """Makes a copy of a ledger where there is none yet; each is a file or the URL of a server.

        All rows go over as they are at one moment; then the copy is verified."""
        of, to, outputs = os.fsencode(source), os.fsencode(target), Outputs(2)
        with Callbacks() as callbacks:
            options = make_struct(
                "porto_copy_options",
                on_progress=callbacks.progress(on_progress),
                busy_timeout_ms=timeout_ms(busy_timeout),
                skip_verify=not verify,
                limit=limit,
            )
            arguments = (of, len(of), to, len(to), options, *outputs.places)
            status = call(lib.porto_ledger_copy, *arguments, outs=outputs.outs)
        found = Verification(status == lib.PORTO_OK, outputs.take(1, Finding))
        return LedgerCopy(outputs.take(0, Copied)[0], found)

    @staticmethod
    def migrate(path: Path, *, busy_timeout: int | None = None) -> Migrated:
        """Brings the tables of a ledger to the version of the library, as their owner: of one on a
        server nothing else does."""
        name, outputs = os.fsencode(path), Outputs(1)
        options = make_struct("porto_migrate_options", busy_timeout_ms=timeout_ms(busy_timeout))
        arguments = (name, len(name), options, *outputs.places)
        call(lib.porto_ledger_migrate, *arguments, outs=outputs.outs)
        return outputs.take(0, Migrated)[0]

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def info(self) -> LedgerInfo:
        """Its zone, currency, versions and rules."""
        return self._rows(lib.porto_ledger_info, of=LedgerInfo)[0]

    def storage(self) -> Storage:
        """Where it is stored, and how that is: its file or server, sizes, lanes, standbys."""
        outputs = Outputs(2)
        self._call(lib.porto_ledger_storage, *outputs.places, outs=outputs.outs)
        return Storage(outputs.take(0, StorageFact), outputs.take(1, StorageLane))

    def month_of(self, time: datetime) -> Month:
        """The month in which a time lies, by the clocks of the ledger's zone."""
        month = ffi.new("int32_t*")
        self._short(lib.porto_ledger_month_of, micros(time), month)
        return Month(*divmod(month[0], 100))
