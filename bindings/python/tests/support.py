"""What the tests of the Python binding share. They need PORTO_LIBRARY, or the loader's libporto."""

import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
import unittest
from datetime import datetime, timedelta, timezone
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
ROOT = PACKAGE.parents[1]
sys.path[:0] = [] if "porto" in sys.modules else [str(PACKAGE / "src")]

import porto  # noqa: E402

UTC = timezone.utc
TARIFF = (ROOT / "examples/tariffs/vitec-epost.toml").read_text("utf-8")
NOW = datetime(2026, 4, 1, 8, tzinfo=UTC)
ANNA = porto.By("anna", "a test", at=NOW)


def event(number, quantity=1, **more):
    """An event of March."""
    at = datetime(2026, 3, 2, tzinfo=UTC) + timedelta(seconds=number)
    return porto.Event(f"e-{number}", at, quantity, **{"company": "bolag-17", **more})


class Case(unittest.TestCase):
    """A test with a folder of its own."""

    def python(self, program, *arguments):
        """Runs a program in another process; the ledger of the folder is its first argument."""
        ledger = str(self.folder / "porto.db")
        return subprocess.run(
            [sys.executable, "-c", textwrap.dedent(program), ledger, *arguments],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            timeout=60,
        )

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def ledger(self, **options):
        """A ledger file with a company on a tariff; it is closed at the end."""
        made = porto.Ledger.create(self.folder / "porto.db", **options)
        self.addCleanup(made.close)
        made.add_tariff(TARIFF, "mail.toml")
        made.add_company("bolag-17", "Eken Bostad AB")
        made.subscribe(porto.Subscription("bolag-17", "vitec-epost", "2026-03"))
        return made
