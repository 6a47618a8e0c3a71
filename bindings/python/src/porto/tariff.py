"""Tariff documents without a ledger: reading, rating, explaining, comparing and drawing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Union

from ._call import call
from ._callbacks import Callbacks
from ._library import ffi, lib
from ._struct import make_array, make_struct
from .errors import NumberOverflow
from .rows import Outputs, Pieces, Rows
from .tables import (
    Comparison,
    ContractText,
    Difference,
    Example,
    InvoiceLine,
    Mistake,
    Step,
    TariffRow,
)
from .values import MonthLike, Number, decimal_of, encode, number_text, whole, yyyymm

Document = Union[str, bytes]


@dataclass(frozen=True)
class Events:
    """What single events used of a meter, for a charge that prices each one."""

    values: Sequence[int]
    """In units of `decimals`: 250 with 2 is 2.50."""
    decimals: int = 0


@dataclass(frozen=True)
class Usage:
    """What a company used in a month: Usage({"messages": 40000, "storage": Decimal("2.5")})."""

    meters: Mapping[str | None, Number | Events]
    """By meter; None: the only one that the tariff prices."""
    share: tuple[int, int] | None = None
    """The part of the month that is rated, (15, 31) days, by a tariff that prorates."""


UsageLike = Union[Number, Mapping[str, Union[Number, Events]], Usage]
"""A Usage; what was used by meter; or what was used of the only meter."""


def _meter(name: str | None, used: Number | Events) -> dict[str, Any]:
    if not isinstance(used, Events):
        return {"meter": name, "quantity_text": number_text(used, name or "usage")}
    values = [whole(value, "values") for value in used.values]
    return {
        "meter": name,
        "decimals": used.decimals,
        "values": _numbers(values),
        "value_count": len(values),
    }


def _numbers(values: list[int]) -> Any:
    try:
        return ffi.new("int64_t[]", values)
    except OverflowError:
        raise NumberOverflow("A quantity does not fit into 64 bits", "values") from None


def _members(usage: UsageLike) -> dict[str, Any]:
    """The members of a porto_usage."""
    if not isinstance(usage, Usage):
        used: dict[str | None, Number | Events] = {}
        if isinstance(usage, Mapping):
            used.update(usage.items())
        else:
            used[None] = usage
        usage = Usage(used)
    meters = make_array("porto_meter_usage", [_meter(*item) for item in usage.meters.items()])
    days, of = usage.share or (0, 0)
    return {
        "meters": meters,
        "meter_count": len(meters),
        "share_days": days,
        "share_of": of,
    }


def document_bytes(document: Document, where: str = "document") -> bytes:
    """The bytes of a document."""
    return document if isinstance(document, bytes) else encode(document, where)


def text_of(text: str | None, where: str) -> tuple[Any, int]:
    """A text that may be None, as pointer and length."""
    if text is None:
        return ffi.NULL, 0
    encoded = encode(text, where)
    return encoded, len(encoded)


def mistakes(document: Document, file_name: str | None = None) -> Rows[Mistake]:
    """The mistakes of a document, none if it is good."""
    outputs, toml = Outputs(1), document_bytes(document)
    name = text_of(file_name, "file_name")
    call(lib.porto_tariff_mistakes, toml, len(toml), *name, outputs.places[0], outs=outputs.outs)
    return outputs.take(0, Mistake)


class Rating:
    """What usage costs: the lines of an invoice, as numbers, and as rows where they are wanted."""

    def __init__(self, handle: Any) -> None:
        self._handle = handle

    def __len__(self) -> int:
        return int(lib.porto_rating_count(self._handle))

    @property
    def total_minor(self) -> int:
        """The sum of the lines, excluding VAT, in minor units of the currency: 86000 is 860.00."""
        minor = ffi.new("int64_t*")
        call(lib.porto_rating_total, self._handle, minor)
        return int(minor[0])

    @property
    def total(self) -> Decimal:
        """The sum of the lines, excluding VAT."""
        decimals = self.lines("2000-01").decimals("net_amount")  # the texts alone are of a month
        return decimal_of(self.total_minor, (decimals or [0])[0] or 0)

    def net_minor(self, line: int) -> int:
        """The net amount of a line, from 0, in minor units."""
        minor = ffi.new("int64_t*")
        call(lib.porto_rating_net, self._handle, whole(line, "line"), minor)
        return int(minor[0])

    def charge(self, line: int) -> str | None:
        """The id of the charge of a line, from 0; "" for limits of the whole tariff."""
        text = lib.porto_rating_charge(self._handle, whole(line, "line"))
        return None if text == ffi.NULL else str(ffi.string(text).decode())

    def lines(self, month: MonthLike, company: str | None = None) -> Rows[InvoiceLine]:
        """The lines as an invoice has them, with their texts for a month and a company."""
        outputs, of = Outputs(1), text_of(company, "company")
        place = outputs.places[0]
        call(lib.porto_rating_rows, self._handle, yyyymm(month), *of, place, outs=outputs.outs)
        return outputs.take(0, InvoiceLine)


class Tariff:
    """A tariff document that was read: how usage becomes money. Any number of threads may use one.
    """

    def __init__(self, handle: Any) -> None:
        self._handle = ffi.gc(handle, lib.porto_tariff_close)

    @classmethod
    def parse(cls, document: Document, file_name: str | None = None) -> Tariff:
        """Reads a document (TOML). Raises BadTariff with every mistake, one a line."""
        out, toml = ffi.new("porto_tariff**"), document_bytes(document)
        call(lib.porto_tariff_open, toml, len(toml), *text_of(file_name, "file_name"), out)
        return cls(out[0])

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Tariff:
        """Reads the document in a file."""
        return cls.parse(Path(path).read_bytes(), os.fspath(path))

    def _rows(self, function: Any, *arguments: Any, of: Any) -> Any:
        outputs = Outputs(1)
        call(function, self._handle, *arguments, outputs.places[0], outs=outputs.outs)
        return outputs.take(0, of)

    @property
    def info(self) -> TariffRow:
        """What the document says of itself."""
        row: TariffRow = self._rows(lib.porto_tariff_info, of=TariffRow)[0]
        return row

    def rate(self, usage: UsageLike) -> Rating:
        """What usage costs."""
        out = ffi.new("porto_rating**")
        call(lib.porto_rating_open, out)
        rating = ffi.gc(out[0], lib.porto_rating_close)
        used = make_struct("porto_usage", **_members(usage))
        call(lib.porto_tariff_rate, self._handle, used, rating)
        return Rating(rating)

    def examples(self) -> Rows[Example]:
        """The figures of the examples inside the document, and whether they are right."""
        rows: Rows[Example] = self._rows(lib.porto_tariff_examples, of=Example)
        return rows

    def describe(self, language: str | None = None) -> Rows[ContractText]:
        """The tariff in the words of a contract, in "en" or "sv"; None: the document's language."""
        words = text_of(language, "language")
        rows: Rows[ContractText] = self._rows(lib.porto_tariff_describe, *words, of=ContractText)
        return rows

    def explain(self, usage: UsageLike, language: str | None = None) -> Rows[Step]:
        """The derivation of what usage costs, step by step, in "en" or "sv"."""
        used, words = make_struct("porto_usage", **_members(usage)), text_of(language, "language")
        rows: Rows[Step] = self._rows(lib.porto_tariff_explain, used, *words, of=Step)
        return rows

    def diff(self, after: Tariff) -> Rows[Difference]:
        """What differs between this document and another."""
        rows: Rows[Difference] = self._rows(lib.porto_tariff_diff, after._handle, of=Difference)
        return rows

    def compare(self, after: Tariff, usages: Iterable[UsageLike] = ()) -> Rows[Comparison]:
        """What each usage costs under both; without usages: some that tell the two apart."""
        array = make_array("porto_usage", [_members(usage) for usage in usages])
        arguments = (after._handle, array, len(array))
        rows: Rows[Comparison] = self._rows(lib.porto_tariff_compare, *arguments, of=Comparison)
        return rows

    def plot(
        self,
        meter: str | None = None,
        from_quantity: Number | None = None,
        to_quantity: Number | None = None,
    ) -> str:
        """What usage of a meter costs, as an SVG picture."""
        edges = {"from": from_quantity, "to": to_quantity}
        texts = {k: None if v is None else number_text(v, k) for k, v in edges.items()}
        options, pieces = make_struct("porto_plot_options", meter=meter, **texts), Pieces()
        with Callbacks() as callbacks:
            write = callbacks.write(pieces.write)
            call(lib.porto_tariff_plot, self._handle, options, write, ffi.NULL)
        return pieces.data.decode()
