"""Python functions as callbacks of the library: what they raise stops the call and is raised by it.
"""

from __future__ import annotations

import atexit
import io
import time
from collections.abc import Callable
from typing import Any

from ._call import on_calling_thread
from ._library import ffi
from .errors import Cancelled

Progress = Callable[[int, int], object]
"""Is told how much is done and how much there is in all (0: not known)."""


def _write_all(write: Callable[[bytes], object], data: bytes) -> None:
    """All of it, however little a file takes at once. What says no number has taken all."""
    while data:
        taken = write(data)
        if taken is None and isinstance(getattr(write, "__self__", None), io.RawIOBase):
            raise BlockingIOError("the output takes nothing now, since it does not block")
        if isinstance(taken, bool) or not isinstance(taken, int):
            return
        if not 0 < taken <= len(data):
            raise OSError(f"the output took {taken} of {len(data)} bytes")
        data = data[taken:]


_running: set[Callbacks] = set()
_PATIENCE = 5.0  # seconds that the end of Python waits for a callback of a daemon thread


@atexit.register
def _end() -> None:
    """Stops the calls of daemon threads as Python ends: a thread that came back from one of their
    callbacks after that would be ended inside of the library, and the process aborted."""
    end = time.monotonic() + _PATIENCE
    while _running and time.monotonic() < end:
        for callbacks in list(_running):
            callbacks.stop()
        time.sleep(0.005)


class Callbacks:
    """The callbacks of one call. `with` raises what one of them raised in place of Cancelled."""

    def __init__(self) -> None:
        self._raised: BaseException | None = None

    def __enter__(self) -> Callbacks:
        _running.add(self)
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        _running.discard(self)
        if self._raised is not None and (error is None or isinstance(error, Cancelled)):
            # How much an import had stored by then is worth knowing.
            if isinstance(error, Cancelled) and error.committed:
                self._raised.add_note(f"{error.committed} events were stored before, and stay")
            raise self._raised from None

    def stop(self) -> None:
        """The next callback stops the call."""
        if self._raised is None:
            self._raised = SystemExit("Python ends")

    def make(self, signature: str, function: Callable[..., int | None] | None) -> Any:
        """A C function of that type, which gives 0 unless the Python one gives or raises."""
        if function is None:
            return None
        wanted = function

        def guarded(*arguments: Any) -> int:
            if self._raised is not None:
                return -1
            try:
                return wanted(*arguments) or 0
            except BaseException as error:  # it is raised again once the library has returned
                self._raised = error
                return -1

        # error: what C gets where not even `guarded` could be called.
        return ffi.callback(
            signature, lambda *arguments: on_calling_thread(guarded, *arguments), error=-1
        )

    def progress(self, function: Progress | None) -> Any:
        """As porto_progress_fn."""

        def tell(_user: object, done: int, total: int) -> None:
            assert function is not None
            function(done, total)

        return self.make("porto_progress_fn", tell if function is not None else None)

    def write(self, write: Callable[[bytes], object]) -> Any:
        """As porto_write_fn."""

        def take(_user: object, data: Any, size: int) -> None:
            _write_all(write, ffi.buffer(data, size)[:])

        return self.make("porto_write_fn", take)
