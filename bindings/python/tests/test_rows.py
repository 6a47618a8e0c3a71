"""Rows: named cells, sequences, other forms, formats."""

import gc
import io
import json
import pickle
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
