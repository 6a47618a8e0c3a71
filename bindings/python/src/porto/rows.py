"""Results: tables with named rows, whose cells are Python values by the types of their columns."""

from __future__ import annotations

import keyword
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import TracebackType
from typing import Any, Generic, NamedTuple, Protocol, TypeVar, overload

from ._call import call
from ._callbacks import Callbacks
from ._library import ffi, lib
from ._struct import make_struct, mark_number
from .errors import Invalid, NotFound
from .values import Month, encode


class Writable(Protocol):
    """What takes bytes: a binary file, io.BytesIO, the wfile of a request."""

    def write(self, data: bytes, /) -> object:
        """Takes them."""
        ...


@dataclass(frozen=True)
class Output:
    """How a format is written where it leaves a choice: Output(csv="excel-sv")."""

    csv: str | None = None
    """A ready dialect of CSV: "plain" (None) or "excel-sv"."""
    delimiter: str | None = None
    """CSV: between columns; None: that of the dialect."""
    decimal_mark: str | None = None
    """CSV: "." or ","; None: that of the dialect."""
    byte_order_mark: bool = False
    """CSV: U+FEFF comes first."""
    table_width: int = 0
    """Tables: characters that a line has room for; 0: any number."""

    def _struct(self) -> Any:
        return make_struct(
            "porto_output_options",
            csv=self.csv,
            delimiter=mark_number(self.delimiter),
            decimal_mark=mark_number(self.decimal_mark, "decimal_mark"),
            byte_order_mark=self.byte_order_mark,
            table_width=self.table_width,
        )


class Row:
    """One row: `row.company`, `row["company"]` or `row[1]`; `dict(row)` has all of it.

    Columns whose names are keywords of Python are attributes with an underscore: `row.from_`.
    A cell that is absent is None.
    """

    __slots__ = ("_index", "_values")
    _values: tuple[Any, ...]
    _index: dict[str, int]

    def __init__(self, values: tuple[Any, ...], index: dict[str, int]) -> None:
        self._values = values
        self._index = index

    def __getattr__(self, name: str) -> Any:
        try:
            return self._values[self._index[name]]
        except KeyError:
            plain = name[:-1] if keyword.iskeyword(name[:-1]) else ""
            if name.endswith("_") and plain in self._index:
                return self._values[self._index[plain]]
            raise AttributeError(f"there is no column {name!r}", name=name, obj=self) from None

    def __getitem__(self, column: str | int) -> Any:
        return self._values[column if isinstance(column, int) else self._index[column]]

    def keys(self) -> list[str]:
        """The names of the columns."""
        return list(self._index)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Row):
            return NotImplemented
        return self._values == other._values and self._index == other._index

    def __hash__(self) -> int:
        return hash(self._values)

    def __repr__(self) -> str:
        cells = ", ".join(f"{name}={self[name]!r}" for name in self._index)
        return f"{type(self).__name__}({cells})"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._values, self._index)


class Column(NamedTuple):
    """A column: its name, and what its cells are."""

    name: str
    type: str
    """"text", "integer", "decimal", "money", "quantity", "time", "month", "day", "month_or_day"."""


def _month_or_day(text: str) -> Month | date:
    return _month(text) if len(text) == 7 else date.fromisoformat(text)


def _month(text: str) -> Month:
    return Month(int(text[:4]), int(text[5:7]))


_KINDS: dict[int, tuple[str, Callable[[str], Any] | None]] = {
    lib.PORTO_COLUMN_TEXT: ("text", None),
    lib.PORTO_COLUMN_INTEGER: ("integer", int),
    lib.PORTO_COLUMN_DECIMAL: ("decimal", Decimal),
    lib.PORTO_COLUMN_MONEY: ("money", Decimal),
    lib.PORTO_COLUMN_QUANTITY: ("quantity", Decimal),
    lib.PORTO_COLUMN_TIME: ("time", datetime.fromisoformat),
    lib.PORTO_COLUMN_MONTH: ("month", _month),
    lib.PORTO_COLUMN_DAY: ("day", date.fromisoformat),
    lib.PORTO_COLUMN_MONTH_OR_DAY: ("month_or_day", _month_or_day),
}
_TEXT: tuple[str, Callable[[str], Any] | None] = ("text", None)
_PANDAS = {"integer": "Int64", "time": "datetime64[ns, UTC]", "month": "period[M]"}

R = TypeVar("R", bound=Row, covariant=True)
C = TypeVar("C", bound=Row)


