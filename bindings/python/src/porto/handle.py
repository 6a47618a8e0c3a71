"""A ledger or a recorder that is open: its handle, its end, and the interrupt of its calls."""

from __future__ import annotations

import os
import threading
import warnings
from collections.abc import Mapping
from typing import Any, TypeVar

from ._call import call
from ._library import ffi, lib
from ._struct import make_struct
from .errors import Invalid
from .options import NOBODY, By, Changed, ChangedRows
from .rows import Outputs, Row, Rows
from .tables import Effect
from .values import encode

R = TypeVar("R", bound=Row)


class Handle:
    """A handle that is closed by `with`, by close(), or by the garbage collector with a warning."""

    _close: Any
    _interrupt: Any

    def __init__(self, handle: Any, path: str) -> None:
        self._handle: Any = handle
        self._path = path
        self._process = os.getpid()
        self._calls = 0
        self._guard = threading.Lock()

    @property
    def closed(self) -> bool:
        """Whether it is closed."""
        return self._handle is None

    @property
    def path(self) -> str:
        """The file."""
        return self._path

    def close(self) -> None:
        """Closes it; again is right. Raises Invalid while a call of it goes on."""
        with self._guard:
            if self._calls:
                raise Invalid(f"{self._path}: a call goes on; interrupt() ends it")
            handle, self._handle = self._handle, None
        # After a fork the file belongs to the parent: its child leaves it alone.
        if handle is not None and self._process == os.getpid():
            self._close(handle)

    def interrupt(self) -> None:
        """Ends the call that goes on, with Cancelled. From any thread."""
        with self._guard:
            if self._handle is not None and self._process == os.getpid():
                self._interrupt(self._handle)

    def __del__(self) -> None:
        if getattr(self, "_handle", None) is not None:
            warnings.warn(f"{self!r} was not closed", ResourceWarning, source=self)
            self.close()

    def __repr__(self) -> str:
        state = " closed" if self.closed else ""
        return f"<porto.{type(self).__name__} {self._path!r}{state}>"

    def __reduce__(self) -> Any:
        raise TypeError(f"a {type(self).__name__} cannot be pickled: open the file again")

    # ---- Calls -----------------------------------------------------------------------------------

    def _enter(self) -> Any:
        with self._guard:
            if self._handle is None:
                raise Invalid(f"{self._path} is closed")
            if self._process != os.getpid():
                raise Invalid(f"{self._path} was opened before a fork: open it in this process")
            self._calls += 1
            return self._handle

    def _leave(self) -> None:
        with self._guard:
            self._calls -= 1

    def _call(self, function: Any, *arguments: Any, outs: Any = ()) -> int:
        handle = self._enter()
        try:
            return call(function, handle, *arguments, interrupt=self.interrupt, outs=outs)
        finally:
            self._leave()

    def _short(self, function: Any, *arguments: Any, outs: Any = ()) -> int:
        """A call that neither waits nor reads much: nothing is to be interrupted."""
        handle = self._enter()
        try:
            return call(function, handle, *arguments, outs=outs)
        finally:
            self._leave()

    def _rows(self, function: Any, *arguments: Any, of: type[R]) -> Rows[R]:
        """A call that gives one table."""
        outputs = Outputs(1)
        self._call(function, *arguments, outputs.places[0], outs=outputs.outs)
        return outputs.take(0, of)

    def _change(self, function: Any, *arguments: Any, by: By | None) -> Changed:
        """A change that tells its effect."""
        outputs, options = Outputs(1), (by or NOBODY)._struct()
        status = self._call(
            function, *arguments, options, outputs.places[0], outs=outputs.outs
        )
        return Changed(status != lib.PORTO_EXISTS, outputs.take(0, Effect))

    def _change_rows(
        self, function: Any, *arguments: Any, by: By | None, of: type[R]
    ) -> ChangedRows[R]:
        """A change that gives rows, and tells its effect."""
        outputs, options = Outputs(2), (by or NOBODY)._struct()
        status = self._call(
            function, *arguments, options, *outputs.places, outs=outputs.outs
        )
        changed = status != lib.PORTO_EXISTS
        return ChangedRows(changed, outputs.take(1, Effect), outputs.take(0, of))


def open_handle(
    function: Any, kind: str, path: str | os.PathLike[str], options: Mapping[str, Any]
) -> Any:
    """The handle of a file that is opened or created."""
    out, name = ffi.new(kind + "**"), os.fsencode(path)
    call(function, name, len(name), make_struct("porto_ledger_options", **options), out)
    return out[0]


def timeout_ms(seconds: int | None) -> int | None:
    """busy_timeout_ms: None is the library's, 10 seconds; 0 is not to wait at all."""
    if seconds is None:
        return None
    return int(lib.PORTO_NO_WAIT) if seconds == 0 else seconds * 1000


def texts(**named: str) -> list[Any]:
    """Texts as pointers and lengths, in order."""
    arguments: list[Any] = []
    for name, value in named.items():
        encoded = encode(value, name)
        arguments += [encoded, len(encoded)]
    return arguments
