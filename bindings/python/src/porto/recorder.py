"""A recorder: a ledger file open for recording by any number of threads at once."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime
from types import TracebackType

from ._library import lib
from .events import Event, Recorded, record, record_many
from .handle import Handle, open_handle, timeout_ms
from .values import now_or


class Recorder(Handle):
    """Calls that come at the same time are written in one transaction, much faster than one each.
    """

    _close = staticmethod(lib.porto_recorder_close)
    _interrupt = staticmethod(lib.porto_recorder_interrupt)

    @classmethod
    def open(
        cls, path: str | os.PathLike[str], *, busy_timeout: int | None = None
    ) -> Recorder:
        """Opens a ledger file for recording; `busy_timeout` as Ledger.open."""
        options = {"busy_timeout_ms": timeout_ms(busy_timeout)}
        handle = open_handle(lib.porto_recorder_open, "porto_recorder", path, options)
        return cls(handle, os.fsdecode(path))

    def __enter__(self) -> Recorder:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def record(self, events: Iterable[Event], now: datetime | None = None) -> Recorded:
        """Records events in one transaction, from any thread.

        Ctrl-C does not end this call, since the interrupt of a recorder ends the calls of all
        threads: interrupt() does.
        """
        kept, use = list(events), object()
        try:
            return record(lib.porto_recorder_record, self._enter(use), kept, now_or(now))
        finally:
            self._uses.discard(use)

    def record_many(
        self, events: Iterable[Event], now: datetime | None = None, batch: int = 10_000
    ) -> Recorded:
        """As Ledger.record_many."""
        return record_many(lambda some: self.record(some, now), events, batch)
