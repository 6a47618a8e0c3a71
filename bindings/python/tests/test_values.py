"""Months, times and numbers are exact, and what is not is refused."""

import decimal
import time
import unittest
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import support
from support import TARIFF, UTC, Case, event

import porto
from porto import Month, values

try:
    import pandas
except ImportError:
    pandas = None


class Months(unittest.TestCase):
    def test_arithmetic(self):
        self.assertEqual(Month(2026, 11) + 2, Month(2027, 1))
        self.assertEqual(Month(2026, 1) - 1, Month(2025, 12))
        self.assertEqual(Month(2024, 2).last_day, date(2024, 2, 29))
        self.assertEqual(str(Month.parse("2026-03")), "2026-03")
        self.assertLess(Month(2025, 12), Month(2026, 1))

    def test_none_of_them(self):
        for text in ("2026-13", "2026-3", "", "2026-03\0", "march"):
            with self.subTest(text), self.assertRaises(porto.Invalid):
                Month.parse(text)
        with self.assertRaises(ValueError):
            Month(2026, 0)
        for wrong in ((2026.0, 3), (2026, 3.0), (True, 3), (2026, True), ("2026", 3)):
            with self.subTest(wrong), self.assertRaises(TypeError):
                Month(*wrong)
        for wrong in (1.0, True, "1"):
            for change in (Month(2026, 3).__add__, Month(2026, 3).__sub__):
                with self.subTest(wrong), self.assertRaises(TypeError):
                    change(wrong)

    def test_days(self):
        self.assertEqual(values.yyyymmdd("2024-02-29"), 20240229)
        self.assertEqual(values.day_or_month("2024-02"), 202402)
        wrong = ("20260317", "2026-W12-2", "2026W122", "2026-3-17", "2026-02-30", "\u0662026-3-17", "")
        for text in wrong:
            with self.subTest(text), self.assertRaises(porto.Invalid):
                values.yyyymmdd(text)
        for kind in (20260317, True, datetime(2026, 3, 17, tzinfo=UTC), 2.0):
            with self.subTest(kind), self.assertRaises(TypeError):
                values.yyyymmdd(kind)


class Times(Case):
    def test_microseconds(self):
        stockholm = datetime(2026, 3, 29, 3, 0, 0, 1, tzinfo=ZoneInfo("Europe/Stockholm"))
        self.assertEqual(values.micros(stockholm), 1774746000000001)
        self.assertEqual(values.time_of(1774746000000001), stockholm)
        parsed = porto.parse_time("2026-03-29T03:00:00+02:00")
        self.assertEqual(parsed, values.time_of(1774746000000000))

    def test_naive_times_are_refused(self):
        ledger = self.ledger()
        naive = datetime(2026, 3, 1)
        with self.assertRaisesRegex(porto.Invalid, "no zone"):
            ledger.month_of(naive)
        with self.assertRaisesRegex(porto.Invalid, r"events\[1\].occurred_at"):
            ledger.record([event(1), event(2)._replace(occurred_at=naive)])
        self.assertEqual(len(ledger.usage()), 0)

    @unittest.skipIf(pandas is None, "pandas is not installed")
    def test_times_of_pandas(self):
        ledger = self.ledger()
        exact = pandas.Timestamp("2026-03-02T00:00:00.000001Z")
        self.assertEqual(ledger.record([event(1)._replace(occurred_at=exact)]).stored, 1)
        self.assertEqual(ledger.event("e-1").occurred_at.microsecond, 1)
        finer = exact + pandas.Timedelta(1, "ns")
        for wrong, why in ((finer, "nanoseconds"), (pandas.NaT, "NaT is no time")):
            with self.subTest(why), self.assertRaisesRegex(porto.Invalid, why) as caught:
                ledger.record([event(1), event(2)._replace(occurred_at=wrong)])
            self.assertEqual(caught.exception.where, "events[1].occurred_at")
            with self.subTest(why), self.assertRaisesRegex(porto.Invalid, why):
                ledger.month_of(wrong)

    def test_the_hour_that_comes_twice(self):
        ledger = self.ledger()
        last = datetime(2026, 3, 31, 22, tzinfo=UTC)
        self.assertEqual(ledger.month_of(last), Month(2026, 4))
        self.assertEqual(ledger.month_of(last - timedelta(microseconds=1)), Month(2026, 3))
        twice = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Stockholm"))
        first, second = values.micros(twice), values.micros(twice.replace(fold=1))
        self.assertEqual(second - first, 3600 * 1000000)


