"""Failures: a class for each, who acts, and the numbers behind them."""

import unittest

from support import ANNA, NOW, Case, event

import porto
from porto import errors


class Errors(Case):
    def test_a_class_for_every_status(self):
        names = {n for n in dir(errors.lib) if n.startswith("PORTO_E_")} - {"PORTO_E_INTERNAL"}
        self.assertEqual({getattr(errors.lib, name) for name in names}, set(errors.BY_CODE))
        for code, kind in errors.BY_CODE.items():
            group = {1: porto.CallError, 2: porto.DataError, 3: porto.MachineError}[-code // 100]
            self.assertTrue(issubclass(kind, group), kind)
            name = errors.ffi.string(errors.lib.porto_status_name(code)).decode()
            self.assertEqual(kind("x").name, name)
            self.assertIn(kind.__name__, porto.__all__)

    def test_what_an_error_says(self):
        ledger = self.ledger()
        with self.assertRaises(porto.NotFound) as caught:
            ledger.invoice("2026-03", "nobody")
        error = caught.exception
        self.assertEqual((error.code, error.name), (-200, "not_found"))
        self.assertIn("nobody", str(error))
        self.assertIsInstance(error, LookupError)
        with self.assertRaises(porto.BadTariff) as caught:
            ledger.add_tariff("id = 7", "bad.toml")
        self.assertEqual(str(caught.exception), caught.exception.message)
        self.assertTrue(str(caught.exception).startswith("bad.toml:1"), caught.exception)
        with self.assertRaises(porto.MonthOpen):
            ledger.close_month("2026-04", NOW)
        with self.assertRaises(porto.Invalid) as caught:
            ledger.report(porto.Report("2026-03", "2026-03", sort="price"))
        self.assertEqual(caught.exception.where, "options.sort")
        self.assertTrue(str(caught.exception).startswith("options.sort: "))
        with self.assertRaises(porto.BadInput) as caught:
            ledger.import_usage(porto.Input(b"nothing\n1\n", "in.csv"), now=NOW)
        self.assertEqual(str(caught.exception).count("in.csv"), 1, caught.exception)

    def test_of_the_machine(self):
        with self.assertRaises(porto.NotFound) as caught:
            porto.Ledger.open(self.folder / "none.db")
        self.assertIsInstance(caught.exception, porto.DataError)
        (self.folder / "text.db").write_text("no ledger at all, but long enough to be read" * 100)
        with self.assertRaises(porto.NotALedger):
            porto.Ledger.open(self.folder / "text.db")
        self.ledger()
        with self.assertRaises(porto.LedgerExists):
            porto.Ledger.create(self.folder / "porto.db")
        with porto.Ledger.open(self.folder / "porto.db", read_only=True) as reader:
            with self.assertRaises(porto.ReadOnly):
                reader.add_company("x")

    def test_texts(self):
        ledger = self.ledger()
        for wrong in ("a\0b", "", "a\nb", "x" * 256, "\ud800"):
            with self.subTest(wrong), self.assertRaises(porto.Invalid):
                ledger.add_company(wrong)
        with self.assertRaises(TypeError):
            ledger.add_company(b"bytes")
        ledger.add_company("Å-\U0001f600", "name")
        self.assertIn("Å-\U0001f600", [row.company for row in ledger.companies()])
        done = ledger.record([event(1, source="a\0b"), event(2)])
        self.assertEqual([row.number for row in done.rejects], [0])
        with self.assertRaises(porto.Invalid):
            ledger.close_month("2026-03", NOW, without=["bolag-17\0"], by=ANNA)
        with self.assertRaises(TypeError):
            ledger.close_month("2026-03", NOW, without="bolag-17", by=ANNA)


if __name__ == "__main__":
    unittest.main()
