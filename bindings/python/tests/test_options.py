"""Every option reaches the library: each is used once, and what it does is looked at.

At the end the members of all structs that were set are compared with those of the header.
"""

import io
import json
import sqlite3
import unittest
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from unittest import mock

from support import ANNA, NOW, TARIFF, UTC, Case, event
from test_tables import BOOKS

import porto
from porto import _struct
from porto._library import ffi

HEAD = b"event_id,company,occurred_at,quantity\n"
ROW = b"%s,bolag-17,2026-03-09T00:00:00Z,%d\n"
STARTS = datetime(2026, 3, 15, tzinfo=UTC)
KEY = "key-of-the-test"
METRICS = json.dumps(
    {
        "start": "Sun, 01 Mar 2026 00:00:00 +0000",
        "end": "Wed, 01 Apr 2026 00:00:00 +0000",
        "resolution": "month",
        "dimensions": ["time"],
        "pagination": {"sort": "", "skip": 0, "limit": 1500, "total": 1},
        "items": [
            {
                "dimensions": [{"dimension": "time", "value": "Sun, 01 Mar 2026 00:00:00 +0000"}],
                "metrics": {"delivered_count": 3, "opened_count": 5},
            }
        ],
    }
).encode()


def deliveries(*items):
    """Events of Mailgun, one a line."""
    lines = [
        json.dumps(
            {
                "id": f"m-{number}",
                "event": kind,
                "timestamp": 1772668800 + number,
                "message": {"headers": {"from": "a@post.example"}},
                "user-variables": {"who": company} if company else {},
                "domain": {"name": "post.example"},
            }
        )
        for number, (kind, company) in enumerate(items)
    ]
    return ("\n".join(lines) + "\n").encode()


