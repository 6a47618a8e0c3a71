# What the measurements of a ledger on a server share: the server, which is theirs, ledgers on it,
# processes that are timed, and how figures are told. Times are nanoseconds of a monotonic clock.
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time

TESTS = pathlib.Path(__file__).resolve().parents[2]
# As docs/guides/postgresql.md says: memory for the index of identities, and room for the log.
SERVER = ["-c", "shared_buffers=2GB", "-c", "max_wal_size=8GB", "-c", "wal_compression=lz4"]


class Setting:
    def __init__(self, build, folder, is_quick):
        self.bin = pathlib.Path(build).resolve() / "bin"
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="porto-bench.", dir=folder)).resolve()
        self.folder.chmod(0o711)  # the server's user passes
        self.ledgers, self.is_quick = 0, is_quick
        psql = real_psql() or self.skip("psql is not installed")
        self.psql = [psql, "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]
        options = [] if is_quick else ["-c", "fsync=on", *SERVER]
        self.server("start", "-c", "max_connections=50", *options)
        self.url = self.server("url")

    def server(self, *arguments):
        command = [TESTS / "support/postgres_server", arguments[0], self.folder / "server"]
        done = subprocess.run([*command, *arguments[1:]], stdout=subprocess.PIPE, text=True)
        if done.returncode == 77:
            self.skip("there is no server")
        if done.returncode:
            sys.exit(f"postgres_server {arguments[0]} failed")
        return done.stdout.strip()

    def skip(self, why):
        shutil.rmtree(self.folder, ignore_errors=True)
        print(f"skipped: {why}")
        sys.exit(77)

    def end(self):
        self.server("remove")
        shutil.rmtree(self.folder, ignore_errors=True)

    def sql(self, words):
        return run([*self.psql, "-c", words, self.url]).strip()

    # ---- Ledgers

    def new_ledger(self, place):
        """The name of a fresh one, in a "file" or on the "server"."""
        self.ledgers += 1
        name = f"bench_{self.ledgers}"
        return f"{self.url}&ledger={name}" if place == "server" else str(self.folder / f"{name}.db")

    def made_ledger(self, place):
        ledger = self.new_ledger(place)
        self.porto(ledger, "init")
        return ledger

    def made_with_tariff(self, place, companies):
        ledger = self.new_ledger(place)
        run([TESTS / "bench/make_ledger", self.bin, ledger, str(companies)])
        return ledger

    def remove(self, ledger):
        schema = ledger.partition("&ledger=")[2]
        if schema:
            self.sql(f"SET client_min_messages = warning; DROP SCHEMA {schema} CASCADE")
        for file in [] if schema else self.folder.glob(pathlib.Path(ledger).name + "*"):
            file.unlink()

    def command(self, ledger, *arguments):
        return [self.bin / "porto", "--quiet", "--ledger", ledger, "--output", "csv", *arguments]

    def porto(self, ledger, *arguments):
        return run(self.command(ledger, *arguments))

    # ---- What is measured

    def write_all(self):
        if not self.is_quick:
            self.sql("CHECKPOINT")
            os.sync()

    def cost(self, command, **redirections):
        """Nanoseconds of a process, which pays for no page that others have left to be written, and
        of the processor that it and its session used."""
        self.write_all()
        before = self.processor_ms()
        start = time.monotonic_ns()
        run(command, **redirections)
        took = time.monotonic_ns() - start
        return took, (self.processor_ms() - before) * 1_000_000

    def processor_ms(self):
        """So far, of all programs that were run and all sessions that have ended: the rest of the
        machine lengthens it less than it does the time."""
        sessions = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"
        while self.sql(sessions) != "1":  # its own
            time.sleep(0.01)
        pid = (self.folder / "server/data/postmaster.pid").read_text().split()[0]
        stat = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        server = sum(map(int, stat[13:15])) * 1000 // os.sysconf("SC_CLK_TCK")
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return server + int(1000 * (used.ru_utime + used.ru_stime))

    def events(self, count, ids="random"):
        file = self.folder / f"events-{ids}.csv"
        run([self.bin / "bench_events", str(count), file, "csv", ids])
        return file

    def sync_us(self):
        """How long the disk takes to have 8 KiB: the middle of 101 times."""
        times = []
        with open(self.folder / "synced", "wb", buffering=0) as file:
            for _ in range(101):
                file.write(bytes(8192))
                start = time.monotonic_ns()
                os.fdatasync(file)
                times.append((time.monotonic_ns() - start) // 1000)
        return sorted(times)[50]


def run(command, **redirections):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          **redirections)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}: {done.stdout}{done.stderr}")
    return done.stdout


def real_psql():
    """Debian's in PATH is a script that looks for the program, which takes longer than a query."""
    folders = [os.environ.get("PORTO_POSTGRES_BIN")]
    if shutil.which("pg_config"):
        folders.append(run(["pg_config", "--bindir"]).strip())
    found = (shutil.which("psql", path=folder) for folder in folders if folder)
    return next(filter(None, found), None) or shutil.which("psql")


# ---- Figures

def thousandths(number):
    return f"{number // 1000}.{number % 1000:03}"


def spread(numbers, told=thousandths):
    """The median and the range."""
    ordered = sorted(numbers)
    return f"{told(ordered[len(ordered) // 2])} ({told(ordered[0])}-{told(ordered[-1])})"


def seconds(times):
    return spread([ns // 1_000_000 for ns in times]) + " s"


def milliseconds(times):
    return spread([ns // 1000 for ns in times]) + " ms"


def ratios(numerators, denominators):
    """Of each round."""
    return spread([1000 * n // d for n, d in zip(numerators, denominators)])


def must_be_equal(what, *counts):
    if len(set(counts)) != 1:
        sys.exit(f"{what} differ: {', '.join(map(str, counts))}")
