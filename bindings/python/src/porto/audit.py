"""Stored events, corrections, and the proof that everything is as it was."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from . import tables
from ._callbacks import Callbacks, Progress
from ._library import ffi, lib
from ._struct import make_array, make_struct
from .handle import Handle, texts
from .options import By, ChangedRows
from .rows import Output, Outputs, Pieces, Rows, Writable, format_number
from .values import MonthLike, now_or, whole, yyyymm, yyyymmdd


@dataclass(frozen=True)
class KeptDigest:
    """A digest that was kept elsewhere: of a closed month, or of a record ("batch", 12)."""

    digest: str
    month: MonthLike | None = None
    record: str | None = None
    number: int = 0


@dataclass(frozen=True)
class EventFilter:
    """Which stored events; what is None or 0 does not restrict."""

    company: str | None = None
    """Whose they are now."""
    source: str | None = None
    domain: str | None = None
    meter: str | None = None
    from_month: MonthLike | None = None
    through_month: MonthLike | None = None
    """Months of the ledger's zone, both included."""
    day: date | str | None = None
    """Or a day of it."""
    voided: bool = False
    """Only events that were voided, alone or with their import."""
    import_: int = 0
    """The number of the import that stored them."""
    after: int = 0
    """Stored after the event with this seq."""
    limit: int = 0
    """The first so many."""

    def _struct(self) -> Any:
        through = self.through_month
        return make_struct(
            "porto_event_filter",
            company=self.company,
            source=self.source,
            domain=self.domain,
            meter=self.meter,
            from_yyyymm=None if self.from_month is None else yyyymm(self.from_month),
            through_yyyymm=None if through is None else yyyymm(through),
            day_yyyymmdd=None if self.day is None else yyyymmdd(self.day),
            voided=self.voided,
            after=self.after,
            limit=self.limit,
            **{"import": self.import_},
        )


@dataclass(frozen=True)
class Verification:
    """What was verified; `sound` says whether nothing differs."""

    sound: bool
    findings: Rows[tables.Finding]


@dataclass(frozen=True)
class LedgerCopy:
    """What was copied, and what verifying the copy found; without verifying it has no findings."""

    copied: tables.Copied
    verification: Verification


