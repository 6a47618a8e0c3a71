# Recording on a server: many writers, single events, and how long a writer waits for a close.
import subprocess
import sys
import time

from setting import milliseconds, must_be_equal, ratios, run, spread


class Told:
    """What bench_server_writers prints."""

    def __init__(self, words):
        numbers = [int(word) for word in words.split()]
        self.took, self.calls, self.stored, self.duplicates = numbers[:4]
        self.waits = numbers[4:]  # half, 99 of a hundred, the longest

    def a_second(self, each=1):
        return each * self.calls * 1_000_000_000 // self.took


def command(setting, ledger, kind, *plan):
    """`plan`: threads, calls, size, repeats, seed, companies."""
    return [setting.bin / "bench_server_writers", ledger, kind, *map(str, plan)]


def recorded(setting, *plan):
    setting.write_all()
    return Told(run(command(setting, *plan)))


def rolled_back(setting):
    """Transactions of the database so far: those that a store began again are among them. A
    session tells of its own as it ends."""
    sessions = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'porto'"
    while setting.sql(sessions) != "0":
        time.sleep(0.01)
    return int(setting.sql("SELECT xact_rollback FROM pg_stat_database"
                           " WHERE datname = current_database()"))


def many_writers(setting, companies, calls, rounds):
    size = 1000
    print(f"batches of {size} events, {calls} of them, one and four writers, {rounds} rounds")
    for repeats, where in (("far", "of any before it"), ("near", "of the last thousand")):
        told = {1: [], 4: []}
        again = {1: 0, 4: 0}
        for seed in range(rounds):
            for writers, all_told in told.items():
                ledger = setting.made_with_tariff("server", companies)
                before = rolled_back(setting)
                plan = ("handle", writers, calls, size, repeats, seed, companies)
                all_told.append(recorded(setting, ledger, *plan))
                again[writers] += rolled_back(setting) - before - writers  # each as it opened
                setting.remove(ledger)
            must_be_equal("events stored", told[1][-1].stored, told[4][-1].stored)
        one, four = ([each.a_second(size) for each in told[n]] for n in (1, 4))
        print(f"  1 % duplicates, {where}: one {spread(one, str)} events/s, four"
              f" {spread(four, str)}: {ratios(four, one)} times; batches begun again: "
              + " and ".join(f"{again[n]} of {calls * rounds}" for n in (1, 4)), flush=True)


def single_events(setting, companies, calls, rounds):
    naive, single, threads = [], [], {1: [], 16: []}
    ledger = setting.made_with_tariff("server", companies)
    program = setting.bin / "bench_server_naive"
    for seed in range(rounds):
        setting.write_all()
        took, stored = map(int, run([program, setting.url, str(calls), str(seed)]).split())
        naive.append(calls * 1_000_000_000 // took)
        told = recorded(setting, ledger, "handle", 1, calls, 1, "none", seed, companies)
        single.append(told.a_second())
        must_be_equal("events stored", stored, told.stored)
        for count, rates in threads.items():
            plan = ("recorder", count, calls, 1, "none", seed + 100 * count, companies)
            told = recorded(setting, ledger, *plan)
            must_be_equal("events stored", calls, told.stored)
            rates.append(told.a_second())
    setting.remove(ledger)
    setting.sql("DROP TABLE naive_event")
    print(f"events one at a time, {calls} of them, a second, {rounds} rounds")
    print(f"  INSERT .. ON CONFLICT, prepared, by libpq  {spread(naive, str)}")
    print(f"  porto, a handle                            {spread(single, str)}:"
          f" {ratios(single, naive)} times")
    print(f"  porto, a Recorder, 1 thread                {spread(threads[1], str)}")
    print(f"  porto, a Recorder, 16 threads              {spread(threads[16], str)}:"
          f" {ratios(threads[16], threads[1])} times one", flush=True)


# ---- Waits

def warm_up(setting):
    return 0.1 if setting.is_quick else 0.5


def beside(setting, ledger, seed, companies, work):
    """What four writers wait while `work` is done."""
    plan = ("handle", 4, 0, 100, "none", seed, companies)
    writers = subprocess.Popen(command(setting, ledger, *plan), stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, text=True)
    writers.stdout.readline()
    time.sleep(warm_up(setting))
    writers.stdin.write("\n")
    writers.stdin.flush()
    work()
    told, _ = writers.communicate()
    if writers.returncode:
        sys.exit("the writers failed")
    return Told(told)


def waits_of_a_close(setting, companies, rounds):
    took = []

    def nothing(_):
        time.sleep(warm_up(setting))

    def preview(ledger):
        setting.porto(ledger, "invoice", "2026-01")

    def close(ledger):
        start = time.monotonic_ns()
        setting.porto(ledger, "close", "2026-01")
        took.append(time.monotonic_ns() - start)

    works = {"nothing else": nothing, "a preview, which computes as much": preview,
             "the close": close}
    told = {what: [] for what in works}
    for seed in range(rounds):
        ledger = setting.made_with_tariff("server", companies)
        setting.porto(ledger, "close", "2025-12")  # months are closed in order
        for i, (what, work) in enumerate(works.items()):
            told[what].append(beside(setting, ledger, len(works) * seed + i, companies,
                                     lambda: work(ledger)))
        setting.remove(ledger)
    print(f"what a call of 100 events waits, four writers, {companies} companies, {rounds} rounds")
    print(f"  the close took {milliseconds(took)}")
    for what, all_told in told.items():
        half, most, longest = zip(*(each.waits for each in all_told))
        print(f"  beside {what}: half {milliseconds(half)}, 99 of a hundred {milliseconds(most)},"
              f" longest {milliseconds(longest)}; {sum(each.calls for each in all_told)} calls",
              flush=True)
