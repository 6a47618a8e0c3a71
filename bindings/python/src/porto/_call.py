"""How the library is called: failures become exceptions, and Ctrl-C ends a call that goes on.

Python runs the handler of a signal in its main thread, and only between two steps of Python code.
So a call that the main thread makes and that may take long runs in another thread, while the main
thread waits where a signal reaches it; an exception of its handler, KeyboardInterrupt or
another, interrupts the call and is raised once the call has ended. Callbacks come back to the main
thread: whoever calls porto finds its own code where it left it. Other threads call directly, since
no handler ever runs in them.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Any

from . import errors
from ._library import ffi, lib

_AGAIN = 0.05  # seconds between two interrupts of a call that has not ended
_here = threading.local()  # of a thread that works for the main thread: its desk


def _wake() -> None:
    """Nothing: the main thread looks whether the call has ended."""


class _Desk:
    """Between the main thread, which waits, and the thread that calls for it."""

    def __init__(self) -> None:
        self.inbox: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self.stopped: BaseException | None = None
        self.failed: BaseException | None = None
        self.begun = False
        self.done = False
        self.status = 0

    def ask(self, callback: Callable[..., int], arguments: tuple[Any, ...]) -> int:
        """Has a callback run by the main thread."""
        answer: SimpleQueue[int] = SimpleQueue()

        def run() -> None:
            result = -1
            try:
                if self.stopped is None:
                    result = callback(*arguments)
            finally:
                answer.put(result)

        self.inbox.put(run)
        while True:
            try:
                return answer.get(timeout=_AGAIN)
            except Empty:
                if self.stopped is not None:  # a signal came before the callback, or its result
                    return -1

    def work(self, function: Any, arguments: tuple[Any, ...]) -> None:
        """What the other thread does, once."""
        if not self.begun:
            self.begun = True
            _here.desk = self
            try:
                self.status = function(*arguments)
            except BaseException as error:  # an argument that cffi refuses: nothing was called
                self.failed = error
            finally:
                # Said before the main thread is woken: a signal may come between its taking of
                # what wakes it and the next step, and then nothing wakes it any more.
                self.done = True
                self.inbox.put(_wake)

    def wait(self, start: Callable[[], None], interrupt: Callable[[], None]) -> int:
        """Until the call has ended; whatever a signal handler raises ends it, once or often."""
        started = False
        while not self.done:
            try:
                if not started:  # a signal may come in between: starting again does nothing
                    start()
                    started = True
                if self.stopped is not None:
                    interrupt()
                while not self.done:
                    try:
                        self.inbox.get(timeout=None if self.stopped is None else _AGAIN)()
                    except Empty:
                        interrupt()
            except BaseException as error:  # what a signal handler raises, which may be anything
                if self.stopped is None:  # nothing is called here, where a signal would get out
                    self.stopped = error
        if self.stopped is not None:
            raise self.stopped
        if self.failed is not None:
            raise self.failed
        return self.status


class _Worker:
    """A thread that calls for the main thread, and waits for the next call."""

    def __init__(self) -> None:
        self.jobs: SimpleQueue[tuple[_Desk, Any, tuple[Any, ...]]] = SimpleQueue()
        threading.Thread(target=self.work, name="porto", daemon=True).start()

    def work(self) -> None:
        while True:
            desk, function, arguments = self.jobs.get()
            desk.work(function, arguments)
            _here.desk = None
            del desk, arguments  # what a call had is not kept until the next one


_idle: list[_Worker] = []  # one, or as many as calls out of callbacks needed
os.register_at_fork(after_in_child=_idle.clear)


def on_calling_thread(callback: Callable[..., int], *arguments: Any) -> int:
    """Runs a callback of the library on the thread that made the call."""
    desk: _Desk | None = getattr(_here, "desk", None)
    return callback(*arguments) if desk is None else desk.ask(callback, arguments)


def _status(function: Any, arguments: tuple[Any, ...], interrupt: Callable[[], None] | None) -> int:
    if interrupt is None or threading.current_thread() is not threading.main_thread():
        return int(function(*arguments))
    desk = _Desk()
    worker = _idle.pop() if _idle else _Worker()

    def start() -> None:
        worker.jobs.put((desk, function, arguments))

    try:
        return desk.wait(start, interrupt)
    except BaseException:
        # A signal got out of wait(), between two steps: the call ends before its memory goes.
        if not desk.done:
            desk.wait(start, interrupt)
        raise
    finally:
        _idle.append(worker)


def call(
    function: Any, *arguments: Any, interrupt: Callable[[], None] | None = None, outs: Any = ()
) -> int:
    """The status of a call, 0 or above; a failure is raised. `outs` are closed if it is."""
    error = ffi.new("porto_error**")
    try:
        status = _status(function, (*arguments, error), interrupt)
    except BaseException as raised:
        for out, close in outs:
            close(out[0])
        lib.porto_error_free(error[0])
        if isinstance(raised, OverflowError):  # an argument that its C type does not hold
            raise errors.NumberOverflow(str(raised)) from None
        raise
    if status < 0:
        raise errors.take(status, error[0])
    return status
