"""Books: a closed month as the vendor's accounting system takes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from . import tables
from ._callbacks import Callbacks
from ._library import ffi, lib
from ._struct import make_struct
from .errors import Invalid
from .handle import Handle
from .rows import Outputs, Rows
from .values import MonthLike, now_or, yyyymm, yyyymmdd


@dataclass(frozen=True)
class Orders:
    """A month as rows of orders."""

    rows: Rows[tables.OrderRow]
    notices: Rows[tables.Notice]
    """What is to be known before the rows are used, such as a company without an article."""


@dataclass(frozen=True)
class NumberedInvoices:
    """The invoices of a month with their numbers, and files of them."""

    invoices: Rows[tables.NumberedInvoice]
    files: dict[str, bytes]
    """By name."""
    notices: Rows[tables.Notice]


class Books(Handle):
    """Exports of closed months."""

    def order_rows(self, month: MonthLike, books: str | None = None) -> Orders:
        """The month as rows of orders. `books` is the text of a books file (TOML)."""
        options = make_struct("porto_books_options", format="rows", books=books)
        outputs = Outputs(2)
        arguments = (yyyymm(month), options, *outputs.places)
        self._call(lib.porto_books_export, *arguments, outs=outputs.outs)
        return Orders(outputs.take(0, tables.OrderRow), outputs.take(1, tables.Notice))

    def export_books(
        self,
        month: MonthLike,
        format: str,
        books: str,
        *,
        file_name: str | None = None,
        now: datetime | None = None,
        issued: date | str | None = None,
        dry_run: bool = False,
        allow_far: bool = False,
    ) -> NumberedInvoices:
        """The month as "sie" (a file of vouchers) or "ubl" (an e-invoice for each company). Numbers
        that are given stay, unless `dry_run` is set: then there are no files. `allow_far`: `issued`
        is meant, though it is years ahead."""
        if format == "rows":
            raise Invalid("Rows are given by order_rows()", "format")
        files: dict[str, bytes] = {}

        def take(_user: object, name: Any, name_len: int, data: Any, size: int) -> None:
            files[ffi.buffer(name, name_len)[:].decode()] = ffi.buffer(data, size)[:]

        outputs = Outputs(2)
        with Callbacks() as callbacks:
            options = make_struct(
                "porto_books_options",
                format=format,
                books=books,
                file_name=file_name,
                now_unix_us=now_or(now),
                issued_yyyymmdd=None if issued is None else yyyymmdd(issued),
                dry_run=dry_run,
                allow_far=allow_far,
                on_file=callbacks.make("porto_books_file_fn", take),
            )
            arguments = (yyyymm(month), options, *outputs.places)
            self._call(lib.porto_books_export, *arguments, outs=outputs.outs)
        invoices = outputs.take(0, tables.NumberedInvoice)
        return NumberedInvoices(invoices, files, outputs.take(1, tables.Notice))
