"""Months, days, times and numbers: between what Python has and what porto.h takes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Union

from ._call import call
from ._library import ffi, lib
from .errors import BadNumber, Invalid, NumberOverflow

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
MICROSECOND = timedelta(microseconds=1)
_DAY = re.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MOST_DIGITS = 100  # before and after the point: more than any number of porto has


@dataclass(frozen=True, order=True)
class Month:
    """A civil month: Month(2026, 3), Month.parse("2026-03"); str() gives "2026-03"."""

    year: int
    month: int

    def __post_init__(self) -> None:
        whole(self.year, "year")
        whole(self.month, "month")
        if not (1 <= self.year <= 9999 and 1 <= self.month <= 12):
            raise Invalid(f"{self.year}-{self.month} is no month")

    @classmethod
    def parse(cls, text: str) -> Month:
        """The month that "2026-03" says. Raises Invalid."""
        month = ffi.new("int32_t*")
        encoded = encode(text, "month")
        call(lib.porto_month_parse, encoded, len(encoded), month)
        return cls(*divmod(month[0], 100))

    @classmethod
    def of(cls, day: date) -> Month:
        """The month of a day (of a time: by its own clocks; see Ledger.month_of)."""
        return cls(day.year, day.month)

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """Its last day."""
        return (self + 1).first_day - timedelta(days=1)

    def __add__(self, months: int) -> Month:
        total = self.year * 12 + self.month - 1 + whole(months, "months")
        year, month = divmod(total, 12)
        return Month(year, month + 1)

    def __sub__(self, months: int) -> Month:
        return self + -whole(months, "months")

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"


MonthLike = Union[Month, str]
"""A month, or its text, "2026-03"."""
DayOrMonth = Union[Month, date, str]
"""A day or a month, or its text: "2026-03-17", "2026-03"."""
Number = Union[int, Decimal]
"""An exact number; a float is none."""


def encode(text: str, where: str) -> bytes:
    """UTF-8. A text that has none (a lone surrogate) is Invalid."""
    if not isinstance(text, str):
        raise TypeError(f"{where}: a str is needed, not {type(text).__name__}")
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise Invalid(f"The text is not Unicode: {error.reason}", where) from None


def whole(value: int, where: str) -> int:
    """An int that is one: neither a bool nor a float nor a Decimal."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{where}: an int is needed, not {type(value).__name__}")
    return value


def yyyymm(month: MonthLike) -> int:
    """As the library takes it, 202603."""
    if isinstance(month, str):
        month = Month.parse(month)
    if not isinstance(month, Month):
        raise TypeError(f"a Month or its text is needed, not {type(month).__name__}")
    return month.year * 100 + month.month


def yyyymmdd(day: date | str) -> int:
    """As the library takes it, 20260317."""
    if isinstance(day, str):
        try:
            # date.fromisoformat() alone takes 20260317 and 2026-W12-2 as well.
            day = date(*map(int, _DAY.fullmatch(day).groups()))  # type: ignore[union-attr]
        except (AttributeError, ValueError):
            raise Invalid(f"{day!r} is no day: it is written 2026-03-17") from None
    if not isinstance(day, date) or isinstance(day, datetime):
        raise TypeError(f"a date or its text is needed, not {type(day).__name__}")
    return (day.year * 100 + day.month) * 100 + day.day


def day_or_month(value: DayOrMonth | None) -> int:
    """yyyymmdd or yyyymm; 0 for None."""
    if value is None:
        return 0
    if isinstance(value, Month) or (isinstance(value, str) and len(value) == 7):
        return yyyymm(value)
    return yyyymmdd(value)


def micros(time: datetime, where: str = "time") -> int:
    """Microseconds since 1970, exactly. A naive time is refused: it is of no zone."""
    if not isinstance(time, datetime):
        raise TypeError(f"{where}: a datetime is needed, not {type(time).__name__}")
    if time != time:  # NaT of pandas, which is a datetime
        raise Invalid("NaT is no time", where)
    if time.tzinfo is None or time.utcoffset() is None:
        raise Invalid("The time has no zone: give it one (tzinfo=...)", where)
    if getattr(time, "nanosecond", 0):  # a Timestamp of pandas
        raise Invalid("The time has nanoseconds, which no event has: round it to 'us'", where)
    return (time - EPOCH) // MICROSECOND


def now_or(time: datetime | None) -> int:
    """Microseconds of a time, or of the clock: the library itself reads none."""
    return micros(datetime.now(timezone.utc) if time is None else time, "now")


def time_of(unix_us: int) -> datetime:
    """The time, in UTC."""
    return EPOCH + timedelta(microseconds=unix_us)


def parse_time(text: str) -> datetime:
    """RFC 3339 with seconds and an offset, "2026-04-01T00:05:00+02:00", in UTC. Raises BadTime."""
    unix_us = ffi.new("int64_t*")
    encoded = encode(text, "text")
    call(lib.porto_time_parse, encoded, len(encoded), unix_us)
    return time_of(unix_us[0])


def number_text(value: Number, where: str) -> str:
    """The digits of an exact number."""
    if isinstance(value, Decimal):
        sign, digits, exponent = value.as_tuple()
        if not isinstance(exponent, int):
            raise BadNumber(f"{value} is no number", where)
        if len(digits) > _MOST_DIGITS or abs(exponent) > _MOST_DIGITS:
            raise NumberOverflow(f"The number has more than {_MOST_DIGITS} digits", where)
        return f"{value:f}"
    if whole(value, where).bit_length() > 4 * _MOST_DIGITS:
        raise NumberOverflow(f"The number has more than {_MOST_DIGITS} digits", where)
    return str(value)


def decimal_of(units: int, decimals: int) -> Decimal:
    """250 with 2 decimals is 2.50, whatever the precision of the context."""
    return Decimal((int(units < 0), tuple(map(int, str(abs(units)))), -decimals))
