"""Every table has the columns that its row class declares, and every method that gives one runs."""

import io
import json
import typing
import unittest
from datetime import date, datetime
from decimal import Decimal

import support
from support import ANNA, NOW, TARIFF, Case, event

import porto
from porto import Month, tables

KINDS = {
    "text": {str},
    "integer": {int},
    "decimal": {Decimal},
    "money": {Decimal},
    "quantity": {Decimal},
    "time": {datetime},
    "month": {Month},
    "day": {date},
    "month_or_day": {Month, date},
}


BOOKS = """
[seller]
name = "Exempelpost AB"
organisation = "556677-8899"
vat_number = "SE556677889901"
street = "Storgatan 1"
city = "Umeå"
postcode = "903 24"
bankgiro = "5050-1055"

[numbers]
series = "2026"
prefix = "E-"
first = 1001

[[vat]]
id = "standard"
category = "S"
rate = 25
account = 2611

[defaults]
article = "EPOST"
account = 3041
"""


class Tables(Case):
    seen: set = set()

    def check(self, rows, least=1):
        """The columns of a result, and its cells, are those of its class."""
        kind = rows._row_type
        hints = typing.get_type_hints(kind)
        declared = {n.rstrip("_"): h for n, h in hints.items() if not n.startswith("_")}
        self.assertEqual([column.name for column in rows.columns], list(declared), kind)
        for column in rows.columns:
            types = set(typing.get_args(declared[column.name])) or {declared[column.name]}
            with self.subTest(table=kind.__name__, column=column.name):
                self.assertEqual(types - {type(None)}, KINDS[column.type])
                for row in rows:
                    self.assertIn(type(row[column.name]), types, row)
        self.assertGreaterEqual(len(rows), least, kind)
        self.seen.add(kind.__name__)
        return rows

    def catalogue(self, ledger):
        other = porto.Company("bolag-8", "Granen", "812", "ref", "sv", "c1")
        self.assertTrue(ledger.add_companies([other, porto.Company("own")]))
        self.assertFalse(ledger.add_companies(other))
        self.assertTrue(ledger.add_meters(porto.Meter("storage", 2)))
        self.assertEqual(ledger.units("storage", Decimal("2.5")), 250)
        with self.assertRaises(porto.BadNumber):
            ledger.units("storage", Decimal("2.555"))
        self.check(ledger.companies(), 3)
        self.check(ledger.unsubscribed("2026-03"), 2)
        self.check(ledger.meters(), 2)
        self.check(ledger.tariffs())
        self.assertEqual(ledger.tariff_document("vitec-epost").document, TARIFF)
        self.check(ledger._rows(porto.ledger.lib.porto_ledger_info, of=tables.LedgerInfo))
        storage = ledger.storage()
        self.check(storage.facts)
        events = [fact.value for fact in storage.facts if fact.name == "events"]
        self.assertEqual(events, [str(sum(lane.events for lane in self.check(storage.lanes)))])
        self.check(ledger.subscriptions("2026-03", "joined"))
        changed = ledger.subscribe(porto.Subscription("bolag-8", "vitec-epost", Month(2026, 3)))
        self.check(changed.effect)
        ledger.end_subscription("bolag-8", "vitec-epost", "2026-05")
        self.check(ledger.subscriptions(), 2)
        ledger.remove_subscription("bolag-8", "vitec-epost", by=ANNA)
        ledger.add_domain("a.example", "bolag-8", date(2026, 1, 1))
        ledger.end_domain("a.example", "bolag-8", "2026-05-31")
        self.check(ledger.domains())
        ledger.remove_domain("a.example", "bolag-8", ANNA)
        new, items = ledger.add_items(
            porto.Item("2026-03", "bolag-17", Decimal("-100.00"), "Credit"), ANNA
        )
        self.assertTrue(new)
        self.check(items)
        ledger.remove_item(items[0].item, ANNA)
        ledger.add_items(porto.Item("2026-03", "bolag-17", Decimal("0.50"), "Fee"), ANNA)
        self.check(ledger.items("2026-03"))
        self.check(ledger.changes())
        ledger.remove_company("own", ANNA)

    def usage(self, ledger):
        bad = [event(1, 40000), event(2, -1), event(3, company=None, domain="x.example")]
        done = ledger.record(bad, NOW)
        self.assertEqual((done.stored, done.rejected), (2, 1))
        self.check(ledger.usage())
        self.check(ledger.unassigned())
        rows = b"event_id,company,occurred_at,quantity\na,bolag-17,2026-03-09T00:00:00Z,5\n"
        imported = ledger.import_usage(rows, now=NOW)
        self.check(imported.report)
        self.check(imported.effect)
        self.assertEqual(imported.count("stored"), 1)
        self.check(ledger.imports())
        self.check(ledger.import_details(1))
        counts = b"month,company,quantity\n2026-03,bolag-17,7\n"
        compared = ledger.reconcile(counts)
        self.assertFalse(compared.same)
        self.check(compared.rows)
        self.check(compared.report)
        self.check(ledger.undo_import(1, ANNA).rows)
        table = b"id,name,tariff,from\nbolag-9,Asp,vitec-epost,2026-03\n"
        report = ledger.import_companies(table)
        self.assertTrue(report.changed)
        self.check(report.rows)
        self.check(report.report)
        self.check(ledger.export_companies())
        self.check(porto.import_maps())

    def billing(self, ledger):
        preview = ledger.invoice("2026-03")
        self.assertEqual(preview.state, porto.MonthState.OPEN)
        self.check(preview.lines, 3)
        self.check(preview.unbilled, 0)
        self.check(preview.tasks, 0)
        self.check(ledger.close_month("2026-03", NOW, without=["bolag-9"], by=ANNA).tasks)
        self.check(ledger.invoice("2026-03").totals(), 2)
        self.check(ledger.closed_months())
        voided = ledger.void("e-1", ANNA)
        self.check(voided.rows)
        self.check(voided.effect, 2)
        self.check(ledger.correct("e-3", 4, ANNA).rows)
        self.check(ledger.causes("2026-04"), 2)
        self.check(ledger.events(porto.EventFilter(from_month="2026-03")), 2)
        self.assertEqual(ledger.event("e-1").reason, "a test")
        verified = ledger.verify()
        self.assertTrue(verified.sound)
        self.check(verified.findings)
        kept = porto.KeptDigest("0" * 64, month="2026-03")
        self.assertFalse(ledger.verify([kept]).sound)
        out = io.BytesIO()
        ledger.write_events(out, "json")
        voided = ledger.events(porto.EventFilter("bolag-17", voided=True, limit=1))
        self.assertEqual([row.event_id for row in voided], ["e-1"])
        self.assertEqual(json.loads(out.getvalue())[0]["event_id"], "e-1")
        self.assertIn("bolag-17", ledger.statement("2026-03", "bolag-17", "json"))
        statements: dict[str, str] = {}
        ledger.statements("2026-03", statements.__setitem__, "json")
        self.assertEqual(statements["bolag-17"], ledger.statement("2026-03", "bolag-17", "json"))
        self.assertEqual(list(statements), sorted(statements))

        def stop(company, text):
            raise KeyError(company)

        with self.assertRaises(KeyError):
            ledger.statements("2026-03", stop)

    def books(self, ledger):
        orders = ledger.order_rows("2026-03", BOOKS)
        self.check(orders.rows, 2)
        self.check(orders.notices, 0)
        now = datetime(2026, 4, 2, tzinfo=support.UTC)
        tried = ledger.export_books("2026-03", "sie", BOOKS, now=now, dry_run=True)
        done = ledger.export_books("2026-03", "sie", BOOKS, now=now, issued=date(2026, 4, 1))
        self.check(done.invoices)
        self.check(done.notices, 0)
        self.assertEqual(len(done.invoices), len(tried.invoices))
        self.assertEqual(done.invoices[0].issued, date(2026, 4, 1))
        (content,) = done.files.values()
        self.assertTrue(content.startswith(b"#FLAGGA 0\r\n"), content[:40])
        with self.assertRaises(porto.BadInput):
            ledger.export_books("2026-03", "sie", "[seller]\nnam = 1\n", now=now)

    def ahead(self, ledger):
        later = datetime(2026, 4, 15, tzinfo=support.UTC)
        charges = self.check(ledger.charges(later))
        self.check(porto.outlook_totals(charges))
        self.check(ledger.tasks(later))
        tariff = ledger.tariff_for("vitec-epost", "2026-03")
        months = ("2026-03", "2026-04")
        simulated = ledger.simulate(tariff, porto.Simulate(*months))
        self.check(simulated.rows)
        self.check(simulated.notices, 0)
        picture, _ = ledger.plot_simulation(tariff, porto.Simulate(*months))
        self.assertIn("<svg", picture)
        report = ledger.report(porto.Report(*months, by="month,company"))
        self.assertEqual(report.rows[0].entry, "row")
        picture, notices = ledger.plot_report(porto.Report(*months, by="company"), "sv")
        self.assertIn('lang="sv"', picture)
        self.check(notices, 0)
        self.assertIn('<html lang="en">', ledger.month_page("2026-03", "en"))
        with self.assertRaises(porto.Invalid):
            ledger.month_page("2026-03", "de")
        ledger.close_month("2026-04", datetime(2026, 5, 2, tzinfo=support.UTC))
        ledger.backup(self.folder / "copy.db")
        away = self.folder / "away.db"
        copy = porto.Ledger.copy(self.folder / "copy.db", away)
        self.assertTrue(copy.verification.sound)
        with porto.Ledger.open(away, read_only=True) as other:
            self.assertEqual(copy.copied.closed_months, len(other.closed_months()))
        migrated = porto.Ledger.migrate(away)
        self.assertEqual(migrated.from_version, migrated.to_version)
        bare = porto.Ledger.copy(away, self.folder / "bare.db", verify=False)
        self.assertEqual(len(bare.verification.findings), 0)
        with self.assertRaises(porto.LedgerExists):
            porto.Ledger.copy(away, self.folder / "bare.db")
        self.assertEqual(ledger.prune("2026-04").through, Month(2026, 3))

    def tariffs(self):
        self.check(porto.mistakes("id = 7", "bad.toml"))
        tariff = porto.Tariff.parse(TARIFF, "mail.toml")
        self.assertEqual(tariff.info.effective, Month(2024, 2))
        self.check(tariff.examples())
        rating = tariff.rate(40000)
        self.assertEqual((rating.total_minor, rating.total), (86000, Decimal("860.00")))
        self.assertEqual((len(rating), rating.net_minor(1), rating.charge(1)), (2, 36000, "epost"))
        self.check(rating.lines("2026-03", "bolag-17"), 2)
        self.check(tariff.explain({"messages": 40000}, "en"), 5)
        contract = self.check(tariff.describe("sv"), 2)
        found = ["10\u00a0000 meddelanden" in row.text for row in contract]
        self.assertTrue(any(found), list(contract))
        dearer = porto.Tariff.parse(TARIFF.replace('"0.012"', '"0.020"'))
        self.check(tariff.diff(dearer))
        self.check(tariff.compare(dearer, [40000, {"messages": Decimal(7)}]), 2)
        self.check(tariff.compare(dearer))
        self.assertIn("<svg", tariff.plot("messages", 0, 20000))

    def test_all_of_them(self):
        ledger = self.ledger()
        self.catalogue(ledger)
        self.usage(ledger)
        self.billing(ledger)
        self.books(ledger)
        self.ahead(ledger)
        self.tariffs()
        declared = {
            name
            for name, kind in vars(tables).items()
            if isinstance(kind, type) and issubclass(kind, porto.Row) and kind is not porto.Row
        }
        alone = {"TariffDocument", "Pruned", "RejectedRow", "Copied", "Migrated"}
        self.assertEqual(declared - self.seen, alone)


if __name__ == "__main__":
    unittest.main()
