"""A wheel that the standard tools build holds the package and works; so does the example."""

import csv
import io
import os
import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path
from shutil import copytree, ignore_patterns

from support import PACKAGE, ROOT

try:
    import build
    import ensurepip
except ImportError:
    build = ensurepip = None


COMMAND = Path(os.environ.get("PORTO_LIBRARY", "")).parent.parent / "bin/porto"


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, **options)


class Wheel(unittest.TestCase):
    @unittest.skipIf(ensurepip is None, "python3-build or python3-venv is not installed")
    def test_wheel(self):
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "source")
            copytree(PACKAGE, source, ignore=ignore_patterns("__pycache__", "build", "*.egg-info"))
            made = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", str(source))
            self.assertEqual(made.returncode, 0, made.stdout + made.stderr)
            (wheel,) = (source / "dist").iterdir()
            self.assertEqual(wheel.name, "porto-0.3.0-py3-none-any.whl")
            with zipfile.ZipFile(wheel) as archive:
                kept = {name for name in archive.namelist() if name.startswith("porto/")}
            files = {f"porto/{path.name}" for path in (PACKAGE / "src/porto").iterdir()}
            self.assertEqual(kept, files - {"porto/__pycache__"})
            self.installed(folder, wheel)

    def installed(self, folder, wheel):
        """In an environment of its own, which takes cffi alone from the system."""
        room = Path(folder, "venv")
        made = run(sys.executable, "-m", "venv", "--system-site-packages", str(room))
        self.assertEqual(made.returncode, 0, made.stdout + made.stderr)
        python = str(room / "bin/python")
        made = run(python, "-m", "pip", "install", "--no-index", "--no-deps", str(wheel))
        self.assertEqual(made.returncode, 0, made.stdout + made.stderr)
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        where = run(python, "-c", "import porto; print(porto.__file__)", env=environment, cwd="/")
        self.assertTrue(where.stdout.startswith(str(room)), where)
        self.month(environment, folder, python)

    def test_example(self):
        self.month({**os.environ, "PYTHONPATH": str(PACKAGE / "src")}, "/")

    def month(self, environment, folder, python=sys.executable):
        example = str(PACKAGE / "examples/month.py")
        done = run(python, example, str(ROOT / "examples"), env=environment, cwd=folder)
        last = done.stdout.splitlines()[-1:]
        self.assertEqual(last, ["total       3860.51 SEK excluding VAT"], done)
        self.assertIn("bolag-17     360.00 SEK", done.stdout)

    @unittest.skipUnless(COMMAND.exists(), "the command porto is not built")
    def test_the_example_is_the_month_of_the_command(self):
        """The same lines, from the same files: what both print of each is compared."""
        example = [sys.executable, str(PACKAGE / "examples/month.py"), str(ROOT / "examples")]
        mine = run(*example, env={**os.environ, "PYTHONPATH": str(PACKAGE / "src")}).stdout
        with tempfile.TemporaryDirectory() as folder:
            data, now = ROOT / "examples/data", ("--as-of", "2026-04-01T08:00:00+02:00")
            messages = [data / f"messages-2026-03.{kind}" for kind in ("csv", "ndjson")]
            columns = "id=company,name=name,tariff=tariff,constant.from=2026-02"
            for command in (
                ("init", "--zone", "Europe/Stockholm", "--currency", "SEK"),
                ("tariff", "add", ROOT / "examples/tariffs/vitec-epost.toml"),
                ("company", "import", data / "companies.csv", "--map", columns),
                ("import", *messages),
                ("close", "2026-02", *now),
                ("--output", "csv", "close", "2026-03", *now),
            ):
                done = run(str(COMMAND), *map(str, command), cwd=folder)
                self.assertEqual(done.returncode, 0, done)
        lines = [
            f"{row['company']:10}{row['net_amount']:>9} {row['currency']}  {row['text']}"
            for row in csv.DictReader(io.StringIO(done.stdout))
        ]
        self.assertGreater(len(lines), 5)
        self.assertEqual(mine.splitlines()[:-1], lines)

    def test_the_example_is_fifteen_lines(self):
        text = (PACKAGE / "examples/month.py").read_text().split("tree, now")[1]
        self.assertLessEqual(len(text.splitlines()), 15)

    def test_without_a_library(self):
        environment = {**os.environ, "PYTHONPATH": str(PACKAGE / "src")}
        environment["PORTO_LIBRARY"] = "/none.so"
        done = run(sys.executable, "-c", "import porto", env=environment)
        self.assertIn("ImportError: The library of porto cannot be loaded", done.stderr)
        self.assertIn("PORTO_LIBRARY=", done.stderr)


if __name__ == "__main__":
    unittest.main()
