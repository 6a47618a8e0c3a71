"""Usage: recording and importing it, and what was metered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from . import tables
from ._call import call
from ._callbacks import Callbacks, Progress
from ._library import ffi, lib
from ._struct import make_array, make_struct, mark_number
from .events import Event, Outcome, Recorded, record, record_many
from .handle import Handle
from .inputs import InputLike, members
from .options import By, ChangedRows
from .rows import Outputs, Rows
from .values import MonthLike, micros, now_or, whole, yyyymm


@dataclass(frozen=True)
class RejectedLine:
    """A row of an input that was refused, or conflicts."""

    file: str
    line: int
    outcome: Outcome
    reason: str
    row: bytes
    """As it is in the file, but in UTF-8."""


@dataclass(frozen=True)
class CorrectedLine:
    """A row of an input that corrected an event."""

    file: str
    line: int
    event_id: str
    corrected_by: str
    before: str
    quantity: str


@dataclass
class ImportOptions:
    """How an import is done; everything has a default."""

    dry_run: bool = False
    by_company: bool = False
    format: str | None = None
    encoding: str | None = None
    map: str | None = None
    delimiter: str | None = None
    year: int | None = None
    zone: str | None = None
    signing_key: str | None = field(default=None, repr=False)
    source: str | None = None
    count: str | None = None
    company_from: Iterable[str] | None = None
    company: str | None = None
    quantity_from: str | None = None
    batch_events: int | None = None
    rejects_path: str | Path | None = None
    correct: By | None = None
    """Rows that differ in quantity alone correct the stored event: by whom, and why."""
    on_file: Callable[[str, str], object] | None = None
    """Each input and its format, before the first row is stored."""
    on_known: Callable[[str, int, str], object] | None = None
    """Each input that was imported before, by which import, and what follows from that."""
    on_rejected: Callable[[RejectedLine], object] | None = None
    on_corrected: Callable[[CorrectedLine], object] | None = None
    on_progress: Progress | None = None
    """In bytes."""


@dataclass(frozen=True)
class Imported:
    """What an import did."""

    complete: bool
    """False: some rows were rejected or conflict."""
    report: Rows[tables.ImportReportRow]
    effect: Rows[tables.Effect]

    def count(self, entry: str) -> int:
        """A number of the report: "rows", "stored", "duplicate", "conflict", "rejected" ..."""
        return sum(int(row.value or 0) for row in self.report if row.entry == entry)


@dataclass(frozen=True)
class Reconciliation:
    """Somebody else's counts beside what was metered."""

    same: bool
    rows: Rows[tables.Reconciled]
    report: Rows[tables.ReportRow]


def _text(value: Any) -> str:
    return str(ffi.string(value).decode("utf-8", "surrogateescape"))


def _callbacks(options: ImportOptions, callbacks: Callbacks) -> dict[str, Any]:
    """The callbacks of an import, as the library calls them."""

    def file(_user: object, name: Any, format: Any) -> None:
        assert options.on_file is not None
        options.on_file(_text(name), _text(format))

    def known(_user: object, name: Any, number: int, what: Any) -> None:
        assert options.on_known is not None
        options.on_known(_text(name), number, _text(what))

    def rejected(
        _user: object, name: Any, line: int, outcome: int, why: Any, row: Any, size: int
    ) -> None:
        assert options.on_rejected is not None
        data = ffi.buffer(row, size)[:]
        options.on_rejected(RejectedLine(_text(name), line, Outcome(outcome), _text(why), data))

    def corrected(_user: object, name: Any, line: int, *rest: Any) -> None:
        assert options.on_corrected is not None
        options.on_corrected(CorrectedLine(_text(name), line, *map(_text, rest)))

    made: dict[str, Callable[..., None]] = {
        "on_file": file,
        "on_known": known,
        "on_rejected": rejected,
        "on_corrected": corrected,
    }
    result: dict[str, Any] = {"on_progress": callbacks.progress(options.on_progress)}
    for name, function in made.items():
        if getattr(options, name) is not None:
            result[name] = callbacks.make(f"porto_{name[3:]}_fn", function)
    return result


def _members(options: ImportOptions, now: datetime | None, callbacks: Callbacks) -> dict[str, Any]:
    values = {item.name: getattr(options, item.name) for item in fields(options)}
    values.update(_callbacks(options, callbacks))
    path, by = options.rejects_path, options.correct
    values.update(
        delimiter=mark_number(options.delimiter),
        now_unix_us=now_or(now),
        rejects_path=None if path is None else bytes(Path(path)),
        correct=by is not None,
    )
    if by is not None:
        said = by._of_call("correct")
        values.update(said, dry_run=options.dry_run or by.dry_run)
        if by.at is not None and now is None:
            values.update(now_unix_us=micros(by.at, "correct.at"))
    return values


