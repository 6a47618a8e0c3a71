"""What the binding costs beside the C calls that it makes, in one run; a measurement, never a test.

    PORTO_LIBRARY=build/lib/libporto.so python3 bindings/python/tests/bench.py [EVENTS]
"""

import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from timeit import timeit

from support import NOW

import porto
from porto import events
from porto._call import call
from porto._library import ffi, lib

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
BATCH = 10_000
ROUNDS = 5


def timed(work):
    """Seconds of the processor, which others on the machine do not lengthen."""
    before = time.process_time()
    work()
    return time.process_time() - before


def ledger(folder, name):
    made = porto.Ledger.create(folder / name)
    made.add_company("bolag-17")
    return made


def events_of(start):
    for n in range(COUNT):
        yield porto.Event(f"id-{n:08}", start + timedelta(milliseconds=n), 1, "bolag-17")


def in_c(made, packed):
    outcomes = ffi.new("int32_t[]", BATCH)
    for array, _keep in packed:
        arguments = (made._handle, array, BATCH, 0, ffi.NULL, outcomes, ffi.NULL)
        call(lib.porto_usage_record, *arguments)


def nanoseconds(name, function, times=200_000):
    seconds = timeit(function, timer=time.process_time, number=times)
    print(f"{name:42} {seconds / times * 1e9:9.0f} ns")


def main():
    start = NOW - timedelta(days=20)
    all_events = list(events_of(start))
    batches = list(events.batches(all_events, BATCH))
    packed = [events.pack(batch) for batch in batches]
    packing = min(timed(lambda: list(map(events.pack, batches))) for _ in range(ROUNDS))
    c, python, generated = [], [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for turn in range(ROUNDS):
            with ledger(folder, f"c-{turn}.db") as made:
                c.append(timed(lambda: in_c(made, packed)))
            with ledger(folder, f"python-{turn}.db") as made:
                python.append(timed(lambda: made.record_many(all_events, NOW, BATCH)))
            with ledger(folder, f"generated-{turn}.db") as made:
                generated.append(timed(lambda: made.record_many(events_of(start), NOW, BATCH)))
        with porto.Ledger.open(folder / "python-0.db") as made:
            lines = made.events(porto.EventFilter(limit=BATCH))
            reading = timed(lambda: lines[0])
            nanoseconds("len([]), for comparison", lambda: len([]))
            nanoseconds("porto_version_number()", lambda: lib.porto_version_number())
            nanoseconds("Ledger.month_of()", lambda: made.month_of(NOW), 20_000)
            nanoseconds("Ledger.meters(), which Ctrl-C can end", made.meters, 2000)
    print(f"{COUNT:,} events in batches of {BATCH:,}; events a second of processor:")
    for name, seconds in {
        "porto_usage_record, events packed before": c,
        "record_many, a list of events": python,
        "record_many, a generator that makes them": generated,
    }.items():
        rates = sorted(COUNT / second for second in seconds)
        low, middle, high = rates[0], rates[len(rates) // 2], rates[-1]
        print(f"{name:42} {middle:9,.0f} ({low:,.0f} to {high:,.0f} in {ROUNDS} rounds)")
    ratio = sorted(mine / theirs for mine, theirs in zip(python, c))[ROUNDS // 2]
    print(f"time of record_many / time of C: {ratio:.2f}; packing alone {packing / min(c):.2f}")
    cells = len(lines) * len(lines.columns)
    print(f"reading a cell: {reading / cells * 1e9:,.0f} ns, with its conversion")


if __name__ == "__main__":
    main()