class Numbers(Case):
    def test_no_float_bool_or_text(self):
        ledger, tariff = self.ledger(), porto.Tariff.parse(TARIFF)
        for wrong in (1.5, True, "7", None):
            with self.subTest(wrong), self.assertRaises(TypeError):
                ledger.record([event(1), event(2, wrong)])
        for wrong in (1.5, True, "7"):
            with self.subTest(wrong), self.assertRaises(TypeError):
                tariff.rate(wrong)
        with self.assertRaises(porto.BadNumber):
            tariff.rate(Decimal("NaN"))

    def test_no_float_or_bool_anywhere(self):
        ledger, tariff = self.ledger(), porto.Tariff.parse(TARIFF)
        calls = {
            "decimals": lambda wrong: ledger.add_meters(porto.Meter("m", wrong)),
            "limit": lambda wrong: ledger.events(porto.EventFilter(limit=wrong)),
            "after": lambda wrong: ledger.imports(after=wrong),
            "import": lambda wrong: ledger.import_details(wrong),
            "version": lambda wrong: ledger.tariff_document("vitec-epost", wrong),
            "correct": lambda wrong: ledger.correct("e", wrong, support.ANNA),
            "items": lambda wrong: ledger.remove_item(wrong, support.ANNA),
            "amount": lambda wrong: ledger.add_items(
                porto.Item("2026-03", "bolag-17", wrong, "x"), support.ANNA
            ),
            "share": lambda wrong: tariff.rate(porto.Usage({None: 1}, (wrong, 31))),
            "values": lambda wrong: tariff.rate({"messages": porto.Events([wrong])}),
            "scale": lambda wrong: tariff.rate({"messages": porto.Events([1], wrong)}),
            "batch": lambda wrong: ledger.record_many([], batch=wrong),
            "wait": lambda wrong: porto.Ledger.open(ledger.path, busy_timeout=wrong),
            "future": lambda wrong: porto.Ledger.create(self.folder / "f.db", future_days=wrong),
            "width": lambda wrong: ledger.meters().to_text(
                "table", porto.Output(table_width=wrong)
            ),
            "units": lambda wrong: ledger.units("messages", wrong),
            "plot": lambda wrong: tariff.plot(from_quantity=wrong),
        }
        for name, make in calls.items():
            for wrong in (1.0, True, "1"):
                with self.subTest(name, wrong=wrong), self.assertRaises(TypeError):
                    make(wrong)
        for wrong in (1, "no", 0.0):
            with self.subTest(wrong), self.assertRaises(TypeError):
                ledger.add_tariff(TARIFF, by=porto.By(dry_run=wrong))
            with self.subTest(wrong), self.assertRaises(TypeError):
                porto.Ledger.open(ledger.path, read_only=wrong)

    def test_numbers_that_fit_nowhere(self):
        """Each is refused at once, in the main thread, which has its calls made by another one."""
        ledger, tariff = self.ledger(), porto.Tariff.parse(TARIFF)
        calls = (
            lambda: ledger.import_details(2**64),
            lambda: ledger.undo_import(-(2**63) - 1, support.ANNA),
            lambda: ledger.remove_item(2**64, support.ANNA),
            lambda: ledger.tariff_document("vitec-epost", 2**40),
            lambda: ledger.correct("e", 2**64, support.ANNA),
            lambda: ledger.events(porto.EventFilter(limit=2**64)),
            lambda: tariff.rate({"messages": porto.Events([2**63])}),
            lambda: tariff.rate(Decimal("1E+999999999")),
            lambda: tariff.rate(Decimal("1E-999999999")),
            lambda: tariff.rate(Decimal("1" * 1000)),
            lambda: tariff.rate(10**100000),
            lambda: ledger.units("messages", Decimal("1E+999999999")),
            lambda: ledger.units("messages", Decimal("0E-999999999")),
            lambda: ledger.add_items(
                porto.Item("2026-03", "bolag-17", Decimal("9E999999"), "x"), support.ANNA
            ),
        )
        for number, make in enumerate(calls):
            before = time.monotonic()
            with self.subTest(number), self.assertRaises(porto.NumberOverflow):
                make()
            self.assertLess(time.monotonic() - before, 2, number)
        self.assertEqual(ledger.add_meters(porto.Meter("after")), True)

    def test_the_ends_of_64_bits(self):
        ledger = self.ledger(allow_negative=True)
        most, least = 2**63 - 1, -(2**63)
        for number in (most + 1, least - 1):
            with self.assertRaises(OverflowError):
                ledger.record([event(1, number)])
        self.assertEqual(ledger.record([event(1, most)]).stored, 1)
        self.assertEqual(ledger.usage()[0].quantity, Decimal(most))
        self.assertEqual(ledger.usage().integers("quantity"), [most])
        with self.assertRaises(porto.NumberOverflow):
            ledger.record([event(2, 1)])

    def test_decimals_do_not_depend_on_the_context(self):
        tariff = porto.Tariff.parse(TARIFF.replace('"0.012"', '"0.012345678901234567"'))
        with decimal.localcontext() as context:
            context.prec = 3
            line = tariff.rate(10001).lines("2026-03")[1]
            self.assertEqual(str(line.unit_price), "0.012345678901234567")
            self.assertEqual(values.decimal_of(-123456, 4), Decimal("-12.3456"))
        with decimal.localcontext() as context:
            context.prec = 3
            self.assertEqual(str(tariff.rate(3000000000).total), "37037413.25")

    def test_units_of_columns(self):
        ledger = self.ledger()
        ledger.add_meters(porto.Meter("storage", 2))
        ledger.record([event(1, 250, meter="storage"), event(2, 7)])
        usage = ledger.usage()
        self.assertEqual([row.quantity for row in usage], [Decimal(7), Decimal("2.50")])
        self.assertEqual(usage.integers("quantity"), [7, 250])
        self.assertEqual(usage.decimals("quantity"), [0, 2])
        self.assertEqual(usage.integers("month"), [202603, 202603])
        with self.assertRaises(porto.BadNumber):
            usage.integers("company")
        with self.assertRaises(porto.NotFound):
            usage.integers("price")


if __name__ == "__main__":
    unittest.main()