class Audit(Handle):
    """Stored events, corrections, and the proof that everything is as it was."""

    def event(self, event_id: str, source: str = "import") -> tables.StoredEvent:
        """An event as it is stored."""
        arguments = texts(source=source, event_id=event_id)
        return self._rows(lib.porto_event_show, *arguments, of=tables.StoredEvent)[0]

    def events(self, which: EventFilter | None = None) -> Rows[tables.StoredEvent]:
        """Stored events in the order in which they were stored, at most 10000 unless `limit` says
        otherwise; the next ones come with `after` set to the seq of the last."""
        options = (which or EventFilter())._struct()
        return self._rows(lib.porto_event_list, options, of=tables.StoredEvent)

    def write_events(
        self,
        to: Writable,
        format: str = "csv",
        which: EventFilter | None = None,
        output: Output | None = None,
    ) -> None:
        """Writes stored events as they are read, any number of them, to a binary file."""
        options, how = (which or EventFilter())._struct(), (output or Output())._struct()
        number = format_number(format)
        with Callbacks() as callbacks:
            write = callbacks.write(to.write)
            self._call(lib.porto_event_write, options, number, how, write, ffi.NULL)

    def void(
        self, event_id: str, by: By, source: str = "import"
    ) -> ChangedRows[tables.StoredEvent]:
        """Takes an event out of what is counted. It stays, with who voided it and why."""
        what, options = self._void(event_id, by, source)
        function = lib.porto_event_void
        return self._change_rows(function, what, by=options, of=tables.StoredEvent)

    def correct(
        self, event_id: str, quantity: int, by: By, source: str = "import"
    ) -> ChangedRows[tables.Corrected]:
        """Voids an event and stores a replacement with another quantity."""
        what, options = self._void(event_id, by, source)
        arguments = (what, whole(quantity, "quantity"))
        return self._change_rows(
            lib.porto_event_correct, *arguments, by=options, of=tables.Corrected
        )

    @staticmethod
    def _void(event_id: str, by: By, source: str) -> tuple[Any, By]:
        what = make_struct(
            "porto_void",
            source=source,
            event_id=event_id,
            actor=by.actor,
            reason=by.reason,
            voided_at_unix_us=now_or(by.at),
        )
        return what, replace(by, actor=None, reason=None, at=None)

    def verify(
        self,
        expected: Iterable[KeptDigest] = (),
        limit: int = 0,
        on_progress: Progress | None = None,
    ) -> Verification:
        """Checks everything that is stored, and all of it with digests that were kept elsewhere."""
        digests = [
            {
                "month_yyyymm": None if kept.month is None else yyyymm(kept.month),
                "record": kept.record,
                "number": kept.number,
                "digest": kept.digest,
            }
            for kept in expected
        ]
        array, outputs = make_array("porto_kept_digest", digests), Outputs(1)
        with Callbacks() as callbacks:
            options = make_struct(
                "porto_verify_options",
                limit=limit,
                expected=array,
                expected_count=len(array),
                on_progress=callbacks.progress(on_progress),
            )
            place = outputs.places[0]
            arguments = (options, place)
            status = self._call(lib.porto_ledger_verify, *arguments, outs=outputs.outs)
        return Verification(status == lib.PORTO_OK, outputs.take(0, tables.Finding))

    def statement(
        self,
        month: MonthLike,
        company: str,
        format: str = "html",
        output: Output | None = None,
    ) -> str:
        """A company's month with everything its lines were computed from: "html", "json", "csv"."""
        pieces = Pieces()
        with Callbacks() as callbacks:
            options = make_struct("porto_statement_options")
            how = (output or Output())._struct()
            of, write = texts(company=company), callbacks.write(pieces.write)
            number = format_number(format)
            arguments = (yyyymm(month), *of, options, number, how, write, ffi.NULL)
            self._call(lib.porto_ledger_statement, *arguments)
        return pieces.data.decode()

    def statements(
        self,
        month: MonthLike,
        take: Callable[[str, str], object],
        format: str = "html",
        output: Output | None = None,
    ) -> None:
        """The statements of all companies with lines or usage in a month, by id, as of one moment:
        `take` is called with the id and the statement of each."""

        def give(_user: object, company: Any, company_len: int, data: Any, size: int) -> None:
            take(ffi.buffer(company, company_len)[:].decode(), ffi.buffer(data, size)[:].decode())

        with Callbacks() as callbacks:
            options = make_struct("porto_statement_options")
            how = (output or Output())._struct()
            number, taken = format_number(format), callbacks.make("porto_statement_fn", give)
            arguments = (yyyymm(month), options, number, how, taken, ffi.NULL)
            self._call(lib.porto_ledger_statements, *arguments)

    def prune(
        self, before: MonthLike, now: datetime | None = None, on_progress: Progress | None = None
    ) -> tables.Pruned:
        """Removes the events of all months before one; totals, lines and hashes stay."""
        with Callbacks() as callbacks:
            progress = callbacks.progress(on_progress)
            options = make_struct("porto_prune_options", on_progress=progress)
            arguments = (yyyymm(before), now_or(now), options)
            rows = self._rows(lib.porto_ledger_prune, *arguments, of=tables.Pruned)
        return rows[0]

    def backup(self, path: str | os.PathLike[str], on_progress: Progress | None = None) -> None:
        """Copies the ledger, as it is at one moment, to a new file."""
        name = os.fsencode(path)
        with Callbacks() as callbacks:
            progress = callbacks.progress(on_progress)
            options = make_struct("porto_backup_options", on_progress=progress)
            self._call(lib.porto_ledger_backup, name, len(name), options)
