"""Invoices and closed months, events one by one, proof, and what lies ahead."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import Any

from . import tables
from ._call import call
from ._callbacks import Callbacks, Progress
from ._library import ffi, lib
from ._struct import make_array, make_struct
from .handle import Handle, texts
from .options import By, ChangedRows
from .rows import Output, Outputs, Pieces, Row, Rows, Writable, format_number
from .tariff import Tariff
from .values import MonthLike, now_or, whole, yyyymm, yyyymmdd


class MonthState(IntEnum):
    """What can still change about a month's invoice."""

    OPEN = lib.PORTO_MONTH_OPEN
    """Its lines are a preview."""
    CLOSED = lib.PORTO_MONTH_CLOSED
    """They are frozen."""
    PRUNED = lib.PORTO_MONTH_PRUNED
    """Likewise, and the events behind them are removed."""


@dataclass(frozen=True)
class Invoice:
    """The invoice of a month, excluding VAT."""

    state: MonthState
    lines: Rows[tables.InvoiceLine]
    unbilled: Rows[tables.UsageTotal]
    """Usage of the month that no subscription prices."""
    tasks: Rows[tables.Task]
    """What there is to know of the month; companies that cannot be rated have no lines."""

    def totals(self) -> Rows[tables.InvoiceTotal]:
        """The total of each company, then that of all."""
        return invoice_totals(self.lines)


@dataclass(frozen=True)
class Closed:
    """A month that was closed."""

    changed: bool
    """False: it was closed before, with these lines."""
    lines: Rows[tables.InvoiceLine]
    tasks: Rows[tables.Task]

    def totals(self) -> Rows[tables.InvoiceTotal]:
        """The total of each company, then that of all."""
        return invoice_totals(self.lines)


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
class Outlook:
    """Rows, what one must know to read them, and the companies that cannot be rated."""

    rows: Rows[Row]
    notices: Rows[tables.Notice]
    tasks: Rows[tables.Task]


@dataclass(frozen=True)
class Simulation(Outlook):
    """What months cost, and what they would cost under another tariff."""

    rows: Rows[tables.Simulated]


def invoice_totals(lines: Rows[tables.InvoiceLine]) -> Rows[tables.InvoiceTotal]:
    """The totals of each company in the order of the lines, then those of all."""
    outputs = Outputs(1)
    call(lib.porto_invoice_totals, lines._open(), outputs.places[0], outs=outputs.outs)
    return outputs.take(0, tables.InvoiceTotal)


def outlook_totals(charges: Rows[tables.ChargeOutlook]) -> Rows[tables.OutlookTotal]:
    """The totals of each company in the order of the rows, then those of all."""
    outputs = Outputs(1)
    call(lib.porto_outlook_totals, charges._open(), outputs.places[0], outs=outputs.outs)
    return outputs.take(0, tables.OutlookTotal)


class Invoices(Handle):
    """Invoices and closed months."""

    def invoice(self, month: MonthLike, company: str | None = None) -> Invoice:
        """The invoice of a month: as it would be now while it is open, frozen once it is closed."""
        outputs, state = Outputs(3), ffi.new("int32_t*")
        options = make_struct("porto_invoice_options", company=company)
        arguments = (yyyymm(month), options, *outputs.places, state)
        self._call(lib.porto_invoice_show, *arguments, outs=outputs.outs)
        return Invoice(
            MonthState(state[0]),
            outputs.take(0, tables.InvoiceLine),
            outputs.take(1, tables.UsageTotal),
            outputs.take(2, tables.Task),
        )

    def causes(self, month: MonthLike, company: str | None = None) -> Rows[tables.Cause]:
        """Why there are adjustments on the invoice of a month."""
        options = make_struct("porto_invoice_options", company=company)
        arguments = (yyyymm(month), options)
        return self._rows(lib.porto_invoice_causes, *arguments, of=tables.Cause)

    def close_month(
        self,
        month: MonthLike,
        now: datetime | None = None,
        *,
        dry_run: bool = False,
        without: Iterable[str] = (),
        by: By | None = None,
        on_progress: Progress | None = None,
    ) -> Closed:
        """Freezes a month that is over; `without` leaves companies out, which the next close bills.
        """
        outputs = Outputs(2)
        with Callbacks() as callbacks:
            excepted = make_struct(
                "porto_close_options",
                dry_run=dry_run,
                actor=by.actor if by else None,
                reason=by.reason if by else None,
                on_progress=callbacks.progress(on_progress),
                **{"except": without or None},
            )
            arguments = (yyyymm(month), now_or(now), excepted, *outputs.places)
            status = self._call(lib.porto_month_close, *arguments, outs=outputs.outs)
        lines, tasks = outputs.take(0, tables.InvoiceLine), outputs.take(1, tables.Task)
        return Closed(status != lib.PORTO_EXISTS, lines, tasks)

    def closed_months(self) -> Rows[tables.ClosedMonth]:
        """All closed months, with the hashes that prove them."""
        return self._rows(lib.porto_month_list, of=tables.ClosedMonth)


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
        return what, By(dry_run=by.dry_run)

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


