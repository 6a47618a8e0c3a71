# Imports into a server: against COPY and a file, and as a ledger fills.
import csv
import io
import pathlib
import time

from setting import must_be_equal, ratios, seconds, thousandths

STAGING = pathlib.Path(__file__).with_name("staging.sql")


def stored_in(setting, ledger):
    rows = csv.reader(io.StringIO(setting.porto(ledger, "usage")))
    return sum(int(row[-1]) for row in list(rows)[1:])


def imported(setting, place, file):
    """The time, that of the processor, and the events that are stored."""
    ledger = setting.made_ledger(place)
    cost = setting.cost(setting.command(ledger, "import", file))
    stored = stored_in(setting, ledger)
    setting.remove(ledger)
    return *cost, stored


def copied(setting, file):
    with open(file, "rb") as rows:
        cost = setting.cost([*setting.psql, "-f", STAGING, setting.url], stdin=rows)
    stored = int(setting.sql("SELECT count(*) FROM event"))
    setting.sql("DROP TABLE event")
    return *cost, stored


def against_copy(setting, events, rounds):
    file = setting.events(events)
    sides = {"porto, a server": lambda: imported(setting, "server", file),
             "COPY, INSERT .. ON CONFLICT": lambda: copied(setting, file),
             "porto, a file": lambda: imported(setting, "file", file)}
    times, processor = ({side: [] for side in sides} for _ in range(2))
    for _ in range(rounds):
        stored = []
        for side, measured in sides.items():
            took, used, events_stored = measured()
            times[side].append(took)
            processor[side].append(used)
            stored.append(events_stored)
        must_be_equal("events stored", *stored)
    file.unlink()
    print(f"import of {events} events with random ids, {stored[0]} different, {rounds} rounds")
    server = next(iter(sides))
    for side in sides:
        print(f"  {side:28} {seconds(times[side])}, speed of a server to it"
              f" {ratios(times[side], times[server])}; of the processor {seconds(processor[side])},"
              f" {ratios(processor[side], processor[server])}", flush=True)


def parts_of(file, parts, folder):
    """The file in so many, each with its heading."""
    with open(file) as lines:
        heading = next(lines)
        rows = sum(1 for _ in lines)
    with open(file) as lines:
        next(lines)
        for i in range(parts):
            part = folder / f"{file.stem}-{i}.csv"
            with open(part, "w") as written:
                written.write(heading)
                written.writelines(line for _, line in zip(range(rows // parts), lines))
            yield part
    file.unlink()


def growth(setting, events, parts):
    """A ledger for each kind of ids; their parts take turns."""
    kinds = ("random", "time")
    ledgers = {ids: setting.made_ledger("server") for ids in kinds}
    files = {ids: parts_of(setting.events(events * parts, ids), parts, setting.folder)
             for ids in kinds}
    times, processor = ({ids: [] for ids in kinds} for _ in range(2))
    for _ in range(parts):
        for ids in kinds:
            part = next(files[ids])
            before = setting.processor_ms()
            start = time.monotonic_ns()
            setting.porto(ledgers[ids], "import", part)
            times[ids].append(time.monotonic_ns() - start)
            processor[ids].append((setting.processor_ms() - before) * 1_000_000)
            part.unlink()
    print(f"a ledger on a server that fills, {parts} parts of {events} events each")
    for ids in kinds:
        print(f"  ids {'at random' if ids == 'random' else 'in order of time'}")
        for what, each in (("elapsed", times[ids]), ("processor", processor[ids])):
            print(f"    {what}: " + " ".join(thousandths(ns // 1_000_000) for ns in each)
                  + f" s; speed of the last to the first {thousandths(1000 * each[0] // each[-1])},"
                  " of the last two to the first two "
                  + thousandths(1000 * sum(each[:2]) // sum(each[-2:])), flush=True)
        setting.remove(ledgers[ids])