class Options(Case):
    def setUp(self):
        super().setUp()
        self.seen = set()
        fill = _struct.fill

        def recorded(target, kind, values):
            kept = fill(target, kind, values)
            for name in values:
                value = getattr(target, name)
                if value != ffi.NULL if isinstance(value, ffi.CData) else value:
                    self.seen.add((kind, name))
            return kept

        patch = mock.patch.object(_struct, "fill", recorded)
        patch.start()
        self.addCleanup(patch.stop)

    def test_every_member_of_every_struct(self):
        parts = [name for name in dir(self) if name.startswith("use_")]
        for number, name in enumerate(parts):
            with self.subTest(name):
                self.folder = self.folder / str(number)
                self.folder.mkdir()
                getattr(self, name)(self.ledger(future_days=3, allow_negative=True))
        types = {kind: ffi.typeof(kind) for kind in ffi.list_types()[0]}
        structs = {k: made for k, made in types.items() if made.kind == "struct" and made.fields}
        # An event is packed by events.py, which compares its members as it is imported. What
        # remains has another way in: an amount and a quantity as text, the only kind of meter.
        missing = {
            (kind, name)
            for kind, made in structs.items()
            for name, _ in made.fields
            if kind != "porto_event"
            and name not in {"struct_size", "header_version", "reserved", "user"}
            and not name.endswith(("_len", "_count"))
        } - self.seen
        others = {("porto_item", "amount_minor"), ("porto_meter", "kind")}
        others |= {("porto_meter_usage", "quantity")}
        self.assertGreater(len(structs), 25)
        self.assertEqual(missing, others)

    # ---- Ledgers and changes ---------------------------------------------------------------------

    def use_ledger_options(self, ledger):
        made = porto.Ledger.create(
            self.folder / "other.db",
            zone="America/New_York",
            currency="USD",
            late="refuse",
            future_days=7,
            allow_negative=True,
            first_month="2026-02",
            busy_timeout=1,
        )
        with made:
            info = made.info
        self.assertEqual(tuple(info)[:2], ("America/New_York", "USD"))
        self.assertEqual(tuple(info)[-4:], ("refuse", 7, "yes", porto.Month(2026, 2)))
        with porto.Ledger.open(self.folder / "other.db", read_only=True, busy_timeout=0) as reader:
            with self.assertRaises(porto.ReadOnly):
                reader.add_company("x")

    def use_change_options(self, ledger):
        added = porto.By("eva", "tried", NOW, dry_run=True)
        self.assertTrue(ledger.add_tariff(TARIFF.replace('"vitec-epost"', '"b"'), by=added).changed)
        self.assertEqual(len(ledger.tariffs()), 1)
        with self.assertRaises(porto.Invalid):
            ledger.end_subscription("bolag-17", "vitec-epost", "2077-01", ANNA)
        far = porto.By("eva", "for long", NOW, allow_far=True)
        ledger.end_subscription("bolag-17", "vitec-epost", "2077-01", far)
        change = ledger.changes()[-1]
        self.assertEqual((change.actor, change.reason, change.at), ("eva", "for long", NOW))
        ledger.close_month("2026-03", NOW)
        with self.assertRaises(porto.MonthClosed):
            ledger.remove_subscription("bolag-17", "vitec-epost", by=ANNA)
        settle = porto.By("anna", "never", NOW, settle=True)
        settled = ledger.remove_subscription("bolag-17", "vitec-epost", by=settle)
        self.assertEqual(settled.effect[-1].difference, Decimal("-500.00"))

    def use_dry_runs(self, ledger):
        ledger.record([event(1, 40000)])
        tried = porto.By("anna", "a test", NOW, dry_run=True)
        for closed in (
            ledger.close_month("2026-03", NOW, by=tried),
            ledger.close_month("2026-03", NOW, dry_run=True),
        ):
            self.assertTrue(closed.changed)
        self.assertEqual(len(ledger.closed_months()), 0)
        options = porto.ImportOptions(correct=tried)
        ledger.import_usage(HEAD + ROW % (b"a", 1), now=NOW)
        done = ledger.import_usage(HEAD + ROW % (b"a", 2), options=options, now=NOW)
        self.assertEqual(done.count("corrected"), 1)
        self.assertEqual(ledger.event("a").corrected_by, None)
        self.assertTrue(ledger.void("e-1", tried).changed)
        self.assertTrue(ledger.correct("e-1", 3, tried).changed)
        self.assertEqual(ledger.usage()[0].quantity, 40001)
        item = porto.Item("2026-03", "bolag-17", Decimal("1.50"), "Fee")
        self.assertTrue(ledger.add_items(item, tried)[0])
        self.assertEqual(len(ledger.items()), 0)
        ledger.add_items(item, ANNA)
        ledger.remove_item(ledger.items()[0].item, tried)
        self.assertEqual(len(ledger.items()), 1)
        table = b"id,name\nbolag-9,Asp\n"
        self.assertTrue(ledger.import_companies(table, tried).changed)
        self.assertTrue(ledger.undo_import(1, tried).changed)
        self.assertTrue(ledger.remove_subscription("bolag-17", "vitec-epost", by=tried).changed)
        ledger.add_domain("a.example", "bolag-17", by=tried)
        self.assertEqual(len(ledger.domains()), 0)
        self.assertEqual(len(ledger.companies()), 1)
        self.assertEqual(len(ledger.subscriptions()), 1)
        # What a call cannot do is refused, not passed over.
        for what in ("settle", "allow_far"):
            wrong = porto.By("a", "b", NOW, **{what: True})
            with self.assertRaises(porto.Invalid):
                ledger.close_month("2026-03", NOW, by=wrong)
            with self.assertRaises(porto.Invalid):
                ledger.import_usage(HEAD, options=porto.ImportOptions(correct=wrong), now=NOW)
            with self.assertRaises(porto.Invalid):
                ledger.void("e-1", wrong)
        # `at` is the time of a call that has one.
        ledger.close_month("2026-03", by=ANNA)
        self.assertEqual(ledger.closed_months()[0].closed_at, NOW)

    # ---- Companies -------------------------------------------------------------------------------

    def use_catalogue(self, ledger):
        company = porto.Company("b", "Björk", "77", "Eva", "sv", "K1")
        ledger.add_companies(company)
        self.assertEqual(tuple(ledger.companies()[0]), ("b", "Björk", "77", "Eva", "sv", "K1"))
        ledger.add_meters(porto.Meter("fine", 18))
        self.assertEqual({row.meter: row.decimals for row in ledger.meters()}["fine"], 18)
        by_day = TARIFF.replace('"vitec-epost"', '"by-day"')
        by_day = by_day.replace("[[charge]]", 'prorate = "days"\n\n[[charge]]', 1)
        ledger.add_tariff(by_day)
        made = porto.Subscription("b", "by-day", "2026-03", date(2026, 5, 20))
        ledger.subscribe(made)
        row = ledger.subscriptions()[0]
        self.assertEqual(tuple(row), ("b", "by-day", porto.Month(2026, 3), made.through))
        for text in ("One", "Two"):
            ledger.add_items(porto.Item("2026-03", "b", Decimal("-1.50"), text), ANNA)
        ledger.add_items(porto.Item("2026-04", "bolag-17", Decimal("2.50"), "Three"), ANNA)
        self.assertEqual([row.text for row in ledger.items("2026-03", "b")], ["One", "Two"])
        self.assertEqual(ledger.items("2026-04")[0].amount, Decimal("2.50"))
        self.assertEqual(len(ledger.items(company="bolag-17")), 1)
        every = ledger.changes()
        self.assertEqual(list(ledger.changes(every[1].change, 1)), [every[2]])

    def use_company_table(self, ledger):
        table = "kund;namn\nbolag-17;Eken Bostad AB\nnew;Åsen\n".encode("windows-1252")
        how = {"map": "id=kund,name=namn", "delimiter": ";", "encoding": "windows-1252"}
        done = ledger.import_companies(table, ANNA, all=True, **how)
        changes = [row.change for row in done.rows]
        self.assertEqual(changes, ["same", "same", "new", "new", "only_in_ledger"])
        self.assertEqual(ledger.companies()[1].name, "Åsen")

    # ---- Usage -----------------------------------------------------------------------------------

    def use_import_options(self, ledger):
        table = "nyckel;kund;tid;antal\na;bolag-17;2026-03-01 00:30:00;7\nb;åsen;2026-03-01;1\n"
        (self.folder / "in.csv").write_bytes(table.encode("windows-1252"))
        told = {"file": [], "known": [], "rejected": [], "progress": []}
        options = porto.ImportOptions(
            by_company=True,
            format="csv",
            encoding="windows-1252",
            map="id=nyckel,company=kund,time=tid,quantity=antal",
            delimiter=";",
            zone="Europe/Stockholm",
            source="theirs",
            batch_events=1,
            rejects_path=self.folder / "rejects.csv",
            on_file=lambda *it: told["file"].append(it),
            on_known=lambda *it: told["known"].append(it),
            on_rejected=told["rejected"].append,
            on_progress=lambda *it: told["progress"].append(it),
        )
        done = ledger.import_usage(self.folder / "in.csv", options=options, now=NOW)
        self.assertFalse(done.complete)
        self.assertIn("company_month", [row.entry for row in done.report])
        self.assertEqual(ledger.imports()[0].begun_at, NOW)
        stored = ledger.event("a", "theirs")
        self.assertEqual(stored.occurred_at, datetime(2026, 2, 28, 23, 30, tzinfo=UTC))
        self.assertEqual(told["file"], [(str(self.folder / "in.csv"), "csv")])
        self.assertIn("åsen".encode(), told["rejected"][0].row)
        self.assertEqual(told["progress"][-1], (len(table), len(table)))
        self.assertIn(b"b;", (self.folder / "rejects.csv").read_bytes())
        again = porto.ImportOptions(**{**vars(options), "rejects_path": None, "dry_run": True})
        ledger.import_usage(self.folder / "in.csv", options=again, now=NOW)
        self.assertEqual(told["known"][0][1], 1)
        self.assertEqual(len(ledger.imports()), 1)
        self.use_corrections(ledger)
        self.use_suppliers(ledger)

    def use_corrections(self, ledger):
        told = []
        ledger.import_usage(HEAD + ROW % (b"c", 1), now=NOW)
        options = porto.ImportOptions(
            correct=porto.By("eva", "counted twice"), on_corrected=told.append
        )
        done = ledger.import_usage(HEAD + ROW % (b"c", 2), options=options, now=NOW)
        self.assertEqual(done.count("corrected"), 1)
        self.assertEqual((told[0].event_id, told[0].before, told[0].quantity), ("c", "1", "2"))
        voided = ledger.event("c")
        self.assertEqual((voided.actor, voided.reason), ("eva", "counted twice"))

    def use_suppliers(self, ledger):
        data = deliveries(("delivered", "bolag-17"), ("accepted", "bolag-17"), ("delivered", None))
        options = porto.ImportOptions(
            count="accepted", company_from=["user-variables.who"], company="bolag-17"
        )
        done = ledger.import_usage(porto.Input(data, "m.json"), options=options, now=NOW)
        self.assertEqual(done.count("stored"), 1)
        how = {"count": "accepted", "format": "mailgun", "dry_run": True}
        signed = porto.ImportOptions(signing_key=KEY, **how)
        self.assertNotIn(KEY, repr(signed))
        done = ledger.import_usage(porto.Input(data, "m.json"), options=signed, now=NOW)
        self.assertEqual(done.count("rejected") + done.count("not_counted"), 3, list(done.report))
        cloud = json.dumps(
            {
                "specversion": "1.0",
                "id": "x",
                "source": "shop",
                "type": "messages",
                "subject": "bolag-17",
                "time": "2026-03-09T00:00:00Z",
                "data": {"n": 7},
            }
        )
        options = porto.ImportOptions(format="cloudevents", quantity_from="data.n", source="cloud")
        done = ledger.import_usage(cloud.encode(), options=options, now=NOW)
        self.assertEqual(done.count("stored"), 1, list(done.report))
        self.assertEqual([row.quantity for row in ledger.events() if row.event_id == "x"], [7])
        log = b"".join(
            b"Mar  1 08:00:0%d mx postfix/%s\n" % (number, what)
            for number, what in enumerate(
                (
                    b"qmgr[11]: 4AAAA1: from=<faktura@b.example>, size=900, nrcpt=1 (queue active)",
                    b"smtp[12]: 4AAAA1: to=<a@k.example>, relay=mx.k.example[203.0.113.5]:25, "
                    b"delay=1, dsn=2.0.0, status=sent (250 ok)",
                )
            )
        )
        for year, stored in ((2026, 1), (None, 0)):
            options = porto.ImportOptions(year=year, zone="UTC", company="bolag-17", dry_run=True)
            try:
                done = ledger.import_usage(log, options=options, now=NOW)
            except porto.PortoError as error:
                self.assertIn("year", str(error))
                done = None
            self.assertEqual(done.count("stored") if done else 0, stored)

    def use_inputs(self, ledger):
        with open(self.folder / "in.csv", "wb+") as file:
            file.write(HEAD + ROW % (b"a", 1))
            file.flush()
            data = HEAD + ROW % (b"a", 1)
            sources = (file.fileno(), self.folder / "in.csv", data, [data])
            for number, source in enumerate(sources):
                file.seek(0)
                name = None if isinstance(source, Path) else f"input-{number}"
                ledger.import_usage(porto.Input(source, name), now=NOW)
                self.assertEqual(ledger.imports()[-1].file, name or str(source))
        self.assertEqual(ledger.usage()[0].quantity, 1)
        every = ledger.imports()
        self.assertEqual(list(ledger.imports(every[0].import_, 2)), every[1:3])

    def use_reconcile_options(self, ledger):
        ledger.add_meters(porto.Meter("other"))
        ledger.record([event(1, 7, meter="other")], NOW)
        table = "måna;n\n2026-03;7\n2026-02;0\n".encode("windows-1252")
        how = {"delimiter": ";", "encoding": "windows-1252", "map": "month=måna,quantity=n"}
        how.update(company="bolag-17", meter="other", by="company", zone="UTC")
        done = ledger.reconcile(table, **how)
        self.assertTrue(done.same)
        self.assertEqual([row.company for row in done.rows], ["bolag-17"] * len(done.rows))
        less = ledger.reconcile(table, only_differs=True, **how)
        self.assertEqual(len(less.rows), 0)
        with self.assertRaisesRegex(porto.PortoError, "nonsense"):
            ledger.reconcile(METRICS, metric="nonsense")
        self.assertEqual(ledger.reconcile(METRICS, metric="opened_count").rows[0].theirs, 5)

    def use_filters(self, ledger):
        ledger.add_company("other")
        ledger.add_meters(porto.Meter("calls"))
        more = {"company": None, "domain": "x.example", "source": "theirs"}
        april = event(3, 7)._replace(occurred_at=datetime(2026, 4, 2, tzinfo=UTC))
        ledger.record([event(1, 1, company="other"), event(2, 3, **more), april], NOW)
        ledger.record([event(4, 9, meter="calls")], NOW)
        ledger.import_usage(HEAD + ROW % (b"i", 11), now=NOW)
        ledger.void("e-1", ANNA)
        filters = {
            "company": ({"company": "other"}, [1]),
            "source": ({"source": "theirs"}, [3]),
            "domain": ({"domain": "x.example"}, [3]),
            "meter": ({"meter": "calls"}, [9]),
            "from": ({"from_month": "2026-04"}, [7]),
            "through": ({"through_month": "2026-03", "limit": 2}, [1, 3]),
            "day": ({"day": date(2026, 3, 9)}, [11]),
            "voided": ({"voided": True}, [1]),
            "import": ({"import_": 1}, [11]),
        }
        for name, (keywords, wanted) in filters.items():
            which = porto.EventFilter(**keywords)
            self.assertEqual([int(row.quantity) for row in ledger.events(which)], wanted, name)
        every = ledger.events()
        self.assertEqual(ledger.events(porto.EventFilter(after=every[0].seq))[0], every[1])
        usage = ledger.usage("2026-04", "bolag-17")
        self.assertEqual([row.quantity for row in usage], [7])

    # ---- Invoices --------------------------------------------------------------------------------

    def use_invoices(self, ledger):
        ledger.add_companies([porto.Company("other", "Other")])
        ledger.subscribe(porto.Subscription("other", "vitec-epost", "2026-03"))
        ledger.record([event(1, 40000)], NOW)
        lines = ledger.invoice("2026-03", "other").lines
        self.assertEqual({row.company for row in lines}, {"other"})
        told = []
        tasks = ledger.close_month(
            "2026-03", NOW, without=["other"], by=ANNA, on_progress=lambda *it: told.append(it)
        ).tasks
        self.assertTrue(told)
        self.assertEqual([(row.what, row.company) for row in tasks][0], ("excepted", "other"))
        ledger.void("e-1", ANNA)
        causes = ledger.causes("2026-04", "bolag-17")
        self.assertEqual({row.company for row in causes}, {"bolag-17"})
        with self.assertRaises(porto.NotFound):
            ledger.causes("2026-04", "nobody")

    def use_books(self, ledger):
        ledger.record([event(1, 40000)], NOW)
        ledger.close_month("2026-03", NOW)
        later = datetime(2026, 4, 2, tzinfo=UTC)
        with self.assertRaises(porto.Invalid):
            ledger.export_books("2026-03", "rows", BOOKS, now=later)
        with self.assertRaisesRegex(porto.BadInput, "mine.toml"):
            wrong = "[seller]\nnam=1\n"
            ledger.export_books("2026-03", "sie", wrong, file_name="mine.toml", now=later)
        far = {"issued": "2066-04-01", "now": later, "dry_run": True}
        with self.assertRaisesRegex(porto.Invalid, "40 years"):
            ledger.export_books("2026-03", "sie", BOOKS, **far)
        ledger.export_books("2026-03", "sie", BOOKS, allow_far=True, **far)
        how = {"issued": "2026-04-01", "now": later, "dry_run": True}
        tried = ledger.export_books("2026-03", "sie", BOOKS, **how)
        self.assertEqual(tried.invoices[0].issued, date(2026, 4, 1))
        done = ledger.export_books("2026-03", "sie", BOOKS, now=later)
        self.assertEqual(done.invoices[0].issued, date(2026, 4, 2))
        self.assertEqual(len(done.files), 1)
        orders = ledger.order_rows("2026-03", BOOKS.replace('article = "EPOST"\n', ""))
        self.assertEqual(sum(row.net_amount for row in orders.rows), Decimal("860.00"))
        self.assertTrue(orders.notices, "no notice that there is no article")

    def use_copy(self, ledger):
        ledger.record([event(1)], NOW)
        ledger.backup(self.folder / "original.db")
        told = []
        copied = self.folder / "copied.db"
        porto.Ledger.copy(
            self.folder / "original.db",
            copied,
            verify=False,
            limit=5,
            on_progress=lambda *it: told.append(it),
            busy_timeout=1,
        )
        self.assertTrue(told)
        versions = porto.Ledger.migrate(copied, busy_timeout=1)
        self.assertEqual(versions.from_version, versions.to_version)

    def use_verify(self, ledger):
        april = event(3, 7)._replace(occurred_at=datetime(2026, 4, 2, tzinfo=UTC))
        ledger.record([event(1), april], NOW)
        ledger.import_usage(HEAD + ROW % (b"i", 1), now=NOW)
        ledger.close_month("2026-03", NOW)
        told = []
        zeros = "0" * 64
        month = porto.KeptDigest(zeros, "2026-03")
        record = porto.KeptDigest(zeros, None, "batch", 1)
        done = ledger.verify([month, record], on_progress=lambda *it: told.append(it))
        self.assertFalse(done.sound)
        self.assertTrue(told)
        for name, run in {
            "backup": lambda tell: ledger.backup(self.folder / "copy.db", tell),
            "prune": lambda tell: ledger.prune("2026-04", NOW.replace(month=5), tell),
        }.items():
            told.clear()
            run(lambda *it: told.append(it))
            self.assertTrue(told, name)
        # A copy whose totals are others.
        copy = sqlite3.connect(self.folder / "copy.db")
        for table in ("usage_month", "domain_day"):
            copy.execute(f"UPDATE {table} SET quantity = quantity + 1")
        copy.commit()
        copy.close()
        with porto.Ledger.open(self.folder / "copy.db") as broken:
            counts = [
                sum(row.result == "differs" for row in broken.verify(limit=limit).findings)
                for limit in (0, 1)
            ]
        self.assertGreater(counts[0], counts[1])

    # ---- Outlook ---------------------------------------------------------------------------------

    def use_outlook(self, ledger):
        ledger.add_company("other")
        ledger.subscribe(porto.Subscription("other", "vitec-epost", "2026-03"))
        ledger.record([event(1, 40000)], NOW)
        self.assertEqual({row.company for row in ledger.charges(STARTS, "other")}, {"other"})
        ledger.add_company("third")
        ledger.record([event(7, 1, company="third")], NOW)
        whose = [{row.company for row in ledger.tasks(NOW, id)} for id in ("third", "other", None)]
        self.assertEqual([("third" in some) for some in whose], [True, False, True])
        dear = TARIFF.replace('"vitec-epost"', '"b"').replace('"0.012"', '"0.02"')
        other = porto.Tariff.parse(dear)
        told = []
        what = porto.Simulate("2026-02", "2026-03", instead_of="vitec-epost", by="company")
        done = ledger.simulate(other, what, lambda *it: told.append(it))
        self.assertEqual(sum(row.difference for row in done.rows), Decimal("240.00"))
        self.assertEqual([row.company for row in done.rows], ["bolag-17", "other"])
        self.assertTrue(told)

    def use_report(self, ledger):
        ledger.add_company("other")
        ledger.subscribe(porto.Subscription("other", "vitec-epost", "2026-03"))
        ledger.record([event(1, 40000), event(2, 20000, company="other")], NOW)
        march = ("2026-03", "2026-03")

        def rows(*months, **more):
            return ledger.report(porto.Report(*(months or march), **more)).rows

        by = rows(by="company", sort="amount", descending=True, limit=1)
        self.assertEqual([(row.entry, row.company) for row in by][0], ("row", "bolag-17"))
        self.assertEqual([row.entry for row in by], ["row", "other", "total"])
        self.assertEqual(len(rows(by="company", company="other")), 2)
        self.assertEqual(rows(tariff="vitec-epost")[-1].amount, Decimal("1480.00") - Decimal(0))
        wide = rows(by="month,company", pivot="company", measure="quantity")
        self.assertEqual((wide[0]["bolag-17"], wide[0]["other"]), (40000, 20000))
        self.assertIn("amount_before", [c.name for c in rows(compare="previous").columns])
        ledger.close_month("2026-03", NOW)
        ledger.correct("e-1", 50000, ANNA)
        moved = rows("2026-03", "2026-03", by_usage_month=True)
        self.assertEqual(moved[-1].amount, rows()[-1].amount + Decimal("120.00"))
        plain, _ = ledger.plot_report(porto.Report(*march))
        later, _ = ledger.plot_report(porto.Report(*march, by_usage_month=True))
        self.assertNotEqual(plain, later)

    def use_pages(self, ledger):
        ledger.record([event(1, 40000)], NOW)
        self.assertIn('<html lang="sv">', ledger.month_page("2026-03", "sv"))
        tariff = porto.Tariff.parse(TARIFF)
        self.assertIn("12", tariff.plot("messages", 1200, Decimal("34000")))
        self.assertNotEqual(tariff.plot("messages", 1, 200), tariff.plot("messages", 0, 34000))
        with self.assertRaises(porto.PortoError):
            tariff.plot("storage")

    def use_output(self, ledger):
        ledger.record([event(1, 7)], NOW)
        rows = ledger.companies()
        marks = porto.Output("excel-sv", delimiter=",", decimal_mark=".", byte_order_mark=True)
        self.assertTrue(rows.to_text("csv", marks).startswith("\ufeffcompany,name,"))
        narrow, wide = (
            max(map(len, ledger.events().to_text("table", how).split("\n")))
            for how in (porto.Output(table_width=40), None)
        )
        self.assertLess(narrow, wide)
        out = io.BytesIO()
        ledger.write_events(out, output=porto.Output(delimiter=";"))
        self.assertIn(b";", out.getvalue())

    def use_rating(self, ledger):
        tariff = porto.Tariff.parse(TARIFF)
        used = porto.Usage({"messages": porto.Events([3000000, 1000000], 2)}, share=(1, 1))
        self.assertEqual(tariff.rate(used).total, Decimal("860.00"))
        by_day = 'prorate = "days"\n\n[[charge]]'
        prorated = porto.Tariff.parse(TARIFF.replace("[[charge]]", by_day, 1))
        self.assertLess(prorated.rate(porto.Usage({None: 0}, (15, 31))).total, Decimal(500))
        named = tariff.rate({"messages": Decimal(40000)})
        self.assertEqual(named.total, Decimal("860.00"))


if __name__ == "__main__":
    unittest.main()
