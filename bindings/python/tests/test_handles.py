"""What becomes of a handle: closed, forgotten, forked, shared by threads, interrupted."""

import gc
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
import unittest
import warnings

from support import NOW, Case, event

import porto
from porto import _call

HOLDER = """
import sqlite3, sys
ledger = sqlite3.connect(sys.argv[1], isolation_level=None)
ledger.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


class Handles(Case):
    def test_closed(self):
        ledger = self.ledger()
        ledger.close()
        ledger.close()
        ledger.interrupt()
        self.assertTrue(ledger.closed)
        with self.assertRaisesRegex(porto.Invalid, "is closed"):
            ledger.companies()
        with self.assertRaises(ValueError):
            ledger.record([event(1)])

    def test_with(self):
        with self.ledger() as ledger:
            ledger.companies()
        self.assertTrue(ledger.closed)

    def test_forgotten(self):
        porto.Ledger.create(self.folder / "forgotten.db").close()
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            ledger = porto.Ledger.open(self.folder / "forgotten.db")
            rows = ledger.companies()
            del ledger
            gc.collect()
        self.assertEqual([w.category for w in caught], [ResourceWarning])
        self.assertEqual(len(rows), 0)
        # An empty -wal is what a ledger leaves whose last user has closed it.
        self.assertEqual((self.folder / "forgotten.db-wal").stat().st_size, 0)

    def test_two_threads(self):
        ledger, inside, go_on = self.ledger(), threading.Event(), threading.Event()

        def slow():
            inside.set()
            go_on.wait(10)
            yield b"event_id,company,occurred_at,quantity\n"
            yield b"a,bolag-17,2026-03-01T00:00:00Z,1\n"

        thread = threading.Thread(target=lambda: ledger.import_usage(slow(), now=NOW))
        thread.start()
        inside.wait(10)
        try:
            for use in (ledger.companies, ledger.close):
                with self.assertRaises(porto.Invalid):
                    use()
        finally:
            go_on.set()
            thread.join()
        self.assertEqual(len(ledger.imports()), 1)

    def test_recorder_of_many_threads(self):
        self.ledger().close()
        with porto.Recorder.open(self.folder / "porto.db") as recorder:
            threads = [
                threading.Thread(target=recorder.record, args=(list(map(event, numbers)),))
                for numbers in (range(i, 80, 8) for i in range(8))
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            again = recorder.record_many((event(n) for n in range(81)), batch=10)
        self.assertEqual((again.duplicate, again.stored, again.count), (80, 1, 81))

    def test_fork(self):
        ledger = self.ledger()
        ledger.record([event(1)])
        child = os.fork()
        if child == 0:
            try:
                ledger.companies()
            except porto.Invalid as error:
                ledger.close()
                os._exit(0 if "fork" in str(error) else 1)
            os._exit(2)
        self.assertEqual(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), 0)
        self.assertEqual(ledger.record([event(2)]).stored, 1)
        self.assertTrue(ledger.verify().sound)

    def test_no_handle_is_pickled(self):
        ledger = self.ledger()
        with self.assertRaisesRegex(TypeError, "open the file again"):
            pickle.dumps(ledger)
        with porto.Recorder.open(ledger.path) as recorder, self.assertRaises(TypeError):
            pickle.dumps(recorder)

    def test_exit_without_close(self):
        self.ledger().close()
        program = """
            import porto, sys
            ledger = porto.Ledger.open(sys.argv[1])
            rows = ledger.companies()
            at = porto.parse_time("2026-03-01T00:00:00Z")
            ledger.record([porto.Event("x", at, 1, "bolag-17")])
        """
        done = self.python(program)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        with porto.Ledger.open(self.folder / "porto.db") as ledger:
            self.assertEqual(ledger.usage()[0].quantity, 1)

    def test_exit_in_the_middle_of_a_call(self):
        """The main thread ends while a daemon thread imports, in a callback or not."""
        self.ledger().close()
        program = """
            import os, porto, sys, threading, time
            ledger, here = porto.Ledger.open(sys.argv[1]), threading.Event()
            pipe, other = os.pipe()
            os.write(other, b"event_id,company,occurred_at,quantity\\n")
            os.write(other, b"a,bolag-17,2026-03-01T00:00:00Z,1\\n")
            def rows():
                here.set()
                while True:
                    time.sleep(0.01)
                    yield b"\\n"
            source = rows() if sys.argv[2] == "callback" else porto.Input(pipe, "pipe")
            threading.Thread(target=ledger.import_usage, args=(source,), daemon=True).start()
            here.wait(1)
        """
        for how in ("callback", "pipe"):
            done = self.python(program, how)
            self.assertEqual((done.returncode, done.stderr), (0, ""), how)
        with porto.Ledger.open(self.folder / "porto.db") as ledger:
            self.assertTrue(ledger.verify().sound)
            self.assertEqual(ledger.record([event(1)]).stored, 1)

    def test_fork_in_the_middle_of_a_call(self):
        """A child of a thread whose parent is in a call: it may forget the handle, no more."""
        ledger, codes = self.ledger(), []

        def rows():
            yield b"event_id,company,occurred_at,quantity\n"
            child = os.fork()
            if child == 0:
                with_lock = ledger._guard.acquire(timeout=5)
                try:
                    ledger.companies()
                except porto.Invalid as error:
                    ledger.close()
                    os._exit(0 if "fork" in str(error) and ledger.closed and with_lock else 1)
                os._exit(2)
            codes.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
            yield b"a,bolag-17,2026-03-01T00:00:00Z,1\n"

        self.assertTrue(ledger.import_usage(rows(), now=NOW).complete)
        self.assertEqual(codes, [0])
        self.assertTrue(ledger.verify().sound)


class Inputs(Case):
    def test_what_is_no_piece_of_an_input(self):
        ledger = self.ledger()
        head = b"event_id,company,occurred_at,quantity\n"
        row = b"a,bolag-17,2026-03-01T00:00:00Z,1\n"
        for wrong in (None, "text", [65, 66], 7):
            with self.subTest(wrong), self.assertRaisesRegex(TypeError, type(wrong).__name__):
                ledger.import_usage([head, row, wrong, b"b" + row], now=NOW)
        self.assertEqual(len(ledger.usage()), 0)
        for wrong in (None, {"event_id": 1}, "e-1"):
            with self.subTest(wrong), self.assertRaises(TypeError):
                ledger.record_many([event(1), wrong, event(2)])
        self.assertEqual(len(ledger.usage()), 0)


class Interrupts(Case):
    def test_keyboard_interrupt_ends_a_call_that_waits_for_a_pipe(self):
        ledger = self.ledger()
        here, there = os.pipe()
        self.addCleanup(os.close, here)
        self.addCleanup(os.close, there)
        os.write(there, b"event_id,company,occurred_at,quantity\n")
        timer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
        timer.start()
        before = time.monotonic()
        with self.assertRaises(KeyboardInterrupt):
            ledger.import_usage(porto.Input(here, "pipe"), now=NOW)
        self.assertLess(time.monotonic() - before, 8)
        self.assertEqual(ledger.record([event(1)]).stored, 1)

    def test_whatever_a_signal_handler_raises(self):
        def handler(number, frame):
            raise TimeoutError("enough")

        before = signal.signal(signal.SIGALRM, handler)
        self.addCleanup(signal.signal, signal.SIGALRM, before)
        with self.ledger() as ledger, self.assertRaises(TimeoutError):
            writer = porto.Ledger.open(ledger.path)
            self.addCleanup(writer.close)

            def held():
                yield b"event_id,company,occurred_at,quantity\n"
                yield b"a,bolag-17,2026-03-01T00:00:00Z,1\n" * 3
                signal.setitimer(signal.ITIMER_REAL, 0.2)
                time.sleep(5)
                yield b""

            writer.import_usage(held(), now=NOW)

    def test_keyboard_interrupt_ends_a_call_that_waits_for_another_process(self):
        ledger = self.ledger()
        command = [sys.executable, "-c", HOLDER, ledger.path]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdin=pipe, stdout=pipe) as holder:
            self.assertEqual(holder.stdout.readline(), b"held\n")
            threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
            before = time.monotonic()
            with self.assertRaises(KeyboardInterrupt):
                ledger.record([event(1)])
            self.assertLess(time.monotonic() - before, 8)
        self.assertEqual(ledger.record([event(1)]).stored, 1)

    def test_ctrl_c_inside_of_asyncio(self):
        """As the README has it: asyncio keeps the first one for itself, and cancels its task."""
        self.ledger().close()
        program = """
            import asyncio, os, porto, signal, sys, threading
            here, there = os.pipe()
            os.write(there, b"event_id,company,occurred_at,quantity\\n")
            ledger, ended = porto.Ledger.open(sys.argv[1]), []
            async def direct():
                ledger.import_usage(porto.Input(here, "pipe"))
            async def other_thread():
                try:
                    await asyncio.to_thread(ledger.import_usage, porto.Input(here, "pipe"))
                except asyncio.CancelledError:
                    ledger.interrupt()
                    raise
            for run, signals in ((other_thread, 1), (direct, 2)):
                count = 0
                def press():
                    global count
                    count += 1
                    os.kill(os.getpid(), signal.SIGINT)
                timers = [threading.Timer(0.5 + number, press) for number in range(signals)]
                for timer in timers:
                    timer.start()
                try:
                    asyncio.run(run())
                except KeyboardInterrupt:
                    ended.append(count)
            assert ended == [1, 2], ended
            assert ledger.meters()
        """
        done = self.python(program)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_interrupt_by_a_signal_handler(self):
        """Wherever the signal comes, also while the main thread has the lock of the handle."""
        self.ledger().close()
        program = """
            import porto, signal, sys, time
            ledger, count = porto.Ledger.open(sys.argv[1]), 0
            def handler(number, frame):
                global count
                count += 1
                ledger.interrupt()
            signal.signal(signal.SIGALRM, handler)
            with ledger._guard:
                signal.raise_signal(signal.SIGALRM)
            signal.setitimer(signal.ITIMER_REAL, 0.0005, 0.0005)
            end, when = time.monotonic() + 1.5, porto.parse_time("2026-03-01T00:00:00Z")
            while time.monotonic() < end:
                try:
                    ledger.month_of(when)
                    ledger.meters()
                except porto.Cancelled:
                    pass
            signal.setitimer(signal.ITIMER_REAL, 0)
            assert count > 20, count
            ledger.close()
            assert ledger.closed
        """
        done = self.python(program)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_keyboard_interrupts_leave_a_handle_that_can_be_closed(self):
        self.ledger().close()
        program = """
            import porto, signal, sys, time
            ledger, count = porto.Ledger.open(sys.argv[1]), 0
            def handler(number, frame):
                raise KeyboardInterrupt
            signal.signal(signal.SIGALRM, handler)
            end = time.monotonic() + 2
            while time.monotonic() < end:
                try:
                    signal.setitimer(signal.ITIMER_REAL, 0.0003 + count % 20 / 10000)
                    while True:
                        ledger.meters()
                except KeyboardInterrupt:
                    count += 1
            assert count > 20, count
            ledger.close()
        """
        done = self.python(program)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_a_wake_up_that_is_lost(self):
        """A signal may come between the taking of what wakes the main thread and the next step."""
        desk, interrupts, taken = _call._Desk(), [], []

        class Inbox(_call.SimpleQueue):
            def get(self, timeout=None):
                super().get(timeout=timeout)
                taken.append(timeout)
                raise KeyboardInterrupt

        desk.inbox = Inbox()
        work = threading.Thread(target=desk.work, args=(lambda: time.sleep(0.2) or 7, ()))
        with self.assertRaises(KeyboardInterrupt):
            desk.wait(work.start, lambda: interrupts.append(1))
        self.assertEqual((len(taken), desk.status), (1, 7))

    def test_a_second_interrupt_waits_for_the_end_of_the_call(self):
        desk, go_on, count = _call._Desk(), threading.Event(), []

        def interrupt():
            count.append(1)
            if len(count) < 4:
                raise TimeoutError
            go_on.set()

        class Inbox(_call.SimpleQueue):
            def get(self, timeout=None):
                if not count:
                    raise KeyboardInterrupt
                return super().get(timeout=timeout)

        desk.inbox = Inbox()
        work = threading.Thread(target=desk.work, args=(lambda: go_on.wait(20) and 0, ()))
        with self.assertRaises(KeyboardInterrupt):
            desk.wait(work.start, interrupt)
        self.assertTrue(desk.done)
        self.assertGreaterEqual(len(count), 4)

    def test_calls_do_not_hold_the_gil(self):
        ledger = self.ledger()
        here, there = os.pipe()
        self.addCleanup(os.close, here)
        inputs = (porto.Input(here, "pipe"),)
        thread = threading.Thread(target=ledger.import_usage, args=inputs, kwargs={"now": NOW})
        thread.start()
        self.assertTrue(thread.is_alive())
        os.write(there, b"event_id,company,occurred_at,quantity\n")
        os.write(there, b"a,bolag-17,2026-03-01T00:00:00Z,1\n")
        os.close(there)
        thread.join(20)
        self.assertEqual(ledger.usage()[0].events, 1)

    def test_interrupt_from_another_thread(self):
        ledger = self.ledger()
        here, there = os.pipe()
        self.addCleanup(os.close, here)
        self.addCleanup(os.close, there)
        threading.Timer(0.3, ledger.interrupt).start()
        with self.assertRaises(porto.Cancelled):
            ledger.import_usage(porto.Input(here, "pipe"), now=NOW)

    def test_callbacks_run_on_the_calling_thread_and_raise(self):
        ledger, threads = self.ledger(), []

        def stop(done, total):
            threads.append(threading.current_thread())
            raise LookupError("stop it")

        with self.assertRaisesRegex(LookupError, "stop it"):
            ledger.backup(self.folder / "copy.db", on_progress=stop)
        self.assertEqual(threads, [threading.main_thread()])
        self.assertFalse((self.folder / "copy.db").exists())
        seen = []
        ledger.verify(on_progress=lambda done, total: seen.append(done))
        self.assertTrue(seen)

    def test_calls_from_callbacks_are_refused(self):
        ledger = self.ledger()
        with self.assertRaises(porto.Invalid):
            ledger.verify(on_progress=lambda done, total: ledger.companies())

    def test_a_stopped_import_says_what_is_stored(self):
        ledger = self.ledger()
        head = b"event_id,company,occurred_at,quantity\n"

        def rows():
            yield head
            for n in range(20000):
                yield b"e-%d,bolag-17,2026-03-01T00:00:00Z,1\n" % n
            raise OSError("the line is dead")

        options = porto.ImportOptions(batch_events=1000)
        with self.assertRaises(OSError) as caught:
            ledger.import_usage(rows(), options=options, now=NOW)
        stored = int(sum(row.events for row in ledger.usage()))
        self.assertGreater(stored, 0)
        note = f"{stored} events were stored before, and stay"
        self.assertEqual(caught.exception.__notes__, [note])


if __name__ == "__main__":
    unittest.main()
