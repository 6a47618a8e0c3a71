"""Beside Python's own sqlite3 on the same ledger: how many SQLites there are, and what is lost."""

import os
import sqlite3
import subprocess
import sys
import threading
import unittest

from support import Case, event

import porto

# Two messages that are in the code of an SQLite and in nothing that only calls one.
MARKS = (b"malformed database schema (%s)", b"cannot start a transaction within a transaction")


def copies():
    """The files that are mapped into this process and hold an SQLite, whatever they are called:
    a libsqlite3.so, a libporto.so with one of its own, a python with sqlite3 built in."""
    with open("/proc/self/maps", encoding="utf-8") as maps:
        lines = [line.split(maxsplit=5) for line in maps]
    paths = {line[5].strip() for line in lines if len(line) == 6 and "x" in line[1]}
    files = {os.path.realpath(path) for path in paths if path.startswith("/")}
    return sorted(path for path in files if all(mark in read(path) for mark in MARKS))


def read(path):
    with open(path, "rb") as file:
        return file.read()


# Another process that stores events with porto all the while, and says how many were acknowledged.
WRITER = """
import porto, sys
stored = 0
with porto.Recorder.open(sys.argv[1]) as recorder:
    at = porto.parse_time("2026-03-01T00:00:00Z")
    print("ready", flush=True)
    while stored < int(sys.argv[2]):
        stored += recorder.record([porto.Event(f"theirs-{stored}", at, 1, "bolag-17")]).stored
print(stored)
"""


class BesideSqlite(Case):
    def test_how_many_there_are(self):
        ledger = self.ledger()
        connection = sqlite3.connect(ledger.path)
        self.addCleanup(connection.close)
        connection.execute("SELECT count(*) FROM v_usage_month").fetchone()
        found = copies()
        print(f"copies of SQLite in this process: {len(found)}: {', '.join(found)}")
        # One is porto's; Python's sqlite3 has the same or another.
        self.assertIn(len(found), (1, 2))

    def test_another_process_reads_with_sql(self):
        ledger = self.ledger()
        ledger.record([event(1, 5)])
        program = """
            import sqlite3, sys
            ledger = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
            print(ledger.execute("SELECT quantity FROM v_usage_month").fetchall())
        """
        done = self.python(program)
        self.assertIn("5", done.stdout, done.stderr)
        self.assertEqual(ledger.record([event(2)]).stored, 1)

    def test_a_copy_is_read_in_this_process(self):
        ledger = self.ledger()
        ledger.record([event(1, 5)])
        ledger.backup(self.folder / "copy.db")
        with sqlite3.connect(self.folder / "copy.db") as copy:
            count = copy.execute("SELECT count(*) FROM v_usage_month").fetchone()
        copy.close()
        self.assertEqual(count, (1,))

    def test_the_same_file_in_this_process_loses_nothing_that_was_stored(self):
        """Rule 10 of porto.h forbids it where there are two copies, since a close of theirs takes
        the locks of this process. All that was acknowledged is there all the same: to this process
        and to another one that writes meanwhile."""
        self.ledger().close()
        path, count = self.folder / "porto.db", 200
        command = [sys.executable, "-c", WRITER, str(path), str(count)]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        pipe = subprocess.PIPE
        over, looked = threading.Event(), []

        def look():
            while not over.is_set():
                other = sqlite3.connect(path)
                looked.append(other.execute("SELECT count(*) FROM v_usage_month").fetchone())
                other.close()

        with subprocess.Popen(command, stdout=pipe, text=True, env=environment) as writer:
            self.assertEqual(writer.stdout.readline(), "ready\n")
            thread = threading.Thread(target=look)
            thread.start()
            try:
                with porto.Recorder.open(path) as recorder:
                    stored = sum(recorder.record([event(n)]).stored for n in range(count))
                theirs = int(writer.stdout.readline())
            finally:
                over.set()
                thread.join()
        self.assertGreater(len(looked), 2)
        with porto.Ledger.open(path) as again:
            self.assertEqual((stored, theirs), (count, count))
            self.assertEqual(again.usage()[0].events, stored + theirs)
            self.assertTrue(again.verify().sound)


if __name__ == "__main__":
    unittest.main()
