"""Beside Python's own sqlite3 on the same ledger: what is safe, and how many SQLites there are."""

import os
import re
import sqlite3
import subprocess
import sys
import unittest

from support import Case, event

import porto


def copies():
    """The files of this process that hold an SQLite, by their names and by what is in them."""
    maps = read("/proc/self/maps").decode().splitlines()
    paths = {line.split()[-1] for line in maps if "/" in line}
    files = {os.path.realpath(path) for path in paths if ".so" in path}
    named = {path for path in files if re.search(r"libsqlite3\.so", path)}
    inside = {path for path in files if "libporto" in path and b"SQLite format 3" in read(path)}
    return sorted(named | inside)


def read(path):
    with open(path, "rb") as file:
        return file.read()


class BesideSqlite(Case):
    def test_how_many_there_are(self):
        self.ledger()
        sqlite3.connect(":memory:").close()
        found = copies()
        print(f"copies of SQLite in this process: {len(found)}: {', '.join(found)}")
        self.assertIn(len(found), (1, 2))

    def test_another_process_reads_with_sql(self):
        ledger = self.ledger()
        ledger.record([event(1, 5)])
        program = (
            "import sqlite3, sys; d = sqlite3.connect(f'file:{sys.argv[1]}?mode=ro', uri=True);"
            "print(d.execute('SELECT quantity FROM v_usage_month').fetchall())"
        )
        done = subprocess.run(
            [sys.executable, "-c", program, ledger.path], capture_output=True, text=True
        )
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
        """Rule 10 forbids it. What it does to locks is not seen by one process alone; all that was
        acknowledged is in the file all the same."""
        ledger = self.ledger()
        for number in range(20):
            ledger.record([event(number)])
            with sqlite3.connect(ledger.path) as other:
                other.execute("SELECT count(*) FROM v_usage_month").fetchone()
            other.close()
        ledger.close()
        with porto.Ledger.open(self.folder / "porto.db") as again:
            self.assertEqual(again.usage()[0].events, 20)
            self.assertTrue(again.verify().sound)


if __name__ == "__main__":
    unittest.main()
