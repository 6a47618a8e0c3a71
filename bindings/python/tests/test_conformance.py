"""Runs tests/conformance/table.json, which C, C++ and every binding run, through the package."""

import gc
import io
import json
import os
import sys
import tempfile
import threading
import unittest
import warnings
from contextlib import redirect_stderr
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from support import ROOT

import porto
from porto._library import ffi, lib

TABLE = json.loads((ROOT / "tests/conformance/table.json").read_text("utf-8"))


MEMBERS = set(
    "call args status where committed value state outcomes rows first_rows only thrown file path "
    "text offset hex forget fork steps interrupt process threads".split()
)


class Thrown(Exception):
    """What a callback of the table throws."""


def time_of(text):
    return porto.parse_time(text)


def by_of(options):
    """porto_change_options as porto.By."""
    if options is None:
        return None
    at = options.get("at_unix_us")
    flags = {name: options.get(name, "0") != "0" for name in ("dry_run", "allow_far", "settle")}
    when = None if at is None else time_of(at)
    return porto.By(options.get("actor"), options.get("reason"), when, **flags)


def same(value, text):
    """Whether a cell of Python is what the library says as text."""
    if value is None or text is None:
        return value is None and text is None
    if isinstance(value, Decimal):
        return f"{value:f}" == text
    if isinstance(value, datetime):
        return value == datetime.fromisoformat(text)
    return str(value) == text


