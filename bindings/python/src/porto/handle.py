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
from .values import encode, whole

R = TypeVar("R", bound=Row)


class Handle:
    """A handle that is closed by `with`, by close(), or by the garbage collector with a warning."""

    _close: Any
    _interrupt: Any

    def __init__(self, handle: Any, path: str) -> None:
        self._handle: Any = handle
        self._path = path
        self._process = os.getpid()
        self._uses: set[object] = set()  # a token of each call that goes on
        self._guard = threading.RLock()  # a signal handler may come in between, and interrupt

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
        if self._process != os.getpid():
            # After a fork the file belongs to the parent: its child leaves it alone, and the lock,
            # which another thread of the parent may have held.
            self._handle = None
            return
        with self._guard:
            if self._uses:
                raise Invalid(f"{self._path}: a call goes on; interrupt() ends it")
            handle, self._handle = self._handle, None
        if handle is not None:
            self._close(handle)

    def interrupt(self) -> None:
        """Ends the call that goes on, with Cancelled. From any thread."""
        if self._process == os.getpid():
            with self._guard:
                if self._handle is not None:
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

    def _enter(self, use: object) -> Any:
        """The handle; close() refuses until the token is taken out of `_uses`."""
        if self._process != os.getpid():
            raise Invalid(f"{self._path} was opened before a fork: open it in this process")
        with self._guard:
            if self._handle is None:
                raise Invalid(f"{self._path} is closed")
            self._uses.add(use)
            return self._handle

    def _call(self, function: Any, *arguments: Any, outs: Any = ()) -> int:
        use = object()
        try:
            handle = self._enter(use)
            return call(function, handle, *arguments, interrupt=self.interrupt, outs=outs)
        finally:
            self._uses.discard(use)  # one step, which no signal handler divides

    def _short(self, function: Any, *arguments: Any, outs: Any = ()) -> int:
        """A call that neither waits nor reads much: nothing is to be interrupted."""
        use = object()
        try:
            return call(function, self._enter(use), *arguments, outs=outs)
        finally:
            self._uses.discard(use)

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
    if whole(seconds, "busy_timeout") < 0:
        raise Invalid("A time to wait is not below 0", "busy_timeout")
    return int(lib.PORTO_NO_WAIT) if seconds == 0 else seconds * 1000


def texts(**named: str) -> list[Any]:
    """Texts as pointers and lengths, in order."""
    arguments: list[Any] = []
    for name, value in named.items():
        encoded = encode(value, name)
        arguments += [encoded, len(encoded)]
    return arguments