def import_maps() -> Rows[tables.ImportMap]:
    """The column maps that are ready, whose names `map` of an import takes."""
    outputs = Outputs(1)
    call(lib.porto_import_maps, outputs.places[0], outs=outputs.outs)
    return outputs.take(0, tables.ImportMap)


class UsageSection(Handle):
    """What was used."""

    def record(self, events: Iterable[Event], now: datetime | None = None) -> Recorded:
        """Records events in one transaction; `now` is the clock's unless it is given."""
        kept, use, function = list(events), object(), lib.porto_usage_record
        try:
            handle = self._enter(use)
            return record(function, handle, kept, now_or(now), interrupt=self.interrupt)
        finally:
            self._uses.discard(use)

    def record_many(
        self, events: Iterable[Event], now: datetime | None = None, batch: int = 10_000
    ) -> Recorded:
        """Records any number of events, a transaction for each `batch`. What an exception leaves
        stored it says (`committed`); the same events again count once. `outcomes` stay empty."""
        return record_many(lambda some: self.record(some, now), events, batch)

    def import_usage(
        self,
        *inputs: InputLike,
        options: ImportOptions | None = None,
        now: datetime | None = None,
    ) -> Imported:
        """Imports usage events, batch by batch: files, bytes, binary files or iterables."""
        outputs = Outputs(2)
        with Callbacks() as callbacks:
            array = make_array("porto_input", [members(item, callbacks) for item in inputs])
            values = _members(options or ImportOptions(), now, callbacks)
            how = make_struct("porto_import_options", **values)
            arguments = (array, len(array), how, *outputs.places)
            status = self._call(lib.porto_usage_import, *arguments, outs=outputs.outs)
        report, effect = outputs.take(0, tables.ImportReportRow), outputs.take(1, tables.Effect)
        return Imported(status == lib.PORTO_OK, report, effect)

    def usage(
        self, month: MonthLike | None = None, company: str | None = None
    ) -> Rows[tables.UsageTotal]:
        """Metered totals."""
        number = None if month is None else yyyymm(month)
        options = make_struct("porto_usage_filter", month_yyyymm=number, company=company)
        return self._rows(lib.porto_usage_list, options, of=tables.UsageTotal)

    def unassigned(self) -> Rows[tables.UnassignedUsage]:
        """Usage of sending domains on days on which they belong to no company."""
        return self._rows(lib.porto_usage_unassigned, of=tables.UnassignedUsage)

    def reconcile(
        self,
        counts: InputLike,
        *,
        by: str | None = None,
        company: str | None = None,
        meter: str | None = None,
        map: str | None = None,
        zone: str | None = None,
        metric: str | None = None,
        delimiter: str | None = None,
        encoding: str | None = None,
        only_differs: bool = False,
    ) -> Reconciliation:
        """Compares metered usage with somebody else's counts: CSV, or JSON of Mailgun."""
        outputs = Outputs(2)
        with Callbacks() as callbacks:
            source = make_struct("porto_input", **members(counts, callbacks))
            options = make_struct(
                "porto_reconcile_options",
                delimiter=mark_number(delimiter),
                only_differs=only_differs,
                encoding=encoding,
                map=map,
                company=company,
                meter=meter,
                by=by,
                zone=zone,
                metric=metric,
            )
            pointers = (source, options)
            function = lib.porto_usage_reconcile
            status = self._call(function, *pointers, *outputs.places, outs=outputs.outs)
        rows, report = outputs.take(0, tables.Reconciled), outputs.take(1, tables.ReportRow)
        return Reconciliation(status == lib.PORTO_OK, rows, report)

    # ---- Import log ------------------------------------------------------------------------------

    def imports(self, after: int = 0, limit: int = 0) -> Rows[tables.ImportRecord]:
        """Every import, also one that was stopped."""
        options = make_struct("porto_list_options", after=after, limit=limit)
        return self._rows(lib.porto_import_list, options, of=tables.ImportRecord)

    def import_details(self, number: int) -> Rows[tables.ImportDetail]:
        """What is known of one import."""
        number = whole(number, "import")
        return self._rows(lib.porto_import_show, number, of=tables.ImportDetail)

    def undo_import(self, number: int, by: By) -> ChangedRows[tables.Undone]:
        """Takes back an import: all of its events are voided, and their ids are free."""
        number = whole(number, "import")
        return self._change_rows(lib.porto_import_undo, number, by=by, of=tables.Undone)
