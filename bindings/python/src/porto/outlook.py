"""What lies ahead: the running month, other tariffs, reports over months, and open tasks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from . import tables
from ._call import call
from ._callbacks import Callbacks, Progress
from ._library import ffi, lib
from ._struct import make_struct
from .handle import Handle
from .rows import Outputs, Pieces, Row, Rows
from .tariff import Tariff, text_of
from .values import MonthLike, now_or, yyyymm


@dataclass(frozen=True)
class Simulate:
    """Which months to simulate, and how: Simulate("2026-01", "2026-03", by="month")."""

    from_month: MonthLike
    through_month: MonthLike
    instead_of: str | None = None
    """The tariff whose companies are rated anew; None: the one with the id of the document."""
    by: str | None = None
    """"month-and-company" (also None), "month", "company" or "nothing"; a picture is by month."""

    def _struct(self, **more: Any) -> Any:
        return make_struct("porto_simulate_options", **_months(self), **more)


@dataclass(frozen=True)
class Report:
    """Which sums to make: Report("2026-01", "2026-03", by="month,company")."""

    from_month: MonthLike
    through_month: MonthLike
    by: str | None = None
    """Of "month" (also None), "company", "tariff", "charge", "meter", "domain": "month,company"."""
    company: str | None = None
    tariff: str | None = None
    pivot: str | None = None
    """One of `by`, whose values become columns."""
    measure: str | None = None
    """What the cells of a pivot or a picture are: "amount" (also None), "quantity"."""
    compare: str | None = None
    """With the months before, "previous", or with those a year ago, "year"."""
    sort: str | None = None
    """"amount", "quantity", "difference" or one of `by`."""
    descending: bool = False
    limit: int = 0
    """The first so many rows, the rest as one; 0: all."""
    by_usage_month: bool = False
    """Adjustments are in the month whose usage they settle."""

    def _struct(self) -> Any:
        return make_struct("porto_report_options", **_months(self))


def _months(what: Simulate | Report) -> dict[str, Any]:
    """The members of a struct that has the names of a dataclass, but for those of months."""
    values = dict(vars(what))
    for edge in ("from", "through"):
        values[f"{edge}_yyyymm"] = yyyymm(values.pop(f"{edge}_month"))
    return values


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


def outlook_totals(charges: Rows[tables.ChargeOutlook]) -> Rows[tables.OutlookTotal]:
    """The totals of each company in the order of the rows, then those of all."""
    outputs = Outputs(1)
    with charges._using() as handle:
        call(lib.porto_outlook_totals, handle, outputs.places[0], outs=outputs.outs)
    return outputs.take(0, tables.OutlookTotal)


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
        self, tariff: Tariff, what: Simulate, on_progress: Progress | None = None
    ) -> Simulation:
        """Compares what months cost with what they would cost under another tariff."""
        outputs = Outputs(3)
        with Callbacks() as callbacks:
            options = what._struct(on_progress=callbacks.progress(on_progress))
            arguments = (tariff._handle, options, *outputs.places)
            self._call(lib.porto_outlook_simulate, *arguments, outs=outputs.outs)
        rows, notices = outputs.take(0, tables.Simulated), outputs.take(1, tables.Notice)
        return Simulation(rows, notices, outputs.take(2, tables.Task))

    def plot_simulation(
        self, tariff: Tariff, what: Simulate
    ) -> tuple[str, Rows[tables.Notice]]:
        """The same month by month as an SVG picture, and what one must know to read it."""
        outputs, pieces, options = Outputs(1), Pieces(), what._struct()
        with Callbacks() as callbacks:
            write = callbacks.write(pieces.write)
            arguments = (tariff._handle, options, write, ffi.NULL, outputs.places[0])
            self._call(lib.porto_outlook_plot, *arguments, outs=outputs.outs)
        return pieces.data.decode(), outputs.take(0, tables.Notice)

    def report(self, what: Report) -> Outlook:
        """Sums of what months were invoiced and used; the columns depend on what is asked for."""
        outputs = Outputs(3)
        self._call(lib.porto_report, what._struct(), *outputs.places, outs=outputs.outs)
        rows, notices = outputs.take(0, Row), outputs.take(1, tables.Notice)
        return Outlook(rows, notices, outputs.take(2, tables.Task))

    def plot_report(
        self, what: Report, language: str | None = None
    ) -> tuple[str, Rows[tables.Notice]]:
        """The sums of a report as an SVG picture, and what one must know to read it."""
        outputs, pieces, options = Outputs(1), Pieces(), what._struct()
        with Callbacks() as callbacks:
            write, words = callbacks.write(pieces.write), text_of(language, "language")
            arguments = (options, *words, write, ffi.NULL, outputs.places[0])
            self._call(lib.porto_report_plot, *arguments, outs=outputs.outs)
        return pieces.data.decode(), outputs.take(0, tables.Notice)

    def month_page(self, month: MonthLike, language: str | None = None) -> str:
        """A month of all companies as an HTML page for the vendor, in "en" or "sv"."""
        pieces = Pieces()
        with Callbacks() as callbacks:
            options = make_struct("porto_page_options", language=language)
            write = callbacks.write(pieces.write)
            self._call(lib.porto_month_page, yyyymm(month), options, write, ffi.NULL)
        return pieces.data.decode()
