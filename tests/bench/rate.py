#!/usr/bin/env python3
# How long the Vitec tariff takes in Python's decimal module: the peer of bench_rate.
#
# Usage: rate.py [ROUNDS [RATINGS]]; prints nanoseconds per rating, median (min-max) of the rounds:
# of the sum alone, as by_hand has it, and of the two lines that porto::rate gives.

import statistics
import sys
import time
from decimal import ROUND_HALF_UP, Decimal

TARIFF = {
    "fee": Decimal(500),
    "included": Decimal(10000),
    "price": Decimal("0.012"),
    "minor": Decimal("0.01"),
}
ZERO = Decimal(0)
ONE = Decimal(1)


def total_of(tariff, messages):
    """Fee and messages above the included ones, each rounded, and their sum."""
    above = max(messages - tariff["included"], ZERO)
    fee = tariff["fee"].quantize(tariff["minor"], ROUND_HALF_UP)
    return fee + (above * tariff["price"]).quantize(tariff["minor"], ROUND_HALF_UP)


def line_of(kind, tariff, quantity, price):
    exact = quantity * price
    return {
        "kind": kind,
        "quantity": quantity,
        "unit_price": price,
        "base_quantity": ONE,
        "exact_amount": exact,
        "net_amount": exact.quantize(tariff["minor"], ROUND_HALF_UP),
    }


def lines_of(tariff, messages):
    """The same as lines, and their sum."""
    lines = [line_of("fee", tariff, ONE, tariff["fee"])]
    above = max(messages - tariff["included"], ZERO)
    if above:
        lines.append(line_of("usage", tariff, above, tariff["price"]))
    return lines, sum(line["net_amount"] for line in lines)


def nanoseconds(function, usages):
    """Processor time of one call."""
    start = time.process_time_ns()
    for messages in usages:
        function(TARIFF, messages)
    return (time.process_time_ns() - start) // len(usages)


def main(rounds=7, ratings=200000):
    for messages, total in ((0, "500.00"), (10001, "500.01"), (40000, "860.00")):
        totals = {total_of(TARIFF, Decimal(messages)), lines_of(TARIFF, Decimal(messages))[1]}
        if totals != {Decimal(total)}:
            sys.exit(f"{messages} messages do not cost {total}")
    usages = [Decimal(i * 7919 % 100000) for i in range(ratings)]
    for function in (total_of, lines_of):
        times = [nanoseconds(function, usages) for _ in range(rounds)]
        print(f"{function.__name__}: {statistics.median_low(times)} ns "
              f"({min(times)}-{max(times)})")


main(*map(int, sys.argv[1:]))
