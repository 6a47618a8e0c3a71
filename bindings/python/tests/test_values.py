"""Months, times and numbers are exact, and what is not is refused."""

import decimal
import unittest
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from support import TARIFF, UTC, Case, event

import porto
from porto import Month, values


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
