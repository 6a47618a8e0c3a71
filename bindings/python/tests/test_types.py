"""The types of the package are right to mypy --strict, and so is a program that uses it."""

import subprocess
import sys
import tempfile
import textwrap
import unittest
from pathlib import Path

from support import PACKAGE

try:
    import mypy
except ImportError:
    mypy = None

RIGHT = """
    from decimal import Decimal
    import porto

    def net(ledger: porto.Ledger) -> list[tuple[str, Decimal]]:
        return [(line.company, line.net_amount) for line in ledger.invoice("2026-03").lines]

    def total(ledger: porto.Ledger) -> Decimal:
        return ledger.invoice(porto.Month(2026, 3)).totals()[-1].net_amount
"""
WRONG = """
    import porto

    def net(ledger: porto.Ledger) -> list[float]:
        return [line.net_amount for line in ledger.invoice("2026-03").lines]

    def month(ledger: porto.Ledger) -> None:
        ledger.close_month(202603)
"""


@unittest.skipIf(mypy is None, "mypy is not installed")
class Types(unittest.TestCase):
    def check(self, *arguments):
        with tempfile.TemporaryDirectory() as cache:
            command = [sys.executable, "-m", "mypy", "--cache-dir", cache]
            command += ["--config-file", str(PACKAGE / "pyproject.toml"), *arguments]
            return subprocess.run(command, cwd=PACKAGE, capture_output=True, text=True)

    def test_package_and_programs(self):
        done = self.check()
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        with tempfile.TemporaryDirectory() as folder:
            files = []
            for name, text in {"right": RIGHT, "wrong": WRONG}.items():
                files.append(str(Path(folder, f"{name}.py")))
                Path(files[-1]).write_text(textwrap.dedent(text))
            done = self.check(*files)
            found = [line.rsplit("/", 1)[-1] for line in done.stdout.splitlines()]
        errors = [line for line in found if ": error:" in line]
        self.assertEqual([line.split(":")[0] for line in errors], ["wrong.py"] * 2, found)


if __name__ == "__main__":
    unittest.main()