class Rows(Sequence[R], Generic[R]):
    """A result: a sequence of named rows. A snapshot, which needs its ledger no more.

    Rows are read when they are first asked for. `with` or close() frees the memory of the library
    early; so does the garbage collector.
    """

    def __init__(self, handle: Any, row_type: type[R]) -> None:
        self._handle = ffi.gc(handle, lib.porto_rows_close)
        self._row_type = row_type
        self._read: list[R] | None = None
        self._lock = threading.RLock()  # again by a callback, which is refused, and not for ever
        self._busy = False
        kinds: list[tuple[str, str, Callable[[str], Any] | None]] = []
        for column in range(lib.porto_rows_column_count(handle)):
            name = ffi.string(lib.porto_rows_column_name(handle, column)).decode()
            kind, convert = _KINDS.get(lib.porto_rows_column_type(handle, column), _TEXT)
            kinds.append((name, kind, convert))
        self._convert = [convert for _, _, convert in kinds]
        self.columns: tuple[Column, ...] = tuple(Column(name, kind) for name, kind, _ in kinds)
        self._index = {column.name: i for i, column in enumerate(self.columns)}
        self._count = int(lib.porto_rows_count(handle))

    def __enter__(self) -> Rows[R]:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Frees the rows; those that were read stay with whoever has them. Again is right."""
        with self._lock:
            self._check_idle()
            handle, self._handle, self._read = self._handle, None, None
            if handle is not None:
                ffi.release(handle)

    def _check_idle(self) -> None:
        if self._busy:
            raise Invalid("These rows are in use by the call that calls back")

    @contextmanager
    def _using(self) -> Iterator[Any]:
        """The handle, of which one call at a time moves the place and which none may close."""
        with self._lock:
            self._check_idle()
            if self._handle is None:
                raise Invalid("These rows are closed")
            self._busy = True
            try:
                yield self._handle
            finally:
                self._busy = False

    # ---- As a sequence ---------------------------------------------------------------------------

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[R]:
        return iter(self._all())

    @overload
    def __getitem__(self, place: int) -> R: ...
    @overload
    def __getitem__(self, place: slice) -> list[R]: ...
    def __getitem__(self, place: int | slice) -> R | list[R]:
        return self._all()[place]

    def __repr__(self) -> str:
        return f"<porto.Rows of {self._row_type.__name__}: {self._count}>"

    def _all(self) -> list[R]:
        read = self._read
        if read is None:
            with self._using():
                index, kind = self._index, self._row_type
                read = [kind(values, index) for values in self._values()]
                self._read = read
        return read

    def _each(self) -> Iterator[Any]:
        """The handle, once at each row; of rows that are in use."""
        handle = self._handle
        lib.porto_rows_rewind(handle)
        while call(lib.porto_rows_next, handle) == lib.PORTO_OK:
            yield handle

    def _values(self) -> Iterator[tuple[Any, ...]]:
        size, text, buffer, null = ffi.new("size_t*"), lib.porto_rows_text, ffi.unpack, ffi.NULL
        columns = list(enumerate(self._convert))
        for handle in self._each():
            values: list[Any] = []
            for column, convert in columns:
                cell = text(handle, column, size)
                if cell == null:
                    values.append(None)
                else:
                    value = buffer(cell, size[0]).decode("utf-8", "surrogateescape")
                    values.append(value if convert is None else convert(value))
            yield tuple(values)

    # ---- As other things -------------------------------------------------------------------------

    def to_dicts(self) -> list[dict[str, Any]]:
        """Each row as a dict of its columns."""
        names = [column.name for column in self.columns]
        return [dict(zip(names, row)) for row in self._all()]

    def to_pandas(self) -> Any:
        """A DataFrame, if pandas is installed. Exact numbers stay Decimal, absent cells are NA."""
        import pandas

        rows = self._all()
        frame = pandas.DataFrame(
            {
                column.name: pandas.Series([row[i] for row in rows], dtype=object)
                for i, column in enumerate(self.columns)
            }
        )
        for column in self.columns:
            if column.type == "month":
                texts = [None if cell is None else str(cell) for cell in frame[column.name]]
                frame[column.name] = pandas.PeriodIndex(texts, freq="M")
            elif column.type in _PANDAS:
                frame[column.name] = frame[column.name].astype(_PANDAS[column.type])
        return frame

    def column_index(self, name: str) -> int:
        """Which column has this name. Raises NotFound."""
        column, encoded = ffi.new("uint32_t*"), encode(name, "name")
        with self._using() as handle:
            call(lib.porto_rows_find_column, handle, encoded, len(encoded), column)
        return int(column[0])

    def integers(self, name: str) -> list[int | None]:
        """A column as the integers that the library takes: 86000 for 860.00 SEK, 202603 for a
        month, microseconds for a time. Raises BadNumber for a column that has none."""
        return self._numbers(lib.porto_rows_int64, "int64_t*", name)

    def decimals(self, name: str) -> list[int | None]:
        """How many digits of each of these integers are decimals."""
        return self._numbers(lib.porto_rows_decimals, "int32_t*", name)

    def _numbers(self, function: Any, kind: str, name: str) -> list[int | None]:
        column, value = self.column_index(name), ffi.new(kind)
        numbers: list[int | None] = []
        with self._using():
            for handle in self._each():
                try:
                    call(function, handle, column, value)
                    numbers.append(int(value[0]))
                except NotFound:
                    numbers.append(None)
        return numbers

    def shown(self) -> list[list[str | None]]:
        """Cells as tables show them to people: times by the clocks of the ledger's zone."""
        shown: list[list[str | None]] = []
        with self._using():
            for handle in self._each():
                cells = (
                    lib.porto_rows_shown(handle, column, ffi.NULL)
                    for column in range(len(self.columns))
                )
                shown.append(
                    [None if cell == ffi.NULL else ffi.string(cell).decode() for cell in cells]
                )
        return shown

    def where(self, column: str, value: str | None) -> Rows[R]:
        """The rows whose cell of a column is this text; None: is absent."""
        out, name = ffi.new("porto_rows**"), encode(column, "column")
        text = ffi.NULL if value is None else encode(value, "value")
        size = 0 if value is None else len(text)
        with self._using() as handle:
            call(lib.porto_rows_where, handle, name, len(name), text, size, out)
        return Rows(out[0], self._row_type)

    def write(self, to: Writable, format: str = "csv", output: Output | None = None) -> None:
        """Writes all rows to a binary file, in a format."""
        options = (output or Output())._struct()
        number = format_number(format)
        with self._using() as handle, Callbacks() as callbacks:
            write = callbacks.write(to.write)
            lib.porto_rows_rewind(handle)
            call(lib.porto_rows_write, handle, number, options, write, ffi.NULL)

    def to_text(self, format: str = "csv", output: Output | None = None) -> str:
        """All rows in a format: "table", "csv", "json" or "html"."""
        pieces = Pieces()
        self.write(pieces, format, output)
        return pieces.data.decode("utf-8", "surrogateescape")


