"""Rows: named cells, sequences, other forms, formats."""

import gc
import io
import json
import pickle
import threading
import unittest
from datetime import datetime
from decimal import Decimal

from support import NOW, UTC, Case, event

import porto

try:
    import pandas
except ImportError:
    pandas = None


class Results(Case):
    def lines(self):
        ledger = self.ledger()
        ledger.record([event(1, 40000)])
        lines = ledger.close_month("2026-03", NOW).lines
        ledger.close()
        gc.collect()
        return lines

    def test_named_rows(self):
        lines = self.lines()
        fee, usage = lines
        self.assertEqual((fee.charge, fee["charge"], fee[3]), ("epost",) * 3)
        amounts = [Decimal("500.00"), Decimal("360.00")]
        self.assertEqual([line.net_amount for line in lines], amounts)
        self.assertEqual(dict(usage)["usage_month"], porto.Month(2026, 3))
        self.assertEqual(lines[-1], usage)
        self.assertEqual([len(lines[:1]), len(lines), len(fee)], [1, 2, 16])
        self.assertEqual(pickle.loads(pickle.dumps(fee)), fee)
        self.assertIn("net_amount=Decimal('500.00')", repr(fee))
        with self.assertRaisesRegex(AttributeError, "price"):
            fee.price
        self.assertEqual([(a.line, b.line) for a in lines for b in lines][1], (1, 2))

    def test_columns_that_are_keywords(self):
        row = self.ledger().subscriptions()[0]
        self.assertEqual((row.from_, row["from"]), (porto.Month(2026, 3),) * 2)
        self.assertIsNone(row.through)

    def test_formats(self):
        lines = self.lines()
        self.assertEqual(porto.formats(), ["table", "csv", "json", "html"])
        self.assertEqual(json.loads(lines.to_text("json"))[1]["net_amount"], "360.00")
        self.assertEqual(lines.to_text("csv"), lines.to_text("csv"))
        self.assertIn("360,00", lines.to_text("csv", porto.Output(csv="excel-sv")))
        semicolons = porto.Output(delimiter=";", decimal_mark=",", byte_order_mark=True)
        self.assertIn(";360,00;", lines.to_text("csv", semicolons))
        with self.assertRaises(porto.Invalid):
            lines.to_text("csv", porto.Output(delimiter="ab"))
        with self.assertRaises(porto.Invalid):
            lines.to_text("xml")
        out = io.BytesIO()
        porto.write_joined([lines, lines.where("currency", "SEK")], out)
        with self.assertRaises(porto.Invalid):
            porto.write_joined([lines, lines], out)
        self.assertEqual(out.getvalue().count(b"\n"), 5)
        self.assertEqual(len(lines.where("kind", "fee")), 1)
        self.assertEqual(len(lines.where("kind", None)), 0)

    def test_shown(self):
        ledger = self.ledger()
        ledger.record([event(1)])
        names = [column.name for column in ledger.events().columns]
        cell = ledger.events().shown()[0][names.index("occurred_at")]
        self.assertEqual(cell, "2026-03-02T01:00:01+01:00")
        self.assertEqual(ledger.events()[0].occurred_at, datetime(2026, 3, 2, 0, 0, 1, tzinfo=UTC))

    def test_closed_rows(self):
        lines = self.lines()
        with lines:
            first = lines[0]
        lines.close()
        self.assertEqual(first.company, "bolag-17")
        for use in (lambda: lines[0], lambda: lines.to_text(), lambda: lines.integers("line")):
            with self.assertRaises(porto.Invalid):
                use()

    def test_rows_that_are_used_by_their_own_output(self):
        lines, used = self.lines(), []

        class Again:
            def write(self, data):
                for use in (
                    lambda: lines.to_text(),
                    lambda: lines.where("kind", "fee"),
                    lambda: porto.invoice_totals(lines),
                    lambda: lines.integers("line"),
                    lines.shown,
                    lines.close,
                ):
                    try:
                        use()
                    except porto.Invalid as error:
                        used.append(str(error))

        lines.write(Again())
        porto.write_joined([lines], Again())
        self.assertEqual(set(used), {"These rows are in use by the call that calls back"})
        self.assertEqual(len(used) % 6, 0)
        self.assertEqual(len(lines), len(list(lines)))
        lines.close()

    def test_rows_that_another_thread_closes(self):
        """A call that goes on holds them: nobody reads memory that was freed."""
        ledger = self.ledger()
        ledger.record([event(1, 40000)])
        charges = ledger.charges(NOW.replace(month=3))
        lines = ledger.invoice("2026-03").lines
        calls = {
            "where": lambda: lines.where("kind", "fee"),
            "totals": lambda: porto.invoice_totals(lines),
            "joined": lambda: porto.write_joined([lines], io.BytesIO()),
            "column": lambda: lines.column_index("kind"),
            "outlook": lambda: porto.outlook_totals(charges),
        }
        for name, make in calls.items():
            rows, free = charges if name == "outlook" else lines, threading.Event()
            with rows._using():
                thread = threading.Thread(target=lambda: (make(), free.set()))
                thread.start()
                self.assertFalse(free.wait(0.05), name)
            thread.join(20)
            self.assertTrue(free.is_set(), name)

    def test_short_writes(self):
        class Slow(io.RawIOBase):
            def __init__(self, most):
                self.taken, self.most = bytearray(), most

            def writable(self):
                return True

            def write(self, data):
                if self.most is None:
                    return None
                self.taken += data[: self.most]
                return min(len(data), self.most)

        lines, slow = self.lines(), Slow(3)
        lines.write(slow, "json")
        self.assertEqual(slow.taken.decode(), lines.to_text("json"))
        with self.assertRaises(BlockingIOError):
            lines.write(Slow(None))
        with self.assertRaisesRegex(OSError, "took 0 of"):
            lines.write(Slow(0))

        class Without:
            """As the write() of WSGI, which gives nothing and has taken all."""

            def __init__(self):
                self.taken = bytearray()

            def write(self, data):
                self.taken += data

        whole = Without()
        lines.write(whole)
        self.assertEqual(whole.taken.decode(), lines.to_text())

    def test_what_a_file_raises(self):
        class Full:
            def write(self, data):
                raise BlockingIOError("no room")

        with self.assertRaises(BlockingIOError):
            self.lines().write(Full())

    @unittest.skipIf(pandas is None, "pandas is not installed")
    def test_pandas(self):
        frame = self.lines().to_pandas()
        self.assertEqual(frame["net_amount"].sum(), Decimal("860.00"))
        self.assertEqual(frame["month"].dtype, "period[M]")
        self.assertEqual(frame["line"].dtype, "Int64")
        self.assertTrue(frame["tariff_version"].notna().all())
        ledger = self.ledger_again()
        times = ledger.events().to_pandas()["occurred_at"]
        self.assertEqual(str(times.dtype), "datetime64[ns, UTC]")
        self.assertEqual(len(ledger.imports().to_pandas()), 0)

    def ledger_again(self):
        ledger = porto.Ledger.open(self.folder / "porto.db")
        self.addCleanup(ledger.close)
        return ledger


if __name__ == "__main__":
    unittest.main()