class Run:
    """One case: its folder and its handles."""

    def __init__(self, test, folder):
        self.test, self.folder, self.handles = test, Path(folder), {}

    def path(self, name):
        return name if name == ":memory:" else self.folder / name

    def steps(self, steps):
        for step in steps:
            self.test.assertLessEqual(set(step), MEMBERS, "a step has no such member")
            if step.get("only") and not {"python", "bindings"} & set(step["only"]):
                continue
            self.step(step)

    def step(self, step):
        for kind in ("call", "file", "interrupt", "forget", "process", "fork", "threads"):
            if kind in step:
                getattr(self, f"do_{kind}")(step)
                return
        raise KeyError(step)

    # ---- Steps that are no calls -----------------------------------------------------------------

    def do_file(self, step):
        path = self.path(step["path"])
        if step["file"] == "write":
            path.write_text(step["text"], "utf-8")
        elif step["file"] == "remove":
            path.unlink()
        elif step["file"] == "absent":
            self.test.assertFalse(path.exists(), step)
        elif step["file"] == "patch":
            with path.open("r+b") as file:
                file.seek(int(step["offset"]))
                file.write(bytes.fromhex(step["hex"]))
        else:
            raise KeyError(step)

    def do_interrupt(self, step):
        self.handles[step["interrupt"]].interrupt()

    def do_forget(self, step):
        with warnings.catch_warnings(record=True):
            warnings.simplefilter("always")
            del self.handles[step["forget"]]
            gc.collect()

    def in_child(self, steps):
        child = os.fork()
        if child == 0:
            try:
                self.steps(steps)
                os._exit(0)
            except BaseException as error:
                print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
                os._exit(1)
        self.test.assertEqual(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), 0)

    def do_process(self, step):
        self.in_child(step["process"])

    def do_fork(self, step):
        self.in_child(step["fork"])

    def do_threads(self, step):
        failures = []

        def work(number):
            try:
                text = json.dumps(step["steps"]).replace("{thread}", str(number))
                self.steps(json.loads(text))
            except BaseException as error:
                failures.append(error)

        threads = [threading.Thread(target=work, args=(n,)) for n in range(int(step["threads"]))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if failures:
            raise failures[0]

    # ---- Calls -----------------------------------------------------------------------------------

    def callback(self, what):
        """A function that throws, or takes its steps the first time it is called."""
        left = [what]

        def run(*_):
            if what == "throw":
                raise Thrown
            while left:
                self.steps(left.pop())

        return run

    def do_call(self, step):
        name, args = step["call"].removeprefix("porto_"), step.get("args", {})
        place, code, thrown = None, "ok", False
        result = {}
        try:
            result = getattr(self, name)(args) or {}
            code = result.get("status", "ok")
        except porto.PortoError as error:
            code, place = error.name, error.where
            result = {"committed": str(error.committed)}
        except Thrown:
            code, thrown = "cancelled", True
        self.test.assertEqual(code, step["status"], step)
        self.test.assertEqual(thrown, step.get("thrown", False), step)
        if "where" in step:
            self.test.assertEqual(place, step["where"], step)
        for key in ("value", "state", "outcomes", "committed"):
            if key in step:
                self.test.assertEqual(result[key], step[key], step)
        for table, expected in step.get("rows", {}).items():
            self.compare(result[table], expected, step)

    def compare(self, rows, expected, step):
        columns, wanted = expected["columns"], expected["rows"]
        if step.get("first_rows"):
            self.test.assertGreaterEqual(len(rows), len(wanted), (step, list(rows)))
        else:
            self.test.assertEqual(len(rows), len(wanted), (step, list(rows)))
        for row, texts in zip(rows, wanted):
            for column, text in zip(columns, texts, strict=True):
                self.test.assertTrue(same(row[column], text), (step["call"], column, row, text))

    def ledger(self, args):
        return self.handles[args.get("ledger", "ledger")]

    def month_parse(self, args):
        month = porto.Month.parse(args["text"])
        return {"value": f"{month.year}{month.month:02}"}

    def time_parse(self, args):
        return {"value": str(porto.values.micros(time_of(args["text"])))}

    def ledger_create(self, args):
        options = dict(args.get("options", {}))
        if "first_month_yyyymm" in options:
            options["first_month"] = options.pop("first_month_yyyymm")
        if "allow_negative" in options:
            options["allow_negative"] = options["allow_negative"] != "0"
        made = porto.Ledger.create(self.path(args["path"]), **options)
        self.handles[args.get("as", "ledger")] = made

    def ledger_open(self, args):
        options = args.get("options", {})
        made = porto.Ledger.open(
            self.path(args["path"]),
            read_only=options.get("read_only", "0") != "0",
            busy_timeout=0 if options.get("busy_timeout_ms") == "-1" else None,
        )
        self.handles[args.get("as", "ledger")] = made

    def ledger_close(self, args):
        self.ledger(args).close()

    def ledger_month_of(self, args):
        month = self.ledger(args).month_of(time_of(args["time_unix_us"]))
        return {"value": f"{month.year}{month.month:02}"}

    def tariff_add(self, args):
        document, by = TABLE["documents"][args["toml"]], by_of(args.get("options"))
        return self.changed(self.ledger(args).add_tariff(document, args.get("file_name"), by))

    @staticmethod
    def changed(done, **rows):
        status = "ok" if done.changed else "exists"
        return {"status": status, "effect": done.effect, **rows}

    def company_add(self, args):
        companies = [porto.Company(**item) for item in args["companies"]]
        return {"status": "ok" if self.ledger(args).add_companies(companies) else "exists"}

    def company_remove(self, args):
        done = self.ledger(args).remove_company(args["id"], by_of(args.get("options")))
        return self.changed(done)

    def change_list(self, args):
        return {"out": self.ledger(args).changes()}

    def company_list(self, args):
        return {"out": self.ledger(args).companies()}

    def meter_add(self, args):
        meters = [porto.Meter(item["id"], int(item["decimals"])) for item in args["meters"]]
        return {"status": "ok" if self.ledger(args).add_meters(meters) else "exists"}

    def subscription_add(self, args):
        made = [
            porto.Subscription(item["company"], item["tariff"], item["from"], item.get("through"))
            for item in args["subscriptions"]
        ]
        return self.changed(self.ledger(args).subscribe(made, by_of(args.get("options"))))

    def subscription_end(self, args):
        whose, by = (args["company"], args["tariff"]), by_of(args.get("options"))
        return self.changed(self.ledger(args).end_subscription(*whose, args["through"], by))

    def subscription_remove(self, args):
        whose, by = (args["company"], args["tariff"]), by_of(args.get("options"))
        return self.changed(self.ledger(args).remove_subscription(*whose, args.get("from"), by))

    def domain_add(self, args):
        days = (args.get("from_yyyymmdd"), args.get("through_yyyymmdd"))
        whose = (args["domain"], args["company"], *days)
        return self.changed(self.ledger(args).add_domain(*whose, by_of(args.get("options"))))

    def item_add(self, args):
        items = [
            porto.Item(i["month_yyyymm"], i["company"], Decimal(i["amount"]), i["text"])
            for i in args["items"]
        ]
        new, rows = self.ledger(args).add_items(items, by_of(args["options"]))
        return {"status": "ok" if new else "exists", "out": rows}

    @staticmethod
    def events(args):
        return [
            porto.Event(
                item["event_id"],
                time_of(item["occurred_at_unix_us"]),
                int(item["quantity"]),
                **{k: item.get(k) for k in ("company", "meter", "source", "domain")},
            )
            for item in args["events"]
        ]

    @staticmethod
    def recorded(done):
        return {
            "status": "ok" if done.complete else "rejects",
            "outcomes": [outcome.name.lower() for outcome in done.outcomes],
            "rejected": [
                {"index": row.number, "outcome": row.outcome, "reason": row.reason}
                for row in done.rejects
            ],
        }

    def usage_record(self, args):
        now = time_of(args["now_unix_us"])
        return self.recorded(self.ledger(args).record(self.events(args), now))

    def input(self, item):
        if "path" in item:
            return self.path(item["path"])
        if "bytes" in item:
            return porto.Input(item["bytes"].encode(), item["name"])

        pieces = [piece.encode() for piece in item["read"]]
        then = self.callback(item["then"]) if "then" in item else lambda: None

        class Source:
            """Gives one piece a call, where an iterable would be asked for several."""

            def read(self, size):
                return pieces.pop(0) if pieces else then() or b""

        return porto.Input(Source(), item["name"])

    def usage_import(self, args):
        inputs = [self.input(item) for item in args["inputs"]]
        now, batch = time_of(args["options"]["now_unix_us"]), args["options"].get("batch_events")
        options = porto.ImportOptions(batch_events=None if batch is None else int(batch))
        done = self.ledger(args).import_usage(*inputs, options=options, now=now)
        status = "ok" if done.complete else "rejects"
        return {"status": status, "report": done.report, "effect": done.effect}

    def import_undo(self, args):
        done = self.ledger(args).undo_import(int(args["import"]), by_of(args["options"]))
        return self.changed(done, out=done.rows)

    def usage_list(self, args):
        which = args.get("filter", {})
        month, company = which.get("month_yyyymm"), which.get("company")
        return {"out": self.ledger(args).usage(month, company)}

    def usage_unassigned(self, args):
        return {"out": self.ledger(args).unassigned()}

    def usage_reconcile(self, args):
        done = self.ledger(args).reconcile(self.input(args["input"]), **args.get("options", {}))
        return {"status": "ok" if done.same else "differs", "out": done.rows}

    def invoice_show(self, args):
        company = args.get("options", {}).get("company")
        invoice = self.ledger(args).invoice(args["month_yyyymm"], company)
        state = invoice.state.name.lower()
        return {"state": state, "lines": invoice.lines, "tasks": invoice.tasks}

    def month_close(self, args):
        options = args.get("options", {})
        progress = options.get("on_progress")
        done = self.ledger(args).close_month(
            args["month_yyyymm"],
            time_of(args["now_unix_us"]),
            without=options.get("except", ()),
            by=by_of(options),
            on_progress=self.callback(progress) if progress else None,
        )
        status = "ok" if done.changed else "exists"
        return {"status": status, "out": done.lines, "tasks": done.tasks}

    def month_list(self, args):
        return {"out": self.ledger(args).closed_months()}

    @staticmethod
    def void_by(args):
        what, tried = args["what"], args.get("options", {}).get("dry_run", "0") != "0"
        when = time_of(what["voided_at_unix_us"])
        return porto.By(what["actor"], what["reason"], when, dry_run=tried)

    def event_void(self, args):
        what = args["what"]
        done = self.ledger(args).void(what["event_id"], self.void_by(args), what["source"])
        return self.changed(done, out=done.rows)

    def event_correct(self, args):
        what, quantity = args["what"], int(args["quantity"])
        by, source = self.void_by(args), what["source"]
        done = self.ledger(args).correct(what["event_id"], quantity, by, source)
        return self.changed(done, out=done.rows)

    def event_show(self, args):
        return {"out": [self.ledger(args).event(args["event_id"], args["source"])]}

    def event_write(self, args):
        out, throw = io.BytesIO(), self.callback(args["write"]) if "write" in args else None

        class To:
            def write(self, data):
                if throw:
                    throw()
                return out.write(data)

        which = porto.EventFilter(source=args.get("filter", {}).get("source"))
        self.ledger(args).write_events(To(), args["format"], which)
        return {"value": out.getvalue().decode()}

    def ledger_verify(self, args):
        options = args.get("options", {})
        expected = [
            porto.KeptDigest(item["digest"], item.get("month_yyyymm"))
            for item in options.get("expected", [])
        ]
        progress = options.get("on_progress")
        done = self.ledger(args).verify(
            expected, on_progress=self.callback(progress) if progress else None
        )
        return {"status": "ok" if done.sound else "differs", "out": done.findings}

    def ledger_backup(self, args):
        progress = args.get("options", {}).get("on_progress")
        run = self.callback(progress) if progress else None
        self.ledger(args).backup(self.path(args["path"]), on_progress=run)

    def ledger_prune(self, args):
        now = time_of(args["now_unix_us"])
        return {"out": [self.ledger(args).prune(args["before_yyyymm"], now)]}

    def tariff_open(self, args):
        self.handles["tariff"] = porto.Tariff.parse(TABLE["documents"][args["toml"]])

    def tariff_rate(self, args):
        meters = {
            item.get("meter"): Decimal(item["quantity_text"]) for item in args["usage"]["meters"]
        }
        rating = self.handles["tariff"].rate(porto.Usage(meters))
        return {"value": str(rating.total_minor), "lines": rating.lines(args["month_yyyymm"])}

    def recorder_open(self, args):
        self.handles["recorder"] = porto.Recorder.open(self.path(args["path"]))

    def recorder_record(self, args):
        recorder, now = self.handles["recorder"], time_of(args["now_unix_us"])
        return self.recorded(recorder.record(self.events(args), now))

    def recorder_close(self, args):
        self.handles["recorder"].close()

    def end(self):
        """Closes what a case that failed has left open."""
        for handle in self.handles.values():
            if hasattr(handle, "close"):
                handle.close()


class Conformance(unittest.TestCase):
    def run_case(self, case):
        with tempfile.TemporaryDirectory() as folder:
            run = Run(self, folder)
            try:
                run.steps(case["steps"])
            finally:
                run.end()

    def test_every_case(self):
        for case in TABLE["cases"]:
            with self.subTest(case["case"]):
                self.run_case(case)

    def test_what_must_fail(self):
        """A runner that compares too little passes what wrong.json has."""
        wrong = json.loads((ROOT / "tests/conformance/wrong.json").read_text("utf-8"))
        for case in wrong["cases"]:
            with self.subTest(case["case"]):
                with self.assertRaises(Exception), redirect_stderr(io.StringIO()):
                    self.run_case(case)

    def test_every_status_is_reached_or_said_not_to_be(self):
        codes = [getattr(lib, name) for name in dir(lib) if name.startswith("PORTO_E_")]
        codes += range(5)
        every = {ffi.string(lib.porto_status_name(code)).decode() for code in codes}
        text = json.dumps(TABLE["cases"])
        reached = {name for name in every if f'"status": "{name}"' in text}
        self.assertEqual(every - reached, set(TABLE["not_reached"]))


if __name__ == "__main__":
    unittest.main()