class Pieces:
    """Output that is kept in memory."""

    def __init__(self) -> None:
        self.data = bytearray()

    def write(self, piece: bytes) -> int:
        self.data += piece
        return len(piece)


def format_number(name: str) -> int:
    """The number of a format. Raises Invalid."""
    number, encoded = ffi.new("int32_t*"), encode(name, "format")
    call(lib.porto_format_parse, encoded, len(encoded), number)
    return int(number[0])


def formats() -> list[str]:
    """The names of all formats."""
    names: list[str] = []
    while (name := lib.porto_format_name(len(names) + 1)) != ffi.NULL:
        names.append(ffi.string(name).decode())
    return names


def write_joined(
    results: Iterable[Rows[Row]], to: Writable, format: str = "csv", output: Output | None = None
) -> None:
    """Writes several results with the same columns as if they were one."""
    kept = list(results)
    if len(set(map(id, kept))) < len(kept):
        raise Invalid("The same rows are there twice", "results")
    options = (output or Output())._struct()
    number = format_number(format)
    with ExitStack() as stack, Callbacks() as callbacks:
        # Always in the same order, since another thread may want the same rows in another one.
        opened = {id(rows): stack.enter_context(rows._using()) for rows in sorted(kept, key=id)}
        handles = [opened[id(rows)] for rows in kept]
        for handle in handles:
            lib.porto_rows_rewind(handle)
        array, write = ffi.new("porto_rows*[]", handles), callbacks.write(to.write)
        call(
            lib.porto_rows_write_joined, array, len(handles), number, options, write, ffi.NULL
        )


class Outputs:
    """The tables that a call gives: places for them, and their rows once it has succeeded."""

    def __init__(self, count: int) -> None:
        self.places = [ffi.new("porto_rows**") for _ in range(count)]

    @property
    def outs(self) -> list[tuple[Any, Any]]:
        """As call() closes them if it fails."""
        return [(place, lib.porto_rows_close) for place in self.places]

    def take(self, number: int, row_type: type[C]) -> Rows[C]:
        """The rows of one of them."""
        return Rows(self.places[number][0], row_type)
