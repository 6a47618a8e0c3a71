"""Invoices and closed months."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from . import tables
from ._call import call
from ._callbacks import Callbacks, Progress
from ._library import ffi, lib
from ._struct import make_struct
from .handle import Handle
from .options import NOBODY, By
from .rows import Outputs, Rows
from .values import MonthLike, now_or, yyyymm


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


def invoice_totals(lines: Rows[tables.InvoiceLine]) -> Rows[tables.InvoiceTotal]:
    """The totals of each company in the order of the lines, then those of all."""
    outputs = Outputs(1)
    with lines._using() as handle:
        call(lib.porto_invoice_totals, handle, outputs.places[0], outs=outputs.outs)
    return outputs.take(0, tables.InvoiceTotal)


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
        outputs, said = Outputs(2), by or NOBODY
        with Callbacks() as callbacks:
            options = make_struct(
                "porto_close_options",
                dry_run=dry_run or said.dry_run,
                on_progress=callbacks.progress(on_progress),
                **said._of_call("by"),
                **{"except": without or None},
            )
            arguments = (yyyymm(month), now_or(now or said.at), options, *outputs.places)
            status = self._call(lib.porto_month_close, *arguments, outs=outputs.outs)
        lines, tasks = outputs.take(0, tables.InvoiceLine), outputs.take(1, tables.Task)
        return Closed(status != lib.PORTO_EXISTS, lines, tasks)

    def closed_months(self) -> Rows[tables.ClosedMonth]:
        """All closed months, with the hashes that prove them."""
        return self._rows(lib.porto_month_list, of=tables.ClosedMonth)