class Ahead(Handle):
    """The running month, other tariffs, reports over months, and open tasks."""

    def charges(
        self, now: datetime | None = None, company: str | None = None
    ) -> Rows[tables.ChargeOutlook]:
        """How the charges of the running month stand, and where they lead."""
        options = make_struct("porto_outlook_options", company=company)
        arguments = (now_or(now), options)
        return self._rows(lib.porto_outlook_charges, *arguments, of=tables.ChargeOutlook)

    def tasks(
        self, now: datetime | None = None, company: str | None = None
    ) -> Rows[tables.Task]:
        """What waits to be done."""
        options = make_struct("porto_outlook_options", company=company)
        arguments = (now_or(now), options)
        return self._rows(lib.porto_outlook_tasks, *arguments, of=tables.Task)

    def simulate(
        self,
        tariff: Tariff,
        from_month: MonthLike,
        through_month: MonthLike,
        *,
        instead_of: str | None = None,
        by: str | None = None,
        on_progress: Progress | None = None,
    ) -> Simulation:
        """Compares what months cost with what they would cost under another tariff."""
        outputs = Outputs(3)
        with Callbacks() as callbacks:
            options = make_struct(
                "porto_simulate_options",
                from_yyyymm=yyyymm(from_month),
                through_yyyymm=yyyymm(through_month),
                instead_of=instead_of,
                by=by,
                on_progress=callbacks.progress(on_progress),
            )
            arguments = (tariff._handle, options, *outputs.places)
            self._call(lib.porto_outlook_simulate, *arguments, outs=outputs.outs)
        rows, notices = outputs.take(0, tables.Simulated), outputs.take(1, tables.Notice)
        return Simulation(rows, notices, outputs.take(2, tables.Task))

    def plot_simulation(
        self,
        tariff: Tariff,
        from_month: MonthLike,
        through_month: MonthLike,
        *,
        instead_of: str | None = None,
    ) -> tuple[str, Rows[tables.Notice]]:
        """The same month by month as an SVG picture, and what one must know to read it."""
        outputs, pieces = Outputs(1), Pieces()
        options = make_struct(
            "porto_simulate_options",
            from_yyyymm=yyyymm(from_month),
            through_yyyymm=yyyymm(through_month),
            instead_of=instead_of,
        )
        with Callbacks() as callbacks:
            write = callbacks.write(pieces.write)
            arguments = (tariff._handle, options, write, ffi.NULL, outputs.places[0])
            self._call(lib.porto_outlook_plot, *arguments, outs=outputs.outs)
        return pieces.data.decode(), outputs.take(0, tables.Notice)

    def report(
        self,
        from_month: MonthLike,
        through_month: MonthLike,
        *,
        by: str | None = None,
        company: str | None = None,
        tariff: str | None = None,
        pivot: str | None = None,
        measure: str | None = None,
        compare: str | None = None,
        sort: str | None = None,
        descending: bool = False,
        limit: int = 0,
        by_usage_month: bool = False,
    ) -> Outlook:
        """Sums of what months were invoiced and used; the columns depend on what is asked for."""
        outputs = Outputs(3)
        options = make_struct(
            "porto_report_options",
            from_yyyymm=yyyymm(from_month),
            through_yyyymm=yyyymm(through_month),
            by=by,
            company=company,
            tariff=tariff,
            pivot=pivot,
            measure=measure,
            compare=compare,
            sort=sort,
            limit=limit,
            descending=descending,
            by_usage_month=by_usage_month,
        )
        self._call(lib.porto_report, options, *outputs.places, outs=outputs.outs)
        rows, notices = outputs.take(0, Row), outputs.take(1, tables.Notice)
        return Outlook(rows, notices, outputs.take(2, tables.Task))
